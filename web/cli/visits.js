// Visits without a browser: runs turns of the core, and tells what a visitor would see after each.

import { noteState, nothingHolds, turnedOf } from '../core/carry-out.js';
import { connect } from '../core/connect.js';
import { turnOf } from '../core/turn-text.js';
import { lawOf } from '../explain/reason-sentences.js';
import { instantiate } from '../server/node.js';

/** What may have to stand beside the opt-out link. */
const BESIDE = /** @type {const} */ (['honored', 'texas', 'florida']);

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
  const state = nothingHolds();
  /** @type {import('#contract').Turned} what was shown last */
  let shown = {};
  /** @type {import('#contract').LinkEffect | undefined} */
  let link;

  /** @param {string} input */
  function turn(input) {
    const turned = turnedOf(core(input));
    noteState(turned, grants, state);
    if (turned.layer) shown = turned;
    link = turned.link ?? link;
    return turned;
  }
  const { error: faults } = turn(`config\n${JSON.stringify(config)}`);
  if (faults)
    throw new Error(`a config with faults: ${faults.map(({ where, expected }) => `${where} ${expected}`).join('; ')}`);

  /** @returns {Sight} */
  const sight = () => ({
    grants: { ...grants },
    regime: state.regime,
    link: link?.link ?? '',
    beside: BESIDE.filter((what) => link?.[what]),
    layer: shown.layer?.layer ?? 'none',
    says: (shown.shown ?? []).flatMap((part) => (part.effect === 'say' ? [part.what] : [])),
    buttons: (shown.shown ?? []).flatMap((part) => (part.effect === 'control' ? [part.id] : [])),
  });

  return {
    /** A first visit. @param {number} now @param {import('../core/turn-text.js').Visitor} visitor */
    start(now, visitor) {
      grants = {};
      shown = {};
      turn(turnOf('start', { now, ...visitor }));
      return sight();
    },
    /** @param {'accept' | 'reject'} verb @param {number} now */
    choose(verb, now) {
      turn(turnOf(verb, { now }));
      return sight();
    },
    /** The rules that hold for who started last. */
    law: () => lawOf(turn('law').rule ?? []),
  };
}
