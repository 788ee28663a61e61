// Frames, and what else shows a page: `embed` and `object`. To load one or to unload it takes longer than all else that
// a choice does, so both happen behind everything else.

import { add, each } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { whenDrawn } from '../platform/timing.js';
import { placeAddresses } from './held-addresses.js';
import { kindOf } from './held-elements.js';
import { knownState } from './held-states.js';
import { attemptFor } from './telling.js';

/** @typedef {import('./telling.js').Tell} Tell */

/** Frames that may load, behind the scripts that may start. @type {Element[]} */
let due = [];

/** @param {Element} element */
export const isFrame = (element) => !!kindOf(element)?.frame;

/** It has loaded something, or is about to. @param {Element} frame */
function hasAddress(frame) {
  const address = kindOf(frame)?.frame;
  return !!address && native.hasAttribute(frame, address.name);
}

/**
 * A frame that waits is an empty one, and that has loaded. Who listens waits for more, so nobody hears of it.
 * @param {Document} document
 */
export const muteWaitingFrames = (document) =>
  native.listen(
    document,
    'load',
    (/** @type {Event} */ event) => {
      const frame = native.targetOf(event);
      if (knownState(frame)?.on === false && native.nameOf(frame) === 'iframe' && !hasAddress(frame))
        native.stopAtOnce(event);
    },
    true,
  );

/**
 * A frame that is taken out before it changes, and put back, is a new, empty one: no navigation, no step in the history.
 * @param {Element} frame
 */
function unload(frame) {
  const parent = native.parentOf(frame),
    next = native.nextOf(frame);
  if (parent) native.remove(frame);
  placeAddresses(frame, false);
  if (parent) native.insertBefore(parent, frame, next);
}

/** Behind the next frame of the page, unless it may be there again by then. @param {Tell} tell @param {Element} frame */
async function unloadBehind(tell, frame) {
  await whenDrawn();
  if (!knownState(frame)?.on) attemptFor(tell, frame, () => unload(frame));
}

/** @param {Tell} tell @param {Element} frame */
export function holdFrame(tell, frame) {
  if (hasAddress(frame)) unloadBehind(tell, frame);
  // A browser that goes back gives a frame the address that it had when the page was left, though none stands in it.
  else if (native.isBack) unload(frame);
  else placeAddresses(frame, false);
}

/** It may load, when the others are loaded that are due. @param {Element} frame */
export const releaseFrame = (frame) => add(due, frame);

/**
 * Loads those that are due, in a task of its own: Chromium loses the navigation of a frame that the parser has just
 * inserted if it begins in an observer's microtask.
 * @param {Tell} tell
 */
export function loadDue(tell) {
  if (!due.length) return;
  native.wait(() => {
    const all = due;
    due = [];
    // It may have been refused again since.
    each(all, (frame) => attemptFor(tell, frame, () => placeAddresses(frame, knownState(frame)?.on)));
  });
}
