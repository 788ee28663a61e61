// What the gate knows of the elements that it holds, or did.

import { native } from '../platform/pristine.js';
import { categoryOf, serviceOf } from './held-elements.js';

/**
 * @typedef {object} State
 * @property {number | undefined} epoch  of the grants, when it was asked about last
 * @property {boolean | undefined} on    the answer: it may run or load
 * @property {string} id       its service, else its category, else the service for which it is held
 * @property {string[]} hosts  where it comes from
 * @property {(Worker | SharedWorker)[]} workers  that it started
 * @property {HTMLScriptElement | undefined} script  what runs, or has run, for a held script
 */

/** @type {WeakMap<Element, State>} */
const states = new native.WeakMap();

/** Nothing: the gate has not held it. @param {Element} element */
export const knownState = (element) => states.get(element);

/** @param {Element} element @returns {State} */
export function stateOf(element) {
  let state = states.get(element);
  if (!state) {
    const id = serviceOf(element) || categoryOf(element);
    state = { epoch: undefined, on: undefined, id, hosts: [], workers: [], script: undefined };
    states.set(element, state);
  }
  return state;
}
