// The write guard: stands before everything through which a page stores, or sends. It knows nothing of consent, it
// asks: what is refused a browser with that storage switched off, or without that connection, would not do either. It
// must not be told from what it stands before: scripts look whether functions are native, compare descriptors, and
// fetch unspoilt ones out of a frame.

import { urlOf } from '../gate/addresses.js';
import { attempt } from '../platform/attempt.js';
import { each, flat, includes, map, part } from '../platform/lists.js';
import {
  apply,
  classesOf,
  construct,
  defineProperty,
  get,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  homeOf,
  native,
  operations,
  tellerIn,
} from '../platform/pristine.js';
import { has, replace } from '../platform/texts.js';
import { opened as databaseOpened, isGoing, isStuck } from '../storage/databases.js';
import { AREAS } from '../storage/window-areas.js';
import { openFiles } from './files-and-buckets.js';
import { guardInsertions } from './insertions.js';
import { closeRefused, guardNetwork } from './network.js';
import { guardWorkers } from './workers.js';

/**
 * @typedef {object} Rules  asked at every write: answer from memory
 * @property {(area: string, name: string) => boolean} store  may this be stored?
 * @property {(text: string) => string | undefined} cookie    what to write instead: the text, one that lives shorter,
 *   or nothing
 * @property {(worker: Worker | SharedWorker) => void} born   one was started: nothing else of it passes here
 * @property {() => Promise<unknown> | undefined} [settled]    fulfilled when these rules have something to decide by;
 *   nothing: they have it
 * @property {import('./network.js').Reach} reach             may the page talk to this host?
 * @property {() => void} [entered]                        a document has been loaded into a frame, unguarded up to
 *   then: what it stored may have to go
 * @property {() => Promise<unknown>} [known]                 fulfilled when somebody can say, or when that takes too
 *   long
 * @property {import('./insertions.js').Gate & { watch: (root: Document) => void }} [gate]  what a script makes waits
 *   there; without it nobody looks at it
 */
/**
 * @typedef {(self: any, args: any[], act: Function) => any} Act  of a constructor, `self` is what was called with `new`
 */
/**
 * @typedef {object} Known
 * @property {Storage} real
 * @property {Storage} proxy
 * @property {string} [area]
 * @property {any} [home]  what it has its methods from: a storage itself takes as long to say so as to read a text
 */
/** @typedef {Window & typeof globalThis} Realm */

/** @typedef {(type: string, key: string, act?: Act | null, part?: 'value' | 'get' | 'set') => void} Hook */

/** As the browser reads it, once; nothing: it is not there. @param {unknown} value */
const textOf = (value) => (value === undefined ? undefined : `${value}`);

/** An attribute of a cookie that this does not know: it could make it live longer. */
const UNKNOWN =
  /;(?!\s*(?:expires|max-age|domain|path|secure|httponly|samesite|partitioned|priority)\s*(?:[=;]|$))[^;]*/gi;

/** The text of a cookie without what is not known in it. @param {string} text */
const knownOf = (text) => (has(text, ';') ? replace(text, UNKNOWN, '') : text);

/**
 * @param {Rules | false} rules  false: nothing is guarded
 * @param {Realm} [first]
 * @returns what Assent itself writes through: nobody is asked
 */
export function guard(rules, first = window) {
  /** From what stands there to what stood there. @type {WeakMap<object, Function>} */
  const natives = new native.WeakMap();
  /** By the storage, and by what stands for it. @type {WeakMap<object, Known>} */
  const storages = new native.WeakMap();
  /** Documents whose frames are looked after. @type {WeakMap<object, any>} */
  const opened = new native.WeakMap();
  const { store, cookie, born, reach, known = async () => {}, gate, settled, entered } = /** @type {Rules} */ (rules);
  const { guardFiles, mays, release } = openFiles((area, name) => store(area, name));

  /** @param {any} value */
  const real = (value) => storages.get(value)?.real ?? value;

  // What stands for a storage stands over what is known of it, and not over the storage: an engine compares with that
  // after each write, which takes half as long as the write.
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

  /** @param {Storage} real @param {string} area @param {any} home */
  function standIn(real, area, home) {
    const known = /** @type {Known} */ ({ real, area, home });
    known.proxy = /** @type {any} */ (new native.Proxy(known, handler));
    storages.set(real, known).set(known.proxy, known);
    return known;
  }

  let isWhole = true; // it could be put in front of all that is there

  /** @param {Realm} realm */
  function install(realm) {
    const { DOMException, Promise } = classesOf(realm);

    /**
     * @param {string} type  whose method it is; nothing: the window's
     * @param {string} key
     * @param {Act | null} [act]  nothing: what it does natively, on the storage itself; in a function of its own, which
     *   an engine makes faster
     * @param {'value' | 'get' | 'set'} [part]
     */
    function hook(type, key, act, part = 'value') {
      const owner = type ? homeOf(realm, type, key) : realm;
      const found = owner && getOwnPropertyDescriptor(owner, key);
      const stood = found?.[part];
      if (!stood) return; // this browser does not have it
      // A method of an object: like a native one it constructs nothing. A class has more to it than can be copied.
      let { made } = /** @type {any} */ (
        act
          ? {
              made(/** @type {any[]} */ ...args) {
                return act(this, args, stood);
              },
            }
          : {
              made(/** @type {any[]} */ ...args) {
                return apply(stood, real(this), args);
              },
            }
      );
      if (key < 'a') {
        made = new native.Proxy(
          stood,
          /** @type {any} */ ({
            __proto__: null,
            construct: (/** @type {any} */ _, /** @type {any[]} */ args, /** @type {any} */ self) =>
              /** @type {Act} */ (act)(self, args, stood),
          }),
        );
        defineProperty(stood.prototype, 'constructor', {
          ...getOwnPropertyDescriptor(stood.prototype, 'constructor'),
          value: made,
        });
      } else each(['length', 'name'], (one) => defineProperty(made, one, { value: stood[one] }));
      natives.set(made, stood);
      isWhole = defineProperty(owner, key, { ...found, [part]: made }) && isWhole;
    }

    /** As where storage is denied. */
    const denied = () =>
      new Promise((/** @type {(never: never) => void} */ _, failed) =>
        failed(new DOMException('Denied', 'SecurityError')),
      );

    hook('Function', 'toString', (self, _, act) => apply(act, natives.get(self) ?? self, []));

    // ---- cookies ----

    hook(
      'Document',
      'cookie',
      (self, args, act) => {
        const allowed = cookie(knownOf(`${args[0]}`));
        if (allowed != null) apply(act, self, [allowed]);
      },
      'set',
    );

    // The rules read cookies as texts, so this becomes one, and how long it may live is read in theirs.
    hook('CookieStore', 'set', (self, args, act) => {
      /**
       * @type {any} what it reads of them is read once; what this does not know is not passed on, for it could make a
       *   cookie live longer
       */
      const asked = args.length > 1 ? { name: args[0], value: args[1] } : (args[0] ?? {});
      if (!args.length) return apply(act, self, args); // says what is missing
      const { domain, path, sameSite, partitioned, expires, maxAge } = asked;
      const name = textOf(asked.name),
        value = textOf(asked.value);
      if (name === undefined || value === undefined) return apply(act, self, [{}]); // so does this
      let refused = false;
      /** How long it may live, of so many seconds. @param {number} seconds */
      const cap = (seconds) => {
        const allowed = cookie(`${name}=1;max-age=${seconds}`);
        refused ||= allowed == null;
        const found = native.exec(/;max-age=(-?\d+)$/, allowed ?? '');
        return found ? +found[1] : undefined;
      };
      /** @type {Record<string, any>} */
      const options = { name, value },
        others = /** @type {Record<string, any>} */ ({ domain, path, sameSite, partitioned });
      each(native.keys(others), (key) => {
        if (others[key] !== undefined) options[key] = others[key];
      });
      // Which of the two a browser follows, if both are there, is its own affair.
      if (maxAge != null) {
        const less = cap(native.round(maxAge));
        if (less !== undefined) options.maxAge = less;
      }
      if (expires != null) {
        const less = cap(native.round((expires - native.now()) / 1000));
        if (less !== undefined) options.expires = native.now() + less * 1000;
      }
      if (maxAge == null && expires == null) refused = cookie(`${name}=1`) == null;
      return apply(act, self, refused ? ['=', ''] : [options]); // rejects, as it does where cookies are off
    });

    // ---- storages ----

    // The second: what a frame of another site is given when it may have the storage of its own site.
    each(['', 'StorageAccessHandle'], (owner) =>
      each(AREAS, (area) =>
        hook(
          owner,
          area,
          (self, args, act) => {
            const real = apply(act, self, args);
            return (
              real && (storages.get(real) ?? standIn(real, area, realm === first ? getPrototypeOf(real) : real)).proxy
            );
          },
          'get',
        ),
      ),
    );

    /** @param {any} storage @returns {Known} */
    const find = (storage) => {
      if (!storages.has(storage)) {
        // nobody has reached it through its window yet
        attempt(() => each(AREAS, (area) => realm[area]));
      }
      return storages.get(storage) ?? { real: storage, proxy: storage };
    };
    each(['getItem', 'removeItem', 'clear', 'key'], (key) => hook('Storage', key));
    hook('Storage', 'length', null, 'get');
    hook('Storage', 'setItem', (self, args, act) => {
      const { real, area } = find(self);
      if (args.length < 2) return apply(act, real, args);
      const name = `${args[0]}`; // read once: the next time it could say another one
      if (!area || store(area, name)) apply(act, real, [name, args[1]]);
    });

    hook(
      'StorageEvent',
      'storageArea',
      (self, args, act) => {
        const found = apply(act, self, args);
        return found && find(found).proxy;
      },
      'get',
    );
    hook('StorageEvent', 'initStorageEvent', (self, args, act) => apply(act, self, map(args, real)));
    hook('', 'StorageEvent', (self, args, act) =>
      construct(
        act,
        map(args, (arg) => (arg?.storageArea ? { ...arg, storageArea: real(arg.storageArea) } : arg)),
        self,
      ),
    );

    // ---- databases and caches ----

    hook('IDBFactory', 'open', (self, args, act) => {
      if (!args.length) return apply(act, self, args); // says what is missing
      const name = `${args[0]}`,
        inBucket = mays.get(self),
        may = inBucket ?? (() => store('indexedDB', name));
      const refused = (!inBucket && isStuck(name)) || !may(); // behind one that is stuck it would wait for ever
      // Refused: one that never comes into being. Its request is a real one, and fails. No option that this does not
      // know is passed on.
      const called = refused ? 'assent.refused' : name;
      const request = apply(act, self, args.length > 1 ? [called, args[1]] : [called]);
      native.listen(request, refused ? 'upgradeneeded' : 'success', (/** @type {Event} */ event) => {
        if (refused) {
          native.stopAtOnce(event);
          native.abortTransaction(native.transactionOf(request));
        } else {
          // when it is to be erased, whoever has it open must let go
          const result = native.resultOf(request);
          mays.set(result, may);
          if (!inBucket) databaseOpened(result);
          native.listen(
            result,
            'versionchange',
            () => (may() && (inBucket || !isGoing(name))) || native.closeDatabase(result),
          );
        }
      });
      return request;
    });
    hook('IDBDatabase', 'transaction', (self, args, act) => {
      const mode = args[1] === undefined ? undefined : `${args[1]}`;
      if (mode && mode !== 'readonly' && !(mays.get(self) ?? (() => store('indexedDB', native.databaseName(self))))())
        native.closeDatabase(self);
      return apply(act, self, args.length < 2 ? args : flat([[args[0], mode], part(args, 2)]));
    });

    hook('CacheStorage', 'open', (self, args, act) => {
      if (!args.length) return apply(act, self, args);
      const name = `${args[0]}`,
        may = mays.get(self) ?? (() => store('cache', name));
      return !may()
        ? denied()
        : native.then(apply(act, self, [name]), (/** @type {Cache} */ cache) => {
            mays.set(cache, may);
            return cache;
          });
    });
    const targetFor = guardNetwork(realm, hook, reach, known);
    each(['add', 'addAll', 'put'], (key) =>
      hook('Cache', key, (self, args, act) => {
        if (!(mays.get(self) ?? (() => store('cache', '')))()) return denied();
        if (key === 'put' || !args.length) return apply(act, self, args);
        const targets = map(key === 'add' ? [args[0]] : native.listFrom(args[0]), targetFor);
        return includes(targets, undefined) ? denied() : apply(act, self, key === 'add' ? targets : [targets]);
      }),
    );

    guardFiles(realm, hook, denied);

    // ---- workers, and what a script makes ----

    guardWorkers(realm, hook, store, denied, born, settled);
    if (gate) guardInsertions(realm, hook, gate);

    // ---- frames ----

    each(['IFrame', 'Frame', 'Object'], (type) => {
      hook(`HTML${type}Element`, 'contentDocument', (self, args, act) => visit(apply(act, self, args)), 'get');
      hook(
        `HTML${type}Element`,
        'contentWindow',
        (self, args, act) => {
          visit(documentIn(self)); // null where the window is another origin's
          return apply(act, self, args);
        },
        'get',
      );
    });
  }

  /** A document's realm has storages, and natives, of its own. @param {Document | null} [document] */
  function visit(document) {
    const realm = /** @type {Realm | null | undefined} */ (document && native.windowOf(document));
    if (document && realm && !opened.has(document)) {
      opened.set(document, realm);
      // It stays where the document follows an empty one, as in every new frame.
      // by an Assent of its own, and not by elements with such names
      const isGuarded = attempt(() => typeof get(realm.assent.ready, 'then') === 'function');
      if (!natives.has(tellerIn(realm)) && !isGuarded) install(realm);
      if (realm !== first && !isGuarded) gate?.watch(document);
      watch(document);
    }
    return document;
  }

  /** Its document, as far as this page may see it. @param {any} frame @returns {Document | null | undefined} */
  const documentIn = (frame) => attempt(() => native.documentIn(frame));

  /** Does an address lead to this site, or to none? @param {string} address @param {Element} frame */
  function isHere(address, frame) {
    const url = urlOf(address, frame);
    return !url || !native.test(/^https?:/, native.protocolOf(url)) || native.originOf(url) === location.origin;
  }

  /**
   * Nobody need ask for a frame: it comes to a page by itself, and goes to another document.
   * @param {Document} document
   */
  function watch(document) {
    /**
     * One that is bound for another origin, or held, had better not get a realm for this: that takes longer than all of
     * the above.
     * @param {any} frame
     */
    const look = (frame) => {
      const address = native.attribute(frame, 'src');
      if (
        address
          ? isHere(address, frame)
          : !native.hasAttribute(frame, 'data-src') && !native.hasAttribute(frame, 'data-assent-src')
      )
        visit(documentIn(frame));
    };
    const observer = native.mutationObserver((/** @type {MutationRecord[]} */ records) =>
      each(records, (record) =>
        each(native.listOf(native.addedTo(record)), (node) => {
          if (native.kindOf(node) !== 1) return;
          if (native.nameOf(node) === 'iframe') look(node);
          else if (native.firstOf(node)) each(native.all(node, 'iframe'), look);
        }),
      ),
    );
    native.observe(observer, document, { childList: true, subtree: true });
    native.listen(
      document,
      'load',
      (/** @type {Event} */ event) => {
        const inside = documentIn(native.targetOf(event));
        const isNew = inside && !opened.has(inside);
        visit(inside);
        if (isNew && entered) entered(); // a frame's second document has a window of its own, and nobody heard of it before
      },
      true,
    );
  }

  if (rules) {
    install(first);
    if (!isWhole)
      native.warn(
        "assent: something in front of Assent has frozen what is built in, so that not all that scripts store and send can be looked at. Put Assent's script first.",
      );
    visit(first.document);
  }
  return {
    /** An entry of the private file system goes. @param {string} name */
    release,
    /** The grants changed: connections to whom the page may not talk to any more end. */
    closeRefused: () => {
      if (rules) closeRefused(reach);
    },
  };
}
