// The browser tests' stage: one browser for a file, and for each test a server of its own, a fresh profile and a list of complaints.
//
//   stage('First visit', (story) => {
//     story('P1: …', async ({ open, until, reached }) => { … });
//   });
//
// Nothing waits for time: `until` polls a condition and, if it never comes, says what it saw last. What must *not* happen is looked
// for behind a barrier (`settle`). Whatever the page complains about (errors, violations of its policies) fails the test, unless the
// test says that it expects it.
//
// With ENGINE=firefox the stories are played in Debian's Firefox (tests/firefox/ does so); what only Chromium can be made to do is passed over
// there. All that one engine understands is in `startWith` and `slow`.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { chromium, firefox } from 'playwright-core';
import { serve } from '../../demo/server.mjs';

// For a condition, in milliseconds; on an idle machine each comes within a fraction of a second, on a busy one some take twenty.
const DEADLINE = Number(process.env.PATIENCE || 40) * 1000;
const TEST_DEADLINE = 120_000;

export const IN_FIREFOX = process.env.ENGINE === 'firefox';
const driver = IN_FIREFOX ? firefox : chromium;

/**
 * @typedef {object} Engine
 * @property {boolean} [wasm]     false: a browser in which WebAssembly does not exist
 * @property {string | Record<string, string>} [hosts]  a pattern of host names that all lead to 127.0.0.1, or patterns and where each leads
 * @property {string} [secure]    a pattern of host names that count as secure without https
 * @property {boolean} [bfcache]  true: pages that were left may come back as they were
 * @property {Record<string, any>} [preferences]  each story has an installed browser of its own with these settings
 */

/** @param {Engine} engine @returns {import('playwright-core').LaunchOptions} */
function startWith({ wasm = true, hosts = {}, secure, bfcache = false }) {
  if (IN_FIREFOX) {
    return {
      channel: 'moz-firefox', // any Firefox, by WebDriver BiDi
      executablePath: process.env.FIREFOX || '/usr/bin/firefox-esr',
      firefoxUserPrefs: { 'javascript.options.wasm': wasm, 'network.prefetch-next': true },
    };
  }
  const rules = Object.entries(typeof hosts === 'string' ? { [hosts]: '127.0.0.1' } : hosts).map(([pattern, address]) => `MAP ${pattern} ${address}`);
  return {
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    ignoreDefaultArgs: bfcache ? ['--disable-back-forward-cache'] : [],
    args: [
      '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync',
      ...wasm ? [] : ['--js-flags=--jitless'],
      ...rules.length ? [`--host-resolver-rules=${rules.join(', ')}`] : [],
      ...secure ? [`--unsafely-treat-insecure-origin-as-secure=${secure}`] : [],
    ],
  };
}

/**
 * A browser with a profile on the disk, as people have it; that of `newContext` is a private window. It is there again when it is opened
 * a second time.
 * @param {string} folder
 * @param {Engine & { preferences?: Record<string, any> }} [engine]  preferences: what was switched in its settings
 * @param {any} [options]  of the profile
 */
export async function installed(folder, { preferences, ...engine } = {}, options = {}) {
  if (preferences) {
    mkdirSync(join(folder, 'Default'), { recursive: true });
    writeFileSync(join(folder, 'Default', 'Preferences'), JSON.stringify(preferences));
  }
  return driver.launchPersistentContext(folder, { ...startWith(engine), ...options });
}

/** The same with one page and nobody who looks into it. @param {string} address @param {() => Promise<void>} happens  while it is open */
export const unwatched = (address, happens) => inFolder(async (folder) => {
  const { executablePath, args } = startWith({});
  // A group of its own: a browser is many processes, and each may write into the folder as long as it lives.
  const { pid } = spawn(executablePath, [...args, `--user-data-dir=${folder}`, address], { stdio: 'ignore', detached: true });
  const kill = (signal) => { try { return process.kill(-pid, signal); } catch { return false; } };
  try { await happens(); } finally {
    kill('SIGKILL');
    await until('the browser has ended', () => !kill(0));
  }
});

/** Gives a folder for a profile, and takes it away. @template T @param {(folder: string) => Promise<T>} happens */
export async function inFolder(happens) {
  const folder = mkdtempSync(join(tmpdir(), 'assent-profile-'));
  try { return await happens(folder); } finally { rmSync(folder, { recursive: true, force: true }); }
}

/** A mobile network of the slow kind. @param {import('playwright-core').Page} page */
export async function slow(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: 400, downloadThroughput: 20_000, uploadThroughput: 10_000 });
}

/** Which service a request of the log belongs to. What the video host's page loads is the video's. */
const serviceOf = ({ path, query }) => /(^|&)from=/.test(query) ? 'video' : path.split('/')[1].replace('.gif', '');

/** Polls until `probe` gives something true and returns that. @template T @param {string} what @param {() => T | Promise<T>} probe */
export async function until(what, probe, saw = probe) {
  const end = Date.now() + DEADLINE;
  for (;;) {
    let found, problem = '';
    try { found = await probe(); } catch (error) { problem = String(error); }
    if (found) return found;
    if (Date.now() > end) {
      const last = problem || JSON.stringify(await Promise.resolve().then(saw).catch(String));
      assert.fail(`waited ${DEADLINE / 1000} s for this: ${what}; last saw ${last}`);
    }
    await new Promise((done) => { setTimeout(done, 25); });
  }
}

/** Polls until `probe` gives what is expected. */
export async function becomes(what, probe, expected) {
  const same = (found) => {
    try { assert.deepEqual(found, expected); } catch { return false; }
    return true;
  };
  await until(`${what}: ${JSON.stringify(expected)}`, async () => same(await probe()), probe);
}

/** A barrier: whatever the page was going to do or ask for because of what it heard so far, it has done and asked for. */
export const settle = (page) => page.evaluate(async () => {
  await window.assent?.ready?.catch(() => {});
  for (let i = 0; i < 3; i += 1) await new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });
  // Same network process, same queue: what was asked for earlier is on its way when this answers.
  await fetch('/favicon.ico', { cache: 'no-store' }).catch(() => {});
});

/**
 * @typedef {object} Story
 * @property {any} [serve]      options of the demo's server
 * @property {any} [context]    options of the browser profile
 * @property {Record<string, string | ((party: string) => string)>} [pages]  pages of the first site that the test writes itself
 * @property {string | null} [policy]   Content-Security-Policy of those pages; {{party}} is the other origin of the test; {{third}} that of the
 *   third parties, {{port}} its port, for those who call it by a name
 * @property {RegExp[]} [complaints]    what the page must complain about, and may
 * @property {RegExp} [tolerated]       what it may complain about, where engines differ
 * @property {string} [chromium]        why this story is Chromium's alone
 */

/** @param {string} title @param {...any} rest  what the browser must be like (may be left out), then the function that tells the stories */
export function stage(title, ...rest) {
  const tell = rest.pop();
  /** @type {Engine} */
  const engine = rest[0] ?? {};
  const { hosts, secure, bfcache, preferences } = engine;
  const skip = IN_FIREFOX && (hosts || secure || bfcache || preferences) ? 'only Chromium can be made so' : false;
  // Two: three kept two processors no busier (4 % sooner done), and each story half as long again. In Firefox one page at a time has the keyboard.
  describe(title, { concurrency: IN_FIREFOX ? 1 : 2, skip }, () => {
    /** @type {{ browser?: import('playwright-core').Browser }} */
    const shared = {};
    before(async () => { if (!engine.preferences) shared.browser = await driver.launch(startWith(engine)); });
    after(() => shared.browser?.close());
    tell(storyIn(shared, engine));
  });
}

/** @param {{ browser?: import('playwright-core').Browser }} shared @param {Engine} engine */
function storyIn(shared, engine) {
  /** @param {string} name @param {...any} rest  options (may be left out), then what happens */
  return function story(name, ...rest) {
    const happens = rest.pop();
    /** @type {Story} */
    const options = rest[0] ?? {};
    it(name, { timeout: TEST_DEADLINE, skip: IN_FIREFOX && options.chromium }, async () => {
      const other = await party();
      const fill = (text) => text.replaceAll('{{party}}', other.origin).replaceAll('{{third}}', demo.third).replaceAll('{{port}}', new URL(demo.third).port);
      const own = (site, path) => site === 'plexomni' && options.pages?.[path];
      const demo = await serve({
        port: 0,
        ...process.env.ASSENT_OUT && { assent: process.env.ASSENT_OUT },
        ...options.serve,
        page: (html, site, path) => own(site, path) ? fill(own(site, path)) : options.serve?.page?.(html, site, path) ?? html,
        headers: (site, path) => own(site, path)
          ? { 'content-security-policy': options.policy ? fill(options.policy) : null, link: null, ...options.serve?.headers?.(site, path) }
          : options.serve?.headers?.(site, path),
      });
      const profile = { viewport: { width: 1000, height: 700 }, ...options.context };
      /** @param {import('playwright-core').BrowserContext} context */
      const play = async (context) => {
        const world = worldOf(demo, other, context);
        try {
          await happens(world);
          world.check(options.complaints ?? [], options.tolerated);
        } catch (error) {
          if (world.complaints.length) error.message += `\nThe pages complained:\n${world.complaints.join('\n')}`;
          throw error;
        } finally {
          await context.close();
        }
      };
      try {
        await (engine.preferences ? inFolder(async (folder) => play(await installed(folder, engine, profile))) : play(await shared.browser.newContext(profile)));
      } finally {
        await demo.close();
        await other.close();
      }
    });
  };
}

/** What a test has in its hands. */
function worldOf(demo, other, context) {
  /** @type {string[]} */
  const complaints = [];
  context.setDefaultTimeout(DEADLINE);
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => { complaints.push(String(error.error().stack ?? error.error())); });
  const ready = context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
      console.error(`policy violated: ${effectiveDirective} by ${blockedURI} ${sample}`);
    });
  });

  /** Every address that this profile asked the third parties for, as the browser tells it. @type {string[]} */
  const asked = [];
  /** Those that have not ended yet. */
  const open = new Set();
  context.on('request', (request) => {
    if (!request.url().startsWith(demo.third)) return;
    asked.push(request.url());
    open.add(request);
  });
  for (const event of ['requestfinished', 'requestfailed']) context.on(event, (request) => open.delete(request));

  const reached = () => [...new Set(demo.log().map(serviceOf))].sort();

  const world = {
    ...demo,
    party: other,
    context,
    complaints,
    asked,
    until,
    becomes,
    settle,

    /** A new page of this profile. `started`: wait for Assent. @param {string} [address] */
    async open(address = '/', { started = true, page = undefined } = {}) {
      await ready;
      page ??= await context.newPage();
      await page.goto(new URL(address, demo.plexomni).href);
      if (started) await page.waitForFunction(() => window.assent?.ready.then(() => true));
      return page;
    },

    /** The services that were reached, by what arrived at them. */
    reached,

    /** Waits until exactly these services were reached, and sees that it stays so. @param {any} page @param {string[]} services */
    async reachedExactly(page, services) {
      const expected = [...services].sort();
      await until(`requests to ${expected}`, () => expected.every((id) => reached().includes(id)), reached);
      await settle(page);
      assert.deepEqual(reached(), expected, 'services that were reached');
    },

    /** Nothing left the browser: neither by its own account nor by the other side's. */
    async nothingLeft(page) {
      await settle(page);
      assert.deepEqual(asked, [], 'requests that the browser made to the third parties');
      assert.deepEqual(demo.log(), [], 'requests that reached the third parties');
    },

    /** Leaves the page, lets its last requests arrive, and begins a new count. */
    async leave(page) {
      await settle(page);
      await page.goto('about:blank');
      const arrived = ({ path, query }) => `${demo.third}${path}${query && `?${query}`}`;
      await until('the last requests of the page that was left', () => {
        const log = new Set(demo.log().map(arrived));
        return [...open].every((request) => log.has(request.url()));
      }, () => [...open].map((request) => request.url()));
      demo.clear();
      open.clear();
      asked.length = 0;
    },

    /** The stored decision, '' for none. */
    async record() {
      return (await context.cookies()).find(({ name }) => name === 'assent')?.value ?? '';
    },

    /** The stored decision, taken apart; null for none. */
    async decision() {
      const [format, when, how, policy, regime, entries] = (await world.record()).split('.');
      return entries === undefined ? null : { format, when: Number(when), how, policy: Number(policy), regime, entries: entries.match(/[^*!]+[*!]/g)?.sort().join(' ') ?? '' };
    },

    /** Waits for a decision like this one. @param {Record<string, any>} expected */
    async decided(expected) {
      await becomes('the stored decision', async () => {
        const found = await world.decision();
        return found && Object.fromEntries(Object.keys(expected).map((key) => [key, found[key]]));
      }, expected);
    },

    /** Names of all that is stored for this page’s site, but for what Assent notes beside the decision. */
    async stored(page) {
      const third = new URL(demo.third).hostname;
      // The page first: its read of a cookie waits for its writes, and the browser's own list does not.
      const [local, session] = await page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage), document.cookie]);
      const cookies = (await context.cookies()).filter(({ domain }) => domain !== third).map(({ name }) => name);
      return [...cookies.map((name) => `cookie ${name}`), ...local.map((name) => `localStorage ${name}`),
        ...session.map((name) => `sessionStorage ${name}`)].filter((line) => !/ assent\.(seen|history|session)$/.test(line)).sort();
    },

    /** @param {RegExp[]} expected @param {RegExp} [tolerated] */
    check(expected, tolerated) {
      assert.deepEqual(complaints.filter((text) => !tolerated?.test(text) && !expected.some((pattern) => pattern.test(text))), [], 'what the pages complained about');
      for (const pattern of expected) assert.ok(complaints.some((text) => pattern.test(text)), `no complaint like ${pattern}: ${complaints}`);
    },
  };
  return world;
}

export const banner = (page) => page.locator('.assent-banner');
export const dialog = (page) => page.locator('.assent-dialog');

/** A button or switch of Assent's layer. @param {string} id */
export const control = (page, id, within = '.assent-banner, .assent-dialog') => page.locator(within).locator(`button[data-id="${id}"], input[data-id="${id}"]`);

/** Presses it once it is there. */
export const press = (page, id, within = undefined) => control(page, id, within).click();

/** Names the switches that are on in a layer. */
export const switchedOn = (page, within = '.assent-dialog') =>
  page.locator(within).locator('input').evaluateAll((inputs) => inputs.filter((input) => input.checked || input.indeterminate).map((input) => input.dataset.id));

/**
 * An origin that answers what a test says, when it says so.
 * @returns a server with `answer(path, body, type?)`, `hold(path)` (returns what lets go) and `log` (paths, in order of arrival)
 */
async function party() {
  /** @type {Map<string, { body: string, type: string }>} */
  const answers = new Map();
  /** @type {Map<string, Promise<void>>} */
  const holds = new Map();
  /** @type {string[]} */
  const log = [];
  const server = createServer(async (request, response) => {
    const path = request.url;
    log.push(path);
    await holds.get(path);
    const { body = '', type = 'text/javascript' } = answers.get(path.split('?')[0]) ?? {};
    response.writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*', 'cache-control': 'no-store', 'timing-allow-origin': '*' });
    response.end(body);
  });
  await new Promise((done, refuse) => { server.once('error', refuse).listen(0, '127.0.0.4', () => done(undefined)); });
  return {
    origin: `http://127.0.0.4:${server.address().port}`,
    log,
    answer: (path, body, type) => { answers.set(path, { body, type }); },
    hold(path) {
      let release;
      holds.set(path, new Promise((done) => { release = done; }));
      return () => { holds.delete(path); release(); };
    },
    close: () => new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    }),
  };
}

/** A small config for pages that a test writes itself. */
export const CONFIG = {
  schema: 1,
  site: { name: 'Scratch', controller: 'Scratch, scratch@scratch.example', policyUrl: '/privacy' },
  policy: { version: 1, date: '2026-01-01' },
  categories: [
    { id: 'essential', purpose: 'necessary' },
    { id: 'stats', purpose: 'statistics' },
    { id: 'media', purpose: 'functional' },
  ],
  services: [],
};

/** A page with Assent first in its head and its config before it. */
export const page = ({ head = '', body = '', config = CONFIG, attributes = '', nonce = '' } = {}) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Scratch</title>
<script type="application/json" id="assent-config">${JSON.stringify(config)}</script>
<script src="/assent/assent.js" ${nonce && `nonce="${nonce}"`} ${attributes}></script>
${head}</head><body><main><h1>Scratch</h1>${body}</main><footer><a href="#privacy-preferences">Privacy preferences</a></footer></body></html>`;
