// Writers that do not take no for an answer: real tools that were granted, started and then refused while they run, and
// some of our own that try everything a page can. Each is first seen to write and to send; only then does it count that
// it does not.

import assert from 'node:assert/strict';
import { CONFIG, page as scratch, stage } from './browser.mjs';
import { crowded, ENGINE, HOST, kept, OWN, SITE, service, TRACKERS } from './trackers.mjs';

const home = (world) => `http://${HOST}:${new URL(world.plexomni).port}`;
/** What others have stored. */
const left = async (page) => (await kept(page)).filter((name) => !OWN.test(name));
const BARE = '<!doctype html><html lang="en"><title>Bare</title><h1>Nothing runs here</h1></html>';

/**
 * Requests to hosts of trackers, as they arrived, without those for their files and without the questions that come
 * before.
 */
const sent = (world) =>
  world
    .log()
    .filter(({ method, host }) => method !== 'OPTIONS' && /\.tracker\.example/.test(host))
    .map(({ host, path, method }) => ({ id: host.split('.')[0], path, method }));

/** Grants all and waits until each has written, and sent since the log was cleared. */
async function busy(world, page) {
  await page.evaluate(() => assent.accept());
  await world.until(
    'all run',
    () => page.evaluate((many) => window.running?.length === many, TRACKERS.length),
    () => page.evaluate(() => window.running),
  );
  let round = 0;
  const missing = async () => {
    const stored = await left(page);
    const arrived = sent(world);
    return TRACKERS.flatMap(({ id, stores, sends }) => [
      ...stores
        .filter(
          ([area, name]) => !stored.some((one) => one.startsWith(`${area} `) && name.test(one.slice(area.length + 1))),
        )
        .map((rule) => `${id} stores ${rule}`),
      ...(arrived.some((one) => one.id === id && sends.test(one.path)) ? [] : [`${id} sends ${sends}`]),
    ]);
  };
  await world.until(
    'each writes and sends',
    async () => {
      assert.deepEqual(await provoke(page, (round += 1)), []);
      return (await missing()).length === 0;
    },
    missing,
  );
}

/** Makes all of them write and send. @returns what threw */
async function provoke(page, round) {
  const threw = await page.evaluate((one) => window.provoke(one), round);
  await page.locator('#press').click(); // by hand: some listen to nothing else
  return threw;
}

/** Another tab in front and back again, as those who listen hear it. */
const hide = (page) =>
  page.evaluate(() => {
    for (const state of ['hidden', 'visible']) {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
      Object.defineProperty(document, 'hidden', { value: state === 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    }
    delete document.visibilityState;
    delete document.hidden;
  });

/** However they are provoked, nothing is there. */
async function nothing(world, page, rounds = 4) {
  for (let round = 100; round < 100 + rounds; round += 1) {
    await provoke(page, round);
    await hide(page);
    await page.evaluate(() => {
      window.dispatchEvent(new Event('beforeunload'));
      window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    });
    await world.settle(page);
    assert.deepEqual(await left(page), [], `in round ${round - 100}`);
  }
}

const CROWD = { '/lesson': crowded(), '/privacy': scratch({ config: SITE }), '/signed-out': BARE };

stage('Stubborn trackers', ENGINE, (story) => {
  story(
    'B08: eight real trackers, before a choice: no key in any area, no request',
    { pages: CROWD },
    async (world) => {
      const page = await world.open(`${home(world)}/lesson`);
      assert.deepEqual(
        await page.evaluate(() => [isSecureContext, 'caches' in self, 'cookieStore' in self]),
        [true, true, true],
        'every area is there',
      );
      await provoke(page, 1);
      await world.settle(page);
      assert.equal(await page.evaluate(() => window.running), undefined);
      assert.deepEqual(await left(page), []);
      assert.deepEqual(world.log(), []);
      await page.evaluate(() => assent.reject());
      await provoke(page, 2);
      await world.settle(page);
      assert.deepEqual([await left(page), world.log()], [[], []], 'nor after a refusal');
    },
  );

  story(
    'B12 P5: granted they write in five areas and send; refused, every key is gone, and provoked, none comes back: here, next page, after a reload',
    {
      pages: CROWD,
      tolerated: /.*/,
    },
    async (world) => {
      const page = await world.open(`${home(world)}/lesson`);
      await busy(world, page);
      const areas = new Set((await left(page)).map((name) => name.split(' ')[0]));
      assert.deepEqual([...areas].sort(), ['cache', 'cookie', 'indexedDB', 'localStorage', 'sessionStorage']);
      await page.evaluate(() => assent.reject());
      await world.becomes('what is left', () => left(page), []);
      await nothing(world, page);
      await world.open(`${home(world)}/signed-out`, { page, started: false });
      assert.deepEqual(await left(page), [], 'a page without Assent sees what they wrote on the way out');
      await page.goBack();
      await page.waitForFunction(() => window.assent?.ready.then(() => true));
      await world.settle(page);
      assert.deepEqual(await left(page), [], 'on coming back');
      await page.reload();
      await page.waitForFunction(() => window.assent?.ready.then(() => true));
      await provoke(page, 200);
      await world.settle(page);
      assert.deepEqual(await left(page), [], 'after a reload');
      assert.equal(await page.evaluate(() => window.running), undefined, 'none was started again');
    },
  );

  story(
    'P14 P12: refused, each sends one flush at most and then nothing more, however it is provoked, not even when the page is left',
    {
      pages: CROWD,
      tolerated: /.*/,
    },
    async (world) => {
      const page = await world.open(`${home(world)}/lesson`);
      // What the page asks for, when it asks: what was on its way before may arrive later.
      const asked = [];
      const session = await page.context().newCDPSession(page);
      await session.send('Network.enable');
      session.on('Network.requestWillBeSent', ({ request, wallTime }) => {
        const { hostname, pathname } = new URL(request.url);
        if (request.method !== 'OPTIONS' && hostname.endsWith('.tracker.example'))
          asked.push({ id: hostname.split('.')[0], path: pathname, at: wallTime * 1000 });
      });
      await busy(world, page);
      await provoke(page, 50);
      const refused = await page.evaluate(() => {
        assent.reject();
        return Date.now();
      });
      await world.settle(page);
      const late = asked.filter(({ at }) => at > refused);
      for (const { id } of TRACKERS)
        assert.ok(
          late.filter((one) => one.id === id).length <= 1,
          `${id} after it was refused: ${JSON.stringify(late)}`,
        );
      asked.length = 0;
      await nothing(world, page);
      assert.deepEqual(asked, []);
      // Whatever was on its way has arrived long since.
      world.clear();
      await world.open(`${home(world)}/signed-out`, { page, started: false });
      await world.settle(page);
      assert.deepEqual(sent(world), [], 'on the way out');
      await world.open(`${home(world)}/lesson`, { page });
      await provoke(page, 201);
      await world.settle(page);
      assert.deepEqual(sent(world), [], 'on the next page');
    },
  );

  story(
    'A7: granted, refused, granted again: they send again on the same page, and store all they did after a reload; refused again, all goes again',
    {
      pages: CROWD,
      tolerated: /.*/,
    },
    async (world) => {
      const page = await world.open(`${home(world)}/lesson`);
      await busy(world, page);
      await page.evaluate(() => assent.reject());
      await world.becomes('what is left', () => left(page), []);
      await world.settle(page);
      world.clear();
      await page.evaluate(() => assent.accept());
      let round = 300;
      // Plyr asks for its picture once; Datadog's session ended with its cookie, and it begins a new one on the next
      // page only.
      const others = TRACKERS.map(({ id }) => id)
        .filter((id) => id !== 'plyr' && id !== 'datadog')
        .sort();
      await world.until(
        'each sends again',
        async () => {
          await provoke(page, (round += 1));
          return others.every((id) => sent(world).some((one) => one.id === id));
        },
        () => others.filter((id) => !sent(world).some((one) => one.id === id)),
      );
      await world.until(
        'and they store again',
        async () => {
          await provoke(page, (round += 1));
          return new Set((await left(page)).map((name) => name.split(' ')[0])).size === 5;
        },
        () => left(page),
      );
      world.clear();
      await page.reload();
      await page.waitForFunction(() => window.assent?.ready.then(() => true));
      await busy(world, page);
      await page.evaluate(() => assent.withdraw());
      await world.becomes('what is left', () => left(page), []);
      await nothing(world, page, 2);
    },
  );

  const ONE_OFF = { ...SITE, services: TRACKERS.map((one) => service(one)) };
  story(
    'P11: one of them is refused alone: its keys go and stay away, the others keep theirs',
    { pages: { '/lesson': crowded({ config: ONE_OFF }) }, tolerated: /.*/ },
    async (world) => {
      const page = await world.open(`${home(world)}/lesson`);
      await busy(world, page);
      await page.evaluate(() => assent.withdraw('mixpanel'));
      const its = async () => (await left(page)).filter((name) => /mp_|mixpanel/.test(name));
      await world.becomes('what it left', its, []);
      for (let round = 400; round < 403; round += 1) {
        await provoke(page, round);
        await world.settle(page);
        assert.deepEqual(await its(), []);
      }
      const stored = await left(page);
      for (const { id, stores } of TRACKERS.filter((one) => one.id !== 'mixpanel')) {
        for (const [area, name] of stores)
          assert.ok(
            stored.some((one) => one.startsWith(`${area} `) && name.test(one.slice(area.length + 1))),
            `${id}: ${area} ${name} in ${stored}`,
          );
      }
    },
  );
});

// Our own. Each writes `hand…` names, which a refused service has declared in every area.
const HAND = {
  id: 'hand',
  keys: ['cookie', 'localStorage', 'sessionStorage', 'indexedDB', 'cache'].map(
    (area) => /** @type {[string, string]} */ ([area, 'hand*']),
  ),
};
const HAND_SITE = { ...CONFIG, onWithdraw: 'erase', services: [service(HAND)] };

/**
 * A page with one writer. `window.wrote` counts its attempts, `window.provoke` makes one more.
 * @param {string} run
 * @param {string} [body]
 */
const writer = (run, body = '') => ({
  '/lesson': scratch({
    config: HAND_SITE,
    body: `<button id="press" type="button">Press</button>${body}
    <script>window.wrote = 0; window.provoke = () => {};</script>
    <script type="text/plain" data-category="stats" data-service="hand">${run}</script>`,
  }),
  '/privacy': scratch({ config: HAND_SITE }),
  '/account': `<!doctype html><html lang="en"><title>Inside</title><script>
    const act = () => {
      document.cookie = 'hand_inside=1;path=/'; localStorage.setItem('hand', '1'); sessionStorage.hand = '1';
      indexedDB.open('hand-inside').onsuccess = ({ target }) => target.result.close();
    };
    setInterval(act, 20);
    addEventListener('pagehide', act);
    act();
  </script></html>`,
  '/signed-out': BARE,
});

/** What it does over and over, by a timer, when told and when the page goes. @param {string} act */
const tireless = (act) => `
  const act = () => { try { ${act} } catch (error) { window.threw = String(error); } window.wrote += 1; };
  window.provoke = act;
  setInterval(act, 20);
  for (const event of ['pagehide', 'beforeunload', 'unload', 'visibilitychange', 'freeze']) { addEventListener(event, act); document.addEventListener(event, act); }
  act();`;

/** @type {[how: string, act: string, names: string[]][]} */
const WRITERS = [
  [
    'document.cookie on the host, the parent and a path',
    `document.cookie = 'hand_host=1;path=/;max-age=999999';
    document.cookie = 'hand_parent=1;path=/;domain=school.localhost'; document.cookie = 'hand_path=1;path=/lesson';`,
    ['cookie hand_host', 'cookie hand_parent', 'cookie hand_path'],
  ],
  [
    'cookieStore',
    "cookieStore.set({ name: 'hand_store', value: '1', expires: Date.now() + 9e6 }).catch(() => {});",
    ['cookie hand_store'],
  ],
  [
    'setItem',
    "localStorage.setItem('hand', '1'); sessionStorage.setItem('hand', '1');",
    ['localStorage hand', 'sessionStorage hand'],
  ],
  [
    'properties of the storages',
    "localStorage.hand = '1'; sessionStorage['hand'] = '1'; Object.assign(localStorage, { hand2: '1' }); Reflect.set(localStorage, 'hand3', '1');",
    ['localStorage hand', 'localStorage hand2', 'localStorage hand3', 'sessionStorage hand'],
  ],
  [
    'defineProperty',
    "Object.defineProperty(localStorage, 'hand', { value: '1', configurable: true, enumerable: true, writable: true });",
    ['localStorage hand'],
  ],
  [
    'functions kept from when it was allowed',
    `window.kept ??= { cookie: Object.getOwnPropertyDescriptor(Document.prototype, 'cookie').set, item: Storage.prototype.setItem, open: IDBFactory.prototype.open, cache: CacheStorage.prototype.open };
    kept.cookie.call(document, 'hand_kept=1;path=/'); kept.item.call(localStorage, 'hand', '1'); kept.open.call(indexedDB, 'hand-kept').onsuccess = ({ target }) => target.result.close();
    kept.cache.call(caches, 'hand-kept').catch(() => {});`,
    ['cache hand-kept', 'cookie hand_kept', 'indexedDB hand-kept', 'localStorage hand'],
  ],
  [
    'a frame of its own',
    `window.room ??= document.body.appendChild(Object.assign(document.createElement('iframe'), { title: 'room', hidden: true }));
    const there = room.contentWindow; there.document.cookie = 'hand_frame=1;path=/'; there.localStorage.setItem('hand', '1'); there.sessionStorage.hand = '1';
    there.Storage.prototype.setItem.call(localStorage, 'hand2', '1'); there.indexedDB.open('hand-frame').onsuccess = ({ target }) => target.result.close();
    Object.getOwnPropertyDescriptor(there.Document.prototype, 'cookie').set.call(document, 'hand_lent=1;path=/');`,
    [
      'cookie hand_frame',
      'cookie hand_lent',
      'indexedDB hand-frame',
      'localStorage hand',
      'localStorage hand2',
      'sessionStorage hand',
    ],
  ],
  [
    'a new frame each time',
    `const room = document.body.appendChild(Object.assign(document.createElement('iframe'), { title: 'room', hidden: true, srcdoc: '<p>x' }));
    room.contentWindow.localStorage.setItem('hand', '1'); room.contentDocument.cookie = 'hand_new=1;path=/'; room.remove();
    const holder = document.body.appendChild(document.createElement('div')); holder.innerHTML = '<iframe hidden title="room"></iframe>';
    holder.firstChild.contentWindow.localStorage.setItem('hand2', '1'); holder.remove();`,
    ['cookie hand_new', 'localStorage hand', 'localStorage hand2'],
  ],
  [
    'a page in a frame that knows nothing of Assent',
    `window.inside ??= document.body.appendChild(Object.assign(document.createElement('iframe'), { title: 'inside', hidden: true, src: '/account' }));`,
    ['cookie hand_inside', 'indexedDB hand-inside', 'localStorage hand', 'sessionStorage hand'],
  ],
  [
    'databases and caches',
    `indexedDB.open('hand-' + (window.wrote % 3), 1).onsuccess = ({ target }) => target.result.close();
    caches.open('hand').then((cache) => cache.put('/hand', new Response('x'))).catch(() => {});`,
    ['cache hand', 'indexedDB hand-0', 'indexedDB hand-1', 'indexedDB hand-2'],
  ],
];

stage('Stubborn by hand', ENGINE, (story) => {
  /** Runs it, sees it write `names`, refuses it, and sees that nothing stays or comes back. */
  async function withdrawn(world, names, { here = true } = {}) {
    const page = await world.open(`${home(world)}/lesson`);
    await page.evaluate(() => assent.accept());
    await world.becomes(
      'it writes',
      async () => (await left(page)).filter((name) => names.includes(name)),
      [...names].sort(),
    );
    await page.evaluate(() => assent.reject());
    if (here) {
      await world.becomes('what is left', () => left(page), []);
      for (let round = 0; round < 4; round += 1) {
        const before = await page.evaluate(() => window.wrote);
        await page.evaluate(() => window.provoke());
        await hide(page);
        await world.until('it tried again', async () => (await page.evaluate(() => window.wrote)) > before + 1);
        await world.settle(page);
        assert.deepEqual(await left(page), []);
      }
    }
    await world.open(`${home(world)}/signed-out`, { page, started: false });
    if (here) assert.deepEqual(await left(page), [], 'nor what it wrote on the way out');
    await world.open(`${home(world)}/privacy`, { page });
    await world.becomes('what is left on the next page', () => left(page), []);
    await world.open(`${home(world)}/lesson`, { page });
    await world.settle(page);
    assert.deepEqual(await left(page), [], 'and on the one it was on');
    return page;
  }

  for (const [how, act, names] of WRITERS) {
    story(
      `B12: tireless by ${how}: nothing stays and nothing comes back`,
      { pages: writer(tireless(act)) },
      async (world) => {
        await withdrawn(world, names);
      },
    );
  }

  const WORKER = writer(`
    const text = 'const open = () => new Promise((done) => { const asked = indexedDB.open("hand-worker", 1); asked.onsuccess = () => { asked.result.close(); done(); }; asked.onerror = asked.onblocked = done; });'
      + 'const act = async () => { await open(); const cache = await caches.open("hand-worker"); await cache.put("/hand", new Response("x")); postMessage(1); }; setInterval(() => act().catch(() => {}), 20);';
    const worker = new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
    worker.onmessage = () => { window.wrote += 1; };
    window.provoke = () => worker.postMessage(1);`);
  story(
    'B12: a worker that was started while it was granted: what it writes goes, and the next page is empty',
    { pages: WORKER },
    async (world) => {
      const page = await world.open(`${home(world)}/lesson`);
      await page.evaluate(() => assent.accept());
      await world.becomes('it writes', () => left(page), ['cache hand-worker', 'indexedDB hand-worker']);
      await page.evaluate(() => assent.reject());
      await world.becomes('what is left', () => left(page), []);
      for (let round = 0; round < 4; round += 1) {
        await world.settle(page);
        assert.deepEqual(await left(page), [], 'it does not come back');
      }
      await world.open(`${home(world)}/privacy`, { page });
      await world.becomes('what is left on the next page', () => left(page), []);
    },
  );

  const BLOCKED = writer(`
    const asked = indexedDB.open('hand-open', 1);
    asked.onupgradeneeded = () => { asked.result.createObjectStore('rows'); };
    asked.onsuccess = () => {
      window.connection = asked.result;
      connection.onversionchange = (event) => { event.stopImmediatePropagation(); };
      window.provoke = () => { window.wrote += 1; try { connection.transaction('rows', 'readwrite').objectStore('rows').put(1, window.wrote); } catch (error) { window.threw = String(error); } };
      setInterval(window.provoke, 20);
    };`);
  story('B12: a database whose connection does not close for others', { pages: BLOCKED }, async (world) => {
    await withdrawn(world, ['indexedDB hand-open']);
  });

  const JAR = {
    ...CONFIG,
    onWithdraw: 'erase',
    unknown: { keys: 'refuse' },
    services: [
      {
        ...service({ id: 'jar', keys: [] }),
        keys: [
          ...['jar_*', '__Secure-jar*', '__Host-jar*'].map((name) => ({ in: 'cookie', name, retention: '90d' })),
          { in: 'cookie', name: 'jar_server', retention: '90d', httpOnly: true },
        ],
      },
    ],
    keys: [{ in: 'cookie', name: 'plx_*', category: 'essential' }],
  };
  const jar = { pages: { '/lesson': scratch({ config: JAR }), '/privacy': scratch({ config: JAR }) } };
  story(
    'B12: cookies of every kind: on the parent, on a path, Secure, SameSite=None, Partitioned, prefixed, without a name; what only the server sees is reported',
    {
      ...jar,
      serve: {
        headers: (_, path) => (path === '/privacy' ? { 'set-cookie': 'jar_server=1; HttpOnly; Path=/' } : undefined),
      },
    },
    async (world) => {
      // Prefixes and partitions need https: the test answers for a host that speaks it with what the demo's server
      // says.
      await world.context.route(`https://${HOST}/**`, async (route) => {
        await route.fulfill({
          response: await route.fetch({ url: world.plexomni + new URL(route.request().url()).pathname }),
        });
      });
      const page = await world.open(`https://${HOST}/privacy`);
      await world.open(`https://${HOST}/lesson`, { page });
      await page.evaluate(() => assent.accept());
      const KINDS = {
        jar_host: 'path=/',
        jar_parent: 'path=/;domain=school.localhost',
        jar_path: 'path=/lesson',
        jar_both: 'path=/lesson;domain=.school.localhost',
        jar_secure: 'path=/;secure',
        jar_strict: 'path=/;samesite=strict',
        jar_none: 'path=/;secure;samesite=none',
        jar_partitioned: 'path=/;secure;samesite=none;partitioned',
        jar_parted_parent: 'path=/;domain=school.localhost;secure;samesite=none;partitioned',
        '__Secure-jar': 'path=/;secure',
        '__Secure-jar_parent': 'path=/;secure;domain=school.localhost',
        '__Host-jar': 'path=/;secure',
        '__Host-jar_parted': 'path=/;secure;samesite=none;partitioned',
      };
      const names = await page.evaluate((kinds) => {
        document.cookie = 'jar_partitioned=1;path=/;secure;samesite=none'; // the same name in the other jar
        for (const [name, rest] of Object.entries(kinds)) document.cookie = `${name}=1;max-age=9999;${rest}`;
        return document.cookie.split('; ').map((pair) => pair.split('=')[0]);
      }, KINDS);
      assert.deepEqual(
        Object.keys(KINDS).filter((name) => !names.includes(name)),
        [],
        'this browser takes all of them',
      );
      // Nobody declared it: written behind Assent's back, as a server does it.
      await page.context().addCookies([{ name: '', value: 'nameless', domain: HOST, path: '/' }]);
      assert.match(await page.evaluate(() => document.cookie), /(^|; )nameless(;|$)/);
      await page.evaluate(() => assent.reject());
      await world.becomes('what is left', () => left(page), ['cookie jar_server']);
      const rows = await page.evaluate(() => assent.stored());
      assert.deepEqual(
        rows.filter(({ name }) => name === 'jar_server').map(({ area, hidden, service: of }) => [area, hidden, of]),
        [['cookie', true, 'jar']],
      );
      await page.reload();
      await page.waitForFunction(() => window.assent?.ready.then(() => true));
      assert.deepEqual(await left(page), ['cookie jar_server']);
    },
  );
  story(
    'B12: names that a line could not carry: tabs, line breaks, halves of characters, longer than any',
    {
      pages: { ...jar.pages, '/signed-out': BARE },
    },
    async (world) => {
      const page = await world.open(`${home(world)}/signed-out`, { started: false });
      const names = [
        'a\tb',
        'line\nbreak',
        '\0',
        '\ud83d',
        'half\udc00way',
        '😀',
        `long${'x'.repeat(2000)}`,
        `${'x'.repeat(998)}😀`,
      ];
      await page.evaluate((all) => {
        for (const name of all) localStorage.setItem(name, 1);
      }, names);
      assert.equal(await page.evaluate(() => localStorage.length), names.length);
      await world.open(`${home(world)}/lesson`, { page });
      assert.deepEqual(await left(page), []);
    },
  );
});
