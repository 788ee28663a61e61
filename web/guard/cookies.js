// Cookies, as `document.cookie` and as `cookieStore` write them.

import { each } from '../platform/lists.js';
import { apply, native } from '../platform/pristine.js';
import { has, replace } from '../platform/texts.js';
import { textOf } from './hooks.js';

/** @typedef {import('./guard.js').Rules['cookie']} Rule */

/** An attribute of a cookie that this does not know: it could make it live longer. */
const UNKNOWN =
  /;(?!\s*(?:expires|max-age|domain|path|secure|httponly|samesite|partitioned|priority)\s*(?:[=;]|$))[^;]*/gi;

/** The text of a cookie without what is not known in it. @param {string} text */
const knownOf = (text) => (has(text, ';') ? replace(text, UNKNOWN, '') : text);

/** @param {import('./hooks.js').Hook} hook @param {Rule} cookie */
export function guardCookies(hook, cookie) {
  hook(
    'Document',
    'cookie',
    (self, args, act) => {
      const allowed = cookie(knownOf(`${args[0]}`));
      if (allowed != null) apply(act, self, [allowed]);
    },
    'set',
  );
  guardCookieStore(hook, cookie);
}

/** How long a cookie may live, out of its text as the rule allows it: seconds. @param {string | undefined} allowed */
function lifeIn(allowed) {
  const found = native.exec(/;max-age=(-?\d+)$/, allowed ?? '');
  return found ? +found[1] : undefined;
}

/**
 * What a cookie may be written as, with how long it may live.
 * @param {Rule} cookie
 * @param {string} name
 * @param {{ maxAge?: any, expires?: any }} asked
 * @returns {{ maxAge?: number, expires?: number } | undefined} nothing: it may not be written
 */
function lifeAllowed(cookie, name, { maxAge, expires }) {
  /** @type {{ maxAge?: number, expires?: number }} */
  const life = {};
  let refused = false;
  /** How long it may live, of so many seconds. @param {number} seconds */
  const cap = (seconds) => {
    const allowed = cookie(`${name}=1;max-age=${seconds}`);
    refused ||= allowed == null;
    return lifeIn(allowed);
  };
  // Which of the two a browser follows, if both are there, is its own affair.
  if (maxAge != null) {
    const less = cap(native.round(maxAge));
    if (less !== undefined) life.maxAge = less;
  }
  if (expires != null) {
    const less = cap(native.round((expires - native.now()) / 1000));
    if (less !== undefined) life.expires = native.now() + less * 1000;
  }
  if (maxAge == null && expires == null) refused = cookie(`${name}=1`) == null;
  return refused ? undefined : life;
}

/**
 * The rule reads cookies as texts. So each becomes one, and how long it may live is read in the rule's answer.
 * @param {import('./hooks.js').Hook} hook
 * @param {Rule} cookie
 */
function guardCookieStore(hook, cookie) {
  hook('CookieStore', 'set', (self, args, act) => {
    if (!args.length) return apply(act, self, args); // says what is missing
    // What is read of these is read once. What this does not know is not passed on: it could make a cookie live longer.
    /** @type {any} */
    const asked = args.length > 1 ? { name: args[0], value: args[1] } : (args[0] ?? {});
    const { domain, path, sameSite, partitioned, expires, maxAge } = asked;
    const name = textOf(asked.name),
      value = textOf(asked.value);
    if (name === undefined || value === undefined) return apply(act, self, [{}]); // says what is missing, too
    const life = lifeAllowed(cookie, name, { maxAge, expires });
    if (!life) return apply(act, self, ['=', '']); // rejects, as it does where cookies are off
    /** @type {Record<string, any>} */
    const options = { name, value };
    const others = /** @type {Record<string, any>} */ ({ domain, path, sameSite, partitioned, ...life });
    each(native.keys(others), (key) => {
      if (others[key] !== undefined) options[key] = others[key];
    });
    return apply(act, self, [options]);
  });
}
