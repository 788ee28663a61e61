// The core names what it expected of a config in a word; here are the sentences, for the console and the command line.

/** @type {Record<string, string>} */
const EXPECTED = {
  'text': 'a text of 1 to 2000 bytes',
  'id': 'an id: a letter a-z, then a-z, 0-9, - and _, at most 32 in all',
  'url': 'an address that begins with https://, http://, mailto: or a single /',
  'path': 'a path on this site, which begins with a single /',
  'host': 'a host name such as stats.example or *.stats.example, in lower case',
  'pattern': 'a name, perhaps with *, but not * alone',
  'retention': 'session, logout, or a span such as 90d, 13 months or 1y idle (s, min, h, d, w, m, y), joined by commas',
  'date': 'a date such as 2026-11-01',
  'cookie': 'a cookie name: letters, digits, - and _',
  'domain': 'host, or a domain such as school.example',
  'number': 'a whole number from 0 to 999999, written in digits alone',
  'words': 'texts by language, such as { "en": "…" }',
  'list': 'a list of at most 250',
  '1': 'the number 1, the only version there is',
  '1 to 16': 'a list of 1 to 16 categories',
  'object': 'an object { … }',
  'once': 'this key once',
  'needed': 'this key',
  'no such key': 'no such key: check its spelling, or remove it',
  'unique': 'an id that no other category or service has',
  'a category': 'the id of one of the categories',
  'json': 'JSON (RFC 8259) with whole numbers only',
  'utf-8': 'valid UTF-8',
  'no control': 'no control character, raw or escaped, inside a text',
  'depth': 'nesting of at most 12',
};

/** What a config holds at a path such as services[3].hosts[0]; undefined where there is nothing. @param {any} value @param {string} path */
const at = (value, path) => path.split(/[.[\]]+/).reduce((inside, step) => step === '' ? inside : inside?.[step], value);

/** @param {unknown} value */
const describe = value => value === undefined ? 'nothing' : JSON.stringify(value).replace(/^(.{60}).+$/, '$1…');

/** Line and column, from 1, of a byte in a text, and what stands there. @param {string} json @param {number} byte */
function position(json, byte) {
  const bytes = new TextEncoder().encode(json);
  const [before, after] = [bytes.subarray(0, byte), bytes.subarray(byte)].map(part => new TextDecoder().decode(part));
  const lines = before.split('\n');
  return { place: `line ${lines.length}, column ${[...lines[lines.length - 1]].length + 1}`, after: after.trim().split('\n')[0] };
}

/** A service that the starter catalogue has not. */
const USE = /^services\[\d+\]\.use$/;

/** What was expected of it. @param {any} id @param {string[]} ids  nearest to it */
const used = (id, ids) => ids.includes(id) ? '"use" once, and without escapes' : `a service of the starter catalogue, such as ${ids.join(', ')}`;

/** Is it only there because of another: what the catalogue would have said? @param {string[]} fault @param {string[][]} faults */
const follows = ([where, expected], faults) => expected === 'needed' && /^services\[\d+\]\.(id|category|name)$/.test(where)
  && faults.some(([place]) => USE.test(place) && place.replace('use', '') === where.replace(/\w+$/, ''));

/**
 * Faults as lines for people: `services[3].hosts[0]: expected a host name …, found "https://x"`.
 * @param {string[][]} faults  the fields of each `error` effect: where, expected
 * @param {string} json  the config they were found in
 * @param {(id: unknown) => string[]} nearest  ids of the starter catalogue
 */
export const explain = (faults, json, nearest) => faults.filter(fault => !follows(fault, faults)).map(([where, expected]) => {
  if (!json) return 'no config: give data-config, or put it into the page, before the script, in <script type="application/json" id="assent-config">';
  if (expected === 'more') return `and ${where} more`;
  const wanted = EXPECTED[expected] ?? (expected.includes('|') ? `one of ${expected.split('|').join(', ')}` : expected);
  if (['json', 'depth', 'no control', 'utf-8'].includes(expected)) {
    const { place, after } = position(json, +where);
    return `${place}: expected ${wanted}, found ${describe(after || undefined)}`;
  }
  const found = at(JSON.parse(json), where);
  return `${where || 'the config'}: expected ${USE.test(where) ? used(found, nearest(found)) : wanted}, found ${describe(found)}`;
});
