// One place that the panel is drawn on: the banner, the preferences, a section of the page, or a note.
import { native } from '../platform/pristine.js';
import { idOf, make } from '../ui/dom.js';

/**
 * @typedef {object} Surface
 * @property {HTMLElement} root
 * @property {string} shape  what is drawn there, as a text: whoever draws compares it to see what is new
 * @property {import('./preferences.js').Sheet} [sheet]  the preferences, where these are drawn
 */
/**
 * @typedef {object} Acts  what comes of a press
 * @property {(surface: Surface, verb: string, argument?: Record<string, boolean> | string) => void} act  a verb of the
 *   host: reject, choose, show, hide …
 * @property {(surface: Surface) => void} look     shows what is stored in place of the preferences
 * @property {() => void} dismiss                  takes the note away
 */

/** The roots of all that this page's panel has drawn. @type {WeakSet<Element> | undefined} */
let drawn;

/** @template {Element} T @param {T} root @returns {T} */
export function own(root) {
  drawn ??= new native.WeakSet();
  drawn.add(root);
  return root;
}

/** Has this page's panel drawn it? @param {Element} root */
export const isOwn = (root) => !!drawn?.has(root);

/**
 * Makes a surface. It listens once, on its root: what is inside may be redrawn at any time.
 * @param {'div' | 'dialog'} tag
 * @param {string} className
 * @param {Record<string, string>} attributes
 * @param {import('./panel-words.js').Words} words
 * @param {Acts} acts
 * @returns {Surface}
 */
export function surfaceOf(tag, className, attributes, words, acts) {
  const root = own(make(tag, `assent ${className}`, [], { lang: words.lang, dir: words.dir, ...attributes }));
  /** @type {Surface} */
  const surface = { root, shape: '' };
  native.listen(root, 'click', (/** @type {Event} */ event) => {
    const button = native.closest(native.targetOf(event), 'button');
    if (button) press(surface, idOf(button), acts);
  });
  native.listen(root, 'change', (/** @type {Event} */ event) => {
    const { sheet } = surface;
    if (!sheet) return;
    const category = sheet.toggled(native.targetOf(event));
    if (sheet.immediate) acts.act(surface, 'choose', sheet.choices(category));
  });
  return surface;
}

/** @param {Surface} surface @param {string} id  of the button @param {Acts} acts */
function press(surface, id, { act, look, dismiss }) {
  switch (id) {
    case '': // only the note's Close has none
      return dismiss();
    case 'reload':
      return location.reload();
    case 'settings':
      return act(surface, 'show', 'preferences');
    case 'stored':
      return look(surface);
    case 'x': // refuses and closes, where the law wants one
      return act(surface, 'reject');
    case 'save':
      act(surface, 'choose', surface.sheet?.choices());
      if (surface.sheet?.immediate) act(surface, 'hide'); // "Done": each switch has acted already
      return;
    default: // accept, reject, noted, hide
      act(surface, id);
  }
}
