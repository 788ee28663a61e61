// The write guard's third part: the origin's private file system (`opfs`, named by the entries at its root) and storage
// buckets (`bucket`), with the databases, caches and files within a bucket, which are asked about by the bucket's name.
// What is refused fails as where storage is denied.

import { each, find, some } from '../platform/lists.js';
import { apply, classesOf, native } from '../platform/pristine.js';
import { ended } from '../platform/promises.js';

/** @typedef {() => boolean} May  may what this belongs to be stored now? */
/**
 * @typedef {object} Root  a directory whose entries belong to the page, or to a bucket
 * @property {any} directory
 * @property {(name: string) => May} of  whose an entry is
 */

/**
 * @param {(area: string, name: string) => boolean} store
 */
export function openFiles(store) {
  /** Of a bucket's factory, cache storage, databases and caches. @type {WeakMap<object, May>} */
  const mays = new native.WeakMap();
  /** Of handles that were given out: an entry's, or a root. @type {WeakMap<object, May | Root>} */
  const handles = new native.WeakMap();
  /** One for the page, and one for each bucket. @type {Root[]} */
  const roots = [];
  /** What each entry of a bucket's root belongs to. @type {WeakMap<May, Root['of']>} */
  const ofBucket = new native.WeakMap();
  /** Files that are being written. @type {{ name: string, stream: WeakRef<any> }[]} */
  const writing = [];

  /** @param {any} directory @param {Root['of']} of */
  function addRoot(directory, of) {
    let root = find(roots, (one) => one.of === of);
    if (!root) roots[roots.length] = root = { directory, of };
    handles.set(directory, root);
    return directory;
  }

  const ofPage = (/** @type {string} */ name) => () => store('opfs', name);

  /**
   * Its path below a root: of a handle that was not given out here, as out of a list or a message.
   * @param {any} handle
   */
  async function placeOf(handle) {
    if (!some(roots, (one) => one.of === ofPage))
      addRoot(await native.directory(native.storageOf(native.navigator())), ofPage);
    for (let i = 0; i < roots.length; i++) {
      const path = await native.resolvePath(roots[i].directory, handle);
      if (path) return { root: roots[i], path };
    }
    return undefined; // a file of the learner's own, which they chose
  }

  /** @param {any} handle @returns {Promise<boolean>} */
  async function mayChange(handle) {
    const known = handles.get(handle);
    if (typeof known === 'function') return known();
    const place = known ? undefined : await placeOf(handle);
    return !place?.path[0] || place.root.of(place.path[0])();
  }

  /**
   * @param {import('./guard.js').Realm} realm
   * @param {import('./guard.js').Hook} hook
   * @param {() => Promise<never>} denied
   */
  function guardFiles(realm, hook, denied) {
    const { DOMException } = classesOf(realm);

    // ---- files ----

    each(['StorageManager', 'StorageAccessHandle'], (type) =>
      hook(type, 'getDirectory', (self, args, act) =>
        native.then(apply(act, self, args), (directory) => addRoot(directory, ofPage)),
      ),
    );

    // What no page can list, and so nobody can show or erase, is not written at all: an older file system, and storage
    // that is shared among sites.
    each(['requestFileSystem', 'webkitRequestFileSystem'], (key) =>
      hook(
        '',
        key,
        (_self, args) => native.wait(() => args[3]?.(new DOMException('Denied', 'SecurityError'))) && undefined,
      ),
    );
    each(['set', 'append', 'batchUpdate'], (key) => hook('SharedStorage', key, () => denied()));

    each(['getFileHandle', 'getDirectoryHandle'], (key) =>
      hook('FileSystemDirectoryHandle', key, (self, args, act) => {
        if (!args.length) return apply(act, self, args); // says what is missing
        const name = `${args[0]}`,
          create = !!args[1]?.create;
        const known = handles.get(self);
        /** @param {May | undefined} may */
        const go = (may) =>
          may && !may()
            ? denied()
            : native.then(apply(act, self, [name, { create }]), (handle) => {
                if (may) handles.set(handle, may);
                return handle;
              });
        const search = async () => {
          const place = await placeOf(self);
          return await go(place?.root.of(place.path[0] ?? name));
        };
        return known ? go(typeof known === 'function' ? known : known.of(name)) : search();
      }),
    );

    hook('FileSystemFileHandle', 'createWritable', async (self, args, act) => {
      if (!(await mayChange(self))) return await denied();
      const { keepExistingData, mode } = args[0] ?? {};
      const stream = await apply(act, self, [{ keepExistingData: !!keepExistingData, mode }]);
      const place = await placeOf(self);
      if (place?.root.of === ofPage) writing[writing.length] = { name: place.path[0], stream: native.weakly(stream) };
      return stream;
    });

    each(['FileSystemHandle', 'FileSystemFileHandle', 'FileSystemDirectoryHandle'], (type) =>
      hook(type, 'move', async (self, args, act) => {
        const { 0: first, 1: second } = args;
        const into = typeof first === 'object' && first; // a directory, and perhaps a new name; else a new name alone
        const name = into ? (second === undefined ? native.nameOfEntry(self) : `${second}`) : `${first}`;
        const from = await placeOf(self),
          to = into ? (handles.get(into) ?? (await placeOf(into))) : undefined;
        const there =
          typeof to === 'function'
            ? to
            : !to
              ? from && (from.path.length === 1 ? from.root.of(name) : undefined)
              : 'of' in to
                ? to.of(name)
                : to.root.of(to.path[0] ?? name);
        if ((from && !from.root.of(from.path[0])()) || (there && !there())) return await denied();
        await apply(act, self, into ? (second === undefined ? [into] : [into, name]) : [name]);
        handles.delete(self);
      }),
    );

    // ---- buckets ----

    hook('StorageBucketManager', 'open', (self, args, act) => {
      if (!args.length) return apply(act, self, args);
      const name = `${args[0]}`,
        may = () => store('bucket', name);
      const { persisted, durability, quota, expires } = args[1] ?? {};
      return may()
        ? native.then(apply(act, self, [name, { persisted, durability, quota, expires }]), (bucket) => {
            mays.set(bucket, may);
            ofBucket.set(may, () => may);
            return bucket;
          })
        : denied();
    });
    each(['indexedDB', 'caches'], (key) =>
      hook(
        'StorageBucket',
        key,
        (self, args, act) => {
          const found = apply(act, self, args),
            may = mays.get(self);
          if (found && may) mays.set(found, may);
          return found;
        },
        'get',
      ),
    );
    hook('StorageBucket', 'getDirectory', (self, args, act) => {
      const may = mays.get(self);
      return may && !may()
        ? denied()
        : native.then(apply(act, self, args), (directory) =>
            may ? addRoot(directory, /** @type {Root['of']} */ (ofBucket.get(may))) : directory,
          );
    });
  }

  return {
    guardFiles,
    mays,
    /**
     * An entry of the private file system goes: who still writes to it lets go, or it could not.
     * @param {string} name
     */
    async release(name) {
      /** @type {unknown[]} */
      const aborted = [];
      each(writing, (one) => {
        const stream = one.name === name && native.deref(one.stream);
        if (stream) aborted[aborted.length] = native.abort(stream);
      });
      await ended(aborted);
    },
  };
}
