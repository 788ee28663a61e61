// May the page talk to an address? As long as nobody can say, a request waits.

import { hostIn, urlOf } from '../gate/addresses.js';
import { attempt } from '../platform/attempt.js';
import { native } from '../platform/pristine.js';

/** @typedef {import('./hooks.js').Realm} Realm */
/** @typedef {import('./guard.js').Rules} Rules */

/**
 * May the page talk to an address?
 * @param {Rules} rules
 * @param {URL | undefined} address  nothing: it leads nowhere, as the platform will say itself
 * @returns {boolean | undefined} nothing: nobody can say yet
 */
export const reaches = ({ reach }, address) => !address || reach(hostIn(address), native.hrefOf(address));

/** @param {Realm} realm @param {string} text */
export const addressIn = (realm, text) => urlOf(text, realm.document);

/**
 * What is asked for. A request says its address itself; everything else is read as a text, and once.
 * @param {Realm} realm
 * @param {any} what
 * @returns {{ address: URL | undefined, what: any }}
 */
export function targetOf(realm, what) {
  const own = attempt(() => native.urlOfRequest(what));
  if (own !== undefined) return { address: addressIn(realm, own), what };
  const text = `${what}`;
  return { address: addressIn(realm, text), what: text };
}

/**
 * Acts when it is known whether the page may talk to an address.
 * @template T
 * @param {Rules} rules
 * @param {URL | undefined} address
 * @param {() => T} go
 * @param {() => T} refuse
 * @returns {Promise<T>}
 */
export async function whenKnown(rules, address, go, refuse) {
  await rules.decidable?.();
  return reaches(rules, address) ? go() : refuse();
}
