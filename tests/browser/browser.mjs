// The browser tests' stage: one browser for a file, and for each test a server of its own, a fresh profile and a list
// of complaints.
//
//   stage('First visit', (story) => {
//     story('P1: …', async ({ open, until, reached }) => { … });
//   });
//
// Nothing waits for time: `until` polls a condition and, if it never comes, says what it saw last. What must *not*
// happen is looked for behind a barrier (`settle`). Whatever the page complains about (errors, violations of its
// policies) fails the test, unless the test says that it expects it.
//
// With ENGINE=firefox the stories are played in Debian's Firefox (tests/firefox/ does so); what only Chromium can be
// made to do is passed over there. All that one engine understands is in `startWith` and `slow`.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { chromium, firefox } from 'playwright-core';
import { serve } from '../../demo/server.mjs';
import { readRecord } from '../../web/cli/audit/record.js';

// For a condition, in milliseconds; on an idle machine each comes within a fraction of a second, on a busy one some
// take twenty.
const DEADLINE = Number(process.env.PATIENCE || 40) * 1000;
const TEST_DEADLINE = 120_000;

export const IN_FIREFOX = process.env.ENGINE === 'firefox';
const driver = IN_FIREFOX ? firefox : chromium;

/**
 * Chromium as people have it, and the same engine without a window, which takes less than half of the processor's time
 * for a story.
 */
export const CHROMIUM = process.env.CHROMIUM || '/usr/bin/chromium';
const WINDOWLESS = '/usr/bin/chromium-headless-shell';
export const SHELL = process.env.CHROMIUM || !existsSync(WINDOWLESS) ? CHROMIUM : WINDOWLESS;

/**
 * @typedef {object} Engine
 * @property {boolean} [wasm]     false: a browser in which WebAssembly does not exist
 * @property {string | Record<string, string>} [hosts]  a pattern of host names that all lead to 127.0.0.1, or patterns
 *   and where each leads
 * @property {boolean} [bfcache]  true: pages that were left may come back as they were
 * @property {Record<string, any>} [preferences]  each story has an installed browser of its own with these settings
 * @property {boolean} [whole]    true: Chromium as people have it, where the story is about the browser and not about
 *   its engine alone
 */

/** @param {Engine} engine @returns {import('playwright-core').LaunchOptions} */
function startWith({ wasm = true, hosts = {}, bfcache = false, whole = bfcache }) {
  if (IN_FIREFOX) {
    return {
      channel: 'moz-firefox', // any Firefox, by WebDriver BiDi
      executablePath: process.env.FIREFOX || '/usr/bin/firefox-esr',
      firefoxUserPrefs: {
        'javascript.options.wasm': wasm,
        'network.prefetch-next': true,
        // A fifth of the processor's time less: one process for all pages, none on the off chance, nothing drawn by
        // more than one, no start page.
        'fission.autostart': false,
        'dom.ipc.processCount': 1,
        'dom.ipc.processPrelaunch.enabled': false,
        'layers.acceleration.disabled': true,
        'gfx.webrender.software': true,
        'extensions.webextensions.remote': false,
        'browser.newtabpage.enabled': false,
        'browser.newtab.preload': false,
      },
    };
  }
  const rules = Object.entries(typeof hosts === 'string' ? { [hosts]: '127.0.0.1' } : hosts).map(
    ([pattern, address]) => `MAP ${pattern} ${address}`,
  );
  return {
    executablePath: whole ? CHROMIUM : SHELL,
    ignoreDefaultArgs: bfcache ? ['--disable-back-forward-cache'] : [],
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(wasm ? [] : ['--js-flags=--jitless']),
      ...(rules.length ? [`--host-resolver-rules=${rules.join(', ')}`] : []),
    ],
  };
}

/**
 * A browser with a profile on the disk, as people have it; that of `newContext` is a private window. It is there again
 * when it is opened a second time.
 * @param {string} folder
 * @param {Engine & { preferences?: Record<string, any> }} [engine]  preferences: what was switched in its settings
 * @param {any} [options]  of the profile
 */
export async function installed(folder, { preferences, ...engine } = {}, options = {}) {
  if (preferences) {
    mkdirSync(join(folder, 'Default'), { recursive: true });
    writeFileSync(join(folder, 'Default', 'Preferences'), JSON.stringify(preferences));
  }
  return driver.launchPersistentContext(folder, { ...startWith({ ...engine, whole: true }), ...options });
}

/**
 * The same with one page and nobody who looks into it; in the end it is killed.
 * @param {string} folder
 * @param {string} address
 * @param {() => Promise<void>} happens  while it is open
 */
export async function unwatchedIn(folder, address, happens) {
  const { executablePath, args } = startWith({ whole: true });
  // A group of its own: a browser is many processes, and each may write into the folder as long as it lives.
  const { pid } = spawn(executablePath, [...args, `--user-data-dir=${folder}`, address], {
    stdio: 'ignore',
    detached: true,
  });
  const kill = (signal) => {
    try {
      return process.kill(-pid, signal);
    } catch {
      return false;
    }
  };
  try {
    await happens();
  } finally {
    kill('SIGKILL');
    await until('the browser has ended', () => !kill(0));
  }
}

/** In a new profile. @param {string} address @param {() => Promise<void>} happens */
export const unwatched = (address, happens) => inFolder((folder) => unwatchedIn(folder, address, happens));

/** Gives a folder for a profile, and takes it away. @template T @param {(folder: string) => Promise<T>} happens */
export async function inFolder(happens) {
  const folder = mkdtempSync(join(tmpdir(), 'assent-profile-'));
  try {
    return await happens(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A mobile network of the slow kind. @param {import('playwright-core').Page} page */
export async function slow(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 400,
    downloadThroughput: 20_000,
    uploadThroughput: 10_000,
  });
}

/** Which service a request of the log belongs to. What the video host's page loads is the video's. */
const serviceOf = ({ path, query }) => (/(^|&)from=/.test(query) ? 'video' : path.split('/')[1].replace('.gif', ''));

/**
 * Polls until `probe` gives something true and returns that.
 * @template T
 * @param {string} what
 * @param {() => T | Promise<T>} probe
 */
export async function until(what, probe, saw = probe) {
  const end = Date.now() + DEADLINE;
  for (;;) {
    let found,
      problem = '';
    try {
      found = await probe();
    } catch (error) {
      problem = String(error);
    }
    if (found) return found;
    if (Date.now() > end) {
      const last = problem || JSON.stringify(await Promise.resolve().then(saw).catch(String));
      assert.fail(`waited ${DEADLINE / 1000} s for this: ${what}; last saw ${last}`);
    }
    await new Promise((done) => {
      setTimeout(done, 25);
    });
  }
}

/** Polls until `probe` gives what is expected. */
export async function becomes(what, probe, expected) {
  const same = (found) => {
    try {
      assert.deepEqual(found, expected);
    } catch {
      return false;
    }
    return true;
  };
  await until(`${what}: ${JSON.stringify(expected)}`, async () => same(await probe()), probe);
}

/**
 * A barrier: whatever the page was going to do or ask for because of what it heard so far, it has done and asked for.
 */
export const settle = (page) =>
  page.evaluate(async () => {
    await window.assent?.ready?.catch(() => {});
    // What was put off by up to 60 ms is done as well: timers go off in their order, however late.
    for (let i = 0; i < 3; i += 1)
      await new Promise((done) => {
        requestAnimationFrame(() => setTimeout(done, 20));
      });
    // Same network process, same queue: what was asked for earlier is on its way when this answers.
    await fetch('/favicon.ico', { cache: 'no-store' }).catch(() => {});
  });

/**
 * @typedef {object} Story
 * @property {any} [serve]      options of the demo's server
 * @property {any} [context]    options of the browser profile
 * @property {Record<string, string | ((party: string) => string)>} [pages]  pages of the first site that the test
 *   writes itself
 * @property {string | null} [policy]   Content-Security-Policy of those pages; {{party}} is the other origin of the
 *   test; {{third}} that of the third parties, {{port}} its port, for those who call it by a name
 * @property {RegExp[]} [complaints]    what the page must complain about, and may
 * @property {RegExp} [tolerated]       what it may complain about, where engines differ
 * @property {string} [chromium]        why this story is Chromium's alone
 */

/**
 * The browsers of this test file, by how each was started.
 * @type {Map<string, Promise<import('playwright-core').Browser>>}
 */
const browsers = new Map();

/** The one that is like this: to start a Firefox takes as long as three stories. @param {Engine} engine */
export function browserLike(engine) {
  const options = startWith(engine);
  const how = JSON.stringify(options);
  const started = browsers.get(how) ?? driver.launch(options);
  browsers.set(how, started);
  return started;
}

/** Closes them all; a second time it does nothing. */
export const closeBrowsers = () => Promise.all([...browsers.values()].map(async (browser) => (await browser).close()));

/**
 * @param {string} title
 * @param {...any} rest  what the browser must be like (may be left out), then the function that tells the stories
 */
export function stage(title, ...rest) {
  const tell = rest.pop();
  /** @type {Engine} */
  const engine = rest[0] ?? {};
  const { hosts, bfcache, preferences } = engine;
  const skip = IN_FIREFOX && (hosts || bfcache || preferences) ? 'only Chromium can be made so' : false;
  after(closeBrowsers); // in the end of the file, not of the stage: another may want the same
  // Two: three kept two processors no busier (4 % sooner done), and each story half as long again. In Firefox one page
  // at a time has the keyboard.
  describe(title, { concurrency: IN_FIREFOX ? 1 : 2, skip }, () => {
    if (!engine.preferences) before(() => browserLike(engine)); // so that no story's time has the start of a browser in it
    tell(storyIn(engine));
  });
}

/** @param {Engine} engine */
function storyIn(engine) {
  /** @param {string} name @param {...any} rest  options (may be left out), then what happens */
  return function story(name, ...rest) {
    const happens = rest.pop();
    /** @type {Story} */
    const options = rest[0] ?? {};
    it(name, { timeout: TEST_DEADLINE, skip: IN_FIREFOX && options.chromium }, async () => {
      const other = await party();
      const fill = (text) =>
        text
          .replaceAll('{{party}}', other.origin)
          .replaceAll('{{third}}', demo.third)
          .replaceAll('{{port}}', new URL(demo.third).port);
      const own = (site, path) => site === 'plexomni' && options.pages?.[path];
      const demo = await serve({
        port: 0,
        ...(process.env.ASSENT_OUT && { assent: process.env.ASSENT_OUT }),
        ...options.serve,
        page: (html, site, path) =>
          own(site, path) ? fill(own(site, path)) : (options.serve?.page?.(html, site, path) ?? html),
        headers: (site, path) =>
          own(site, path)
            ? {
                'content-security-policy': options.policy ? fill(options.policy) : null,
                link: null,
                ...options.serve?.headers?.(site, path),
              }
            : options.serve?.headers?.(site, path),
      });
      const profile = { viewport: { width: 1000, height: 700 }, ...options.context };
      /** @param {import('playwright-core').BrowserContext} context */
      const play = async (context) => {
        const world = worldOf(demo, other, context);
        try {
          await happens(world);
          // What a page complains of may need a file first, and that a second.
          await until(
            'the complaints that are expected',
            () => (options.complaints ?? []).every((pattern) => world.complaints.some((text) => pattern.test(text))),
            () => world.complaints,
          );
          world.check(options.complaints ?? [], options.tolerated);
        } catch (error) {
          if (world.complaints.length)
            error.message += `\nThe pages complained:\n${[...world.complaints, ...world.told].join('\n')}`;
          throw error;
        } finally {
          await context.close();
        }
      };
      try {
        await (engine.preferences
          ? inFolder(async (folder) => play(await installed(folder, engine, profile)))
          : play(await (await browserLike(engine)).newContext(profile)));
      } finally {
        await demo.close();
        await other.close();
      }
    });
  };
}

/**
 * The config of the first of these pages that has one, or of the demo's built site.
 * @param {import('playwright-core').Page[]} pages
 */
async function configOf(pages) {
  for (const page of pages) {
    const [text, address] = await page
      .evaluate(() => {
        const script = document.querySelector('script[data-config]');
        return [document.getElementById('assent-config')?.textContent, script?.dataset.config];
      })
      .catch(() => []);
    if (text) return JSON.parse(text);
    if (address) return (await page.context().request.get(new URL(address, page.url()).href)).json();
  }
  return JSON.parse(readFileSync(new URL('../../demo/aysar/site.json', import.meta.url), 'utf8'));
}

/** How a line on the console begins that says what Assent's event `error` tells. */
const TOLD = 'assent:error:';

/** What a test has in its hands. */
function worldOf(demo, other, context) {
  /** @type {string[]} */
  const complaints = [];
  /** Errors that Assent told of. @type {string[]} */
  const told = [];
  context.setDefaultTimeout(DEADLINE);
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
    if (message.type() === 'debug' && message.text().startsWith(TOLD)) told.push(message.text());
  });
  context.on('weberror', (error) => {
    complaints.push(String(error.error().stack ?? error.error()));
  });
  const ready = context.addInitScript((begins) => {
    // Firefox says of an error on the console no more than that it is one.
    const { debug } = console;
    addEventListener(
      'assent:error',
      ({ detail }) => {
        try {
          debug(`${begins} ${detail.error}\n${detail.error?.stack}`);
        } catch {
          /* a page that has replaced all */
        }
      },
      true,
    );
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
      console.error(`policy violated: ${effectiveDirective} by ${blockedURI} ${sample}`);
    });
  }, TOLD);

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
    told,
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

    /**
     * Waits until exactly these services were reached, and sees that it stays so.
     * @param {any} page
     * @param {string[]} services
     */
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
      // A film's frame is another site's: when the page is left nobody tells what it still asks for. So it has said its
      // last word before.
      const films = () =>
        page.evaluate(
          (/** @type {string} */ third) => document.querySelectorAll(`iframe[src^="${third}/video/embed/"]`).length,
          demo.third,
        );
      await until(
        'the films have begun',
        async () => demo.log().filter(({ path }) => path === '/video/beacon').length >= (await films()),
        demo.log,
      );
      await page.goto('about:blank');
      const arrived = ({ path, query }) => `${demo.third}${path}${query && `?${query}`}`;
      await until(
        'the last requests of the page that was left',
        () => {
          const log = new Set(demo.log().map(arrived));
          return [...open].every((request) => log.has(request.url()));
        },
        () => [...open].map((request) => request.url()),
      );
      demo.clear();
      open.clear();
      asked.length = 0;
    },

    /** Every cookie of this profile. A page's own read waits for what it wrote; the browser's list does not. */
    async cookies() {
      for (const page of context.pages())
        await page
          .evaluate(() => {
            void document.cookie;
          })
          .catch(() => {}); // a page without cookies has written none
      return context.cookies();
    },

    /** The stored decision, '' for none. */
    async record() {
      return (await context.cookies()).find(({ name }) => name === 'assent')?.value ?? '';
    },

    /** The stored decision, taken apart, with what it says of the page's categories, and of services that differ from theirs: granted *, refused !, against a signal ~, by a
     * parent '; null for none. */
    async decision() {
      const config = await configOf(context.pages());
      const read = readRecord(await world.record(), config);
      if (!read) return null;
      const { said, ...head } = read;
      const category = new Map(config.services?.map((one) => [one.id, one.category]));
      const differ = Object.keys(said).filter((id) => said[id] !== said[category.get(id)]);
      return {
        ...head,
        entries: differ
          .map((id) => id + { y: '*', n: '!', i: '~', p: "'" }[said[id]])
          .sort()
          .join(' '),
      };
    },

    /** Waits for a decision like this one. @param {Record<string, any>} expected */
    async decided(expected) {
      await becomes(
        'the stored decision',
        async () => {
          const found = await world.decision();
          return found && Object.fromEntries(Object.keys(expected).map((key) => [key, found[key]]));
        },
        expected,
      );
    },

    /** Names of all that is stored for this page’s site, but for what Assent notes beside the decision. */
    async stored(page) {
      const third = new URL(demo.third).hostname;
      // The page first: its read of a cookie waits for its writes, and the browser's own list does not.
      const [local, session] = await page.evaluate(() => [
        Object.keys(localStorage),
        Object.keys(sessionStorage),
        document.cookie,
      ]);
      const cookies = (await context.cookies()).filter(({ domain }) => domain !== third).map(({ name }) => name);
      return [
        ...cookies.map((name) => `cookie ${name}`),
        ...local.map((name) => `localStorage ${name}`),
        ...session.map((name) => `sessionStorage ${name}`),
      ]
        .filter((line) => !/ assent\.(seen|history|session)$/.test(line))
        .sort();
    },

    /** @param {RegExp[]} expected @param {RegExp} [tolerated] */
    check(expected, tolerated) {
      assert.deepEqual(
        complaints.filter((text) => !tolerated?.test(text) && !expected.some((pattern) => pattern.test(text))),
        [],
        'what the pages complained about',
      );
      for (const pattern of expected)
        assert.ok(
          complaints.some((text) => pattern.test(text)),
          `no complaint like ${pattern}: ${complaints}`,
        );
    },
  };
  return world;
}

export const banner = (page) => page.locator('.assent-banner');
export const dialog = (page) => page.locator('.assent-dialog');

/** A button or switch of Assent's layer. @param {string} id */
export const control = (page, id, within = '.assent-banner, .assent-dialog') =>
  page.locator(within).locator(`button[data-id="${id}"], input[data-id="${id}"]`);

/** Presses it once it is there. */
export const press = (page, id, within = undefined) => control(page, id, within).click();

/** Names the switches that are on in a layer. */
export const switchedOn = (page, within = '.assent-dialog') =>
  page
    .locator(within)
    .locator('input')
    .evaluateAll((inputs) =>
      inputs.filter((input) => input.checked || input.indeterminate).map((input) => input.dataset.id),
    );

/**
 * An origin that answers what a test says, when it says so.
 * @returns a server with `answer(path, body, type?)`, `hold(path)` (returns what lets go) and `log` (paths, in order of
 *   arrival)
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
    response.writeHead(200, {
      'content-type': type,
      'access-control-allow-origin': '*',
      'cache-control': 'no-store',
      'timing-allow-origin': '*',
    });
    response.end(body);
  });
  await new Promise((done, refuse) => {
    server.once('error', refuse).listen(0, '127.0.0.4', () => done(undefined));
  });
  return {
    origin: `http://127.0.0.4:${server.address().port}`,
    log,
    answer: (path, body, type) => {
      answers.set(path, { body, type });
    },
    hold(path) {
      let release;
      holds.set(
        path,
        new Promise((done) => {
          release = done;
        }),
      );
      return () => {
        holds.delete(path);
        release();
      };
    },
    close: () =>
      new Promise((done) => {
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
