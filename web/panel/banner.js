// The first layer: what is asked, by whom, for what, and the buttons. It never takes the focus and never blocks the
// page.
import { filter, flat, flatMap, includes } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { make, paragraph } from '../ui/dom.js';
import { fill } from '../words/fill.js';
import { controls, labels, sayings, whyText } from './panel-words.js';

/**
 * @param {import('./panel-words.js').Words} words
 * @param {import('./panel.js').View} view
 * @returns {Node[]}
 */
export function drawBanner(words, view) {
  const optional = filter(view.categories, (category) => category.state !== 'locked');
  const partners = filter(
    flatMap(view.categories, (category) => category.services),
    (service) => service.state !== 'locked',
  );
  const why = whyText(words, view);
  const says = sayings(words, view);
  const purposes = fill(words.purposesAre, { names: labels(words, optional), count: partners.length });
  /** @type {Node[]} */
  const drawn = [
    make(
      'div',
      'assent-scroll',
      flat(
        /** @type {(Node | string | false | undefined)[][]} */ ([
          [
            make('h2', '', [words.title], { id: 'assent-title' }),
            // A first visit reads its sentence last; who is asked again wants to know the reason before anything else.
            view.ask !== 'first' && paragraph(why, 'assent-why'),
          ],
          says,
          [
            paragraph(
              fill(words[view.layer === 'notice' ? 'notice' : 'ask'], {
                site: view.site.name,
                preferences: words.preferences,
              }) + (view.ask === 'first' ? ` ${why}` : ''),
            ),
            make('p', '', [
              `${purposes} `,
              make('a', '', [words.policy], { href: view.site.policyUrl, 'data-id': 'policy' }),
            ]),
          ],
        ]),
      ),
    ),
    controls(words, view),
  ];
  // Last in the order of reading, first in the corner: an X that means refuse, where the law wants one.
  if (includes(view.controls, 'x'))
    drawn[drawn.length] = make('button', 'assent-button assent-x', ['×'], {
      type: 'button',
      'data-id': 'x',
      'aria-label': words.x,
    });
  return drawn;
}

/**
 * Keeps what the keyboard reaches out from under the banner (WCAG 2.4.11): scrolling stops above it, and only if a
 * focused element is still covered, at the very end of a page, the page gets that much more room to scroll. Nothing
 * that is in view moves.
 * @param {HTMLElement} banner
 * @param {(css: string) => void} write  replaces the text of a stylesheet
 * @returns {() => void} gives the room back
 */
export function makeRoom(banner, write) {
  let height = 0;
  let more = false;
  const apply = () =>
    write(
      `:root{scroll-padding-bottom:${height}px}` +
        (more ? `:root::after{content:"";display:block;height:${height}px}` : ''),
    );
  const measure = () => {
    height = native.ceil(native.heightOfWindow() - native.topOf(banner));
    apply();
  };
  const observer = native.resizeObserver(measure);
  /** Some of it is: of what is tall, of its first line. @param {Element} element */
  const covered = (element) =>
    native.min(native.bottomOf(element), native.topOf(element) + 44) - 1 > native.topOf(banner);
  // Only who moves the focus needs the room: a rule on the root costs everybody else a style pass over the whole page.
  /** @param {any} target */
  const uncover = (target) =>
    native.frame(() => {
      if (
        !target ||
        target !== native.focusedOf(document) ||
        !native.isConnected(banner) ||
        native.contains(banner, target)
      )
        return;
      if (!height) {
        measure();
        native.observeSize(observer, banner);
      }
      if (!covered(target)) return;
      native.scrollTo(target, { block: 'nearest' });
      if (!covered(target)) return;
      more = true;
      apply();
      native.scrollTo(target, { block: 'nearest' });
    });
  const focused = (/** @type {Event} */ event) => uncover(native.targetOf(event));
  native.listen(document, 'focusin', focused);
  // Who comes back from the preferences may have the focus already where this layer now stands.
  if (native.focusedOf(document) !== native.bodyOf(document)) uncover(native.focusedOf(document));
  return () => {
    native.disconnectSize(observer);
    native.unlisten(document, 'focusin', focused);
    if (height) write('');
  };
}
