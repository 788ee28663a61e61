// The stored decision from outside: what the core writes, what it reads back, how long it gets, and what it makes of
// damage.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checksumOf, keysOf, readRecord, scopeOf, siteOf, storedName } from '../web/cli/audit/record.js';
import { connect } from '../web/core/connect.js';
import { CLOCK_END, talkTo } from './cores.mjs';
import { out } from './turns.mjs';

const module = new WebAssembly.Module(readFileSync(join(out, 'core.wasm')));
const instantiate = () => /** @type {any} */ (new WebAssembly.Instance(module).exports);
const NOW = 1795305600;
const DAY = 24 * 60 * 60;

/** A page with this config: its turns. @param {unknown} config */
function page(config) {
  const turn = connect(instantiate());
  assert.equal(turn(`config\n${JSON.stringify(config)}`)[0][0], 'record');
  return turn;
}

/** @param {string[][]} effects @param {string} name @returns {string[][]} the fields of each effect of that name */
const all = (effects, name) => effects.filter(([effect]) => effect === name).map(([, ...fields]) => fields);

/** Every list of n members of `options`. @template T @param {T[]} options @param {number} n @returns {T[][]} */
const lists = (options, n) =>
  n === 0 ? [[]] : lists(options, n - 1).flatMap((rest) => options.map((one) => [...rest, one]));

/** The facts of a choice. @param {string[]} ids @param {string[]} words  `+`, `-` or nothing for each */
const facts = (ids, words) => ids.map((id, i) => (words[i] ? `\t${words[i]}${id}` : '')).join('');

const head = {
  schema: 1,
  site: { name: 'N', controller: 'N', policyUrl: '/p' },
  policy: { version: 4, date: '2026-11-01' },
};
const small = {
  ...head,
  categories: [
    { id: 'essential', purpose: 'necessary' },
    ...['a', 'b-1', 'c_2'].map((id) => ({ id, purpose: 'functional' })),
  ],
  services: [
    ['s', 'a'],
    ['t', 'a'],
    ['u', 'b-1'],
    ['v', 'c_2'],
  ].map(([id, category]) => ({ id, category, name: id })),
};
const ids = ['a', 'b-1', 'c_2', 's', 't', 'u', 'v'];
/** What a choice may say of them; it names something: what is necessary, where it has nothing else to say. */
const choices = lists(['', '+', '-'], ids.length).map((words) => facts(ids, words) || '\t+essential');

const GRAMMAR =
  /^2\.[A-Za-z0-9_-]+\.(?:[A-Za-z0-9_-]{2})?\.\d{1,10}\.(accept|reject|api|withdraw|parent|notice|save|gpc)\.\d{1,6}\.[a-z0-9_]+\.[01]\.[A-Za-z0-9-]{0,10}\.(?:[A-Za-z0-9_-]{5}[ynip])*\.\d{1,5}$/;

test('every choice among three categories and four services comes back from its record', () => {
  const turn = page(small);
  for (const choice of choices) {
    turn(`start\tnow=${NOW}`);
    const told = turn(`choose\tnow=${NOW}${choice}`);
    const [record] = all(told, 'save')[0];
    const [panel, ask] = [turn('show\tinline'), all(told, 'ask')];
    const again = turn(`start\tnow=${NOW}\trecord=${record}`);
    assert.deepEqual(turn('show\tinline'), panel, record);
    assert.deepEqual(all(again, 'ask'), ask, record);
    assert.deepEqual(all(again, 'decided'), all(told, 'decided'), record);
  }
});

test('a record is what its grammar says, and every octet of it may stand in a cookie as it is', () => {
  const turn = page(small);
  for (const choice of choices) {
    turn(`start\tnow=${NOW}`);
    const [record] = all(turn(`choose\tnow=${NOW}${choice}`), 'save')[0];
    assert.match(record, GRAMMAR);
    assert.match(record, /^[A-Za-z0-9._~-]*$/, 'RFC 3986, 2.3: unreserved');
  }
});

test('each way of deciding, and the first and last second and version, come back', () => {
  for (const version of [0, 4, 999999]) {
    const turn = page({ ...small, policy: { version, date: '2026-11-01' } });
    for (const now of [0, 1, NOW, 2 ** 31 - 1, 2 ** 31, CLOCK_END - 1]) {
      turn(`start\tnow=${now}`);
      for (const [verb, how] of [
        ['accept', 'accept'],
        ['reject', 'reject'],
        ['choose\thow=save\t+a', 'save'],
        ['choose\t+a', 'api'],
        ['withdraw', 'withdraw'],
        ['permit\t+a', 'parent'],
        ['noted', 'notice'],
      ]) {
        const [word, ...rest] = verb.split('\t');
        const [record] = all(turn([word, `now=${now}`, ...rest].join('\t')), 'save')[0];
        assert.deepEqual(all(turn(`record\tnow=${now}\trecord=${record}`), 'decided'), [
          [String(now), how, String(version), 'strict'],
        ]);
      }
    }
  }
});

test('every choice of a learner against a signal, and of a parent, comes back from its record, whoever made it and with the signal or without', () => {
  const turn = page({
    ...small,
    categories: small.categories.map((one) => (one.id === 'a' ? { ...one, purpose: 'advertising' } : one)),
  });
  /** @type {Set<string>} */
  const marks = new Set();
  for (const visitor of [
    'region=DE\tgpc=1',
    'region=DE',
    'region=US-CA\tgpc=1',
    'region=TR\taudience=minor',
    'region=GB\taudience=child\tgpc=1',
  ]) {
    for (const choice of choices) {
      for (const verb of ['choose\thow=save', 'choose', 'permit']) {
        turn(`start\tnow=${NOW}\t${visitor}`);
        const [word, ...rest] = verb.split('\t');
        let told;
        try {
          told = turn(`${[word, `now=${NOW}`, ...rest].join('\t')}${choice}`);
        } catch (error) {
          assert.match(String(error), /cannot be granted/, `${visitor} ${verb}${choice}`);
          continue;
        }
        const [record] = all(told, 'save')[0];
        assert.match(record, GRAMMAR);
        for (const [, mark] of record.split('.')[9].matchAll(/.{5}(.)/g)) marks.add(mark);
        const panel = turn('show\tinline');
        const again = turn(`start\tnow=${NOW}\t${visitor}\trecord=${record}`);
        assert.deepEqual(turn('show\tinline'), panel, `${visitor} ${record}`);
        for (const part of ['ask', 'decided'])
          assert.deepEqual(all(again, part), all(told, part), `${visitor} ${record}`);
      }
    }
  }
  assert.deepEqual([...marks].sort(), ['i', 'n', 'p', 'y']);
});

// ---- size ----

/** @param {string} name */
const demo = (name) => JSON.parse(readFileSync(new URL(`../demo/${name}/site.json`, import.meta.url), 'utf8'));

/**
 * @param {any} site
 * @returns {{ categories: string[], services: { id: string, category: string }[] }} what can be refused
 */
function refusable(site) {
  const categories = site.categories
    .filter((/** @type {any} */ one) => one.purpose !== 'necessary')
    .map((/** @type {any} */ one) => one.id);
  return { categories, services: site.services.filter((/** @type {any} */ one) => categories.includes(one.category)) };
}

/** @param {ReturnType<typeof page>} turn @param {string} input @param {string} cookie */
const size = (turn, input, cookie) => `${cookie}${all(turn(input), 'save')[0][0]}`.length;

/**
 * The largest record that a learner of this site can come to by categories, and by every setting of its switches.
 * @param {any} site
 * @param {boolean} named  with the cookie's name
 */
function largest(site, named) {
  const { categories, services } = refusable(site);
  const turn = page(site),
    name = named ? `${storedName(site)}=` : '';
  turn(`start\tnow=${NOW}`);
  let most = 0;
  for (const words of lists(['+', '-'], services.length)) {
    // As in the panel: a category is on if all its services are.
    const categoryWords = categories.map((id) =>
      services.every((one, i) => one.category !== id || words[i] === '+') ? '+' : '-',
    );
    const said =
      facts(categories, categoryWords) +
      facts(
        services.map(({ id }) => id),
        words,
      );
    most = Math.max(most, size(turn, `choose\tnow=${NOW}\thow=save${said}`, name));
  }
  for (const verb of ['accept', 'reject', 'withdraw']) most = Math.max(most, size(turn, `${verb}\tnow=${NOW}`, name));
  return most;
}

for (const name of ['plexomni', 'aysar']) {
  test(`${name}: every setting of every switch takes at most 160 bytes, with the cookie's name`, (t) => {
    const most = largest(demo(name), true);
    t.diagnostic(`${name}: ${most} bytes at most`);
    assert.ok(most <= 160, `${most} bytes`);
  });
}

test('four categories that are asked about and ten services take at most 160 bytes, with a site id, a domain, the longest word for how, and room for a version of the law table', (t) => {
  const ids = [
    'matomo',
    'google-analytics',
    'hotjar',
    'youtube',
    'vimeo-player',
    'intercom',
    'recommendations',
    'linkedin-insight',
    'facebook-pixel',
    'doubleclick',
  ];
  const categories = [
    ['performance', 'statistics'],
    ['functional', 'functional'],
    ['personalisation', 'personalisation'],
    ['targeting', 'advertising'],
  ];
  const site = {
    ...head,
    site: { ...head.site, id: 'course-algebra' },
    policy: { version: 12, date: '2026-11-01' },
    cookie: { domain: 'school.example' },
    categories: [{ id: 'essential', purpose: 'necessary' }, ...categories.map(([id, purpose]) => ({ id, purpose }))],
    services: ids.map((id, i) => ({ id, name: id, category: categories[i % 4][0], vendor: `${id} GmbH & Co. KG` })),
  };
  const most = largest(site, false) + '2027-01-31'.length;
  t.diagnostic(`${most} bytes at most`);
  assert.ok(most <= 160, `${most} bytes`);
});

// ---- damage ----

const core = talkTo(instantiate());
const encoder = new TextEncoder();

/** @param {Uint8Array} input */
const play = (input) => core.latin1(core.turn(input));

const start = encoder.encode(`start\tnow=${NOW + DAY}\trecord=`);

/** Is this read as a decision? @param {Uint8Array} stored */
function isDecision(stored) {
  const input = new Uint8Array(start.length + stored.length);
  input.set(start);
  input.set(stored, start.length);
  return play(input).includes('\ndecided\t');
}

/** Some records of everyday use: by category in every way, and some with services. */
function everyday() {
  play(encoder.encode(`config\n${JSON.stringify(demo('plexomni'))}`));
  play(encoder.encode(`start\tnow=${NOW}`));
  const { categories } = refusable(demo('plexomni'));
  return [
    ...lists(['+', '-', ''], categories.length).map((words) => facts(categories, words) || '\t+essential'),
    '\t+performance\t-posthog\t-functional\t+video\t-targeting',
  ].map((said) => /save\t(\S+)/.exec(play(encoder.encode(`choose\tnow=${NOW}${said}`)))?.[1] ?? '');
}

test('a record that lost its end or its beginning is no decision, wherever it was cut', () => {
  for (const record of everyday()) {
    const whole = encoder.encode(record);
    assert.ok(isDecision(whole));
    for (let n = 0; n < whole.length; n++) {
      assert.ok(!isDecision(whole.subarray(0, n)), `${record} cut to ${n} bytes`);
      assert.ok(!isDecision(whole.subarray(whole.length - n)), `the last ${n} bytes of ${record}`);
    }
  }
});

test('a record with one byte changed is no decision, whichever byte and to whatever', (t) => {
  const accepted = [];
  let tried = 0;
  for (const record of everyday().filter((_, i) => i % 9 === 0)) {
    const changed = encoder.encode(record);
    for (let i = 0; i < changed.length; i++) {
      const before = changed[i];
      for (let other = 0; other < 256; other++, tried++) {
        changed[i] = other;
        if (other !== before && isDecision(changed))
          accepted.push(`${record} → ${Buffer.from(changed).toString('latin1')}`);
      }
      changed[i] = before;
    }
  }
  t.diagnostic(`${tried} changes tried`);
  assert.deepEqual(accepted, []);
});

test('a record with two neighbours exchanged, a byte left out or one written twice is no decision', () => {
  for (const record of everyday()) {
    for (let i = 0; i < record.length; i++) {
      const [before, one, next, after] = [record.slice(0, i), record[i], record[i + 1] ?? '', record.slice(i + 2)];
      const damaged = [
        before + next + after,
        before + one + one + next + after,
        ...(one === next ? [] : [before + next + one + after]),
      ];
      for (const text of damaged)
        assert.ok(text === record || !isDecision(encoder.encode(text)), `${record} → ${text}`);
    }
  }
});

test('no refusal of a record turns into a grant, nor a grant into a refusal, however many of them are exchanged', () => {
  for (const record of everyday()) {
    const parts = record.split('.'),
      from = parts.slice(0, 9).join('.').length + 1;
    const marks = Array.from({ length: parts[9].length / 6 }, (_, i) => from + 6 * i + 5);
    for (const flips of lists([false, true], marks.length)) {
      const text = [...record].map((c, i) => (flips[marks.indexOf(i)] ? (c === 'y' ? 'n' : 'y') : c)).join('');
      assert.ok(text === record || !isDecision(encoder.encode(text)), `${record} → ${text}`);
    }
  }
});

// ---- what stands in the grammar ----

/** A config of one service, in one category. @param {any} [changed] @param {any} [more]  of the service */
const asking = (changed = {}, more = {}) => ({
  ...head,
  categories: [
    { id: 'essential', purpose: 'necessary' },
    { id: 'counting', purpose: 'statistics' },
  ],
  services: [
    { id: 'counter', category: 'counting', name: 'Counter', vendor: 'Counter GmbH', hosts: ['a.example'], ...more },
  ],
  ...changed,
});

/** What was stored after this choice. @param {any} config @param {string} [choice] */
function stored(config, choice = 'accept') {
  const turn = page(config);
  turn(`start\tnow=${NOW}`);
  const [verb, ...rest] = choice.split('\t');
  return all(turn([verb, `now=${NOW}`, ...rest].join('\t')), 'save')[0][0];
}

/**
 * What a visitor finds with these records: why they are asked, and what is granted.
 * @param {any} config
 * @param {string | string[]} records
 */
function found(config, records, visitor = '', now = NOW + DAY) {
  const told = page(config)(
    `start\tnow=${now}${visitor}${[records]
      .flat()
      .map((one) => `\trecord=${one}`)
      .join('')}`,
  );
  return [
    all(told, 'ask')[0][0],
    ...all(told, 'grant')
      .filter(([id, on]) => on === '1' && id !== 'essential')
      .map(([id]) => id),
  ];
}

/** With the checksum that belongs to it. @param {string} text  without one */
const signed = (text) => `${text}.${checksumOf(text)}`;

test('the reader in JavaScript, which the audit and other tests use, reads every choice as the core wrote it', () => {
  const turn = page(small);
  for (const words of lists(['', '+', '-'], ids.length)) {
    turn(`start\tnow=${NOW}`);
    const [record] = all(turn(`choose\tnow=${NOW}${facts(ids, words) || '\t+essential'}`), 'save')[0];
    /** @type {Record<string, string>} */
    const own = Object.fromEntries(ids.map((id, i) => [id, { '+': 'y', '-': 'n', '': '' }[words[i]] ?? '']));
    const expected = ids
      .map((id) => [id, own[id] || own[small.services.find((one) => one.id === id)?.category ?? id]])
      .filter(([, word]) => word);
    assert.deepEqual(readRecord(record, small), {
      format: 2,
      site: 'assent',
      scope: '',
      when: NOW,
      how: 'api',
      policy: 4,
      regime: 'strict',
      signal: false,
      law: '',
      said: Object.fromEntries(expected),
      others: 0,
    });
  }
});

for (const file of ['src/record.h', 'web/guide/storage.md']) {
  test(`the examples in ${file} are records, of both formats where it has both, and say what stands beside them`, () => {
    const text = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
    const examples = [...text.matchAll(/^[ *]+(?:assent~plexomni=|assent=)?([12]\.[\w.*!~'-]+\.\d+)$/gm)].map(
      ([, record]) => record,
    );
    assert.deepEqual(
      examples.map((record) => record[0]),
      ['2', '1'],
    );
    const site = demo('plexomni');
    const said = { performance: 'y', posthog: 'n', targeting: 'n' };
    for (const record of examples) {
      const read = readRecord(record, site);
      assert.ok(read, `${record}: expected the checksum ${checksumOf(record.slice(0, record.lastIndexOf('.')))}`);
      assert.deepEqual([read.when, read.how, read.policy, read.regime], [NOW, 'save', 4, 'strict']);
      for (const [id, word] of Object.entries(said)) assert.equal(read.said[id], word, id);
      assert.deepEqual(
        found(site, record),
        ['category', 'performance', 'pay', 'sentry', 'segment', 'abtest'],
        'and the core reads it so',
      );
    }
  });
}

test('P16: what was asked is part of a record: purpose, vendor and sale; hosts, keys, names and words are not', () => {
  const record = stored(asking());
  assert.deepEqual(found(asking(), record), ['', 'counting', 'counter']);
  for (const [what, other] of Object.entries({
    hosts: asking({}, { hosts: ['b.example'] }),
    name: asking({}, { name: 'The counter' }),
    keys: asking({}, { keys: [{ in: 'cookie', name: 'n' }] }),
  }))
    assert.deepEqual(found(other, record), ['', 'counting', 'counter'], what);
  for (const [what, other] of Object.entries({
    vendor: asking({}, { vendor: 'Counter Inc.' }),
    'no vendor': asking({}, { vendor: undefined }),
    sale: asking({}, { sale: 'personal' }),
    id: asking({}, { id: 'counter2' }),
  }))
    assert.deepEqual(found(other, record), ['category', 'counting'], `${what}: it alone is undecided`);
  const purposes = [
    { id: 'essential', purpose: 'necessary' },
    { id: 'counting', purpose: 'personalisation' },
  ];
  assert.deepEqual(
    found(asking({ categories: purposes }), record),
    ['category'],
    'another purpose: the category and what is in it',
  );
});

test('P1: a service that came later waits in a category that was granted; in one that was refused it is refused with it, and nobody is asked', () => {
  const more = (/** @type {any} */ config) => ({
    ...config,
    services: [...config.services, { id: 'heatmap', category: 'counting', name: 'Heatmap' }],
  });
  assert.deepEqual(found(more(asking()), stored(asking())), ['category', 'counting', 'counter']);
  assert.deepEqual(found(more(asking()), stored(asking(), 'reject')), ['']);
  assert.deepEqual(found(more(asking()), stored(more(asking()))), ['', 'counting', 'counter', 'heatmap']);
});

test('A8: where things run until they are refused, a refusal stands whatever the site calls the vendor', () => {
  const california = '\tregion=US-CA',
    ads = (/** @type {string} */ vendor) =>
      asking(
        {
          categories: [
            { id: 'essential', purpose: 'necessary' },
            { id: 'ads', purpose: 'advertising' },
          ],
        },
        { id: 'banner', category: 'ads', vendor },
      );
  const turn = page(ads('Ads Inc.'));
  turn(`start\tnow=${NOW}${california}`);
  const [record] = all(turn(`choose\tnow=${NOW}\t-banner`), 'save')[0];
  assert.deepEqual(found(ads('Ads Inc.'), record, california), ['', 'ads']);
  assert.deepEqual(found(ads('Ads LLC'), record, california), ['', 'ads'], 'the banner stays refused');
  assert.deepEqual(found(ads('Ads LLC'), [], california), ['', 'ads', 'banner'], 'for comparison: who said nothing');
});

test("P16: of a policy above the site's nobody here knows what it asked: its grants lapse, its refusals stay", () => {
  const later = { ...asking(), policy: { version: 5, date: '2026-12-01' } };
  assert.deepEqual(found(asking(), stored(later)), ['policy']);
  assert.deepEqual(found(asking(), stored(later, 'reject')), ['policy']);
  assert.deepEqual(
    found({ ...asking(), policy: { version: 4, date: '2026-11-01', significant: false } }, stored(later)),
    ['policy'],
    'nor whether its change was significant',
  );
});

test('P1: a record dated more than a day ahead is no decision; up to a day it stands', () => {
  const record = stored(asking());
  for (const [ahead, expected] of /** @type {[number, string[]][]} */ ([
    [0, ['', 'counting', 'counter']],
    [DAY, ['', 'counting', 'counter']],
    [DAY + 1, ['first']],
    [400 * DAY, ['first']],
  ])) {
    assert.deepEqual(found(asking(), record, '', NOW - ahead), expected, `${ahead} s`);
  }
});

test('P1: a record of another site, or of a domain that this one does not keep it for, is no decision; of several of its own the newest counts', () => {
  const withId = (/** @type {string} */ id, /** @type {string} */ domain = 'host') => ({
    ...asking(),
    site: { ...head.site, id },
    cookie: { domain },
  });
  const mine = stored(withId('course-a'));
  assert.deepEqual(found(withId('course-a'), mine), ['', 'counting', 'counter']);
  for (const other of [withId('course-b'), withId('course-a', 'school.example'), asking()])
    assert.deepEqual(found(other, mine), ['first']);
  const parent = stored(withId('course-a', 'school.example'));
  assert.deepEqual(
    found(withId('course-a'), [parent, mine]),
    ['', 'counting', 'counter'],
    'another one before it under the same name',
  );
  const refused = signed(
    stored(withId('course-a'), 'reject')
      .replace(String(NOW), String(NOW + 60))
      .replace(/\.\d+$/, ''),
  );
  for (const order of [
    [mine, refused],
    [refused, mine],
    [parent, refused, mine],
  ])
    assert.deepEqual(found(withId('course-a'), order), [''], 'the newer one refuses');
  const old = signed(`1.${NOW + 90}.accept.4.row.counting*`);
  assert.deepEqual(
    found(withId('course-a'), [old, refused]),
    [''],
    'format 1 does not say whose it is: one that does counts before it',
  );
});

test('the name under which it is stored parts sites that share a cookie name', () => {
  const name = (/** @type {any} */ config) =>
    all(connect(instantiate())(`config\n${JSON.stringify(config)}`), 'record')[0][0];
  for (const [id, cookie, expected] of [
    [undefined, undefined, 'assent'],
    ['course-a', undefined, 'assent~course-a'],
    ['course-a', 'choice', 'choice~course-a'],
    [undefined, 'choice', 'choice'],
    ['choice', 'choice', 'choice'],
    ['assent', undefined, 'assent'],
  ]) {
    const config = {
      ...asking(),
      site: { ...head.site, ...(id && { id }) },
      ...(cookie && { cookie: { name: cookie } }),
    };
    assert.equal(name(config), expected);
    assert.equal(storedName(config), expected);
    assert.equal(stored(config).split('.')[1], siteOf(config));
    assert.equal(stored(config).split('.')[2], scopeOf(config));
  }
});

test('B32: a record that a server percent-encoded is read, of both formats, in capitals and small letters, wholly and in part', () => {
  const old = signed(`1.${NOW}.accept.4.row.counting*counter!`);
  const every = (/** @type {string} */ text, /** @type {(hex: string) => string} */ write) =>
    [...Buffer.from(text)].map((byte) => `%${write(byte.toString(16).padStart(2, '0'))}`).join('');
  for (const [record, expected] of /** @type {[string, string[]][]} */ ([
    [stored(asking()), ['', 'counting', 'counter']],
    [old, ['', 'counting']],
  ])) {
    assert.deepEqual(found(asking(), record), expected);
    for (const text of [
      every(record, (hex) => hex),
      every(record, (hex) => hex.toUpperCase()),
      record.replace(/\*/g, '%2A').replace(/!/g, '%21'),
      record.replaceAll('.', '%2E'),
    ]) {
      assert.deepEqual(found(asking(), text), expected, text);
    }
    for (const text of [
      `${record}%00`,
      `${record}%20`,
      record.replace('.', '%2'),
      record.replace('.', '%252E'),
      `%${record}`,
      `${record}%`,
      `${record}%0A`,
    ]) {
      assert.deepEqual(found(asking(), text), ['first'], text);
    }
  }
});

test('format 1: what it does not name is as its category, a mark of each kind is read, and the next choice is written in format 2', () => {
  const old = signed(`1.${NOW}.accept.4.row.counting*`);
  assert.deepEqual(found(asking(), old), ['', 'counting', 'counter']);
  const turn = page(asking());
  const told = turn(`start\tnow=${NOW}\trecord=${old}`);
  assert.deepEqual(all(told, 'save'), [], 'it is not rewritten by being read');
  assert.deepEqual(all(told, 'decided')[0], [String(NOW), 'accept', '4', 'strict']);
  assert.match(all(turn(`withdraw\tnow=${NOW}\t-counter`), 'save')[0][0], GRAMMAR);
});

test('two subjects that the record could not tell apart are a fault of the config, with its place', () => {
  /** @type {Map<string, string>} */
  const seen = new Map();
  const config = (/** @type {string[]} */ services) => ({
    ...asking(),
    services: services.map((id) => ({ id, category: 'counting', name: id })),
  });
  let pair;
  for (let i = 0; !pair && i < 400_000; i += 5000) {
    for (const [id, key] of keysOf(config(Array.from({ length: 5000 }, (_, j) => `s${(i + j).toString(36)}`)))) {
      if (seen.has(key) && seen.get(key) !== id) pair = [seen.get(key), id];
      seen.set(key, id);
    }
  }
  assert.ok(pair, 'thirty bits: among 400,000 ids some share them');
  const turn = connect(instantiate());
  assert.deepEqual(turn(`config\n${JSON.stringify(config(['counter', ...pair]))}`), [
    ['error', 'services[2].id', 'another id'],
  ]);
});
