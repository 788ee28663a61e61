// Where browsers differ from the one tab on a good day: other tabs, pages that come back, pages shown before they are
// asked for, no network, a worker that serves what was, no room, no permission, no origin, no memory.

import assert from 'node:assert/strict';
import { banner, CONFIG, dialog, inFolder, installed, press, page as scratch, stage, unwatched } from './browser.mjs';
import { kept, OWN, service } from './trackers.mjs';

const HAND = service({
  id: 'hand',
  keys: ['cookie', 'localStorage', 'sessionStorage', 'indexedDB', 'cache'].map(
    (area) => /** @type {[string, string]} */ ([area, 'hand*']),
  ),
});
const SITE = {
  ...CONFIG,
  onWithdraw: 'erase',
  services: [HAND],
  keys: [{ in: 'cache', name: 'site-*', category: 'essential' }],
};

/** A granted script that writes everywhere, by a timer and whenever something happens to its page. */
const WRITER = `<script type="text/plain" data-category="stats" data-service="hand">
  window.wrote = 0;
  const attempt = (write) => { try { write(); } catch { /* where nothing may be stored browsers throw */ } };
  window.act = () => {
    attempt(() => { document.cookie = 'hand=1;path=/'; });
    attempt(() => { localStorage.hand = '1'; });
    attempt(() => sessionStorage.setItem('hand', '1'));
    attempt(() => caches.open('hand').catch(() => {}));
    window.wrote += 1;
  };
  setInterval(act, 20);
  for (const event of ['pageshow', 'pagehide', 'storage', 'online', 'offline', 'focus']) addEventListener(event, act);
  for (const event of ['visibilitychange', 'resume', 'prerenderingchange']) document.addEventListener(event, act);
  act();
</script>`;
const WROTE = ['cache hand', 'cookie hand', 'localStorage hand', 'sessionStorage hand'];
const BUSY = { '/lesson': scratch({ config: SITE, body: WRITER }), '/privacy': scratch({ config: SITE }) };

const left = async (page) => (await kept(page)).filter((name) => !OWN.test(name));
const ready = (page) => page.waitForFunction(() => window.assent?.ready.then(() => true));
const allows = (page, id = 'stats') => page.evaluate((one) => assent.allows(one), id);

/** It goes on trying, and nothing is there. */
async function triesInVain(world, page) {
  await world.becomes('what is left', () => left(page), []);
  const before = await page.evaluate(() => window.wrote);
  await world.until('it tried again', async () => (await page.evaluate(() => window.wrote)) > before + 2);
  await world.settle(page);
  assert.deepEqual(await left(page), []);
}

stage('Situations', (story) => {
  story(
    'B12 P5: refused in one tab, the writer in another loses what it stored and cannot write',
    { pages: BUSY },
    async (world) => {
      const writing = await world.open('/lesson');
      await writing.evaluate(() => assent.accept());
      await world.becomes('it writes', () => left(writing), WROTE);
      const other = await world.open('/privacy');
      await other.evaluate(() => assent.reject());
      await world.becomes('the other tab heard', () => allows(writing), false);
      await triesInVain(world, writing);
      await other.bringToFront();
      await triesInVain(world, writing);
      assert.deepEqual(await left(other), []);
      await other.evaluate(() => assent.accept());
      await world.becomes('granted again, it writes again', () => left(writing), WROTE);
    },
  );

  story(
    'B12 P5: refused with no page of the tool open, by a tab that is then closed: the next page starts clean',
    { pages: BUSY },
    async (world) => {
      const first = await world.open('/lesson');
      await first.evaluate(() => assent.accept());
      await world.becomes('it writes', () => left(first), WROTE);
      const second = await world.open('/privacy');
      await Promise.all([
        second.evaluate(() => {
          assent.reject();
        }),
        first.close(),
      ]);
      await second.close();
      const third = await world.open('/privacy');
      await world.becomes('what is left', () => left(third), []);
      assert.equal(await allows(third), false);
    },
  );

  // ---- shown before it is asked for ----

  // No browser prerenders while it is being debugged, so nobody looks into this one: its pages say what they see, and
  // wait for a word.
  const SAYS = `<script>
    const early = document.prerendering;
    const say = async () => {
      const stored = [...document.cookie.split('; ').map((pair) => pair.split('=')[0]), ...Object.keys(localStorage)].filter((name) => /^hand/.test(name));
      const seen = { early, shown: !document.prerendering, allows: window.assent?.allows('stats'), ask: window.assent?.state().ask, wrote: window.wrote > 0, stored: stored.length > 0,
        banner: !!document.querySelector('.assent-banner') };
      await fetch('{{party}}/seen?' + encodeURIComponent(JSON.stringify(seen)), { mode: 'no-cors' });
    };
    setInterval(say, 50);
  </script>`;
  /** @param {string} before  what happens before the next page is prepared @param {string} then  and when it is */
  const first = (before, then) =>
    scratch({
      config: SITE,
      body: `<script type="module">
    await assent.ready;
    ${before}
    const rules = document.createElement('script');
    rules.type = 'speculationrules';
    rules.textContent = '{ "prerender": [{ "source": "list", "urls": ["/lesson"], "eagerness": "immediate" }] }';
    document.head.append(rules);
    await fetch('{{party}}/choose', { mode: 'no-cors' });
    ${then}
    await fetch('{{party}}/go', { mode: 'no-cors' });
    location.href = '/lesson';
  </script>`,
    });
  const HELD = { allows: false, wrote: false, stored: false };
  for (const [how, before, then, waiting, shown] of [
    ['asks when it is shown, and holds until then', '', '', HELD, { ...HELD, ask: 'first', banner: true }],
    [
      'obeys what was granted while it waited',
      '',
      'await assent.accept();',
      HELD,
      { allows: true, wrote: true, stored: true, ask: '', banner: false },
    ],
    [
      'obeys what was refused while it waited',
      'await assent.accept();',
      'await assent.reject();',
      HELD,
      { allows: false, stored: false, ask: '', banner: false },
    ],
  ]) {
    const pages = { '/privacy': first(before, then), '/lesson': scratch({ config: SITE, head: SAYS, body: WRITER }) };
    story(
      `P1 P5: a prerendered page ${how}`,
      { pages, serve: { headers: () => ({ 'cache-control': 'no-cache' }) } },
      async (world) => {
        const [choose, go] = ['/choose', '/go'].map((path) => world.party.hold(path));
        const seen = () =>
          world.party.log
            .filter((path) => path.startsWith('/seen?'))
            .map((path) => JSON.parse(decodeURIComponent(path.slice(6))));
        const last = (expected) => Object.fromEntries(Object.keys(expected).map((key) => [key, seen().at(-1)?.[key]]));
        await unwatched(`${world.plexomni}/privacy`, async () => {
          await world.becomes('while it is prerendered', () => last({ early: true, shown: false, ...waiting }), {
            early: true,
            shown: false,
            ...waiting,
          });
          choose();
          await world.until(
            'the first page has chosen',
            () => world.party.log.includes('/go'),
            () => world.party.log.slice(-3),
          );
          go();
          await world.becomes('when it is shown', () => last({ early: true, shown: true, ...shown }), {
            early: true,
            shown: true,
            ...shown,
          });
          if (!shown.allows && !waiting.allows)
            assert.deepEqual(
              seen().filter(({ wrote, stored }) => wrote || stored),
              [],
              'at no time it wrote',
            );
        });
      },
    );
  }

  // ---- no network ----

  story(
    'P5 B12: offline a choice is kept and obeyed, the layers open, and nobody is waited for',
    { pages: BUSY, tolerated: /favicon/ },
    async (world) => {
      const page = await world.open('/lesson');
      await page.evaluate(() => assent.show('preferences'));
      await dialog(page).waitFor();
      await page.keyboard.press('Escape');
      await world.context.setOffline(true);
      await page.evaluate(() => assent.accept());
      await world.becomes('it writes', () => left(page), WROTE);
      await page.evaluate(() => assent.show('preferences'));
      await press(page, 'reject', '.assent-dialog');
      await world.decided({ how: 'reject' });
      await triesInVain(world, page);
      await world.context.setOffline(false);
      await world.open('/privacy', { page });
      assert.equal(await allows(page), false);
    },
  );

  /**
   * A worker as sites have them that work offline: what it has it gives, at the age it has it. The demo's server has no
   * file for it, so it is a page of another type.
   */
  const KEEPER = `
    const KEPT = 'site-1';
    addEventListener('install', (event) => { skipWaiting(); });
    addEventListener('activate', (event) => event.waitUntil(clients.claim()));
    addEventListener('fetch', (event) => {
      if (event.request.method !== 'GET' || !event.request.url.startsWith(location.origin)) return;
      event.respondWith(caches.open(KEPT).then(async (cache) => {
        const had = await cache.match(event.request, { ignoreVary: true });
        if (had) return had;
        const answer = await fetch(event.request);
        if (answer.ok && new URL(event.request.url).pathname !== '/favicon.ico') await cache.put(event.request, answer.clone());
        return answer;
      }));
    });`;
  const REGISTERS = `<script>navigator.serviceWorker.register('/signed-out', { scope: '/' });</script>`;
  const asWorker = {
    headers: (_, path) =>
      path === '/signed-out' ? { 'content-type': 'text/javascript', 'service-worker-allowed': '/' } : undefined,
  };
  const controlled = (page) => page.waitForFunction(() => navigator.serviceWorker.controller);
  /** The site itself puts a worker's pages into a cache, which is essential to it; the worker is its own. */
  const rest = async (page) =>
    (await left(page)).filter((name) => name !== 'cache site-1' && name !== 'serviceWorker /');

  const OFFLINE = {
    '/lesson': scratch({ config: SITE, head: REGISTERS, body: WRITER }),
    '/privacy': scratch({ config: SITE, head: REGISTERS }),
    '/signed-out': KEEPER,
  };
  story(
    'P5 B12: loaded without a network, from a service worker: the choice holds, is changed, and holds again',
    { pages: OFFLINE, serve: asWorker, tolerated: /favicon/ },
    async (world) => {
      const page = await world.open('/lesson');
      await page.evaluate(() => assent.accept());
      await controlled(page);
      await page.reload(); // everything is asked of the worker now
      await ready(page);
      await page.evaluate(() => assent.show('preferences'));
      await dialog(page).waitFor();
      await world.context.setOffline(true);
      await page.reload();
      await ready(page);
      assert.equal(await allows(page), true);
      await world.becomes('it writes', () => rest(page), WROTE);
      await page.evaluate(() => assent.show('preferences'));
      await press(page, 'reject', '.assent-dialog');
      await world.becomes('what is left', () => rest(page), []);
      await page.reload();
      await ready(page);
      await world.settle(page);
      assert.deepEqual(
        [await allows(page), await rest(page), await page.evaluate(() => window.wrote)],
        [false, [], undefined],
      );
      assert.ok((await kept(page)).includes('cache site-1'), 'what the site keeps for itself is not touched');
    },
  );

  const BY_ADDRESS = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>By address</title>
    <script src="/assent/assent.js" data-config="/site.json"></script>${REGISTERS}</head><body><h1>By address</h1>${WRITER}</body></html>`;
  for (const [what, late] of [
    [
      'a config of last year, for a choice of today',
      (old) => ({
        ...old,
        policy: { version: 9, date: '2026-11-20' },
        categories: [...old.categories, { id: 'ads', purpose: 'advertising' }],
      }),
    ],
    [
      'a config of today, for a choice that the next version knows otherwise',
      (old) => ({ ...old, categories: old.categories.filter(({ id }) => id !== 'media') }),
    ],
  ]) {
    const state = { config: SITE };
    const serve = { ...asWorker, config: (json, name) => (name === 'plexomni' ? JSON.stringify(state.config) : json) };
    story(
      `P5: a stale service worker serves ${what}: no crash, and what was refused is held`,
      { pages: { '/lesson': BY_ADDRESS, '/privacy': BY_ADDRESS, '/signed-out': KEEPER }, serve },
      async (world) => {
        state.config = SITE;
        const page = await world.open('/lesson');
        await page.evaluate(() => assent.accept());
        await controlled(page);
        await page.reload();
        await ready(page);
        await world.becomes('it writes', () => rest(page), WROTE);
        await world.open('/privacy', { page });
        // The site moves on; a browser without the worker, or a server, keeps the choice in the same cookie.
        state.config = late(SITE);
        const fresh = await world.context.browser().newContext();
        const elsewhere = await fresh.newPage();
        await elsewhere.goto(`${world.plexomni}/privacy`);
        await ready(elsewhere);
        await elsewhere.evaluate(() => assent.reject());
        const [record] = (await fresh.cookies()).filter(({ name }) => name === 'assent');
        await fresh.close();
        await world.context.addCookies([{ name: 'assent', value: record.value, url: world.plexomni }]);
        await page.reload();
        await ready(page);
        assert.equal(
          await page.evaluate(() =>
            fetch('/site.json')
              .then((answer) => answer.json())
              .then(({ categories }) => categories.length),
          ),
          3,
          'the worker gives what it had',
        );
        await world.settle(page);
        assert.deepEqual([await allows(page), await page.evaluate(() => window.wrote)], [false, undefined]);
        await world.becomes('what is left', () => rest(page), []);
        // And the way back: with the worker gone, what was chosen under the old config means the same or is asked.
        await page.evaluate(() => navigator.serviceWorker.getRegistration().then((one) => one.unregister()));
        await page.evaluate(() => caches.delete('site-1'));
        await world.open('/lesson', { page });
        assert.equal(await allows(page), false);
      },
    );
  }

  const newer = { come: false };
  story(
    'P5: a stale service worker serves another Assent than the page was made for: the page stays closed',
    {
      pages: { '/lesson': BY_ADDRESS, '/privacy': BY_ADDRESS, '/signed-out': KEEPER },
      serve: {
        ...asWorker,
        config: (json, name) =>
          name === 'plexomni' ? JSON.stringify(newer.come ? { ...SITE, schema: 2, novelty: true } : SITE) : json,
      },
      complaints: [/assent/],
      tolerated: /^$/, // the page does not catch that its worker is refused, and the exception has no stack
    },
    async (world) => {
      newer.come = false;
      const page = await world.open('/lesson'); // with a faulty config nothing is registered
      await controlled(page);
      newer.come = true;
      await page.reload();
      assert.match(await page.evaluate(() => assent.ready.then(() => '', String)), /assent/, 'it says what is wrong');
      await world.until(
        'the console says so, too',
        () => world.complaints.some((text) => /assent/.test(text)),
        () => world.complaints,
      );
      await world.settle(page);
      assert.deepEqual([await allows(page), await page.evaluate(() => window.wrote)], [false, undefined]);
      assert.deepEqual(await rest(page), []);
    },
  );

  // ---- no room ----

  story(
    'B32 B12: with storage full a choice is kept in its cookie, obeyed, and what was refused is erased',
    { pages: BUSY },
    async (world) => {
      const page = await world.open('/lesson');
      await page.evaluate(() => assent.accept());
      await world.becomes('it writes', () => left(page), WROTE);
      const full = await page.evaluate(() => {
        const thrown = [];
        for (const storage of [localStorage, sessionStorage]) {
          for (let length = 1 << 22; length >= 1; length = Math.floor(length / 2)) {
            try {
              for (let i = 0; ; i += 1) storage.setItem(`fill-${length}-${i}`, 'x'.repeat(length));
            } catch (error) {
              thrown.push(error.name);
            }
          }
          try {
            storage.setItem('one more', 'x');
          } catch (error) {
            thrown.push(error.name);
          }
        }
        return [...new Set(thrown)];
      });
      assert.deepEqual(full, ['QuotaExceededError'], 'it is full');
      const session = await page.context().newCDPSession(page);
      await session.send('Storage.overrideQuotaForOrigin', { origin: world.plexomni, quotaSize: 1 });
      await page.evaluate(() => {
        window.refused = [];
        addEventListener('unhandledrejection', ({ reason }) => window.refused.push(String(reason)));
      });
      await page.evaluate(() => assent.reject());
      await world.decided({ how: 'reject' });
      const filled = /^\w+Storage (fill-|one more)/;
      const others = async () => (await left(page)).filter((name) => !filled.test(name));
      await world.becomes('what is left', others, []);
      await page.reload();
      await ready(page);
      assert.equal(await allows(page), false);
      assert.equal(await banner(page).count(), 0);
      await page.evaluate(() => assent.choose({ media: true }));
      await world.decided({ entries: 'media* stats!' });
      assert.ok(
        (await left(page)).filter((name) => filled.test(name)).length > 2,
        'what nobody refused is still there',
      );
    },
  );

  story(
    'B32: with more cookies than a browser keeps for a site the last choice is one of those that stay',
    { pages: BUSY },
    async (world) => {
      const page = await world.open('/privacy');
      await page.evaluate(() => {
        for (let i = 0; i < 400; i += 1) document.cookie = `c${i}=1;path=/`;
      });
      assert.ok((await page.evaluate(() => document.cookie.split('; ').length)) < 300, 'they do not all stay');
      await page.evaluate(() => assent.reject());
      await world.decided({ how: 'reject' });
      await page.reload();
      await ready(page);
      assert.equal(await banner(page).count(), 0);
    },
  );

  // ---- no origin ----

  const FRAMES = {
    '/lesson': `<!doctype html><html lang="en"><title>Around</title><h1>Around</h1>
      <iframe title="no origin" sandbox="allow-scripts" src="/privacy"></iframe>
      <iframe title="no scripts" sandbox="" src="/account"></iframe>
      <iframe title="same origin" sandbox="allow-scripts allow-same-origin" src="/account"></iframe></html>`,
    '/privacy': scratch({ config: SITE, body: WRITER }),
    '/account': scratch({ config: SITE }),
  };
  story(
    'P1: in a frame without an origin all is held and nothing throws; with a choice of its own that holds there alone',
    { pages: FRAMES, tolerated: /sandbox|favicon/ },
    async (world) => {
      // Without an origin a page's own modules come from elsewhere.
      await world.context.route('**/assent/**', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, headers: { ...response.headers(), 'access-control-allow-origin': '*' } });
      });
      const page = await world.open('/lesson', { started: false });
      const lone = await world.until('the frame', () => page.frames().find((one) => one.url().endsWith('/privacy')));
      await lone.waitForFunction(() => window.assent?.ready.then(() => true));
      assert.match(
        await lone.evaluate(() => {
          try {
            return document.cookie;
          } catch (error) {
            return error.name;
          }
        }),
        /SecurityError/,
      );
      await world.settle(page);
      assert.deepEqual(await lone.evaluate(() => [assent.allows('stats'), window.wrote]), [false, undefined]);
      await lone.evaluate(() => assent.accept());
      assert.equal(await lone.evaluate(() => assent.allows('media')), true);
      await lone.evaluate(() => assent.reject());
      assert.equal(await lone.evaluate(() => assent.allows('media')), false);
      assert.equal(await world.record(), '', 'and nobody else hears of it');
      const near = page
        .frames()
        .filter((one) => one.url().endsWith('/account'))
        .at(-1);
      await near.waitForFunction(() => window.assent?.ready.then(() => true));
      await near.evaluate(() => assent.reject());
      await world.decided({ how: 'reject' });
    },
  );

  // ---- no memory ----

  story(
    'B32: a private window knows nothing of the other and leaves nothing; an installed browser knows a choice after it was closed, and ends the session',
    { pages: BUSY },
    async (world) => {
      await inFolder(async (folder) => {
        for (const visit of ['first', 'second']) {
          const context = await installed(folder);
          const page = await context.newPage();
          await page.goto(`${world.plexomni}/privacy`);
          await ready(page);
          if (visit === 'first') {
            assert.equal(await page.evaluate(() => assent.state().ask), 'first');
            await page.evaluate(() => {
              document.cookie = 'ends=1;path=/';
              sessionStorage.ends = '1';
              localStorage.stays = '1';
              return assent.accept();
            });
            await world.until('it is kept', async () =>
              (await context.cookies()).some(({ name }) => name === 'assent'),
            );
          } else {
            assert.equal(await page.evaluate(() => assent.state().ask), '');
            assert.equal(await allows(page), true);
            assert.deepEqual(await left(page), ['localStorage stays']);
          }
          await context.close();
        }
      });
      const [one, two] = await Promise.all([0, 1].map(() => world.context.browser().newContext()));
      const [here, there] = [await one.newPage(), await two.newPage()];
      await here.goto(`${world.plexomni}/lesson`);
      await ready(here);
      await here.evaluate(() => assent.accept());
      await world.becomes('it writes', () => left(here), WROTE);
      await one.close();
      await there.goto(`${world.plexomni}/lesson`);
      await ready(there);
      assert.deepEqual([await there.evaluate(() => assent.state().ask), await left(there)], ['first', []]);
      await two.close();
    },
  );
});

stage('Situations: back and forward', { bfcache: true }, (story) => {
  for (const channels of [false, true]) {
    story(
      `B12 P5: a page that comes back after it was refused elsewhere sweeps at once, and its writer tries in vain (${channels ? 'with' : 'without'} channels)`,
      {
        pages: BUSY,
        serve: { headers: () => ({ 'cache-control': 'no-cache' }) },
      },
      async (world) => {
        // A message on a channel makes engines throw the kept page away.
        if (!channels)
          await world.context.addInitScript(() => {
            delete window.BroadcastChannel;
          });
        const page = await world.open('/lesson');
        await page.evaluate(() => assent.accept());
        await world.becomes('it writes', () => left(page), WROTE);
        await page.evaluate(() => {
          window.mark = 1;
        });
        await world.open('/privacy', { page });
        await page.evaluate(() => assent.reject());
        await world.becomes('what is left', () => left(page), []);
        await page.goBack({ waitUntil: 'commit' });
        await ready(page);
        await world.becomes('it sees the refusal', () => allows(page), false);
        if (!channels) {
          assert.equal(await page.evaluate(() => window.mark), 1, 'it is the same page, not loaded anew');
          await triesInVain(world, page);
        }
        await world.settle(page);
        assert.deepEqual(await left(page), []);
      },
    );
  }
});

// What "block all cookies" in a browser's settings does: storages throw when they are touched.
stage(
  'Situations: storage denied',
  { preferences: { profile: { default_content_setting_values: { cookies: 2 } } } },
  (story) => {
    story(
      'B32 P1: where the browser stores nothing the page works, the choice holds until it is left, and nothing throws',
      { pages: BUSY },
      async (world) => {
        const page = await world.open('/lesson');
        const denied = await page.evaluate(() => {
          const named = (act) => {
            try {
              return String(act());
            } catch (error) {
              return error.name;
            }
          };
          document.cookie = 'here=1';
          return [document.cookie, named(() => localStorage.length), named(() => sessionStorage.length)];
        });
        assert.deepEqual(denied, ['', 'SecurityError', 'SecurityError']);
        await press(page, 'accept');
        await banner(page).waitFor({ state: 'detached' });
        assert.equal(await allows(page), true);
        await page.evaluate(() => assent.reject());
        assert.equal(await allows(page), false);
        await page.evaluate(() => assent.choose({ media: true }));
        assert.deepEqual([await allows(page), await allows(page, 'media')], [false, true]);
        await page.evaluate(() => {
          document.dispatchEvent(new Event('visibilitychange'));
        });
        await world.settle(page);
        assert.equal(await allows(page, 'media'), true);
        await page.reload();
        await banner(page).waitFor();
        assert.equal(await allows(page, 'media'), false);
      },
    );
  },
);
