// The pages of the corpus in a browser that Playwright drives: Chromium, or Firefox with ENGINE=firefox. Chromium is
// the one without a window, which takes less than half of the processor's time, but for pages whose head says that they
// need the whole of it.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { browserLike, closeBrowsersInTheEnd, IN_FIREFOX } from '../../browser/browser.mjs';
import { NAMES } from './cast.mjs';
import { pagesFor } from './page.mjs';
import { play } from './player.mjs';

/** For one page, in milliseconds. */
const DEADLINE = 120_000;

const engine = IN_FIREFOX ? 'firefox' : 'chromium';

// One waits now and then; the others go on.
describe(`Pages in ${engine}`, { concurrency: IN_FIREFOX ? 1 : 3 }, () => {
  closeBrowsersInTheEnd();

  /**
   * A profile with one tab. Who comes next finds nothing in it: the page before had another origin, and its cookies,
   * which know no ports, are gone.
   * @param {boolean} whole
   */
  async function newProfile(whole) {
    // started when the first page needs it
    const browser = await browserLike({ hosts: IN_FIREFOX ? {} : NAMES, bfcache: whole });
    const context = await browser.newContext({ viewport: { width: 1000, height: 700 } });
    context.setDefaultTimeout(Number(process.env.PATIENCE || 40) * 1000);
    /** @type {string[]} */
    const complaints = [];
    /** What the browser asked for and has not got. @type {Set<import('playwright-core').Request>} */
    const open = new Set();
    context.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    context.on('weberror', (error) => {
      complaints.push(String(error.error().stack ?? error.error()));
    });
    context.on('request', (request) => open.add(request));
    for (const event of /** @type {const} */ (['requestfinished', 'requestfailed']))
      context.on(event, (request) => open.delete(request));
    const page = await context.newPage();
    return {
      page,
      complaints,
      open: () =>
        [...open]
          .map((request) => request.url())
          .filter((url) => /^http:\/\/(127\.|tracker)/.test(url) && !url.includes('/barrier')),
      async clear() {
        await page.goto('about:blank');
        await context.clearCookies();
        complaints.length = 0;
        open.clear();
      },
      end: () => context.close(),
    };
  }
  /**
   * Profiles that nobody uses now: to make one takes longer than to open a page.
   * @type {Awaited<ReturnType<typeof newProfile>>[]}
   */
  const profiles = [];

  for (const one of pagesFor(engine)) {
    it(`${one.name}: ${one.title}`, { timeout: DEADLINE }, async () => {
      const whole = one.whole && !IN_FIREFOX;
      const profile = (!whole && profiles.pop()) || (await newProfile(whole));
      const { page, complaints, open } = profile;
      try {
        await play(one, page, { open });
        assert.deepEqual(
          complaints.filter((text) => !one.complains.some((pattern) => pattern.test(text))),
          [],
          'what the page complained about',
        );
        for (const pattern of one.complains)
          assert.ok(
            complaints.some((text) => pattern.test(text)),
            `no complaint like ${pattern}: ${complaints.join('\n')}`,
          );
      } catch (error) {
        if (complaints.length)
          /** @type {Error} */ (error).message += `\nThe page complained:\n${complaints.join('\n')}`;
        await profile.end();
        throw error;
      }
      if (whole || !one.loads) return profile.end(); // a page that is not loaded yet lets nobody leave it
      await profile.clear();
      profiles.push(profile);
    });
  }
});
