// The inventory: for each stored thing the core says whose it is, what ends it, and whether it may be deleted.
import { each, filter, flat, map, once } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { keyOf as keyOfPlace, pastOf, turnsOf as turnsOfLines } from '../storage/ledger.js';

/** @typedef {import('./entries.js').Entry} Entry */
/** @typedef {import('../types/site.js').Row} Row */
/** @typedef {import('./host.js').Host['ask']} Ask */
/** @typedef {{ area: string, name: string }} Named */
/** @typedef {Row & { value: string | null }} Item */

/** As it stands in a line of a turn, and in the ledger. @param {Named} one */
export const keyOf = ({ area, name }) => keyOfPlace([area, name]);

/** When each was first seen and last used, and who wrote it first. @param {string} text  the ledger */
export function ledgerOf(text) {
  /** @type {Map<string, { first: number, last: number, writer: string | undefined }>} */
  const ledger = new native.Map();
  pastOf(text).forEach((times, key) => {
    const { 0: first, 1: last, 2: writer } = native.split(times, '\t');
    ledger.set(key, { first: +first, last: +last, writer });
  });
  return ledger;
}

/** Their keys. @param {readonly Named[]} all @returns {Set<string>} */
export function keysIn(all) {
  const keys = new native.Set();
  each(all, (one) => keys.add(keyOf(one)));
  return keys;
}

/**
 * The turns that ask about these.
 * @param {string} verb  with its facts
 * @param {Named[]} all @param {ReturnType<typeof ledgerOf>} ledger
 */
export function turnsOf(verb, all, ledger) {
  return turnsOfLines(
    verb,
    once(
      map(all, (one) => {
        const seen = ledger.get(keyOf(one));
        return keyOf(one) + (seen ? `\t${seen.first}\t${seen.last}${seen.writer ? `\t${seen.writer}` : ''}` : '');
      }),
    ),
  );
}

/**
 * @param {Ask} ask
 * @param {number} now  unix seconds
 * @param {Entry[]} entries
 * @param {ReturnType<typeof ledgerOf>} ledger
 * @returns {Promise<Item[]>}
 */
export async function itemsOf(ask, now, entries, ledger) {
  /** @type {Map<string, import('#contract').StoredEffect>} */
  const known = new native.Map();
  each(await ask(turnsOf(`stored\tnow=${now}`, entries, ledger)), ({ stored = [] }) =>
    each(stored, (answer) => known.set(keyOf(answer), answer)),
  );
  return map(entries, ({ area, name, size, value, expires, hidden }) => {
    const key = keyOf({ area, name });
    const { first, last } = ledger.get(key) ?? { first: null, last: null };
    const { category, service, allowed, until, ends, record, deletable, writer } =
      /** @type {import('#contract').StoredEffect} */ (known.get(key));
    return {
      area,
      name,
      size,
      category,
      service,
      writer,
      holds: allowed,
      first,
      last,
      until: until || null,
      ends: /** @type {Row['ends']} */ (ends ? native.split(ends, ',') : []),
      record,
      deletable: deletable && !hidden,
      hidden,
      expires,
      value,
    };
  });
}

/**
 * Asks the core what an erasure would take. Nothing is erased.
 * @param {Ask} ask
 * @param {number} now
 * @param {string} what  of a sweep (src/storage.h)
 * @param {Entry[]} entries
 * @param {ReturnType<typeof ledgerOf>} ledger
 * @returns {Promise<Set<string>>} keys
 */
export async function wouldGo(ask, now, what, entries, ledger) {
  const visible = filter(entries, ({ hidden }) => !hidden);
  const answers = await ask(turnsOf(`sweep\tnow=${now}\twhat=${what}`, visible, ledger));
  return keysIn(flat(map(answers, ({ erase = [] }) => erase)));
}

/** What `stored()` of a page gives: the item without its value. @param {Item} item @returns {Row} */
export const rowOf = ({ value, ...row }) => row;
