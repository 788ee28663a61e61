// What the browser stores for this site: the decision, the names of everything else, and how to remove it.

/** @template T @param {() => T} read @param {T} otherwise @returns {T} where storage is denied, reading it throws */
const attempt = (read, otherwise) => {
  try { return read(); } catch { return otherwise; }
};

/** The areas that are storages, by the names they have in a config. @type {('localStorage' | 'sessionStorage')[]} */
const AREAS = ['localStorage', 'sessionStorage'];

/** Names are lines of a turn: what would break a line, or has no UTF-8, goes over as U+FFFD. @type {Map<string, string>} back again */
const real = new Map();

/** @param {string} name */
const plain = name => {
  if (!/[\0-\x1f\ud800-\udfff]/.test(name)) return name;
  const clean = new TextDecoder().decode(new TextEncoder().encode(name)).replace(/[\0-\x1f]/g, '\ufffd');
  real.set(clean, name);
  return clean;
};

const cookies = () => attempt(() => document.cookie, '').split('; ').filter(Boolean);

/** @param {string} cookie */
const nameOf = cookie => cookie.slice(0, Math.max(0, cookie.indexOf('=')));

/** Lines for the core: everything that is stored here now, by area and name. */
export function stored() {
  const lines = cookies().map(cookie => `\nhave\tcookie\t${plain(nameOf(cookie))}`);
  for (const area of AREAS) {
    for (const name of attempt(() => Object.keys(self[area]), [])) lines.push(`\nhave\t${area}\t${plain(name)}`);
  }
  return lines.join('');
}

/**
 * Removes it wherever it may live: a cookie on this host and every parent domain, on every path above this page.
 * Attempts on a public suffix do nothing; which one that is, the browser knows best.
 * @param {string} area
 * @param {string} name  as `stored` gave it
 */
export function erase(area, name) {
  name = real.get(name) ?? name;
  if (area !== 'cookie') return attempt(() => self[/** @type {'localStorage'} */ (area)].removeItem(name), undefined);
  const labels = location.hostname.split('.');
  const domains = ['', ...labels.map((_, i) => `;domain=${labels.slice(i).join('.')}`)];
  const steps = location.pathname.split('/');
  const paths = steps.flatMap((_, i) => [`${steps.slice(0, i).join('/')}/`, steps.slice(0, i + 1).join('/') || '/']);
  for (const path of new Set(paths)) {
    for (const domain of domains) {
      attempt(() => { document.cookie = `${name}=;max-age=0;path=${path}${domain}${secure()}`; }, undefined);
    }
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
  const read = () => inCookie() ?? attempt(() => localStorage.getItem(name), null) ?? memory;
  return {
    read,
    /** @param {string} record @param {string} seconds @param {boolean} mirror  in localStorage too, where other tabs hear of it */
    write(record, seconds, mirror) {
      memory = record;
      erase('cookie', name); // one on another domain, from an earlier config, would be read first
      attempt(() => {
        document.cookie = `${name}=${record};path=/;max-age=${seconds};samesite=lax${secure()}`
          + (domain === 'host' ? '' : `;domain=${domain}`);
      }, undefined);
      attempt(() => {
        if (mirror || inCookie() !== record) localStorage.setItem(name, record);
        else localStorage.removeItem(name);
      }, undefined);
    },
  };
}
