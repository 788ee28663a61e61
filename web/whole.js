// The whole core, in JavaScript, for what a page asks of it seldom: reasons, what is stored, and the words for a faulty config. The core that
// a page embeds leaves these out (src/base.h); this one is told the same and then answers alike.
import { connect } from './core.js';

/** @typedef {import('./core.js').Lines} Lines */
/** @typedef {string[]} Told  what a page's own core was told, as turns: the config; the visitor and the decision as they are now */
/** @typedef {{ core: ReturnType<typeof connect>, answer: Lines }} Whole  and what it answered to the config */

/** @param {string} config @returns {Promise<Whole>} */
async function begin(config) {
  const { instantiate } = await import('#twin');
  const core = connect(instantiate());
  return { core, answer: core(config) };
}

/** @type {{ config: string, whole: Promise<Whole> } | undefined} */
let last;

/**
 * One for all that is asked under a config, as a list that follows what is stored asks often. Who asks says the visitor and the decision anew,
 * in the same breath: others ask, too.
 * @param {string} config  the turn with it
 */
export function wholeFor(config) {
  if (last?.config !== config) {
    const whole = begin(config);
    last = { config, whole };
    whole.catch(() => { last = undefined; }); // such as offline: the next one tries again
  }
  return /** @type {NonNullable<typeof last>} */ (last).whole;
}
