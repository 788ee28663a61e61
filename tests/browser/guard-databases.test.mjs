// The write guard, databases and caches.

import assert from 'node:assert/strict';
import { stage } from './browser.mjs';
import { SITE } from './guard.mjs';

stage('The guard of databases and caches', (story) => {
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
});
