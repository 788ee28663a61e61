// How stored things are removed. Past the guard: nobody is asked.

import { attempt } from '../platform/attempt.js';
import { add, each, filter, flatMap, includes, join, map, part } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { all, orElse } from '../platform/promises.js';
import { LATER } from './async-areas.js';
import { cookies, expireCookie } from './cookies.js';
import { drop, LIMIT, within } from './databases.js';

/** @typedef {import('./browser-storage.js').Place} Place */
/** @typedef {{ name: string, where: string }} Own  Assent's own cookies: their first name, and where they are */

/** @param {Own | undefined} own @param {string} name */
export const isOwn = (own, name) => own && (name === own.name || native.startsWith(name, `${own.name}.`));

/** The paths above this page, with and without a slash behind them. */
function pathsHere() {
  const steps = native.split(location.pathname, '/');
  const paths = map(steps, (_, i) => join(part(steps, 0, i + 1), '/'));
  return flatMap(paths, (path) => [`${path}/`, path]);
}

/** This host and every parent domain, as attributes of a cookie; an empty one for the host alone. */
function domainsHere() {
  const labels = native.split(location.hostname, '.');
  const domains = map(labels, (_, i) => `;domain=${join(part(labels, i), '.')}`);
  add(domains, '');
  return domains;
}

/**
 * Removes cookies that are still there: on every path above this page, on this host and every parent domain, secure
 * ones also where http is trusted, and in the partition of this site as well. Attempts on a public suffix do nothing. To
 * see which are there once is enough for all: the browser answers a read behind a write only after a while.
 * @param {string[]} names
 */
function expireEverywhere(names) {
  const domains = domainsHere(),
    paths = pathsHere(),
    kinds = ['', ';secure', ';secure;partitioned'];
  each(cookies(), ({ 0: name }) => {
    if (!includes(names, name)) return;
    each(paths, (path) =>
      each(domains, (domain) => each(kinds, (kind) => expireCookie(name, `;path=${path}${domain}${kind}`))),
    );
  });
}

/** It is gone then; false: it could not be removed. @param {() => Promise<unknown>} remove */
const removed = (remove) =>
  orElse(async () => {
    await remove();
    return true;
  }, false);

/**
 * Removes one thing, of cookies the one on this host for the whole site, as nearly all are.
 * @param {Place} place
 * @param {Own | undefined} own
 * @param {(file: string) => Promise<void>} release  lets go of what a script holds open
 * @returns {unknown} a promise of false: it could not be removed
 */
function remove({ 0: area, 1: name }, own, release) {
  if (area === 'cookie') return expireCookie(name, isOwn(own, name) ? own?.where : undefined);
  if (area === 'indexedDB') return drop(name);
  if (area === 'cache') return removed(() => native.deleteCache(native.caches(), name));
  if (native.hasOwn(LATER, area))
    return removed(async () => {
      if (area === 'opfs') await release(name);
      await LATER[/** @type {'opfs'} */ (area)].remove(name);
    });
  return native.removeItem(native.storages[area](), name);
}

/**
 * Removes what stands at these places. Assent's own cookies go only where this site keeps them: under the same name
 * another host's or site's may be seen here.
 * @param {Place[]} places
 * @param {unknown} quick  of cookies none but those on this host for the whole site: to see which are left takes a
 *   browser as long as all else
 * @param {Own | undefined} own
 * @param {(file: string) => Promise<void>} release
 * @param {() => Place[]} stored  what can be seen at once
 * @returns {Promise<Place[]>} within 3 s: what could not be removed; who is quick is not told
 */
export async function erase(places, quick, own, release, stored) {
  const gone = map(places, (place) => attempt(() => remove(place, own, release)));
  const names = map(
    filter(places, (place) => place[0] === 'cookie' && !isOwn(own, place[1])),
    (place) => place[1],
  );
  if (names.length && !quick) expireEverywhere(names);
  if (!places.length || quick) return [];
  const answers = await all(map(gone, (one) => within(one, LIMIT, false)));
  const left = map(stored(), lineOf);
  return filter(places, (place, i) => answers[i] === false || includes(left, lineOf(place)));
}

/** To compare places. @param {Place} place */
export const lineOf = (place) => `${place[0]}\t${place[1]}`;
