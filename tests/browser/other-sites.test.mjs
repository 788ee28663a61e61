// Several sites on one origin, hosts that share a domain, servers that write the cookie anew, builds to come: each
// keeps its own decision, and none touches another's.

import assert from 'node:assert/strict';
import { checksumOf, readRecord, storedName } from '../../web/cli/audit/record.js';
import { banner, CONFIG, press, page as scratch, stage } from './browser.mjs';

const DAY = 24 * 60 * 60;
const P = '{{party}}';
const MARKED = `<img data-category="media" data-src="${P}/img" alt=""><script type="text/plain" data-category="stats">window.counted = 1</script>`;

/** @param {any} config @param {string} [body] */
const site = (config, body = MARKED) => scratch({ config, body });
const ask = (page) => page.evaluate(() => assent.state().ask);
const allows = (page, id) => page.evaluate((one) => assent.allows(one), id);
const signed = (text) => `${text}.${checksumOf(text)}`;

/** Every cookie of this name, from whatever domain. @param {any} world @param {string} name */
const cookiesOf = async (world, name) => (await world.cookies()).filter((one) => one.name === name);

/** What a page of this origin can see under a name and its parts. @param {any} page @param {string} name */
const keptFor = (page, name) =>
  page.evaluate((own) => {
    const mine = (key) => key === own || key.startsWith(`${own}.`);
    const cookies = document.cookie.split('; ').filter((one) => mine(one.split('=')[0]));
    return [
      ...cookies.map((one) => `cookie ${one}`),
      ...Object.keys(localStorage)
        .filter(mine)
        .map((key) => `localStorage ${key}=${localStorage[key]}`),
    ].sort();
  }, name);

const REFUSES = { unknown: { keys: 'refuse' } };
/** What ends with the session makes Assent mark it. */
const BY_SESSION = { keys: [{ in: 'localStorage', name: 'draft', category: 'essential', retention: 'session' }] };
const PAIRS = {
  'an id each': [
    { ...CONFIG, ...BY_SESSION, site: { ...CONFIG.site, id: 'course-a' } },
    { ...CONFIG, ...BY_SESSION, ...REFUSES, site: { ...CONFIG.site, id: 'course-b' } },
  ],
  'a cookie name each': [
    { ...CONFIG, ...BY_SESSION, cookie: { name: 'course_a' } },
    { ...CONFIG, ...BY_SESSION, ...REFUSES, cookie: { name: 'course_b' } },
  ],
};

stage('Two sites on one origin', (story) => {
  for (const [what, [A, B]] of Object.entries(PAIRS)) {
    story(
      `P1: two sites on one origin, with ${what}, share nothing: neither grants nor records, and B's sweeps and "erase everything" leave A's`,
      {
        pages: { '/privacy': site(A), '/account': site(B) },
      },
      async (world) => {
        const [a, b] = [storedName(A), storedName(B)];
        const page = await world.open('/privacy');
        await press(page, 'accept');
        await world.becomes('A runs', () => world.party.log, ['/img']);
        await world.until('the copy is written', () =>
          page.evaluate(async (name) => (await indexedDB.databases()).some((one) => one.name === name), `${a}.mirror`),
        );
        await world.open('/privacy', { page }); // its ledger is written by now
        await page.evaluate(() => {
          document.cookie = 'stray=1;path=/';
          localStorage.setItem('stray', '1');
        });
        await page.goto(`${world.plexomni}/site.json`); // A is left, and has noted what it saw last; here nothing runs
        const kept = await keptFor(page, a);
        assert.deepEqual(kept.map((line) => line.replace(/=.*/s, '').replace(a, '*')).sort(), [
          'cookie *',
          'cookie *.session',
          'localStorage *.history',
          'localStorage *.seen',
        ]);
        world.party.log.length = 0;

        await world.open('/account', { page });
        assert.equal(await ask(page), 'first', 'B was never asked');
        await banner(page).waitFor();
        await world.settle(page);
        assert.deepEqual(world.party.log, [], 'and what A was granted is not granted to B');
        await press(page, 'reject');
        await world.until('B has stored it', async () => (await cookiesOf(world, b))[0]);
        assert.equal(readRecord((await cookiesOf(world, b))[0].value, B)?.how, 'reject');
        assert.deepEqual(await keptFor(page, a), kept, 'A has all it had');
        assert.equal(
          await page.evaluate(() => `${document.cookie} ${Object.keys(localStorage)}`.includes('stray')),
          false,
          'but what nobody declared went',
        );

        await page.evaluate(() => assent.erase({ everything: true }));
        assert.deepEqual(await keptFor(page, a), kept, 'and after everything was erased');
        assert.ok(
          (await page.evaluate(() => indexedDB.databases())).some(({ name }) => name === `${a}.mirror`),
          'and the copy of its refusals',
        );
        assert.deepEqual(
          (await keptFor(page, b)).filter((line) => /^cookie [^.]*=/.test(line)),
          [],
        );
        assert.equal(await ask(page), 'first');

        await press(page, 'reject');
        await world.open('/privacy', { page });
        assert.equal(await ask(page), '', 'A is not asked again');
        await world.becomes('A runs', () => world.party.log, ['/img']);
      },
    );
  }

  const TWO_WORDS = {
    '/privacy': site({ ...CONFIG, site: { ...CONFIG.site, id: 'course-a' } }),
    '/account': site(CONFIG),
  };
  story(
    "P10: what is stored here, as B shows it: A's record is Assent's, and cannot be deleted alone",
    { pages: TWO_WORDS },
    async (world) => {
      const page = await world.open('/privacy');
      await page.evaluate(() => assent.accept());
      await world.open('/account', { page });
      const row = (await page.evaluate(() => assent.stored())).find(({ name }) => name === 'assent~course-a');
      assert.deepEqual([row.service, row.deletable], ['assent', false]);
      assert.deepEqual(
        await page
          .evaluate(() => assent.erase({ rows: [{ area: 'cookie', name: 'assent~course-a' }] }))
          .then((answer) => answer.erased ?? answer),
        [],
      );
      assert.equal((await cookiesOf(world, 'assent~course-a')).length, 1);
    },
  );
});

const PARENT = { ...CONFIG, cookie: { domain: 'school.assent.test' } };

stage('Hosts of one domain', { hosts: '*.assent.test' }, (story) => {
  story(
    'P1: a refusal on a host that keeps its own leaves the choice of its parent domain, which in turn grants it nothing',
    {
      pages: { '/privacy': site(PARENT), '/account': site(CONFIG) },
    },
    async (world) => {
      const { port } = new URL(world.plexomni);
      const parent = `http://school.assent.test:${port}/privacy`,
        sub = `http://sub.school.assent.test:${port}/account`;
      const page = await world.open(parent);
      await press(page, 'accept');
      await world.becomes('the parent runs', () => world.party.log, ['/img']);
      const [before] = await cookiesOf(world, 'assent');
      assert.equal(before.domain, '.school.assent.test');
      world.party.log.length = 0;

      await world.open(sub, { page });
      assert.equal(await ask(page), 'first', "the parent's choice is not this host's");
      await press(page, 'reject');
      await world.becomes(
        'two records',
        async () => (await cookiesOf(world, 'assent')).map(({ domain }) => domain).sort(),
        ['.school.assent.test', 'sub.school.assent.test'],
      );
      assert.equal(
        (await cookiesOf(world, 'assent')).find(({ domain }) => domain === before.domain).value,
        before.value,
        "the parent's is as it was",
      );
      assert.deepEqual(world.party.log, []);
      await page.reload();
      await page.waitForFunction(() => window.assent?.ready.then(() => assent.state().decided?.how === 'reject'));
      assert.equal(await ask(page), '');

      await page.evaluate(() => assent.erase({ everything: true }));
      assert.deepEqual(
        (await cookiesOf(world, 'assent')).map(({ domain, value }) => [domain, value]),
        [[before.domain, before.value]],
        "erasing everything takes this host's alone",
      );
      assert.equal(await ask(page), 'first');

      await page.evaluate(() => assent.reject());
      await world.open(parent, { page });
      assert.equal(await ask(page), '');
      assert.equal(await allows(page, 'media'), true);
      await page.evaluate(() => assent.withdraw());
      await world.open(sub, { page });
      await page.evaluate(() => assent.accept());
      await world.open(parent, { page });
      assert.equal(await allows(page, 'media'), false, 'nor does what the host grants reach its parent');
    },
  );

  story(
    'P1: hosts that keep one choice for their domain share it, in both directions',
    { pages: { '/privacy': site(PARENT), '/account': site(PARENT) } },
    async (world) => {
      const { port } = new URL(world.plexomni);
      const page = await world.open(`http://sub.school.assent.test:${port}/account`);
      await press(page, 'accept');
      await world.becomes('one record', async () => (await cookiesOf(world, 'assent')).map(({ domain }) => domain), [
        '.school.assent.test',
      ]);
      await world.open(`http://school.assent.test:${port}/privacy`, { page });
      assert.deepEqual([await ask(page), await allows(page, 'media')], ['', true]);
      await page.evaluate(() => assent.reject());
      await world.open(`http://sub.school.assent.test:${port}/account`, { page });
      assert.deepEqual([await ask(page), await allows(page, 'media')], ['', false]);
    },
  );

  for (const domain of ['test', 'other.assent.test', 'sub.school.assent.test']) {
    story(
      `B32: cookie.domain ${domain}, which the browser does not take: the console names the key and the cure, and the choice is kept here`,
      {
        pages: { '/privacy': site({ ...CONFIG, cookie: { domain } }) },
        complaints: [
          new RegExp(
            `assent: cookie\\.domain: expected school\\.assent\\.test .* found "${domain}".*Write the domain that your hosts share, or "host"`,
          ),
        ],
      },
      async (world) => {
        const page = await world.open(`http://school.assent.test:${new URL(world.plexomni).port}/privacy`);
        await press(page, 'reject');
        await world.becomes('kept here', () => page.evaluate(() => localStorage.getItem('assent')?.slice(0, 2)), '2.');
        assert.deepEqual(await cookiesOf(world, 'assent'), []);
        await page.reload();
        await page.waitForFunction(() => window.assent?.ready.then(() => assent.state().decided?.how === 'reject'));
        assert.equal(await ask(page), '');
      },
    );
  }
});

stage('Records that others wrote', (story) => {
  const PAGES = { '/privacy': site(CONFIG) };
  const now = () => Math.floor(Date.now() / 1000);
  /** @param {any} world @param {string} value */
  const put = (world, value) => world.context.addCookies([{ name: 'assent', value, url: world.plexomni }]);

  story(
    'B32: a server wrote the cookie anew, percent-encoded: it is read, format 1 as well, and nobody is asked',
    { pages: PAGES },
    async (world) => {
      const page = await world.open('/privacy');
      await page.evaluate(() => assent.choose({ media: true, stats: false }));
      const record = await world.until('it is stored', world.record);
      const old = signed(`1.${now()}.save.1.row.media*stats!`);
      for (const text of [
        record.replaceAll('.', '%2E'),
        record.replaceAll('_', '%5f'),
        old,
        encodeURIComponent(old).replace(/[!'*~]/g, (one) => `%${one.charCodeAt(0).toString(16)}`),
      ]) {
        await put(world, text);
        await page.reload();
        await page.waitForFunction(() => window.assent?.ready.then(() => true));
        assert.deepEqual(
          [await ask(page), await allows(page, 'media'), await allows(page, 'stats')],
          ['', true, false],
          text,
        );
        assert.equal((await cookiesOf(world, 'assent'))[0].value, text, 'it is not written anew by being read');
      }
      await page.evaluate(() => assent.reject());
      await world.becomes('the next choice', async () => readRecord(await world.record(), CONFIG)?.how, 'reject');
    },
  );

  story(
    'P1: a record dated two days ahead is no decision, and stays until the learner decides; dated an hour ahead it holds',
    { pages: PAGES },
    async (world) => {
      const page = await world.open('/privacy');
      await page.evaluate(() => assent.accept());
      await world.becomes('it runs', () => world.party.log, ['/img']);
      const record = await world.until('it is stored', world.record);
      const dated = (seconds) =>
        signed(record.slice(0, record.lastIndexOf('.')).replace(/\.\d{9,10}\./, `.${now() + seconds}.`));
      await put(world, dated(2 * DAY));
      world.party.log.length = 0;
      await page.reload();
      await banner(page).waitFor();
      assert.equal(await ask(page), 'first');
      await world.settle(page);
      assert.deepEqual(world.party.log, []);
      assert.match(await world.record(), /\.accept\./, 'it is not deleted');
      await press(page, 'reject');
      await world.becomes('what is stored', async () => readRecord(await world.record(), CONFIG)?.how, 'reject');
      await put(world, dated(3600));
      await page.reload();
      await page.waitForFunction(() => window.assent?.ready.then(() => assent.state().ask === ''));
    },
  );

  const STRICT = { '/privacy': site({ ...CONFIG, ...REFUSES }) };
  story(
    'P1: what a build to come wrote is no decision and stays as it is; the choice is kept beside it, and holds on the next page',
    { pages: STRICT },
    async (world) => {
      const later = signed(`3.assent.${now()}.something-new`);
      await put(world, later);
      const page = await world.open('/privacy');
      assert.equal(await ask(page), 'first');
      await press(page, 'accept');
      await world.becomes('what runs', () => world.party.log, ['/img']);
      assert.equal(await world.record(), later, 'not overwritten, nor swept with what nobody declared');
      await page.reload();
      await page.waitForFunction(() => window.assent?.ready.then(() => assent.state().decided?.how === 'accept'));
      await page.evaluate(() => assent.reject());
      await page.evaluate(() => assent.erase({ everything: true }));
      assert.equal(await world.record(), later, 'nor erased with everything');
      assert.equal(await allows(page, 'media'), false);
    },
  );

  const count = { id: 'counter', category: 'stats', name: 'Counter', vendor: 'Counter GmbH' };
  const now1 = { ...CONFIG, services: [...(CONFIG.services ?? []), count] };
  const changed = { ...now1, services: [...(CONFIG.services ?? []), { ...count, vendor: 'Data Traders Inc.' }] };
  story(
    'P11: another vendor stands behind a service: it alone waits, and the banner asks; all else runs on',
    {
      pages: {
        '/privacy': site(
          now1,
          '<script type="text/plain" data-category="stats" data-service="counter">window.counted = 1</script>',
        ),
        '/account': site(
          changed,
          `${MARKED}<script type="text/plain" data-service="counter">window.counter = 1</script>`,
        ),
      },
    },
    async (world) => {
      const page = await world.open('/privacy');
      await press(page, 'accept');
      await world.becomes('it runs', () => page.evaluate(() => window.counted), 1);
      await world.open('/account', { page });
      assert.equal(await ask(page), 'category');
      await banner(page).waitFor();
      await world.becomes('what else was granted', () => world.party.log, ['/img']);
      await world.settle(page);
      assert.equal(await page.evaluate(() => window.counter), undefined, 'the vendor that nobody was asked about');
      await press(page, 'accept');
      await world.becomes('granted, it runs', () => page.evaluate(() => window.counter), 1);
    },
  );
});
