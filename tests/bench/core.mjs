// The core alone: what it costs to start it, and to ask it once. The same function runs in Node and, sent there as text, in Chromium.

import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** @typedef {{ ready: number, config: number, start: number, decision: number, repeated: number, key: number, copied: number, sweep: number, memory: number }} CoreFigures
 *   ms, ms, ms, ns, ns, ns, ns, ms, bytes */

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

  /** As a page has it, with its code connected once: what is made many times from the same code an engine makes slower. @param {string} config */
  async function page(config) {
    const { connect } = await import(`${web}core.js#${crypto.randomUUID()}`);
    const core = /** @type {any} */ (new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(wasm))).exports);
    makeRoom(core, config);
    const ask = /** @type {(input: string, head?: string) => string[][]} */ (connect(core));
    ask(`config\n${config}`);
    ask('start\tnow=1800000000');
    return ask;
  }

  // Questions that differ, as those of a page do, asked as page.js asks them; some of one site, others among 2,500 declarations of every kind.
  const hosts = Array.from({ length: 64 }, (_, i) => `stats${i}.example`);
  const scripts = `element\tscript\t${category}\t\t`;
  const element = await page(json);
  if (element(hosts[0], scripts)[0][0] !== 'hold') throw new Error('something is allowed before the choice');
  const kinds = [(/** @type {number} */ i) => `k${i}`, (/** @type {number} */ i) => `pre_${i}_*`, (/** @type {number} */ i) => `*_suf${i}`, (/** @type {number} */ i) => `a${i}*z${i}`, (/** @type {number} */ i) => `GA1.${i}.*`];
  const site = JSON.parse(json);
  site.keys = [];
  site.services = Array.from({ length: 10 }, (_, s) => ({
    id: `s${s}`, category, name: 'S', keys: Array.from({ length: 250 }, (_, i) => ({ in: 'localStorage', name: kinds[i % 5](s * 250 + i) })),
  }));
  const key = await page(JSON.stringify(site));
  const keys = 'key\tlocalStorage\t';
  const names = Array.from({ length: 64 }, (_, i) => kinds[i * 37 % 5](i * 37).replaceAll('*', `x${i}`));
  if (names.some(name => key(name, keys)[0][1] !== 'undecided')) throw new Error('a name that was declared is not found');
  const answer = keep((/** @type {string} */ name) => key(name, keys));

  // What the machine itself has to say this hour: 60 characters, one by one, into a module, and a call of it.
  const addresses = hosts.map(host => `https://${host}/`.padEnd(60, 'x'));
  const room = new Uint8Array(exports.memory.buffer, new Uint32Array(exports.memory.buffer, exports.io(), 1)[0], 60);
  /** @type {Record<string, { act: (i: number) => unknown, all: number[] }>} */
  const questions = {
    decision: { act: i => element(hosts[i], scripts), all: [] },
    key: { act: i => key(names[i], keys), all: [] },
    repeated: { act: i => answer(names[i]), all: [] },
    copied: {
      act(i) {
        const address = addresses[i];
        for (let at = 0; at < address.length; at++) room[at] = address.charCodeAt(at);
        return exports.io();
      },
      all: [],
    },
  };
  for (let round = 0; round < 25; round++) {
    for (const { act, all } of Object.values(questions)) {
      const start = performance.now();
      for (let i = 0; i < 10_000; i++) act(i & 63);
      all.push((performance.now() - start) * 100); // ns for each
    }
  }

  // A page start that finds 200 names.
  const places = Array.from({ length: 200 }, (_, i) => ['localStorage', kinds[i % 5](i * 11).replaceAll('*', 'x')]);
  const text = places.map(([area, name]) => `${area}\t${name}\t1799990000\t1799990000`).join('\n');
  /** @type {number[]} */
  const sweeps = [];
  for (let i = 0; i < 15; i++) {
    const start = performance.now();
    for (let lines = openLedger(places, text).lines(); lines[0]; lines = lines.slice(20)) key(['sweep\tnow=1800000000', ...lines.slice(0, 20)].join('\n'));
    sweeps.push(performance.now() - start);
  }
  return {
    .../** @type {any} */ (Object.fromEntries(Object.entries(questions).map(([name, { all }]) => [name, median(all)]))),
    sweep: median(sweeps),
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

/** @param {import('playwright-core').Browser} browser @param {string} origin  the bench's first party */
export async function core(browser, origin) {
  /** @type {{ where: string, site: string, figures: CoreFigures }[]} */
  const rows = [];
  for (const { name: site, json, category } of sites()) {
    const given = { wasm, json, category };
    const node = await measureCore({ ...given, web: new URL('web/', repository).href });
    const page = await browser.newPage(); // of its own, as each site has
    await page.goto(`${origin}/warm.html`);
    const chromium = await page.evaluate(measureCore, { ...given, web: `${origin}/` });
    await page.close();
    rows.push({ where: 'Node', site, figures: node }, { where: 'Chromium', site, figures: chromium });
  }
  return rows;
}
