// The ledger: when each stored thing was first seen and last used and, where nobody declared it, who wrote it first.
// Text, as a sweep takes it: `area⇥name⇥first⇥last[⇥writer]`, one a line; writer: `id@host` (writers.js).
import { add, each, join, keysOf, map, part } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { matches, replace } from '../platform/texts.js';

/** @typedef {import('./browser-storage.js').Place} Place */

/** More than a site stores; what is beyond it has no past, so that no ledger fills a storage. */
const MOST = 999;

/** Lines of a turn: no turn may be too large for the core. */
const LINES = 20;

/**
 * As part of a line: control characters would break it, and half a character does not come back; no config can declare
 * either.
 * @param {string} text
 */
export const plain = (text) => replace(native.slice(text, 0, 999), /[\0-\x1f\p{Cs}]/gu, '?');

/** @param {Place} place */
export const keyOf = (place) => `${place[0]}\t${plain(place[1])}`;

/**
 * The ledger's text, read: of each key its times, and its writer behind them. What is no such line says nothing.
 * @param {string} text
 */
export function pastOf(text) {
  /** @type {Map<string, string>} */
  const past = new native.Map();
  each(matches(text, /^(\w+\t[^\t\n]*)\t(\d+\t\d+(?:\t[^\t\n]*@[^\t\n]*)?)$/gm), (found) =>
    past.set(found[1], found[2]),
  );
  return past;
}

/** Who wrote it first, out of what the ledger has behind a key. @param {string | undefined} times */
export const writerIn = (times) => native.split(times ?? '', '\t')[2] ?? '';

/** What a ledger has behind one key; nothing: it does not have it. @param {string} text @param {string} key */
export function timesIn(text, key) {
  const line = `\n${key}\t`,
    at = native.indexOf(`\n${text}`, line);
  return at < 0 ? undefined : native.split(native.slice(text, at + line.length - 1), '\n')[0];
}

/**
 * Turns about these lines, a few in each.
 * @param {string} facts  the verb, with them
 * @param {string[]} lines
 */
export function turnsOf(facts, lines) {
  /** @type {string[]} */
  const turns = [];
  for (let i = 0; i < lines.length; i += LINES) add(turns, `${facts}\n${join(part(lines, i, i + LINES), '\n')}`);
  return turns;
}

/**
 * What is stored, as lines of turns.
 * @param {Place[]} places
 * @param {string} text  the ledger
 * @param {ReturnType<typeof import('./writers.js').openWriters>['written']} [written]  what was written on this page
 *   and nobody declared
 */
export function openLedger(places, text, written = new native.Map()) {
  const past = pastOf(text);
  written.forEach((one, key) => {
    if (one.isNew || !past.has(key)) past.set(key, one.line);
    one.isNew = false;
  });
  /** @type {Map<string, Place[]>} */
  const there = new native.Map();
  each(places, (place) => {
    const key = keyOf(place);
    const same = there.get(key) ?? [];
    add(same, place);
    there.set(key, same);
  });
  return {
    lines: () => map(keysOf(there), (key) => (past.has(key) ? `${key}\t${past.get(key)}` : key)),
    /** What a sweep said. @param {string} key @param {string} times  empty: it goes @returns {Place[]} what goes */
    note(key, times) {
      const writer = writerIn(past.get(key));
      if (times) past.set(key, writer ? `${times}\t${writer}` : times);
      return (!times && there.get(key)) || [];
    },
    /**
     * The ledger as it is now: without what is gone from the areas that were looked at, but for what may still come.
     * @param {Place[]} gone
     */
    text(gone) {
      const looked = new native.Set();
      each(places, (place) => looked.add(place[0]));
      each(gone, (place) => {
        const key = keyOf(place);
        written.delete(key);
        // of the others it is known whose it is, until it is seen to be gone
        if (!writerIn(past.get(key))) there.delete(key);
      });
      /** @type {string[]} */
      const lines = [];
      past.forEach((times, key) => {
        if (there.has(key) || written.has(key) || !looked.has(native.split(key, '\t')[0]))
          add(lines, `${key}\t${times}`);
      });
      return join(part(lines, 0, MOST), '\n');
    },
  };
}
