// The opt-out link that some laws want on every page, in the words and with the icon that they prescribe. It is a file
// of its own, because a site that owes the link owes it on every page, also to a visitor who needs no panel.
import { each, map, present } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { whenParsed } from '../platform/timing.js';
import { make } from '../ui/dom.js';
import prescribed from '../words/en/opt-out-link.js';

export { adopt } from '../platform/pristine.js';

/** What may have to stand beside the link, in the order of the effect's fields. */
const BESIDE = /** @type {('honored' | 'texas' | 'florida')[]} */ (['honored', 'texas', 'florida']);

const LINKS = '[data-assent=opt-out]';

/**
 * California's opt-out icon, as its regulation shows it (11 CCR 7015(b)): blue on white, in paths of 30 by 14.
 * @type {[fill: string, path: string][]}
 */
const ICON = [
  ['#fff', 'M7.4 12.8h6.8l3.1-11.6H7.4C4.2 1.2 1.6 3.8 1.6 7s2.6 5.8 5.8 5.8z'],
  [
    '#06f',
    'M22.6 0H7.4c-3.9 0-7 3.1-7 7s3.1 7 7 7h15.2c3.9 0 7-3.1 7-7s-3.2-7-7-7zm-21 7c0-3.2 2.6-5.8 5.8-5.8h9.9l-3.1 11.6H7.4c-3.2 0-5.8-2.6-5.8-5.8z',
  ],
  [
    '#fff',
    'M24.6 4c.2.2.2.6 0 .8L22.5 7l2.2 2.2c.2.2.2.6 0 .8s-.6.2-.8 0l-2.2-2.2-2.2 2.2c-.2.2-.6.2-.8 0s-.2-.6 0-.8L20.8 7l-2.2-2.2c-.2-.2-.2-.6 0-.8s.6-.2.8 0l2.2 2.2L23.8 4c.2-.2.6-.2.8 0z',
  ],
  [
    '#06f',
    'M12.7 4.1c.2.2.3.6.1.8L8.6 9.8c-.1.1-.2.2-.3.2-.2.1-.5.1-.7-.1L5.4 7.7c-.2-.2-.2-.6 0-.8s.6-.2.8 0L8 8.6l3.8-4.5c.2-.2.6-.2.9 0z',
  ],
];

/** @param {string} tag @param {Record<string, string>} attributes @param {Element[]} [children] */
function draw(tag, attributes, children = []) {
  const node = native.createIn(document, 'http://www.w3.org/2000/svg', tag);
  each(native.keys(attributes), (name) => native.setAttribute(node, name, attributes[name]));
  native.append(node, children);
  return node;
}

const icon = () =>
  draw(
    'svg',
    { viewBox: '0 0 30 14', width: '30', height: '14', 'aria-hidden': 'true' },
    map(ICON, (shape) => draw('path', { fill: shape[0], d: shape[1] })),
  );

/**
 * The page's own links for it, or one beside its way to the preferences.
 * @param {string} kind
 * @returns {HTMLElement[]}
 */
function linksFor(kind) {
  const own = native.all(document, LINKS);
  const beside = native.one(document, 'a[href="#privacy-preferences"],[data-assent=preferences]');
  if (own.length || !kind || !beside) return own;
  const made = make('a', '', [], { href: '#privacy-preferences', 'data-assent': 'opt-out' });
  native.append(native.parentOf(beside), [' ', made], native.nextOf(beside));
  return [made];
}

/** What must stand beside the link, as the law words it. @param {typeof BESIDE[number]} id */
const notice = (id) =>
  make('span', '', [' ', make('span', '', [prescribed[id]], { 'data-say': id })], { 'data-say': 'beside' });

/**
 * Shows the link that is owed, once the page is parsed, or hides the page's own ones.
 * @param {import('#contract').LinkEffect} owed
 */
export function show(owed) {
  const { link: kind } = owed;
  whenParsed(() => {
    each(native.all(document, '[data-say=beside]'), native.remove);
    const links = linksFor(kind);
    if (kind && !links.length)
      native.warn(
        'assent: the law of this place wants an opt-out link on every page: ' +
          'add <a href="/privacy" data-assent="opt-out" hidden></a>',
      );
    each(links, (link) => {
      native.setHidden(link, !kind);
      if (!kind) return;
      native.fill(link, kind === 'choices' ? [prescribed[kind], ' ', icon()] : [prescribed[kind]]);
      const notices = present(map(BESIDE, (id) => owed[id] && notice(id)));
      native.append(native.parentOf(link), notices, native.nextOf(link));
    });
  });
}
