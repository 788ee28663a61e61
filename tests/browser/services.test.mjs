// `{ "use": "matomo" }` in a page's config: the catalogue is loaded before anything is decided, and then obeyed.

import assert from 'node:assert/strict';
import { banner, CONFIG, press, page as scratch, stage } from './browser.mjs';

/** @param {any[]} services */
const using = (services) => ({ ...CONFIG, services });
const MATOMO = { use: 'matomo', hosts: ['127.0.0.4'] };

const MARKED =
  '<script type="text/plain" data-category="stats" data-service="matomo" data-src="{{party}}/m.js"></script>';
/** With its config at an address. */
const PAGE = scratch({ attributes: 'data-config="{{party}}/site.json"', body: MARKED }).replace(
  /<script type="application\/json".*?<\/script>/,
  '',
);
const INLINE = scratch({ config: using([MATOMO]), body: MARKED });

/** What the real one stores, by name. */
const TRACKER =
  'window.ran = 1; document.cookie = "_pk_id.7.1fff=x; path=/"; document.cookie = "_pk_ses.7.1fff=1; path=/"; document.cookie = "other=1; path=/";';

/** @param {any} page */
const cookies = (page) =>
  page.evaluate(() =>
    document.cookie
      .split('; ')
      .map((one) => one.split('=')[0])
      .filter((name) => name !== 'assent')
      .sort(),
  );

/** @param {any} page */
const catalogueAsked = (page) =>
  page.evaluate(
    () => performance.getEntriesByType('resource').filter(({ name }) => name.includes('assent.services.js')).length,
  );

stage('Services of the starter catalogue', (story) => {
  story(
    'B08: everything is held until the catalogue is there; then what its entry says is obeyed: runs when granted, and its keys go at withdrawal',
    { pages: { '/privacy': PAGE } },
    async (world) => {
      world.party.answer('/site.json', JSON.stringify(using([MATOMO])), 'application/json');
      world.party.answer('/m.js', TRACKER);
      let asked = false;
      let release = () => {};
      const released = new Promise((done) => {
        release = () => done(undefined);
      });
      await world.context.route('**/assent.services.js', async (route) => {
        asked = true;
        await released;
        await route.continue();
      });
      const page = await world.open('/privacy', { started: false });
      await world.until('the catalogue is asked for', () => asked);
      await page.evaluate(
        () =>
          new Promise((done) => {
            requestAnimationFrame(() => requestAnimationFrame(done));
          }),
      );
      assert.deepEqual(world.party.log, ['/site.json']);
      assert.equal(await page.locator('.assent').count(), 0);
      assert.equal(await page.evaluate(() => assent.allows('matomo') || assent.allows('essential')), false);
      release();

      await banner(page).waitFor();
      assert.equal(await page.evaluate(() => assent.allows('matomo')), false);
      assert.deepEqual(world.party.log, ['/site.json']);
      await press(page, 'accept');
      await world.becomes('it ran', () => page.evaluate(() => window.ran), 1);
      assert.equal(await page.evaluate(() => assent.allows('matomo')), true);
      assert.deepEqual(
        (await cookies(page)).filter((name) => !name.startsWith('plx_')),
        ['_pk_id.7.1fff', '_pk_ses.7.1fff', 'other'],
      );

      await page.evaluate(() => assent.withdraw('matomo'));
      await world.becomes(
        'its cookies are gone, and with them what it wrote and nobody declared',
        async () => (await cookies(page)).filter((name) => !name.startsWith('plx_')),
        [],
      );
    },
  );

  story(
    'B12: what a refused service left is swept at the next start',
    { pages: { '/privacy': INLINE } },
    async (world) => {
      world.party.answer('/m.js', TRACKER);
      const page = await world.open('/privacy');
      await press(page, 'reject');
      await banner(page).waitFor({ state: 'detached' });
      await page.evaluate(() => {
        document.cookie = '_pk_id.7.1fff=x; path=/';
      });
      await page.reload();
      await page.waitForFunction(() => window.assent?.ready.then(() => true));
      await world.becomes(
        'it is gone',
        async () => (await cookies(page)).filter((name) => name.startsWith('_pk_')),
        [],
      );
      assert.deepEqual(world.party.log, []);
      assert.equal(await catalogueAsked(page), 1);
    },
  );

  story(
    'P11: the panel names the services that are used, with its vendor and what it receives',
    { pages: { '/privacy': INLINE } },
    async (world) => {
      const page = await world.open('/privacy');
      await page.evaluate(() => assent.showPreferences());
      const dialog = page.locator('.assent-dialog');
      await dialog.waitFor();
      assert.match(
        await dialog.evaluate((one) => one.textContent),
        /Matomo.*InnoCraft Ltd.*IP address, pages visited/s,
      );
    },
  );

  story(
    'a config that uses nothing of the catalogue does not load the catalogue',
    {
      pages: {
        '/privacy': scratch({
          config: using([{ id: 'own', category: 'stats', name: 'Own', does: { en: 'says "use": "matomo"' } }]),
        }),
      },
    },
    async (world) => {
      const page = await world.open('/privacy');
      await banner(page).waitFor();
      assert.equal(await catalogueAsked(page), 0);
    },
  );

  story(
    'B08: the catalogue has no such service: everything held, and the nearest ones named',
    {
      pages: { '/privacy': scratch({ config: using([{ use: 'matomoo' }]), body: MARKED }) },
      complaints: [
        /faulty config/,
        /services\[0\]\.use: expected a service of the starter catalogue, such as matomo, .*, found "matomoo"/,
      ],
    },
    async (world) => {
      const page = await world.open('/privacy', { started: false });
      assert.match(
        await page.evaluate(() =>
          assent.ready.then(
            () => 'ready',
            (error) => error.message,
          ),
        ),
        /faulty config/,
      );
      await world.until(
        'the fault is told',
        () => world.complaints.some((text) => /starter catalogue/.test(text)),
        () => world.complaints,
      );
      await world.settle(page);
      assert.deepEqual(world.party.log, []);
      assert.equal(await page.locator('.assent').count(), 0);
    },
  );

  story(
    'B08: the catalogue is missing: everything held',
    { pages: { '/privacy': INLINE }, complaints: [/404/, /assent\.services\.js/] },
    async (world) => {
      await world.context.route('**/assent.services.js', (route) => route.fulfill({ status: 404, body: '' }));
      const page = await world.open('/privacy', { started: false });
      assert.match(
        await page.evaluate(() =>
          assent.ready.then(
            () => 'ready',
            (error) => error.message,
          ),
        ),
        /assent\.services\.js/,
      );
      await world.settle(page);
      assert.deepEqual(world.party.log, []);
      assert.equal(await page.evaluate(() => assent.allows('stats') || assent.allows('essential')), false);
    },
  );
});
