// What a turn left to do: the core's effects as objects, by name, and the part of them that everybody carries out alike.
import { EFFECTS } from '#contract';
import { add, each } from '../platform/lists.js';
import { native } from '../platform/pristine.js';

/** @typedef {import('#contract').Turned} Turned */
/** @typedef {import('../types/site.js').State} State */
/** @typedef {{ -readonly [Key in keyof Omit<State, 'grants'>]: State[Key] }} Holds  what holds, as `state()` tells it; the grants beside it */

/** What holds before the first turn. @returns {Holds} */
export const nothingHolds = () => ({
  ask: '',
  decided: null,
  regime: '',
  place: '',
  audience: 'general',
  signal: false,
  link: '',
});

/**
 * The effects of a turn, by name: those that come once as objects, the others as lists in their order.
 * @param {import('./connect.js').Lines} lines
 * @returns {Turned}
 */
export function turnedOf(lines) {
  /** @type {any} */
  const turned = native.table(); // what is not in it, a page's `Object.prototype` does not answer
  each(lines, (line) => {
    const name = /** @type {import('#contract').Effect['effect']} */ (line[0]);
    const { times, decode } = EFFECTS[name];
    if (times === 'once') {
      turned[name] = decode(line);
      return;
    }
    const list = times === 'shown' ? 'shown' : name;
    turned[list] ??= [];
    add(turned[list], decode(line));
  });
  return turned;
}

/**
 * Notes what holds after a turn.
 * @param {Turned} turned
 * @param {Record<string, boolean>} grants  of each category and service
 * @param {Holds} state
 */
export function noteState(turned, grants, state) {
  const { grant, ask, decided, regime, link } = turned;
  if (grant) {
    each(grant, ({ id, granted }) => {
      grants[id] = granted;
    });
  }
  if (regime) {
    const { row, place, audience, signal } = regime;
    native.assign(state, { regime: row, place, audience, signal });
  }
  if (link) state.link = link.link;
  if (ask) {
    state.ask = ask.why;
    state.decided = decided
      ? native.freeze({ when: decided.when, how: decided.how, policy: decided.policy, regime: decided.regime })
      : null;
  }
}
