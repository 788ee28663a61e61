// The whole core, told what the page's own was told, for questions about what is stored.
import { whole } from '../whole.js';

/** @typedef {import('../core.js').Lines} Lines */
/** @typedef {(turns: string[]) => Promise<Lines[]>} Ask  what the core answers to each turn, of the same moment */

/** @type {{ config: string, core: Promise<(turn: string) => Lines> } | undefined} */
let last;

/**
 * One core for all that is asked under a config, as a list that follows what is stored asks often; the visitor and the choice are said anew.
 * @param {() => string[]} told  the turns with the config, and with the visitor and the decision as they are now
 * @returns {Ask}
 */
export const askerFor = told => async turns => {
  const [config, start] = told();
  if (last?.config !== config) {
    const core = whole([config]).then(({ core }) => core);
    last = { config, core };
    core.catch(() => { last = undefined; }); // such as offline: the next one tries again
  }
  const core = await /** @type {NonNullable<typeof last>} */ (last).core;
  core(start);
  return turns.map(core);
};
