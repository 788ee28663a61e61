// The ledger: when each stored thing was first seen and last used. Text, as a sweep takes it: `area⇥name⇥first⇥last`, one a line.

/** @typedef {import('./storage.js').Place} Place */

/** More than a site stores; what is beyond it has no past, so that no ledger fills a storage. */
const MOST = 999;

/** As part of a line: control characters would break it, and half a character does not come back; no config can declare either. @param {string} text */
export const plain = text => text.slice(0, 999).replace(/[\0-\x1f\p{Cs}]/gu, '?');

/** @param {Place} place */
export const keyOf = ([area, name]) => `${area}\t${plain(name)}`;

/** The ledger's text, read: of each key its times. What is no such line says nothing. @param {string} text */
export const pastOf = text => new Map([...text.matchAll(/^(\w+\t.*)\t(\d+\t\d+)$/gm)].map(([, key, times]) => [key, times]));

/** Turns about these lines, a few in each, so that none is too large for the core. @param {string} facts  the verb, with them @param {string[]} lines */
export const turnsOf = (facts, lines) =>
  Array.from({ length: Math.ceil(lines.length / 20) }, (_, i) => [facts, ...lines.slice(i * 20, (i + 1) * 20)].join('\n'));

/**
 * What is stored, as lines of turns.
 * @param {Place[]} places
 * @param {string} text  the ledger
 */
export function openLedger(places, text) {
  const past = pastOf(text);
  /** @type {Map<string, Place[]>} */
  const there = new Map();
  for (const place of places) there.set(keyOf(place), [...there.get(keyOf(place)) ?? [], place]);
  return {
    lines: () => [...there.keys()].map(key => past.has(key) ? `${key}\t${past.get(key)}` : key),
    /** What a sweep said. @param {string} key @param {string} times  empty: it goes @returns {Place[]} what goes */
    note(key, times) {
      if (times) past.set(key, times);
      return !times && there.get(key) || [];
    },
    /** The ledger as it is now: without what is gone from the areas that were looked at. @param {Place[]} gone */
    text(gone) {
      const looked = places.map(([area]) => area);
      for (const place of gone) there.delete(keyOf(place));
      return [...past].filter(([key]) => there.has(key) || !looked.includes(key.split('\t')[0])).slice(0, MOST).map(line => line.join('\t')).join('\n');
    },
  };
}
