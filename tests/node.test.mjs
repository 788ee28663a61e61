// A server reads the decision with the same core, by the rules that the page obeys.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { open, openWith } from 'assent/node';
import { connect } from '../web/core/connect.js';
import { flavours } from './cores.mjs';

const NOW = 1795305600; // 2026-11-22
const DAY = 24 * 60 * 60;

/** @type {any} */
const CONFIG = {
  schema: 1,
  site: { name: 'Plexomni Labs', controller: 'Plexomni Labs', policyUrl: '/privacy' },
  policy: { version: 4, date: '2026-11-01' },
  cookie: { name: 'choice' },
  categories: [
    { id: 'essential', purpose: 'necessary' },
    { id: 'performance', purpose: 'statistics' },
    { id: 'functional', purpose: 'functional' },
    { id: 'targeting', purpose: 'personalisation' },
  ],
  services: [
    {
      id: 'matomo',
      category: 'performance',
      name: 'Matomo',
      hosts: ['stats.example'],
      keys: [{ in: 'cookie', name: '_pk_*' }],
    },
    {
      id: 'video',
      category: 'functional',
      name: 'Video',
      hosts: ['*.video.example'],
      keys: [
        { in: 'cookie', name: 'vid' },
        { in: 'localStorage', name: 'volume' },
      ],
    },
    { id: 'ads', category: 'targeting', name: 'Ads', keys: [{ in: 'cookie', name: 'ads' }] },
  ],
  keys: [
    { in: 'cookie', name: 'session', category: 'essential' },
    { in: 'cookie', name: 'lang', category: 'functional' },
    { in: 'cookie', name: 'done_*', category: 'functional', record: true },
  ],
};

/** The record that a browser would have stored after these turns. @param {string[]} turns @param {any} [config] */
function recordAfter(turns, config = CONFIG) {
  const turn = connect(flavours.wasm());
  let record = '';
  for (const input of [`config\n${JSON.stringify(config)}`, `start\tnow=${NOW}`, ...turns]) {
    for (const [effect, value] of turn(input)) if (effect === 'save') record = value;
  }
  assert.match(record, /^2\.\w+\.\.\d+\.\w+\./, 'no record was stored');
  return record;
}

const ACCEPTED = recordAfter([`accept\tnow=${NOW}`]);
const REJECTED = recordAfter([`reject\tnow=${NOW}`]);
const CHOSEN = recordAfter([`choose\tnow=${NOW}\thow=save\t+performance\t-matomo\t+functional\t-targeting`]);

/** All that is granted. @param {{ grants: Readonly<Record<string, boolean>> }} reading */
const granted = ({ grants }) => Object.keys(grants).filter((id) => grants[id]);

const site = open(CONFIG);
const ALL = ['essential', 'performance', 'functional', 'targeting', 'matomo', 'video', 'ads'];

// ---- what holds ----

test('P1: without a decision only what is necessary is granted, and the learner is asked', () => {
  for (const nothing of [undefined, null, '', 'session=1; lang=de']) {
    const reading = site.read(nothing, { now: NOW });
    assert.deepEqual(Object.keys(reading.grants), ALL);
    assert.deepEqual(granted(reading), ['essential']);
    assert.equal(reading.ask, 'first');
    assert.equal(reading.decided, null);
  }
});

test('A7: a decision to accept, to reject, or of each its own holds on the server too', () => {
  const accepted = site.read(`choice=${ACCEPTED}`, { now: NOW });
  assert.deepEqual(granted(accepted), ALL);
  assert.equal(accepted.ask, '');
  assert.deepEqual(accepted.decided, { when: NOW, how: 'accept', policy: 4, regime: 'strict' });
  const rejected = site.read(`choice=${REJECTED}`, { now: NOW });
  assert.deepEqual(granted(rejected), ['essential']);
  assert.equal(rejected.ask, '');
  assert.equal(rejected.decided?.how, 'reject');
  const chosen = site.read(`choice=${CHOSEN}`, { now: NOW });
  assert.deepEqual(granted(chosen), ['essential', 'performance', 'functional', 'video']);
  assert.equal(chosen.decided?.how, 'save');
});

test('a record alone is read like the cookie that holds it', () => {
  const alone = site.read(CHOSEN, { now: NOW });
  assert.deepEqual(granted(alone), granted(site.read(`choice=${CHOSEN}`, { now: NOW })));
  assert.equal(alone.ask, '');
});

test('allows: by category and service; what nobody declared is not allowed', () => {
  const { allows } = site.read(CHOSEN, { now: NOW });
  assert.equal(allows('performance'), true);
  assert.equal(allows('matomo'), false);
  assert.equal(allows('video'), true);
  for (const stranger of ['nobody', '', 'constructor', '__proto__', 'toString'])
    assert.equal(allows(stranger), false, stranger);
});

test('P11: an element may run by the same rules as in the page', () => {
  const reading = site.read(CHOSEN, { now: NOW });
  const other = site.read(REJECTED, { now: NOW }); // read in between: each answers for its own request
  assert.deepEqual(reading.element({ category: 'performance' }), { allowed: true, why: '', id: '' });
  assert.deepEqual(other.element({ category: 'performance' }), { allowed: false, why: 'refused', id: 'performance' });
  assert.deepEqual(reading.element({ category: 'performance', host: 'stats.example' }), {
    allowed: false,
    why: 'refused',
    id: 'matomo',
  });
  assert.deepEqual(reading.element({ service: 'video', host: 'a.video.example' }), { allowed: true, why: '', id: '' });
  assert.deepEqual(site.read('', { now: NOW }).element({ category: 'functional' }), {
    allowed: false,
    why: 'undecided',
    id: 'functional',
  });
  assert.deepEqual(reading.element({ category: 'nobody' }), { allowed: false, why: 'unknown', id: 'nobody' });
  assert.equal(reading.element({ category: 'functional\nallow' }).allowed, false);
});

test('what is read is frozen, and of its own', () => {
  const reading = site.read(`choice=${REJECTED}; ads=1`, { now: NOW });
  for (const part of [reading, reading.grants, reading.decided, reading.erase, reading.erase[0]])
    assert.ok(Object.isFrozen(part));
  site.read(ACCEPTED, { now: NOW });
  assert.equal(reading.allows('performance'), false);
  assert.equal(reading.grants.performance, false);
});

// ---- headers as they come ----

test('the record is found among many cookies, under the name that the config gives it', () => {
  const many = Array.from({ length: 150 }, (_, i) => `c${i}=${'v'.repeat(20)}`);
  for (const place of [0, 75, 150]) {
    const header = [...many.slice(0, place), `choice=${CHOSEN}`, ...many.slice(place)].join('; ');
    assert.equal(site.read(header, { now: NOW }).allows('performance'), true, `${place}`);
  }
  assert.equal(site.cookieName, 'choice');
  assert.equal(site.read(`assent=${CHOSEN}`, { now: NOW }).ask, 'first', "the default name is not this site's");
  assert.equal(site.read(`xchoice=${CHOSEN}; choicex=${CHOSEN}; CHOICE=${CHOSEN}`, { now: NOW }).ask, 'first');
  assert.equal(
    site.read(`choice=${REJECTED}; choice=${ACCEPTED}`, { now: NOW }).allows('performance'),
    false,
    'the first counts, as in the page',
  );
});

test('blanks, a missing one, and odd cookies around the record do no harm', () => {
  for (const header of [
    `  choice=${CHOSEN}  `,
    `a=1;choice=${CHOSEN};b=2`,
    `;;; choice = ${CHOSEN} ;`,
    `flag; choice=${CHOSEN}; =x; y=`,
    `a="x=y"; choice=${CHOSEN}`,
  ]) {
    assert.equal(site.read(header, { now: NOW }).allows('performance'), true, header);
  }
});

test('P1: on a server a damaged, foreign, truncated or future record is no decision, never an error', () => {
  const flipped = CHOSEN.replace(/n(\.\d+)$/, 'y$1');
  assert.notEqual(flipped, CHOSEN);
  const others = {
    damaged: flipped,
    'cut off': CHOSEN.slice(0, -3),
    'cut off at the front': CHOSEN.slice(2),
    doubled: CHOSEN + CHOSEN,
    'of a future format': CHOSEN.replace(/^2/, '3'),
    'of a future format, checksum and all': signed(CHOSEN.replace(/^2/, '3')),
    "another tool's JSON": '{"categories":["performance"],"revision":0}',
    "another tool's, encoded": '%7B%22performance%22%3Atrue%7D',
    "another tool's words": 'true',
    quoted: `"${CHOSEN}"`,
    'very long': `1.${'9'.repeat(5000)}`,
    'longer than a turn': '1'.repeat(500000),
    empty: '',
    'beyond ASCII': `${CHOSEN}é`,
    'with a line of its own': `${CHOSEN}\naccept\tnow=${NOW}`,
    'with a fact of its own': `x\trecord=${ACCEPTED}`,
  };
  for (const [what, record] of Object.entries(others)) {
    for (const stored of what === 'empty' ? ['choice='] : [`choice=${record}`, record]) {
      const reading = site.read(stored, { now: NOW });
      assert.deepEqual(granted(reading), ['essential'], what);
      assert.equal(reading.ask, 'first', what);
      assert.equal(reading.decided, null, what);
      assert.deepEqual(reading.erase, [], what);
    }
  }
  assert.equal(signed(CHOSEN), CHOSEN, 'this test signs as the core does');
});

/** With the checksum that src/record.h describes, in place of its own. @param {string} record */
function signed(record) {
  const text = record.slice(0, record.lastIndexOf('.'));
  let hash = 2166136261;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 16777619) >>> 0;
  return `${text}.${(hash ^ (hash >>> 16)) & 0xffff}`;
}

test('no header is too large: a record among thousands of names is still read', () => {
  for (const name of [
    (/** @type {number} */ i) => `_pk_${i}`,
    (/** @type {number} */ i) => `é${i}${'日'.repeat(40)}`,
    (/** @type {number} */ i) => i.toString(36),
  ]) {
    const crowd = Array.from({ length: 20000 }, (_, i) => `${name(i)}=1`).join('; ');
    assert.deepEqual(granted(site.read(`${crowd}; choice=${CHOSEN}`, { now: NOW })), [
      'essential',
      'performance',
      'functional',
      'video',
    ]);
  }
  assert.ok(
    site.read(`choice=${REJECTED}; ${Array.from({ length: 20000 }, (_, i) => `_pk_${i}=1`).join('; ')}`, { now: NOW })
      .erase.length > 500,
  );
});

// ---- time and policy ----

test('P16: on a server a new policy version asks again and says why; a minor one does not', () => {
  const newer = open({ ...CONFIG, policy: { version: 5, date: '2026-12-01' } }).read(ACCEPTED, { now: NOW });
  assert.equal(newer.ask, 'policy');
  assert.deepEqual(granted(newer), ['essential']);
  assert.equal(newer.decided?.policy, 4);
  const minor = open({ ...CONFIG, policy: { version: 5, date: '2026-12-01', significant: false } }).read(ACCEPTED, {
    now: NOW,
  });
  assert.equal(minor.ask, '');
  assert.deepEqual(granted(minor), ALL);
});

test('P1: on a server a new category asks again, and what was decided stays', () => {
  const grown = open({ ...CONFIG, categories: [...CONFIG.categories, { id: 'fresh', purpose: 'functional' }] }).read(
    CHOSEN,
    { now: NOW },
  );
  assert.equal(grown.ask, 'category');
  assert.deepEqual(granted(grown), ['essential', 'performance', 'functional', 'video']);
});

test('P1: on a server a grant expires; now may be a Date or seconds', () => {
  for (const [days, ask] of /** @type {[number, string][]} */ ([
    [0, ''],
    [180, ''],
    [181, 'expired'],
    [400, 'expired'],
  ])) {
    for (const now of [NOW + days * DAY, new Date((NOW + days * DAY) * 1000)]) {
      const reading = site.read(ACCEPTED, { now });
      assert.equal(reading.ask, ask, `${days} days`);
      assert.equal(reading.allows('performance'), ask === '', `${days} days`);
    }
  }
  for (const now of [NaN, -1, 4.2e9, 1e10, Date.now(), new Date('soon'), new Date('2103-02-05')])
    assert.throws(() => site.read(ACCEPTED, { now }), /now is a Date, or a time in seconds/);
  const moment = Math.floor(Date.now() / 1000);
  assert.equal(
    site.read(recordAfter([`accept\tnow=${moment - 200 * DAY}`])).ask,
    'expired',
    'without now it is this moment',
  );
  assert.equal(site.read(recordAfter([`accept\tnow=${moment}`])).ask, '');
});

// ---- erasing ----

test('A7: on a server, erase lists the cookies of what was refused, and no others', () => {
  const header = `session=1; choice=${CHOSEN}; _pk_id.1=2; _pk_ses=3; vid=4; ads=5; lang=de; stranger=6; volume=7`;
  assert.deepEqual(site.read(header, { now: NOW }).erase, [
    { area: 'cookie', name: '_pk_id.1' },
    { area: 'cookie', name: '_pk_ses' },
    { area: 'cookie', name: 'ads' },
  ]);
  assert.deepEqual(site.read(header.replace(CHOSEN, ACCEPTED), { now: NOW }).erase, []);
  assert.deepEqual(site.read(header.replace(CHOSEN, ''), { now: NOW }).erase, [], 'undecided is not refused');
});

test('P18: an educational record is never in the list', () => {
  const { erase } = site.read(`choice=${REJECTED}; done_algebra=1; lang=de`, { now: NOW });
  assert.deepEqual(
    erase.map(({ name }) => name),
    ['lang'],
  );
});

test('the list names a cookie once, and no name that could forge a line', () => {
  const { erase } = site.read(`choice=${REJECTED}; ads=1; ads=2; _pk_\tsession=1; _pk_a\ncookie\tlang=2`, { now: NOW });
  assert.deepEqual(
    erase.map(({ name }) => name),
    ['ads'],
  );
});

// ---- the config ----

test('a server is refused a config with faults, and told every fault as a line', () => {
  assert.throws(
    () => open({ ...CONFIG, schema: 1, site: {}, colour: 'red' }),
    (/** @type {any} */ error) => {
      assert.ok(error instanceof Error);
      assert.deepEqual(error.faults, [
        'site.name: expected this key, found nothing',
        'site.controller: expected this key, found nothing',
        'site.policyUrl: expected this key, found nothing',
        'colour: expected no such key: check its spelling, or remove it, found "red"',
      ]);
      for (const line of error.faults) assert.ok(error.message.includes(line));
      return true;
    },
  );
});

test('a config comes as an object, as JSON or as bytes; bytes that are no UTF-8 get their place', () => {
  const json = JSON.stringify(CONFIG);
  for (const config of [
    CONFIG,
    json,
    Buffer.from(json),
    new TextEncoder().encode(json),
    JSON.stringify(CONFIG, null, '\t'),
  ]) {
    assert.deepEqual(granted(open(config).read(ACCEPTED, { now: NOW })), ALL);
  }
  const words = { ...CONFIG, site: { ...CONFIG.site, name: 'Schön 日本 😀 \ufffd' } };
  assert.equal(
    open(Buffer.from(JSON.stringify(words))).cookieName,
    'choice',
    'U+FFFD itself is a character like any other',
  );
  assert.throws(
    () => open(Buffer.from(JSON.stringify(words).replace('Schön', 'Sch\u00f6n'), 'latin1')),
    (/** @type {any} */ error) => {
      assert.equal(error.faults.length, 1);
      assert.match(error.faults[0], /^line 1, column 32: expected valid UTF-8, found "\ufffdn /);
      return true;
    },
  );
  for (const nothing of [undefined, null, 7, true, [], '']) {
    assert.throws(
      () => open(/** @type {any} */ (nothing)),
      (/** @type {any} */ error) => error.faults?.length > 0,
      String(nothing),
    );
  }
});

test('a config that is too large is refused with its size', () => {
  const huge = {
    ...CONFIG,
    categories: Array.from({ length: 16 }, (_, i) => ({
      id: `c${i}`,
      purpose: 'security',
      label: Object.fromEntries(Array.from({ length: 9 }, (__, j) => [`l${j}`, 'x'.repeat(1000)])),
    })),
  };
  assert.throws(
    () => open(huge),
    (/** @type {any} */ error) => {
      assert.equal(error.faults.length, 1);
      assert.match(error.faults[0], /^the config: expected at most .*128 KB.*, found \d{6} characters$/);
      return true;
    },
  );
});

test('sites are apart from one another', () => {
  const other = open({ ...CONFIG, cookie: { name: 'other' } });
  assert.equal(site.read(`choice=${ACCEPTED}`, { now: NOW }).ask, '');
  assert.equal(other.read(`choice=${ACCEPTED}`, { now: NOW }).ask, 'first');
  assert.equal(site.read(`choice=${ACCEPTED}`, { now: NOW }).ask, '');
});

// ---- flavours ----

test('the WebAssembly core and its JavaScript twin read every record alike', () => {
  const headers = [
    '',
    `choice=${ACCEPTED}; ads=1`,
    `choice=${REJECTED}; ads=1; _pk_1=2`,
    `choice=${CHOSEN}; ads=1; _pk_1=2; vid=3`,
    `choice=${CHOSEN}x`,
  ];
  const [wasm, twin] = [flavours.wasm, flavours.twin].map((instantiate) => {
    const { cookieName, read } = openWith(instantiate(), CONFIG);
    return JSON.stringify([
      cookieName,
      ...headers.flatMap((header) =>
        [0, 200, 300].map((days) => {
          const reading = read(header, { now: NOW + days * DAY });
          return [reading, ALL.map(reading.allows), reading.element({ category: 'targeting', service: 'ads' })];
        }),
      ),
    ]);
  });
  assert.ok(wasm.includes('"erase":[{"area":"cookie","name":"ads"},{"area":"cookie","name":"_pk_1"}]'), wasm);
  assert.equal(twin, wasm);
});

test('where there is no WebAssembly the JavaScript twin takes over', () => {
  const program = `import { open } from 'assent';
    console.log(typeof WebAssembly, open(${JSON.stringify(CONFIG)}).read(${JSON.stringify(CHOSEN)}, { now: ${NOW} }).allows('performance'));`;
  const run = spawnSync(process.execPath, ['--jitless', '--input-type=module', '-e', program], {
    encoding: 'utf8',
    cwd: new URL('..', import.meta.url),
  });
  assert.equal(run.stdout, 'undefined true\n', run.stderr);
});

test('web/server/reader.js reads no file and needs nothing of Node: it runs at the edge', () => {
  const seen = new Set();
  const { imports } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const walk = (/** @type {URL} */ file) => {
    if (seen.has(file.href)) return;
    seen.add(file.href);
    const code = readFileSync(file, 'utf8');
    for (const [, from] of code.matchAll(/^(?:import|export)\b.*\bfrom '([^']+)'/gm)) {
      assert.match(from, /^(\.|#)/, `${file} imports ${from}`);
      walk(
        from[0] === '#'
          ? new URL(imports[from].default ?? imports[from], new URL('../', import.meta.url))
          : new URL(from, file),
      );
    }
    // `follow` is for the page: it alone may speak of a document.
    const plain = code.replace(/\/\/.*|\/\*[^]*?\*\//g, '').replace(/^export function follow\b[^]*?^}/m, '');
    assert.doesNotMatch(plain, /\b(process|Buffer|require|document|window)\b[.(]/, file.href);
  };
  walk(new URL('../web/server/reader.js', import.meta.url));
  assert.ok(seen.size > 2);
});

// ---- what only a server can clear ----

test('P7 P18: headers that clear, for every domain and path a browser may have the cookie on; HttpOnly ones, too', () => {
  const config = {
    ...CONFIG,
    keys: [
      ...CONFIG.keys,
      { in: 'cookie', name: '__Host-id', category: 'functional', httpOnly: true },
      { in: 'cookie', name: 'token', category: 'essential', retention: 'logout', httpOnly: true },
    ],
  };
  const cookies = `choice=${recordAfter([`reject\tnow=${NOW}`], config)}; session=1; lang=de; __Host-id=7; token=t; done_1=x; stranger=1`;
  const reading = open(config).read(cookies, { now: NOW });
  const names = (/** @type {string[]} */ headers) => [...new Set(headers.map((header) => header.split('=')[0]))].sort();
  const due = reading.clearing('course.school.example:8443', { path: '/courses/7?page=2' });
  assert.deepEqual(
    due['Set-Cookie'].filter((header) => header.startsWith('lang=')),
    [
      'lang=0; Max-Age=0; Path=/',
      'lang=0; Max-Age=0; Path=/; Domain=course.school.example',
      'lang=0; Max-Age=0; Path=/; Domain=school.example',
      'lang=0; Max-Age=0; Path=/courses',
      'lang=0; Max-Age=0; Path=/courses; Domain=course.school.example',
      'lang=0; Max-Age=0; Path=/courses; Domain=school.example',
      'lang=0; Max-Age=0; Path=/courses/7',
      'lang=0; Max-Age=0; Path=/courses/7; Domain=course.school.example',
      'lang=0; Max-Age=0; Path=/courses/7; Domain=school.example',
    ],
  );
  assert.deepEqual(
    due['Set-Cookie'].filter((header) => header.startsWith('__Host-')),
    ['__Host-id=0; Max-Age=0; Path=/; Secure'],
    'its prefix allows no other',
  );
  assert.deepEqual([names(due['Set-Cookie']), due['Clear-Site-Data']], [['__Host-id', 'lang'], undefined]);
  assert.deepEqual(names(reading.clearing('127.0.0.1:80', { what: 'logout' })['Set-Cookie']), ['token']);
  assert.deepEqual(names(reading.clearing('x.example', { what: 'behaviour' })['Set-Cookie']), ['__Host-id', 'lang']);
  const all = reading.clearing('x.example', { what: 'everything' });
  assert.deepEqual(
    [names(all['Set-Cookie']), all['Clear-Site-Data']],
    [['__Host-id', 'choice', 'done_1', 'lang', 'session', 'stranger'], '"cache", "storage"'],
  );
  assert.throws(() => reading.clearing('x.example', { what: /** @type {any} */ ('nothing') }), /one of/);
  assert.equal(
    open(config)
      .read(`${cookies}; session=1\u0001`, { now: NOW })
      .clearing('x.example')
      ['Set-Cookie'].some((header) => /[\0-\x1f]/.test(header)),
    false,
  );
});
