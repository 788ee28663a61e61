// Browsers as people have them: each visit in a new one, with an empty profile on the disk.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, firefox } from 'playwright-core';

/** @typedef {import('playwright-core').BrowserContext} Context */
/** @typedef {'chromium' | 'firefox'} Engine */

const CHROMIUM = {
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};
const FIREFOX = {
  channel: 'moz-firefox', // any Firefox, by WebDriver BiDi
  executablePath: process.env.FIREFOX || '/usr/bin/firefox-esr',
  firefoxUserPrefs: {
    'privacy.reduceTimerPrecision': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
  },
};

/** Headers of a page whose clock goes in steps of 5 µs, not of 100: one that shares its process with no other site. */
export const FINE_CLOCK = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/** One browser for several pages. */
export const launch = () => chromium.launch(CHROMIUM);

export async function version() {
  const browser = await launch();
  try {
    return browser.version();
  } finally {
    await browser.close();
  }
}

/** @template T @param {Engine} engine @param {(context: Context) => Promise<T>} visit */
export async function inNewBrowser(engine, visit) {
  const folder = mkdtempSync(join(tmpdir(), 'assent-bench-'));
  try {
    const options = { viewport: { width: 1280, height: 800 } };
    const context = await (engine === 'firefox'
      ? firefox.launchPersistentContext(folder, { ...FIREFOX, ...options })
      : chromium.launchPersistentContext(folder, { ...CHROMIUM, ...options }));
    try {
      return await visit(context);
    } finally {
      await context.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
