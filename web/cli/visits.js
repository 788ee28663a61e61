// Visits without a browser: runs turns of the core, and tells what a visitor would see after each.

import { handlersFor } from '../core/carry-out.js';
import { connect } from '../core/connect.js';
import { factsOf } from '../core/visitor.js';
import { lawOf } from '../explain/reason-sentences.js';
import { instantiate } from '../server/node.js';

/** The flags of the `link` effect, in its order (src/view.h). */
const BESIDE = ['honored', 'texas', 'florida'];

/**
 * @typedef {object} Sight  what holds after a turn, and what is shown
 * @property {Record<string, boolean>} grants
 * @property {string} regime
 * @property {string} link      which opt-out link every page owes; empty: none
 * @property {string[]} beside  what must stand beside it: honored, texas, florida
 * @property {string} layer     none, banner or notice
 * @property {string[]} says    what the layer must also tell (VIEW_SAYS)
 * @property {string[]} buttons in their order
 */

/** @param {import('../types/site.js').SiteConfig} config */
export function visits(config) {
  const core = connect(instantiate());
  /** @type {Record<string, boolean>} */
  let grants = {};
  /** @type {any} */
  const state = {};
  let layer = [['layer', 'none']];
  let link = ['', ''];

  /** @param {string} input */
  function turn(input) {
    /** @type {import('../core/carry-out.js').Turned} */
    const turned = {};
    const handlers = handlersFor({ grants, state, keep: () => {}, save: () => {}, note: () => {} });
    for (const line of core(input)) handlers[line[0]](turned, line);
    layer = turned.layer ?? layer;
    link = turned.link ?? link;
    return turned;
  }
  const { told: faults } = turn(`config\n${JSON.stringify(config)}`);
  if (faults) throw new Error(`a config with faults: ${faults.join('; ')}`);

  /** @returns {Sight} */
  const sight = () => ({
    grants: { ...grants },
    regime: state.regime,
    link: link[0],
    beside: BESIDE.filter((_, i) => link[i + 1] === '1'),
    layer: layer[0][1],
    says: layer.filter(([effect]) => effect === 'say').map(([, what]) => what),
    buttons: layer.filter(([effect]) => effect === 'control').map(([, id]) => id),
  });

  return {
    /** A first visit. @param {number} now @param {import('../core/visitor.js').Visitor} visitor */
    start(now, visitor) {
      grants = {};
      layer = [['layer', 'none']];
      turn(`start\tnow=${now}${factsOf(visitor)}`);
      return sight();
    },
    /** @param {'accept' | 'reject'} verb @param {number} now */
    choose(verb, now) {
      turn(`${verb}\tnow=${now}`);
      return sight();
    },
    /** The rules that hold for who started last. */
    law: () => lawOf(turn('law').told ?? []),
  };
}
