// A learner opens a page for the first time and has chosen nothing yet.

import assert from 'node:assert/strict';
import { banner, stage } from './browser.mjs';

const PAGES = ['/', '/lesson', '/account', '/privacy', '/signed-out'];
const SITES = { plexomni: 'plx', aysar: 'ays' };

stage('First visit', (story) => {
  for (const [site, prefix] of Object.entries(SITES)) {
    for (const path of PAGES) {
      story(`P1 B08: first visit to ${site}${path}: nothing leaves, nothing is stored, the page works`, async (world) => {
        const { context, open, nothingLeft, stored } = world;
        await context.addInitScript(() => {
          window.shifts = [];
          if (!PerformanceObserver.supportedEntryTypes.includes('layout-shift')) return;
          // What moves before there is a banner is the page itself, which a busy machine paints while it is still being read.
          new MutationObserver((_, observer) => {
            if (!document.querySelector('.assent-banner')) return;
            observer.disconnect();
            const since = performance.now();
            new PerformanceObserver((list) => {
              for (const { startTime, value, sources } of list.getEntries()) {
                if (startTime >= since) window.shifts.push(`${value} ${sources.map(({ node }) => node?.nodeName + '.' + node?.className)}`);
              }
            }).observe({ type: 'layout-shift', buffered: true });
          }).observe(document, { childList: true, subtree: true });
        });
        const page = await open(world[site] + path);
        await banner(page).waitFor();
        await nothingLeft(page);

        const session = path === '/signed-out' ? [] : [`cookie ${prefix}_csrf`, `cookie ${prefix}_session`];
        assert.deepEqual(await stored(page), session, 'what is stored');
        assert.equal((await context.cookies()).length, session.length, 'nor are there cookies of others');
        assert.deepEqual(await page.evaluate(() => window.shifts), [], 'layout shifts');

        // The page behind the banner: it scrolls, and what is on it can be clicked.
        const room = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
        await page.mouse.move(300, 200);
        await page.mouse.wheel(0, 200);
        await world.becomes('scroll position', () => page.evaluate(() => Math.round(scrollY)), Math.min(200, Math.max(0, room)));
        await page.evaluate(() => scrollTo(0, 0));
        const theme = page.locator('[data-theme-switch]');
        const before = await theme.textContent();
        await theme.click();
        assert.notEqual(await theme.textContent(), before, 'the page’s own button works');
      });
    }
  }
});
