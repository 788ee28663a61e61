// Addresses, as a page writes them. The platform's own parser reads them (URL Standard), so what it would ask for is
// what is judged: blanks, tabs, backslashes and a foreign `<base>` included.
import { attempt } from '../platform/attempt.js';
import { add } from '../platform/lists.js';
import { native } from '../platform/pristine.js';

/**
 * What an address means where it stands; undefined: nothing.
 * @param {string} address
 * @param {Node} [where]
 * @returns {URL | undefined}
 */
export const urlOf = (address, where = document) => attempt(() => native.url(address, native.baseOf(where)));

/** The two halves of an IPv4 address in one of IPv6, as URLs have it. */
const MAPPED = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/;

/**
 * The host of an address. A dot at the end of a name is the same name (RFC 1034, 3.1), and an IPv4 address that is
 * written as one of IPv6 leads to the same host (RFC 4291, 2.5.5.2).
 * @param {URL | undefined} url @returns {string} empty: it has none
 */
export function hostIn(url) {
  const host = url ? native.hostnameOf(url) : '';
  if (native.endsWith(host, '.')) return native.slice(host, 0, -1);
  const halves = host[0] === '[' && native.exec(MAPPED, host);
  if (!halves) return host;
  const high = +`0x${halves[1]}`,
    low = +`0x${halves[2]}`;
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}

/**
 * @param {string | null | undefined} address
 * @param {Node} [where]  it stands there
 * @returns {string} empty: it leads to no host
 */
export const hostOf = (address, where) => (address ? hostIn(urlOf(address, where)) : '');

/** A character that HTML takes for a blank (HTML, "ASCII whitespace"). @param {string} character */
const isBlank = (character) =>
  character === ' ' || character === '\n' || character === '\t' || character === '\r' || character === '\f';

/**
 * Every address in a `srcset` (HTML, "parse a srcset attribute"): which of them is asked for the browser decides.
 * @param {string} text
 */
export function candidatesOf(text) {
  /** @type {string[]} */
  const found = [];
  for (let i = 0, n = text.length; i < n; ) {
    if (isBlank(text[i]) || text[i] === ',') {
      i++;
      continue;
    }
    const start = i;
    while (i < n && !isBlank(text[i])) i++;
    let end = i;
    while (end > start && text[end - 1] === ',') end--;
    add(found, native.slice(text, start, end));
    // What follows describes the candidate, up to a comma that stands in no brackets; commas right behind the address
    // end it at once.
    if (end === i)
      for (let depth = 0; i < n && (depth || text[i] !== ','); i++)
        depth = text[i] === '(' ? 1 : text[i] === ')' ? 0 : depth;
  }
  return found;
}
