// Databases that are open when they have to go: here, in a frame, in another tab, in a worker. Nobody waits for ever:
// what can be closed is closed, what cannot be removed is named and emptied, and to open it again is answered.

import assert from 'node:assert/strict';
import { CONFIG, press, page as scratch, stage } from './browser.mjs';

const SITE = {
  ...CONFIG,
  services: [{ id: 'tracker', category: 'stats', name: 'Tracker', keys: [{ in: 'indexedDB', name: 'trkdb' }] }],
  keys: [
    { in: 'indexedDB', name: 'session-db', category: 'essential', retention: 'logout' },
    { in: 'indexedDB', name: 'lessons', category: 'media' },
  ],
};
const WORKER = `
  const open = () => new Promise(done => {
    const request = indexedDB.open('lessons', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('texts').put('mine', 1);
    request.onsuccess = () => { self.database = request.result; done(); };
  });
  if (self.SharedWorkerGlobalScope) onconnect = ({ ports: [port] }) => open().then(() => port.postMessage('open'));
  else open().then(() => postMessage('open'));`;

const PAGES = { '/privacy': scratch({ config: SITE }) };

/** Opens a database, writes into it, and keeps it open. @param {any} frame @param {string} name */
const hold = (frame, name) =>
  frame.evaluate(
    (name) =>
      new Promise((done, failed) => {
        const request = indexedDB.open(name, 1);
        request.onupgradeneeded = () => request.result.createObjectStore('texts').put('mine', 1);
        request.onerror = () => failed(request.error);
        request.onsuccess = () => {
          window.held = request.result;
          window.held.onclose = () => {
            window.letGo = true;
          };
          done(undefined);
        };
      }),
    name,
  );

/** What becomes of opening it: how many stores are in it, or the error. @param {any} page @param {string} name */
const openAgain = (page, name) =>
  page.evaluate(
    (name) =>
      new Promise((done) => {
        const request = indexedDB.open(name);
        request.onerror = () => done(request.error.name);
        request.onsuccess = () => {
          done(request.result.objectStoreNames.length);
          request.result.close();
        };
      }),
    name,
  );

const databases = (page) =>
  page.evaluate(async () =>
    (await indexedDB.databases())
      .map(({ name }) => name)
      .filter((name) => !name.startsWith('assent'))
      .sort(),
  );

/**
 * Carries a call out in the page, with what `change` told meanwhile, and how long it took.
 * @param {any} page
 * @param {string} call
 */
const calling = (page, call) =>
  page.evaluate(async (call) => {
    const told = [];
    const end = assent.on('change', ({ erased, remaining }) => told.push({ erased, remaining }));
    const began = performance.now();
    const answer = await new Function(`return assent.${call}`)();
    end();
    return { answer, told, took: performance.now() - began };
  }, call);

const LESSONS = { area: 'indexedDB', name: 'lessons' };

stage('Databases that are open when they have to go', (story) => {
  story(
    'P7: signing out takes an essential database that the page has open; the page hears that it was closed, and can open it anew',
    { pages: PAGES },
    async (world) => {
      const page = await world.open('/privacy');
      await hold(page, 'session-db');
      const { answer, took } = await calling(page, 'logout()');
      assert.deepEqual(answer, [{ area: 'indexedDB', name: 'session-db' }]);
      assert.ok(took < 5000, `${took} ms`);
      assert.deepEqual(await databases(page), []);
      assert.equal(await page.evaluate(() => window.letGo), true, 'its `close` event');
      assert.equal(await openAgain(page, 'session-db'), 0, 'a new, empty one');
    },
  );

  story(
    'A7: what a withdrawn service has open goes with the withdrawal, although its script has a handler of its own for that',
    { pages: PAGES },
    async (world) => {
      const page = await world.open('/privacy');
      await page.evaluate(() => assent.accept());
      await hold(page, 'trkdb');
      await page.evaluate(() => {
        window.held.onversionchange = (event) => event.stopImmediatePropagation();
      });
      await page.evaluate(() => assent.withdraw());
      assert.deepEqual(await databases(page), []);
    },
  );

  story(
    'A7: a database that a frame of the page has open goes, too',
    { pages: { ...PAGES, '/account': '<!doctype html><title>Frame</title>' } },
    async (world) => {
      const page = await world.open('/privacy');
      await page.evaluate(() => assent.accept());
      await page.evaluate(
        () =>
          new Promise((done) => {
            const frame = document.createElement('iframe');
            frame.src = '/account';
            frame.onload = done;
            document.body.append(frame);
          }),
      );
      await hold(page.frames()[1], 'lessons');
      const { answer } = await calling(page, 'erase({ everything: true })');
      assert.ok(
        answer.some(({ name }) => name === 'lessons'),
        JSON.stringify(answer),
      );
      assert.deepEqual(await databases(page), []);
    },
  );

  story('A7: a database that another tab has open goes, too', { pages: PAGES }, async (world) => {
    const [page, other] = [await world.open('/privacy'), await world.open('/privacy')];
    await page.evaluate(() => assent.accept());
    await world.becomes('the other tab knows', () => other.evaluate(() => assent.allows('media')), true);
    await hold(other, 'lessons');
    const { answer } = await calling(page, 'erase({ everything: true })');
    assert.ok(
      answer.some(({ name }) => name === 'lessons'),
      JSON.stringify(answer),
    );
    assert.deepEqual(await databases(page), []);
    // the tabs hear of it by several ways
    await world.becomes('its close event', () => other.evaluate(() => window.letGo), true);
  });

  for (const kind of ['Worker', 'SharedWorker']) {
    story(
      `P18: a database that a ${kind} holds open is named within 5 s, twice, and emptied; to open it is answered, and it goes when the worker ends`,
      {
        pages: { ...PAGES, '/account': WORKER },
        serve: { headers: (_site, path) => (path === '/account' ? { 'content-type': 'text/javascript' } : undefined) },
      },
      async (world) => {
        const page = await world.open('/privacy');
        await page.evaluate(() => assent.accept());
        await page.evaluate(
          (kind) =>
            new Promise((done) => {
              window.worker = new window[kind]('/account');
              (window.worker.port ?? window.worker).onmessage = done;
            }),
          kind,
        );
        await page.evaluate(() => assent.stored()); // its files are there: the time is that of the erasure
        for (const _ of [1, 2]) {
          const { answer, told, took } = await calling(page, 'erase({ everything: true })');
          assert.ok(took < 5000, `${took} ms`);
          assert.ok(!answer.some(({ name }) => name === 'lessons'), 'it is not said to have gone');
          assert.deepEqual(
            told.flatMap(({ remaining = [] }) => remaining),
            [LESSONS],
          );
        }
        assert.equal(await openAgain(page, 'lessons'), 'AbortError', 'whoever opens it now is told, and does not wait');
        await page.evaluate(() => {
          window.worker.terminate?.();
        });
        await page.goto('about:blank');
        const next = await world.open('/privacy', { page });
        await world.becomes('it is gone', () => databases(next), []);
        await next.evaluate(() => assent.accept());
        assert.equal(await openAgain(next, 'lessons'), 0);
      },
    );
  }

  story(
    'P18: what a worker holds open is emptied at once: the worker itself finds nothing in it any more',
    {
      pages: {
        ...PAGES,
        '/account': `${WORKER}
      self.onmessage = () => { self.database.transaction('texts').objectStore('texts').count().onsuccess = ({ target }) => postMessage(target.result); };`,
      },
      serve: { headers: (_site, path) => (path === '/account' ? { 'content-type': 'text/javascript' } : undefined) },
    },
    async (world) => {
      const page = await world.open('/privacy');
      await page.evaluate(() => assent.accept());
      const count = () =>
        page.evaluate(
          () =>
            new Promise((done) => {
              window.worker.onmessage = ({ data }) => done(data);
              window.worker.postMessage('count');
            }),
        );
      await page.evaluate(
        () =>
          new Promise((done) => {
            window.worker = new Worker('/account');
            window.worker.onmessage = done;
          }),
      );
      assert.equal(await count(), 1);
      await page.evaluate(() => assent.erase({ rows: [{ area: 'indexedDB', name: 'lessons' }] }));
      assert.equal(await count(), 0);
    },
  );

  story(
    'P18: the panel names what could not be deleted, and how it can be',
    {
      pages: { ...PAGES, '/account': WORKER },
      serve: { headers: (_site, path) => (path === '/account' ? { 'content-type': 'text/javascript' } : undefined) },
    },
    async (world) => {
      const page = await world.open('/privacy');
      await page.evaluate(() => assent.accept());
      await page.evaluate(
        () =>
          new Promise((done) => {
            window.worker = new Worker('/account');
            window.worker.onmessage = done;
          }),
      );
      await page.evaluate(() => assent.showPreferences());
      await press(page, 'stored');
      const row = page
        .locator('.assent-stored li')
        .filter({ has: page.locator('.assent-name', { hasText: 'lessons' }) });
      await row.locator('button').click();
      await world.until('it is named', async () =>
        /not be deleted yet.*lessons.*Close the other tabs/.test(
          await page.locator('.assent-dialog output').last().textContent(),
        ),
      );
      assert.equal(await row.count(), 1, 'it is still in the list');
    },
  );
});
