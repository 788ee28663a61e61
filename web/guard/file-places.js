// Where a file or folder of the private file system belongs: to the page, by the entry at the root that it is or stands
// in, or to a storage bucket.

import { add, find, some } from '../platform/lists.js';
import { native } from '../platform/pristine.js';

/** @typedef {import('./bucket-permits.js').May} May */
/**
 * @typedef {object} Root  a folder whose entries belong to the page, or to a bucket
 * @property {any} directory
 * @property {(name: string) => May} of  whose an entry is
 */
/** @typedef {{ root: Root, path: string[] }} Place  path: the names that lead there from the root; none: the root itself */

/** @param {(area: string, name: string) => boolean} store */
export function openFilePlaces(store) {
  /** Of handles that were given out: whose an entry is, or which root it is. @type {WeakMap<object, May | Root>} */
  const handles = new native.WeakMap();
  /** One for the page, and one for each bucket. @type {Root[]} */
  const roots = [];
  const ofPage = (/** @type {string} */ name) => () => store('opfs', name);
  /** Whose an entry of a bucket's root is, by what says it of the bucket. @type {WeakMap<May, Root['of']>} */
  const ofBuckets = new native.WeakMap();

  /** A root was given out. @param {any} directory @param {Root['of']} of */
  function addRoot(directory, of) {
    let root = find(roots, (one) => one.of === of);
    if (!root) {
      root = { directory, of };
      add(roots, root);
    }
    handles.set(directory, root);
    return directory;
  }

  /**
   * Where a handle belongs that was not given out here, as out of a list or a message.
   * @param {any} handle
   * @returns {Promise<Place | undefined>} nothing: it is a file of the learner's own, which they chose
   */
  async function placeOf(handle) {
    if (!some(roots, (one) => one.of === ofPage))
      addRoot(await native.directory(native.storageOf(native.navigator())), ofPage);
    for (let i = 0; i < roots.length; i++) {
      const path = await native.resolvePath(roots[i].directory, handle);
      if (path) return { root: roots[i], path };
    }
    return undefined;
  }

  return {
    handles,
    placeOf,
    /** Is this the page's own root? @param {Root} root */
    isPage: (root) => root.of === ofPage,
    /** @param {any} directory  the page's root was given out */
    addPage: (directory) => addRoot(directory, ofPage),
    /** @param {any} directory  that of a bucket was @param {May} may  be stored, what is in the bucket */
    addBucket(directory, may) {
      const of = ofBuckets.get(may) ?? (() => may);
      ofBuckets.set(may, of);
      return addRoot(directory, of);
    },
    /** May what a handle leads to be changed? @param {any} handle @returns {Promise<boolean>} */
    async mayChange(handle) {
      const known = handles.get(handle);
      if (typeof known === 'function') return known();
      const place = known ? undefined : await placeOf(handle);
      return !place?.path.length || place.root.of(place.path[0])();
    },
  };
}

/**
 * Whose an entry of this name would be in a folder.
 * @param {May | Root | Place} folder
 * @param {string} name
 * @returns {May}
 */
export function ownerIn(folder, name) {
  if (typeof folder === 'function') return folder;
  if ('of' in folder) return folder.of(name);
  return folder.root.of(folder.path.length ? folder.path[0] : name);
}
