// Makes room in the page for a banner at its lower edge.
import { native } from '../platform/pristine.js';

/**
 * Keeps what has the focus out from under the banner (WCAG 2.4.11). Scrolling stops above the banner. At the very end
 * of a page an element may still be covered; only then the page gets as much more room to scroll. Nothing that is in
 * view moves.
 * @param {HTMLElement} banner
 * @param {(css: string) => void} write  replaces the text of a stylesheet
 * @returns {() => void} gives the room back
 */
export function makeRoom(banner, write) {
  let height = 0;
  let isLonger = false;
  const apply = () =>
    write(
      `:root{scroll-padding-bottom:${height}px}` +
        (isLonger ? `:root::after{content:"";display:block;height:${height}px}` : ''),
    );
  const measure = () => {
    height = native.ceil(native.heightOfWindow() - native.topOf(banner));
    apply();
  };
  const observer = native.resizeObserver(measure);

  /** Is some of it under the banner? Of a tall element its first line counts. @param {Element} element */
  const isCovered = (element) =>
    native.min(native.bottomOf(element), native.topOf(element) + 44) - 1 > native.topOf(banner);

  /** @param {Element} element  that has the focus */
  function uncoverNow(element) {
    if (!height) {
      measure();
      native.observeSize(observer, banner);
    }
    if (!isCovered(element)) return;
    native.scrollTo(element, { block: 'nearest' });
    if (!isCovered(element)) return;
    isLonger = true;
    apply();
    native.scrollTo(element, { block: 'nearest' });
  }

  /**
   * A rule on the root costs a style pass over the whole page, so it is set only when somebody moves the focus.
   * @param {any} target
   */
  const uncover = (target) =>
    native.frame(() => {
      const isOutside =
        target === native.focusedOf(document) && native.isConnected(banner) && !native.contains(banner, target);
      if (target && isOutside) uncoverNow(target);
    });

  const focused = (/** @type {Event} */ event) => uncover(native.targetOf(event));
  native.listen(document, 'focusin', focused);
  // After the preferences the focus may already be on what the banner now covers.
  if (native.focusedOf(document) !== native.bodyOf(document)) uncover(native.focusedOf(document));
  return () => {
    native.disconnectSize(observer);
    native.unlisten(document, 'focusin', focused);
    if (height) write('');
  };
}
