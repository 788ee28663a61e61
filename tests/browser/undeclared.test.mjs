// What nobody declared: whose it is held to be, and what a withdrawal does with it. The site has said nothing of any
// key; it knows its services by their hosts alone, and leaves `unknown.keys` as it is (`report`).

import assert from 'node:assert/strict';
import { CONFIG, press, page as scratch, stage } from './browser.mjs';
import { crowded, ENGINE, HOST, kept, MORE, OWN, service, TRACKERS } from './trackers.mjs';

const left = async (page) => (await kept(page)).filter((name) => !OWN.test(name));
const ready = (page) => page.waitForFunction(() => window.assent?.ready.then(() => true));

/** Of what is stored and nobody declared: who probably wrote it, by `area name`. */
const writers = (page) =>
  page.evaluate(async () =>
    Object.fromEntries(
      (await assent.stored())
        .filter(({ service, name }) => service !== 'assent' && !/^plx_/.test(name))
        .map(({ area, name, writer }) => [`${area} ${name}`, writer])
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  );

// ---- real trackers ----

const CROWD = [...TRACKERS.filter(({ id }) => id !== 'shelf'), ...MORE];
/** By their hosts alone, and neither law nor erasing is said: the defaults. */
const BY_HOST = { ...CONFIG, services: CROWD.map((one) => ({ ...service(one), keys: [] })) };
const home = (world) => `http://${HOST}:${new URL(world.plexomni).port}`;

/** Grants all, and waits until each has stored what it stores. */
async function busy(world, page) {
  await page.evaluate(() => assent.accept());
  await world.until(
    'all run',
    () => page.evaluate((many) => window.running?.length === many, CROWD.length),
    () => page.evaluate(() => window.running),
  );
  let round = 0;
  const missing = async () => {
    const stored = await left(page);
    return CROWD.flatMap(({ id, stores }) =>
      stores
        .filter(
          ([area, name]) => !stored.some((one) => one.startsWith(`${area} `) && name.test(one.slice(area.length + 1))),
        )
        .map((rule) => `${id} stores ${rule}`),
    );
  };
  await world.until(
    'each stores',
    async () => {
      await page.evaluate((one) => window.provoke(one), (round += 1));
      return (await missing()).length === 0;
    },
    missing,
  );
}

const PAGES = {
  '/lesson': crowded({ config: BY_HOST, trackers: CROWD, marks: false }),
  '/privacy': scratch({ config: BY_HOST }),
};

stage('Fifteen real trackers that have declared nothing', ENGINE, (story) => {
  story(
    'B12: all that fifteen undeclared trackers stored goes with the withdrawal, in every area, and stays away when they try again, here and on the next page',
    { pages: PAGES, tolerated: /.*/ },
    async (world) => {
      assert.equal(CROWD.length, 15);
      const page = await world.open(`${home(world)}/lesson`);
      await busy(world, page);
      const areas = new Set((await left(page)).map((name) => name.split(' ')[0]));
      assert.deepEqual([...areas].sort(), ['cookie', 'indexedDB', 'localStorage', 'sessionStorage']);
      const whose = await writers(page);
      assert.deepEqual(
        Object.entries(whose).filter(([, writer]) => !CROWD.some(({ id }) => id === writer)),
        [],
        'each is known to be somebody’s',
      );
      await page.evaluate(() => assent.withdraw());
      await world.becomes('what is left', () => left(page), []);
      for (let round = 100; round < 103; round += 1) {
        await page.evaluate((one) => window.provoke(one), round);
        await page.locator('#press').click();
        await world.settle(page);
        assert.deepEqual(await left(page), [], `in round ${round}`);
      }
      await world.open(`${home(world)}/privacy`, { page });
      await world.becomes('what is left on the next page', () => left(page), []);
    },
  );

  story(
    'P11: one of them is withdrawn alone after a reload: what it stored on the page before goes, the others keep theirs',
    { pages: PAGES, tolerated: /.*/ },
    async (world) => {
      const page = await world.open(`${home(world)}/lesson`);
      await busy(world, page);
      await page.reload();
      await ready(page);
      const its = async () => (await left(page)).filter((name) => /mp_|mixpanel/.test(name));
      assert.notDeepEqual(await its(), []);
      await page.evaluate(() => assent.withdraw('mixpanel'));
      await world.becomes('what it left', its, []);
      const stored = await left(page);
      for (const { id, stores } of CROWD.filter((one) => !/mixpanel|clarity/.test(one.id))) {
        // Clarity ends its own session now and then
        for (const [area, name] of stores)
          assert.ok(
            stored.some((one) => one.startsWith(`${area} `) && name.test(one.slice(area.length + 1))),
            `${id}: ${area} ${name} in ${stored}`,
          );
      }
    },
  );

  // A limit (README): within one file nobody can tell who is who.
  const BUNDLED = scratch({
    config: BY_HOST,
    body: `<button id="press" type="button">Press</button><video id="clip"></video><script src="/bundle.js"></script>
<script>
  const begin = () => { if (assent.allows('stats') && !window.running) { window.running = []; ${CROWD.map(({ id, run }) => `try { ${run} running.push('${id}'); } catch (error) { console.error(error); }`).join('\n')} } };
  assent.ready.then(begin);
  assent.on('change', begin);
  window.provoke = (round) => { ${CROWD.map(({ provoke }) => `try { ${provoke} } catch { /* it was not started */ }`).join('\n')} };
</script>`,
  });
  story(
    'P10, a limit: trackers bundled into the site’s own file are taken for the site: what they stored stays, and is shown as unknown',
    {
      pages: { '/lesson': BUNDLED },
      tolerated: /.*/,
    },
    async (world) => {
      const files = await Promise.all(
        CROWD.flatMap(({ src }) => src).map(async (path) => (await fetch(world.third + path)).text()),
      );
      await world.context.route('**/bundle.js', (route) =>
        route.fulfill({ contentType: 'text/javascript', body: files.map((text) => `{\n${text}\n}`).join('\n;\n') }),
      );
      const page = await world.open(`${home(world)}/lesson`);
      await page.evaluate(() => assent.accept());
      const some = async () =>
        (await left(page)).filter((name) =>
          /^(cookie _sp_id|localStorage plyr|cookie ahoy_visit|localStorage mp_)/.test(name),
        ).length >= 3;
      await world.until(
        'they store',
        async () => {
          await page.evaluate(() => window.provoke(1));
          return some();
        },
        () => left(page),
      );
      await page.evaluate(() => assent.withdraw());
      await world.settle(page);
      const whose = await writers(page);
      const stays = Object.entries(whose).filter(([name]) => /ahoy_visitor|plyr$/.test(name));
      assert.ok(stays.length > 0, JSON.stringify(whose));
      for (const [name, writer] of stays) assert.equal(writer, '', name);
      await page.evaluate(() => assent.showPreferences());
      await press(page, 'stored', '.assent-dialog');
      await page.locator('.assent-stored h4', { hasText: 'Unknown' }).waitFor();
    },
  );
});

// ---- the site's own libraries ----

const OWN_LIBRARIES = scratch({
  config: BY_HOST,
  body: `<script src="/own/localforage.js"></script><script src="/own/scorm-again.js"></script>
<script>
  window.store = (async () => {
    await localforage.createInstance({ name: 'drafts' }).setItem('essay', 'I think');
    await localforage.createInstance({ name: 'answers', driver: localforage.LOCALSTORAGE }).setItem('one', 'yes');
    const api = new Scorm12API({ autocommit: false, enableOfflineSupport: true, courseId: 'algebra', lmsCommitUrl: '/nowhere', logLevel: 5 });
    api.lmsInitialize('');
    api.lmsSetValue('cmi.core.lesson_location', 'page 3');
    api.lmsFinish('');
    localStorage.setItem('lesson.algebra', JSON.stringify(api.cmi.core?.lesson_location ?? 'page 3'));
  })();
</script>`,
});

stage('The site’s own libraries', ENGINE, (story) => {
  story(
    'P18: what localforage and scorm-again store for the site stays, whatever is withdrawn, and is shown as unknown',
    { pages: { '/lesson': OWN_LIBRARIES }, tolerated: /nowhere|404|Failed to load/ },
    async (world) => {
      await world.context.route('**/own/*.js', async (route) => {
        const name = new URL(route.request().url()).pathname.split('/').pop();
        await route.fulfill({
          contentType: 'text/javascript',
          body: await (await fetch(`${world.third}/${name.replace('.js', '')}/${name}`)).text(),
        });
      });
      const page = await world.open(`${home(world)}/lesson`);
      await page.evaluate(() => assent.accept());
      await page.evaluate(() => window.store);
      const before = await left(page);
      for (const name of ['indexedDB drafts', 'localStorage answers/one', 'localStorage lesson.algebra'])
        assert.ok(before.includes(name), `${name} in ${before}`);
      await page.evaluate(() => assent.withdraw());
      await world.settle(page);
      assert.deepEqual(await left(page), before);
      assert.deepEqual([...new Set(Object.values(await writers(page)))], ['']);
      assert.deepEqual(
        await page.evaluate(() => localforage.createInstance({ name: 'drafts' }).getItem('essay')),
        'I think',
      );
    },
  );
});

// ---- by hand: who is on the stack ----

/** `far` is known by its host; `near` has no host, and is marked in the page. */
const HAND = {
  ...CONFIG,
  services: [
    { ...service({ id: 'far', keys: [] }), hosts: ['127.0.0.4'] },
    { ...service({ id: 'near', keys: [] }), hosts: [] },
  ],
};
const HANDS = scratch({
  config: HAND,
  head: `<script>
    Error.stackTraceLimit = 0; // a page that wants no stacks
    Error.prepareStackTrace = () => 'none';
    document.cookie = 'before=own;path=/';
    localStorage.setItem('before', 'own');
    window.mine = (name) => { localStorage.setItem(name, 'own'); };
    window.through = (act) => act();
    window.later = [];
  </script>`,
  body: `
    <script type="text/plain" data-category="stats" data-src="{{party}}/far.js" id="far"></script>
    <script type="text/plain" data-category="stats" data-service="near" data-src="/near.js"></script>
    <script type="text/plain" data-category="stats" data-service="near">localStorage.setItem('near-inline', 1); window.inline = true;</script>
    <script type="text/plain" data-category="stats" data-service="near">mine('near-through-own');</script>`,
});

stage('Whose script it was', (story) => {
  story(
    'P10: each name belongs to who wrote it first: by the stack, whoever stands between, and however the page has changed errors',
    {
      pages: { '/lesson': HANDS },
      serve: { headers: () => ({ 'set-cookie': null }) },
    },
    async (world) => {
      world.party.answer(
        '/far.js',
        `
      document.cookie = 'far=1;path=/'; localStorage.far = 1; sessionStorage.setItem('far', 1);
      document.cookie = 'before=far;path=/'; localStorage.setItem('before', 'far');
      mine('through-own'); through(() => localStorage.setItem('callback', 1)); mine('own'); (0, eval)("localStorage.setItem('evaluated', 1)"); new Function("localStorage.setItem('made', 1)")();
      const named = { 'https://own.example/x.js:1:1': () => { localStorage.setItem('named', 1); } }['https://own.example/x.js:1:1']; named();
      const down = (n) => n ? down(n - 1) : localStorage.setItem('deep', 1); down(40);
      Promise.resolve().then(() => { localStorage.setItem('promised', 1); });
      setTimeout(() => { document.cookie = 'timed=1;path=/'; window.done = true; });
      window.opened = new Promise((done) => { const asked = indexedDB.open('far-db'); asked.onsuccess = () => { asked.result.close(); done(); }; });
      const room = document.body.appendChild(Object.assign(document.createElement('iframe'), { title: 'room', hidden: true }));
      room.contentWindow.localStorage.setItem('framed', 1); room.remove();
      const nobody = setTimeout(localStorage.setItem.bind(localStorage), 0, 'nobody', 1);`,
      );
      await world.context.route('**/near.js', (route) =>
        route.fulfill({ contentType: 'text/javascript', body: "localStorage.setItem('near', 1);" }),
      );
      const page = await world.open('/lesson');
      await page.evaluate(() => {
        mine('own');
        return assent.accept();
      });
      await page.waitForFunction(
        () =>
          window.done &&
          window.inline &&
          localStorage.getItem('near') &&
          localStorage.getItem('near-through-own') &&
          localStorage.getItem('nobody'),
      );
      await page.evaluate(() => window.opened);
      const FAR = 'far';
      assert.deepEqual(await writers(page), {
        'cookie before': '',
        'cookie far': FAR,
        'cookie timed': FAR,
        'indexedDB far-db': FAR,
        'localStorage before': '',
        'localStorage callback': FAR,
        'localStorage deep': FAR,
        'localStorage evaluated': FAR,
        'localStorage far': FAR,
        'localStorage framed': FAR,
        'localStorage made': FAR,
        'localStorage named': FAR,
        'localStorage near': 'near',
        'localStorage near-inline': 'near',
        'localStorage near-through-own': 'near',
        'localStorage nobody': '',
        'localStorage own': '',
        'localStorage promised': FAR,
        'localStorage through-own': FAR,
        'sessionStorage far': FAR,
      });
      assert.deepEqual(
        await page.evaluate(() => [Error.stackTraceLimit, Error.prepareStackTrace?.()]),
        [0, 'none'],
        'the page has its own again',
      );
      const exported = await page.evaluate(() => assent.exportData({ download: false }));
      assert.equal(exported.stored.find(({ name }) => name === 'callback').writer, 'far');
      await page.evaluate(() => assent.showPreferences());
      await press(page, 'stored', '.assent-dialog');
      await page.locator('.assent-stored li', { hasText: 'near-inline' }).getByText('Probably from').waitFor();
      await page.keyboard.press('Escape');

      await page.evaluate(() => assent.choose({ far: false, near: true, media: false }));
      const OTHERS = [
        'cookie before',
        'localStorage before',
        'localStorage near',
        'localStorage near-inline',
        'localStorage near-through-own',
        'localStorage nobody',
        'localStorage own',
      ];
      await world.becomes('what is left', () => left(page), OTHERS);
      assert.equal(
        await page.evaluate(() => {
          mine('callback');
          return localStorage.getItem('callback');
        }),
        'own',
        'a name that went is free for the site',
      );
      await page.evaluate(() => {
        localStorage.removeItem('callback');
        return assent.withdraw();
      });
      await world.becomes(
        'what is left',
        () => left(page),
        OTHERS.filter((name) => !/near/.test(name)),
      );
    },
  );

  story(
    'P10: where a page lets nobody change how errors tell, what a script writes while it runs is still known',
    {
      pages: { '/lesson': HANDS.replace('<script>', '<script>Object.freeze(Error);') },
      serve: { headers: () => ({ 'set-cookie': null }) },
    },
    async (world) => {
      world.party.answer('/far.js', "localStorage.setItem('frozen', 1); window.done = true;");
      await world.context.route('**/near.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
      const page = await world.open('/lesson');
      await page.evaluate(() => assent.accept());
      await page.waitForFunction(() => window.done);
      const whose = await writers(page);
      assert.deepEqual([whose['cookie before'], whose['localStorage before']], ['', '']);
      assert.match(whose['localStorage frozen'], /^(far|stats)$/); // Chromium tells of ten calls then, which are Assent's: what is left is the mark of the script that runs
      await page.evaluate(() => assent.withdraw());
      assert.equal(await page.evaluate(() => localStorage.getItem('frozen')), null);
    },
  );

  story(
    'A7: a page that is left at once has noted who wrote, and the next one withdraws it; a service that stands again keeps what it writes then',
    {
      pages: { '/lesson': HANDS, '/privacy': scratch({ config: HAND }) },
      serve: { headers: () => ({ 'set-cookie': null }) },
    },
    async (world) => {
      world.party.answer('/far.js', "localStorage.setItem('quick', 1); window.done = true;");
      await world.context.route('**/near.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
      const page = await world.open('/lesson');
      await page.evaluate(() => assent.accept());
      await page.waitForFunction(() => window.done);
      await world.open('/privacy', { page });
      assert.equal((await writers(page))['localStorage quick'], 'far');
      await page.evaluate(() => assent.withdraw('far'));
      assert.equal(await page.evaluate(() => localStorage.getItem('quick')), null);
      await page.evaluate(() => assent.accept('far'));
      await world.open('/lesson', { page });
      await page.waitForFunction(() => window.done);
      await world.becomes('what is left', async () => (await left(page)).filter((name) => /quick/.test(name)), [
        'localStorage quick',
      ]);
      await world.open('/privacy', { page });
      await world.settle(page);
      assert.ok((await left(page)).includes('localStorage quick'));
    },
  );
});
