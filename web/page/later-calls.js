// Calls that other files of Assent answer, loaded when somebody asks: why something is so, and what is stored.
import { turnOf } from '../core/turn-text.js';
import { flat } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { fail } from './events.js';

/** @typedef {ReturnType<typeof openLaterCalls>} LaterCalls */

/**
 * @param {object} page
 * @param {() => Promise<unknown>} page.whenReady
 * @param {(name: string) => Promise<any>} page.file  another file of Assent
 * @param {() => string | Promise<string>} page.site  the config, as JSON
 * @param {() => import('../core/turn-text.js').VerbFacts['start']} page.facts
 * @param {import('./turns.js').Turns} page.turns
 * @param {import('./sweeps.js').Sweeps} page.sweeps
 * @param {import('./decision.js').Decision} page.decision
 * @param {import('./upkeep.js').Upkeep} page.upkeep
 * @param {import('../words/choose.js').Need} page.need
 * @param {string} [page.nonce]
 */
export function openLaterCalls({ whenReady, file, site, facts, turns, sweeps, decision, upkeep, need, nonce }) {
  const twin = () => file('twin');

  /** What the core knows, as turns for one that can say why: a function that tells it. */
  async function teller() {
    await whenReady();
    const config = `config\n${await site()}`;
    return () => flat([[config, turnOf('start', facts())], sweeps.whose()]);
  }

  /** The ledger, with all that was written until now. */
  function ledger() {
    sweeps.noteNow();
    return decision.kept().ledger();
  }

  /**
   * What is stored, to be seen, taken along and erased.
   * @param {string} call @param {...any} rest
   * @returns {Promise<any>}
   */
  async function data(call, ...rest) {
    const { [call]: does } = await file('stored');
    const page = {
      told: await teller(),
      state: turns.snapshot,
      clear: upkeep.clear,
      logout: upkeep.logout,
      kept: { ...decision.kept(), ledger },
      nonce,
      twin,
      ...need,
    };
    return await does(page, rest[0], rest[1]);
  }

  /** In a panel, in place of the preferences: what is stored. @param {Element | null} root @param {string} [step]  what is to be confirmed */
  async function look(root, step) {
    try {
      return await data('look', root, step);
    } catch (error) {
      fail(error);
      throw error;
    }
  }

  return {
    data,
    look,

    /** The same for a control of the page, which has nowhere to say that it failed. @param {string} step */
    async lookInDialog(step) {
      try {
        await look(native.one(document, '.assent-dialog'), step);
      } catch {}
    },

    law: async () => await (await file('explain')).law((await teller())(), twin),
    explain: async (/** @type {any} */ target) =>
      await (await file('explain')).explain(target, (await teller())(), twin, need),

    /** Says on the console why each element is held. */
    async followHeld() {
      (await file('explain')).follow(await teller(), twin, need);
    },
  };
}
