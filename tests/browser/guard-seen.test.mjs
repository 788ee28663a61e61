// What a page sees of the write guard: nothing.

import assert from 'node:assert/strict';
import { stage } from './browser.mjs';
import { both, guarded, SITE, serve } from './guard.mjs';

stage('The guard, looked at', (story) => {
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
      pages: { '/privacy': guarded({ nonce: 'once' }) },
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
