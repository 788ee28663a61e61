// Deleting what somebody has confirmed, and what is said of it.
import { each, flat, join, keysOf, map, present } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { fill } from '../words/fill.js';
import { erase } from './erase.js';
import { keyOf } from './inventory.js';

/** @typedef {import('../page/sweeps.js').Outcome} Outcome */
/** @typedef {import('./stored-words.js').Words} Words */

/** What was deleted, and what could not be. @param {Words} words @param {Outcome} outcome */
export function outcomeText(words, { erased, remaining }) {
  const deleted =
    erased.length === 1
      ? fill(words.deleted, { name: erased[0].name })
      : erased.length && fill(words.deletedMany, { count: erased.length });
  if (!remaining.length) return deleted || words.nothing;
  const names = join(
    map(remaining, ({ name }) => name),
    words.list,
  );
  return join(present([deleted, fill(words.undeleted, { names })]), ' ');
}

/** Both together, each thing once. @param {Outcome} one @param {Outcome} other @returns {Outcome} */
function together(one, other) {
  /** @type {Map<string, Outcome['remaining'][number]>} */
  const named = new native.Map();
  each(flat([one.remaining, other.remaining]), (thing) => named.set(keyOf(thing), thing));
  const remaining = map(keysOf(named), (key) => /** @type {Outcome['remaining'][number]} */ (named.get(key)));
  return { erased: flat([one.erased, other.erased]), remaining };
}

/**
 * Does what somebody has confirmed.
 * @param {import('./question.js').Step | undefined} step
 * @param {import('./host.js').Host} host
 * @returns {Promise<Outcome>}
 */
export async function carryOut(step, host) {
  const outcome = await erase(host, step === 'erase' ? {} : { everything: true });
  return step === 'shared' ? together(outcome, await host.logout()) : outcome;
}
