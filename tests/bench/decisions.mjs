// One decision from a page hook: a storage write that is refused, for a site that declares 2,500 names. Nothing is
// written, so what it takes is Assent's own time: the hook, the question, the answer.

import { createServer } from 'node:http';
import { FINE_CLOCK } from './browsers.mjs';
import { figure } from './figures.mjs';
import { ownFiles } from './own-files.mjs';

/** Of every kind that a name may be declared in. */
const PATTERNS = ['k#', 'pre_#_*', '*_suf#', 'a#*z#', 'GA1.#.*'].map(
  (pattern) => (/** @type {number} */ i) => pattern.replaceAll('#', `${i}`),
);

const CONFIG = {
  schema: 1,
  site: { name: 'Course', controller: 'Course, privacy@course.example', policyUrl: '/privacy' },
  policy: { version: 1, date: '2026-01-01' },
  categories: [
    { id: 'essential', purpose: 'necessary' },
    { id: 'performance', purpose: 'statistics' },
  ],
  services: Array.from({ length: 10 }, (_, s) => ({
    id: `s${s}`,
    category: 'performance',
    name: 'S',
    keys: Array.from({ length: 250 }, (_, i) => ({ in: 'localStorage', name: PATTERNS[i % 5](s * 250 + i) })),
  })),
};

/** Names that are declared, each another one: so none in a pattern that fits one name only. @param {number} i */
function nameOf(i) {
  const declared = (i * 37) % 2500;
  return PATTERNS[declared % 5 || 1](declared % 5 ? declared : declared + 1).replaceAll('*', `x${i}`);
}

/** Rounds, and decisions in each. */
const HOW = { rounds: 40, count: 1000 };

/**
 * In the page: ns for each decision, by rounds; the first half of them is for the compiler.
 * @param {{ rounds: number, count: number, names: string[] }} given
 */
function timeDecisions({ rounds, count, names }) {
  const storage = localStorage;
  const time = (/** @type {string[]} */ all) => {
    const start = performance.now();
    for (let i = 0; i < count; i++) storage.setItem(all[i], '1');
    return ((performance.now() - start) * 1e6) / count;
  };
  /** @type {{ uncached: number[], cached: number[] }} */
  const times = { uncached: [], cached: [] };
  const same = Array.from({ length: count }, (_, i) => names[i & 15]);
  time(same); // from now on these are known
  for (let round = 0; round < rounds; round++) {
    times.uncached.push(time(names.slice((round + 1) * count)));
    times.cached.push(time(same));
  }
  if (storage.length) throw new Error(`${storage.length} names were stored before the choice`);
  return { uncached: times.uncached.slice(rounds / 2), cached: times.cached.slice(rounds / 2) };
}

/**
 * ns for one decision on a name that nobody asked about, and on one that was.
 * @param {import('playwright-core').Browser} browser
 */
export async function decisions(browser) {
  const { uncached, cached } = await timesOf(browser);
  return { uncached: figure(uncached), cached: figure(cached) };
}

/**
 * The same of each round.
 * @param {import('playwright-core').Browser} browser
 * @param {string} [tree]  as ownFiles takes it
 */
export async function timesOf(browser, tree) {
  const files = ownFiles({ config: CONFIG, tree });
  const server = createServer((request, response) => {
    const file = files[String(request.url).slice(1)];
    response
      .writeHead(200, { 'content-type': `text/${file ? 'javascript' : 'html'}; charset=utf-8`, ...FINE_CLOCK })
      .end(
        file ??
          '<!DOCTYPE html><html lang="en"><title>Course</title><link rel="icon" href="data:,"><script src="/assent.js"></script><h1>Course</h1>',
      );
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(null)));
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${/** @type {any} */ (server.address()).port}/`);
    await page.locator('.assent-banner').waitFor();
    const names = Array.from({ length: (HOW.rounds + 1) * HOW.count }, (_, i) => nameOf(i));
    const times = await page.evaluate(timeDecisions, { ...HOW, names });
    await page.close();
    return times;
  } finally {
    server.close();
  }
}
