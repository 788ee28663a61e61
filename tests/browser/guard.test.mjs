// The write guard alone, under rules that a page can see through: what begins with `no` is refused. Native is what
// another page of the same browser, without the guard, says and does; where the two must agree they are asked the same
// and compared.

import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { CONFIG, IN_FIREFOX, inFolder, installed, page as scratch, stage } from './browser.mjs';

const {
  outputFiles: [{ text: GUARD }],
} = await build({
  stdin: {
    contents: "export { guard } from './guard/guard.js'; export { native } from './platform/pristine.js';",
    resolveDir: fileURLToPath(new URL('../../web/', import.meta.url)),
  },
  bundle: true,
  write: false,
  format: 'iife',
  globalName: 'made',
  target: 'es2020',
});

const RULES = `
  window.no = /^no/;
  window.own = made.guard({
    born: () => {},
    store: (area, name) => !no.test(name),
    cookie: (text) => no.test(text) ? undefined : /^long/.test(text) ? text + ';max-age=60' : /^brief/.test(text) ? text.replace(/;max-age=[^;]*/, '') : text,
    reach: (host, address) => !/[/]no/.test(address),
  });`;

/** @param {{ body?: string, nonce?: string, guarded?: boolean, head?: string }} [how] */
const page = ({
  body = '',
  nonce = '',
  guarded = true,
  head = '',
} = {}) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Guarded</title>
<link rel="icon" href="data:,">${head}${guarded ? `<script ${nonce && `nonce="${nonce}"`}>${GUARD}${RULES}</script>` : ''}</head><body>${body}</body></html>`;

/** No cookies but the test's own. */
const serve = { headers: () => ({ 'set-cookie': null }) };
const PAGES = { '/privacy': page(), '/lesson': page({ guarded: false }) };
const SITE = { pages: PAGES, serve };

/** What the guarded page says, and what a native one does. */
async function both(world, ask, ...rest) {
  const answers = [];
  for (const path of ['/privacy', '/lesson']) {
    const one = await world.open(path, { started: false });
    answers.push(await one.evaluate(ask, ...rest));
    await one.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
    await one.close();
  }
  return answers;
}

stage('The write guard', (story) => {
  story(
    'P10: a refused name is written to neither storage, whichever way one writes; an allowed one is',
    SITE,
    async (world) => {
      const page = await world.open('/privacy', { started: false });
      const left = await page.evaluate(() => {
        for (const storage of [localStorage, sessionStorage]) {
          for (const name of ['no', 'yes']) {
            storage.setItem(`${name} setItem`, '1');
            Storage.prototype.setItem.call(storage, `${name} call`, '1');
            storage[`${name} property`] = '1';
            Object.assign(storage, { [`${name} assign`]: '1' });
            Reflect.set(storage, `${name} set`, '1');
            Reflect.set(storage, `${name} set with receiver`, '1', storage);
            Object.defineProperty(storage, `${name} define`, { value: '1' });
            Object.defineProperties(storage, {
              [`${name} define all`]: { value: '1', enumerable: true, configurable: true, writable: true },
            });
            Object.create(storage)[`${name} inherited`] = '1';
          }
          storage.noDot = 1;
          storage.dot = 1;
        }
        return [localStorage, sessionStorage].map((storage) => Object.keys(storage).sort());
      });
      const expected = [
        'dot',
        ...['assign', 'call', 'define', 'define all', 'property', 'set', 'set with receiver', 'setItem'].map(
          (way) => `yes ${way}`,
        ),
      ];
      for (const keys of left)
        assert.deepEqual(
          keys.filter((key) => key !== 'yes inherited'),
          expected,
        );
      assert.deepEqual(await page.evaluate(() => localStorage.setItem('no', '1')), undefined, 'nothing is thrown');
    },
  );

  story('P10: storages behave as native ones in everything else', SITE, async (world) => {
    const [guarded, native] = await both(world, async () => {
      const outcome = (act) => {
        try {
          return String(act());
        } catch (error) {
          return `${error.constructor.name} ${error.name}`;
        }
      };
      const told = [];
      for (const name of ['localStorage', 'sessionStorage']) {
        const storage = window[name];
        storage.setItem('b', 1);
        storage.a = { toString: () => 'A' };
        storage['c c'] = null;
        storage.real = 'r'; // a name that the guard has, too
        storage[7] = 'seven';
        let seen = '';
        for (const key in storage) seen += `${key} `;
        told.push(
          seen,
          JSON.stringify(storage),
          Object.keys(storage),
          Object.entries(storage),
          Object.getOwnPropertyNames(storage),
          Reflect.ownKeys(storage),
          storage.length,
          storage.key(0),
          storage.key(99),
          storage.getItem('a'),
          storage.getItem('none'),
          storage.a,
          storage.none,
          'a' in storage,
          'none' in storage,
          Object.hasOwn(storage, 'a'),
          Object.getOwnPropertyDescriptor(storage, 'a'),
          Object.getOwnPropertyDescriptor(storage, 'none') ?? 'none',
          storage instanceof Storage,
          Object.getPrototypeOf(storage) === Storage.prototype,
          storage.constructor === Storage,
          String(storage),
          Object.prototype.toString.call(storage),
          storage === window[name],
          Storage.prototype.isPrototypeOf(storage),
          { ...storage },
          Object.isExtensible(storage),
        );
        told.push(delete storage.a, storage.removeItem('b') ?? 'nothing', delete storage.none, Object.keys(storage));
        storage[Symbol.for('mark')] = 1;
        told.push(storage[Symbol.for('mark')], delete storage[Symbol.for('mark')]);
        for (const act of [
          () => storage.setItem(),
          () => storage.setItem('x'),
          () => storage.getItem(),
          () => storage.key(),
          () => storage.removeItem(),
          () => storage.setItem('x', Symbol('s')),
          () => storage.setItem(Symbol('s'), 'x'),
          () => storage.setItem.call({}, 'x', 'y'),
          () => storage.setItem.call(undefined, 'x', 'y'),
          () => Storage.prototype.length,
          () => Storage.prototype.getItem('x'),
          () => new storage.setItem('x', 'y'),
          () => Object.freeze(storage),
          () => storage.setItem('big', 'x'.repeat(6e6)),
          () => {
            storage.big = 'x'.repeat(6e6);
          },
          () => structuredClone(storage),
          () => new Storage(),
          () => Object.getOwnPropertyDescriptor(window, name).get.call({}),
          () => Object.getOwnPropertyDescriptor(window, name).get.call() === storage,
          () => {
            storage.length = 'own';
            return `${storage.length} ${storage.getItem('length')}`;
          },
          () => {
            storage.getItem = 'own';
            return `${typeof storage.getItem} ${Storage.prototype.getItem.call(storage, 'getItem')}`;
          },
          () => Object.preventExtensions(storage),
          () => Reflect.preventExtensions(storage),
          () => Object.isFrozen(storage),
          () => {
            const heir = Object.create(storage);
            heir.left = 'mine';
            return `${heir.left} ${storage.left} ${Object.keys(heir)}`;
          },
          () => Reflect.set(storage, 'other', 'x', {}),
          () => storage.other,
          () => Reflect.get(storage, 'length', storage),
          () => Object.defineProperty(storage, 'defined', { value: 'd' }).defined,
          () => Reflect.defineProperty(storage, 'got', { get: () => 1 }),
          () => Reflect.deleteProperty(storage, 'defined'),
          () => 'defined' in storage,
          () => Reflect.has(storage, 'setItem'),
          () => Object.defineProperty(storage, Symbol.for('own'), { value: 1, configurable: true })[Symbol.for('own')],
          () => Object.getOwnPropertySymbols(storage).map(String),
          () => Object.getOwnPropertyDescriptor(storage, Symbol.for('own')).value,
          () => delete storage[Symbol.for('own')],
          () => Object.setPrototypeOf(storage, Array.prototype) === storage && Array.prototype.isPrototypeOf(storage),
          () => typeof storage.getItem,
          () => Object.setPrototypeOf(storage, null) === storage && typeof storage.getItem,
          () => storage.big ?? 'none',
          () => Reflect.setPrototypeOf(storage, Storage.prototype),
          () => storage instanceof Storage,
          () => {
            storage.toString = 'own';
            return `${typeof storage.toString} ${storage.getItem('toString')}`;
          },
          () => Object.create(storage).length,
          () => Object.create(storage).getItem('x'),
          () => {
            storage[Symbol.toStringTag] = 'own';
            return `${Object.prototype.toString.call(storage)} ${delete storage[Symbol.toStringTag]} ${storage[Symbol.toStringTag]}`;
          },
          () => storage.__proto__ === Storage.prototype,
          () => Reflect.get(storage, 'length', {}),
        ])
          told.push(outcome(act));
        storage.clear();
        told.push(storage.length, Object.keys(storage));
      }
      const event = new StorageEvent('storage', { key: 'k', newValue: 'v', storageArea: localStorage });
      const old = document.createEvent('StorageEvent');
      old.initStorageEvent('storage', true, true, 'k', null, 'v', '/', sessionStorage);
      told.push(
        event.storageArea === localStorage,
        event.key,
        event.newValue,
        event instanceof StorageEvent,
        event.constructor === StorageEvent,
        old.storageArea === sessionStorage,
        new StorageEvent('storage').storageArea,
        outcome(() => new StorageEvent()),
        outcome(() => StorageEvent('storage')),
        outcome(() => new StorageEvent('storage', { storageArea: {} })),
        new (class Mine extends StorageEvent {})('x').constructor.name,
      );
      return JSON.parse(JSON.stringify(told));
    });
    assert.deepEqual(guarded, native);
  });

  for (const way of [
    'an assignment',
    'a definition',
    'a getter',
    'Object.assign',
    'another receiver',
    'another prototype',
    '__proto__',
    'a method that the prototype loses',
    'a method that the prototype changes',
    'a prototype behind the prototype',
    'what every object has',
  ]) {
    story(`P10: a storage takes methods of its own as a native one does: ${way}`, SITE, async (world) => {
      const [guarded, native] = await both(
        world,
        (how) => {
          const outcome = (act) => {
            try {
              return String(act());
            } catch (error) {
              return error.constructor.name;
            }
          };
          const own = () => 'own';
          const ways = {
            'an assignment': (storage) => {
              storage.getItem = own;
            },
            'a definition': (storage) => {
              Object.defineProperty(storage, 'getItem', { value: own, configurable: true });
            },
            'a getter': (storage) => {
              storage.__defineGetter__('getItem', () => own);
            },
            'Object.assign': (storage) => {
              Object.assign(storage, { getItem: own, other: 'kept' });
            },
            'another receiver': (storage) => Reflect.set({}, 'getItem', own, storage),
            'another prototype': (storage) => Object.setPrototypeOf(storage, { getItem: own }),
            __proto__: (storage) => {
              storage.__proto__ = { getItem: own };
            },
            'a method that the prototype loses': () => delete Storage.prototype.getItem,
            'a method that the prototype changes': () => {
              Storage.prototype.getItem = own;
            },
            'a prototype behind the prototype': () => Object.setPrototypeOf(Storage.prototype, { extra: own }),
            'what every object has': () => {
              Object.prototype.extra = own;
            },
          };
          const told = [];
          for (const storage of [localStorage, sessionStorage]) {
            storage.text = 'written';
            const tell = () =>
              told.push(
                outcome(() => storage.getItem('text')),
                outcome(() => typeof storage.getItem),
                outcome(() => typeof storage.extra),
                'getItem' in storage,
                Object.hasOwn(storage, 'getItem'),
                Object.keys(storage).sort(),
                storage.text,
                outcome(() => storage.length),
              );
            tell();
            told.push(outcome(() => ways[how](storage)));
            tell();
            told.push(outcome(() => delete storage.getItem));
            tell();
          }
          // Who asks reads through objects, and clears the storages behind it.
          delete Object.prototype.extra;
          for (const storage of [localStorage, sessionStorage]) Object.setPrototypeOf(storage, Storage.prototype);
          return told;
        },
        way,
      );
      assert.deepEqual(guarded, native);
      if (!IN_FIREFOX || way !== 'a getter')
        assert.notDeepEqual(native.slice(0, 8), native.slice(9, 17), 'it makes a difference'); // Firefox refuses that
    });
  }

  story('P10: what another tab writes is told of the same storage that the page has', SITE, async (world) => {
    const page = await world.open('/privacy', { started: false });
    const heard = page.evaluate(
      () =>
        new Promise((done) => {
          addEventListener(
            'storage',
            (event) => done([event.key, event.storageArea === localStorage, event.storageArea.getItem('told')]),
            { once: true },
          );
        }),
    );
    const other = await world.open('/lesson', { started: false });
    await other.evaluate(() => {
      localStorage.told = 'yes';
    });
    assert.deepEqual(await heard, ['told', true, 'yes']);
  });

  story(
    'P10: cookies: a refused one is not written, a capped one lives shorter, and nobody throws',
    SITE,
    async (world) => {
      const page = await world.open('/privacy', { started: false });
      await page.evaluate(() => {
        document.cookie = 'no=1';
        document.cookie = 'no2=1;path=/;max-age=1000';
        document.cookie = 'yes=1;path=/';
        document.cookie = { toString: () => 'object=1' };
        document.cookie = 'long=1;max-age=1000000';
        Object.getOwnPropertyDescriptor(Document.prototype, 'cookie').set.call(document, 'no3=1');
        document.cookie = 'no=;max-age=0';
      });
      assert.equal(await page.evaluate(() => document.cookie.split('; ').sort().join()), 'long=1,object=1,yes=1');
      const { expires } = (await world.context.cookies()).find(({ name }) => name === 'long');
      assert.ok(Math.abs(expires - Date.now() / 1000 - 60) < 30, `expires in ${expires - Date.now() / 1000} s`);
    },
  );

  story(
    'P10: cookieStore: both ways to call it; refused it rejects as where cookies are off, capped it lives shorter',
    SITE,
    async (world) => {
      const page = await world.open('/privacy', { started: false });
      const told = await page.evaluate(async () => {
        const outcome = (promise) =>
          promise.then(
            () => 'kept',
            (error) => (error.constructor === TypeError ? error.name : String(error)),
          );
        const far = Date.now() + 1e9;
        const results = [];
        for (const args of [
          ['no', '1'],
          [{ name: 'no', value: '1' }],
          ['yes', '1'],
          [{ name: 'object', value: '1', path: '/' }],
          [{ name: 'long', value: '1', expires: far }],
          [{ name: 'brief', value: '1', expires: far }],
          [{ name: 'far', value: '1', expires: far }],
          [],
          ['alone'],
          [{ name: 'bad', value: ';' }],
        ])
          results.push(await outcome(cookieStore.set(...args)));
        return results;
      });
      assert.deepEqual(told, [
        'TypeError',
        'TypeError',
        'kept',
        'kept',
        'kept',
        'kept',
        'kept',
        'TypeError',
        'TypeError',
        'TypeError',
      ]);
      const cookies = await world.context.cookies();
      const life = Object.fromEntries(
        cookies.map(({ name, expires }) => [
          name,
          expires < 0 ? 'session' : Math.round((expires - Date.now() / 1000) / 100),
        ]),
      );
      assert.deepEqual(life, { yes: 'session', object: 'session', long: 1, brief: 'session', far: 10000 });
    },
  );

  story(
    'P9: maxAge is a lifetime, too; options and attributes that the guard does not know reach nobody; a name is read once',
    {
      pages: {
        '/privacy': page({
          head: `<script>
      window.passed = [];
      for (const [type, key] of [['IDBFactory', 'open'], ['CacheStorage', 'open'], ['CookieStore', 'set']]) {
        const real = window[type]?.prototype[key];
        if (real) window[type].prototype[key] = function (...args) { passed.push([key, ...args.map((one) => typeof one === 'object' ? Object.keys(one).sort().join() : one)]); return real.apply(this, args); };
      }
      const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
      Object.defineProperty(Document.prototype, 'cookie', { ...cookie, set(text) { passed.push(['cookie', text]); cookie.set.call(this, text); } });
    </script>`,
        }),
      },
      serve,
    },
    async (world) => {
      const page = await world.open('/privacy', { started: false });
      const told = await page.evaluate(async () => {
        const twice = (first, then) => ({
          said: 0,
          toString() {
            return this.said++ ? then : first;
          },
        });
        document.cookie = 'yes=1; path=/; keep-for=10y ; FOREVER;Max-Age=50;\tsamesite=lax';
        const asked = indexedDB.open('yes', 1, { storage: 'persistent' });
        await new Promise((done) => {
          asked.onsuccess = () => {
            asked.result.close();
            done();
          };
        });
        await caches.open('yes', { forever: true });
        await window.cookieStore?.set({ name: 'long', value: '1', maxAge: 300 * 86400, forever: true });
        await window.cookieStore?.set({ name: 'far', value: '1', maxAge: 100, expires: undefined });
        localStorage.setItem(twice('yes', 'no'), 1);
        const db = indexedDB.open(twice('yes2', 'no'));
        await new Promise((done) => {
          db.onsuccess = () => {
            db.result.close();
            done();
          };
        });
        return {
          passed,
          local: Object.keys(localStorage),
          databases: (await indexedDB.databases()).map(({ name }) => name).sort(),
        };
      });
      assert.deepEqual(
        told.passed.filter(([key]) => key === 'cookie'),
        [['cookie', 'yes=1; path=/;Max-Age=50;\tsamesite=lax']],
      );
      assert.deepEqual(
        told.passed.filter(([key]) => key === 'open').map((one) => one.slice(0, 3)),
        [
          ['open', 'yes', 1],
          ['open', 'yes'],
          ['open', 'yes2'],
        ],
      );
      assert.deepEqual([told.local, told.databases], [['yes'], ['yes', 'yes2']]);
      const sets = told.passed.filter(([key]) => key === 'set');
      if (sets.length)
        assert.deepEqual(sets, [
          ['set', 'maxAge,name,value'],
          ['set', 'maxAge,name,value'],
        ]);
      const long = (await world.context.cookies()).find(({ name }) => name === 'long');
      if (long) assert.ok(long.expires < Date.now() / 1000 + 61, `expires in ${long.expires - Date.now() / 1000} s`);
    },
  );

  story(
    'P10: indexedDB: a refused database fails with an error event and does not come into being; an allowed one opens',
    SITE,
    async (world) => {
      const page = await world.open('/privacy', { started: false });
      const told = await page.evaluate(async () => {
        const open = (...args) =>
          new Promise((done) => {
            const request = indexedDB.open(...args);
            const heard = [];
            for (const type of ['upgradeneeded', 'blocked', 'success', 'error']) {
              request.addEventListener(type, ({ target }) => {
                heard.push(type);
                if (target !== request || /s/.test(type)) target.result?.close?.();
                if (/success|error/.test(type))
                  done([
                    ...heard,
                    request instanceof IDBOpenDBRequest,
                    request.readyState,
                    type === 'error' && request.error instanceof DOMException,
                  ]);
              });
            }
            request.onupgradeneeded = () => {
              heard.push('handler');
            };
          });
        const results = [
          await open('no db'),
          await open('no db', 7),
          await Promise.all([open('no a'), open('no b')]),
          await open('yes'),
        ];
        let thrown;
        try {
          indexedDB.open();
        } catch (error) {
          thrown = error.name;
        }
        let wrong;
        try {
          indexedDB.open('no db', 0);
        } catch (error) {
          wrong = error.name;
        }
        return [...results, thrown, wrong, (await indexedDB.databases()).map(({ name }) => name)];
      });
      const failed = ['error', true, 'done', true];
      assert.deepEqual(told, [
        failed,
        failed,
        [failed, failed],
        ['upgradeneeded', 'handler', 'success', true, 'done', false],
        'TypeError',
        'TypeError',
        ['yes'],
      ]);
    },
  );

  story(
    'P10: a database that is refused after it was opened takes no more writes, and lets itself be erased',
    SITE,
    async (world) => {
      const page = await world.open('/privacy', { started: false });
      const told = await page.evaluate(async () => {
        const open = (name) =>
          new Promise((done, failed) => {
            const request = indexedDB.open(name);
            request.onupgradeneeded = () => request.result.createObjectStore('s');
            request.onsuccess = () => done(request.result);
            request.onerror = () => failed(request.error);
          });
        const put = (db) =>
          new Promise((done) => {
            const transaction = db.transaction('s', 'readwrite');
            transaction.objectStore('s').put(1, 'k');
            transaction.oncomplete = () => done('written');
          });
        const first = await open('later');
        const second = await open('other');
        const results = [await put(first)];
        const late = open('later'); // granted when it was asked for, refused when it comes
        no = /^(later|other)/;
        const shut = await late;
        for (const db of [first, shut]) {
          try {
            results.push(await put(db));
          } catch (error) {
            results.push(error.name);
          }
        }
        await new Promise((done, failed) => {
          const request = indexedDB.deleteDatabase('other'); // `second` is still open, and its owner does not know
          request.onsuccess = done;
          request.onblocked = () => failed(new Error('blocked'));
        });
        try {
          second.transaction('s');
        } catch (error) {
          results.push(error.name);
        }
        return [...results, (await indexedDB.databases()).map(({ name }) => name)];
      });
      assert.deepEqual(told, ['written', 'InvalidStateError', 'InvalidStateError', 'InvalidStateError', ['later']]);
    },
  );

  story('P10: caches: a refused one is denied, one that is refused later takes nothing more', SITE, async (world) => {
    const page = await world.open('/privacy', { started: false });
    const told = await page.evaluate(async () => {
      const outcome = (promise) =>
        promise.then(
          (value) => String(value),
          (error) => `${error instanceof DOMException} ${error.name}`,
        );
      const cache = await caches.open('later');
      const results = [
        await outcome(caches.open('no')),
        String(cache),
        await outcome(cache.put('/a', new Response('a'))),
      ];
      no = /^later/;
      results.push(
        await outcome(cache.put('/b', new Response('b'))),
        await outcome(cache.add('/lesson')),
        await outcome(cache.addAll(['/lesson'])),
        await outcome(caches.open()),
      );
      return [...results, await caches.keys(), (await cache.keys()).length, await outcome(cache.match('/b'))];
    });
    assert.deepEqual(told, [
      'true SecurityError',
      '[object Cache]',
      'undefined',
      'true SecurityError',
      'true SecurityError',
      'true SecurityError',
      'false TypeError',
      ['later'],
      1,
      'undefined',
    ]);
  });

  story(
    'P10: whoever looks at the guard sees what is native: functions, accessors, descriptors, prototypes, the window',
    SITE,
    async (world) => {
      const [guarded, native] = await both(world, () => {
        const own = (object) => Reflect.ownKeys(object).map(String);
        const ours = new Set(['made', 'no', 'own']);
        const listed = (keys) =>
          (navigator.userAgent.includes('Firefox') ? keys.sort() : keys).filter(
            (key) => !ours.has(key) && !/^__pw/.test(key),
          ); // it lists first what was used first, and what drives it leaves a name
        const facts = (fn) =>
          fn && [
            typeof fn,
            fn.name,
            fn.length,
            String(fn),
            fn.toString(),
            Function.prototype.toString.call(fn),
            `${fn}`,
            listed(own(fn)),
            listed(own(fn)).map((key) => JSON.stringify({ ...Object.getOwnPropertyDescriptor(fn, key), value: 0 })),
            'prototype' in fn,
            Object.getPrototypeOf(fn) === Function.prototype,
            fn.constructor === Function,
            Object.isExtensible(fn),
          ];
        const throwing = (act) => {
          try {
            return String(act());
          } catch (error) {
            return `${error.name}: ${error.message}`;
          }
        };
        const told = {
          window: listed(own(window)),
          enumerable: listed(Object.keys(window)),
          documentOwn: own(document),
        };
        const TYPES = [
          'Storage',
          'StorageEvent',
          'Document',
          'CookieStore',
          'IDBFactory',
          'IDBDatabase',
          'CacheStorage',
          'Cache',
          'StorageManager',
          'FileSystemDirectoryHandle',
          'FileSystemFileHandle',
          'StorageBucketManager',
          'StorageBucket',
          'ServiceWorkerContainer',
          'Navigator',
          'XMLHttpRequest',
          'WebSocket',
          'EventSource',
          'HTMLImageElement',
          'HTMLScriptElement',
          'HTMLIFrameElement',
          'HTMLFrameElement',
          'HTMLObjectElement',
          'Element',
          'Function',
          'MutationObserver',
        ];
        for (const [name, owner] of [
          ['window', window],
          ...TYPES.filter((type) => window[type]).flatMap((type) => [
            [type, window[type]],
            [`${type}.prototype`, window[type].prototype],
          ]),
        ]) {
          told[`${name}: keys`] = listed(own(owner));
          const keys =
            name === 'window'
              ? ['localStorage', 'sessionStorage', 'fetch', 'StorageEvent', 'WebSocket', 'EventSource', 'setTimeout']
              : told[`${name}: keys`];
          for (const key of keys) {
            const found = Object.getOwnPropertyDescriptor(owner, key);
            if (!found) continue;
            const { get, set, value, ...flags } = found;
            told[`${name}.${key}`] = [
              flags,
              facts(get),
              facts(set),
              typeof value === 'function' ? facts(value) : String(value),
            ];
          }
        }
        const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
        told.errors = [
          () => cookie.set.call({}, 'x=1'),
          () => new cookie.set(),
          () => new Storage.prototype.setItem(),
          () => new fetch(),
          () => WebSocket('wss://x'),
          () => new WebSocket(),
          () => new EventSource(),
          () => navigator.sendBeacon(),
          () => Function.prototype.toString.call({}),
          () => new XMLHttpRequest().send(),
          () => XMLHttpRequest.prototype.send.call({}),
          () => document.documentElement.setAttribute('src'),
          () => indexedDB.open.call({}, 'x'),
          () => Storage.prototype.setItem.prototype,
          () => Storage.prototype.setItem.arguments,
        ].map(throwing);
        told.more = [
          WebSocket.prototype.constructor === WebSocket,
          WebSocket.CLOSED,
          EventSource.prototype.constructor === EventSource,
          window.WebSocket === WebSocket,
          Object.getPrototypeOf(class extends WebSocket {}) === WebSocket,
          localStorage.__lookupGetter__?.('length')?.name,
          document.__lookupSetter__('cookie').name,
          window.__lookupGetter__('localStorage').name,
        ];
        return JSON.parse(JSON.stringify(told));
      });
      assert.match(native['Storage.prototype.setItem'][3][3], /^function setItem\(\) \{\s+\[native code\]\s+\}$/);
      for (const key of Object.keys(native)) assert.deepEqual(guarded[key], native[key], key);
      assert.deepEqual(Object.keys(guarded), Object.keys(native));
    },
  );

  story(
    'P10: the storages are not touched before the page touches them',
    {
      pages: {
        '/privacy': page({
          head: `<script>
    window.touched = 0;
    for (const area of ['localStorage', 'sessionStorage']) {
      const native = Object.getOwnPropertyDescriptor(window, area);
      Object.defineProperty(window, area, { ...native, get() { touched += 1; return native.get.call(this); } });
    }</script>`,
        }),
      },
    },
    async (world) => {
      const page = await world.open('/privacy', { started: false });
      assert.equal(await page.evaluate(() => touched), 0);
      assert.equal(
        await page.evaluate(() => {
          localStorage.setItem('a', 1);
          return touched;
        }),
        1,
      );
    },
  );

  story(
    'P10: a storage that a script had before the guard came is guarded too',
    { pages: { '/privacy': page({ head: '<script>window.early = [localStorage, sessionStorage];</script>' }) } },
    async (world) => {
      const page = await world.open('/privacy', { started: false });
      assert.deepEqual(
        await page.evaluate(() => {
          for (const storage of early) {
            storage.setItem('no', 1);
            storage.setItem('yes', 1);
          }
          return early.map((storage) => Object.keys(storage));
        }),
        [['yes'], ['yes']],
      );
    },
  );

  story('P10: Assent itself writes what it must: nobody is asked', SITE, async (world) => {
    const page = await world.open('/privacy', { started: false });
    assert.deepEqual(
      await page.evaluate(() => {
        const { native } = made;
        const [local, session] = [native.storages.localStorage(), native.storages.sessionStorage()];
        native.setCookie(document, 'nobody=1;path=/');
        native.setItem(local, 'nobody', '1');
        native.setItem(session, 'nobody', '1');
        return [
          document.cookie,
          localStorage.getItem('nobody'),
          sessionStorage.nobody,
          native.getItem(local, 'nobody'),
        ];
      }),
      ['nobody=1', '1', '1', '1'],
    );
  });

  story(
    'P10: under a policy that allows no text as code, with Trusted Types',
    {
      pages: { '/privacy': page({ nonce: 'once' }) },
      serve,
      policy:
        "default-src 'self'; img-src data:; script-src 'nonce-once' 'strict-dynamic'; require-trusted-types-for 'script'",
      tolerated: /TrustedScriptURL/,
    },
    async (world) => {
      const page = await world.open('/privacy', { started: false });
      assert.deepEqual(
        await page.evaluate(() => {
          localStorage.no = 1;
          localStorage.yes = 1;
          document.cookie = 'no=1';
          const script = document.createElement('script');
          const results = [Object.keys(localStorage).join(), document.cookie];
          try {
            script.src = '/text.js';
            results.push('taken');
          } catch (error) {
            results.push(error.name);
          }
          script.src = trustedTypes.createPolicy('test', { createScriptURL: String }).createScriptURL('/typed.js');
          script.setAttribute(
            'src',
            trustedTypes.createPolicy('test2', { createScriptURL: String }).createScriptURL('/typed2.js'),
          );
          return [...results, script.getAttribute('src')];
        }),
        ['yes', '', 'TypeError', '/typed2.js'],
      );
    },
  );
});

stage('The write guard in frames', (story) => {
  /**
   * Names of the cookies that a page and its frames wrote. Each document tells the browser of its own on a way of its
   * own: what a frame wrote may be seen by the page a moment later, in the order in which it was written.
   */
  const cookies = (page) =>
    page.evaluate(() =>
      document.cookie
        .split('; ')
        .map((text) => text.split('=')[0])
        .sort(),
    );

  /** In a page: writes with all that a window has, through it and on the page's own objects; tells what was written. */
  const plunder = async (world, how, path = '/privacy') => {
    const page = await world.open(path, { started: false });
    const told = await page.evaluate(async (kind) => {
      const frame = document.createElement(kind === 'object' ? 'object' : 'iframe');
      if (kind === 'srcdoc') frame.srcdoc = '<p>Hello';
      if (kind === 'site') frame.src = '/lesson';
      if (kind === 'object') frame.data = '/lesson';
      const loaded = new Promise((done) => {
        frame.addEventListener('load', done, { once: true });
      });
      if (kind === 'markup') document.body.innerHTML = '<div><iframe></iframe></div>';
      else document.body.append(frame);
      if (['srcdoc', 'site', 'object', 'late'].includes(kind)) await loaded;
      if (kind === 'markup' || kind === 'index') await null; // a microtask: what watches the page has seen it
      const view =
        kind === 'document'
          ? frame.contentDocument.defaultView
          : kind === 'markup' || kind === 'index'
            ? window[0]
            : kind === 'getter'
              ? Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow').get.call(frame)
              : frame.contentWindow;
      const write = (name) => {
        view.localStorage.setItem(`${name} 1`, 1);
        view.localStorage[`${name} 2`] = 1;
        view.Storage.prototype.setItem.call(localStorage, `${name} 3`, 1);
        Storage.prototype.setItem.call(view.localStorage, `${name} 4`, 1);
        view.__lookupGetter__('localStorage').call(window)[`${name} 5`] = 1;
        localStorage.setItem.call(view.__lookupGetter__('localStorage').call(window), `${name} 6`, 1);
        view.Object.assign(localStorage, { [`${name} 7`]: 1 });
        view.document.cookie = `${name}1=1;path=/`;
        view.Object.getOwnPropertyDescriptor(view.Document.prototype, 'cookie').set.call(document, `${name}2=1;path=/`);
        view.Reflect.set(view.document, 'cookie', `${name}3=1;path=/`);
      };
      write('no');
      write('yes');
      await new Promise((done) => {
        view.indexedDB.open('no').onerror = done;
      });
      await new Promise((done) => {
        view.IDBFactory.prototype.open.call(indexedDB, 'no').onerror = done;
      });
      return {
        kept: Object.keys(localStorage).filter((key) => !key.startsWith('yes')),
        allowed: Object.keys(localStorage).length,
        databases: (await indexedDB.databases()).length,
        native: (
          view.Function.prototype.toString.call(localStorage.setItem) +
          Function.prototype.toString.call(view.localStorage.setItem) +
          view.localStorage.setItem
        ).replace(/\s+/g, ' '),
        own:
          view.localStorage instanceof view.Storage &&
          !(view.localStorage instanceof Storage) &&
          view.localStorage === view.localStorage,
      };
    }, how);
    await world.becomes('cookies that are allowed', () => cookies(page), ['yes1', 'yes2', 'yes3']);
    return told;
  };

  for (const how of ['window', 'document', 'getter', 'index', 'markup', 'srcdoc', 'site', 'object', 'late']) {
    story(`P10: a frame is no way round it (${how})`, SITE, async (world) => {
      assert.deepEqual(await plunder(world, how), {
        kept: [],
        allowed: 7,
        databases: 0,
        native: 'function setItem() { [native code] }'.repeat(3),
        own: true,
      });
    });
  }

  story(
    'P10: what runs within a frame is guarded from its first script, and so is a frame in a frame',
    SITE,
    async (world) => {
      const page = await world.open('/privacy', { started: false });
      assert.deepEqual(
        await page.evaluate(async () => {
          const script = (text) => `<script>${text}</script>`;
          const frame = document.createElement('iframe');
          frame.srcdoc =
            script(`localStorage.no1 = 1; localStorage.yes1 = 1; document.cookie = 'no1=1'; document.cookie = 'yes1=1';
        const inner = document.body ?? document.documentElement; const frame = document.createElement('iframe'); inner.append(frame);
        frame.contentWindow.localStorage.no2 = 1; frame.contentWindow.localStorage.yes2 = 1;`);
          document.body.append(frame);
          await new Promise((done) => {
            frame.onload = done;
          });
          const blank = document.createElement('iframe');
          document.body.append(blank);
          blank.contentDocument.open();
          blank.contentDocument.write(
            script(
              "localStorage.no3 = 1; localStorage.yes3 = 1; document.cookie = 'no3=1'; document.cookie = 'yes3=1'",
            ),
          );
          blank.contentDocument.close();
          return Object.keys(localStorage).sort();
        }),
        ['yes1', 'yes2', 'yes3'],
      );
      await world.becomes('cookies that are allowed', () => cookies(page), ['yes1', 'yes3']);
    },
  );

  story(
    'P10: a frame that stands in the markup is guarded',
    {
      pages: {
        ...PAGES,
        '/privacy': page({
          body: '<iframe srcdoc="<script>localStorage.no = 1; localStorage.yes = 1</script>"></iframe><script>localStorage.done = 1</script>',
        }),
      },
    },
    async (world) => {
      const page = await world.open('/privacy', { started: false });
      await world.becomes('what the frame wrote', () => page.evaluate(() => Object.keys(localStorage).sort()), [
        'done',
        'yes',
      ]);
    },
  );

  story('P10: a frame that goes to another page of the site is guarded there, once', SITE, async (world) => {
    const page = await world.open('/privacy', { started: false });
    assert.deepEqual(
      await page.evaluate(async () => {
        const frame = document.createElement('iframe');
        frame.src = '/lesson';
        const loaded = () =>
          new Promise((done) => {
            frame.addEventListener('load', done, { once: true });
          });
        let wait = loaded();
        document.body.append(frame);
        await wait;
        for (let i = 0; i < 2; i += 1) {
          wait = loaded();
          frame.contentWindow.location.href = `/lesson?${i}`;
          await wait;
          window[0].localStorage[`no${i}`] = 1;
          window[0].localStorage[`yes${i}`] = 1;
          const { get } = Object.getOwnPropertyDescriptor(window[0], 'localStorage');
          if (get !== Object.getOwnPropertyDescriptor(frame.contentWindow, 'localStorage').get) return 'guarded twice';
        }
        return Object.keys(localStorage).sort();
      }),
      ['yes0', 'yes1'],
    );
  });

  story('P10: frames of other origins and detached ones do no harm', SITE, async (world) => {
    world.party.answer('/frame', '<!doctype html><p>Elsewhere', 'text/html');
    const page = await world.open('/privacy', { started: false });
    assert.deepEqual(
      await page.evaluate(async (src) => {
        const frame = document.createElement('iframe');
        frame.src = src;
        const loaded = new Promise((done) => {
          frame.onload = done;
        });
        document.body.append(frame);
        await loaded;
        frame.contentWindow.postMessage('hello', '*');
        document.body.append('a change');
        await null;
        const boxed = document.createElement('iframe');
        boxed.sandbox = 'allow-scripts';
        document.body.append(boxed);
        const results = [frame.contentDocument, boxed.contentDocument, typeof boxed.contentWindow];
        try {
          results.push(boxed.contentWindow.localStorage);
        } catch (error) {
          results.push(error.name);
        }
        const gone = document.createElement('iframe');
        document.body.append(gone);
        const { contentWindow } = gone;
        gone.remove();
        try {
          results.push(contentWindow.localStorage);
        } catch {
          results.push(null);
        } // Chromium has none, Firefox throws
        return [...results, gone.contentWindow, gone.contentDocument, document.createElement('iframe').contentWindow];
      }, `${world.party.origin}/frame`),
      [null, null, 'object', 'SecurityError', null, null, null, null],
    );
  });
});

stage('The write guard where storage is denied', (story) => {
  const probe = async () => {
    const outcome = (act) => {
      try {
        return String(act());
      } catch (error) {
        return `${error.constructor === DOMException} ${error.name}: ${error.message}`;
      }
    };
    const later = async (act) => {
      try {
        return String(await act());
      } catch (error) {
        return `${error.name}: ${error.message}`;
      }
    };
    return [
      outcome(() => localStorage),
      outcome(() => sessionStorage.length),
      outcome(() => {
        localStorage.a = 1;
      }),
      outcome(() => 'localStorage' in window),
      outcome(() => document.cookie),
      outcome(() => {
        document.cookie = 'a=1';
      }),
      await later(() => caches.open('a')),
      await later(() => cookieStore.set('a', '1')),
      await later(
        () =>
          new Promise((done, failed) => {
            const request = indexedDB.open('a');
            request.onsuccess = done;
            request.onerror = () => failed(request.error);
          }),
      ),
    ];
  };

  story(
    'P10: in a sandbox every access throws as ever, and the page works',
    { ...SITE, policy: 'sandbox allow-scripts', tolerated: /favicon/ },
    async (world) => {
      const pages = await Promise.all(['/privacy', '/lesson'].map((path) => world.open(path, { started: false })));
      const [guarded, native] = await Promise.all(pages.map((page) => page.evaluate(probe)));
      assert.match(native[0], /^true SecurityError/);
      assert.deepEqual(guarded, native);
    },
  );

  story(
    'P10: where the browser takes no cookies, what it shows is the same with the guard',
    { ...SITE, chromium: 'the setting is' },
    (world) =>
      inFolder(async (folder) => {
        const context = await installed(folder, {
          preferences: { profile: { default_content_setting_values: { cookies: 2 } } },
        });
        try {
          const answers = [];
          for (const path of ['/privacy', '/lesson']) {
            const page = await context.newPage();
            await page.goto(new URL(path, world.plexomni).href);
            answers.push(await page.evaluate(probe));
          }
          assert.match(answers[1][0], /^true SecurityError/, 'they are blocked');
          assert.deepEqual(answers[0], answers[1]);
        } finally {
          await context.close();
        }
      }),
  );
});

stage('The network guard', (story) => {
  story(
    'P10: nothing reaches an address that is refused: fetch, beacons, XMLHttpRequest, sockets, event sources',
    SITE,
    async (world) => {
      const page = await world.open('/privacy', { started: false });
      const told = await page.evaluate(async (origin) => {
        const refused = (path) => `${origin}/no-${path}`;
        const outcome = (promise) =>
          promise.then(
            () => 'answered',
            (error) => `${error instanceof TypeError} ${error.message}`,
          );
        const heard = (target, ...types) =>
          new Promise((done) => {
            const list = [];
            for (const type of types) {
              target.addEventListener(type, () => {
                list.push(`${type}${target.readyState ?? ''}`);
                if (type === types.at(-1)) done(list.join(' '));
              });
            }
          });
        const results = [
          await outcome(fetch(refused('fetch'))),
          await outcome(fetch(new URL(refused('fetch-url')))),
          await outcome(fetch(new Request(refused('fetch-request')))),
          navigator.sendBeacon(refused('beacon'), 'x'),
        ];
        const request = new XMLHttpRequest();
        request.open('GET', refused('xhr'));
        const handled = new Promise((done) => {
          request.onerror = ({ type }) => done(`on${type} ${request.status}`);
        });
        request.send();
        results.push(await heard(request, 'readystatechange', 'error', 'loadend'), await handled);
        const blocking = new XMLHttpRequest();
        blocking.open('GET', refused('xhr-sync'), false);
        blocking.send();
        results.push(`${blocking.readyState} ${blocking.status}`);
        const socket = new WebSocket(refused('socket').replace('http', 'ws'));
        const closed = new Promise((done) => {
          socket.onclose = ({ type }) => done(type);
        });
        socket.send('x');
        results.push(
          await heard(socket, 'error', 'close'),
          await closed,
          socket instanceof WebSocket,
          socket.url === refused('socket').replace('http', 'ws'),
          socket.CLOSED,
          socket.close(),
        );
        const source = new EventSource(refused('events'));
        results.push(await heard(source, 'error'), source instanceof EventSource);
        return results;
      }, world.party.origin);
      assert.deepEqual(told, [
        'true Failed to fetch',
        'true Failed to fetch',
        'true Failed to fetch',
        false,
        'readystatechange4 error4 loadend4',
        'onerror 0',
        '4 0',
        'error3 close3',
        'close',
        true,
        true,
        3,
        undefined,
        'error2',
        true,
      ]);
      await world.settle(page);
      assert.deepEqual(world.party.log, []);
    },
  );

  story(
    'P10: what is not refused goes as ever: texts, addresses, requests, relative ones',
    { ...SITE, tolerated: /WebSocket|404|MIME/ },
    async (world) => {
      world.party.answer('/js', 'window.ran = 1');
      const page = await world.open('/privacy', { started: false });
      const told = await page.evaluate(async (origin) => {
        const text = async (...args) => (await fetch(...args)).status;
        const results = [
          await text(`${origin}/a`),
          await text(new URL(`${origin}/b`)),
          await text(new Request(`${origin}/c`)),
          await text('/lesson'),
          await text('lesson', { method: 'GET' }),
          navigator.sendBeacon(`${origin}/beacon`, 'x'),
        ];
        const get = (url, ...rest) =>
          new Promise((done) => {
            const request = new XMLHttpRequest();
            request.onloadend = () => done(request.status);
            request.open('GET', url, ...rest);
            request.send();
          });
        results.push(await get(`${origin}/d`), await get('lesson', true), await get(new URL('/lesson', location)));
        const script = document.createElement('script');
        script.src = `${origin}/js`;
        await new Promise((done) => {
          script.onload = done;
          document.head.append(script);
        });
        const image = new Image();
        await new Promise((done) => {
          image.onerror = done;
          image.setAttribute('src', `${origin}/image`);
        });
        const again = new XMLHttpRequest(); // an object that is used twice
        again.open('GET', '/no-first');
        again.send();
        await new Promise((done) => {
          again.onerror = done;
        });
        again.open('GET', '/lesson');
        again.send();
        await new Promise((done) => {
          again.onload = done;
        });
        const events = new EventSource('/lesson');
        const socket = new WebSocket(origin.replace('http', 'ws'));
        socket.close();
        events.close();
        class Mine extends WebSocket {
          mine() {
            return this instanceof Mine && this instanceof WebSocket;
          }
        }
        const mine = new Mine(origin.replace('http', 'ws'));
        mine.close();
        return [
          ...results,
          window.ran,
          image.src === `${origin}/image`,
          again.status,
          again.readyState,
          events.readyState,
          socket.url.startsWith('ws'),
          mine.mine(),
        ];
      }, world.party.origin);
      assert.deepEqual(told, [200, 200, 200, 200, 200, true, 200, 200, 200, 1, true, 200, 4, 2, true, true]);
      await world.until(
        'what was sent',
        () => ['/a', '/b', '/c', '/d', '/beacon', '/js', '/image'].every((path) => world.party.log.includes(path)),
        () => world.party.log,
      );
    },
  );
});

stage('The guard in Assent', (story) => {
  /** Who stands in the way of a native function shows in the trace of its error. */
  const stands = (page) =>
    page.evaluate(() => {
      try {
        Storage.prototype.setItem.call({}, 'a', 'b');
      } catch (error) {
        return /assent\.(m?js)/.test(error.stack);
      }
      return 'no error';
    });

  story(
    'P10: the guard is there before anything else of the page runs',
    { pages: { '/privacy': scratch() } },
    async (world) => {
      assert.equal(await stands(await world.open('/privacy')), true);
    },
  );

  story(
    'P10: data-guard="off" leaves everything native',
    { pages: { '/privacy': scratch({ attributes: 'data-guard="off"' }) } },
    async (world) => {
      const page = await world.open('/privacy');
      assert.equal(await stands(page), false);
      assert.equal(
        await page.evaluate(() => {
          localStorage.setItem('a', 1);
          return localStorage.a;
        }),
        '1',
      );
    },
  );

  const started = (guard) =>
    scratch().replace(
      /<script src=.*?<\/script>/,
      `<script type="module">
    import { start } from '/assent/assent.mjs';
    window.assent = start({ config: JSON.parse(document.getElementById('assent-config').textContent), guard: ${guard} });</script>`,
    );
  for (const on of [true, false]) {
    story(`P10: the module starts with guard: ${on}`, { pages: { '/privacy': started(on) } }, async (world) => {
      assert.equal(await stands(await world.open('/privacy')), on);
    });
  }

  story(
    'P10: what was refused is told once, by its name, if it has one',
    {
      pages: { '/privacy': scratch({ config: { ...CONFIG, unknown: { keys: 'refuse' } } }) },
    },
    async (world) => {
      const page = await world.open('/privacy');
      assert.deepEqual(
        await page.evaluate(async () => {
          const told = [];
          assent.on('refused', ({ area, name }) => told.push([area, name]));
          for (const text of ['other=1', ' other = 2;path=/a', 'nameless', 'nameless;path=/a=b', '=nameless'])
            document.cookie = text;
          localStorage.setItem('half\ud83d', 1);
          await new Promise(queueMicrotask); // they come behind the script that writes
          return told;
        }),
        [
          ['cookie', 'other'],
          ['cookie', ''],
          ['localStorage', 'half\ud83d'],
        ],
      );
    },
  );

  story(
    'P10: what nobody declared is stored and told once, by its name: a cookie as any other; to delete one is told to nobody',
    { pages: { '/privacy': scratch({ config: { ...CONFIG, unknown: { keys: 'report' } } }) } },
    async (world) => {
      const page = await world.open('/privacy');
      assert.deepEqual(
        await page.evaluate(async () => {
          const told = [];
          for (const event of ['unknown', 'refused'])
            assent.on(event, ({ area, name }) => told.push([event, area, name]));
          for (const text of ['other=1', ' other = 2;path=/', 'nameless', '=nameless', 'gone=;max-age=0'])
            document.cookie = text;
          localStorage.setItem('kept', '1');
          localStorage.setItem('kept', '2');
          await new Promise(queueMicrotask); // they come behind the script that writes
          // Of a cookie that has no name an engine may write the `=` behind it.
          const cookies = document.cookie.split('; ').map((one) => one.replace(/=$/, ''));
          return [told, cookies.filter((one) => /other|nameless/.test(one)), localStorage.kept];
        }),
        [
          [
            ['unknown', 'cookie', 'other'],
            ['unknown', 'cookie', ''],
            ['unknown', 'localStorage', 'kept'],
          ],
          ['other=2', 'nameless'],
          '2',
        ],
      );
    },
  );
});
