// What no page can list, and so nobody can show or erase, is not written at all: an older file system, and storage that
// is shared among sites.

import { each } from '../platform/lists.js';
import { classesOf, native } from '../platform/pristine.js';

/** @param {import('./hooks.js').Realm} realm @param {import('./hooks.js').Hook} hook @param {() => Promise<never>} denied */
export function refuseUnlistedStorages(realm, hook, denied) {
  const { DOMException } = classesOf(realm);
  each(['requestFileSystem', 'webkitRequestFileSystem'], (key) =>
    hook('', key, (_self, args) => {
      native.wait(() => args[3]?.(new DOMException('Denied', 'SecurityError')));
    }),
  );
  each(['set', 'append', 'batchUpdate'], (key) => hook('SharedStorage', key, () => denied()));
}
