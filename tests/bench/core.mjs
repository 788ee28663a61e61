// The core alone: what it costs to start it, and to ask it once. The same function runs in Node and, sent there as text, in Chromium.

import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** @typedef {{ ready: number, config: number, start: number, decision: number, repeated: number, key: number, sweep: number, memory: number }} CoreFigures
 *   ms, ms, ms, ns, ns, ns, ms, bytes */

/**
 * @param {{ web: string, wasm: number[], json: string, category: string }} given  web: address of the folder
 * @returns {Promise<CoreFigures>}
 */
export async function measureCore({ web, wasm, json, category }) {
  const { connect, makeRoom } = await import(`${web}core.js`);
  const { keep } = await import(`${web}answers.js`);
  const { openLedger } = await import(`${web}ledger.js`);
  const median = (/** @type {number[]} */ all) => all.sort((a, b) => a - b)[all.length >> 1];
  /** @type {any} */
  let exports;
  /** @type {(input: string) => string[][]} */
  let turn = () => [];
  /** @type {Record<'ready' | 'config' | 'start', number[]>} */
  const times = { ready: [], config: [], start: [] };
  const timed = (/** @type {keyof typeof times} */ what, /** @type {() => void} */ act) => {
    const start = performance.now();
    act();
    times[what].push(performance.now() - start);
  };
  for (let i = 0; i < 15; i++) {
    // An engine keeps what it compiled from the same bytes: a custom section `x` of its own makes each module new, as on a new page.
    const bytes = Uint8Array.from([...wasm, 0, 5, 1, 120, i, ...crypto.getRandomValues(new Uint8Array(2))]);
    timed('ready', () => {
      exports = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
      makeRoom(exports, json);
      turn = connect(exports);
    });
    timed('config', () => turn(`config\n${json}`));
    timed('start', () => turn('start\tnow=1800000000'));
  }

  const memory = exports.memory.buffer.byteLength;

  // Questions that differ, as those of a page do, and one that is repeated.
  const questions = Array.from({ length: 64 }, (_, i) => `script\t${category}\t\tstats${i}.example`);
  const ask = (/** @type {string} */ question) => turn(`element\t${question}`);
  if (ask(questions[0])[0][0] !== 'hold') throw new Error('something is allowed before the choice');
  const answer = keep(ask);
  const nanoseconds = (/** @type {(question: string) => unknown} */ act, /** @type {number} */ mask) => median(Array.from({ length: 15 }, () => {
    const start = performance.now();
    for (let i = 0; i < 10_000; i++) act(questions[i & mask]);
    return (performance.now() - start) * 100; // for each
  }));
  const element = { decision: nanoseconds(ask, 63), repeated: nanoseconds(answer, 0) };

  // What is stored: names among 2,500 declarations of every kind, and a page start that finds 200 of them.
  const kinds = [(/** @type {number} */ i) => `k${i}`, (/** @type {number} */ i) => `pre_${i}_*`, (/** @type {number} */ i) => `*_suf${i}`, (/** @type {number} */ i) => `a${i}*z${i}`, (/** @type {number} */ i) => `GA1.${i}.*`];
  const site = JSON.parse(json);
  site.keys = [];
  site.services = Array.from({ length: 10 }, (_, s) => ({
    id: `s${s}`, category, name: 'S', keys: Array.from({ length: 250 }, (_, i) => ({ in: 'localStorage', name: kinds[i % 5](s * 250 + i) })),
  }));
  const large = JSON.stringify(site);
  const other = /** @type {any} */ (new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(wasm))).exports);
  makeRoom(other, large);
  turn = connect(other);
  turn(`config\n${large}`);
  turn('start\tnow=1800000000');
  for (let i = 0; i < 64; i++) questions[i] = kinds[i * 37 % 5](i * 37).replaceAll('*', `x${i}`);
  const key = nanoseconds(name => turn(`key\tlocalStorage\t${name}`), 63);
  const places = Array.from({ length: 200 }, (_, i) => ['localStorage', kinds[i % 5](i * 11).replaceAll('*', 'x')]);
  const text = places.map(([area, name]) => `${area}\t${name}\t1799990000\t1799990000`).join('\n');
  /** @type {number[]} */
  const sweeps = [];
  for (let i = 0; i < 15; i++) {
    const start = performance.now();
    for (let lines = openLedger(places, text).lines(); lines[0]; lines = lines.slice(20)) turn(['sweep\tnow=1800000000', ...lines.slice(0, 20)].join('\n'));
    sweeps.push(performance.now() - start);
  }
  return {
    ...element, key, sweep: median(sweeps),
    ready: median(times.ready), config: median(times.config), start: median(times.start),
    memory,
  };
}

const repository = new URL('../../', import.meta.url);
const wasm = [...readFileSync(new URL('wasm-build/out/core.page.wasm', repository))];

/** The demo's sites, each with a category that waits for a choice. */
const sites = () => readdirSync(new URL('demo', repository)).map(name => new URL(`demo/${name}/site.json`, repository)).flatMap(address => {
  try {
    const json = readFileSync(fileURLToPath(address), 'utf8');
    const { site, categories } = JSON.parse(json);
    return [{ name: site.name, json, category: categories.find((/** @type {any} */ one) => one.purpose !== 'necessary').id }];
  } catch { return []; } // a folder that is no site
});

/** @param {import('playwright-core').Page} page  of the bench's first party */
export async function core(page) {
  /** @type {{ where: string, site: string, figures: CoreFigures }[]} */
  const rows = [];
  for (const { name: site, json, category } of sites()) {
    const given = { wasm, json, category };
    const node = await measureCore({ ...given, web: new URL('web/', repository).href });
    const chromium = await page.evaluate(measureCore, { ...given, web: new URL('/', page.url()).href });
    rows.push({ where: 'Node', site, figures: node }, { where: 'Chromium', site, figures: chromium });
  }
  return rows;
}
