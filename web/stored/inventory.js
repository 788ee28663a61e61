// The inventory: what is stored, and of each thing whose it is, what ends it and whether it may be deleted, as the core answers.
import { keyOf as keyOfPlace, pastOf, turnsOf as turnsOfLines } from '../ledger.js';

/** @typedef {import('./entries.js').Entry} Entry */
/** @typedef {import('../site.js').Row} Row */
/** @typedef {import('./host.js').Host['ask']} Ask */
/** @typedef {{ area: string, name: string }} Named */
/** @typedef {Row & { value: string | null }} Item */

/** As it stands in a line of a turn, and in the ledger. @param {Named} one */
export const keyOf = ({ area, name }) => keyOfPlace([area, name]);

/** When each was first seen and last used. @param {string} text  the ledger */
export const ledgerOf = text => new Map([...pastOf(text)].map(([key, times]) => {
  const [first, last] = times.split('\t').map(Number);
  return [key, { first, last }];
}));

/**
 * The turns that ask about these.
 * @param {string} verb  with its facts
 * @param {Named[]} all @param {ReturnType<typeof ledgerOf>} ledger
 */
export function turnsOf(verb, all, ledger) {
  const lines = [...new Set(all.map(one => {
    const seen = ledger.get(keyOf(one));
    return keyOf(one) + (seen ? `\t${seen.first}\t${seen.last}` : '');
  }))];
  return turnsOfLines(verb, lines);
}

/** A line of the answer. @param {string[]} line */
const answerOf = ([, area, name, category, service, holds, until, ends, record, deletable]) => ({
  area, name, category, service, holds: holds === '1', until: +until || null,
  ends: /** @type {Row['ends']} */ (ends ? ends.split(',') : []),
  record: record === '1', deletable: deletable === '1',
});

/**
 * @param {Ask} ask
 * @param {number} now  unix seconds
 * @param {Entry[]} entries
 * @param {ReturnType<typeof ledgerOf>} ledger
 * @returns {Promise<Item[]>}
 */
export async function itemsOf(ask, now, entries, ledger) {
  const answers = (await ask(turnsOf(`stored\tnow=${now}`, entries, ledger))).flat().map(answerOf);
  const known = new Map(answers.map(answer => [keyOf(answer), answer]));
  return entries.map(({ area, name, size, value, expires, hidden }) => {
    const key = keyOf({ area, name });
    const { first, last } = ledger.get(key) ?? { first: null, last: null };
    const { category, service, holds, until, ends, record, deletable } = /** @type {ReturnType<typeof answerOf>} */ (known.get(key));
    return { area, name, size, category, service, holds, first, last, until, ends, record, deletable: deletable && !hidden, hidden, expires, value };
  });
}

/**
 * What would go: the core is asked as for erasing, and nothing is erased.
 * @param {Ask} ask @param {number} now @param {string} what  of a sweep (src/storage.h) @param {Entry[]} entries @param {ReturnType<typeof ledgerOf>} ledger
 * @returns {Promise<Set<string>>} keys
 */
export async function wouldGo(ask, now, what, entries, ledger) {
  const visible = entries.filter(({ hidden }) => !hidden);
  const answers = (await ask(turnsOf(`sweep\tnow=${now}\twhat=${what}`, visible, ledger))).flat();
  return new Set(answers.filter(([effect]) => effect === 'erase').map(([, area, name]) => keyOf({ area, name })));
}

/** For everybody else: a row has no value in it. @param {Item} item @returns {Row} */
export const rowOf = ({ value, ...row }) => row;
