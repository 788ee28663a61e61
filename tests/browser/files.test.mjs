// Files, buckets and workers: the private file system, storage buckets and service workers are guarded, swept, listed
// and erased as databases are. What Firefox lacks (buckets) is passed over there.

import assert from 'node:assert/strict';
import { CONFIG, page as scratch, stage } from './browser.mjs';
import { kept, OWN, service } from './trackers.mjs';

const left = async (page) => (await kept(page)).filter((name) => !OWN.test(name));
const ready = (page) => page.waitForFunction(() => window.assent?.ready.then(() => true));

const AREAS = ['opfs', 'bucket', 'serviceWorker'];
const far = {
  ...service({
    id: 'far',
    keys: [
      ['opfs', 'far*'],
      ['bucket', 'far*'],
      ['serviceWorker', '/lesson*'],
    ],
  }),
  hosts: ['127.0.0.4'],
};
const SITE = {
  ...CONFIG,
  onWithdraw: 'erase',
  services: [far],
  keys: [
    ...['opfs', 'bucket'].map((area) => ({ in: area, name: 'own*', category: 'essential' })),
    { in: 'serviceWorker', name: '/account*', category: 'essential' },
  ],
};
/** Nothing is declared. @param {string} keys  `unknown.keys` */
const undeclared = (keys) => ({ ...CONFIG, onWithdraw: 'erase', unknown: { keys }, services: [{ ...far, keys: [] }] });

/**
 * A worker that tells the other origin of every page that it answers for. The demo's server has no file for it, so it
 * is a page of another type.
 */
const WORKER = `
  addEventListener('install', () => { skipWaiting(); });
  addEventListener('activate', (event) => event.waitUntil(clients.claim()));
  addEventListener('fetch', (event) => { if (event.request.mode === 'navigate') event.waitUntil(fetch('{{party}}/told', { mode: 'no-cors' })); });`;
const serve = {
  headers: (_, path) =>
    path === '/signed-out'
      ? { 'content-type': 'text/javascript', 'service-worker-allowed': '/', 'set-cookie': null }
      : { 'set-cookie': null },
};

/**
 * Writes what begins with this name everywhere, in every way; says how each ended. A name in `/…` is a worker's scope.
 */
const WRITE = `<script>
  const outcome = (promise) => promise.then(() => 'kept', (error) => error.name);
  window.write = async (name, scope) => {
    const root = await navigator.storage.getDirectory();
    const told = {
      file: await outcome(root.getFileHandle(name, { create: true }).then(async (file) => {
        const stream = await file.createWritable();
        await stream.write('text');
        await stream.close();
      })),
      folder: await outcome(root.getDirectoryHandle(name + '-folder', { create: true }).then((folder) => folder.getFileHandle('inside', { create: true }))),
      worker: await outcome(navigator.serviceWorker.register('/signed-out', { scope })),
    };
    if (navigator.storageBuckets) told.bucket = await outcome(navigator.storageBuckets.open(name + '-bucket').then((bucket) => new Promise((done, failed) => {
      window.bucket ??= bucket;
      const asked = bucket.indexedDB.open('inside');
      asked.onsuccess = () => { asked.result.close(); done(); };
      asked.onerror = () => failed(asked.error);
    })));
    return told;
  };
</script>`;
const all = (page, outcome) =>
  page.evaluate(
    (one) => ({ file: one, folder: one, worker: one, ...(navigator.storageBuckets && { bucket: one }) }),
    outcome,
  );
/** As areas and names. @param {string} name @param {string} scope */
const places = (page, name, scope) =>
  page.evaluate(
    ([one, path]) => [
      ...(navigator.storageBuckets ? [`bucket ${one}-bucket`] : []),
      `opfs ${one}`,
      `opfs ${one}-folder`,
      `serviceWorker ${path}`,
    ],
    [name, scope],
  );

const PAGES = {
  '/lesson': scratch({ config: SITE, head: WRITE }),
  '/privacy': scratch({ config: SITE, head: WRITE }),
  '/account': scratch({ config: SITE, head: WRITE }),
  '/signed-out': WORKER,
};

stage('Files, buckets and service workers', (story) => {
  story(
    'B08: files, buckets and service workers, refused or undecided, fail as where storage is denied, and nothing is there; what is the site’s own is',
    { pages: PAGES, serve, tolerated: /favicon/ },
    async (world) => {
      const page = await world.open('/privacy');
      const denied = await all(page, 'SecurityError');
      assert.deepEqual(await page.evaluate(() => write('far', '/lesson')), denied, 'undecided');
      await page.evaluate(() => assent.reject());
      assert.deepEqual(await page.evaluate(() => write('far', '/lesson')), denied, 'refused');
      assert.deepEqual(await left(page), []);
      assert.deepEqual(await page.evaluate(() => write('own', '/account')), await all(page, 'kept'));
      await world.settle(page);
      assert.deepEqual(await left(page), await places(page, 'own', '/account'));

      // Round the corner: by a new name, out of a list, from a handle that another page handed over, into a folder of
      // another.
      assert.deepEqual(
        await page.evaluate(async () => {
          const root = await navigator.storage.getDirectory();
          const own = await root.getFileHandle('own', { create: true });
          const listed = [];
          for await (const [, handle] of root.entries()) listed.push(handle);
          const folder = listed.find(({ name }) => name === 'own-folder');
          const told = [];
          if (own.move)
            told.push(await outcome(own.move('far-moved')), await outcome(structuredClone(own).move('far-cloned')));
          return [
            told.every((one) => one === 'SecurityError'),
            await outcome(folder.getFileHandle('another', { create: true })),
            await outcome(
              root.getFileHandle(
                {
                  said: 0,
                  toString() {
                    return this.said++ ? 'far' : 'own';
                  },
                },
                { create: true },
              ),
            ),
          ];
        }),
        [true, 'kept', 'kept'],
      );
      assert.deepEqual(
        (await left(page)).filter((name) => /far/.test(name)),
        [],
      );
    },
  );

  story(
    'B12: files, buckets and service workers that were granted are there; withdrawn they go, what holds them open writes no more, and the next page is empty',
    { pages: PAGES, serve, tolerated: /favicon/ },
    async (world) => {
      const page = await world.open('/privacy');
      await page.evaluate(() => assent.accept());
      await left(page); // Assent's own look is over: Chromium forgets a worker that is registered while somebody looks for the first time
      assert.deepEqual(await page.evaluate(() => write('far', '/lesson')), await all(page, 'kept'));
      await page.evaluate(() => write('own', '/account'));
      await page.evaluate(async () => {
        const root = await navigator.storage.getDirectory();
        window.file = await root.getFileHandle('far-open', { create: true });
        window.stream = await file.createWritable();
        await stream.write('half');
      });
      const own = await places(page, 'own', '/account');
      assert.deepEqual(
        (await left(page)).filter((name) => !/crswap$/.test(name)),
        [...own, ...(await places(page, 'far', '/lesson')), 'opfs far-open'].sort(),
      );
      const rows = await page.evaluate(() => assent.stored());
      assert.deepEqual(
        [...new Set(rows.filter(({ service }) => service === 'far').map(({ area }) => area))].sort(),
        ((await page.evaluate(() => !!navigator.storageBuckets)) ? AREAS : ['opfs', 'serviceWorker']).slice().sort(),
      );
      await page.evaluate(() => assent.reject());
      await world.becomes('what is left', () => left(page), own);
      assert.deepEqual(await page.evaluate(() => write('far', '/lesson')), await all(page, 'SecurityError'));
      assert.deepEqual(
        await page.evaluate(async () => [
          await outcome(file.createWritable()),
          await outcome(stream.close()).then((one) => one !== 'kept'),
        ]),
        ['SecurityError', true],
      );
      await page.evaluate(
        () =>
          window.bucket &&
          new Promise((done) => {
            bucket.indexedDB.open('again').onerror = done;
          }),
      );
      await world.open('/account', { page });
      await world.settle(page);
      assert.deepEqual(await left(page), own);
      assert.ok((await page.evaluate(() => assent.erase({ everything: true }))).length >= own.length);
      await world.becomes('after all is forgotten', () => left(page), []);
    },
  );

  story(
    'P10: `unknown.keys: refuse` refuses files, buckets and service workers that nobody declared, and what is there goes',
    {
      pages: {
        '/lesson': scratch({ config: undeclared('report'), head: WRITE }),
        '/privacy': scratch({ config: undeclared('refuse'), head: WRITE }),
        '/signed-out': WORKER,
      },
      serve,
      tolerated: /favicon/,
    },
    async (world) => {
      const page = await world.open('/lesson');
      assert.deepEqual(await page.evaluate(() => write('mine', '/lesson')), await all(page, 'kept'));
      await world.open('/privacy', { page });
      await world.becomes('what is left', () => left(page), []);
      assert.deepEqual(await page.evaluate(() => write('mine', '/lesson')), await all(page, 'SecurityError'));
      assert.deepEqual(await left(page), []);
    },
  );

  const REPORTED = { ...undeclared('report') };
  const REGISTERS = '<script type="text/plain" data-category="stats" data-src="{{party}}/far.js"></script>';
  story(
    'A7: a service worker that a granted script registered sends no more after a withdrawal; the site’s own stays',
    {
      pages: {
        '/lesson': scratch({ config: REPORTED, body: REGISTERS }),
        '/privacy': scratch({ config: REPORTED, head: WRITE }),
        '/account': scratch({ config: REPORTED }),
        '/signed-out': WORKER,
      },
      serve,
      tolerated: /favicon/,
    },
    async (world) => {
      world.party.answer(
        '/far.js',
        "navigator.serviceWorker.register('/signed-out', { scope: '/lesson' }).then(() => navigator.serviceWorker.getRegistration('/lesson')).then((one) => { window.registered = one; });",
      );
      const told = () => world.party.log.filter((path) => path === '/told').length;
      const page = await world.open('/lesson');
      // Chromium keeps the scopes of an origin in memory from the first time that somebody looks for one. If a worker
      // is registered while it reads them, it forgets that one for good. So nobody registers while somebody looks, and
      // one is looked for before the next is registered.
      await page.evaluate(() =>
        navigator.serviceWorker.register('/signed-out', { scope: '/account' }).then((one) => {
          window.own = one;
        }),
      );
      await world.until('the site’s own is active', () =>
        page.evaluate(() => window.own.active?.state === 'activated'),
      );
      await page.evaluate(() => navigator.serviceWorker.getRegistration('/account'));
      await page.evaluate(() => assent.accept());
      await world.until('it is active', () => page.evaluate(() => window.registered?.active?.state === 'activated'));
      await world.until('it sends', async () => {
        await page.reload();
        await ready(page);
        return told() > 0;
      });
      assert.deepEqual(
        (await page.evaluate(() => assent.stored()))
          .filter(({ area }) => area === 'serviceWorker')
          .map(({ name, writer }) => [name, writer])
          .sort(),
        [
          ['/account', ''],
          ['/lesson', 'far'],
        ],
      );
      await page.evaluate(() => assent.withdraw());
      await world.becomes(
        'what is left',
        async () => (await left(page)).filter((name) => /^serviceWorker/.test(name)),
        ['serviceWorker /account'],
      );
      await world.open('/privacy', { page });
      const before = told();
      await world.open('/lesson', { page });
      await world.settle(page);
      assert.equal(told(), before, 'it heard nothing of the next visit');
      assert.equal(await page.evaluate(() => navigator.serviceWorker.controller), null);
    },
  );

  const SHARES = `<script type="text/plain" data-category="stats" data-service="far">
    window.heard = 0;
    const worker = new SharedWorker('data:text/javascript,onconnect=(e)=>setInterval(()=>e.ports[0].postMessage(1),10)');
    worker.port.onmessage = () => { heard += 1; };
  </script>`;
  story(
    'A7: the page lets go of a shared worker that a withdrawn script started, and hears no more of it',
    { pages: { '/lesson': scratch({ config: SITE, body: SHARES }) }, serve },
    async (world) => {
      const page = await world.open('/lesson');
      await page.evaluate(() => assent.accept());
      await page.waitForFunction(() => window.heard > 2);
      await page.evaluate(() => assent.reject());
      await world.settle(page);
      const heard = await page.evaluate(() => window.heard);
      await world.settle(page);
      assert.equal(await page.evaluate(() => window.heard), heard);
    },
  );
});
