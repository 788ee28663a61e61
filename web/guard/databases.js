// Databases: `indexedDB`, of the page and of its storage buckets.

import { flat, part } from '../platform/lists.js';
import { apply, native } from '../platform/pristine.js';
import { isGoing, isStuck, opened } from '../storage/databases.js';
import { mays } from './bucket-permits.js';
import { textOf } from './hooks.js';

/** @typedef {import('./bucket-permits.js').May} May */

/** What is opened in the place of a database that is refused. It never comes into being. */
const REFUSED = 'assent.refused';

/**
 * A database that is refused. Its request is a real one, and fails.
 * @param {IDBOpenDBRequest} request
 */
const abort = (request) =>
  native.listen(request, 'upgradeneeded', (/** @type {Event} */ event) => {
    native.stopAtOnce(event);
    native.abortTransaction(native.transactionOf(request));
  });

/**
 * @param {import('./hooks.js').Hook} hook
 * @param {(area: string, name: string) => boolean} store
 */
export function guardDatabases(hook, store) {
  hook('IDBFactory', 'open', (self, args, act) => {
    if (!args.length) return apply(act, self, args); // says what is missing
    const name = `${args[0]}`,
      inBucket = mays.get(self),
      may = inBucket ?? (() => store('indexedDB', name));
    const refused = (!inBucket && isStuck(name)) || !may(); // behind one that is stuck it would wait for ever
    const called = refused ? REFUSED : name;
    // No option that this does not know is passed on.
    const request = apply(act, self, args.length > 1 ? [called, args[1]] : [called]);
    if (refused) abort(request);
    else native.listen(request, 'success', () => note(native.resultOf(request), may, !inBucket && name));
    return request;
  });

  /** A database is open. @param {IDBDatabase} database @param {May} may @param {string | false} name  of the page's */
  function note(database, may, name) {
    mays.set(database, may);
    if (name !== false) opened(database);
    // When it is to be erased, whoever has it open must let go.
    const keeps = () => may() && (name === false || !isGoing(name));
    native.listen(database, 'versionchange', () => keeps() || native.closeDatabase(database));
  }

  hook('IDBDatabase', 'transaction', (self, args, act) => {
    const mode = textOf(args[1]);
    if (mode && mode !== 'readonly' && !(mays.get(self) ?? (() => store('indexedDB', native.databaseName(self))))())
      native.closeDatabase(self);
    return apply(act, self, args.length < 2 ? args : flat([[args[0], mode], part(args, 2)]));
  });
}
