// What a person does, with a stopwatch. Each visit is a new browser context: no cookies, an empty cache.

import { setTimeout as sleep } from 'node:timers/promises';
import { observe } from './observe.mjs';
import { KEY, SCRIPTS } from './page.mjs';

/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('./subjects.mjs').Subject} Subject */
/** @typedef {Record<string, number>} Figures  by the ids of report.mjs */
/** @typedef {{ browser: Browser, origin: string, name: string, subject: Subject }} Visitor */

/** Nothing talks to the page while something is measured, so the waits are fixed: longer than anyone needs. */
const LOAD = 700;
const CLICK = 600;
const LINE = { latency: 150, rate: 1.6e6 / 8, wait: 4000 };

/** @param {Visitor} visitor @param {(page: Page) => Promise<Figures>} measure @param {boolean} [watch]  from inside, which costs too */
async function visit({ browser, origin, subject }, measure, watch = true) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    if (watch && subject.banner) await page.addInitScript(observe, subject.banner);
    await page.goto(`${origin}/warm.html`);
    await sleep(150);
    return await measure(page);
  } finally { await context.close(); }
}

/** @param {Visitor} visitor @param {Page} page @param {number} n */
async function open({ origin, name }, page, n, wait = LOAD) {
  await page.goto(`${origin}/${name}/${n}.html`);
  await sleep(wait);
}

/** @param {Page} page @returns {Promise<import('./observe.mjs').Seen>} */
const seen = page => page.evaluate('bench');

/** A real click, without what Playwright's own click would do in the page before it. @param {Page} page @param {string | undefined} selector */
async function click(page, selector) {
  const box = selector && await page.locator(selector).boundingBox();
  if (!box) throw new Error(`nothing to press: ${selector}`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await sleep(80);
  await page.mouse.down();
  await page.mouse.up();
  await sleep(CLICK);
  const after = await seen(page);
  if (after.clicked === null) throw new Error(`the click on ${selector} was not heard`);
  return /** @type {import('./observe.mjs').Seen & { clicked: number }} */ (after);
}

const since = (/** @type {number} */ start, /** @type {number | null} */ end) => end === null ? NaN : end - start;

/** First visit, everything accepted, the next page, everything withdrawn. @param {Visitor} visitor */
export const accepted = visitor => visit(visitor, async page => {
  const { subject } = visitor;
  await open(visitor, page, 1);
  const first = await seen(page);
  if (first.ran.length) throw new Error(`${visitor.name}: something ran before the choice`);
  const accept = await click(page, subject.accept);
  if (accept.ran.length < SCRIPTS.length) throw new Error(`${visitor.name}: ${accept.ran.length} of ${SCRIPTS.length} scripts ran`);

  await open(visitor, page, 2);
  const requests = await page.evaluate(() => performance.getEntriesByType('resource')
    .filter(({ name }) => /127\.0\.0\.[2-9]:\d+\/\w+\.js/.test(name)).map(({ startTime }) => startTime).sort((a, b) => a - b));
  const back = await seen(page);
  await page.evaluate(/** @type {string} */ (subject.reopen));
  await sleep(LOAD);
  await page.evaluate('bench.interaction = 8');
  const withdraw = await click(page, subject.withdraw);
  if ((await page.evaluate(() => document.cookie)).includes(KEY)) withdraw.erased = null;

  return {
    rest: since(first.started ?? NaN, first.rest), painted: first.painted ?? NaN, shift: first.shift, longTasks: first.longTasks,
    executed: Math.max(...accept.ran) - accept.clicked, gone: since(accept.clicked, accept.gone), frames: accept.frames,
    clickAccept: accept.interaction,
    request: requests[0], requests: requests[requests.length - 1], executedBack: Math.max(...back.ran),
    erased: since(withdraw.clicked, withdraw.erased), clickWithdraw: withdraw.interaction,
  };
});

/** First visit, everything rejected. @param {Visitor} visitor */
export const rejected = visitor => visit(visitor, async page => {
  await open(visitor, page, 1);
  const { clicked, gone, frames, interaction, ran } = await click(page, visitor.subject.reject);
  if (ran.length) throw new Error(`${visitor.name}: something ran after the refusal`);
  return { goneReject: since(clicked, gone), framesReject: frames, clickReject: interaction };
});

/** First visit over a slow line, and when the banner is there. @param {Visitor} visitor */
export const slowLine = visitor => visit(visitor, async page => {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions',
    { offline: false, latency: LINE.latency, downloadThroughput: LINE.rate, uploadThroughput: LINE.rate });
  await open(visitor, page, 1, LINE.wait);
  return { paintedSlow: (await seen(page)).painted ?? NaN };
});

/** The main thread's own time (not the clock's) and its heap; nothing watches in the page. @param {Visitor} visitor */
export const cost = visitor => visit(visitor, async page => {
  const { subject } = visitor;
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  // Chromium counts from the navigation on.
  const cpu = async () => 1000 * ((await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
  await open(visitor, page, 1, 1000);
  const cpuFirst = await cpu();
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  if (subject.accept) {
    await page.evaluate(selector => /** @type {HTMLElement} */ (document.querySelector(selector)).click(), subject.accept);
    await sleep(CLICK);
  }
  await open(visitor, page, 2, 1000);
  return { cpuFirst, cpuBack: await cpu(), heap: usedSize / 1024 };
}, false);
