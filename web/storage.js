// What the browser stores for this site: names, values, and how to remove them. Written past the guard: nobody is asked. Where storage is
// denied, touching it throws.

import { AREAS } from './areas.js';
import { attempt } from './attempt.js';

/** @typedef {{ cookie: (text: string) => void, storage: (area: 'localStorage' | 'sessionStorage') => Storage }} Native  of guard.js */
/** @typedef {[area: string, name: string]} Place */

const SECURE = location.protocol === 'https:' ? ';secure' : '';

/** The browser's cookies: name and value; of one without a name the name is empty. @returns {[name: string, value: string][]} */
export const cookies = () => (attempt(() => document.cookie) ?? '').split('; ').filter(Boolean).map(cookie => {
  const at = cookie.indexOf('=');
  return [cookie.slice(0, Math.max(0, at)), cookie.slice(at + 1)];
});

/** The value of a cookie. @param {string} name */
export const cookie = name => cookies().find(([own]) => own === name)?.[1];

/** @param {Native} native */
export function openStorage({ cookie: write, storage }) {
  /** @param {string} text */
  const put = text => attempt(() => write(text + SECURE));

  /** With a value: one that has neither name nor value is none, and removes none. @param {string} name @param {string} [where] */
  const expire = (name, where = ';path=/') => put(`${name}=0;max-age=0${where}`);

  /** Everything that can be seen at once. @returns {Place[]} */
  const stored = () => /** @type {const} */ (['cookie', ...AREAS]).flatMap(area => {
    const names = new Set(attempt(() => area === 'cookie' ? cookies().map(([name]) => name) : Object.keys(storage(area))));
    return [...names].map(name => /** @type {Place} */ ([area, name]));
  });

  /** Databases and caches, of which a browser tells later. @returns {Promise<Place[]>} */
  const later = async () => {
    if (origin === 'null') return []; // has none, and to ask for them is an error that nobody can catch
    const found = await Promise.all([
      attempt(() => indexedDB.databases().then(all => all.map(({ name }) => ['indexedDB', name]))),
      attempt(() => caches.keys().then(all => all.map(name => ['cache', name]))),
    ].map(names => names?.catch(() => []) ?? []));
    return /** @type {Place[]} */ (found.flat());
  };

  /** A database that is still open goes when it is closed. @param {string} name */
  const drop = name => new Promise(done => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = request.onerror = request.onblocked = done;
  });

  /**
   * Removes cookies that are still there: on every path above this page, on this host and every parent domain, secure ones also where
   * http is trusted, in the partition of this site as well. Attempts on a public suffix do nothing. Apart from `erase`, because the browser answers a read behind a write only after a
   * while: one is enough for all.
   * @param {string[]} names
   */
  function eraseEverywhere(names) {
    const labels = location.hostname.split('.');
    const domains = ['', ...labels.map((_, i) => `;domain=${labels.slice(i).join('.')}`)];
    const paths = location.pathname.split('/').flatMap((_, i, steps) => ['/', ''].map(slash => steps.slice(0, i + 1).join('/') + slash));
    for (const [name] of cookies()) {
      if (!names.includes(name)) continue;
      for (const path of paths) for (const domain of domains) for (const part of ['', ';secure', ';secure;partitioned']) expire(name, `;path=${path}${domain}${part}`);
    }
  }

  /**
   * Removes what stands at these places; of cookies first the one on this host for the whole site, as nearly all are.
   * @param {Place[]} places
   * @param {unknown} [quick]  of cookies none but that: to see which are left takes a browser as long as all else
   * @returns {Promise<unknown>} fulfilled when databases and caches, which a browser removes later, are gone or cannot go
   */
  function erase(places, quick) {
    const ended = places.map(([area, name]) => attempt(() => area === 'cookie' ? expire(name)
      : area === 'indexedDB' ? drop(name)
      : area === 'cache' ? caches.delete(name)
      : delete storage(/** @type {'localStorage'} */ (area))[name]));
    const names = places.flatMap(([area, name]) => area === 'cookie' ? name : []);
    if (names[0] && !quick) eraseEverywhere(names);
    return Promise.allSettled(ended);
  }

  /**
   * Where the decision is kept: a cookie, else localStorage, else memory until the page is left.
   * @param {string} name
   * @param {string} domain  `host`, or a parent domain that shares it
   */
  function keep(name, domain) {
    let memory = '';
    /** A text of Assent's own, beside the record. @param {string} [part] @returns {string} */
    const read = (part = '') => attempt(() => storage('localStorage')[name + part]) || '';
    /** @param {string} text  empty: removes it @param {string} [part] */
    const write = (text, part = '') => attempt(() => {
      if (text) storage('localStorage')[name + part] = text;
      else delete storage('localStorage')[name + part];
    });
    /** @param {string} key @param {string} text @param {string} seconds  0: as long as the session */
    const putCookie = (key, text, seconds) =>
      put(`${key}=${text};path=/;samesite=lax${seconds === '0' ? '' : `;max-age=${seconds}`}${domain === 'host' ? '' : `;domain=${domain}`}`);
    return {
      /** Only what may be a record: no text that would be more than one fact of a turn. */
      read: () => (cookie(name) || read() || memory).split(/\s/)[0].slice(0, 4e3),
      forget: () => { memory = ''; },
      ledger: () => read('.seen'),
      /** @param {string} text */
      note: text => write(text, '.seen'),
      /** The records that were stored here, one a line. */
      history: () => read('.history'),
      /** Is this session of the browser new? From now on it is not. */
      isNew() {
        const mark = `${name}.session`;
        const isNew = !cookie(mark);
        if (isNew) putCookie(mark, '1', '0');
        return isNew;
      },
      /** @param {string} record @param {string} seconds @param {boolean} mirror  in localStorage too, where other tabs hear of it */
      write(record, seconds, mirror) {
        const there = () => (putCookie(name, record, seconds), cookie(name) === record);
        const kept = there() || (eraseEverywhere([name]), there()); // one on another domain or path, from an earlier config, is read first
        memory = kept ? '' : record;
        if (seconds === '0') return; // a shared computer keeps no more than the cookie
        if (mirror || !kept) write(record);
        const past = read('.history').split('\n').filter(Boolean);
        if (past[past.length - 1] !== record) write([...past, record].slice(-50).join('\n'), '.history');
      },
    };
  }

  return { stored, later, erase, keep };
}
