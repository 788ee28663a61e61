// The choice was made: what holds on the next pages, and what they cost.

import assert from 'node:assert/strict';
import { banner, press, stage } from './browser.mjs';

/** What runs on which page of the first site when everything is granted. */
const EVERYWHERE = ['sentry', 'posthog', 'segment', 'abtest', 'chat', 'pixel'];
const PAGES = {
  '/': [...EVERYWHERE, 'recs'],
  '/lesson': [...EVERYWHERE, 'video', 'plyr'],
  '/account': EVERYWHERE,
  '/privacy': EVERYWHERE,
};

stage('Later pages', (story) => {
  story(
    'P1: after Accept all: on each next page everything on it runs, no banner, and the panel’s file is not even asked for',
    async (world) => {
      const page = await world.open('/');
      await press(page, 'accept');
      await world.reachedExactly(page, PAGES['/']);
      const own = [];
      page.on('request', (request) => own.push(new URL(request.url()).pathname));
      for (const [path, services] of Object.entries(PAGES)) {
        await world.leave(page);
        await world.open(path, { page });
        await world.reachedExactly(page, services);
        assert.equal(await page.locator('.assent').count(), 0, `nothing is drawn on ${path}`);
      }
      await page.reload(); // its last words are those of the services that run here again
      await world.reachedExactly(page, PAGES['/privacy']);
      assert.ok(own.includes('/assent/assent.js'));
      assert.deepEqual(
        own.filter((path) => /panel|twin/.test(path)),
        [],
      );
    },
  );

  story('P1 B11: after Reject all: nothing on any next page, no banner, no panel file', async (world) => {
    const page = await world.open('/');
    await press(page, 'reject');
    await banner(page).waitFor({ state: 'detached' });
    const own = [];
    page.on('request', (request) => own.push(new URL(request.url()).pathname));
    const record = await world.until('it is stored', world.record);
    for (const path of Object.keys(PAGES)) {
      await world.open(path, { page });
      await world.nothingLeft(page);
      assert.equal(await page.locator('.assent').count(), 0, `nothing is drawn on ${path}`);
    }
    assert.equal(await world.record(), record, 'and the record stays as it was');
    assert.deepEqual(
      own.filter((path) => /panel|twin/.test(path)),
      [],
    );
  });

  story(
    'P3 P11: after one category and one service: exactly those on the next page and after a reload',
    async (world) => {
      const page = await world.open('/');
      await banner(page).waitFor();
      await page.evaluate(() =>
        assent.choose({ performance: false, functional: true, chat: false, targeting: false, pixel: true }),
      );
      await world.reachedExactly(page, ['pixel']);
      for (let i = 0; i < 2; i += 1) {
        await world.leave(page);
        await world.open('/lesson', { page });
        await world.reachedExactly(page, ['pixel', 'video', 'plyr']);
      }
    },
  );

  story(
    'A1: a learner who granted video comes back: the film in the lesson’s markup is asked for and shown',
    async (world) => {
      const page = await world.open(world.aysar);
      await press(page, 'accept');
      await world.until('the grants to be carried out', () => world.reached().includes('posthog'));
      await world.leave(page);
      for (let visit = 1; visit <= 3; visit += 1) {
        await world.open(`${world.aysar}/lesson`, { page });
        await world.until(
          `the film's own page to be asked for, visit ${visit}`,
          () => world.log().some(({ path }) => path.startsWith('/video/embed/')),
          world.log,
        );
        await world.until('the film in the frame', () =>
          page.frameLocator('.frame iframe').locator('video, body *').first().isVisible(),
        );
        await world.leave(page);
      }
    },
  );

  story(
    'A2: the second site, its config built in: what was granted runs from the start of the next page',
    async (world) => {
      const page = await world.open(world.aysar);
      await press(page, 'accept');
      await world.reachedExactly(page, ['sentry', 'posthog', 'segment', 'chat', 'recs', 'pixel', 'video']);
      await world.leave(page);
      await world.open(`${world.aysar}/lesson`, { page });
      await world.reachedExactly(page, ['sentry', 'posthog', 'segment', 'chat', 'pixel', 'video', 'plyr']);
      assert.equal(await page.locator('.assent').count(), 0);
    },
  );
});
