// Which elements are decided about, and when: what stands in a document, what is inserted, and everything whenever the
// grants change.

import { each } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { openDecisions } from './decision.js';
import { reviewLoose } from './loose-images.js';
import { HELD, UNMARKED } from './selectors.js';
import { eachShadow } from './shadow-roots.js';
import { ran } from './started-scripts.js';
import { attemptFor } from './telling.js';
import { eachRoot } from './watched-roots.js';

/**
 * @param {import('./permission.js').Questions} questions
 * @param {import('./telling.js').Tell} tell
 */
export function openReview(questions, tell) {
  const { consider, holdAgain, release, begin } = openDecisions(questions, tell);
  let isDue = false; // everything will be looked at, behind the click that caused it

  const look = (/** @type {Element} */ element) => attemptFor(tell, element, () => consider(element));
  const scan = (/** @type {Node} */ root) => each(native.all(root, HELD), look);
  const scanUnmarked = (/** @type {Node} */ root) =>
    each(native.all(root, UNMARKED), (element) => attemptFor(tell, element, () => holdAgain(element)));

  function reviewAll() {
    isDue = false;
    eachRoot(scan);
    reviewLoose(look);
    eachRoot(scanUnmarked);
    eachShadow(scanUnmarked);
    release();
  }

  return {
    /** A document is there. @param {Document} document */
    begun(document) {
      scan(document);
      release();
    },

    /**
     * Something was inserted. It is looked at, and what is below it: a change costs in proportion to itself, whatever
     * else the document holds.
     * @param {MutationRecord[]} records
     */
    follow(records) {
      if (isDue) return;
      each(records, (record) =>
        each(native.listOf(native.addedTo(record)), (node) => {
          if (native.kindOf(node) !== 1) return;
          if (native.matches(node, HELD)) look(node);
          if (native.firstOf(node)) scan(node);
        }),
      );
      release();
    },

    /**
     * The grants changed.
     * @param {boolean} [later]  in a task of its own, and nothing before it, but for the scripts that ran
     */
    review(later) {
      begin();
      each(ran, look); // one may have taken itself out of the page
      isDue = !!later;
      if (later) native.wait(reviewAll);
      else reviewAll();
    },
  };
}
