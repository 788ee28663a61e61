// Cookies as a page sees them.
import { attempt } from '../platform/attempt.js';
import { map, present } from '../platform/lists.js';
import { native } from '../platform/pristine.js';

/**
 * Cookies as a document tells them: name and value; of one without a name the name is empty.
 * @param {string} text
 * @returns {[name: string, value: string][]}
 */
export const cookiesIn = (text) =>
  map(present(native.split(text, '; ')), (cookie) => {
    const at = native.indexOf(cookie, '=');
    return [native.slice(cookie, 0, native.max(0, at)), native.slice(cookie, at + 1)];
  });

/** The browser's. */
export const cookies = () => cookiesIn(attempt(() => native.cookie(document)) ?? '');
