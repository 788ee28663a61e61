// The law in a page: where the visitor is, which signals their browser sends, who they are, and what each makes of a
// page.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { open as openSite } from '../../web/server/node.js';
import { banner, CONFIG, control, dialog, page, press, stage, switchedOn } from './browser.mjs';

const SELLER = {
  ...CONFIG,
  categories: [...CONFIG.categories, { id: 'ads', purpose: 'advertising' }],
  services: [
    { id: 'counter', category: 'stats', name: 'Counter', hosts: ['127.0.0.4'] },
    { id: 'market', category: 'ads', name: 'Market', sale: 'sensitive' },
    { id: 'roster', category: 'media', name: 'Roster', records: true },
  ],
};

/** Held until something is granted, or running from the start. */
const TAGS = ['stats', 'media', 'ads']
  .map((id) => `<script type="text/plain" data-category="${id}">(window.ran ??= []).push('${id}');</script>`)
  .join('');

const at = (attributes, config = SELLER, head = '', footer = '') =>
  page({ attributes, config, head, body: TAGS + footer });
const ran = (tab) => tab.evaluate(() => [...(window.ran ?? [])].sort());
const link = (tab) => tab.locator('[data-assent="opt-out"]');
const said = (tab, what) => tab.locator(`[data-say="${what}"]:not([data-say=beside])`);

/** A browser that sends Global Privacy Control. @param {any} world */
const withSignal = (world) =>
  world.context.addInitScript(() => {
    Object.defineProperty(navigator, 'globalPrivacyControl', { value: true });
  });

stage('Law', (story) => {
  story(
    'P15 A8: the place on the script: Germany asks first, and the preferences say so in a sentence',
    { pages: { '/': at('data-region="DE"') } },
    async (world) => {
      const tab = await world.open();
      await banner(tab).waitFor();
      assert.deepEqual(await ran(tab), []);
      const state = await tab.evaluate(() => window.assent.state());
      assert.deepEqual([state.regime, state.place, state.ask, state.link], ['eu_de', 'DE', 'first', '']);
      await press(tab, 'settings');
      assert.match(
        await dialog(tab).locator('.assent-law').innerText(),
        /^This site takes you to be in Germany, whose law has it ask before anything optional runs\.$/,
      );
      assert.equal(await link(tab).count(), 0);
    },
  );

  story(
    'P15: the place in the page, <meta name="assent-region">, is as good',
    {
      pages: { '/': at('').replace('<script src', '<meta name="assent-region" content="DE"><script src') },
    },
    async (world) => {
      const tab = await world.open();
      assert.equal(await tab.evaluate(() => window.assent.state().regime), 'eu_de');
    },
  );

  story(
    'A8: where the law lets things run until they are refused, they do, a notice says so, and one click refuses',
    { pages: { '/': at('data-region="US-VA"') }, context: { timezoneId: 'America/New_York' } },
    async (world) => {
      const tab = await world.open();
      await banner(tab).waitFor();
      await world.becomes('what runs', () => ran(tab), ['ads', 'media', 'stats']);
      assert.equal(await control(tab, 'accept').count(), 0, 'nothing is asked, so nothing is accepted');
      await press(tab, 'reject');
      await world.decided({ how: 'reject', regime: 'us_va', entries: 'ads! media! stats!' });
      await tab.reload();
      await world.settle(tab);
      assert.deepEqual(await ran(tab), []);
      assert.equal(await banner(tab).count(), 0);
    },
  );

  story(
    'A8: an inline script that runs from the start runs whole, although the parser has only its beginning when it may',
    {
      pages: { '/': at('') },
      tolerated: /./,
      context: { timezoneId: 'America/New_York' },
    },
    async (world) => {
      let release = () => {};
      const rest = new Promise((done) => {
        release = done;
      });
      const server = createServer(async (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        const html = at('data-region="US-VA"').replace('/assent/assent.js', `${world.plexomni}/assent/assent.js`);
        const middle = html.indexOf('(window.ran ??= [])');
        response.write(html.slice(0, middle));
        await rest;
        response.end(html.slice(middle));
      });
      await new Promise((done) => {
        server.listen(0, '127.0.0.1', () => done(undefined));
      });
      try {
        const tab = await world.context.newPage();
        await tab.goto(`http://127.0.0.1:${server.address().port}/`, { waitUntil: 'commit' });
        await tab.waitForFunction(
          () => window.assent?.allows('stats') && document.querySelector('[data-category=stats]'),
        );
        await tab.evaluate(
          () =>
            new Promise((done) => {
              requestAnimationFrame(() => setTimeout(done));
            }),
        ); // what was going to be done of it is done
        release();
        await world.becomes('what runs', () => ran(tab), ['ads', 'media', 'stats']);
      } finally {
        server.close();
      }
    },
  );

  story(
    'A8: a notice that was read is not shown again, and decides nothing',
    { pages: { '/': at('data-region="US-VA"') }, context: { timezoneId: 'America/New_York' } },
    async (world) => {
      const tab = await world.open();
      await press(tab, 'noted');
      await world.decided({ how: 'notice', entries: '' });
      await tab.reload();
      await world.settle(tab);
      assert.equal(await banner(tab).count(), 0);
      assert.deepEqual(await ran(tab), ['ads', 'media', 'stats']);
    },
  );

  story(
    'B21: California: the exact words with the icon, in a link that opens the preferences, without the panel’s file on a later page',
    {
      pages: {
        '/': at('data-region="US-CA"', SELLER, '', '<p><a href="/privacy" data-assent="opt-out" hidden></a></p>'),
      },
      context: { timezoneId: 'America/Los_Angeles' },
    },
    async (world) => {
      const tab = await world.open();
      await link(tab).waitFor();
      assert.equal((await link(tab).innerText()).trim(), 'Your Privacy Choices');
      assert.equal(await link(tab).locator('svg path').count(), 4);
      await press(tab, 'reject');
      await world.decided({ how: 'reject', regime: 'us_ca' });
      const files = [];
      tab.on('request', (request) => files.push(new URL(request.url()).pathname));
      await tab.reload();
      await link(tab).waitFor();
      await world.settle(tab);
      assert.deepEqual(
        files.filter((file) => file.startsWith('/assent/')),
        ['/assent/assent.js', '/assent/assent.link.js'],
      );
      await link(tab).click();
      await dialog(tab).waitFor();
      await press(tab, 'accept');
      await world.decided({ how: 'accept' });
    },
  );

  story(
    'B21: a page without such a link gets one beside its way to the preferences',
    { pages: { '/': at('data-region="US-CA"') }, context: { timezoneId: 'America/Los_Angeles' } },
    async (world) => {
      const tab = await world.open();
      await link(tab).waitFor();
      assert.equal(await tab.locator('footer a[href="#privacy-preferences"] ~ [data-assent="opt-out"]').count(), 1);
    },
  );

  for (const [region, what, words] of [
    ['US-TX', 'texas', 'NOTICE: We may sell your sensitive personal data.'],
    ['US-FL', 'florida', 'NOTICE: This website may sell your sensitive personal data.'],
  ]) {
    story(
      `B22: ${region}: who sells sensitive data says so beside the link`,
      { pages: { '/': at(`data-region="${region}"`) }, context: { timezoneId: 'America/Chicago' } },
      async (world) => {
        const tab = await world.open();
        await said(tab, what).waitFor();
        assert.equal(await said(tab, what).innerText(), words);
      },
    );
  }

  story(
    'B20: the signal in California: refused before anything runs, stored, shown as honored; a hand on the switch overrules it',
    {
      pages: { '/': at('data-region="US-CA"') },
      context: { timezoneId: 'America/Los_Angeles' },
    },
    async (world) => {
      await withSignal(world);
      const tab = await world.open();
      await said(tab, 'honored').waitFor();
      assert.equal(await said(tab, 'honored').innerText(), 'Opt-Out Request Honored');
      assert.deepEqual(await ran(tab), ['media', 'stats']);
      await world.decided({ how: 'gpc', regime: 'us_ca', entries: 'ads!' });
      await press(tab, 'settings');
      await control(tab, 'ads').click();
      await press(tab, 'save');
      await world.becomes('what runs', () => ran(tab), ['ads', 'media', 'stats']);
      await tab.reload();
      await world.settle(tab);
      assert.deepEqual(
        await ran(tab),
        ['ads', 'media', 'stats'],
        'an affirmative answer in knowledge of the signal (11 CCR 7025(c)(3))',
      );
    },
  );

  story(
    'B20: the signal in Germany: the banner that is owed stands, and Accept all does not take back what the browser refused',
    { pages: { '/': at('data-region="DE"') } },
    async (world) => {
      await withSignal(world);
      const tab = await world.open();
      await press(tab, 'accept');
      await world.becomes('what runs', () => ran(tab), ['media', 'stats']);
      await world.decided({ how: 'accept', entries: 'ads! media* stats*' });
    },
  );

  story(
    'P15: the place from the site’s own server: strict until it answers, and what it then relaxes can be explained',
    {
      pages: { '/': at('data-place="/where"') },
      context: { timezoneId: 'America/New_York' },
    },
    async (world) => {
      let answer = () => {};
      const asked = new Promise((done) => {
        answer = done;
      });
      let release = () => {};
      const held = new Promise((done) => {
        release = done;
      });
      await world.context.route('**/where', async (route) => {
        answer();
        await held;
        await route.fulfill({ json: { region: 'US-VA' } });
      });
      const tab = await world.open();
      await asked;
      await world.settle(tab);
      assert.deepEqual(await ran(tab), []);
      assert.match(
        await tab.evaluate(async () => (await window.assent.explain('stats')).text),
        /^stats is held, because the strict profile, which holds where a place is unknown/,
      );
      release();
      await world.becomes('what runs', () => ran(tab), ['ads', 'media', 'stats']);
      assert.match(
        await tab.evaluate(async () => (await window.assent.explain('stats')).text),
        /^stats runs, because Virginia \(.+\) lets it run until you refuse it/,
      );
    },
  );

  for (const [name, answer] of [
    ['an error', { status: 500 }],
    ['no JSON', { body: 'US-VA' }],
    ['nonsense', { json: { region: 'Atlantis' } }],
  ]) {
    story(
      `P15: the place from the site’s own server, answered with ${name}: the strict rules stay`,
      { pages: { '/': at('data-place="/where"') }, tolerated: /./ },
      async (world) => {
        await world.context.route('**/where', (route) => route.fulfill(answer));
        const tab = await world.open();
        await world.until(
          'the answer is in',
          () =>
            world.context &&
            tab.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/where'))),
        );
        await world.settle(tab);
        assert.deepEqual(await tab.evaluate(() => [window.assent.state().regime, window.assent.state().ask]), [
          'strict',
          'first',
        ]);
        assert.deepEqual(await ran(tab), []);
      },
    );
  }

  story(
    'P15: a time zone that is not the place’s own tightens',
    { pages: { '/': at('data-region="US-VA"') }, context: { timezoneId: 'Europe/Paris' } },
    async (world) => {
      const tab = await world.open();
      await banner(tab).waitFor();
      assert.deepEqual(await tab.evaluate(() => [window.assent.state().regime, window.assent.state().ask]), [
        'strict',
        'first',
      ]);
      assert.deepEqual(await ran(tab), []);
    },
  );

  story('B07: Italy’s X refuses everything', { pages: { '/': at('data-region="IT"') } }, async (world) => {
    const tab = await world.open();
    await control(tab, 'x').click();
    await world.decided({ how: 'reject', regime: 'eu_it', entries: 'ads! media! stats!' });
  });

  story('B22: Nigeria’s banner stands in the middle', { pages: { '/': at('data-region="NG"') } }, async (world) => {
    const tab = await world.open();
    await banner(tab).waitFor();
    const { y, height } = await banner(tab).boundingBox();
    const middle = y + height / 2;
    assert.ok(Math.abs(middle - 350) < 40, `the middle of the banner is at ${middle} of 700`);
  });

  story(
    'B23: a child is asked nothing; a parent’s permission comes through the API alone, and the child may still refuse',
    { pages: { '/': at('data-region="DE" data-audience="child"') } },
    async (world) => {
      const tab = await world.open();
      await world.settle(tab);
      assert.equal(await banner(tab).count(), 0);
      await tab.evaluate(() => window.assent.showPreferences());
      await dialog(tab).waitFor();
      assert.deepEqual(
        await tab
          .locator('.assent-dialog h3')
          .allInnerTexts()
          .then((all) => all.map((text) => text.replace(/\s+/g, ' ').trim())),
        ['Essential Always on', 'Statistics Waits for a parent', 'Functional Waits for a parent'],
      );
      assert.equal(
        await tab.evaluate(() =>
          window.assent.accept('stats').then(
            () => 'granted',
            (error) => error.message,
          ),
        ),
        'assent: cannot be granted',
      );
      await tab.evaluate(() => window.assent.permit({ stats: true }));
      await world.decided({ how: 'parent', policy: 1, regime: 'eu_de', entries: "stats'" });
      await world.becomes('what runs', () => ran(tab), ['stats']);
      await tab.evaluate(() => window.assent.showPreferences());
      assert.deepEqual(await switchedOn(tab), ['stats', 'counter']);
      await press(tab, 'reject');
      await world.decided({ how: 'reject' });
      assert.equal(await tab.evaluate(() => window.assent.allows('stats')), false);
    },
  );

  story(
    'P15: a pupil: no advertising, and what receives records waits for the school’s agreement, whatever a parent permits',
    {
      pages: { '/': at('data-region="US-CA" data-audience="k12" data-age="15"') },
      context: { timezoneId: 'America/Los_Angeles' },
    },
    async (world) => {
      const tab = await world.open();
      await banner(tab).waitFor();
      assert.doesNotMatch(await banner(tab).innerText(), /Advertising/);
      await press(tab, 'accept');
      await world.becomes('what runs', () => ran(tab), ['media', 'stats']);
      assert.equal(await tab.evaluate(() => window.assent.allows('roster')), false);
      assert.match(
        await tab.evaluate(async () => (await window.assent.explain('roster')).text),
        /names no agreement of the school/,
      );
    },
  );

  story(
    'P15: who moved to a place that asks first is asked, and told why',
    {
      pages: { '/': at('data-region="US-VA"'), '/lesson': at('data-region="DE"') },
      context: { timezoneId: 'America/New_York' },
    },
    async (world) => {
      const tab = await world.open('/');
      await press(tab, 'noted');
      await world.decided({ how: 'notice' });
      await tab.goto(`${world.plexomni}/lesson`);
      await banner(tab).waitFor();
      assert.equal(await tab.evaluate(() => window.assent.state().ask), 'jurisdiction');
      assert.deepEqual(await ran(tab), []);
      assert.match(await banner(tab).innerText(), /Where you chose, the law did not ask first/);
    },
  );

  story(
    'A8: the page, a server and the debug log give the same reason',
    {
      pages: {
        '/': at('data-region="DE" data-debug', SELLER, '<script type="text/plain" data-category="stats"></script>'),
      },
    },
    async (world) => {
      const log = [];
      world.context.on('console', (message) => log.push(message.text()));
      const tab = await world.open();
      const here = await tab.evaluate(() =>
        window.assent.explain(document.querySelector('script[data-category=stats]')),
      );
      const there = openSite(SELLER).read('', { region: 'DE' }).explain('stats');
      assert.deepEqual(here, JSON.parse(JSON.stringify(there)));
      await world.until(
        'the reason in the log',
        () => log.includes(there.text),
        () => log,
      );
      const rules = await tab.evaluate(() => window.assent.law());
      assert.deepEqual(rules, JSON.parse(JSON.stringify(openSite(SELLER).read('', { region: 'DE' }).law())));
    },
  );
});
