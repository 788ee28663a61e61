// A site whose config is built in (`assent build`): its script reads no JSON, and what only people read is in a file of
// its own. Most stories of the demo's second site are about it, too (demo/server/sites.mjs).

import assert from 'node:assert/strict';
import { BUNDLES } from '../../wasm-build/bundles.mjs';
import { filesOf } from '../../web/cli/build.js';
import { banner, CONFIG, dialog, press, page as scratch, stage } from './browser.mjs';

const SITE = {
  ...CONFIG,
  categories: [
    CONFIG.categories[0],
    { ...CONFIG.categories[1], label: { en: 'Numbers about visits' } },
    CONFIG.categories[2],
  ],
  services: [
    {
      id: 'count',
      name: 'Count',
      category: 'stats',
      does: { en: 'Counts who comes.' },
      hosts: ['127.0.0.4'],
      keys: [{ in: 'localStorage', name: 'zähler*', retention: '90d' }],
    },
  ],
};
const FILES = filesOf(SITE);
const STRICT = `default-src 'self'; script-src 'self' 'nonce-abc' 'wasm-unsafe-eval' {{party}}; base-uri 'none'; require-trusted-types-for 'script'`;

const PAGE = scratch({
  nonce: 'abc',
  body: `
  <script nonce="abc" type="text/plain" data-category="stats" data-service="count" data-src="{{party}}/count.js"></script>`,
}).replace(/<script type="application\/json".*?<\/script>/, '');

/** Serves what was built; gives the paths of Assent that are asked for, with their queries. */
async function serve(world) {
  const asked = [];
  world.party.answer(
    '/count.js',
    'window.counted = 1; localStorage.setItem("zähler-1", 1); localStorage.setItem("other", 1)',
  );
  await world.context.route('**/assent/*', (route) => {
    const { pathname, search } = new URL(route.request().url());
    const name = pathname.split('/').at(-1);
    asked.push(name + search);
    return route.fulfill(
      FILES[name] === undefined
        ? { status: 404, body: '' }
        : { contentType: 'text/javascript; charset=utf-8', body: FILES[name] },
    );
  });
  return asked;
}

/** The life of a choice, and of what is said about it. */
async function live(world) {
  const asked = await serve(world);
  const page = await world.open('/privacy');
  await banner(page).waitFor();
  await world.settle(page);
  assert.deepEqual(world.party.log, [], 'nothing runs before a choice');
  await press(page, 'settings');
  assert.match(await dialog(page).innerText(), /Numbers about visits/, 'the panel has the site’s words');
  await press(page, 'accept', '.assent-dialog');
  await world.becomes('what ran', () => page.evaluate(() => window.counted), 1);
  assert.deepEqual(
    (await page.evaluate(() => assent.stored()))
      .filter(({ area }) => area === 'localStorage')
      .map(({ name, service }) => [name, service ?? ''])
      .filter(([name]) => !/^assent/.test(name))
      .sort(),
    [
      ['other', ''],
      ['zähler-1', 'count'],
    ],
    'every name has its owner',
  );
  assert.match((await page.evaluate(() => assent.explain('count'))).text, /Count/);
  const exported = await page.evaluate(() => assent.exportData({ download: false }));
  assert.match(JSON.stringify(exported), /Counts who comes/);
  await page.evaluate(() => assent.reject());
  await world.becomes('what is left', () => page.evaluate(() => localStorage.getItem('zähler-1')), null);
  await page.reload();
  await page.waitForFunction(() =>
    window.assent?.ready.then(() => !assent.allows('stats') && assent.state().ask === ''),
  );
  assert.equal(
    await page.evaluate(() => {
      localStorage.setItem('zähler-2', 1);
      return localStorage.getItem('zähler-2');
    }),
    null,
    'and what was refused is not written',
  );
  assert.deepEqual(world.party.log, ['/count.js'], 'it ran once');
  return asked;
}

stage('Built in', (story) => {
  story(
    'A7: the same life of a choice, under a strict policy with Trusted Types',
    { pages: { '/privacy': PAGE }, policy: STRICT },
    async (world) => {
      const asked = await live(world);
      assert.deepEqual(
        [...new Set(asked)].sort(),
        [
          'assent.js',
          'assent.site.js',
          // The link is for places whose law wants one.
          ...BUNDLES.filter(({ name, site }) => site && name !== 'assent.link.js').map(({ name }) => name),
        ].sort(),
      );
    },
  );

  story(
    'A2: who only comes back loads the script and nothing else',
    { pages: { '/privacy': PAGE }, policy: STRICT },
    async (world) => {
      const asked = await serve(world);
      const page = await world.open('/privacy');
      await press(page, 'reject');
      await banner(page).waitFor({ state: 'detached' });
      asked.length = 0;
      await page.reload();
      await page.waitForFunction(() => window.assent?.ready.then(() => true));
      await world.settle(page);
      assert.deepEqual(asked, ['assent.js']);
    },
  );

  story(
    'B08: the file with the site’s words is missing: an event says so, the API takes a choice, and it holds',
    {
      pages: { '/privacy': PAGE },
      policy: STRICT,
      complaints: [/assent/],
      tolerated: /404|module/,
    },
    async (world) => {
      await serve(world);
      await world.context.route('**/assent.site.js', (route) => route.fulfill({ status: 404, body: '' }));
      await world.context.addInitScript(() =>
        document.addEventListener('assent:error', () => {
          window.failed = true;
        }),
      );
      const page = await world.open('/privacy');
      await world.until('an error event', () => page.evaluate(() => window.failed));
      assert.equal(await page.locator('.assent').count(), 0);
      assert.deepEqual(world.party.log, []);
      await page.evaluate(() => assent.accept('stats'));
      await world.becomes('what ran', () => page.evaluate(() => window.counted), 1);
    },
  );

  story(
    'who asks for the script with a version asks for all of it with that version',
    {
      pages: { '/privacy': PAGE.replace('assent.js"', 'assent.js?v=2"') },
      policy: STRICT,
    },
    async (world) => {
      const asked = await serve(world);
      const page = await world.open('/privacy');
      await banner(page).waitFor();
      assert.deepEqual(asked.sort(), ['assent.js?v=2', 'assent.panel.js?v=2', 'assent.site.js?v=2']);
    },
  );
});

stage('Built in, without WebAssembly', { wasm: false }, (story) => {
  story(
    'A7: the twin reads the site’s own words and decides alike',
    { pages: { '/privacy': PAGE }, policy: STRICT },
    async (world) => {
      const asked = await live(world);
      assert.ok(asked.includes('assent.twin.js'));
    },
  );
});
