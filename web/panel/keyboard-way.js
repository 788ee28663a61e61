// The keyboard's way to a banner, which stands last in the page: the first Tab on a page leads to it, and a Tab behind its
// last control leads to the page's beginning, as if the banner stood there.

import { last } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { make } from '../ui/dom.js';

const STOPS = 'a[href],button,input,summary';

/** Puts the place from which Tab goes on in front of all that the page has. */
export function goToBeginning() {
  const body = native.bodyOf(document);
  const mark = make('span', '', [], { tabindex: '-1' });
  native.append(body, [mark], native.firstOf(body));
  native.focus(mark, { preventScroll: true });
  native.remove(mark);
}

/**
 * @param {HTMLElement} banner
 * @returns {() => void} ends it
 */
export function leadKeyboard(banner) {
  const isNowhere = (/** @type {Element | null} */ focused) =>
    !focused || focused === native.bodyOf(document) || focused === native.rootOf(document);
  let isFresh = true; // nobody has gone anywhere on this page yet

  const pressed = (/** @type {Event} */ event) => {
    if (native.keyOf(event) !== 'Tab' || native.hasModifier(event, 'Shift')) return;
    const focused = native.focusedOf(document);
    const stops = native.all(banner, STOPS);
    if (focused === last(stops)) goToBeginning();
    else if (isFresh && isNowhere(focused)) {
      native.prevent(event);
      native.focus(stops[0]);
    }
    isFresh = false;
  };
  const pointed = () => {
    isFresh = false;
  };
  native.listen(document, 'keydown', pressed);
  native.listen(document, 'pointerdown', pointed);
  return () => {
    native.unlisten(document, 'keydown', pressed);
    native.unlisten(document, 'pointerdown', pointed);
  };
}
