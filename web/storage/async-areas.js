// Files, buckets and service workers: what a browser stores beside databases and caches and, like of those, tells
// later. Names, and how to remove them. Past the guard: nobody is asked.

import { add, map } from '../platform/lists.js';
import { native } from '../platform/pristine.js';

/** What a service worker is called: the path of its scope. @param {string} scope  an address of this origin */
export const scopeName = (scope) => {
  const url = native.url(scope);
  return `${native.pathnameOf(url)}${native.searchOf(url)}`;
};

/** What Chromium adds to the name of a file while it is being written: the copy goes when that ends. */
const WRITING = '.crswap';

const root = () => native.directory(native.storageOf(native.navigator()));
const workers = () => native.registrations(native.workersOf(native.navigator()));

/** @typedef {{ names: () => Promise<string[]>, remove: (name: string) => Promise<unknown> }} Later */

/**
 * By area. Where the browser has no such thing, or denies it, both reject.
 * @type {Record<'opfs' | 'bucket' | 'serviceWorker', Later>}
 */
export const LATER = {
  opfs: {
    async names() {
      const names = native.entryNames(await root());
      /** @type {string[]} */
      const found = [];
      for (let next = await names.next(); !next.done; next = await names.next())
        if (!native.endsWith(next.value, WRITING)) add(found, next.value);
      return found;
    },
    async remove(name) {
      const directory = await root();
      await native.removeEntry(directory, name, { recursive: true });
      try {
        await native.removeEntry(directory, name + WRITING);
      } catch {} // as nearly always there is none
    },
  },
  bucket: {
    names: async () => await native.bucketNames(native.bucketsOf(native.navigator())),
    remove: async (name) => await native.deleteBucket(native.bucketsOf(native.navigator()), name),
  },
  serviceWorker: {
    names: async () => map(await workers(), (one) => scopeName(native.scopeOf(one))),
    async remove(name) {
      const found = await workers();
      for (let i = 0; i < found.length; i++)
        if (scopeName(native.scopeOf(found[i])) === name) await native.unregister(found[i]);
    },
  },
};
