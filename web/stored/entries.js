// Lists what this browser holds for the site now, in every area that a page can see. What cannot be read is left out:
// storage may be denied, a browser may lack an area, and a database may go while it is looked at.

import { fits } from '../core/wildcard.js';
import { filter, flat, flatMap, map, once, some } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { all, orElse } from '../platform/promises.js';
import { LATER } from '../storage/async-areas.js';
import { cookiesIn } from '../storage/cookies.js';

/**
 * @typedef {object} Entry
 * @property {import('../types/site.js').SiteKey['in']} area
 * @property {string} name
 * @property {string | null} value    null: no text, as of databases, or not to be seen
 * @property {number | null} size     bytes, of name and value; of databases, caches and files the browser's own
 *   estimate; null: unknown
 * @property {number | null} expires  of a cookie: unix seconds, 0: with the session; null: unknown
 * @property {boolean} hidden         only the site's server can see it
 */
/**
 * @typedef {object} Browser  where all this is read; each may throw or reject, for example where storage is denied, or
 *   give nothing
 * @property {() => string} cookies
 * @property {() => Promise<{ name?: string, value?: string, expires?: number | null }[]> | undefined} cookieList  says
 *   more; some also say when a cookie ends
 * @property {(area: 'localStorage' | 'sessionStorage') => [name: string, value: string][]} storage
 * @property {() => Promise<{ name?: string }[]>} databases
 * @property {() => Promise<string[]>} caches
 * @property {() => Promise<any>} estimate
 */

/** @type {Browser} */
const OURS = {
  cookies: () => native.cookie(document),
  cookieList: () => native.cookieStore() && native.cookieList(native.cookieStore()),
  storage(area) {
    const storage = native.storages[area]();
    return map(native.namesIn(storage), (name) => [name, native.getItem(storage, name) ?? '']);
  },
  databases: () => native.databases(native.indexedDB()),
  caches: () => native.cacheNames(native.caches()),
  estimate: () => native.estimate(native.storageOf(native.navigator())),
};

/** @param {string} text */
const bytes = (text) => native.byteCount(native.encode(native.encoder(), text));

/**
 * @param {Entry['area']} area
 * @param {string} name
 * @param {string | null} value
 * @param {Partial<Entry>} [more]
 * @returns {Entry}
 */
const entry = (area, name, value, more) => ({
  area,
  name,
  value,
  size: value === null ? null : bytes(name + value),
  expires: null,
  hidden: false,
  ...more,
});

/** @param {Browser} browser */
async function cookies(browser) {
  /** @type {{ name?: string, value?: string, expires?: number | null }[]} */
  const plain = map(cookiesIn(await orElse(browser.cookies, '')), (cookie) => ({ name: cookie[0], value: cookie[1] }));
  const found = await orElse(/** @type {() => Promise<typeof plain>} */ (browser.cookieList), plain);
  return map(found, ({ name = '', value = '', expires }) =>
    entry('cookie', name, value, { expires: expires === undefined ? null : native.floor((expires ?? 0) / 1000) }),
  );
}

/** @param {Browser} browser @param {'localStorage' | 'sessionStorage'} area */
const storage = (browser, area) =>
  orElse(() => map(browser.storage(area), (one) => entry(area, one[0], one[1])), /** @type {Entry[]} */ ([]));

/**
 * The browser estimates all databases together, and all caches together. So a size is known only where there is one
 * alone.
 * @param {Entry['area']} area @param {string[]} names @param {number} [usage]
 */
const opaque = (area, names, usage) =>
  map(names, (name) => entry(area, name, null, { size: (names.length === 1 && usage) || null }));

/**
 * Cookies that the config declares as the server's alone (`httpOnly`), and that this page indeed does not see.
 * @param {any} site @param {Entry[]} seen
 */
function hidden(site, seen) {
  const keys = flat([
    site.keys ?? [],
    flatMap(/** @type {any[]} */ (site.services ?? []), (service) => service.keys ?? []),
  ]);
  const declared = map(
    filter(keys, (key) => key.httpOnly && key.in === 'cookie'),
    (key) => key.name,
  );
  return map(
    filter(once(declared), (name) => !some(seen, (one) => fits(name, one.name))),
    (name) => entry('cookie', name, null, { hidden: true }),
  );
}

/** @param {any} site  the config @param {Browser} [browser] @returns {Promise<Entry[]>} */
export async function entriesOf(site, browser = OURS) {
  const { opfs, bucket, serviceWorker } = LATER;
  const found = await all([
    cookies(browser),
    storage(browser, 'localStorage'),
    storage(browser, 'sessionStorage'),
    orElse(browser.databases, []),
    orElse(browser.caches, []),
    orElse(browser.estimate, {}),
    orElse(opfs.names, []),
    orElse(bucket.names, []),
    orElse(serviceWorker.names, []),
  ]);
  const {
    0: seen,
    1: local,
    2: session,
    3: databases,
    4: names,
    5: estimate,
    6: files,
    7: buckets,
    8: workers,
  } = found;
  const { indexedDB: inDatabases, caches: inCaches, fileSystem: inFiles } = estimate.usageDetails ?? {};
  return flat([
    seen,
    hidden(site, seen),
    local,
    session,
    opaque(
      'indexedDB',
      map(databases, (/** @type {any} */ one) => one.name ?? ''),
      inDatabases,
    ),
    opaque('cache', names, inCaches),
    opaque('opfs', files, inFiles),
    opaque('bucket', buckets),
    opaque('serviceWorker', workers),
  ]);
}
