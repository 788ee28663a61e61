// Which cookies of a request are to be erased, as turns that ask the core.

import { SWEEPS } from '#contract';
import { turnOf } from '../core/turn-text.js';

/** What a sweep for a server may go after: what the learner deletes row by row only a page shows. */
export const CLEARABLE = SWEEPS.filter((what) => what !== 'row');

/**
 * Bytes of names in one turn, so that no header, however it was made, is too large for the core: an error page loses
 * every choice.
 */
const NAMES_MAX = 40000;

/**
 * Has it no control character? One could forge a line of the turn. No record has one, and no server could name such a
 * cookie.
 * @param {string} text
 */
export const isPlain = (text) => !/[\0-\x1f\x7f]/.test(text);

/**
 * As many turns as the names take.
 * @param {string[]} names
 * @param {import('#contract').VerbFacts['sweep']} facts
 */
export function sweepsOf(names, facts) {
  /** @type {string[]} */
  const turns = [];
  let room = 0;
  for (const name of new Set(names.filter(isPlain))) {
    const size = 3 * name.length + 40; // as UTF-8 at most, in the turn and in its effects
    if (size > NAMES_MAX) continue; // no browser has such a name
    if (size > room) {
      turns.push(turnOf('sweep', facts));
      room = NAMES_MAX;
    }
    room -= size;
    turns[turns.length - 1] += `\ncookie\t${name}`;
  }
  return turns;
}
