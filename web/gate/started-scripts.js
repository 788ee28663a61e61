// Which held scripts were started, which of them have run, and whose they are. A script that has run cannot be taken
// back, so a withdrawal has to know of it: its service is named to the learner, its workers end, and the page talks to
// its host no more.

import { attempt } from '../platform/attempt.js';
import { add, each, find, includes } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { has } from '../platform/texts.js';
import { sourceOf } from './held-elements.js';
import { knownState } from './held-states.js';

/** @typedef {import('./held-states.js').State} State */

/** From the script that runs to the held one that it runs for. @type {WeakMap<Element, HTMLScriptElement>} */
const originals = new native.WeakMap();

/** By the address of a script: whose it is. @type {Map<string, string>} */
const owners = new native.Map();

/**
 * Scripts that ran, as they were held. Each runs once on a page, however often it is granted.
 * @type {HTMLScriptElement[]}
 */
export const ran = [];

/** @param {HTMLScriptElement} script that runs @param {HTMLScriptElement} original */
export const starts = (script, original) => originals.set(script, original);

/** @param {string} address @param {string} id  whose the script with this address is */
export const comesFrom = (address, id) => owners.set(address, id);

/** Does it run for a held one? @param {Element} script */
export const isCopy = (script) => originals.has(script);

/** It has run. @param {HTMLScriptElement} script */
export function noteRun(script) {
  if (!includes(ran, script)) add(ran, script);
}

/**
 * Of scripts that ran those that still may, or those that may not any more.
 * @param {boolean} on
 * @param {(state: State) => void} act
 */
const eachThat = (on, act) =>
  each(ran, (script) => {
    const state = knownState(script);
    if (state?.on === on) act(state);
  });

/** Did one of them come from this host? @param {boolean} on @param {string} host */
function ranFrom(on, host) {
  let found = false;
  eachThat(on, ({ hosts }) => {
    found ||= includes(hosts, host);
  });
  return found;
}

/** Did scripts of this host run that may not any more, and none that still may? @param {string} host */
export const left = (host) => ranFrom(false, host) && !ranFrom(true, host);

/** Whose scripts ran, may not any more, and stay until the page is left. */
export function lingering() {
  /** @type {string[]} */
  const ids = [];
  eachThat(false, ({ id }) => {
    if (!includes(ids, id)) add(ids, id);
  });
  return ids;
}

/** The held script for which the one runs that runs now. @returns {HTMLScriptElement | undefined} */
const running = () => originals.get(/** @type {any} */ (native.scriptOf(document)));

/** Whose the script is that has this address, or, without one, that runs. @param {string} [address] */
export function idOf(address) {
  if (address) return owners.get(address);
  const script = running();
  return script && knownState(script)?.id;
}

// ---- their workers ----

/** The one that ran and whose address is on a stack. @param {string} stack */
const onStack = (stack) =>
  find(ran, (script) => {
    const source = sourceOf(script);
    return source && has(stack, source);
  });

/** A worker was started, perhaps by such a script. @param {Worker | SharedWorker} worker */
export function adopt(worker) {
  const stack = native.stackOf(new native.Error()) ?? '';
  const owner = running() ?? onStack(stack);
  const workers = owner && knownState(owner)?.workers;
  if (workers) add(workers, worker);
}

/** Ends a worker, as far as a page can. @param {Worker | SharedWorker} worker */
function endWorker(worker) {
  const port = attempt(() => native.portOf(worker)); // throws: it is not shared
  if (port) native.closePort(port);
  else native.terminate(worker);
}

/** The workers that a script started end with it. @param {State} state */
export function endWorkers(state) {
  each(state.workers, endWorker);
  state.workers = [];
}
