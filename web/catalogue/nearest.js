// Which services of the starter catalogue somebody may have meant.
import { stringify } from '../platform/json.js';
import { map, part } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { has } from '../platform/texts.js';
import catalogue from './starter-services.js';

/** How many letters differ, are missing or are too many (Levenshtein). @param {string} one @param {string} other */
function distance(one, other) {
  /** @type {number[]} */
  let row = [];
  for (let j = 0; j <= other.length; j++) row[j] = j;
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++)
      next[j] = native.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
    row = next;
  }
  return row[other.length];
}

/**
 * The three ids that are nearest to this one. A text that is part of an id or of a name is near to it.
 * @param {unknown} id
 */
export function nearest(id) {
  const asked = native.slice(native.lower(typeof id === 'string' ? id : stringify(id)), 0, 64);
  /** @param {import('./starter-services.js').Entry} entry */
  const isIn = (entry) => asked && has(`${entry.id} ${native.lower(entry.name)}`, asked);
  const far = map(catalogue, (entry) => ({
    id: entry.id,
    far: native.min(distance(asked, entry.id), isIn(entry) ? 1 : Infinity),
  }));
  native.sort(far, (/** @type {typeof far[0]} */ a, /** @type {typeof far[0]} */ b) => a.far - b.far);
  return map(part(far, 0, 3), (one) => one.id);
}
