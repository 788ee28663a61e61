// What the browser stores for this site: the decision, the names of everything else, and how to remove it.

/** Where storage is denied, touching it throws. @template T @param {() => T} act @returns {T | undefined} */
const attempt = act => {
  try { return act(); } catch { return undefined; }
};

/** The areas that are storages, by the names they have in a config. @type {('localStorage' | 'sessionStorage')[]} */
const AREAS = ['localStorage', 'sessionStorage'];

const SECURE = location.protocol === 'https:' ? ';secure' : '';

/** A name is part of a line of a turn: one that would break the line, or fill the turn alone, no config can declare. @param {string} name */
const isPlain = name => /^[^\0-\x1f]{0,999}$/.test(name);

const cookies = () => (attempt(() => document.cookie) ?? '').split('; ').filter(Boolean);

/** @param {string} cookie */
const nameOf = cookie => cookie.slice(0, Math.max(0, cookie.indexOf('=')));

/** Everything that is stored here now, as lines `area⇥name`. */
export const stored = () => [
  ...cookies().map(cookie => ['cookie', nameOf(cookie)]),
  ...AREAS.flatMap(area => (attempt(() => Object.keys(self[area])) ?? []).map(name => [area, name])),
].filter(([, name]) => isPlain(name)).map(line => line.join('\t'));

/** @param {string} name @param {string} [path] @param {string} [domain]  `;domain=…`; nothing: this host */
const expire = (name, path = '/', domain = '') => attempt(() => { document.cookie = `${name}=;max-age=0;path=${path}${domain}${SECURE}`; });

/**
 * Removes it: a cookie where nearly all are, on this host for the whole site. `eraseEverywhere` looks for the rest.
 * @param {string} area
 * @param {string} name
 */
export const erase = (area, name) => area === 'cookie' ? expire(name)
  : attempt(() => self[/** @type {'localStorage'} */ (area)].removeItem(name));

/**
 * Removes cookies that are still there: on every path above this page, on this host and every parent domain. Attempts on a public
 * suffix do nothing. Apart from `erase`, because the browser answers a read behind a write only after a while: one is enough for all.
 * @param {(name: string) => boolean} isMeant
 */
export function eraseEverywhere(isMeant) {
  const labels = location.hostname.split('.');
  const paths = location.pathname.split('/').flatMap((_, i, steps) => ['/', ''].map(slash => steps.slice(0, i + 1).join('/') + slash));
  for (const name of cookies().map(nameOf).filter(isMeant)) {
    for (const path of paths) ['', ...labels.map((_, i) => `;domain=${labels.slice(i).join('.')}`)].forEach(domain => expire(name, path, domain));
  }
}

/** @param {string} name @returns {string | undefined} */
const read = name => cookies().find(cookie => nameOf(cookie) === name)?.slice(name.length + 1);

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
      const write = () => {
        attempt(() => {
          document.cookie = `${name}=${record};path=/;max-age=${seconds};samesite=lax${SECURE}`
            + (domain === 'host' ? '' : `;domain=${domain}`);
        });
        return read(name) === record;
      };
      let there = write();
      if (!there) { // one on another domain or path, from an earlier config, is read first
        eraseEverywhere(other => other === name);
        there = write();
      }
      if (mirror || !there) attempt(() => localStorage.setItem(name, record));
    },
  };
}
