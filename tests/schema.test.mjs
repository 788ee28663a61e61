// web/types/site.schema.json and the core's parser accept and refuse the same configs; what only one of
// them can know is listed here by name. And JSON that is not JSON is refused, with its place.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ajv2020 from 'ajv/dist/2020.js';
import { nearest } from '../web/catalogue/nearest.js';
import catalogue from '../web/catalogue/starter-services.js';
import { expandText } from '../web/catalogue/use.js';
import { connect } from '../web/core/connect.js';
import { explain } from '../web/faults/fault-sentences.js';
import { openWith } from '../web/server/reader.js';
import { flavours } from './cores.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const read = (/** @type {string} */ name) => readFileSync(join(here, name), 'utf8');

// ---- the two judges ----

const schema = JSON.parse(read('../web/types/site.schema.json'));
const validate = new /** @type {any} */ (ajv2020).default({ allErrors: false }).compile(schema);

const core = connect(flavours.wasm());

/** What the core sees of a config: the services that it uses are written out. @param {string} json */
const seen = (json) => expandText(json, catalogue);

/** The core's faults: where and what was expected. @param {string} json @returns {string[][]} */
const faultsOf = (json, turn = core) =>
  turn(`config\n${seen(json)}`)
    .filter(([effect]) => effect === 'error')
    .map(([, ...fault]) => fault);

/** @param {string} json */
const linesOf = (json) =>
  explain(
    faultsOf(json).map(([where, expected]) => ({ where, expected })),
    seen(json),
    nearest,
  );

const full = JSON.parse(read('full.site.json'));
const FULL = JSON.stringify(full);

/** A copy of the full config after a change. @param {(config: any) => void} change */
function changed(change) {
  const config = JSON.parse(FULL);
  change(config);
  return JSON.stringify(config);
}

/** What the parser knows of a config as a whole, and no schema can say. */
const OF_THE_WHOLE = new Set(['unique', 'a category']);

/**
 * Nor can a schema know which services the catalogue has: only what an id is.
 * @param {string} json
 * @param {string} where
 */
function isUse(json, where) {
  const [, index] = /^services\[(\d+)\]\.use$/.exec(where) ?? [];
  const id = index && JSON.parse(json).services[index].use;
  return typeof id === 'string' && /^[a-z][a-z0-9_-]{0,31}$/.test(id);
}

/** @param {string} json @param {string} what */
function agree(json, what) {
  const faults = faultsOf(json);
  const accepted = faults.every(([where, expected]) => OF_THE_WHOLE.has(expected) || isUse(json, where));
  const valid = validate(JSON.parse(json));
  assert.equal(
    accepted,
    valid,
    `${what}: the parser says ${JSON.stringify(faults)}, the schema ${JSON.stringify(validate.errors)}`,
  );
  return valid;
}

// ---- agreement: configs as sites write them ----

for (const site of readdirSync(join(here, '../demo')).filter((name) => /^(aysar|guide|plexomni)$/.test(name))) {
  test(`the parser and the schema accept the config of the demo site ${site}`, () => {
    const json = read(`../demo/${site}/site.json`);
    assert.ok(agree(json, site));
    assert.deepEqual(linesOf(json), []);
  });
}

test('tests/full.site.json holds every key that the schema knows, and both accept it', () => {
  const missing = [];
  /** @param {any} part @param {any} value @param {string} path */
  const walk = (part, value, path) => {
    const { properties = {}, items } = part.$ref ? schema.$defs[part.$ref.split('/').pop()] : part;
    for (const [name, inner] of Object.entries(properties)) {
      if (value?.[name] === undefined) missing.push(`${path}.${name}`);
      else walk(inner, value[name], `${path}.${name}`);
    }
    if (items) walk(items, value[0], `${path}[0]`);
  };
  walk(schema, full, '');
  assert.deepEqual(missing, []);
  assert.ok(agree(FULL, 'the full config'));
});

test('the schema lets no key pass that it does not name', () => {
  const open = [];
  /** @param {any} part @param {string} path */
  const walk = (part, path) => {
    if (part === null || typeof part !== 'object') return;
    if (part.type === 'object' && part.additionalProperties !== false) open.push(path);
    for (const [name, inner] of Object.entries(part)) walk(inner, `${path}/${name}`);
  };
  walk(schema, '#');
  assert.deepEqual(open, ['#/$defs/words'], 'only languages are the site’s own to name');
});

test('the schema describes every key for an editor', () => {
  const bare = [];
  /** @param {any} part @param {string} path */
  const walk = (part, path) => {
    for (const [name, inner] of Object.entries(part.properties ?? {})) {
      const target = /** @type {any} */ (inner).$ref
        ? schema.$defs[/** @type {any} */ (inner).$ref.split('/').pop()]
        : inner;
      if (!(/** @type {any} */ (inner.description ?? target.description))) bare.push(`${path}.${name}`);
      walk(target, `${path}.${name}`);
    }
    if (part.items && !part.items.$ref) walk(part.items, `${path}[]`);
  };
  walk(schema, '');
  assert.deepEqual(bare, []);
});

const least = {
  schema: 1,
  site: { name: 'n', controller: 'c', policyUrl: '/' },
  policy: { version: 0, date: '2026-01-31' },
  categories: [{ id: 'a', purpose: 'security' }],
};

/** @type {[string, boolean, any][]} */
const WRITTEN = [
  ['the least there can be', true, least],
  ['empty lists', true, { ...least, services: [], keys: [] }],
  ['an empty cookie and an empty unknown', true, { ...least, cookie: {}, unknown: {} }],
  [
    'a service with empty lists',
    true,
    { ...least, services: [{ id: 's', category: 'a', name: 'S', hosts: [], keys: [], receives: [] }] },
  ],
  [
    'two names of one service',
    true,
    { ...least, services: [{ id: 's', category: 'a', name: 'S', hosts: ['a.example', 'a.example'] }] },
  ],
  [
    'texts beyond ASCII',
    true,
    { ...least, site: { name: 'Äpfel 苹果 🍎', controller: '‏مدرسة', policyUrl: '/datenschutz-erklärung' } },
  ],
  [
    'whole numbers at their ends',
    true,
    { ...least, policy: { version: 999999, noticeDays: 0, date: '2026-12-01', significant: false } },
  ],
  ['not an object', false, []],
  ['a text', false, 'site'],
  ['null', false, null],
  ['no keys at all', false, {}],
  ['no categories', false, { ...least, categories: [] }],
  ['an object for a list', false, { ...least, categories: { 0: least.categories[0] } }],
  ['a category as a text', false, { ...least, categories: ['a'] }],
  [
    'a key of a service with a category of its own',
    false,
    { ...least, services: [{ id: 's', category: 'a', name: 'S', keys: [{ in: 'cookie', name: 'x', category: 'a' }] }] },
  ],
  ['a key of the site without a category', false, { ...least, keys: [{ in: 'cookie', name: 'x' }] }],
  ['a category without a purpose', false, { ...least, categories: [{ id: 'a' }] }],
  [
    'a text instead of texts by language',
    false,
    { ...least, categories: [{ id: 'a', purpose: 'security', label: 'A' }] },
  ],
  ['texts in no language', false, { ...least, categories: [{ id: 'a', purpose: 'security', label: {} }] }],
  ['an optional key that is null', false, { ...least, services: null }],
  ['format 2', false, { ...least, schema: 2 }],
  ['a number as text', false, { ...least, schema: '1' }],
  ['a key in another case', false, { ...least, onwithdraw: 'law' }],
  ['a comment key', false, { ...least, '//': 'hello' }],
  ['a schema key', false, { ...least, $schema: 'site.schema.json' }],
];

for (const [what, good, config] of WRITTEN) {
  test(`the parser and the schema ${good ? 'accept' : 'refuse'} ${what}`, () => {
    assert.equal(agree(JSON.stringify(config), what), good);
  });
}

// ---- agreement: the full config, changed in one place ----

/** @typedef {(string | number)[]} Path */

/** Every place in a value. @param {any} value @param {Path} [path] @returns {Path[]} */
const places = (value, path = []) => [
  path,
  ...(value !== null && typeof value === 'object'
    ? Object.keys(value).flatMap((key) => places(value[key], [...path, Array.isArray(value) ? Number(key) : key]))
    : []),
];

/** @param {Path} path */
const named = (path) =>
  path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('') || 'the whole';

/** @param {any} config @param {Path} path */
const at = (config, path) => path.reduce((inside, step) => inside[step], config);

/** The full config with another value at a path. @param {Path} path @param {any} value */
const replaced = (path, value) =>
  path.length === 0
    ? JSON.stringify(value)
    : changed((config) => {
        at(config, path.slice(0, -1))[/** @type {string} */ (path.at(-1))] = value;
      });

const PATHS = places(full);
const ofType = (/** @type {(value: any) => boolean} */ is) => PATHS.filter((path) => is(at(full, path)));
const TEXTS = ofType((value) => typeof value === 'string');
const NUMBERS = ofType((value) => typeof value === 'number');
const LISTS = ofType(Array.isArray);
const OBJECTS = ofType((value) => value !== null && typeof value === 'object' && !Array.isArray(value));

const LENGTHS = [0, 1, 2, 31, 32, 33, 250, 251, 1999, 2000, 2001];

/** Beside the lengths: one text for each side of every rule about texts. */
const WORDS = [
  ' ',
  'a',
  'A',
  '0',
  '-',
  '_',
  '-a',
  '_a',
  '0a',
  'a-b',
  'a_b',
  'a b',
  'aB',
  'a.b',
  'a*',
  '*',
  '**',
  '* ',
  '*a',
  '*.a',
  'a.*',
  '*.*',
  '*.a.*',
  '*.',
  'a.*.a',
  'a*a',
  '**.',
  '.**',
  '***',
  'a/b',
  'a:b',
  'a;b',
  'a,b',
  'a=b',
  'a"b',
  "a'b",
  'a\\b',
  'a<b',
  'a>b',
  'a^b',
  'a`b',
  'a{b',
  'a|b',
  'a}b',
  'a~b',
  'a@b',
  'a[b]',
  'a&b',
  'a#b',
  'a?b',
  'a!b',
  'a%b',
  'é',
  'É',
  'ß',
  '日本',
  '😀',
  'e\u0301',
  '\u00a0',
  '\u00ad',
  '\u200b',
  '\u2028',
  '\u202e',
  '\ufeff',
  '\uffff',
  '\u007f',
  '/',
  '//',
  '///',
  '/a',
  '/a/b?c#d',
  '//host/a',
  '/\\a',
  '/a b',
  '/é',
  './a',
  'http:',
  'http://',
  'http:/a',
  'http://a',
  'HTTP://a',
  'https://',
  'https://a',
  'https:///',
  'https:// a',
  'https://a"b',
  'https:a',
  'https:',
  'https',
  'http:\u2028',
  'https:*',
  'mailto: ',
  '/\u2028',
  ':a',
  ':',
  'mailto|http:a',
  'mailto:',
  'mailto:a@b',
  'mailto',
  'javascript:alert(1)',
  'data:,x',
  'ftp://a',
  'session',
  'logout',
  'Session',
  'sessions',
  'session,logout',
  'session, logout',
  'session,  logout',
  'session ,logout',
  'session,',
  ',session',
  ' session',
  '  session',
  'session ',
  'sessionlogout',
  'session logout',
  '0d',
  '00d',
  '01d',
  '1d',
  '9999y',
  '10000d',
  '1h',
  '1m',
  '1w',
  '1D',
  '1',
  'd',
  '1dd',
  '1 d',
  '1d idle',
  '1didle',
  '1d  idle',
  '1d idle,',
  '1d idle, session',
  '1d idle idle',
  'idle',
  '-1d',
  '1.5d',
  '2026-11-01',
  '2026-1-1',
  '26-11-01',
  '2026/11/01',
  '20261101',
  '2026-11-011',
  '2026-11-0',
  ' 2026-11-01',
  '2026_11_01',
  '2026-11-01T',
  '2026-13-01',
  '2026-12-00',
  '0000-00-00',
  '2026-11_01',
  'today',
  '٢٠٢٦-١١-٠١',
  'necessary',
  'functional',
  'statistics',
  'personalisation',
  'personalization',
  'advertising',
  'security',
  'Necessary',
  'necessar',
  'necessaryy',
  'cookie',
  'localStorage',
  'localstorage',
  'local',
  'sessionStorage',
  'indexedDB',
  'cache',
  'opfs',
  'bucket',
  'serviceWorker',
  'technology',
  'analytics',
  'payment',
  'support',
  'no',
  'personal',
  'sensitive',
  'general',
  'minor',
  'child',
  'k12',
  'wording',
  'No',
  'k-12',
  'pupil',
  'hold',
  'allow',
  'report',
  'refuse',
  'law',
  'erase',
  'keep',
  'save',
  'toggle',
  'host',
  'true',
  'null',
  '1',
  'school.example',
  '.school.example',
  'UPPER.example',
  'essential',
  'performance',
  'matomo',
  'necessary|functional',
  'cookie|localStorage|sessionStorage|indexedDB|cache|opfs|bucket|serviceWorker',
  '|',
  'law|',
  '|keep',
  '----------',
  '2026-11--1',
];

const WRONG_TYPES = [null, true, false, 0, 1, 'x', '', [], {}, [null], ['x'], [[]], { en: 'x' }, { x: null }];

/**
 * A family of changes, and how many of each verdict there are: agreement about nothing would prove nothing.
 * @param {string} what
 * @param {() => Iterable<[string, string]>} cases
 */
const family = (what, cases) =>
  test(`the parser and the schema agree about the full config with ${what}`, (t) => {
    let accepted = 0;
    let refused = 0;
    for (const [name, json] of cases()) {
      if (agree(json, name)) accepted++;
      else refused++;
    }
    t.diagnostic(`${accepted} accepted, ${refused} refused`);
    assert.ok(accepted > 0 && refused > 0, `${accepted} accepted, ${refused} refused: the cases are too much alike`);
  });

family('any one part left out', function* cases() {
  for (const path of PATHS.slice(1)) {
    yield [
      `without ${named(path)}`,
      changed((config) => {
        const inside = at(config, path.slice(0, -1));
        const last = /** @type {any} */ (path.at(-1));
        if (Array.isArray(inside)) inside.splice(last, 1);
        else delete inside[last];
      }),
    ];
  }
});

family('any one part of another type', function* cases() {
  for (const path of PATHS) {
    for (const value of WRONG_TYPES) yield [`${named(path)} is ${JSON.stringify(value)}`, replaced(path, value)];
  }
});

family('any one text of another length', function* cases() {
  for (const path of TEXTS) {
    for (const length of LENGTHS) {
      for (const [start, filler] of [
        ['', 'a'],
        ['/', 'a'],
        ['https://', 'a'],
        ['', '1'],
        ['', '*'],
        ['a', '.'],
        ['session', ',session'],
      ]) {
        yield [
          `${named(path)} of ${length} bytes, ${start}${filler}…`,
          replaced(path, start.slice(0, length) + filler.repeat(length).slice(0, Math.max(0, length - start.length))),
        ];
      }
    }
  }
});

family('any one text replaced by each of many others', function* cases() {
  for (const path of TEXTS) {
    for (const word of WORDS) yield [`${named(path)} is ${JSON.stringify(word)}`, replaced(path, word)];
  }
});

family('any one character in any one text', function* cases() {
  for (const path of TEXTS) {
    const text = at(full, path);
    for (let code = 32; code < 128; code++) {
      const character = String.fromCharCode(code);
      yield [`${named(path)} ends with ${JSON.stringify(character)}`, replaced(path, text + character)];
      yield [`${named(path)} begins with ${JSON.stringify(character)}`, replaced(path, character + text)];
    }
  }
});

family('any one number replaced', function* cases() {
  for (const path of NUMBERS) {
    for (const value of [
      -1, 0, 1, 2, 32, 33, 250, 251, 2000, 2001, 999998, 999999, 1000000, 2147483647, 2147483648, 4294967296,
      4294967297, 999999999999999,
    ]) {
      yield [`${named(path)} is ${value}`, replaced(path, value)];
    }
    for (const value of [0.5, 1.5, -0.5, 1e21, 1e300]) yield [`${named(path)} is ${value}`, replaced(path, value)];
  }
});

family('any one list longer or shorter', function* cases() {
  for (const path of LISTS) {
    const [item] = at(full, path);
    for (const count of [0, 1, 2, 15, 16, 17, 32, 33, 249, 250, 251]) {
      const items = Array.from({ length: count }, (_, i) => (item.id ? { ...item, id: `x${i}` } : item));
      const small =
        path.at(-1) === 'services' ? items.map(({ id, category, name }) => ({ id, category, name })) : items;
      yield [`${named(path)} of ${count}`, replaced(path, small)];
    }
  }
});

family('any one key more', function* cases() {
  for (const path of OBJECTS) {
    const words = Object.values(at(full, path)).every((value) => typeof value === 'string') && 'en' in at(full, path);
    for (const key of [
      '',
      'x',
      'xx',
      ' ',
      'EN',
      'en_US',
      'pt-BR',
      '--',
      '10',
      'é',
      'x'.repeat(32),
      'x'.repeat(33),
      'Name',
      'NAME',
      'id ',
      'hosts',
      'keys',
      'category',
      'constructor',
      '__proto__',
      'toString',
    ]) {
      const json = changed((config) =>
        Object.defineProperty(at(config, path), key, {
          value: words ? 'x' : (at(full, path)[key] ?? 'x'),
          enumerable: true,
          configurable: true,
          writable: true,
        }),
      );
      yield [`${named(path)} with ${JSON.stringify(key)}`, json];
    }
  }
});

// ---- what no schema can say: the parser alone ----

/** @type {[string, string, string[]][]} */
const BEYOND_SCHEMAS = [
  [
    'an id that two categories have',
    changed((c) => {
      c.categories[1].id = 'essential';
      c.services = [];
    }),
    ['categories[1].id: expected an id that no other category or service has, found "essential"'],
  ],
  [
    'an id that two services have',
    changed((c) => {
      c.services.push(c.services[0]);
    }),
    ['services[1].id: expected an id that no other category or service has, found "matomo"'],
  ],
  [
    'an id that a category and a service have',
    changed((c) => {
      c.services[0].id = 'performance';
    }),
    ['services[0].id: expected an id that no other category or service has, found "performance"'],
  ],
  [
    'a service of no category',
    changed((c) => {
      c.services[0].category = 'targeting';
    }),
    ['services[0].category: expected the id of one of the categories, found "targeting"'],
  ],
  [
    'a service whose category is itself',
    changed((c) => {
      c.services[0].category = 'matomo';
    }),
    ['services[0].category: expected the id of one of the categories, found "matomo"'],
  ],
  [
    'a service whose category is another service',
    changed((c) => {
      c.services.push({ id: 'b', category: 'matomo', name: 'B' });
    }),
    ['services[1].category: expected the id of one of the categories, found "matomo"'],
  ],
  [
    'a key of no category',
    changed((c) => {
      c.keys[0].category = 'targeting';
    }),
    ['keys[0].category: expected the id of one of the categories, found "targeting"'],
  ],
  [
    'a key whose category is a service',
    changed((c) => {
      c.keys[0].category = 'matomo';
    }),
    ['keys[0].category: expected the id of one of the categories, found "matomo"'],
  ],
];

for (const [what, json, lines] of BEYOND_SCHEMAS) {
  test(`beyond schemas: ${what} gets its place`, () => {
    assert.ok(validate(JSON.parse(json)), 'a schema could say this after all: put it into the schema');
    assert.deepEqual(linesOf(json), lines);
  });
}

/** Rules about the JSON itself, which is gone when a schema sees the value. @type {[string, string, string[]][]} */
const BEYOND_VALUES = [
  [
    'a key that stands twice',
    FULL.replace('"schema":1', '"schema":1,"schema":1'),
    ['schema: expected this key once, found 1'],
  ],
  [
    'a key that stands twice, once in escapes',
    FULL.replace('"schema":1', '"schema":1,"\\u0073chema":1'),
    ['schema: expected this key once, found 1'],
  ],
  [
    'a language that stands twice',
    FULL.replace('"en":"Essential"', '"en":"Essential","en":"Necessary"'),
    ['categories[0].label.en: expected this key once, found "Necessary"'],
  ],
  [
    'a whole part that stands twice',
    FULL.replace('"apply":"save"', '"apply":"save","cookie":{}'),
    ['cookie: expected this key once, found {}'],
  ],
  [
    'a text of 2001 bytes in 1001 characters',
    changed((c) => {
      c.site.name = `${'é'.repeat(1000)}a`;
    }),
    [`site.name: expected a text of 1 to 2000 bytes, found "${'é'.repeat(59)}…`],
  ],
  ['minus zero', FULL.replace('"version":4', '"version":-0'), []],
];

for (const [what, json, lines] of BEYOND_VALUES) {
  test(`beyond values: ${lines.length ? `${what} gets its place` : `${what} is taken, as by a schema`}`, () => {
    assert.ok(validate(JSON.parse(json)));
    assert.deepEqual(linesOf(json), lines);
  });
}

// ---- kind faults ----

test('every fault of a config is told at once, each with its path, what was expected and what was found', () => {
  const json = JSON.stringify({
    schema: 1,
    site: { name: '', controller: 7, policyUrl: 'javascript:alert(1)' },
    policy: { version: -1, date: 'soon', significant: 'no' },
    cookie: { name: 'a b', domain: 'A' },
    categories: [{ id: 'A', purpose: 'fun', label: { e: 'x' }, description: {} }],
    services: [
      {
        id: 's',
        category: 'a',
        hosts: ['https://x'],
        keys: [{ in: 'cookies', name: '*', retention: 'Varies', record: 1 }],
        recieves: [],
      },
    ],
    keys: {},
    apply: null,
  });
  assert.deepEqual(linesOf(json), [
    'site.name: expected a text of 1 to 2000 bytes, found ""',
    'site.controller: expected a text of 1 to 2000 bytes, found 7',
    'site.policyUrl: expected an address that begins with https://, http://, mailto: or a single /, found "javascript:alert(1)"',
    'policy.version: expected a whole number from 0 to 999999, written in digits alone, found -1',
    'policy.date: expected a date such as 2026-11-01, found "soon"',
    'policy.significant: expected one of true, false, found "no"',
    'cookie.name: expected a cookie name: letters, digits, - and _, found "a b"',
    'cookie.domain: expected host, or a domain such as school.example, found "A"',
    'categories[0].id: expected an id: a letter a-z, then a-z, 0-9, - and _, at most 32 in all, found "A"',
    'categories[0].purpose: expected one of necessary, functional, statistics, personalisation, advertising, security, found "fun"',
    'categories[0].description: expected texts by language, such as { "en": "…" }, found {}',
    'services[0].hosts[0]: expected a host name such as stats.example or *.stats.example, in lower case, found "https://x"',
    'services[0].keys[0].in: expected one of cookie, localStorage, sessionStorage, indexedDB, cache, opfs, bucket, serviceWorker, found "cookies"',
    'services[0].keys[0].name: expected a name, perhaps with *, but not * alone, found "*"',
    'services[0].keys[0].retention: expected session, logout, or a span such as 90d, 13 months or 1y idle (s, min, h, d, w, m, y), joined by commas, found "Varies"',
    'services[0].keys[0].record: expected one of true, false, found 1',
    'services[0].recieves: expected no such key: check its spelling, or remove it, found []',
    'services[0].name: expected this key, found nothing',
    'keys: expected a list of at most 250, found {}',
    'apply: expected one of save, toggle, found null',
    'services[0].category: expected the id of one of the categories, found "a"',
  ]);
});

test('of very many faults in a config the first 60 are told, and how many more there are', () => {
  const lines = linesOf(
    changed((config) => {
      config.services[0].hosts = Array(100).fill('X');
    }),
  );
  assert.equal(lines.length, 61);
  assert.equal(
    lines[59],
    'services[0].hosts[59]: expected a host name such as stats.example or *.stats.example, in lower case, found "X"',
  );
  assert.equal(lines[60], 'and 40 more');
});

test('a fault in a very long config gets its place too', () => {
  const [line, ...more] = linesOf(
    changed((config) => {
      config.site.name = 'x'.repeat(70000);
    }),
  );
  assert.deepEqual(more, []);
  assert.match(line, /^site\.name: expected a text of 1 to 2000 bytes, found "x{59}…$/);
});

// ---- JSON that is not JSON ----

const SAMPLE =
  '{"schema":1,\n "site":{"name":"N","controller":"C","policyUrl":"/p"},\n "policy":{"version":2,"date":"2026-11-01"},\n "categories":[{"id":"a","purpose":"security"}]}';

/** In the sample, in place of what; byte for byte. @param {string} what @param {string | number[]} by */
function spoilt(what, by) {
  assert.equal(SAMPLE.split(what).length, 2, `${what} is not in the sample once`);
  const index = SAMPLE.indexOf(what);
  return Buffer.concat([
    Buffer.from(SAMPLE.slice(0, index)),
    Buffer.from(/** @type {any} */ (by)),
    Buffer.from(SAMPLE.slice(index + what.length)),
  ]);
}

const NAME = '"N"'; // line 2, columns 17 to 19
const VERSION = ':2,'; // line 3, columns 21 to 23: the number is in 22
const nested = (/** @type {number} */ n) => '['.repeat(n) + ']'.repeat(n);

const JSON_SAID = 'JSON (RFC 8259) with whole numbers only';
const UTF_8 = 'valid UTF-8';
const PLAIN = 'no control character, raw or escaped, inside a text';

/** @type {[string, Buffer | string, string, string][]} */
const NOT_JSON = [
  ['nothing at all', '', 'line 1, column 1', JSON_SAID],
  ['blanks', ' \n ', 'line 2, column 2', JSON_SAID],
  ['trailing text', `${SAMPLE} x`, 'line 4, column 50', JSON_SAID],
  ['a second value', `${SAMPLE}\n{}`, 'line 5, column 1', JSON_SAID],
  ['a trailing comma in an object', spoilt('"/p"}', '"/p",}'), 'line 2, column 56', JSON_SAID],
  ['a trailing comma in a list', spoilt('}]}', '},]}'), 'line 4, column 48', JSON_SAID],
  ['a missing comma', spoilt('"N",', '"N" '), 'line 2, column 21', JSON_SAID],
  ['a missing colon', spoilt('"name":', '"name" '), 'line 2, column 17', JSON_SAID],
  ['a key without quotes', spoilt('"name"', 'name'), 'line 2, column 11', JSON_SAID],
  ['single quotes', spoilt(NAME, "'N'"), 'line 2, column 17', JSON_SAID],
  ['a comment', spoilt(NAME, '/* N */ "N"'), 'line 2, column 17', JSON_SAID],
  ['a line comment', `// site\n${SAMPLE}`, 'line 1, column 1', JSON_SAID],
  ['NaN', spoilt(VERSION, ':NaN,'), 'line 3, column 22', JSON_SAID],
  ['Infinity', spoilt(VERSION, ':Infinity,'), 'line 3, column 22', JSON_SAID],
  ['-Infinity', spoilt(VERSION, ':-Infinity,'), 'line 3, column 22', JSON_SAID],
  ['undefined', spoilt(VERSION, ':undefined,'), 'line 3, column 22', JSON_SAID],
  ['True', spoilt(VERSION, ':True,'), 'line 3, column 22', JSON_SAID],
  ['01', spoilt(VERSION, ':01,'), 'line 3, column 22', JSON_SAID],
  ['-01', spoilt(VERSION, ':-01,'), 'line 3, column 22', JSON_SAID],
  ['+1', spoilt(VERSION, ':+1,'), 'line 3, column 22', JSON_SAID],
  ['.5', spoilt(VERSION, ':.5,'), 'line 3, column 22', JSON_SAID],
  ['1.', spoilt(VERSION, ':1.,'), 'line 3, column 23', JSON_SAID],
  ['1.0, a whole number not written as one', spoilt(VERSION, ':1.0,'), 'line 3, column 23', JSON_SAID],
  ['1e2, a whole number not written as one', spoilt(VERSION, ':1e2,'), 'line 3, column 23', JSON_SAID],
  ['1e400', spoilt(VERSION, ':1e400,'), 'line 3, column 23', JSON_SAID],
  ['0x10', spoilt(VERSION, ':0x10,'), 'line 3, column 23', JSON_SAID],
  ['1_000', spoilt(VERSION, ':1_000,'), 'line 3, column 23', JSON_SAID],
  ['99999999999999999999', spoilt(VERSION, ':99999999999999999999,'), 'line 3, column 22', JSON_SAID],
  ['a lone minus', spoilt(VERSION, ':-,'), 'line 3, column 22', JSON_SAID],
  ['an escaped zero', spoilt(NAME, '"N\\u0000"'), 'line 2, column 19', PLAIN],
  ['an escaped zero in a key', spoilt('"name"', '"na\\u0000me"'), 'line 2, column 13', PLAIN],
  ['an escaped line feed', spoilt(NAME, '"N\\n"'), 'line 2, column 19', PLAIN],
  ['an escaped tab', spoilt(NAME, '"N\\t"'), 'line 2, column 19', PLAIN],
  ['an escaped tab in hexadecimal', spoilt(NAME, '"N\\u0009"'), 'line 2, column 19', PLAIN],
  ['an escaped escape character', spoilt(NAME, '"N\\u001B"'), 'line 2, column 19', PLAIN],
  ['a raw zero', spoilt(NAME, '"N\0"'), 'line 2, column 19', PLAIN],
  ['a raw zero between texts', spoilt(NAME, '\0"N"'), 'line 2, column 17', PLAIN],
  ['a raw zero at the end', `${SAMPLE}\0`, 'line 4, column 49', PLAIN],
  ['a raw line feed in a text', spoilt(NAME, '"N\n"'), 'line 2, column 19', PLAIN],
  ['a raw tab in a text', spoilt(NAME, '"N\t"'), 'line 2, column 19', PLAIN],
  ['a raw bell', spoilt(NAME, '"N\x07"'), 'line 2, column 19', PLAIN],
  ['a form feed between texts', spoilt(NAME, '\f"N"'), 'line 2, column 17', PLAIN],
  ['a byte order mark', `\ufeff${SAMPLE}`, 'line 1, column 1', JSON_SAID],
  ['a no-break space between texts', spoilt(NAME, '\u00a0"N"'), 'line 2, column 17', JSON_SAID],
  ['a continuation byte alone', spoilt(NAME, [0x22, 0x80, 0x22]), 'line 2, column 18', UTF_8],
  ['a character cut off', spoilt(NAME, [0x22, 0xc3, 0x22]), 'line 2, column 18', UTF_8],
  [
    'a character cut off by the end',
    Buffer.concat([Buffer.from(SAMPLE), Buffer.from([0x22, 0xf0, 0x9f])]),
    'line 4, column 50',
    UTF_8,
  ],
  ['Latin-1', Buffer.from(SAMPLE.replace(NAME, '"é"'), 'latin1'), 'line 2, column 18', UTF_8],
  ['an overlong slash', spoilt(NAME, [0x22, 0xc0, 0xaf, 0x22]), 'line 2, column 18', UTF_8],
  ['an overlong character of three bytes', spoilt(NAME, [0x22, 0xe0, 0x9f, 0xbf, 0x22]), 'line 2, column 18', UTF_8],
  [
    'an overlong character of four bytes',
    spoilt(NAME, [0x22, 0xf0, 0x8f, 0xbf, 0xbf, 0x22]),
    'line 2, column 18',
    UTF_8,
  ],
  ['a surrogate', spoilt(NAME, [0x22, 0xed, 0xa0, 0x80, 0x22]), 'line 2, column 18', UTF_8],
  ['a character above U+10FFFF', spoilt(NAME, [0x22, 0xf4, 0x90, 0x80, 0x80, 0x22]), 'line 2, column 18', UTF_8],
  [
    'bad UTF-8 behind good: columns count characters',
    spoilt(NAME, [0x22, ...Buffer.from('日本😀'), 0xff, 0x22]),
    'line 2, column 21',
    UTF_8,
  ],
  ['nesting of 13', nested(13), 'line 1, column 13', 'nesting of at most 12'],
  ['nesting of 13 inside a config', spoilt(VERSION, `:${nested(12)},`), 'line 3, column 32', 'nesting of at most 12'],
  ['nesting of 100000', '['.repeat(100000), 'line 1, column 13', 'nesting of at most 12'],
  ['an unclosed object', SAMPLE.slice(0, -1), 'line 4, column 48', JSON_SAID],
  ['an unclosed list', '[', 'line 1, column 2', JSON_SAID],
  ['an unclosed text', SAMPLE.slice(0, SAMPLE.indexOf('urity"')), 'line 4, column 40', JSON_SAID],
  ['a text cut off in an escape', '{"a\\', 'line 1, column 5', JSON_SAID],
  ['an unknown escape', spoilt(NAME, '"N\\x41"'), 'line 2, column 19', JSON_SAID],
  ['an escape of three digits', spoilt(NAME, '"N\\u041"'), 'line 2, column 19', PLAIN],
  ['a lone high surrogate in escapes', spoilt(NAME, '"\\ud83d"'), 'line 2, column 18', JSON_SAID],
  ['a lone low surrogate in escapes', spoilt(NAME, '"\\ude00"'), 'line 2, column 18', JSON_SAID],
  ['two high surrogates in escapes', spoilt(NAME, '"\\ud83d\\ud83d"'), 'line 2, column 18', JSON_SAID],
  ['an escape of no hexadecimal digits', spoilt(NAME, '"N\\uzzzzO"'), 'line 2, column 19', PLAIN],
  ['an escape with a blank', spoilt(NAME, '"N\\u00 1"'), 'line 2, column 19', PLAIN],
  ['an escape of no hexadecimal digits in a key', spoilt('"schema"', '"schema\\uzzzz"'), 'line 1, column 9', PLAIN],
  ['a bracket too many', `${SAMPLE}}\n\n`, 'line 4, column 49', JSON_SAID],
  ['a bracket too many in the middle', spoilt('"/p"}', '"/p"}]'), 'line 2, column 55', JSON_SAID],
];

/** What the core never sees: web/server/reader.js has the bytes. */
const ofBytes = (/** @type {Buffer | string} */ json) =>
  (typeof json !== 'string' && Buffer.from(json.toString()).compare(json) !== 0) || json[0] === '\ufeff';

/** @param {() => any} instantiate @param {Buffer | string} json @returns {string[]} */
function refused(instantiate, json) {
  try {
    openWith(instantiate(), json);
  } catch (error) {
    return /** @type {any} */ (error).faults ?? [String(error)];
  }
  return [];
}

test('a config that is not JSON is told of with what stands at the fault, to the end of its line and not beyond', () => {
  assert.deepEqual(refused(flavours.wasm, spoilt(VERSION, ':01, "x": 1,\n')), [
    `line 3, column 22: expected ${JSON_SAID}, found "01, \\"x\\": 1,"`,
  ]);
  assert.deepEqual(refused(flavours.wasm, SAMPLE.slice(0, -1)), [
    `line 4, column 48: expected ${JSON_SAID}, found nothing`,
  ]);
  assert.deepEqual(refused(flavours.wasm, ''), [`line 1, column 1: expected ${JSON_SAID}, found nothing`]);
});

test('a faulty key that is a number is found where it stands', () => {
  assert.deepEqual(linesOf(FULL.replace('"schema":1', '"10":{"a":1},"schema":1')), [
    '10: expected no such key: check its spelling, or remove it, found {"a":1}',
  ]);
});

for (const [flavour, instantiate] of Object.entries(flavours)) {
  for (const [what, json, place, expected] of NOT_JSON) {
    test(`a config that cannot be read is told of with its place: ${what} (${flavour})`, () => {
      const [line, ...more] = refused(instantiate, json);
      assert.ok(line.startsWith(`${place}: expected ${expected}, found `), line);
      assert.deepEqual(more, []);
    });
  }

  test(`a good config stays in force after every bad one (${flavour})`, () => {
    const turn = connect(instantiate());
    turn(`config\n${seen(FULL)}`);
    const before = turn('start\tnow=1795305600');
    assert.ok(before.some(([effect, id]) => effect === 'grant' && id === 'matomo'));
    const bad = [...NOT_JSON.filter(([_what, json]) => !ofBytes(json)), ...BEYOND_SCHEMAS];
    assert.ok(bad.length > 50, `${bad.length}`);
    for (const [what, json] of bad) {
      assert.notEqual(faultsOf(String(json), turn).length, 0, what);
      assert.deepEqual(turn('start\tnow=1795305600'), before, what);
    }
  });
}

test('JSON in every form that RFC 8259 allows is accepted', () => {
  const spaced = SAMPLE.replace(/[{}[\]:,]/g, ' \t\r\n$& \t\r\n');
  for (const json of [
    SAMPLE,
    spaced,
    SAMPLE.replace(NAME, '"\\u004e\\/\\"\\\\"'),
    SAMPLE.replace(NAME, '"\\ud83d\\ude00 \\u00e9"'),
    SAMPLE.replace(VERSION, ':0,'),
  ]) {
    assert.deepEqual(linesOf(json), [], json);
  }
});
