// What a person does, with a stopwatch.

import { setTimeout as sleep } from 'node:timers/promises';
import { inNewBrowser } from './browsers.mjs';
import { observe } from './observe.mjs';
import { COOKIE, SCRIPTS } from './page.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('./subjects.mjs').Subject} Subject */
/** @typedef {import('./observe.mjs').Seen} Seen */
/** @typedef {Record<string, number>} Figures  by the ids of targets.mjs; NaN: it never came */
/**
 * @typedef {object} Visitor
 * @property {string} name
 * @property {Subject} subject
 * @property {string} origin
 * @property {number} slower  times slower than this machine's processor
 * @property {import('./browsers.mjs').Engine} [engine]
 */

/**
 * In ms. tail: how long what has come is looked at for what comes behind it; still: until what a click opened is at
 * rest; limit: how long is waited for what must come, and erase: for what never comes with some.
 * @param {number} slower
 */
const patience = (slower) =>
  slower > 1
    ? { tail: 800, still: 1500, limit: 30_000, erase: 4000 }
    : { tail: 300, still: 700, limit: 15_000, erase: 1500 };

/** The length of main-thread work is counted over the same time for everybody; ms. @param {number} slower */
const windowOf = (slower) => (slower > 1 ? 3000 : 1500);

/**
 * @template T
 * @param {Visitor} visitor
 * @param {boolean} watch  from inside, which costs too
 * @param {(page: Page) => Promise<T>} visit
 */
const atPage = ({ subject, origin, slower, engine = 'chromium' }, watch, visit) =>
  inNewBrowser(engine, async (context) => {
    const page = context.pages()[0] ?? (await context.newPage());
    if (watch)
      await page.addInitScript(observe, {
        banner: subject.banner ?? 'no-banner',
        scripts: SCRIPTS.length,
        prefix: COOKIE,
      });
    await page.goto(`${origin}/warm.html`);
    await sleep(250);
    if (slower > 1) await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: slower });
    return visit(page);
  });

/** @param {Visitor} visitor @param {Page} page @param {number} n */
const open = ({ origin, name }, page, n) => page.goto(`${origin}/${name}/${n}.html`);

/**
 * @param {Visitor} visitor
 * @param {Page} page
 * @param {import('./observe.mjs').Awaited} what
 * @returns {Promise<Seen>}
 */
async function seen({ slower }, page, what) {
  const { tail, limit, erase } = patience(slower);
  await page.evaluate(`bench.until('${what}', ${tail}, ${what === 'withdrawn' ? erase : limit})`);
  return page.evaluate('bench');
}

/**
 * A real click, without what Playwright's own click would do in the page before it.
 * @param {Visitor} visitor
 * @param {Page} page
 * @param {string | undefined} selector
 */
async function press({ name, slower }, page, selector) {
  const target = page.locator(selector ?? '').first();
  await target.waitFor({ timeout: patience(slower).limit });
  await sleep(patience(slower).still); // until what opened it is over
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error(`${name}: nothing to press: ${selector}`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await sleep(80);
  await page.evaluate('bench.interaction = 8');
  await page.mouse.down();
  await page.mouse.up();
}

const since = (/** @type {number | null} */ start, /** @type {number | null} */ end) =>
  start === null || end === null ? NaN : end - start;

/**
 * First visit, everything accepted, the next page, everything withdrawn.
 * @param {Visitor} visitor
 * @returns {Promise<Figures>}
 */
export const choices = (visitor) =>
  atPage(visitor, true, async (page) => {
    const { name, subject } = visitor;
    await open(visitor, page, 1);
    const first = await seen(visitor, page, 'rest');
    if (first.rest === null) throw new Error(`${name}: no banner`);
    if (first.ran.length) throw new Error(`${name}: something ran before the choice`);
    await press(visitor, page, subject.accept);
    const accepted = await seen(visitor, page, 'accepted');
    if (accepted.ran.length < SCRIPTS.length)
      throw new Error(`${name}: ${accepted.ran.length} of ${SCRIPTS.length} scripts ran after they were accepted`);

    await open(visitor, page, 2);
    const back = await seen(visitor, page, 'returned');
    if (back.ran.length < SCRIPTS.length)
      throw new Error(`${name}: ${back.ran.length} of ${SCRIPTS.length} scripts ran for a returning visitor`);
    const requests = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter((one) => /127\.0\.0\.[2-9]:\d+\/\w+\.js/.test(one.name))
        .map(({ startTime }) => startTime)
        .sort((a, b) => a - b),
    );
    /** @type {Figures} */
    const figures = {
      painted: first.painted ?? NaN,
      rest: first.rest,
      shift: first.shift,
      longTasks: first.longTasks,
      executed: since(accepted.clicked, Math.max(...accepted.ran)),
      gone: since(accepted.clicked, accepted.gone),
      clickAccept: accepted.interaction,
      request: requests[0],
      requests: requests[SCRIPTS.length - 1],
      executedBack: Math.max(...back.ran),
    };

    await page.evaluate(`${subject.reopen};0`); // not what it answers, which may be a promise
    try {
      await page.evaluate('bench.erasing = true');
      await press(visitor, page, subject.withdraw);
      const withdrawn = await seen(visitor, page, 'withdrawn');
      const left = (await page.evaluate(() => document.cookie)).includes(COOKIE);
      return {
        ...figures,
        erased: left ? NaN : since(withdrawn.clicked, withdrawn.erased),
        clickWithdraw: withdrawn.interaction,
      };
    } catch (error) {
      // it loads the page again
      if (/context was destroyed|navigation/i.test(`${error}`)) return { ...figures, erased: NaN, clickWithdraw: NaN };
      throw error;
    }
  });

/**
 * Everything else that can be pressed, then everything rejected on a first visit: how long the longest click took.
 * @param {Visitor} visitor
 * @returns {Promise<Figures>}
 */
export const clicks = (visitor) =>
  atPage(visitor, true, async (page) => {
    const { name, subject, slower } = visitor;
    const pressed = async (/** @type {string | undefined} */ selector) => {
      await press(visitor, page, selector);
      await sleep(patience(slower).still);
      const { clicked, interaction } = /** @type {Seen} */ (await page.evaluate('bench'));
      if (clicked === null) throw new Error(`${name}: the click on ${selector} was not heard`);
      return interaction;
    };
    await open(visitor, page, 1);
    await seen(visitor, page, 'rest');
    let longest = 0;
    for (const selector of subject.clicks ?? []) longest = Math.max(longest, await pressed(selector));
    await page.evaluate(() => localStorage.clear());
    await page.context().clearCookies();
    await open(visitor, page, 1);
    await seen(visitor, page, 'rest');
    const rejected = await pressed(subject.reject);
    const { ran } = /** @type {Seen} */ (await page.evaluate('bench'));
    if (ran.length) throw new Error(`${name}: something ran after the refusal`);
    return { clickOther: Math.max(longest, rejected) };
  });

/**
 * When something is painted first, and how long the main thread works (not what a clock shows); nothing watches in the
 * page.
 * @param {Visitor} visitor
 * @returns {Promise<Figures>}
 */
export const cost = (visitor) =>
  atPage(visitor, false, async (page) => {
    const { subject, slower, name } = visitor;
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const spend = async (/** @type {number} */ n) => {
      const end = sleep(windowOf(slower));
      await open(visitor, page, n);
      await end;
      // Chromium counts from the navigation on.
      return (
        1000 *
        ((await session.send('Performance.getMetrics')).metrics.find((one) => one.name === 'TaskDuration')?.value ??
          NaN)
      );
    };
    const cpuFirst = await spend(1);
    const fcp = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN);
    if (name === 'idle') return { fcp };
    await session.send('HeapProfiler.collectGarbage');
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    if (name === 'none') return { fcp, cpuFirst, heap: usedSize / 1024 };
    if (subject.accept) {
      await page.evaluate(
        (selector) => /** @type {HTMLElement} */ (document.querySelector(selector)).click(),
        subject.accept,
      );
      await sleep(patience(slower).still);
    }
    const cpuBack = await spend(2);
    if (slower > 1) return { fcp, cpuFirst, cpuBack };
    await spend(3);
    // by then an engine has kept what it compiled
    return { fcp, cpuFirst, heap: usedSize / 1024, cpuBack, cpuLater: await spend(4) };
  });

/** Only when something is painted first. @param {Visitor} visitor @returns {Promise<Figures>} */
export const firstPaint = (visitor) =>
  atPage(visitor, false, async (page) => {
    await open(visitor, page, 1);
    await sleep(patience(visitor.slower).tail);
    return {
      fcp: await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN),
    };
  });

/**
 * Which of its files a first visitor loads, banner included, and which one who comes back with an empty cache.
 * @param {Visitor} visitor
 * @param {() => Promise<string[]>} asked
 */
export const loads = (visitor, asked) =>
  atPage(visitor, false, async (page) => {
    const { name, subject } = visitor;
    const files = async () => [
      ...new Set(
        (await asked()).map((address) => address.split(`/${name}/`)[1]).filter((file) => file in (subject.files ?? {})),
      ),
    ];
    await asked();
    await open(visitor, page, 1);
    await page
      .locator(/** @type {string} */ (subject.banner))
      .first()
      .waitFor();
    await sleep(1500);
    const first = await files();
    await page.evaluate(
      (selector) => /** @type {HTMLElement} */ (document.querySelector(selector)).click(),
      /** @type {string} */ (subject.accept),
    );
    await sleep(1000);
    await asked();
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.clearBrowserCache');
    await open(visitor, page, 2);
    await sleep(1500);
    return { first, returning: await files() };
  });
