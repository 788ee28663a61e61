// The question that is put before much is erased at once. It takes the place of the buttons that lead to it.
import { each } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { button, make, paragraph, refill } from '../ui/dom.js';
import { fill } from '../words/fill.js';

/** @typedef {'erase' | 'clear' | 'shared'} Step  a way to erase that is asked about first */
/** @typedef {import('./seen.js').Seen} Seen */
/** @typedef {import('./stored-words.js').Words} Words */

/** What each step erases. @type {Record<Step, import('./seen.js').Sweep>} */
const SWEEP = { erase: 'behaviour', clear: 'everything', shared: 'everything' };

/** @param {Words} words @param {Step} step @param {Seen} seen */
function drawQuestion(words, step, { goes }) {
  const { title, text, yes } = words.confirm[step];
  const heading = { tabindex: '-1', 'data-id': 'stored-question', id: `assent-${step}` };
  return make(
    'div',
    'assent-lingering',
    [
      make('h4', '', [title], heading),
      paragraph(fill(text, { count: goes[SWEEP[step]].size })),
      make('div', 'assent-actions', [button('stored-yes', yes), button('stored-no', words.no)]),
    ],
    { role: 'group', 'aria-labelledby': `assent-${step}` },
  );
}

/**
 * @param {Words} words
 * @param {HTMLElement} place    where it is drawn
 * @param {HTMLElement[]} leads  what leads to it
 */
export function openQuestion(words, place, leads) {
  /** @type {Step | undefined} */
  let asked;
  /** @param {boolean} hidden */
  const hideLeads = (hidden) => each(leads, (one) => native.setHidden(one, hidden));

  return {
    /**
     * Puts the question; the same one again keeps the focus where it is.
     * @param {Step} step
     * @param {Seen} seen
     */
    ask(step, seen) {
      refill(place, [drawQuestion(words, step, seen)]);
      asked = step;
      hideLeads(true);
    },

    /** Draws the one that stands anew. @param {Seen} seen */
    redraw(seen) {
      if (asked) refill(place, [drawQuestion(words, asked, seen)]);
    },

    /** Takes it away. @returns {Step | undefined} the one that stood */
    close() {
      const step = asked;
      asked = undefined;
      native.empty(place);
      hideLeads(false);
      return step;
    },
  };
}
