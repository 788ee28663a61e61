// Cookies as a page sees them, and as it writes them. Past the guard: nobody is asked.
import { attempt } from '../platform/attempt.js';
import { filter, map, present } from '../platform/lists.js';
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

/** The browser's; none where it denies them. */
export const cookies = () => cookiesIn(attempt(() => native.cookie(document)) ?? '');

/** The values of the cookies of one name: there may be several, of other hosts and paths. @param {string} name */
export const valuesOf = (name) =>
  map(
    filter(cookies(), (one) => one[0] === name),
    (one) => one[1],
  );

/** Writes a cookie, where that is not denied. @param {string} text  without `secure`, which follows from the page */
export const putCookie = (text) =>
  attempt(() => native.setCookie(document, text + (location.protocol === 'https:' ? ';secure' : '')));

/**
 * Removes a cookie. It is written once more, with a value: one that has neither name nor value is none, and removes
 * none.
 * @param {string} name
 * @param {string} [where]  its path, and its domain if it has one
 */
export const expireCookie = (name, where = ';path=/') => putCookie(`${name}=0;max-age=0${where}`);
