// Says short texts to those who listen to a page. A region is heard only while it is in the page, shown, and not behind
// a modal dialog; and only if it was there before its text was.

import { add, find, join, last, some } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { whenDrawn } from '../platform/timing.js';

/**
 * So many frames a region that is heard is looked for: about two seconds. Whoever opens a modal dialog of their own for
 * longer has the last word.
 */
const PATIENCE = 120;

/** A frame, and what comes behind it; in a page that nobody sees there are none. @returns {Promise<unknown>} */
const nextFrame = () =>
  native.isHidden(document) ? whenDrawn() : new native.Promise((done) => native.frame(() => native.wait(done, 0)));

/** Is nothing that blocks the page in front of it? @param {Element} region */
function isReachable(region) {
  try {
    const modals = native.all(document, ':modal');
    return !modals.length || some(modals, (modal) => native.contains(modal, region));
  } catch {
    return true; // an older engine cannot tell
  }
}

/** Would a text be read out if it came into this region now? @param {Element} region */
const isHeard = (region) =>
  native.isConnected(region) &&
  native.isDrawn(region) &&
  !native.closest(region, '[inert],[aria-hidden=true]') &&
  isReachable(region);

/**
 * @param {() => (Element | null | undefined)[]} regions  where something may be said now, the best first; the last one
 *   is taken if none is heard
 * @returns {(text: string) => void} says this once one of them is heard; what is said meanwhile is said with it
 */
export function announcer(regions) {
  /** @type {string[]} */
  let texts = [];

  async function speak() {
    /** @type {Element | undefined} */
    let region;
    for (let i = 0; i < PATIENCE; i++) {
      await (i ? nextFrame() : whenDrawn());
      const before = region;
      region = find(regions(), (one) => one && isHeard(one)) ?? undefined;
      if (region && region === before) break; // it was there when a frame was drawn, and it still is
    }
    const said = join(texts, ' ');
    texts = [];
    const place = region ?? last(regions());
    if (place) native.setText(place, said);
  }

  return (text) => {
    add(texts, text);
    if (texts.length === 1) speak();
  };
}
