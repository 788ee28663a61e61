// What the page gives this folder to work with.

import { turnedOf } from '../core/carry-out.js';
import { wholeFor } from '../core/whole-core.js';
/**
 * @typedef {object} Page
 * @property {() => import('../core/whole-core.js').Told} told
 * @property {() => import('../types/site.js').State} state
 * @property {(places: import('../storage/browser-storage.js').Place[], forgets?: boolean) =>
 *   Promise<import('../page/sweeps.js').Outcome>} clear  erases these, tells so, and ends when they are gone or,
 *   within 5 s, cannot go; forgets: a choice that only memory keeps, too
 * @property {() => Promise<import('../page/sweeps.js').Outcome>} logout
 * @property {{ ledger: () => string, history: () => string }} kept  as they are stored
 * @property {(error: unknown) => void} fail
 * @property {import('../core/whole-core.js').Twin} twin
 * @property {(name: string) => Promise<any>} file  loads another file of Assent
 * @property {string} [lang]   what the page's author says with `data-lang`
 * @property {string} [nonce]
 */
/**
 * @typedef {object} Own  what follows from it
 * @property {any} site         the config
 * @property {() => number} now unix seconds
 * @property {(turns: string[]) => Promise<import('#contract').Turned[]>} ask  what the core answers to each turn, of the
 *   same moment
 */
/** @typedef {Page & Own} Host */
import { each, map, part } from '../platform/lists.js';
import { native } from '../platform/pristine.js';

/** @param {Page} page @returns {Host} */
export function hostOf(page) {
  const config = page.told()[0];
  return {
    ...page,
    site: native.parse(native.slice(config, native.indexOf(config, '\n'))),
    now: () => native.floor(native.now() / 1000),
    async ask(turns) {
      const told = page.told();
      const { core } = await wholeFor(told[0], page.twin);
      each(part(told, 1), (turn) => core(turn));
      return map(turns, (turn) => turnedOf(core(turn)));
    },
  };
}
