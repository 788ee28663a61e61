// What goes wrong: a config with faults, files that are missing or late, a slow network. Closed, usable, and plainly
// said.

import assert from 'node:assert/strict';
import { banner, CONFIG, press, page as scratch, slow, stage } from './browser.mjs';

/** All held, the page works, `ready` says why. */
async function closed(world, page, reason) {
  const message = await page.evaluate(() =>
    assent.ready.then(
      () => 'ready',
      (error) => error.message,
    ),
  );
  assert.match(message, reason);
  await world.settle(page);
  await world.nothingLeft(page);
  assert.equal(await page.evaluate(() => assent.allows('performance') || assent.allows('essential')), false);
  assert.match(
    await page.evaluate(() =>
      assent.accept().then(
        () => 'done',
        (error) => error.message,
      ),
    ),
    /not ready/,
  );
  assert.equal(await page.locator('.assent').count(), 0);
  const theme = page.locator('[data-theme-switch]');
  if (await theme.count()) {
    const before = await theme.textContent();
    await theme.click();
    assert.notEqual(await theme.textContent(), before, 'the page’s own button works');
  }
}

const listen = (world) =>
  world.context.addInitScript(() => {
    window.failures = [];
    document.addEventListener('assent:error', ({ detail }) => failures.push(`${detail.error?.message ?? ''}`));
  });

stage('Broken', (story) => {
  story(
    'B08: a config that is not JSON: said once, with the place; everything held, the page usable',
    {
      serve: { config: (json) => json.replace('"schema": 1,', '"schema": 1,,') },
      complaints: [/faulty config/, /line 2, column \d+: expected JSON/],
    },
    async (world) => {
      await listen(world);
      const page = await world.open('/lesson', { started: false });
      await closed(world, page, /faulty config/);
      await world.until(
        'an event',
        () => page.evaluate(() => failures.some((text) => text.includes('faulty config'))),
        () => page.evaluate(() => failures),
      );
    },
  );

  story(
    'B08: a config with several faults: the whole list, each with its path, what was expected and what was found',
    {
      serve: {
        config: (json) =>
          JSON.stringify({
            ...JSON.parse(json),
            nonsense: 1,
            policy: { version: 'four', date: '2026-11-01' },
            categories: JSON.parse(json).categories.map((one, i) => (i === 2 ? { ...one, purpose: 'fun' } : one)),
          }),
      },
      complaints: [
        /nonsense: expected no such key/,
        /policy\.version: expected a whole number.*found "?four/,
        /categories\[2\]\.purpose: expected one of .*found "?fun/,
        /faulty config/,
      ],
    },
    async (world) => {
      const page = await world.open(world.aysar, { started: false });
      await closed(world, page, /faulty config/);
      await world.until(
        'the list',
        () => world.complaints.some((text) => /nonsense/.test(text)),
        () => world.complaints,
      );
    },
  );

  story(
    'B08: no config at its address',
    {
      serve: { page: (html) => html.replace('data-config="/site.json"', 'data-config="/nowhere.json"') },
      complaints: [/assent: faulty config/, /line 1, column 1: expected JSON .*found "\/nowhere\.json 404"/],
      tolerated: /Failed to load/,
    },
    async (world) => {
      await listen(world);
      const page = await world.open('/', { started: false });
      await closed(world, page, /faulty config/);
      assert.ok((await page.evaluate(() => failures)).length > 0);
    },
  );

  story(
    'B08: no config at all',
    {
      pages: { '/privacy': scratch().replace(/<script type="application\/json".*?<\/script>/, '') },
      complaints: [/assent: faulty config/, /no config: give data-config/],
    },
    async (world) => {
      const page = await world.open('/privacy', { started: false });
      await closed(world, page, /faulty config/);
    },
  );

  const LATE = scratch({
    attributes: 'data-config="{{party}}/late.json"',
    body: `
    <script type="text/plain" data-category="stats" data-src="{{party}}/s.js"></script>`,
  }).replace(/<script type="application\/json".*?<\/script>/, '');
  story(
    'B08: a config that comes late: closed until then, then as always',
    { pages: { '/privacy': LATE } },
    async (world) => {
      world.party.answer('/late.json', JSON.stringify(CONFIG), 'application/json');
      world.party.answer('/s.js', 'window.ran = 1');
      const release = world.party.hold('/late.json');
      const page = await world.open('/privacy', { started: false });
      await page.locator('h1').click();
      await page.evaluate(
        () =>
          new Promise((done) => {
            requestAnimationFrame(() => requestAnimationFrame(done));
          }),
      );
      assert.equal(await page.locator('.assent').count(), 0);
      await world.becomes('the config is asked for', () => world.party.log, ['/late.json']);
      release();
      await press(page, 'accept');
      await world.becomes('it ran', () => page.evaluate(() => window.ran), 1);
    },
  );

  story(
    'B08: the panel’s file is missing: an event says so, the API still takes a choice, and the next page obeys it',
    { complaints: [/404/], tolerated: /imported module/ },
    async (world) => {
      await listen(world);
      await world.context.route('**/assent.panel.js', (route) => route.fulfill({ status: 404, body: '' }));
      const page = await world.open('/');
      await world.until('an error event', () => page.evaluate(() => failures.length > 0));
      await world.nothingLeft(page);
      await page.evaluate(() => assent.choose({ targeting: true, performance: false, functional: false }));
      await world.reachedExactly(page, ['recs', 'pixel']);
      await world.leave(page);
      await world.open('/account', { page });
      await world.reachedExactly(page, ['pixel']);
    },
  );

  story(
    'B08: the twin is needed and missing: everything held',
    { pages: { '/privacy': scratch({ attributes: 'data-engine="js"' }) }, complaints: [/404/, /assent\.twin\.js/] },
    async (world) => {
      await world.context.route('**/assent.twin.js', (route) => route.fulfill({ status: 404, body: '' }));
      const page = await world.open('/privacy', { started: false });
      await closed(world, page, /./);
    },
  );

  story(
    'B08: assent.js itself is missing: everything held, the page usable',
    { complaints: [/404/] },
    async (world) => {
      await world.context.route('**/assent.js', (route) => route.fulfill({ status: 404, body: '' }));
      const page = await world.open('/lesson', { started: false });
      await page.locator('#notes').fill('works');
      await world.nothingLeft(page);
    },
  );

  story('B08 P1: on a slow network nothing leaves before the choice either', async (world) => {
    const page = await world.context.newPage();
    await slow(page);
    await world.open('/lesson', { page });
    assert.deepEqual(world.log(), []);
    await banner(page).waitFor();
    await world.nothingLeft(page);
    await press(page, 'reject');
    await banner(page).waitFor({ state: 'detached' });
    await world.nothingLeft(page);
  });
});
