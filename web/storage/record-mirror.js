// The mirror: a second copy of the record, in a database, because a killed browser loses a cookie. Chromium writes
// cookies to the disk half a minute late, and localStorage some seconds; a database is on the disk when its transaction
// with `strict` durability is complete (tests/bench/killed.mjs measures it). What the mirror means the core decides: a
// refusal in it counts, a grant never does.
import { attempt } from '../platform/attempt.js';
import { some } from '../platform/lists.js';
import { native } from '../platform/pristine.js';

const STORE = 'record';

/** @param {EventTarget} target @param {string} event @param {() => void} act */
const when = (target, event, act) => native.listen(target, event, act);

/** @param {string} record  name of the record; the database's begins with it */
export function openMirror(record) {
  const name = `${record}.mirror`;

  /**
   * @template T
   * @param {(request: IDBOpenDBRequest) => void} create  when there is none
   * @param {(database: IDBDatabase, done: (answer: T) => void) => void} use
   * @param {T} none  the answer where there is none, or none can be
   * @returns {Promise<T>}
   */
  const connect = (create, use, none) =>
    new native.Promise((done) => {
      const fail = () => done(none);
      attempt(() => {
        const request = native.openDatabase(native.indexedDB(), name, 1);
        when(request, 'upgradeneeded', () => create(request));
        when(request, 'error', fail);
        when(request, 'success', () => {
          attempt(() => {
            use(native.resultOf(request), done);
            return true;
          }) ?? fail();
          native.closeDatabase(native.resultOf(request)); // behind what `use` began
        });
        return true;
      }) ?? fail();
    });

  /** Is there one? A browser that cannot say may have one. (WebKit counts a database that was only looked for.) */
  async function isThere() {
    if (native.origin() === 'null') return false; // has none, and to ask is an error that nobody can catch
    try {
      const all = await native.databases(native.indexedDB());
      return some(all, (/** @type {IDBDatabaseInfo} */ one) => one.name === name);
    } catch {
      return true;
    }
  }

  return {
    /** What is in it; nothing where there is none. @returns {Promise<string>} */
    read: async () =>
      !(await isThere())
        ? ''
        : await connect(
            (request) => native.abortTransaction(native.transactionOf(request)) /* none is made by looking */,
            (database, done) => {
              const request = native.getFrom(native.storeIn(native.beginTransaction(database, STORE), STORE), STORE);
              when(request, 'success', () => done(`${native.resultOf(request) ?? ''}`));
              when(request, 'error', () => done(''));
            },
            '',
          ),
    /**
     * Begins at once.
     * @param {string} text  nothing: there is none any more
     * @returns {Promise<unknown>} it is on the disk, or cannot be
     */
    write: (text) =>
      text
        ? connect(
            (request) => native.createStore(native.resultOf(request), STORE),
            (database, done) => {
              const transaction = native.beginTransaction(database, STORE, 'readwrite', { durability: 'strict' });
              native.putIn(native.storeIn(transaction, STORE), text, STORE);
              when(transaction, 'complete', () => done(undefined));
              when(transaction, 'abort', () => done(undefined));
            },
            undefined,
          )
        : connect(
            (request) => native.abortTransaction(native.transactionOf(request)),
            (_database, done) => {
              native.deleteDatabase(native.indexedDB(), name);
              done(undefined);
            },
            undefined,
          ),
  };
}
