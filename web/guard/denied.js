// What fails as where storage is denied.

import { classesOf } from '../platform/pristine.js';

/**
 * @callback Denied
 * @returns {Promise<never>} rejected with a `SecurityError`
 */

/** @param {import('./hooks.js').Realm} realm  whose promise and whose error it is @returns {Denied} */
export function deniedIn(realm) {
  const { DOMException, Promise } = classesOf(realm);
  return () =>
    new Promise((/** @type {(never: never) => void} */ _, failed) =>
      failed(new DOMException('Denied', 'SecurityError')),
    );
}
