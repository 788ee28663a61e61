// What one does with arrays, by index and with no method of an array: a page may have replaced those (pristine.js).
import { native } from './pristine.js';

/** @type {(value: unknown) => value is readonly any[]} */
export const isList = (value) => native.isArray(value);

/**
 * Puts one thing at the end of a list, whatever a page has put on `Array.prototype`.
 * @template T
 * @param {T[]} list
 * @param {T} one
 */
export const add = (list, one) => native.addTo(list, one);

/** Each once, in order. @template {string} T @param {readonly T[]} list @returns {T[]} */
export function once(list) {
  const set = new native.Set();
  each(list, (one) => set.add(one));
  return keysOf(set);
}

/** @template T @param {readonly T[]} list @param {(one: T, i: number) => unknown} act */
export function each(list, act) {
  for (let i = 0; i < list.length; i++) act(list[i], i);
}

/** @template T, R @param {readonly T[]} list @param {(one: T, i: number) => R} make @returns {R[]} */
export function map(list, make) {
  /** @type {R[]} */
  const made = [];
  for (let i = 0; i < list.length; i++) add(made, make(list[i], i));
  return made;
}

/** @template T @param {readonly T[]} list @param {(one: T, i: number) => unknown} fits @returns {T[]} */
export function filter(list, fits) {
  /** @type {T[]} */
  const found = [];
  for (let i = 0; i < list.length; i++) if (fits(list[i], i)) add(found, list[i]);
  return found;
}

/**
 * What there is of it: without false, null, undefined, 0 and the empty text.
 * @template T
 * @param {readonly T[]} list
 * @returns {Exclude<T, false | null | undefined | 0 | ''>[]}
 */
export const present = (list) => /** @type {any} */ (filter(list, (one) => one));

/** @template T @param {readonly T[]} list @param {(one: T) => unknown} fits @returns {T | undefined} */
export function find(list, fits) {
  for (let i = 0; i < list.length; i++) if (fits(list[i])) return list[i];
  return undefined;
}

/** -1: none fits. @template T @param {readonly T[]} list @param {(one: T) => unknown} fits */
export function indexOf(list, fits) {
  for (let i = 0; i < list.length; i++) if (fits(list[i])) return i;
  return -1;
}

/** @template T @param {readonly T[]} list @param {(one: T) => unknown} fits */
export const some = (list, fits) => indexOf(list, fits) >= 0;

/** @template T @param {readonly T[]} list @param {(one: T) => unknown} fits */
export const every = (list, fits) => indexOf(list, (one) => !fits(one)) < 0;

/** @template T @param {readonly T[]} list @param {T} one */
export const includes = (list, one) => indexOf(list, (other) => other === one) >= 0;

/** Lists, one behind the other, as one. @template T @param {readonly (readonly T[])[]} lists @returns {T[]} */
export function flat(lists) {
  /** @type {T[]} */
  const all = [];
  for (let i = 0; i < lists.length; i++) for (let j = 0; j < lists[i].length; j++) add(all, lists[i][j]);
  return all;
}

/** @template T, R @param {readonly T[]} list @param {(one: T) => readonly R[]} make */
export const flatMap = (list, make) => flat(map(list, make));

/**
 * The part from one index up to, but not with, another.
 * @template T
 * @param {readonly T[]} list
 * @param {number} from
 * @param {number} [to]
 * @returns {T[]}
 */
export function part(list, from, to = list.length) {
  /** @type {T[]} */
  const found = [];
  for (let i = from; i < to && i < list.length; i++) add(found, list[i]);
  return found;
}

/** @template T @param {readonly T[]} list @returns {T | undefined} */
export const last = (list) => list[list.length - 1];

/** @param {readonly unknown[]} list @param {string} between */
export function join(list, between) {
  let text = '';
  for (let i = 0; i < list.length; i++) text += (i ? between : '') + (list[i] ?? '');
  return text;
}

/**
 * Of a map the keys, of a set what is in it, in order.
 * @template K
 * @param {ReadonlyMap<K, any> | ReadonlySet<K>} of
 * @returns {K[]}
 */
export function keysOf(of) {
  /** @type {K[]} */
  const keys = [];
  /** @type {Map<K, any>} */ (of).forEach((/** @type {any} */ _, /** @type {any} */ key) => {
    add(keys, key);
  });
  return keys;
}
