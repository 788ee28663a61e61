// The guide is a site like any other, with Assent on it: it asks before it loads anything, and everybody can read it.
// `make guide` writes its pages.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chapterSources } from '../../wasm-build/guide.mjs';
import { banner, dialog, press, stage } from './browser.mjs';
import { contrasts } from './contrast.mjs';

const here = (/** @type {string} */ path) => new URL(`../../${path}`, import.meta.url);
assert.ok(existsSync(here('wasm-build/out/guide/index.html')), 'the guide has no pages yet: run make guide');

const CHAPTERS = [...new Set(['index', ...Object.keys(chapterSources())])].map((name) => `${name}.html`).sort();
const FILM = 'this-site.html'; // the page with a film on it
const PAGES = [...CHAPTERS, FILM];

const PHONE = { width: 360, height: 740 };

/** By how many pixels a page is wider than its window. @param {import('playwright-core').Page} page */
const wider = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** @param {import('playwright-core').Page} page @param {string} name */
async function leadsToEveryChapter(page, name) {
  assert.equal(await page.locator('h1').count(), 1, `${name} has one title`);
  const sidebar = await page
    .locator('.chapters a')
    .evaluateAll((all) => all.map((one) => [one.getAttribute('href'), one.getAttribute('aria-current')]));
  assert.deepEqual(sidebar.map(([href]) => href).sort(), CHAPTERS, name);
  assert.deepEqual(
    sidebar.filter(([, current]) => current).map(([href]) => href),
    CHAPTERS.filter((chapter) => chapter === name),
    `${name}: the chapter that the sidebar marks`,
  );
}

/** @param {{ name: string, href: string }[]} links @param {Map<string, Set<string>>} ids  of each page */
function leadSomewhere(links, ids, { guide, plexomni, aysar }) {
  const wrong = links.filter(({ href }) => {
    const { origin, pathname, hash } = new URL(href);
    if (origin !== guide || hash === '#privacy-preferences') return false;
    const id = decodeURIComponent(hash.slice(1));
    return !ids.has(pathname) || (id && !ids.get(pathname)?.has(id));
  });
  assert.deepEqual(wrong, []);
  for (const site of [plexomni, aysar])
    assert.ok(
      links.some(({ href }) => href === `${site}/`),
      `the guide leads to ${site}`,
    );
}

/** @param {import('playwright-core').Page} page @param {string} name */
async function canBeRead(page, name) {
  for (const [colorScheme, paper] of /** @type {const} */ ([
    ['light', 'rgb(255, 255, 255)'],
    ['dark', 'rgb(20, 22, 29)'],
  ])) {
    await page.emulateMedia({ colorScheme });
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), paper);
    const found = await contrasts(page, 'body *');
    assert.ok(found.length > 10);
    assert.deepEqual(
      found.filter(({ ratio }) => ratio < 4.5),
      [],
      `${name}, ${colorScheme}`,
    );
  }
  await page.emulateMedia({ colorScheme: null });
}

/** @param {import('playwright-core').Page} page @param {string} name */
async function fitsAPhone(page, name) {
  await page.setViewportSize(PHONE);
  assert.equal(await wider(page), 0, `${name}: pixels that it is wider than a window of ${PHONE.width}`);
}

/**
 * On paper a page is its text alone, and nothing is cut off.
 * @param {import("playwright-core").Page} page @param {string} name
 */
async function fitsPaper(page, name) {
  await page.setViewportSize({ width: 720, height: 1000 });
  await page.emulateMedia({ media: 'print' });
  const seen = await page.evaluate(() =>
    ['main', '.chapters', '.top', '.foot', '.assent-banner'].filter((css) =>
      document.querySelector(css)?.checkVisibility(),
    ),
  );
  assert.deepEqual(seen, ['main'], name);
  const cut = await page
    .locator('pre, .scroll')
    .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length);
  assert.equal(cut, 0, `${name}: what is cut off`);
  await page.emulateMedia({ media: null });
  await page.setViewportSize({ width: 1000, height: 700 });
}

stage('The guide', (story) => {
  story(
    'every page: asks before it loads anything, leads to every chapter, fits a phone, and can be read in light, in dark and on paper',
    { chromium: 'Firefox can be told to show pages neither dark nor as on paper' },
    async (world) => {
      /** The ids of each page. @type {Map<string, Set<string>>} */
      const ids = new Map();
      /** @type {{ name: string, href: string }[]} */
      const links = [];
      const page = await world.context.newPage();
      for (const name of PAGES) {
        await world.open(`${world.guide}/${name}`, { page });
        await banner(page).waitFor();
        await world.nothingLeft(page);
        await leadsToEveryChapter(page, name);
        ids.set(`/${name}`, new Set(await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id))));
        for (const href of await page.locator('a[href]').evaluateAll((all) => all.map(({ href }) => href)))
          links.push({ name, href });
        await canBeRead(page, name);
        await fitsAPhone(page, name);
        await fitsPaper(page, name);
      }
      assert.deepEqual(await world.stored(page), []);
      leadSomewhere(links, ids, world);
    },
  );

  story(
    'what is accepted loads; what is withdrawn stops, its cookies go, and the next page asks nobody',
    async (world) => {
      const names = async () =>
        (await world.cookies())
          .map(({ name }) => name)
          .filter((name) => name !== 'vid_viewer')
          .sort();
      const page = await world.open(`${world.guide}/`);
      await press(page, 'accept');
      await world.reachedExactly(page, ['tally']);
      await world.becomes('cookies', names, ['assent', 'tally_visitor']);

      await world.leave(page);
      await world.open(`${world.guide}/${FILM}`, { page });
      await world.reachedExactly(page, ['tally', 'video']);
      assert.equal(await banner(page).count(), 0);
      await world.until('the page view is counted', () => world.log().some(({ path }) => path === '/tally/view'));

      await page.locator('footer a[href="#privacy-preferences"]').click();
      await dialog(page).waitFor();
      await press(page, 'reject');
      await world.becomes('films', () => page.locator('.frame iframe[src]').count(), 0);
      await page.getByText('This film is not loaded').waitFor();
      await world.becomes('cookies', names, ['assent']);

      await world.leave(page);
      await world.open(`${world.guide}/${CHAPTERS[1] ?? ''}`, { page });
      await world.nothingLeft(page);
      assert.equal(await banner(page).count(), 0);
    },
  );

  story('the film can be allowed alone', async (world) => {
    const page = await world.open(`${world.guide}/${FILM}`);
    await page.getByRole('link', { name: 'Decide about it' }).click();
    await dialog(page).locator('input[data-id="media"]').check();
    await press(page, 'save', '.assent-dialog');
    await world.reachedExactly(page, ['video']);
  });

  story('the start page of each course site leads to the guide', async (world) => {
    for (const site of ['plexomni', 'aysar']) {
      const page = await world.open(`${world[site]}/`);
      await press(page, 'reject');
      await page.getByRole('link', { name: 'The guide' }).click();
      await page.waitForURL(`${world.guide}/`);
    }
  });

  story('on a phone the chapters open from a button', { context: { viewport: PHONE } }, async (world) => {
    const page = await world.open(`${world.guide}/`);
    await press(page, 'reject');
    assert.equal(await page.locator('.chapters').isVisible(), false);
    await page.getByRole('button', { name: 'Chapters' }).click();
    await page.locator('.chapters').waitFor();
    assert.equal(await wider(page), 0, 'with the chapters open');
    await page.getByRole('button', { name: 'Close' }).click();
    await page.locator('.chapters').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Chapters' }).click();
    await page.locator('.chapters a').first().click();
    await page.waitForURL(`${world.guide}/index.html`);
  });

  story(
    'the keyboard: after the banner the first stop leads past the chapters, and a table has the focus',
    async (world) => {
      const page = await world.open(`${world.guide}/${FILM}`);
      await press(page, 'reject');
      await banner(page).waitFor({ state: 'detached' });
      await page.evaluate(() => document.activeElement?.blur());
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      assert.equal(new URL(page.url()).hash, '#page-main');
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Change your choice');
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'region');
    },
  );
});
