// The write guard: stands before everything through which a page stores, or sends. It knows nothing of consent, it asks: what is
// refused a browser with that storage switched off, or without that connection, would not do either. It must not be told from what
// it stands before: scripts look whether functions are native, compare descriptors, and fetch unspoilt ones out of a frame.

import { AREAS } from './areas.js';
import { attempt } from './attempt.js';
import { apply, construct, defineProperty, get, getOwnPropertyDescriptor, getPrototypeOf, operations } from './natives.js';
import { guardNetwork } from './network.js';

/**
 * @typedef {object} Rules  asked at every write: answer from memory
 * @property {(area: string, name: string) => boolean} store  may this be stored?
 * @property {(text: string) => string | undefined} cookie    what to write instead: the text, one that lives shorter, or nothing
 * @property {(worker: Worker) => void} born                  one was started: nothing else of it passes here
 * @property {(url: string) => boolean} reach                 may the page talk to it? As the page wrote it: relative to its base
 */
/** @typedef {(self: any, args: any[], native: Function) => any} Act  of a constructor, `self` is what was called with `new` */
/**
 * @typedef {object} Known
 * @property {Storage} real
 * @property {Storage} proxy
 * @property {string} [area]
 * @property {any} [home]  what it has its methods from: a storage itself takes as long to say so as to read a text
 */
/** @typedef {Window & typeof globalThis} Realm */

/** @typedef {(type: string, key: string, act?: Act | null, part?: 'value' | 'get' | 'set') => void} Hook */

/**
 * @param {Rules | false} rules  false: nothing is guarded
 * @param {Realm} [first]
 * @returns what Assent itself writes through: nobody is asked
 */
export function guard(rules, first = self) {
  /** From what stands there to what stood there. @type {WeakMap<object, Function>} */
  const natives = new WeakMap();
  /** By the storage, and by what stands for it. @type {WeakMap<object, Known>} */
  const storages = new WeakMap();
  /** Names of caches that are open, and documents whose frames are looked after. @type {WeakMap<object, any>} */
  const opened = new WeakMap();
  const { store, cookie, born, reach } = /** @type {Rules} */ (rules);

  /** @param {any} value */
  const real = value => storages.get(value)?.real ?? value;

  // What stands for a storage stands over what is known of it, and not over the storage: an engine compares with that after each
  // write, which takes half as long as the write.
  /** @type {ProxyHandler<Known>} */
  const handler = {};
  for (const [name, { value: native }] of operations) {
    const writes = name === 'set' || name === 'defineProperty';
    handler[/** @type {'set'} */ (name)] = (known, key, more, self) => {
      const { real, proxy, area } = known;
      if (writes && typeof key === 'string' && !store(/** @type {string} */ (area), key)) return true;
      if (writes ? key in known.home : name === 'setPrototypeOf') known.home = real; // it may have one of its own now
      return native(real, key, more, self === proxy ? real : self);
    };
  }
  handler.get = ({ real, proxy, home }, key, self) => get(key in home ? home : real, key, self === proxy ? real : self);

  /** @param {Storage} real @param {string} area @param {any} home */
  function standIn(real, area, home) {
    const known = /** @type {Known} */ ({ real, area, home });
    known.proxy = /** @type {any} */ (new Proxy(known, handler));
    storages.set(real, known).set(known.proxy, known);
    return known;
  }

  /** @param {Realm} realm */
  function install(realm) {
    /**
     * @param {string} type  whose method it is; nothing: the window's
     * @param {string} key
     * @param {Act | null} [act]  nothing: what it does natively, on the storage itself; in a function of its own, which an engine makes faster
     * @param {'value' | 'get' | 'set'} [part]
     */
    function hook(type, key, act, part = 'value') {
      const owner = type ? /** @type {any} */ (realm)[type]?.prototype : realm;
      const found = owner && getOwnPropertyDescriptor(owner, key);
      const native = found?.[part];
      if (!native) return; // this browser does not have it
      // A method of an object: like a native one it constructs nothing. A class has more to it than can be copied.
      let { made } = /** @type {any} */ (act ? { made(/** @type {any[]} */ ...args) { return act(this, args, native); } }
        : { made(/** @type {any[]} */ ...args) { return apply(native, real(this), args); } });
      if (key < 'a') made = native.prototype.constructor = new Proxy(native, { construct: (_, args, self) => /** @type {Act} */ (act)(self, args, native) });
      else for (const one of ['length', 'name']) defineProperty(made, one, { value: native[one] });
      natives.set(made, native);
      defineProperty(owner, key, { ...found, [part]: made });
    }

    /** As where storage is denied. */
    const denied = () => realm.Promise.reject(new realm.DOMException('Denied', 'SecurityError'));

    hook('Function', 'toString', (self, _, native) => apply(native, natives.get(self) ?? self, []));

    // ---- cookies ----

    hook('Document', 'cookie', (self, [text], native) => {
      const allowed = cookie(`${text}`);
      if (allowed != null) apply(native, self, [allowed]);
    }, 'set');

    // The rules read cookies as texts, so this becomes one, and how long it may live is read in theirs.
    hook('CookieStore', 'set', (self, args, native) => {
      const options = args.length > 1 ? { name: args[0], value: args[1] } : { ...args[0] };
      const { name, value, expires } = options;
      const allowed = cookie(`${name}=${value}${expires == null ? '' : `;max-age=${Math.round((expires - Date.now()) / 1000)}`}`);
      if (allowed == null) return apply(native, self, ['=', '']); // rejects, as it does where cookies are off
      const age = /;max-age=(-?\d+)$/.exec(allowed);
      options.expires = age && Date.now() + +age[1] * 1000;
      return apply(native, self, [options]);
    });

    // ---- storages ----

    for (const area of AREAS) {
      hook('', area, (self, args, native) => {
        const real = apply(native, self, args);
        return real && (storages.get(real) ?? standIn(real, area, realm === first ? getPrototypeOf(real) : real)).proxy;
      }, 'get');
    }

    /** @param {any} storage @returns {Known} */
    const find = storage => {
      if (!storages.has(storage)) { // nobody has reached it through its window yet
        attempt(() => AREAS.map(area => realm[area]));
      }
      return storages.get(storage) ?? { real: storage, proxy: storage };
    };
    for (const key of ['getItem', 'removeItem', 'clear', 'key']) hook('Storage', key);
    hook('Storage', 'length', null, 'get');
    hook('Storage', 'setItem', (self, args, native) => {
      const { real, area } = find(self);
      if (args.length < 2 || !area || store(area, `${args[0]}`)) apply(native, real, args);
    });

    hook('StorageEvent', 'storageArea', (self, args, native) => {
      const found = apply(native, self, args);
      return found && find(found).proxy;
    }, 'get');
    hook('StorageEvent', 'initStorageEvent', (self, args, native) => apply(native, self, args.map(real)));
    hook('', 'StorageEvent', (self, args, native) =>
      construct(native, args.map(arg => arg?.storageArea ? { ...arg, storageArea: real(arg.storageArea) } : arg), self));

    // ---- databases and caches ----

    hook('IDBFactory', 'open', (self, args, native) => {
      const refused = args.length && !store('indexedDB', `${args[0]}`);
      // Refused: one that never comes into being. Its request is a real one, and fails.
      const request = apply(native, self, refused ? ['assent.refused', ...args.slice(1)] : args);
      request.addEventListener(refused ? 'upgradeneeded' : 'success', (/** @type {Event} */ event) => {
        const { result, transaction } = request;
        if (refused) {
          event.stopImmediatePropagation();
          transaction.abort();
        } else { // when it is to be erased, whoever has it open must let go
          result.addEventListener('versionchange', () => store('indexedDB', result.name) || result.close());
        }
      });
      return request;
    });
    hook('IDBDatabase', 'transaction', (self, args, native) => {
      if (/^readwrite/.test(args[1]) && !store('indexedDB', self.name)) self.close();
      return apply(native, self, args);
    });

    hook('CacheStorage', 'open', (self, args, native) => {
      const name = `${args[0]}`;
      return args.length && !store('cache', name) ? denied() : apply(native, self, args).then((/** @type {Cache} */ cache) => {
        opened.set(cache, name);
        return cache;
      });
    });
    for (const key of ['add', 'addAll', 'put']) {
      hook('Cache', key, (self, args, native) => store('cache', opened.get(self) ?? '') ? apply(native, self, args) : denied());
    }

    // ---- workers, and the network ----

    hook('', 'Worker', (self, args, native) => {
      const worker = construct(native, args, self);
      born(worker);
      return worker;
    });
    guardNetwork(realm, hook, reach);

    // ---- frames ----

    for (const type of ['IFrame', 'Frame', 'Object']) {
      hook(`HTML${type}Element`, 'contentDocument', (self, args, native) => visit(apply(native, self, args)), 'get');
      hook(`HTML${type}Element`, 'contentWindow', (self, args, native) => {
        visit(self.contentDocument); // null where the window is another origin's
        return apply(native, self, args);
      }, 'get');
    }
  }

  /** A document's realm has storages, and natives, of its own. @param {Document | null} [document] */
  function visit(document) {
    const realm = /** @type {Realm | null | undefined} */ (document?.defaultView);
    if (document && realm && !opened.has(document)) {
      opened.set(document, realm);
      // It stays where the document follows an empty one, as in every new frame.
      if (!natives.has(realm.Function.prototype.toString) && !realm.assent?.ready) install(realm);
      watch(document);
    }
    return document;
  }

  /** Nobody need ask for a frame: it comes to a page by itself, and goes to another document. @param {Document} document */
  function watch(document) {
    const frames = document.getElementsByTagName('iframe');
    new MutationObserver(() => {
      // One that is bound for another origin, or held, had better not get a realm for this: that takes longer than all of the above.
      for (const frame of frames) if (frame.src ? frame.src.startsWith(location.origin) || !/^http/.test(frame.src) : !frame.dataset.src) visit(frame.contentDocument);
    }).observe(document, { childList: true, subtree: true });
    document.addEventListener('load', ({ target }) => visit(/** @type {any} */ (target).contentDocument), true);
  }

  const { set: setCookie } = /** @type {any} */ (getOwnPropertyDescriptor(first.Document.prototype, 'cookie'));
  if (rules) {
    install(first);
    visit(first.document);
  }
  return {
    /** @param {string} text */
    cookie: text => apply(setCookie, first.document, [text]),
    /** The storage itself. Write to it as to an object: its methods are everybody's. @param {'localStorage' | 'sessionStorage'} area @returns {Storage} */
    storage: area => real(first[area]),
  };
}
