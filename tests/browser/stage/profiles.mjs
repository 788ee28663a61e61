// Profiles for stories, and tabs in them. To make them costs a browser as much as several pages, so a story gets what
// others are done with, if nothing of theirs is left in it: what they did to it is taken back, its cookies are taken
// away, and whatever else is stored belongs to an origin, which for each story is another one, by its port.

import { browserLike } from './engine.mjs';
import { makeHeard } from './world.mjs';

/** What changes a profile or a tab for good, so that nobody else may have it. */
const CHANGES = [
  'clearPermissions',
  'emulateMedia',
  'grantPermissions',
  'routeFromHAR',
  'routeWebSocket',
  'setExtraHTTPHeaders',
  'setGeolocation',
  'setHTTPCredentials',
  'setStorageState',
  'setViewportSize',
];
const CLOCK_CHANGES = ['install', 'fastForward', 'pauseAt', 'resume', 'runFor', 'setFixedTime', 'setSystemTime'];
/** What gives a handle by which it is taken back. */
const ADDITIONS = ['addInitScript', 'exposeBinding', 'exposeFunction'];
/** What adds a listener. */
const LISTENING = ['on', 'once', 'addListener', 'prependListener'];

/**
 * What a story does to a profile or a tab.
 * @typedef {object} Traces
 * @property {boolean} changed  for good
 * @property {(() => unknown)[]} undo
 */

/** @param {any} object  a profile or a tab @returns {Traces} */
function traced(object) {
  /** @type {Traces} */
  const traces = { changed: false, undo: [] };
  /** @param {any} of @param {string} method @param {(result: any, args: any[]) => void} then */
  const watch = (of, method, then) => {
    const act = of[method];
    if (typeof act !== 'function') return;
    of[method] = (/** @type {any[]} */ ...args) => {
      const result = act.apply(of, args);
      then(result, args);
      return result;
    };
  };
  const changed = () => {
    traces.changed = true;
  };
  for (const method of CHANGES) watch(object, method, changed);
  for (const method of CLOCK_CHANGES) watch(object.clock, method, changed);
  for (const method of ADDITIONS)
    watch(object, method, (handle) => traces.undo.push(async () => (await handle).dispose()));
  for (const method of LISTENING)
    watch(object, method, (_, [event, listener]) => traces.undo.push(() => object.off(event, listener)));
  watch(object, 'route', () => traces.undo.push(() => object.unrouteAll({ behavior: 'ignoreErrors' })));
  // What a session was told ends with it.
  watch(object, 'newCDPSession', (session) => traces.undo.push(async () => (await session).detach().catch(() => {})));
  const { setOffline } = object;
  watch(object, 'setOffline', () => traces.undo.push(() => setOffline.call(object, false)));
  return traces;
}

/** @param {Traces} traces */
async function takeBack(traces) {
  for (const undo of traces.undo.splice(0)) await undo();
}

/**
 * @typedef {object} Profile
 * @property {import('playwright-core').BrowserContext} context
 * @property {Traces} traces
 * @property {Map<import('playwright-core').Page, Traces>} tabs  those that the story opened
 * @property {import('playwright-core').Page | undefined} tab    one that is empty and has been used by nobody; as long
 *   as one is open the profile keeps its process
 */

/** Those that nobody uses now, by the browser's and their own options. @type {Map<string, Profile[]>} */
const unused = new Map();

/** @param {import('./engine.mjs').Engine} engine @param {any} options @returns {Promise<Profile>} */
async function make(engine, options) {
  const context = await (await browserLike(engine)).newContext(options);
  await makeHeard(context);
  /** @type {Profile} */
  const profile = { context, traces: traced(context), tabs: new Map(), tab: undefined };
  const newPage = context.newPage.bind(context);
  context.newPage = async () => {
    const page = profile.tab ?? (await newPage());
    profile.tab = undefined;
    if (!profile.tabs.has(page)) profile.tabs.set(page, traced(page));
    return page;
  };
  return profile;
}

/**
 * Makes a profile as it was, but for what is stored by origins that nobody visits any more.
 * @param {Profile} profile
 */
async function clean({ context, traces, tabs }) {
  const pages = context.pages();
  const kept = pages.find((page) => tabs.get(page)?.changed === false);
  await Promise.all(pages.map((page) => (page === kept ? page.goto('about:blank') : page.close())));
  for (const page of [...tabs.keys()]) if (page !== kept) tabs.delete(page);
  if (kept) await takeBack(/** @type {Traces} */ (tabs.get(kept)));
  await takeBack(traces);
  await context.clearCookies();
  return kept;
}

/**
 * Lends a profile to `happens`.
 * @param {import('./engine.mjs').Engine} engine
 * @param {any} options  of the profile
 * @param {(context: import('playwright-core').BrowserContext) => Promise<void>} happens
 */
export async function withProfile(engine, options, happens) {
  const key = JSON.stringify([engine, options]);
  const profile = unused.get(key)?.pop() ?? (await make(engine, options));
  let again = false;
  try {
    await happens(profile.context);
    // Chromium as people have it keeps pages that were left.
    again = !profile.traces.changed && !engine.whole && !engine.bfcache;
    if (!again) return;
    profile.tab = await clean(profile);
    unused.set(key, [...(unused.get(key) ?? []), profile]);
  } finally {
    if (!again) await profile.context.close();
  }
}

/** Origins that stories had. @type {Set<string>} */
const had = new Set();

/**
 * Makes servers until none of them is at an address that an earlier story had.
 * @template {{ close: () => Promise<unknown> }} T
 * @param {() => Promise<T>} make @param {(made: T) => string[]} originsOf @returns {Promise<T>}
 */
export async function atNewAddress(make, originsOf) {
  for (;;) {
    const made = await make();
    const origins = originsOf(made);
    if (!origins.some((origin) => had.has(origin))) {
      for (const origin of origins) had.add(origin);
      return made;
    }
    await made.close();
  }
}
