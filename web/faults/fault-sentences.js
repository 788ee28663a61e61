// Says in sentences what is wrong with a config, for the console and the command line. The core names what it expected
// in a word.

import { stringify } from '../platform/json.js';
import { filter, includes, join, last, map, some } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { has, matches, replace } from '../platform/texts.js';

/** @typedef {{ where: string, expected: string }} Fault  of a config, as the core tells it */

/** @type {Record<string, string>} */
const EXPECTED = {
  text: 'a text of 1 to 2000 bytes',
  id: 'an id: a letter a-z, then a-z, 0-9, - and _, at most 32 in all',
  url: 'an address that begins with https://, http://, mailto: or a single /',
  path: 'a path on this site, which begins with a single /',
  host: 'a host name such as stats.example or *.stats.example, in lower case',
  pattern: 'a name, perhaps with *, but not * alone',
  retention: 'session, logout, or a span such as 90d, 13 months or 1y idle (s, min, h, d, w, m, y), joined by commas',
  date: 'a date such as 2026-11-01',
  cookie: 'a cookie name: letters, digits, - and _',
  domain: 'host, or a domain such as school.example',
  number: 'a whole number from 0 to 999999, written in digits alone',
  words: 'texts by language, such as { "en": "…" }',
  list: 'a list of at most 250',
  1: 'the number 1, the only version there is',
  '1 to 16': 'a list of 1 to 16 categories',
  object: 'an object { … }',
  once: 'this key once',
  needed: 'this key',
  'no such key': 'no such key: check its spelling, or remove it',
  unique: 'an id that no other category or service has',
  'another id': 'another id: the short form of this one, in the stored decision, is that of one before it',
  'a category': 'the id of one of the categories',
  json: 'JSON (RFC 8259) with whole numbers only',
  'utf-8': 'valid UTF-8',
  'no control': 'no control character, raw or escaped, inside a text',
  depth: 'nesting of at most 12',
};

/**
 * What a config holds at a path such as services[3].hosts[0]; undefined where there is nothing.
 * @param {any} value
 * @param {string} path
 */
function at(value, path) {
  const steps = matches(path, /[^.[\]]+/g);
  for (let i = 0; i < steps.length; i++) value = value?.[steps[i][0]];
  return value;
}

/** @param {unknown} value */
const describe = (value) =>
  value === undefined ? 'nothing' : replace(stringify(value), /^(.{60}).+$/g, (found) => `${found[1]}…`);

/** Line and column, from 1, of a byte in a text, and what stands there. @param {string} json @param {number} byte */
function position(json, byte) {
  const bytes = native.encode(native.encoder(), json);
  const size = native.byteCount(bytes);
  const text = (/** @type {number} */ from, /** @type {number} */ to) => {
    const some = new native.Uint8Array(to - from);
    for (let i = from; i < to; i++) some[i - from] = bytes[i];
    return native.decode(native.decoder(), some);
  };
  const before = text(0, native.min(byte, size)),
    after = text(native.min(byte, size), size);
  const lines = native.split(before, '\n');
  return {
    place: `line ${lines.length}, column ${matches(/** @type {string} */ (last(lines)), /./gsu).length + 1}`,
    after: native.split(native.trim(after), '\n')[0],
  };
}

/** The path of a `use` that names no service of the starter catalogue. */
const USE = /^services\[\d+\]\.use$/;

/** What was expected of it. @param {any} id @param {string[]} ids  nearest to it */
const used = (id, ids) =>
  includes(ids, id)
    ? '"use" once, and without escapes'
    : `a service of the starter catalogue, such as ${join(ids, ', ')}`;

/**
 * Is it only there because of another: what the catalogue would have said?
 * @param {Fault} fault
 * @param {Fault[]} faults
 */
const follows = ({ where, expected }, faults) =>
  expected === 'needed' &&
  native.test(/^services\[\d+\]\.(id|category|name)$/, where) &&
  some(faults, (other) => native.test(USE, other.where) && native.startsWith(where, native.slice(other.where, 0, -3)));

/** Faults of the text itself: the core says at which byte. */
const OF_THE_TEXT = ['json', 'depth', 'no control', 'utf-8'];

/**
 * @param {string} where     a path such as services[3].hosts[0], or a byte
 * @param {string} expected  as the core names it
 * @param {string} json      the config
 * @param {(id: unknown) => string[]} nearest  ids of the starter catalogue
 */
function lineOf(where, expected, json, nearest) {
  if (expected === 'more') return `and ${where} more`;
  const wanted =
    EXPECTED[expected] ?? (has(expected, '|') ? `one of ${join(native.split(expected, '|'), ', ')}` : expected);
  if (includes(OF_THE_TEXT, expected)) {
    const { place, after } = position(json, +where);
    return `${place}: expected ${wanted}, found ${describe(after || undefined)}`;
  }
  const found = at(native.parse(json), where);
  const meant = native.test(USE, where) ? used(found, nearest(found)) : wanted;
  return `${where || 'the config'}: expected ${meant}, found ${describe(found)}`;
}

const NO_CONFIG =
  'no config: give data-config, or put it into the page, before the script, ' +
  'in <script type="application/json" id="assent-config">';

/**
 * Faults as lines for people: `services[3].hosts[0]: expected a host name …, found "https://x"`.
 * @param {Fault[]} faults
 * @param {string} json  the config they were found in
 * @param {(id: unknown) => string[]} nearest  ids of the starter catalogue
 */
export const explain = (faults, json, nearest) =>
  map(
    filter(faults, (fault) => !follows(fault, faults)),
    ({ where, expected }) => (json ? lineOf(where, expected, json, nearest) : NO_CONFIG),
  );
