// What this browser holds for the site now, in all five areas, as far as a page can see it. What cannot be read is left out, never
// guessed: storage may be denied, a browser may lack an area, and a database may go while it is looked at.

/**
 * @typedef {object} Entry
 * @property {'cookie' | 'localStorage' | 'sessionStorage' | 'indexedDB' | 'cache'} area
 * @property {string} name
 * @property {string | null} value    null: no text, as of databases, or not to be seen
 * @property {number | null} size     bytes, of name and value; of a database or cache the browser's own estimate; null: unknown
 * @property {number | null} expires  of a cookie: unix seconds, 0: with the session; null: unknown
 * @property {boolean} hidden         only the site's server can see it
 */
/** @typedef {typeof self} Browser */

/** Where storage is denied, touching it throws or rejects. @template T @param {() => T | Promise<T>} act @param {T} other @returns {Promise<T>} */
const attempt = async (act, other) => {
  try { return await act() ?? other; } catch { return other; }
};

/** @param {string} text */
const bytes = text => new TextEncoder().encode(text).length;

/** @param {Entry['area']} area @param {string} name @param {string | null} value @param {Partial<Entry>} [more] @returns {Entry} */
const entry = (area, name, value, more) => ({ area, name, value, size: value === null ? null : bytes(name + value), expires: null, hidden: false, ...more });

/** A cookie store says more than `document.cookie`, where there is one: some also say when a cookie ends. @param {Browser} browser */
async function cookies({ document, cookieStore }) {
  /** @type {{ name?: string, value?: string, expires?: number | null }[]} */
  const plain = (await attempt(() => document.cookie, '')).split('; ').filter(Boolean).map(text => {
    const at = text.indexOf('=');
    return { name: text.slice(0, Math.max(0, at)), value: text.slice(at + 1) };
  });
  const all = await attempt(() => /** @type {Promise<typeof plain>} */ (cookieStore?.getAll()), plain);
  return all.map(({ name = '', value = '', expires }) =>
    entry('cookie', name, value, { expires: expires === undefined ? null : Math.floor((expires ?? 0) / 1000) }));
}

/** @param {Browser} browser @param {'localStorage' | 'sessionStorage'} area */
const storage = (browser, area) => attempt(() => Object.keys(browser[area]).map(name => entry(area, name, browser[area].getItem(name) ?? '')), []);

/**
 * An estimate is of all databases, or of all caches: it is told where there is one alone.
 * @param {Entry['area']} area @param {string[]} names @param {number} [usage]
 */
const opaque = (area, names, usage) => names.map(name => entry(area, name, null, { size: names.length === 1 && usage || null }));

/**
 * Cookies that are declared to be the server's alone, and that indeed no page sees.
 * @param {any} site @param {Entry[]} seen
 */
function hidden(site, seen) {
  const declared = [...site.keys ?? [], ...(site.services ?? []).flatMap((/** @type {any} */ service) => service.keys ?? [])]
    .filter(key => key.httpOnly && key.in === 'cookie').map(({ name }) => name);
  return [...new Set(declared)].filter(name => !seen.some(one => fits(name, one.name))).map(name => entry('cookie', name, null, { hidden: true }));
}

/** Does a declared name, in which `*` stands for anything, mean this one? Asked only to not show a cookie twice. @param {string} pattern @param {string} name */
const fits = (pattern, name) => new RegExp(`^${pattern.split('*').map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`, 's').test(name);

/** @param {any} site  the config @param {Browser} [browser] @returns {Promise<Entry[]>} */
export async function entriesOf(site, browser = self) {
  const { indexedDB, caches, navigator } = browser;
  const [seen, local, session, databases, names, estimate] = await Promise.all([
    cookies(browser),
    storage(browser, 'localStorage'),
    storage(browser, 'sessionStorage'),
    attempt(() => indexedDB.databases(), []),
    attempt(() => caches.keys(), []),
    attempt(() => /** @type {Promise<any>} */ (navigator.storage.estimate()), {}),
  ]);
  const { indexedDB: inDatabases, caches: inCaches } = estimate.usageDetails ?? {};
  return [
    ...seen, ...hidden(site, seen), ...local, ...session,
    ...opaque('indexedDB', databases.map(({ name = '' }) => name), inDatabases),
    ...opaque('cache', names, inCaches),
  ];
}
