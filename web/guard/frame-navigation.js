// A page in a frame that goes elsewhere.

import { native } from '../platform/pristine.js';
import { addressIn, reaches } from './reaching.js';

/**
 * Keeps the page in a frame from going where this page may not. Of a frame's first, empty document no engine tells that
 * it goes: see the README.
 * @param {import('./hooks.js').Realm} realm
 * @param {import('./guard.js').Rules} rules
 */
export function guardNavigation(realm, rules) {
  const navigation = /** @type {any} */ (realm).navigation;
  if (!navigation) return;
  native.listen(navigation, 'navigate', (/** @type {any} */ event) => {
    const address = addressIn(realm, native.urlOfDestination(native.destinationOf(event)));
    if (native.isCancelable(event) && !reaches(rules, address)) native.prevent(event);
  });
}
