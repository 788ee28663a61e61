// Which cookies of a request are to be erased, as turns that ask the core.

/** What a sweep may go after (src/storage.h); '' is what is due. */
export const SWEEPS = ['', 'refused', 'behaviour', 'everything', 'logout'];

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
 * @param {string} facts
 */
export function sweepsOf(names, facts) {
  /** @type {string[]} */
  const turns = [];
  let room = 0;
  for (const name of new Set(names.filter(isPlain))) {
    const size = 3 * name.length + 40; // as UTF-8 at most, in the turn and in its effects
    if (size > NAMES_MAX) continue; // no browser has such a name
    if (size > room) {
      turns.push(`sweep\t${facts}`);
      room = NAMES_MAX;
    }
    room -= size;
    turns[turns.length - 1] += `\ncookie\t${name}`;
  }
  return turns;
}
