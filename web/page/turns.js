// Turns of the core on this page: what holds after them, and in which order those that decide are carried out.
import { noteState, nothingHolds, turnedOf } from '../core/carry-out.js';
import { connect } from '../core/connect.js';
import { attempt } from '../platform/attempt.js';
import { add } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { replace } from '../platform/texts.js';

/** @typedef {import('#contract').Turned} Turned */
/** @typedef {ReturnType<typeof openTurns>} Turns */

/** Who cannot decide refuses. @type {Turned} */
const UNSTARTED = /** @type {any} */ ({
  __proto__: null,
  hold: { effect: 'hold', why: 'unstarted', id: '', name: '' },
});

/** Every turn on the console, as a story in tests/turns/ has it. @param {string} input @param {string} output */
const log = (input, output) => native.log(`${replace(input, /^/gm, '> ')}\n${replace(output, /^/gm, '< ')}`);

/** Unix seconds. */
export const now = () => native.floor(native.now() / 1000);

/** @param {boolean | undefined} debug  every turn goes to the console */
export function openTurns(debug) {
  /** @type {ReturnType<typeof connect> | undefined} nothing is allowed before it is there */
  let core;
  /** @type {Record<string, boolean>} */
  const grants = {};
  const state = nothingHolds();

  /** One turn, and what it left to do. @param {string} input @param {string} [head]  what comes before it (core/connect.js) */
  function carryOut(input, head) {
    const turned = turnedOf(/** @type {ReturnType<typeof connect>} */ (core)(input, head));
    noteState(turned, grants, state);
    return turned;
  }

  /** Answers, by their lines: there are few, and the core gives the same lines for the same answer. @type {WeakMap<object, Turned>} */
  const answers = new native.WeakMap();

  /** A turn that only asks: nothing holds that did not. @param {string} input @param {string} [head] */
  function ask(input, head) {
    const lines = /** @type {ReturnType<typeof connect>} */ (core)(input, head);
    const known = answers.get(lines);
    if (known) return known;
    const turned = turnedOf(lines);
    answers.set(lines, turned);
    return turned;
  }

  /** @type {(() => void)[]} what arose while something else was carried out */
  let queue = [];
  let isBusy = false;

  function carryOutQueue() {
    isBusy = true;
    for (let i = 0; i < queue.length; i++) queue[i]();
    queue = [];
    isBusy = false;
  }

  return {
    grants,
    state,
    carryOut,

    /** A question that must have an answer. @param {string} input @param {string} [head] */
    decide: (input, head) => attempt(() => ask(input, head)) ?? UNSTARTED,

    /** What holds now. @returns {import('../types/site.js').State} */
    snapshot: () => native.freeze({ ...state, grants: native.freeze({ ...grants }) }),

    /**
     * Gives the core the site's config.
     * @param {import('../core/connect.js').Exports} exports @param {string} config
     * @returns {Turned} with `record`; or with each `error` of the config
     */
    begin(exports, config) {
      core = connect(exports, { config, watch: debug ? log : undefined });
      return carryOut(`config\n${config}`);
    },

    /**
     * Acts in its place among all that decides: one after the other, never within each other.
     * @template T
     * @param {() => T} act
     * @returns {Promise<{ rest: T }>}
     */
    inOrder: (act) =>
      new native.Promise((done, failed) => {
        add(queue, () => {
          try {
            done({ rest: act() });
          } catch (error) {
            failed(error);
          }
        });
        if (!isBusy) carryOutQueue();
      }),
  };
}
