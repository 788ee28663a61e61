// Makes room in the page for a banner at its lower edge.
import { native } from '../platform/pristine.js';

/** Behind the first frames (ms). */
const SOON = 100;

/**
 * Keeps what has the focus out from under the banner (WCAG 2.4.11): scrolling stops above the banner. At its very end
 * the page gets as much more room to scroll as the banner takes, so that nothing of a footer is out of reach. Nothing
 * that is in view moves.
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

  /** At its end the page gets room for what the banner covers there: its footer, with its links. */
  function openEnd() {
    if (isLonger || !native.isConnected(banner)) return;
    const root = native.rootOf(document);
    const left = native.scrollHeightOf(root) - native.scrollTopOf(root) - native.heightOfWindow();
    if (left > native.heightOfWindow() - native.topOf(banner)) return;
    isLonger = true;
    measure();
  }

  const focused = (/** @type {Event} */ event) => uncover(native.targetOf(event));
  const scrolled = () => native.frame(openEnd);
  native.listen(document, 'focusin', focused);
  native.listen(document, 'scroll', scrolled, { passive: true });
  native.wait(scrolled, SOON); // a short page is at its end from the beginning
  // After the preferences the focus may already be on what the banner now covers.
  if (native.focusedOf(document) !== native.bodyOf(document)) uncover(native.focusedOf(document));
  return () => {
    native.disconnectSize(observer);
    native.unlisten(document, 'focusin', focused);
    native.unlisten(document, 'scroll', scrolled);
    if (height) write('');
  };
}
