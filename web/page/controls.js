// Controls of the page itself: `data-assent="…"` on a link, a button or a form, and links to #privacy-preferences.
import { native } from '../platform/pristine.js';
import { whenParsed } from '../platform/timing.js';
import { orTell } from './events.js';

const CONTROL = '[data-assent],a[href="#privacy-preferences"]';

/** What `data-assent` says, else; nothing: it is not there. @param {Element} control @param {string} name */
const said = (control, name) => native.attribute(control, `data-${name}`) ?? undefined;

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

  const follow = () => {
    if (location.hash === '#privacy-preferences') orTell(() => act('show', 'preferences'));
  };

  native.listen(window, 'hashchange', follow);
  native.listen(document, 'click', (/** @type {Event} */ event) => {
    const target = native.targetOf(event);
    const control = native.kindOf(target) === 1 && native.closest(target, CONTROL);
    if (!control) return;
    const verb = said(control, 'assent') ?? 'preferences';
    const does = acts[verb];
    if (!does) return;
    if (verb !== 'logout') {
      native.prevent(event); // a control that signs out then does what it does at the server
      native.focus(control); // not every engine does when it is pressed, and the focus comes back here
    }
    orTell(() => does(control));
  });
  whenParsed(() => {
    drawInline();
    follow();
  });
}
