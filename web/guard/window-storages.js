// `localStorage` and `sessionStorage`: their methods, and names that are assigned as properties.

import { attempt } from '../platform/attempt.js';
import { each, map } from '../platform/lists.js';
import { apply, construct, get, getPrototypeOf, native, operations } from '../platform/pristine.js';
import { AREAS } from '../storage/window-areas.js';

/** @typedef {import('./hooks.js').Realm} Realm */
/** @typedef {(area: string, name: string) => boolean} Store  may this be stored? */
/**
 * @typedef {object} Known  of a storage
 * @property {Storage} real
 * @property {Storage} proxy  which stands for it
 * @property {string | undefined} area
 * @property {any} home  what it has its methods from: a storage itself takes as long to say so as to read a text
 */

/**
 * What stands for a storage stands over what is known of it, and not over the storage: an engine compares with that
 * after each write, which takes half as long as the write.
 * @param {Store} store
 * @returns {ProxyHandler<Known>}
 */
function handlerFor(store) {
  /** @type {ProxyHandler<Known>} */
  const handler = native.table();
  each(operations, ({ 0: name, 1: { value: operate } }) => {
    const writes = name === 'set' || name === 'defineProperty';
    handler[/** @type {'set'} */ (name)] = (known, key, more, self) => {
      const { real, proxy, area } = known;
      if (writes && typeof key === 'string' && !store(/** @type {string} */ (area), key)) return true;
      if (writes ? key in known.home : name === 'setPrototypeOf') known.home = real; // it may have one of its own now
      return operate(real, key, more, self === proxy ? real : self);
    };
  });
  handler.get = ({ real, proxy, home }, key, self) => get(key in home ? home : real, key, self === proxy ? real : self);
  return handler;
}

/** By the storage, and by what stands for it. @type {WeakMap<object, Known>} */
const storages = new native.WeakMap();

/** The storage for which something stands; of anything else itself. @param {any} value */
const real = (value) => storages.get(value)?.real ?? value;

/**
 * What stands for a storage.
 * @param {Storage} real
 * @param {string} area
 * @param {any} home
 * @param {ProxyHandler<Known>} handler
 */
function standInFor(real, area, home, handler) {
  let known = storages.get(real);
  if (!known) {
    known = { real, area, home, proxy: real };
    known.proxy = /** @type {any} */ (new native.Proxy(known, handler));
    storages.set(real, known).set(known.proxy, known);
  }
  return known.proxy;
}

/**
 * What is known of a storage. If nobody has reached it through its window yet, that is done now.
 * @param {any} storage
 * @param {Realm} realm
 * @returns {Known}
 */
function find(storage, realm) {
  if (!storages.has(storage)) attempt(() => each(AREAS, (area) => realm[area]));
  return storages.get(storage) ?? { real: storage, proxy: storage, area: undefined, home: undefined };
}

/**
 * @param {Realm} realm
 * @param {import('./hooks.js').Hooks} hooks
 * @param {Store} store
 * @param {boolean} isFirst  this page's own realm, and not a frame's
 */
export function guardWindowStorages(realm, hooks, store, isFirst) {
  const { hook, hookThrough } = hooks;
  const handler = handlerFor(store);
  // The second: what a frame of another site is given when it may have the storage of its own site.
  each(['', 'StorageAccessHandle'], (owner) =>
    each(AREAS, (area) =>
      hook(
        owner,
        area,
        (self, args, act) => {
          const found = apply(act, self, args);
          return found && standInFor(found, area, isFirst ? getPrototypeOf(found) : found, handler);
        },
        'get',
      ),
    ),
  );
  each(['getItem', 'removeItem', 'clear', 'key'], (key) => hookThrough('Storage', key, real));
  hookThrough('Storage', 'length', real, 'get');
  hook('Storage', 'setItem', (self, args, act) => {
    const { real, area } = find(self, realm);
    if (args.length < 2) return apply(act, real, args);
    const name = `${args[0]}`; // read once: the next time it could say another one
    if (!area || store(area, name)) apply(act, real, [name, args[1]]);
  });
  guardEvents(realm, hooks);
}

/**
 * An event that tells of a change in a storage tells of what stands for it.
 * @param {Realm} realm
 * @param {import('./hooks.js').Hooks} hooks
 */
function guardEvents(realm, { hook, hookClass }) {
  hook(
    'StorageEvent',
    'storageArea',
    (self, args, act) => {
      const found = apply(act, self, args);
      return found && find(found, realm).proxy;
    },
    'get',
  );
  hook('StorageEvent', 'initStorageEvent', (self, args, act) => apply(act, self, map(args, real)));
  hookClass('StorageEvent', (self, args, act) =>
    construct(
      act,
      map(args, (arg) => (arg?.storageArea ? { ...arg, storageArea: real(arg.storageArea) } : arg)),
      self,
    ),
  );
}
