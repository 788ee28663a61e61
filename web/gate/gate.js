// The gate: elements that wait, and are released or held as the core answers. Markup waits because its author marked
// it. What a script makes waits because it is looked at before it is inserted (guard/insertions.js). What is held is
// inert in itself (held-elements.js).
//
//   permission.js     may an element run? what the core is asked
//   held-elements.js  the table: which attributes, where they wait      held-addresses.js   put away, put back
//   decision.js       the decision about one element                    review.js           which elements, and when
//   held-scripts.js   where a held script starts, and stops             script-queue.js     in which order
//   held-frames.js    where a frame is loaded, and unloaded             loose-images.js     images in no page
//   made-elements.js  what a script makes                               started-scripts.js  whose is what runs
//   watched-roots.js, shadow-roots.js  where elements are looked for

import { native } from '../platform/pristine.js';
import { whenParsed } from '../platform/timing.js';
import { muteWaitingFrames } from './held-frames.js';
import { openMadeElements } from './made-elements.js';
import { openReview } from './review.js';
import { addShadow } from './shadow-roots.js';
import { adopt, idOf, left, lingering } from './started-scripts.js';
import { remember } from './watched-roots.js';

/**
 * A page has one gate.
 * @param {import('./permission.js').Questions} questions
 * @param {import('./telling.js').Tell} tell
 * @param {(records: MutationRecord[]) => void} [followParts]  what else is to be done when a page changes: one observer
 *   serves both
 */
export function gate(questions, tell, followParts) {
  const { begun, follow, review } = openReview(questions, tell);
  const { admit, admits, refusesImage } = openMadeElements(questions, tell);
  const observer = native.mutationObserver((/** @type {MutationRecord[]} */ records) => {
    follow(records);
    followParts?.(records);
  });

  /** What comes into it is looked at. @param {Document | ShadowRoot} root */
  const observe = (root) => native.observe(observer, root, { childList: true, subtree: true });

  /** This document, or one in a frame that has no Assent of its own. @param {Document} document */
  function watch(document) {
    observe(document);
    remember(document);
  }

  watch(document);
  muteWaitingFrames(document);
  whenParsed(() => begun(document));

  return {
    review,
    admit,
    admits,
    refusesImage,
    watch,
    /** A script made a shadow. @param {ShadowRoot} root */
    watchShadow(root) {
      observe(root);
      addShadow(root);
    },
    adopt,
    idOf,
    left,
    lingering,
  };
}
