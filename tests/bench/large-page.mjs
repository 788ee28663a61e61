// What Assent costs a page of many elements, beside the same page of few: insertions, storage calls, requests.
//
// Insertions and requests: what is counted is the time that the page's main thread works (not what a clock shows), from
// before the first act until two frames and a task have passed without one. So what Assent does later counts too, and
// what other programs do on the machine does not. Without Assent the same is done on another page, and taken off.

import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { FINE_CLOCK } from './browsers.mjs';
import { atMost, figure, worst } from './figures.mjs';
import { ownFiles } from './own-files.mjs';

/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {{ elements: number, assent: boolean }} Kind  of page */
/**
 * @typedef {{ act: string, label: string, count: number, must: number, to?: 'origin' | 'other' }} Act  must: µs that
 *   Assent may add to each
 */
/**
 * @typedef {{ label: string, must: number, native: number, few: import('./figures.mjs').Figure, many:
 *   import('./figures.mjs').Figure }} Row  µs that Assent adds to each; native: without it, on many
 */

/** Elements of a page: so few that a search through all of them costs nothing, and so many that it is felt. */
export const SIZES = { few: 400, many: 40_000 };

/** @type {Act[]} */
export const INSERTIONS = [
  { act: 'inOneTask', label: 'an element put in, 1,000 in one task', count: 1000, must: 10 },
  { act: 'eachInATask', label: 'an element put in, each in a task', count: 1000, must: 10 },
  { act: 'asOneText', label: 'an element put in, 1,000 as one text', count: 1000, must: 10 },
];
/** @type {Act[]} */
export const REQUESTS = [
  { act: 'request', label: "a request to the page's own host", count: 200, must: 20, to: 'origin' },
  { act: 'request', label: 'a request to another host', count: 200, must: 20, to: 'other' },
];
/** µs that Assent may add to a storage call. */
const STORAGE = 0.5;

/** A measurement that takes longer than this is not done again: its target is missed by far. In µs. */
const ENOUGH = 2e6;

/** On a machine that does much else; ms. */
const PATIENCE = 120_000;

const HELD =
  Array.from(
    { length: 8 },
    (_, i) => `<script type="text/plain" data-category="performance" data-src="/nothing.js?${i}"></script>`,
  ).join('') +
  '<iframe data-category="functional" data-src="/nothing.js" title="A film"></iframe><img data-category="targeting" data-src="/nothing.js" alt="">';

/**
 * A course page: a list of lessons, and ten held elements. What stood in the browser before Assent is kept for
 * comparison.
 * @param {Kind} kind
 */
function pageOf({ elements, assent }) {
  const lesson = '<li><a href="#lesson">Lesson</a> <span>done</span></li>'; // three elements
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Course</title><link rel="icon" href="data:,">
<script>self.native = { storage: localStorage, getItem: localStorage.getItem, setItem: localStorage.setItem, removeItem: localStorage.removeItem };</script>
${assent ? '<script src="/assent.js"></script>' : ''}</head><body>${HELD}
<ul>${lesson.repeat(Math.floor((elements - 18) / 3))}</ul><section id="place" hidden></section></body></html>`;
}

/** The site of these pages, and another host that answers everybody. */
export async function serve() {
  const files = ownFiles();
  const listen = (/** @type {string} */ host) =>
    new Promise((/** @type {(server: import('node:http').Server) => void} */ listening, failed) => {
      const server = createServer((request, response) => {
        const { pathname, searchParams } = new URL(/** @type {string} */ (request.url), 'http://bench');
        const [body, type] =
          pathname === '/page.html'
            ? [
                pageOf({
                  elements: Number(searchParams.get('elements')),
                  assent: searchParams.get('assent') === 'true',
                }),
                'text/html',
              ]
            : [files[pathname.slice(1)] ?? '', 'text/javascript'];
        response.writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*', ...FINE_CLOCK }).end(body);
      })
        .on('error', failed)
        .listen(0, host, () => listening(server));
    });
  const servers = await Promise.all(['127.0.0.1', '127.0.0.2'].map(listen));
  const [origin, other] = servers.map((server) => {
    const { address, port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    return `http://${address}:${port}`;
  });
  return {
    origin,
    other,
    close: () => {
      for (const server of servers) server.close();
    },
  };
}
/** @typedef {Awaited<ReturnType<typeof serve>>} Site */

/** In the page: what is done there, each by its name. */
function prepare() {
  const place = /** @type {HTMLElement} */ (document.getElementById('place'));
  const { port1, port2 } = new MessageChannel();
  const task = () =>
    new Promise((run) => {
      port1.onmessage = run;
      port2.postMessage(0);
    });
  const append = () => place.append(document.createElement('p'));
  const passed = async () => {
    for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
    await task();
  };
  /** @type {Record<string, (count: number, origin: string) => unknown>} */
  const acts = {
    inOneTask: (count) => {
      for (let i = 0; i < count; i++) append();
    },
    eachInATask: async (count) => {
      for (let i = 0; i < count; i++) {
        append();
        await task();
      }
    },
    asOneText: (count) => {
      place.innerHTML = '<p></p>'.repeat(count);
    },
    async request(count, origin) {
      // not all at once: a browser refuses some of a thousand that wait
      for (let i = 0; i < count; i += 20)
        await Promise.all(Array.from({ length: 20 }, (_, j) => fetch(`${origin}/nothing.js?${i + j}`)));
    },
  };
  Object.assign(self, {
    async act(/** @type {string} */ name, /** @type {number} */ count, /** @type {string} */ origin) {
      await acts[name](count, origin);
      await passed();
    },
    async tidy() {
      place.replaceChildren();
      await passed();
    },
  });
}

/**
 * In the page: ns for one storage call, natively and through Assent, by turns and a few at a time, so that whatever the
 * machine does meets both.
 * @param {{ rounds: number, calls: number }} how
 */
function timeStorage({ rounds, calls }) {
  const { storage, getItem, setItem, removeItem } = /** @type {any} */ (self).native;
  const keys = Array.from({ length: 16 }, (_, i) => `course.progress.${i}`);
  for (const key of keys) localStorage.setItem(key, '0');
  /** Natively not even `localStorage` is looked up. @type {Record<string, ((key: string) => unknown)[]>} */
  const kinds = {
    getItem: [(key) => getItem.call(storage, key), (key) => localStorage.getItem(key)],
    'a property read': [(key) => storage[key], (key) => localStorage[key]],
    setItem: [(key) => setItem.call(storage, key, 'a'), (key) => localStorage.setItem(key, 'b')],
    'a property written': [
      (key) => {
        storage[key] = 'a';
      },
      (key) => {
        localStorage[key] = 'b';
      },
    ],
    removeItem: [(key) => removeItem.call(storage, key), (key) => localStorage.removeItem(key)],
  };
  const time = (/** @type {(key: string) => unknown} */ call) => {
    const start = performance.now();
    for (let i = 0; i < calls; i++) call(keys[i & 15]);
    return ((performance.now() - start) * 1e3) / calls;
  };
  return Object.entries(kinds).map(([name, [native, own]]) => {
    const all = Array.from({ length: rounds }, (_, round) => {
      if (round & 1) return [time(native), time(own)];
      const after = time(own);
      return [time(native), after];
    }).slice(rounds / 10); // the first ones are for the compiler
    return { name, native: all.map(([before]) => before), added: all.map(([before, after]) => after - before) };
  });
}

/** @param {Browser} browser @param {Site} site @param {Kind} kind */
async function openPage(browser, site, { elements, assent }) {
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.goto(`${site.origin}/page.html?elements=${elements}&assent=${assent}`);
  if (assent) await page.locator('.assent-banner').waitFor();
  await page.evaluate(prepare);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const worked = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1e6 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
  };
  return {
    page,
    /** µs of the main thread for one act. @param {Act} act */
    async cost({ act, count, to }) {
      await sleep(50); // whatever the last act left behind
      const before = await worked();
      await page.evaluate(`act('${act}', ${count}, '${to ? site[to] : ''}')`);
      const after = await worked();
      await page.evaluate('tidy()');
      return (after - before) / count;
    },
  };
}

/**
 * The same acts by turns on four pages: few and many elements, without Assent and with it.
 * @param {Browser} browser
 * @param {Site} site
 * @param {Act[]} acts
 * @param {number} rounds
 * @returns {Promise<Row[]>}
 */
export async function compare(browser, site, acts, rounds) {
  const pages = [];
  for (const elements of Object.values(SIZES)) {
    for (const assent of [false, true]) pages.push(await openPage(browser, site, { elements, assent }));
  }
  const times = acts.map(() => pages.map(() => /** @type {number[]} */ ([])));
  for (let round = -1; round < rounds; round++) {
    // the first one is for the compiler
    for (const [a, act] of acts.entries()) {
      for (const [p, page] of pages.entries()) {
        const all = times[a][p];
        if (all[0] * act.count > ENOUGH) continue;
        const time = await page.cost(act);
        if (round >= 0 || time * act.count > ENOUGH) all.push(time);
      }
    }
  }
  await Promise.all(pages.map(({ page }) => page.close()));
  // What one round says of both stands beside each other: what the machine did in it met both.
  const added = (/** @type {number[]} */ without, /** @type {number[]} */ assent) =>
    figure(assent.map((time, i) => time - without[i]));
  return acts.map(({ label, must }, a) => {
    const [few, fewAssent, many, manyAssent] = times[a];
    return { label, must, native: figure(many).value, few: added(few, fewAssent), many: added(many, manyAssent) };
  });
}

/**
 * What 10,000 storage calls of each kind cost.
 * @param {Browser} browser
 * @param {Site} site
 * @returns {Promise<Row[]>}
 */
export async function storage(browser, site) {
  const sizes = [];
  for (const elements of Object.values(SIZES)) {
    const { page } = await openPage(browser, site, { elements, assent: true });
    sizes.push(await page.evaluate(timeStorage, { rounds: 110, calls: 200 }));
    await page.close();
  }
  const [few, many] = sizes;
  return many.map(({ name, native, added }, i) => ({
    label: `a storage call: ${name}`,
    must: STORAGE,
    native: figure(native).value,
    few: figure(few[i].added),
    many: figure(added),
  }));
}

/**
 * On many elements at most this, and at most twice what it is on few; a tenth of what it may be needs no comparison.
 * @param {Row} row
 * @param {number} [limit]
 */
export function judge({ must, few, many }, limit = must) {
  const twice = { ...many, doubt: many.doubt + 2 * few.doubt };
  return worst([atMost(many, limit), many.value > must / 10 ? atMost(twice, 2 * few.value) : 'met']);
}
