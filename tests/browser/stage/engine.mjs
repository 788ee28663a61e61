// Which browsers the stories are played in, and how each is started. All that one engine understands is in `startWith`
// and `slow`.

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { chromium, firefox } from 'playwright-core';
import { until } from './waiting.mjs';

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
      // A page of a profile that has another open shares its process: to start one takes as long as to load a small page.
      ...(whole ? [] : ['--renderer-process-limit=1']),
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
const closeBrowsers = () => Promise.all([...browsers.values()].map(async (browser) => (await browser).close()));

/** To be called by every file that starts browsers: they are closed in the end, whoever else may want the same. */
export function closeBrowsersInTheEnd() {
  if (!process.env.TOGETHER) after(closeBrowsers);
}
// Files that share a process share its browsers, too (tests/worker.mjs).
if (process.env.TOGETHER) process.once(/** @type {any} */ ('over'), closeBrowsers);
