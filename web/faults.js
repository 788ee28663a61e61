// The core names what it expected of a config in a word; here are the sentences, for the console and the command line.

/** @type {Record<string, string>} */
const EXPECTED = {
  'text': 'a text of 1 to 2000 bytes',
  'id': 'an id: a letter a-z, then a-z, 0-9, - and _, at most 32 in all',
  'url': 'an address that begins with https://, http://, mailto: or a single /',
  'host': 'a host name such as stats.example or *.stats.example, in lower case',
  'pattern': 'a name, perhaps with *, but not * alone',
  'retention': 'session, logout, or a span such as 90d or 1y idle (h, d, m, y), joined by commas',
  'date': 'a date such as 2026-11-01',
  'cookie name': 'a cookie name: letters, digits, - and _, at most 32',
  'domain': 'host, or a domain such as school.example',
  'whole number': 'a whole number from 0 to 999999, written in digits alone',
  'texts by language': 'texts by language, such as { "en": "…" }',
  'language': 'a language tag such as en or pt-BR',
  'list': 'a list of at most 250',
  'object': 'an object { … }',
  'once': 'this key once',
  'needed': 'this key',
  'no such key': 'no such key: check its spelling, or remove it',
  'an id of its own': 'an id that no other category or service has',
  'a category\'s id': 'the id of one of the categories',
  'json': 'JSON (RFC 8259)',
  'utf-8': 'valid UTF-8',
  'no control character': 'no control character, raw or escaped, inside a text',
  'no deeper nesting': 'nesting of at most 12',
};

/**
 * One fault as a line: `services[3].hosts[0]: expected a host name …, found "https://x"`.
 * @param {string[]} fault  the fields of an `error` effect: where, expected, found
 */
export function explain([where, expected, found]) {
  if (expected === 'more') return `and ${found} more`;
  const wanted = EXPECTED[expected] ?? (expected.includes('|') ? `one of ${expected.split('|').join(', ')}` : expected);
  return `${where || 'the config'}: expected ${wanted}${found ? `, found ${found}` : ''}`;
}
