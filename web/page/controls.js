// Controls of the page itself: `data-assent="…"` on a link, a button or a form, and links to #privacy-preferences.
import { urlOf } from '../gate/addresses.js';
import { find } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { whenParsed } from '../platform/timing.js';
import { orTell } from './events.js';

const HASH = '#privacy-preferences';
const CONTROL = `[data-assent],a[href$="${HASH}"]`;

/** Where a link leads, without what stands behind its `#`. @param {string} address */
const pageOf = (address) => native.split(address, '#')[0];

/**
 * A link to the preferences of another page is no control: that page opens them. One of this page is, however it is
 * written.
 * @param {Element} control
 */
function isHere(control) {
  if (native.hasAttribute(control, 'data-assent')) return true;
  const url = urlOf(native.attribute(control, 'href') ?? '', control);
  return !!url && pageOf(native.hrefOf(url)) === pageOf(location.href);
}

/** What `data-assent` says, else; nothing: it is not there. @param {Element} control @param {string} name */
const said = (control, name) => native.attribute(control, `data-${name}`) ?? undefined;

/** The control that a click is on, also one in a shadow. @param {Event} event @returns {Element | undefined} */
const controlOf = (event) =>
  find(native.pathOf(event), (node) => node !== window && native.kindOf(node) === 1 && native.matches(node, CONTROL));

/**
 * @param {object} page
 * @param {(verb: string, argument?: any) => Promise<void>} page.act  what people do
 * @param {() => Promise<unknown>} page.logout
 * @param {(options: object) => Promise<unknown>} page.exportData
 * @param {(step: string) => void} page.confirm  asks in the panel, before something is erased
 * @param {() => void} page.drawInline
 */
export function listenToControls({ act, logout, exportData, confirm, drawInline }) {
  /** What each control does, and whether the browser then does what it would. @type {Record<string, (control: Element) => unknown>} */
  const acts = {
    __proto__: /** @type {any} */ (null),
    preferences: () => act('show', 'preferences'),
    'opt-out': () => act('show', 'preferences'),
    accept: () => act('accept'),
    reject: () => act('reject'),
    logout,
    export: (control) => exportData({ format: said(control, 'format'), download: said(control, 'download') }),
    erase: () => askFor('erase'),
    clear: () => askFor('clear'),
  };

  /** @param {string} step */
  function askFor(step) {
    const shown = act('show', 'preferences');
    confirm(step);
    return shown;
  }

  /** The address asks for the preferences. It asks once: a reload shows the page, and the same link asks again. */
  const follow = () => {
    if (location.hash !== HASH) return;
    native.replaceAddress(pageOf(location.href));
    orTell(() => act('show', 'preferences'));
  };

  native.listen(window, 'hashchange', follow);
  const pressed = (/** @type {Event} */ event) => {
    const control = controlOf(event);
    if (!control || !isHere(control)) return;
    const verb = said(control, 'assent') ?? 'preferences';
    const does = acts[verb];
    if (!does) return;
    if (verb !== 'logout') {
      native.prevent(event); // a control that signs out then does what it does at the server
      native.focus(control); // not every engine does when it is pressed, and the focus comes back here
    }
    orTell(() => does(control));
  };
  // On the way down: a footer may keep its clicks to itself.
  native.listen(window, 'click', pressed, true);
  whenParsed(() => {
    drawInline();
    follow();
  });
}
