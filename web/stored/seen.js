// What the view draws: all that is stored now, and what each way to erase would take.
import { some } from '../platform/lists.js';
import { all } from '../platform/promises.js';
import { entriesOf } from './entries.js';
import { itemsOf, ledgerOf, wouldGo } from './inventory.js';

/** @typedef {'refused' | 'behaviour' | 'everything'} Sweep  a way to erase (src/storage.h) */
/**
 * @typedef {object} Seen
 * @property {import('./inventory.js').Item[]} items
 * @property {Record<Sweep, Set<string>>} goes  keys of what each way to erase would take
 * @property {boolean} shared  others use this device
 */

/** @param {import('./host.js').Host} host @returns {Promise<Seen>} */
export async function see({ ask, site, kept, now }) {
  const entries = await entriesOf(site);
  const time = now();
  const ledger = ledgerOf(kept.ledger());
  const taken = (/** @type {Sweep} */ sweep) => wouldGo(ask, time, sweep, entries, ledger);
  const {
    0: items,
    1: panels,
    2: refused,
    3: behaviour,
    4: everything,
  } = await all([
    itemsOf(ask, time, entries, ledger),
    ask(['show\tinline']),
    taken('refused'),
    taken('behaviour'),
    taken('everything'),
  ]);
  return {
    items,
    shared: some(panels[0].shown ?? [], (part) => part.effect === 'say' && part.what === 'shared'),
    goes: { refused, behaviour, everything },
  };
}
