// Words of another language, with the English ones for those that it lacks.
import { each } from '../platform/lists.js';
import { native } from '../platform/pristine.js';

/**
 * @template T
 * @param {T} english  texts by name, and tables of these
 * @param {any} own    the same in the other language; nothing: it has none of them
 * @returns {T}
 */
export function complete(english, own) {
  if (!own) return english;
  const words = native.table();
  each(native.keys(/** @type {any} */ (english)), (name) => {
    const word = /** @type {any} */ (english)[name];
    words[name] = typeof word === 'string' ? (own[name] ?? word) : complete(word, own[name]);
  });
  return /** @type {any} */ (words);
}
