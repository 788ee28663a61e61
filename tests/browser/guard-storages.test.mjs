// The write guard and the two storages.

import assert from 'node:assert/strict';
import { IN_FIREFOX, stage } from './browser.mjs';
import { both, guarded, SITE } from './guard.mjs';

stage('The guard of the storages', (story) => {
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
    'P10: the storages are not touched before the page touches them',
    {
      pages: {
        '/privacy': guarded({
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
    { pages: { '/privacy': guarded({ head: '<script>window.early = [localStorage, sessionStorage];</script>' }) } },
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
});
