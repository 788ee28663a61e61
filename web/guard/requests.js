// Requests: `fetch` and beacons. One that is refused fails as without a network.

import { apply, classesOf } from '../platform/pristine.js';
import { addressIn, reaches, targetOf, whenKnown } from './reaching.js';

/**
 * @param {import('./hooks.js').Realm} realm
 * @param {import('./hooks.js').Hook} hook
 * @param {import('./guard.js').Rules} rules
 */
export function guardRequests(realm, hook, rules) {
  const { Promise, TypeError } = classesOf(realm);
  const failure = () => new TypeError('Failed to fetch');

  hook('', 'fetch', (self, args, act) => {
    /** @type {ReturnType<typeof targetOf>} */
    let target;
    try {
      target = targetOf(realm, args[0]);
    } catch {
      return apply(act, self, args); // it says itself what is wrong
    }
    const { address, what } = target,
      may = reaches(rules, address);
    if (args.length) args[0] = what;
    const go = () => apply(act, self, args);
    if (may) return go();
    return new Promise((done, failed) => {
      const fail = () => failed(failure());
      if (may === false) fail();
      else whenKnown(rules, address, () => done(go()), fail);
    });
  });

  hook('Navigator', 'sendBeacon', (self, args, act) => {
    const text = `${args[0]}`,
      address = addressIn(realm, text),
      may = reaches(rules, address);
    if (args.length) args[0] = text;
    const go = () => apply(act, self, args);
    if (may) return go();
    if (may === undefined) whenKnown(rules, address, go, () => false);
    return may === undefined; // it will be sent, as far as anybody can say
  });
}
