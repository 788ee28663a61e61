// The whole core, in JavaScript, for what a page asks of it seldom: reasons, what is stored, and the words for a faulty
// config. The core that a page embeds leaves these out (src/base.h); this one is told the same and then answers alike.

import { native } from '../platform/pristine.js';
import { connect } from './connect.js';

/** @typedef {import('./connect.js').Lines} Lines */
/**
 * @typedef {string[]} Told  what a page's own core was told, as turns: the config; the visitor and the decision as they
 *   are now; whose other records are
 */
/** @typedef {{ core: ReturnType<typeof connect>, answer: Lines }} Whole  and what it answered to the config */

/** @typedef {() => Promise<typeof import('#twin')>} Twin  loads it */

/** @param {string} config @param {Twin} twin @returns {Promise<Whole>} */
async function begin(config, twin) {
  const { instantiate } = await twin();
  const core = connect(instantiate(native));
  return { core, answer: core(config) };
}

/** @type {{ config: string, whole: Promise<Whole> } | undefined} */
let last;

/** Such as offline: the next one tries again. @param {Promise<Whole>} whole */
async function forgetFailed(whole) {
  try {
    await whole;
  } catch {
    if (last?.whole === whole) last = undefined;
  }
}

/**
 * One for all that is asked under a config, as a list that follows what is stored asks often. Who asks says the visitor
 * and the decision anew, in the same breath: others ask, too.
 * @param {string} config  the turn with it
 * @param {Twin} twin
 */
export function wholeFor(config, twin) {
  if (last?.config !== config) {
    const whole = begin(config, twin);
    last = { config, whole };
    forgetFailed(whole);
  }
  return /** @type {NonNullable<typeof last>} */ (last).whole;
}
