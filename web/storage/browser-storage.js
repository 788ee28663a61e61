// What the browser stores for this site: names, values, and how to remove them. Written past the guard: nobody is
// asked. Where storage is denied, touching it throws.

import { attempt } from '../platform/attempt.js';
import {
  add,
  each,
  every,
  filter,
  flat,
  flatMap,
  includes,
  join,
  last,
  map,
  once,
  part,
  present,
} from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { all, orElse } from '../platform/promises.js';
import { LATER } from './async-areas.js';
import { cookies } from './cookies.js';
import { drop, LIMIT, within } from './databases.js';
import { AREAS } from './window-areas.js';

/** @typedef {[area: string, name: string]} Place */

/** @param {'localStorage' | 'sessionStorage'} area @returns {Storage} throws where it is denied */
const storage = (area) => native.storages[area]();

/** To compare them. @param {Place} place */
export const lineOf = (place) => `${place[0]}\t${place[1]}`;

/** No more of it than may be a fact. @param {string} text */
const firstWord = (text) => native.slice(/** @type {string[]} */ (native.exec(/^\S*/, text))[0], 0, 12e3);

/** It is gone then; false: it could not be removed. @param {() => Promise<unknown>} remove */
const removed = (remove) =>
  orElse(async () => {
    await remove();
    return true;
  }, false);

/** @param {{ release: (file: string) => Promise<void> }} guard  lets go of what a script holds open (guard/guard.js) */
export function openStorage({ release }) {
  /** Assent's own cookies: their first name, and where they are. @type {{ name: string, where: string } | undefined} */
  let own;
  const isOwn = (/** @type {string} */ name) => own && (name === own.name || native.startsWith(name, `${own.name}.`));

  /** @param {string} text */
  const put = (text) =>
    attempt(() => native.setCookie(document, text + (location.protocol === 'https:' ? ';secure' : '')));

  /**
   * With a value: one that has neither name nor value is none, and removes none.
   * @param {string} name
   * @param {string} [where]
   */
  const expire = (name, where = ';path=/') => put(`${name}=0;max-age=0${where}`);

  /** Everything that can be seen at once. @returns {Place[]} */
  const stored = () =>
    flatMap(flat([['cookie'], AREAS]), (area) => {
      const names =
        attempt(() =>
          area === 'cookie'
            ? map(cookies(), (one) => one[0])
            : native.namesIn(storage(/** @type {'localStorage'} */ (area))),
        ) ?? [];
      return map(once(names), (name) => /** @type {Place} */ ([area, name]));
    });

  /**
   * Databases, caches, files, buckets and service workers, of which a browser tells later.
   * @returns {Promise<Place[]>}
   */
  const later = async () => {
    if (native.origin() === 'null') return []; // has none, and to ask for them is an error that nobody can catch
    const found = await all(
      flat([
        [
          orElse(async () => map(await native.databases(native.indexedDB()), (one) => ['indexedDB', one.name]), []),
          orElse(async () => map(await native.cacheNames(native.caches()), (name) => ['cache', name]), []),
        ],
        map(native.keys(LATER), (area) =>
          orElse(async () => map(await LATER[/** @type {'bucket'} */ (area)].names(), (name) => [area, name]), []),
        ),
      ]),
    );
    return /** @type {Place[]} */ (flat(found));
  };

  /**
   * Removes cookies that are still there: on every path above this page, on this host and every parent domain, secure
   * ones also where http is trusted, in the partition of this site as well. Attempts on a public suffix do nothing.
   * Apart from `erase`, because the browser answers a read behind a write only after a while: one is enough for all.
   * @param {string[]} names
   */
  function eraseEverywhere(names) {
    const labels = native.split(location.hostname, '.');
    const domains = map(labels, (_, i) => `;domain=${join(part(labels, i), '.')}`);
    domains[domains.length] = '';
    const steps = native.split(location.pathname, '/');
    const paths = flatMap(
      map(steps, (_, i) => join(part(steps, 0, i + 1), '/')),
      (path) => [`${path}/`, path],
    );
    const kinds = ['', ';secure', ';secure;partitioned'];
    each(
      filter(cookies(), (one) => includes(names, one[0])),
      (one) =>
        each(paths, (path) =>
          each(domains, (domain) => each(kinds, (kind) => expire(one[0], `;path=${path}${domain}${kind}`))),
        ),
    );
  }

  /**
   * Removes what stands at these places. Assent's own cookies only where this site keeps them: under the same name
   * another host's or site's may be seen here. Of other cookies first the one on this host for the whole site, as
   * nearly all are.
   * @param {Place[]} places
   * @param {unknown} [quick]  of cookies none but that: to see which are left takes a browser as long as all else
   * @returns {Promise<Place[]>} within 3 s: what could not be removed; who is quick is not told
   */
  async function erase(places, quick) {
    const gone = map(places, ({ 0: area, 1: name }) =>
      attempt(() =>
        area === 'cookie'
          ? expire(name, isOwn(name) ? own?.where : undefined)
          : area === 'indexedDB'
            ? drop(name)
            : area === 'cache'
              ? removed(() => native.deleteCache(native.caches(), name))
              : area === 'opfs'
                ? removed(async () => {
                    await release(name);
                    await LATER.opfs.remove(name);
                  })
                : native.hasOwn(LATER, area)
                  ? removed(() => LATER[/** @type {'bucket'} */ (area)].remove(name))
                  : native.removeItem(storage(/** @type {'localStorage'} */ (area)), name),
      ),
    );
    const names = map(
      filter(places, (place) => place[0] === 'cookie' && !isOwn(place[1])),
      (place) => place[1],
    );
    if (names.length && !quick) eraseEverywhere(names);
    if (!places.length || quick) return [];
    const answers = await all(map(gone, (one) => within(one, LIMIT, false)));
    const left = map(stored(), lineOf);
    return filter(places, (place, i) => answers[i] === false || includes(left, lineOf(place)));
  }

  /**
   * What may be a record of anybody's, by its beginning: in cookies, and in localStorage where Assent's parts of one
   * stand beside it.
   * @returns {[area: string, name: string, text: string][]}
   */
  function records() {
    const local = attempt(() => native.namesIn(storage('localStorage'))) ?? [];
    const kept = filter(local, (name) => includes(local, `${name}.seen`) || includes(local, `${name}.history`));
    const all = flat([
      map(cookies(), (one) => ['cookie', one[0], one[1]]),
      map(kept, (name) => ['localStorage', name, attempt(() => native.getItem(storage('localStorage'), name)) ?? '']),
    ]);
    return map(
      filter(all, (one) => native.test(/^\d+(\.|%2e)/i, one[2])),
      (one) => [one[0], one[1], native.slice(one[2], 0, 12e3)],
    );
  }

  /**
   * Where the decision is kept: a cookie, else localStorage, else memory until the page is left.
   * @param {string} name
   * @param {string} domain  `host`, or a parent domain that shares it
   */
  function keep(name, domain) {
    let memory = '';
    const isShared = domain !== 'host';
    const where = `;path=/${isShared ? `;domain=${domain}` : ''}`;
    own = { name, where };
    const texts = (/** @type {string} */ key) =>
      map(
        filter(cookies(), (one) => one[0] === key),
        (one) => one[1],
      );
    /** A text of Assent's own, beside the record. @param {string} [part] @returns {string} */
    const read = (part = '') => attempt(() => native.getItem(storage('localStorage'), name + part)) || '';
    /** @param {string} text  empty: removes it @param {string} [part] */
    const write = (text, part = '') =>
      attempt(() => {
        if (text) native.setItem(storage('localStorage'), name + part, text);
        else native.removeItem(storage('localStorage'), name + part);
      });
    /** @param {string} key @param {string} text @param {string} seconds  0: as long as the session */
    const putCookie = (key, text, seconds) =>
      put(`${key}=${text}${where};samesite=lax${seconds === '0' ? '' : `;max-age=${seconds}`}`);
    return {
      /**
       * What may be the record, as facts of a turn, but for the first one's name: another host's may stand under the
       * same name. No text is more than one fact.
       */
      read: () => join(present(once(map(flat([texts(name), [read(), memory]]), firstWord))), '\trecord='),
      forget: () => {
        memory = '';
      },
      ledger: () => read('.seen'),
      /** @param {string} text */
      note: (text) => write(text, '.seen'),
      /** The records that were stored here, one a line. */
      history: () => read('.history'),
      /** Is this session of the browser new? From now on it is not. */
      isNew() {
        const mark = `${name}.session`,
          text = isShared ? domain : '1';
        const isNew = !includes(texts(mark), text);
        if (isNew) putCookie(mark, text, '0');
        return isNew;
      },
      /**
       * @param {string} record @param {string} seconds
       * @param {string} said  the same in words, for people
       * @param {boolean} mirror  in localStorage too, where other tabs hear of it
       * @param {(area: string, name: string, text: string) => boolean} mayReplace  what stands there is nobody else's
       */
      write(record, seconds, said, mirror, mayReplace) {
        const hasRoom = every(texts(name), (text) => mayReplace('cookie', name, text));
        if (hasRoom) putCookie(name, record, seconds);
        const kept = includes(texts(name), record),
          before = read(),
          isFree = !before || mayReplace('localStorage', name, before);
        memory = kept ? '' : record;
        if (!kept && hasRoom && isShared && native.takesCookies(native.navigator())) {
          native.error(
            `assent: cookie.domain: expected ${location.hostname} or a domain that it is part of, and no public suffix such as com, found ${native.quote(domain)}. ` +
              'The browser does not take the cookie, so the choice is kept for this address alone. Write the domain that your hosts share, or "host"',
          );
        }
        if (seconds === '0') return isFree && write(''); // a shared computer keeps no more than the cookie
        if (isFree && (before || mirror || !kept)) write(record);
        const past = present(native.split(read('.history'), '\n')),
          line = `${record} ${said}`;
        if (last(past) === line) return;
        add(past, line);
        write(join(part(past, native.max(0, past.length - 50)), '\n'), '.history');
      },
    };
  }

  return { stored, records, later, erase, keep };
}
