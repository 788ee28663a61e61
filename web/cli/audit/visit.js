// One visitor: what the browser asks for and stores on the way, and what a person in front of it can do.

import { heardConfig } from './heard-config.js';
import { LAYERS } from './layer-selectors.js';
import { probeScript } from './probe.js';
import { storedName } from './record.js';
import { trafficOf } from './traffic.js';

/** @typedef {import('./evidence.d.ts').AuditedState} AuditedState */
/** @typedef {import('./evidence.d.ts').Choice} Choice */
/** @typedef {import('playwright-core').Page} Page */
/** @typedef {Awaited<ReturnType<typeof visit>>} Visit */

/**
 * @typedef {object} Visitor
 * @property {Record<string, string>} attributes  of the script, as if the page had been written with them
 * @property {boolean} gpc     the browser sends Global Privacy Control
 */

export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 320, height: 640 };

// Patience is counted in frames of the page itself, so a slow computer has more of it.
/** For what a page does as soon as it can. */
const SOON = 600;
/** For what may never happen. */
export const SLOW = 120;
/** A control that cannot be pressed by then (ms) cannot be pressed. */
const PRESS = 20_000;

/** Said in the page before its own first line. @param {{ attributes: Record<string, string>, gpc: boolean }} visitor */
function prepare({ attributes, gpc }) {
  if (gpc) Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true, configurable: true });
  // A parser tells observers what it has read before it runs a script. So the script finds these attributes as if they
  // had been served.
  new MutationObserver(() => {
    if ('data-region' in attributes) document.querySelector('meta[name="assent-region"]')?.remove();
    for (const script of /** @type {NodeListOf<HTMLScriptElement>} */ (document.querySelectorAll('script[src]'))) {
      if (!/(^|\/)assent(\.[\w-]+)?\.js([?#]|$)/.test(script.src)) continue;
      for (const [name, value] of Object.entries(attributes))
        if (script.getAttribute(name) !== value) script.setAttribute(name, value);
      if ('data-region' in attributes) script.removeAttribute('data-place');
    }
  }).observe(document, { childList: true, subtree: true });
}

/**
 * A browser profile for visitors like this one.
 * @param {import('playwright-core').Browser} browser
 * @param {Visitor} visitor
 */
export async function profile(browser, { attributes, gpc }) {
  const context = await browser.newContext({
    viewport: DESKTOP,
    colorScheme: 'light',
    reducedMotion: 'reduce',
    ...(gpc && { extraHTTPHeaders: { 'Sec-GPC': '1' } }),
  });
  context.setDefaultTimeout(60_000);
  await context.addInitScript(probeScript());
  await context.addInitScript(prepare, { attributes: { ...attributes, 'data-debug': '' }, gpc });
  return context;
}

/**
 * Somebody who was never there: nothing of an earlier visitor is left.
 * @param {import('playwright-core').BrowserContext} context
 * @param {string} address
 */
export async function visit(context, address) {
  const page = await context.newPage(); // a tab of its own, and so a sessionStorage of its own
  await context.clearCookies();
  const session = await context.newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: new URL(address).origin, storageTypes: 'all' });
  const { traffic, leave, settle } = trafficOf(page);
  const eyes = eyesOf(page, context);
  const { until, state, shows } = eyes;
  return {
    context,
    page,
    traffic,
    settle,
    ...eyes,
    ...handsOf(page, eyes, settle),

    /** @param {string} [to] @returns {Promise<number>} status of the answer, 0: none */
    async go(to = address) {
      leave();
      const answer = await page.goto(to, { waitUntil: 'load' }).catch((error) => {
        throw Object.assign(error, { unanswered: to });
      });
      return answer?.status() ?? 0;
    },

    /** Waits for Assent and the layer it opens with. @returns {Promise<boolean>} a first layer is open */
    async arrive() {
      await page.evaluate(() => window.assent.ready);
      const { ask } = await state();
      await settle();
      return !!(await until(() => shows('first'), ask ? SOON : 0));
    },

    close: () => page.close(),
  };
}

/**
 * What a visitor sees, and what the browser has stored for them.
 * @param {Page} page
 * @param {import('playwright-core').BrowserContext} context
 */
function eyesOf(page, context) {
  const config = heardConfig(page);
  const cookieName = async () => storedName(JSON.parse((await config()) || '{}'));
  return {
    config,
    cookieName,

    /** Waits for two frames, and what they set off. */
    rest: () => page.evaluate(() => assentProbe.rest()),

    /** @template T @param {() => Promise<T>} look @param {number} [patience]  in frames @returns {Promise<T | null>} */
    async until(look, patience = SOON) {
      for (let frame = 0; ; frame++) {
        const found = await look();
        if (found) return found;
        if (frame >= patience) return null;
        await page.evaluate(() => assentProbe.frame());
      }
    },

    state: () => page.evaluate(() => /** @type {AuditedState} */ (/** @type {any} */ (window.assent.state()))),

    /** The stored decision, as text; '' if there is none. */
    async record() {
      const name = await cookieName();
      // A page's read waits for its writes; the browser's list does not.
      await page.evaluate(() => void document.cookie).catch(() => {});
      const cookie = (await context.cookies(page.url())).find((one) => one.name === name);
      return cookie?.value ?? (await page.evaluate((key) => localStorage.getItem(key) ?? '', name).catch(() => ''));
    },

    /** Everything that is stored for the site now. */
    async stored() {
      const areas = await page.evaluate(() => assentProbe.stored());
      const cookies = (await context.cookies()).map(({ name, domain }) => ({
        area: 'cookie',
        name,
        host: domain.replace(/^\./, ''),
      }));
      return [...cookies, ...Object.entries(areas).flatMap(([area, names]) => names.map((name) => ({ area, name })))];
    },

    /** @param {string} layer @param {string} [id]  with a control of this id in it */
    shows: (layer, id = '') => page.evaluate(([name, control]) => assentProbe.isShown(name, control), [layer, id]),
  };
}

/**
 * Presses something.
 * @param {{ click: (options: { timeout: number }) => Promise<void> }} target
 * @returns {Promise<boolean>} could it be pressed?
 */
async function press(target) {
  try {
    await target.click({ timeout: PRESS });
    return true;
  } catch {
    return false;
  }
}

/**
 * What a visitor does.
 * @param {Page} page
 * @param {ReturnType<typeof eyesOf>} eyes
 * @param {() => Promise<void>} settle
 */
function handsOf(page, { until, state, record, shows }, settle) {
  /** @param {string} layer @param {string} id */
  const control = (layer, id) =>
    page
      .locator(LAYERS[layer] ?? layer)
      .locator(`[data-id="${id}"]`)
      .first();

  /** Presses a control until a decision is recorded, three times at most. @param {string} layer @param {string} id */
  async function insist(layer, id) {
    const before = await record();
    // The record counts seconds: the same choice in the same second writes the same text.
    const isDecided = async () => {
      const now = await record();
      return (now !== '' && now !== before) || (before !== '' && !(await shows(layer)));
    };
    for (let clicks = 0; clicks < 3; ) {
      if (!(await shows(layer, id)) || !(await press(control(layer, id)))) break;
      clicks++;
      if (await until(isDecided, SLOW)) return clicks;
    }
    return Infinity;
  }

  return {
    control,
    press,

    /** The preferences, by the control that every page has. @returns {Promise<boolean>} */
    async openPreferences() {
      if (await shows('preferences')) return true;
      const opener = (await page.evaluateHandle(() => assentProbe.opener())).asElement();
      if (!opener || !(await press(opener))) return false;
      return !!(await until(() => shows('preferences')));
    },

    /**
     * Makes a choice with a control, and says what came of it.
     * @param {string} layer
     * @param {string} id
     * @param {number} [already]  clicks that led here
     * @returns {Promise<Choice>}
     */
    async choose(layer, id, already = 0) {
      const target = control(layer, id);
      const element = (await target.count())
        ? await target.evaluate((node) => assentProbe.describe(node))
        : `<button data-id="${id}">`;
      await page.evaluate(() => {
        assentProbe.spoken.length = 0;
      });
      const clicks = already + (await insist(layer, id));
      await settle();
      if (clicks < Infinity) await until(() => page.evaluate(() => assentProbe.spoken.length > 0), SLOW);
      return {
        clicks,
        element,
        layer,
        record: await record(),
        state: await state(),
        said: await page.evaluate(() => assentProbe.spoken.splice(0)),
      };
    },
  };
}
