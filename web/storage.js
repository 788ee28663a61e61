// What the browser stores for this site: the decision, the names of everything else, and how to remove it.

/** Where storage is denied, touching it throws. @template T @param {() => T} act @returns {T | undefined} */
const attempt = act => {
  try { return act(); } catch { return undefined; }
};

/** The areas that are storages, by the names they have in a config. @type {('localStorage' | 'sessionStorage')[]} */
const AREAS = ['localStorage', 'sessionStorage'];

/** A name is part of a line of a turn: one that would break the line, or fill the turn alone, no config can declare. @param {string} name */
const isPlain = name => name.length < 1000 && !/[\0-\x1f]/.test(name);

const cookies = () => (attempt(() => document.cookie) ?? '').split('; ').filter(Boolean);

/** @param {string} cookie */
const nameOf = cookie => cookie.slice(0, Math.max(0, cookie.indexOf('=')));

/** Everything that is stored here now, as lines `area⇥name`. */
export const stored = () => [
  ...cookies().map(cookie => ['cookie', nameOf(cookie)]),
  ...AREAS.flatMap(area => (attempt(() => Object.keys(self[area])) ?? []).map(name => [area, name])),
].filter(([, name]) => isPlain(name)).map(line => line.join('\t'));

/**
 * Removes it wherever it may live. A cookie: on this host and this site first, where nearly all are; then, while one of that name is
 * still there, on every parent domain and every path above this page. Attempts on a public suffix do nothing.
 * @param {string} area
 * @param {string} name
 */
export function erase(area, name) {
  if (area !== 'cookie') return attempt(() => self[/** @type {'localStorage'} */ (area)].removeItem(name));
  const labels = location.hostname.split('.');
  const paths = location.pathname.split('/').flatMap((_, i, steps) => ['/', ''].map(slash => steps.slice(0, i + 1).join('/') + slash));
  for (const path of paths) {
    for (const domain of ['', ...labels.map((_, i) => `;domain=${labels.slice(i).join('.')}`)]) {
      attempt(() => { document.cookie = `${name}=;max-age=0;path=${path}${domain}${secure()}`; });
      if (!domain && path === '/' && read(name) === undefined) return;
    }
  }
}

/** @param {string} name @returns {string | undefined} */
const read = name => cookies().find(cookie => nameOf(cookie) === name)?.slice(name.length + 1);

const secure = () => location.protocol === 'https:' ? ';secure' : '';

/**
 * Where the decision is kept: a cookie, else localStorage, else memory until the page is left.
 * @param {string} name
 * @param {string} domain  `host`, or a parent domain that shares it
 */
export function keeper(name, domain) {
  let memory = '';
  /** Only what may be a record: no text that would be more than one fact of a turn. */
  const now = () => (read(name) ?? attempt(() => localStorage.getItem(name)) ?? memory).split(/\s/)[0].slice(0, 4e3);
  return {
    read: now,
    /** @param {string} record @param {string} seconds @param {boolean} mirror  in localStorage too, where other tabs hear of it */
    write(record, seconds, mirror) {
      memory = record;
      const write = () => attempt(() => {
        document.cookie = `${name}=${record};path=/;max-age=${seconds};samesite=lax${secure()}`
          + (domain === 'host' ? '' : `;domain=${domain}`);
      });
      write();
      if (read(name) !== record) { // one on another domain or path, from an earlier config, is read first
        erase('cookie', name);
        write();
      }
      attempt(() => {
        if (mirror || read(name) !== record) localStorage.setItem(name, record);
      });
    },
  };
}
