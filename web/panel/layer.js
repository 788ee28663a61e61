// The layer that is open over the page: the banner (or the notice, which looks like it), or the preferences. It takes
// the focus, and gives it back.

import { stringify } from '../platform/json.js';
import { includes } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { whenDrawn } from '../platform/timing.js';
import { button, make, refill } from '../ui/dom.js';
import { drawBanner } from './banner.js';
import { goToBeginning, leadKeyboard } from './keyboard-way.js';
import { makeRoom } from './room.js';
import { surfaceOf } from './surface.js';

/** @typedef {import('./panel.js').View} View */
/** @typedef {import('./surface.js').Surface} Surface */
/**
 * @typedef {object} Open  what is open: one of the two, or nothing
 * @property {Surface} [banner]
 * @property {() => void} [leave]  gives back the room that the banner takes, and the keyboard's way
 * @property {Surface} [preferences]
 */
/**
 * @typedef {object} Need
 * @property {import('./panel-words.js').Words} words
 * @property {import('./surface.js').Acts} acts
 * @property {(css: string) => void} writeRoom  replaces the stylesheet that makes room for a banner
 * @property {(surface: Surface, view: View, head: Node[]) => void} paint  draws the preferences
 * @property {(text: Node) => void} read    says a text to those who listen
 * @property {(root: HTMLElement) => void} insert  puts it into the page, above all else that it shows
 */

/** Takes it out of the page. The focus, if it was inside, is the caller's to place. @param {Open} gone */
function takeOut({ banner, leave, preferences }) {
  leave?.();
  if (banner) native.remove(banner.root);
  if (preferences) native.remove(preferences.root);
}

/**
 * @param {Need} need
 * @param {View} view
 * @param {(element: Element) => void} cameFrom  told of the page's element that the focus comes from
 */
function makeBanner({ words, acts }, view, cameFrom) {
  const className = `assent-banner${includes(view.says, 'centre') ? ' assent-centre' : ''}`;
  const surface = surfaceOf(
    'div',
    className,
    { role: 'dialog', 'aria-labelledby': 'assent-title', popover: 'manual' },
    words,
    acts,
  );
  const { root } = surface;
  native.append(root, drawBanner(words, view));
  native.listen(root, 'keydown', (/** @type {Event} */ event) => {
    if (native.keyOf(event) === 'Escape') acts.act(surface, 'hide');
  });
  native.listen(root, 'focusin', (/** @type {Event} */ event) => {
    const left = native.relatedOf(event);
    if (left && !native.contains(root, left)) cameFrom(left);
  });
  return surface;
}

/** @param {Need} need @param {View} view */
function makePreferences({ words, acts, paint }, view) {
  const surface = surfaceOf('dialog', 'assent-dialog', { 'aria-labelledby': 'assent-title' }, words, acts);
  const title = make('h2', '', [words.preferences], { id: 'assent-title' });
  paint(surface, view, [make('div', 'assent-head', [title, button('hide', words.close)])]);
  return surface;
}

/**
 * @param {Need} need
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: its functions share what is open, and which element had the focus
export function openLayer(need) {
  const { words, acts, writeRoom, paint, read, insert } = need;
  /** @type {Open} */
  let open = {};
  /** @type {Element | null} the page's element that had the focus before, and gets it back */
  let origin = null;
  let cameFromBanner = false; // the preferences were opened by a button of the banner

  function giveFocusBack() {
    if (origin && native.isConnected(origin)) native.focus(origin, { preventScroll: true });
    else goToBeginning(); // from where the first Tab came to the banner
    origin = null;
  }

  /** @param {View} view */
  function showBanner(view) {
    const { banner: known, preferences } = open;
    const shape = stringify(view);
    if (known) {
      if (shape !== known.shape) refill(known.root, drawBanner(words, view));
      known.shape = shape;
      return;
    }
    takeOut(open);
    const banner = makeBanner(need, view, (element) => {
      origin = element;
    });
    banner.shape = shape;
    insert(banner.root);
    const giveRoomBack = makeRoom(banner.root, writeRoom);
    const endWay = leadKeyboard(banner.root);
    open = {
      banner,
      leave() {
        giveRoomBack();
        endWay();
      },
    };
    if (!preferences) read(/** @type {Node} */ (native.one(banner.root, '.assent-scroll')));
    const settings = native.one(banner.root, '[data-id=settings]');
    if (preferences && !cameFromBanner) giveFocusBack();
    else if (preferences && settings) native.focus(settings);
  }

  /** @param {View} view */
  function showPreferences(view) {
    const { banner, preferences: known } = open;
    if (known) return paint(known, view, [native.firstOf(known.root)]);
    const focused = native.focusedOf(document);
    cameFromBanner = !!banner && native.contains(banner.root, focused);
    if (!cameFromBanner) origin = focused;
    takeOut(open);
    const preferences = makePreferences(need, view);
    const root = /** @type {HTMLDialogElement} */ (preferences.root);
    open = { preferences };
    // Escape closes a dialog by itself, in some engines without asking first. So this listens for what has happened.
    // Escape is never a choice.
    native.listen(root, 'close', () => {
      if (open.preferences === preferences) acts.act(preferences, 'hide');
    });
    insert(root);
    native.showModal(root);
  }

  return {
    /** A page that has replaced its body has lost what is open: it comes back, as it was. */
    restore() {
      const { banner, preferences } = open;
      if (banner && !native.isConnected(banner.root)) insert(banner.root);
      if (!preferences || native.isConnected(preferences.root)) return;
      insert(preferences.root);
      native.removeAttribute(preferences.root, 'open'); // a dialog that seems open cannot be shown
      native.showModal(preferences.root);
    },

    /** @returns {Surface | undefined} what is open */
    top: () => open.banner ?? open.preferences,

    /** Draws it, or redraws it, keeping focus and scroll. @param {View} view */
    show: (view) => (view.layer === 'preferences' ? showPreferences(view) : showBanner(view)),

    /**
     * The layer is out of sight at once. To take a dialog out of the page and to place the focus takes longer than all
     * else that a choice does, so that is done after the next frame. The dialog is not closed with `close()`, which
     * would place the focus itself; once it is taken out it no longer blocks the page.
     */
    async hide() {
      const gone = open;
      open = {};
      const hadFocus =
        gone.preferences || (gone.banner && native.contains(gone.banner.root, native.focusedOf(document)));
      if (gone.preferences) {
        native.removeAttribute(gone.preferences.root, 'open');
        await whenDrawn();
      }
      takeOut(gone);
      if (hadFocus && !open.banner && !open.preferences) giveFocusBack();
    },
  };
}
