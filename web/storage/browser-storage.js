// What the browser stores for this site: which things, and how to remove them. Past the guard: nobody is asked. Where
// storage is denied, touching it throws.

import { attempt } from '../platform/attempt.js';
import { filter, flat, flatMap, includes, map, once } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { all, orElse } from '../platform/promises.js';
import { LATER } from './async-areas.js';
import { cookies } from './cookies.js';
import { LONGEST_FACT, openDecisionStore, whereOf } from './decision-store.js';
import { erase } from './erasing.js';
import { AREAS } from './window-areas.js';

export { lineOf } from './erasing.js';

/** @typedef {[area: string, name: string]} Place  of a stored thing */

/** The names in one area. @param {string} area @returns {string[]} none where it is denied */
const namesIn = (area) =>
  attempt(() => (area === 'cookie' ? map(cookies(), (one) => one[0]) : native.namesIn(native.storages[area]()))) ?? [];

/** Everything that can be seen at once. @returns {Place[]} */
const stored = () =>
  flatMap(flat([['cookie'], AREAS]), (area) => map(once(namesIn(area)), (name) => /** @type {Place} */ ([area, name])));

/** @param {string} area @param {() => Promise<string[]>} names @returns {Promise<Place[]>} none where it is denied */
const placesIn = (area, names) =>
  orElse(async () => map(await names(), (name) => /** @type {Place} */ ([area, name])), []);

/**
 * Databases, caches, files, buckets and service workers, of which a browser tells later.
 * @returns {Promise<Place[]>}
 */
async function later() {
  if (native.origin() === 'null') return []; // has none, and to ask for them is an error that nobody can catch
  const databases = async () => map(await native.databases(native.indexedDB()), (one) => one.name);
  const caches = async () => await native.cacheNames(native.caches());
  const others = map(native.keys(LATER), (area) => placesIn(area, LATER[/** @type {'bucket'} */ (area)].names));
  return flat(await all(flat([[placesIn('indexedDB', databases), placesIn('cache', caches)], others])));
}

/**
 * What may be a record of anybody's, by its beginning: in cookies, and in localStorage where Assent's parts of one
 * stand beside it.
 * @returns {[area: string, name: string, text: string][]}
 */
function records() {
  const local = namesIn('localStorage');
  const kept = filter(local, (name) => includes(local, `${name}.seen`) || includes(local, `${name}.history`));
  const textOf = (/** @type {string} */ name) =>
    attempt(() => native.getItem(native.storages.localStorage(), name)) ?? '';
  const found = flat([
    map(cookies(), (one) => ['cookie', one[0], one[1]]),
    map(kept, (name) => ['localStorage', name, textOf(name)]),
  ]);
  return map(
    filter(found, (one) => native.test(/^\d+(\.|%2e)/i, one[2])),
    (one) => [one[0], one[1], native.slice(one[2], 0, LONGEST_FACT)],
  );
}

/** @param {{ release: (file: string) => Promise<void> }} guard  lets go of what a script holds open (guard/guard.js) */
export function openStorage({ release }) {
  /** @type {import('./erasing.js').Own | undefined} */
  let own;
  return {
    stored,
    records,
    later,
    /**
     * Removes these, as `erase` of erasing.js does.
     * @param {Place[]} places
     * @param {unknown} [quick]
     */
    erase: (places, quick) => erase(places, quick, own, release, stored),
    /**
     * Where the decision is stored, and Assent's own cookies are from now on.
     * @param {string} name
     * @param {string} domain  `host`, or a parent domain that shares it
     */
    keep(name, domain) {
      own = { name, where: whereOf(domain) };
      return openDecisionStore(name, domain);
    },
  };
}
