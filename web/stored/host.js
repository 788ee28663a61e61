// What the page gives this folder to work with.

/**
 * @typedef {object} Page
 * @property {() => import('../whole.js').Told} told
 * @property {() => import('../site.js').State} state
 * @property {(places: import('../storage.js').Place[], forgets?: boolean) => Promise<{ area: string, name: string }[]>} clear  erases these, tells so, and ends when they are gone; forgets:
 *   a choice that only memory keeps, too
 * @property {() => Promise<{ area: string, name: string }[]>} logout
 * @property {{ ledger: () => string, history: () => string }} kept  as they are stored
 * @property {(error: unknown) => void} fail
 * @property {string} [lang]
 * @property {string} [nonce]
 */
/**
 * @typedef {object} Own  what follows from it
 * @property {any} site         the config
 * @property {() => number} now unix seconds
 * @property {(turns: string[]) => Promise<import('../whole.js').Lines[]>} ask  what the core answers to each turn, of the same moment
 */
/** @typedef {Page & Own} Host */
import { wholeFor } from '../whole.js';

/** @param {Page} page @returns {Host} */
export function hostOf(page) {
  const [config] = page.told();
  return {
    ...page,
    site: JSON.parse(config.slice(config.indexOf('\n'))),
    now: () => Math.floor(Date.now() / 1000),
    async ask(turns) {
      const [config, start] = page.told();
      const { core } = await wholeFor(config);
      core(start);
      return turns.map(turn => core(turn));
    },
  };
}
