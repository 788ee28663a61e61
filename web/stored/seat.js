// The view's seat in a panel: it stands in front of the preferences, which wait behind it.
import { each, filter, find } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { idOf } from '../ui/dom.js';

/** @param {Element} within @param {string} id  of the element that gets the focus */
export function focusIn(within, id) {
  const found = find(native.all(within, '[data-id]'), (node) => idOf(node) === id);
  if (found) native.focus(found);
}

/**
 * Takes the seat, and keeps it when the panel is redrawn.
 * @param {HTMLElement} root  of the panel
 * @param {HTMLElement} body
 * @param {HTMLElement} foot
 */
export function takeSeat(root, body, foot) {
  let hasLeft = false;
  /** Is the panel there? It may just have been redrawn, without the view; then the view is about to be put back. */
  const isTaken = () => !hasLeft && native.isConnected(root);

  /** Where the reader is: kept for when the panel is redrawn. */
  let place = 'stored-title',
    top = 0;
  native.listen(body, 'focusin', (/** @type {Event} */ event) => {
    place = idOf(native.targetOf(event)) || place;
  });
  const scrolled = () => {
    if (isTaken()) top = native.scrollTopOf(body);
  };
  native.listen(body, 'scroll', scrolled, { passive: true });

  /** What else is in the panel: the preferences. @returns {HTMLElement[]} */
  const others = () => filter(native.childrenOf(root), (child) => child !== body && child !== foot);

  function settle() {
    const isFocusLost = native.focusedOf(document) === native.bodyOf(document);
    each(others(), (child) => {
      if (!native.matches(child, '.assent-head')) native.setHidden(child, true);
    });
    if (native.parentOf(body) === root) return;
    const was = top;
    native.append(root, [body, foot]);
    native.setScrollTop(body, was);
    if (isFocusLost) focusIn(body, place);
  }
  const observer = native.mutationObserver(settle);

  settle();
  return {
    isTaken,

    /** From now on the seat is kept. */
    keep: () => native.observe(observer, root, { childList: true }),

    /** The panel has gone, or will go. */
    stop: () => native.disconnect(observer),

    /** Gives the panel back to the preferences. */
    leave() {
      hasLeft = true;
      native.remove(body);
      native.remove(foot);
      each(others(), (child) => native.setHidden(child, false));
      focusIn(root, 'stored');
    },
  };
}
