// One visitor: what the browser asks for and stores on the way, and what a person in front of it can do.

import { probe } from './probe.js';
import { storedName } from './record.js';

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
/** For something that comes at once or never. */
const SOON = 600;
/** What did not happen by then does not happen. */
export const SLOW = 120;
/** So often a page is waited for that has still asked for something, or waits for an answer. */
export const ROUNDS = 30;
/** A control that cannot be pressed by then (ms) cannot be pressed. */
const PRESS = 20_000;
/** Kinds of requests by which a page may send something and never look at the answer. */
const REPORTS = new Set(['fetch', 'xhr', 'ping', 'eventsource']);

/** Said in the page before its own first line. @param {{ attributes: Record<string, string>, gpc: boolean }} visitor */
function prepare({ attributes, gpc }) {
  if (gpc) Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true, configurable: true });
  // A parser hands over what it read before it runs a script, so the script finds these as if they had been served.
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
  await context.addInitScript(`globalThis.assentProbe = (${probe})();`);
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

  /** @type {import('./evidence.d.ts').Traffic[]} */
  const traffic = [];
  let asked = 0;
  /** Nobody has answered them yet. */
  const open = new Set();
  for (const event of /** @type {const} */ (['requestfinished', 'requestfailed']))
    page.on(/** @type {'requestfinished'} */ (event), (request) => open.delete(request));
  // Nobody need read the answer of a report, and then nothing says that it has ended.
  page.on('response', (response) => {
    if (REPORTS.has(response.request().resourceType())) open.delete(response.request());
  });
  page.on('request', (request) => {
    const url = request.url();
    asked++;
    open.add(request);
    if (/^https?:/.test(url)) traffic.push({ url, host: new URL(url).hostname });
  });

  /** As JSON; '' as long as nobody heard of it. */
  let config = Promise.resolve('');
  page.on('console', (message) => {
    const [, lines] = message.text().match(/^> config\n((?:> .*(?:\n|$))+)/) ?? [];
    if (!lines) return;
    const text = lines.replace(/^> /gm, '');
    // Packed (src/pack.h): a file beside the script has its own words.
    const file = message.location().url.replace(/[^/?]*(?=$|\?)/, 'assent.site.js');
    config = /^\s*\{/.test(text)
      ? Promise.resolve(text)
      : page.evaluate(async (url) => (await import(url)).default, file).catch(() => '');
  });

  const rest = () => page.evaluate(() => assentProbe.rest());

  /**
   * Until the page has nothing in hand: all it asked for was answered, and it did not ask for more while it had the
   * time to.
   */
  async function settle() {
    for (let before = -1, round = 0; (asked !== before || open.size) && round < ROUNDS; round++) {
      before = asked;
      await page.evaluate(() => assentProbe.calm());
    }
  }

  /** @template T @param {() => Promise<T>} look @param {number} [patience]  in frames @returns {Promise<T | null>} */
  async function until(look, patience = SOON) {
    for (let frame = 0; ; frame++) {
      const found = await look();
      if (found) return found;
      if (frame >= patience) return null;
      await page.evaluate(() => assentProbe.frame());
    }
  }

  const state = () =>
    page.evaluate(
      () => /** @type {import('./evidence.d.ts').AuditedState} */ (/** @type {any} */ (window.assent.state())),
    );

  const cookieName = async () => storedName(JSON.parse((await config) || '{}'));

  /** The stored decision, as text; '' if there is none. */
  async function record() {
    const name = await cookieName();
    await page
      .evaluate(() => {
        void document.cookie;
      })
      .catch(() => {}); // a page's read waits for its writes, the browser's list does not
    const cookie = (await context.cookies(page.url())).find((one) => one.name === name);
    return cookie?.value ?? (await page.evaluate((key) => localStorage.getItem(key) ?? '', name).catch(() => ''));
  }

  /** @param {string} layer @param {string} [id]  with a control of this id in it */
  const shows = (layer, id = '') => page.evaluate(([name, control]) => assentProbe.isShown(name, control), [layer, id]);

  /** @param {string} layer @param {string} id */
  const control = (layer, id) =>
    page
      .locator(
        { first: '.assent-banner, .assent-notice', preferences: '.assent-dialog', inline: '.assent-inline' }[layer] ??
          layer,
      )
      .locator(`[data-id="${id}"]`)
      .first();

  /** @param {import('playwright-core').Locator} target @returns {Promise<boolean>} could it be pressed? */
  const press = (target) =>
    target.click({ timeout: PRESS }).then(
      () => true,
      () => false,
    );

  return {
    context,
    page,
    traffic,
    config: () => config,
    rest,
    settle,
    until,
    state,
    record,
    shows,
    control,
    press,
    cookieName,

    /** @param {string} [to] @returns {Promise<number>} status of the answer, 0: none */
    async go(to = address) {
      open.clear(); // what a page still waits for when it is left is never answered
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

    /** The preferences, by the control that every page has. @returns {Promise<boolean>} */
    async openPreferences() {
      if (await shows('preferences')) return true;
      const opener = await page.evaluateHandle(() => assentProbe.opener());
      const element = opener.asElement();
      if (
        !element ||
        !(await element.click({ timeout: PRESS }).then(
          () => true,
          () => false,
        ))
      )
        return false;
      return !!(await until(() => shows('preferences')));
    },

    /**
     * Presses a control until a new decision is recorded, three times at most.
     * @param {string} layer
     * @param {string} id
     * @param {number} [already]  clicks that led here
     * @returns {Promise<Choice>}
     */
    async choose(layer, id, already = 0) {
      const before = await record();
      const target = control(layer, id);
      const element = (await target.count())
        ? await target.evaluate((node) => assentProbe.describe(node))
        : `<button data-id="${id}">`;
      await page.evaluate(() => {
        assentProbe.spoken.length = 0;
      });
      // The record counts seconds: the same choice in the same second writes the same text.
      const decided = () => record().then((now) => now !== '' && now !== before);
      let clicks = already;
      let done = false;
      for (let i = 0; i < 3 && !done; i++) {
        if (!(await shows(layer, id)) || !(await press(target))) break;
        clicks++;
        done = !!(await until(async () => (await decided()) || (before !== '' && !(await shows(layer))), SLOW));
      }
      await settle();
      const heard = () => page.evaluate(() => assentProbe.spoken.length > 0);
      if (done) await until(heard, SLOW);
      return {
        clicks: done ? clicks : Infinity,
        element,
        layer,
        record: await record(),
        state: await state(),
        said: await page.evaluate(() => assentProbe.spoken.splice(0)),
      };
    },

    close: () => page.close(),
  };
}
