// Says short texts to those who listen to a page with a screen reader. A text is heard only in a region that was in the
// page before the text came, that is shown, and that no modal dialog blocks.

import { add, find, join, last, some } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { whenDrawn } from '../platform/timing.js';

/**
 * For so many frames (about two seconds) a region is looked for in which a text would be heard. If the page shows a
 * modal dialog of its own for longer, the text is not heard.
 */
const PATIENCE = 120;

/**
 * Waits for a frame and for what it sets off. A page that nobody sees has no frames, so there it waits for a while.
 * @returns {Promise<unknown>}
 */
const nextFrame = () =>
  native.isHidden(document) ? whenDrawn() : new native.Promise((done) => native.frame(() => native.wait(done, 0)));

/** Is nothing that blocks the page in front of it? @param {Element} region */
function isReachable(region) {
  try {
    const modals = native.all(document, ':modal');
    return !modals.length || some(modals, (modal) => native.contains(modal, region));
  } catch {
    return true; // an older engine does not know `:modal`
  }
}

/** Would a text be read out if it came into this region now? @param {Element} region */
const isHeard = (region) =>
  native.isConnected(region) &&
  native.isDrawn(region) &&
  !native.closest(region, '[inert],[aria-hidden=true]') &&
  isReachable(region);

/**
 * @param {() => (Element | null | undefined)[]} regions  where something may be said now, the best first; if none would
 *   be heard, the last one is taken
 * @returns {(text: string) => void} says a text as soon as one of the regions is heard; texts that come meanwhile are
 *   said with it
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
      if (region && region === before) break; // it was there in the frame before, and it still is
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
