// What the site's own code may ask for: `window.assent`, and what `start` of the module returns. web/types/assent.d.ts says
// what each call does.
import { each, isList } from '../platform/lists.js';
import { native } from '../platform/pristine.js';

/** @param {string | string[]} ids @param {boolean} on @returns {Record<string, boolean>} */
function choiceOf(ids, on) {
  const choice = native.table();
  each(isList(ids) ? ids : [ids], (/** @type {string} */ id) => {
    choice[id] = on;
  });
  return choice;
}

/** @param {string} name @param {(detail: any) => void} listener @returns {() => void} ends it */
function on(name, listener) {
  const heard = (/** @type {Event} */ event) => listener(native.detailOf(event));
  native.listen(document, `assent:${name}`, heard);
  return () => native.unlisten(document, `assent:${name}`, heard);
}

/**
 * @param {object} page
 * @param {Promise<unknown>} page.ready
 * @param {import('./turns.js').Turns} page.turns
 * @param {import('./acts.js').Acts} page.acts
 * @param {import('./later-calls.js').LaterCalls} page.later
 * @param {() => Promise<import('./sweeps.js').Outcome>} page.logout
 */
export function apiOf({ ready, turns, acts, later, logout }) {
  const { act, choose } = acts;
  return {
    ready,
    state: turns.snapshot,
    allows: (/** @type {string} */ id) => turns.grants[id] === true,
    law: later.law,
    explain: later.explain,
    show: (/** @type {string} */ layer = turns.state.ask ? 'banner' : 'preferences') => act('show', layer),
    showPreferences: () => act('show', 'preferences'),
    hide: () => act('hide'),
    accept: (/** @type {string | string[]} */ ids = 'all') =>
      ids === 'all' ? act('accept') : choose('choose', choiceOf(ids, true)),
    reject: () => act('reject'),
    choose: (/** @type {Record<string, boolean>} */ choice) => choose('choose', choice),
    permit: (/** @type {Record<string, boolean>} */ choice) => choose('permit', choice),
    withdraw: (/** @type {string | string[]} */ ids) =>
      choose(ids?.length === 0 ? 'choose' : 'withdraw', ids ? choiceOf(ids, false) : {}),
    logout: async () => (await logout()).erased,
    stored: () => later.data('stored'),
    exportData: (/** @type {object} */ options) => later.data('exportData', options),
    erase: (/** @type {object} */ what) => later.data('erase', what),
    on,
  };
}
