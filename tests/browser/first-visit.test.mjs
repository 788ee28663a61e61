// A learner opens a page for the first time and has chosen nothing yet.

import assert from 'node:assert/strict';
import { banner, IN_FIREFOX, stage } from './browser.mjs';

const PAGES = ['/', '/lesson', '/account', '/privacy', '/signed-out'];
const SITES = { plexomni: 'plx', aysar: 'ays' };

/**
 * Gives what tells the layout shifts since the banner came. It is let in when the page itself has come to rest: a busy
 * machine paints a page while it is still being read, a button before its words, and that is a shift, too. Only
 * Chromium tells of them.
 * @param {import('playwright-core').Page} page
 */
async function shiftsBy(page) {
  if (IN_FIREFOX) return () => [];
  await page.addInitScript(() => {
    addEventListener('DOMContentLoaded', () =>
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          window.shifts = [];
          new PerformanceObserver((list) => {
            for (const { value, sources } of list.getEntries())
              window.shifts.push(`${value} ${sources.map(({ node }) => `${node?.nodeName}.${node?.className}`)}`);
          }).observe({ type: 'layout-shift' });
        }),
      ),
    );
  });
  await page.route('**/assent.panel.js', async (route) => {
    await page.waitForFunction(() => window.shifts);
    await route.continue();
  });
  return () => page.evaluate(() => window.shifts);
}

stage('First visit', (story) => {
  for (const [site, prefix] of Object.entries(SITES)) {
    for (const path of PAGES) {
      story(
        `P1 B08: first visit to ${site}${path}: nothing leaves, nothing is stored, the page works`,
        async (world) => {
          const { context, open, nothingLeft, stored } = world;
          const page = await context.newPage();
          const moved = await shiftsBy(page);
          await open(world[site] + path, { page });
          await banner(page).waitFor();
          await nothingLeft(page);

          const session = path === '/signed-out' ? [] : [`cookie ${prefix}_csrf`, `cookie ${prefix}_session`];
          assert.deepEqual(await stored(page), session, 'what is stored');
          assert.equal((await context.cookies()).length, session.length, 'nor are there cookies of others');
          assert.deepEqual(await moved(), [], 'layout shifts');

          // The page behind the banner: it scrolls, and what is on it can be clicked.
          const room = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
          await page.mouse.move(300, 200);
          await page.mouse.wheel(0, 200);
          await world.becomes(
            'scroll position',
            () => page.evaluate(() => Math.round(scrollY)),
            Math.min(200, Math.max(0, room)),
          );
          await page.evaluate(() => scrollTo(0, 0));
          const theme = page.locator('[data-theme-switch]');
          const before = await theme.textContent();
          await theme.click();
          assert.notEqual(await theme.textContent(), before, 'the page’s own button works');
        },
      );
    }
  }
});
