// Files of different builds on one page, as a cache or half a deployment leaves them: the file of another build is
// recognised and named, what is refused stays refused, and a learner can still withdraw.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { banner, press, page as scratch, stage } from './browser.mjs';

const OUT = process.env.ASSENT_OUT || fileURLToPath(new URL('../../wasm-build/out/', import.meta.url));
const LATER = ['panel', 'link', 'explain', 'stored', 'twin', 'faults', 'services'];
const own = /export const build="(\w+)"/.exec(readFileSync(join(OUT, 'assent.panel.js'), 'utf8'))?.[1] ?? '';
const OLD = '0123456789ab';

/**
 * A folder with the files of this build, in which these are of another.
 * @param {string[]} names
 * @param {(text: string, name: string) => string} [change]
 */
function mixed(names, change = (text) => text.replaceAll(own, OLD)) {
  const folder = mkdtempSync(join(tmpdir(), 'assent-builds-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(OUT, folder, {
    recursive: true,
    filter: (path) => !/cjson|native|readable|core|\.map$/.test(path.slice(OUT.length)),
  });
  for (const name of names) writeFileSync(join(folder, name), change(readFileSync(join(OUT, name), 'utf8'), name));
  return folder;
}

const PAGES = {
  '/privacy': scratch({
    body: '<script type="text/plain" data-category="stats" data-src="{{party}}/stats.js"></script>',
  }),
};
const named = (name) => new RegExp(`assent: assent\\.${name}\\.js is of build (${OLD}|unknown), expected [0-9a-f]{12}`);

test('every file of a build says the same id', () => {
  assert.match(own, /^[0-9a-f]{12}$/);
  for (const name of LATER) assert.ok(readFileSync(join(OUT, `assent.${name}.js`), 'utf8').includes(own), name);
  for (const name of ['assent.js', 'assent.mjs', 'aysar/assent.js'])
    assert.ok(readFileSync(join(OUT, name), 'utf8').includes(own), name);
});

stage('Files of different builds', (story) => {
  story(
    'P1: the panel of another build is named and not used; what stands in for it refuses, and closes',
    { pages: PAGES, serve: { assent: mixed(['assent.panel.js']) }, complaints: [named('panel')] },
    async (world) => {
      const page = await world.open('/privacy');
      const plain = page.locator('.assent-plain');
      await plain.waitFor();
      assert.equal(await banner(page).count(), 0);
      assert.deepEqual(world.party.log, []);
      await plain.getByRole('button', { name: 'Close' }).click();
      await world.becomes('closed', () => plain.count(), 0);
      assert.equal(await world.record(), '', 'closing decides nothing');
      await page.locator('a[href="#privacy-preferences"]').click();
      await plain.getByRole('button', { name: 'Reject all' }).click();
      await world.becomes('closed', () => plain.count(), 0);
      await world.decided({ how: 'reject' });
      await world.settle(page);
      assert.deepEqual(world.party.log, []);
    },
  );

  story(
    'A7: with the panel of another build a returning learner withdraws, and nothing is asked for after it',
    { pages: PAGES, serve: { assent: mixed(['assent.panel.js']) }, complaints: [named('panel')] },
    async (world) => {
      world.party.answer('/stats.js', 'window.ran = 1');
      const page = await world.open('/privacy');
      await page.evaluate(() => assent.accept());
      await world.becomes('it ran', () => page.evaluate(() => window.ran), 1);
      await page.locator('a[href="#privacy-preferences"]').click();
      await page.locator('.assent-plain').getByRole('button', { name: 'Reject all' }).click();
      await world.decided({ how: 'reject' });
      const before = world.party.log.length;
      await page.goto('about:blank');
      await world.open('/privacy', { page });
      await world.settle(page);
      assert.equal(world.party.log.length, before, String(world.party.log));
    },
  );

  story('a panel that only a cache has kept is asked for anew, and used', { pages: PAGES }, async (world) => {
    const stale = readFileSync(join(OUT, 'assent.panel.js'), 'utf8').replaceAll(own, OLD);
    const asked = [];
    await world.context.route(/assent\.panel\.js/, (route) => {
      asked.push(new URL(route.request().url()).search);
      return asked.length === 1 ? route.fulfill({ contentType: 'text/javascript', body: stale }) : route.continue();
    });
    const page = await world.open('/privacy');
    await banner(page).waitFor();
    assert.deepEqual(asked, ['', `?build=${own}`]);
    await press(page, 'reject');
    await world.decided({ how: 'reject' });
  });

  story(
    'P1: a file with the config of another site’s build is not shown: nobody chooses by its words',
    {
      serve: { assent: mixed(['aysar/assent.site.js'], (text) => text.replace(/build = '\w+'/, `build = '${OLD}'`)) },
      complaints: [named('site')],
    },
    async (world) => {
      const page = await world.open(world.aysar);
      await page.locator('.assent-plain').waitFor();
      assert.equal(await banner(page).count(), 0);
      await world.nothingLeft(page);
      await page.evaluate(() => assent.reject());
      assert.equal(await page.evaluate(() => assent.allows('performance')), false);
    },
  );

  story(
    'files of another build, for what is stored and for the reasons, fail with the name of the file; a choice does not need them',
    {
      pages: PAGES,
      serve: { assent: mixed(['assent.stored.js', 'assent.explain.js', 'assent.twin.js']) },
    },
    async (world) => {
      const page = await world.open('/privacy');
      const failures = await page.evaluate(async () => {
        const messages = [];
        for (const call of ['stored', 'erase', 'exportData', 'law'])
          await assent[call]().catch(({ message }) => messages.push(message));
        return messages;
      });
      assert.equal(failures.length, 4, String(failures));
      for (const [i, name] of ['stored', 'stored', 'stored', 'explain'].entries())
        assert.match(failures[i], named(name));
      await press(page, 'accept');
      await world.until(
        'its request',
        () => world.party.log.includes('/stats.js'),
        () => world.party.log,
      );
    },
  );

  story(
    'the twin of another build is named where the page asks why',
    { pages: PAGES, serve: { assent: mixed(['assent.twin.js']) } },
    async (world) => {
      const page = await world.open('/privacy');
      assert.match(await page.evaluate(() => assent.law().catch(({ message }) => message)), named('twin'));
    },
  );

  story(
    'B08: a panel from before there were ids is of an unknown build: not used, everything is held',
    {
      pages: PAGES,
      serve: { assent: mixed(['assent.panel.js'], (text) => text.replace(/export const build=.*$/m, '')) },
      complaints: [named('panel')],
    },
    async (world) => {
      const page = await world.open('/privacy');
      await page.locator('.assent-plain').waitFor();
      assert.deepEqual(world.party.log, []);
    },
  );

  story(
    '"Load again" takes a new copy of the script past the cache',
    { pages: PAGES, serve: { assent: mixed(['assent.panel.js']) }, complaints: [named('panel')] },
    async (world) => {
      const page = await world.open('/privacy');
      await page.locator('.assent-plain').waitFor();
      const again = page.waitForRequest(
        (request) => /\/assent\/assent\.js$/.test(request.url()) && request.resourceType() === 'fetch',
      );
      await page.locator('.assent-plain').getByRole('button', { name: 'Load again' }).click();
      assert.equal((await (await again).allHeaders())['cache-control'], 'no-cache');
    },
  );
});
