// What one does with several promises, by `await` alone: it looks up nothing that a page may have replaced
// (pristine.js).
import { add, map } from './lists.js';
import { native } from './pristine.js';

/** How it ended. @param {unknown} promise @returns {Promise<{ value?: any, failed?: boolean, error?: unknown }>} */
const outcome = async (promise) => {
  try {
    return { value: await promise };
  } catch (error) {
    return { failed: true, error };
  }
};

/** Fulfilled when each has ended, however. @param {readonly unknown[]} promises */
export async function ended(promises) {
  const all = map(promises, outcome);
  for (let i = 0; i < all.length; i++) await all[i];
}

/**
 * The values of all; rejected as the first one in order that is. Every one is listened to from the beginning.
 * @param {readonly unknown[]} promises
 * @returns {Promise<any[]>}
 */
export async function all(promises) {
  const ends = map(promises, outcome);
  /** @type {any[]} */
  const values = [];
  for (let i = 0; i < ends.length; i++) {
    const { value, failed, error } = await ends[i];
    if (failed) throw error;
    add(values, value);
  }
  return values;
}

/**
 * What it gives, or something else where it throws, rejects or gives nothing.
 * @template T
 * @param {() => T | Promise<T>} act
 * @param {T} other
 * @returns {Promise<T>}
 */
export const orElse = async (act, other) => {
  try {
    return (await act()) ?? other;
  } catch {
    return other;
  }
};

/** @param {number} ms @returns {Promise<void>} */
export const after = (ms) =>
  new native.Promise((done) => {
    native.wait(done, ms);
  });
