// What the browser stores for this site: the decision, the names of everything else, and how to remove it.

/** Where storage is denied, touching it throws. @template T @param {() => T} act @returns {T | undefined} */
const attempt = act => {
  try { return act(); } catch { return undefined; }
};

/** The areas that are storages, by the names they have in a config. @type {('localStorage' | 'sessionStorage')[]} */
const AREAS = ['localStorage', 'sessionStorage'];

/** A name is part of a line of a turn; one that would break the line is no name that a config can declare. @param {string} name */
const isPlain = name => !/[\0-\x1f]/.test(name);

const cookies = () => (attempt(() => document.cookie) ?? '').split('; ').filter(Boolean);

/** @param {string} cookie */
const nameOf = cookie => cookie.slice(0, Math.max(0, cookie.indexOf('=')));

/** Lines for the core: everything that is stored here now, by area and name. */
export const stored = () => [
  ...cookies().map(cookie => ['cookie', nameOf(cookie)]),
  ...AREAS.flatMap(area => (attempt(() => Object.keys(self[area])) ?? []).map(name => [area, name])),
].map(([area, name]) => isPlain(name) ? `\nhave\t${area}\t${name}` : '').join('');

/**
 * Removes it wherever it may live: a cookie on this host and every parent domain, on every path above this page.
 * Attempts on a public suffix do nothing; which one that is, the browser knows best.
 * @param {string} area
 * @param {string} name
 */
export function erase(area, name) {
  if (area !== 'cookie') return attempt(() => self[/** @type {'localStorage'} */ (area)].removeItem(name));
  const labels = location.hostname.split('.');
  const steps = location.pathname.split('/');
  for (const domain of ['', ...labels.map((_, i) => `;domain=${labels.slice(i).join('.')}`)]) {
    steps.forEach((_, i) => {
      const path = steps.slice(0, i + 1).join('/');
      for (const slash of ['', '/']) {
        attempt(() => { document.cookie = `${name}=;max-age=0;path=${path}${slash}${domain}${secure()}`; });
      }
    });
  }
}

const secure = () => location.protocol === 'https:' ? ';secure' : '';

/**
 * Where the decision is kept: a cookie, else localStorage, else memory until the page is left.
 * @param {string} name
 * @param {string} domain  `host`, or a parent domain that shares it
 */
export function keeper(name, domain) {
  let memory = '';
  const inCookie = () => cookies().find(cookie => nameOf(cookie) === name)?.slice(name.length + 1);
  const read = () => inCookie() ?? attempt(() => localStorage.getItem(name)) ?? memory;
  return {
    read,
    /** @param {string} record @param {string} seconds @param {boolean} mirror  in localStorage too, where other tabs hear of it */
    write(record, seconds, mirror) {
      memory = record;
      erase('cookie', name); // one on another domain, from an earlier config, would be read first
      attempt(() => {
        document.cookie = `${name}=${record};path=/;max-age=${seconds};samesite=lax${secure()}`
          + (domain === 'host' ? '' : `;domain=${domain}`);
      });
      attempt(() => {
        if (mirror || inCookie() !== record) localStorage.setItem(name, record);
        else localStorage.removeItem(name);
      });
    },
  };
}
