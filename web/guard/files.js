// Files: the origin's private file system, named by the entries at its root (`opfs`).

import { add, each } from '../platform/lists.js';
import { apply, native } from '../platform/pristine.js';
import { ended } from '../platform/promises.js';
import { weakList } from '../platform/weak-list.js';
import { ownerIn } from './file-places.js';

/** @typedef {ReturnType<typeof import('./file-places.js').openFilePlaces>} Places */

/**
 * Files that are being written, by the name of the entry at the root that they are or stand in.
 * @type {ReturnType<typeof weakList<any, string>>}
 */
const writing = weakList();

/** An entry goes: who still writes to it lets go, or it could not. @param {string} name */
export async function releaseFile(name) {
  /** @type {unknown[]} */
  const aborted = [];
  writing.each((stream, file) => {
    if (file === name) add(aborted, native.abort(stream));
  });
  await ended(aborted);
}

/**
 * @param {import('./hooks.js').Hook} hook
 * @param {import('./denied.js').Denied} denied
 * @param {Places} places
 */
export function guardFiles(hook, denied, places) {
  const { addPage, handles, isPage, mayChange, placeOf } = places;

  each(['StorageManager', 'StorageAccessHandle'], (type) =>
    hook(type, 'getDirectory', (self, args, act) => native.then(apply(act, self, args), addPage)),
  );

  each(['getFileHandle', 'getDirectoryHandle'], (key) =>
    hook('FileSystemDirectoryHandle', key, (self, args, act) => {
      if (!args.length) return apply(act, self, args); // says what is missing
      const name = `${args[0]}`,
        create = !!args[1]?.create;
      /** @param {import('./bucket-permits.js').May | undefined} may */
      const go = (may) =>
        may && !may()
          ? denied()
          : native.then(apply(act, self, [name, { create }]), (handle) => {
              if (may) handles.set(handle, may);
              return handle;
            });
      const search = async () => {
        const place = await placeOf(self);
        return await go(place && ownerIn(place, name));
      };
      const known = handles.get(self);
      return known ? go(ownerIn(known, name)) : search();
    }),
  );

  hook('FileSystemFileHandle', 'createWritable', async (self, args, act) => {
    if (!(await mayChange(self))) return await denied();
    const { keepExistingData, mode } = args[0] ?? {};
    const stream = await apply(act, self, [{ keepExistingData: !!keepExistingData, mode }]);
    const place = await placeOf(self);
    if (place && isPage(place.root)) writing.add(stream, place.path[0]);
    return stream;
  });

  guardMoves(hook, denied, places);
}

/** @param {import('./hooks.js').Hook} hook @param {import('./denied.js').Denied} denied @param {Places} places */
function guardMoves(hook, denied, { handles, placeOf }) {
  each(['FileSystemHandle', 'FileSystemFileHandle', 'FileSystemDirectoryHandle'], (type) =>
    hook(type, 'move', async (self, args, act) => {
      const { 0: first, 1: second } = args;
      const into = typeof first === 'object' && first; // a folder, and perhaps a new name; else a new name alone
      const name = into ? (second === undefined ? native.nameOfEntry(self) : `${second}`) : `${first}`;
      const from = await placeOf(self);
      // One below an entry at the root stays whose it is when it gets another name.
      const to = (into && (handles.get(into) ?? (await placeOf(into)))) || (from?.path.length === 1 && from.root);
      const mayLeave = !from || from.root.of(from.path[0])();
      if (!mayLeave || (to && !ownerIn(to, name)())) return await denied();
      await apply(act, self, into ? (second === undefined ? [into] : [into, name]) : [name]);
      handles.delete(self);
    }),
  );
}
