// Databases that have to go. A browser deletes one only when nobody has it open any more, it takes no such request
// back, and whoever opens the database meanwhile waits behind it (measured in Chromium and Firefox: neither the end of
// the frame or worker that asked for it, nor its navigation, ends the request). So what this page has open is closed
// first, the content goes before the database does, and nobody here waits for ever: neither who asked for it to go, nor
// who wants to open it again.
import { attempt } from '../platform/attempt.js';
import { includes } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { weakList } from '../platform/weak-list.js';

/** How long to wait for a database to go (ms): what erases answers within 5 s, and does more than this. */
export const LIMIT = 3000;
/** How long for whoever holds it open, once it is known that somebody does (ms). */
const HELD = 500;
/** How long for its content (ms): another request, which nobody can end either, may stand before ours. */
const EMPTIED = 1000;

/**
 * Connections of this page and of its frames. Weak: a browser closes one that nobody refers to.
 * @type {ReturnType<typeof weakList<IDBDatabase>>}
 */
const connections = weakList();

/** Names of those that are to go: whoever has one open here must let go. */
const going = new native.Set();
/** Those of them that something holds open, in a place that nobody here can reach. */
const stuck = new native.Set();
/**
 * From the name of each to whether it goes in time. Never two requests for one.
 * @type {Map<string, Promise<boolean>>}
 */
const requests = new native.Map();

/** Somebody opens a database. @param {IDBDatabase} database */
export function opened(database) {
  connections.add(database, undefined);
}

/** It has to go now: who has it open closes it. @param {string} name */
export const isGoing = (name) => going.has(name);

/** To open this one would wait, perhaps for ever. @param {string} name */
export const isStuck = (name) => stuck.has(name);

/**
 * Closes what is open of these, here and in frames of this page, and says so as a browser does that takes storage away
 * (`close`).
 * @param {readonly string[]} names
 */
function letGo(names) {
  connections.each((database) => {
    if (!includes(names, native.databaseName(database))) return;
    attempt(() => native.closeDatabase(database));
    attempt(() => native.dispatch(database, native.event('close')));
  });
}

/**
 * Ends with what comes first: the answer, or the time, which is an answer, too.
 * @template T
 * @param {Promise<T> | T} answer
 * @param {number} limit
 * @param {T} late
 * @returns {Promise<T>}
 */
export const within = (answer, limit, late) =>
  new native.Promise(async (done) => {
    native.wait(done, limit, late);
    try {
      done(await answer);
    } catch {
      done(late);
    }
  });

/** @param {EventTarget} target @param {string} event @param {() => void} act */
const when = (target, event, act) => native.listen(target, event, act);

/** Takes the content out, for which nobody else need let go. @param {string} name @returns {Promise<void>} */
const empty = (name) =>
  new native.Promise((done) => {
    const request = native.openDatabase(native.indexedDB(), name);
    when(request, 'upgradeneeded', () => native.abortTransaction(native.transactionOf(request))); // there was none
    when(request, 'error', () => done());
    when(request, 'success', () => {
      /** @type {IDBDatabase} */
      const database = native.resultOf(request);
      const end = () => {
        native.closeDatabase(database);
        done();
      };
      when(database, 'versionchange', end);
      const stores = native.storesIn(database),
        count = native.countNames(stores);
      if (!count) return end();
      try {
        const transaction = native.beginTransaction(database, stores, 'readwrite');
        for (let i = 0; i < count; i++) native.clearStore(native.storeIn(transaction, stores[i]));
        when(transaction, 'complete', end);
        when(transaction, 'abort', end);
      } catch {
        end();
      }
    });
  });

/** @param {string} name */
function forget(name) {
  stuck.delete(name);
  going.delete(name);
  requests.delete(name);
}

/** @param {string} name @param {(gone: boolean) => void} done */
function remove(name, done) {
  const request = native.deleteDatabase(native.indexedDB(), name);
  const end = (/** @type {boolean} */ gone) => () => {
    forget(name);
    done(gone);
  };
  when(request, 'success', end(true));
  when(request, 'error', end(false));
  when(request, 'blocked', () => {
    stuck.add(name);
    native.wait(done, HELD, false);
  });
}

/** @param {string} name @returns {Promise<boolean>} as `drop` */
const request = (name) =>
  new native.Promise(async (done) => {
    going.add(name);
    letGo([name]);
    try {
      await within(empty(name), EMPTIED, undefined);
      remove(name, done);
    } catch {
      // this browser, or a policy, has no databases
      forget(name);
      done(false);
    }
  });

/**
 * @param {string} name
 * @returns {Promise<boolean>} within 3 s: it is gone; false: it will go when what holds it open lets go, and what was
 *   in it is gone, unless something has not let that happen either
 */
export function drop(name) {
  const answer = requests.get(name) ?? request(name);
  if (going.has(name)) requests.set(name, answer);
  return within(answer, LIMIT, false);
}

/**
 * Another tab of this site is about to drop these: what is open of them here is closed, and what is opened until then,
 * too.
 * @param {readonly string[]} names
 */
export function makeWay(names) {
  letGo(names);
  for (let i = 0; i < names.length; i++) {
    going.add(names[i]);
    native.wait(() => requests.has(names[i]) || going.delete(names[i]), LIMIT);
  }
}
