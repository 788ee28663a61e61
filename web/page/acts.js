// What people and the site's code do, as turns.
import { namesOf, questionOf, turnOf } from '../core/turn-text.js';
import { native } from '../platform/pristine.js';
import { now } from './turns.js';

/** @typedef {ReturnType<typeof openActs>} Acts */
/** @typedef {'accept' | 'reject' | 'choose' | 'withdraw' | 'permit' | 'noted'} ChoiceVerb */

/** @param {import('./clicks.js').Clicks} clicks */
export function openActs(clicks) {
  /** @param {string} turn */
  async function run(turn) {
    if (!clicks.isStarted()) throw new native.Error('assent: not ready');
    await clicks.run(turn);
  }

  /**
   * A choice of the site's own code.
   * @param {ChoiceVerb} verb
   * @param {Record<string, boolean>} choice  by id; empty: all that the verb speaks of
   */
  const choose = (verb, choice) => run(turnOf(verb, { now: now() }) + namesOf(choice ?? {}));

  return {
    choose,

    /**
     * What a learner does in the panel, or with a control of the page.
     * @param {string} verb  a choice; `show`, with a layer; or `hide`
     * @param {any} [argument]  the layer, or the choice by id
     */
    async act(verb, argument) {
      if (verb === 'show') return await run(questionOf('show', [argument]));
      if (verb === 'hide') return await run('hide');
      if (verb !== 'choose') return await choose(/** @type {ChoiceVerb} */ (verb), argument ?? {});
      // A hand on the switch may grant against the browser's signal.
      return await run(turnOf('choose', { now: now(), how: 'save' }) + namesOf(argument ?? {}));
    },
  };
}
