// The wildcard of a config's names, as the core reads it (src/match.h; tests/agreement.test.mjs compares the two).
import { last } from '../platform/lists.js';
import { native } from '../platform/pristine.js';

/**
 * Does a name fit a pattern, in which each `*` stands for any run of characters, none included?
 * @param {string} pattern
 * @param {string} name
 */
export function fits(pattern, name) {
  const parts = native.split(pattern, '*');
  if (parts.length === 1) return pattern === name;
  const begins = parts[0];
  const ends = /** @type {string} */ (last(parts));
  const end = name.length - ends.length;
  let at = begins.length;
  if (at > end || !native.startsWith(name, begins) || !native.endsWith(name, ends)) return false;
  // Each part between two stars is taken where it stands first: that leaves most of the name for the parts behind it.
  for (let i = 1; i < parts.length - 1; i++) {
    at = native.indexOf(name, parts[i], at);
    if (at < 0 || at + parts[i].length > end) return false;
    at += parts[i].length;
  }
  return true;
}
