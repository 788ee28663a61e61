// P17, P10, A6, A9: the inventory and the export, apart from any browser: what is collected, what the core is asked,
// which document comes of it, and the page to read. The core's answers are written out here;
// tests/browser/stored-view.test.mjs has the real ones.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import ajv2020 from 'ajv/dist/2020.js';
import { turnedOf } from '../web/core/carry-out.js';
import { entriesOf } from '../web/stored/entries.js';
import { documentOf } from '../web/stored/export-document.js';
import { readableOf } from '../web/stored/export-page.js';
import { choiceOf } from '../web/stored/history.js';
import { itemsOf, ledgerOf, rowOf, turnsOf, wouldGo } from '../web/stored/inventory.js';
import { endOf, relative, retentionOf, siteTextsOf, sizeOf } from '../web/stored/stored-words.js';

const read = (/** @type {string} */ name) =>
  JSON.parse(readFileSync(new URL(`../web/${name}`, import.meta.url), 'utf8'));
const panel = read('words/en/panel.json');
const words = { ...panel, ...read('words/en/stored.json') };
const validate = new /** @type {any} */ (ajv2020).default({ strict: true, strictTypes: false }).compile(
  read('stored/export.schema.json'),
);

const NOW = Date.UTC(2026, 10, 22, 10) / 1000;
const DAY = 24 * 60 * 60;

/** @type {any} */
const SITE = {
  schema: 1,
  site: { name: 'Night & Day <School>', controller: 'Night & Day, privacy@school.example', policyUrl: '/privacy' },
  policy: { version: 3, date: '2026-11-01' },
  categories: [
    { id: 'essential', purpose: 'necessary', label: { en: 'Essential', de: 'Nötig' } },
    { id: 'counting', purpose: 'statistics' },
  ],
  services: [
    {
      id: 'counter',
      category: 'counting',
      group: 'analytics',
      name: 'Counter',
      vendor: 'Counter "Ltd"',
      does: { en: 'Counts <b>visits</b>' },
      receives: ['ip', 'shoe size'],
      safeguards: { en: 'None' },
      policyUrl: 'https://counter.example/?a=1&b="2"',
      optOutUrl: 'mailto:out@counter.example',
      keys: [
        { in: 'cookie', name: '_c*', retention: '90d' },
        { in: 'indexedDB', name: 'counts' },
      ],
    },
  ],
  keys: [
    { in: 'cookie', name: 'sid', category: 'essential', retention: '24h idle, logout' },
    { in: 'cookie', name: 'secret_*', category: 'essential', httpOnly: true },
    { in: 'localStorage', name: 'progress.*', category: 'essential', retention: '1y idle', record: true },
  ],
};

const EVIL = '</td></table><script>alert(1)</script>"\'&amp;<img src=x onerror=alert(2)>';

/** A browser that holds this much. @param {any} holds */
const browser = ({
  cookie = '',
  cookies = undefined,
  local = {},
  session = {},
  databases = undefined,
  caches = undefined,
  usage = undefined,
} = {}) =>
  /** @type {any} */ ({
    cookies: () => cookie,
    cookieList: async () => cookies,
    storage: (/** @type {string} */ area) => Object.entries(area === 'localStorage' ? local : session),
    databases: async () => databases?.map((/** @type {string} */ name) => ({ name })),
    caches: async () => caches,
    estimate: async () => usage && { usageDetails: usage },
  });

/**
 * Answers as the core does, by this table; and what it was asked.
 * @param {Record<string, string>} table  what follows area and name
 */
function core(table) {
  /** @type {string[]} */
  const asked = [];
  const ask = async (/** @type {string[]} */ turns) =>
    turns.map((turn) => {
      asked.push(turn);
      const [verb, ...lines] = turn.split('\n');
      const answers = lines.flatMap((line) => {
        const [area, name] = line.split('\t');
        const answer = table[`${area} ${name}`];
        if (verb.startsWith('stored'))
          return [['stored', area, name, ...(answer ?? `||1|0||0|1|${line.split('\t')[4] ?? ''}`).split('|')]];
        return answer?.includes('logout') ? [] : [['erase', area, name]];
      });
      return turnedOf(answers);
    });
  return { ask, asked };
}

const ANSWERS = {
  'cookie sid': `essential||1|${NOW + DAY}|logout|0|0|`,
  'cookie secret_*': 'essential||1|0||0|0|',
  'cookie _c1': `counting|counter|0|${NOW + 60 * DAY}||0|1|`,
  'localStorage progress.1': 'essential||1|0||1|0|',
  'indexedDB counts': 'counting|counter|0|0||0|1|',
  'localStorage assent.seen': '|assent|1|0||0|1|',
};

const LEDGER = `cookie\t_c1\t${NOW - 30 * DAY}\t${NOW - 60}\nlocalStorage\tprogress.1\t${NOW - DAY}\t${NOW - DAY}\nlocalStorage\tbroken\t1`;

const FULL = browser({
  cookies: [
    { name: 'sid', value: 'token', expires: (NOW + DAY) * 1000 },
    { name: '_c1', value: 'ä', expires: null },
    { name: 'odd', value: EVIL },
  ],
  local: { 'progress.1': '4', 'assent.seen': 'x', [EVIL]: EVIL },
  session: {},
  databases: ['counts'],
  caches: ['one', 'two'],
  usage: { indexedDB: 4096, caches: 9000 },
});

/** @type {any} */
const STATE = {
  grants: { essential: true, counting: false, counter: false },
  ask: '',
  decided: { when: NOW - DAY, how: 'reject', policy: 3, regime: 'eu_de' },
  regime: 'eu_de',
  place: 'DE',
  audience: 'general',
  signal: true,
  link: '',
};

const RECORDS = [
  `1.${NOW - 9 * DAY}.accept.2.row.counting*counter*.4711`,
  'nonsense',
  `2.assent..${NOW - DAY}.reject.3.eu_de.0..B5Zw_noSYNSn.1 -counting`,
];

async function made({ site = SITE, state = STATE, records = RECORDS } = {}) {
  const { ask } = core(ANSWERS);
  const [entries, ledger] = [await entriesOf(site, FULL), ledgerOf(LEDGER)];
  const items = await itemsOf(ask, NOW, entries, ledger);
  const everything = await wouldGo(ask, NOW, 'everything', entries, ledger);
  return documentOf({
    site,
    state,
    items,
    records,
    now: NOW,
    origin: 'https://school.example',
    lang: 'en',
    names: siteTextsOf(site, ['en'], panel.purposes),
    withheld: new Set(items.map(({ area, name }) => `${area}\t${name}`).filter((key) => !everything.has(key))),
    retention: (key) => retentionOf(words, key),
  });
}

// ---- what is there ----

test('P10: cookies, both storages, databases and caches are collected, with the bytes of each in UTF-8', async () => {
  const entries = await entriesOf(SITE, FULL);
  assert.deepEqual(
    entries.map(({ area, name, size, expires }) => [area, name === EVIL ? 'EVIL' : name, size, expires]),
    [
      ['cookie', 'sid', 8, NOW + DAY],
      ['cookie', '_c1', 5, 0], // an ä is two bytes; null is a session's
      ['cookie', 'odd', 3 + EVIL.length, null],
      ['cookie', 'secret_*', null, null],
      ['localStorage', 'progress.1', 11, null],
      ['localStorage', 'assent.seen', 12, null],
      ['localStorage', 'EVIL', 2 * EVIL.length, null],
      ['indexedDB', 'counts', 4096, null], // one alone: the browser's estimate is of it
      ['cache', 'one', null, null], // two: of which is not known
      ['cache', 'two', null, null],
    ],
  );
});

test('P10: a cookie that is declared for the server alone is told of, unless a page sees it after all', async () => {
  const hidden = async (/** @type {string} */ cookie) =>
    (await entriesOf(SITE, browser({ cookie }))).filter((one) => one.hidden).map(({ name }) => name);
  assert.deepEqual(await hidden('sid=1'), ['secret_*']);
  assert.deepEqual(await hidden('sid=1; secret_a=2'), []);
});

test('P10: where a browser denies or lacks an area, the others are still told', async () => {
  const denied = browser({ cookie: 'a=1; =nameless; b' });
  denied.storage = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  denied.databases = async () => {
    throw new Error('closed');
  };
  denied.caches = () => {
    throw new TypeError('no caches here');
  };
  denied.cookieList = async () => {
    throw new Error('sandboxed');
  };
  const seen = (await entriesOf({ ...SITE, keys: [] }, denied)).map(({ area, name, value, expires }) => [
    area,
    name,
    value,
    expires,
  ]);
  assert.deepEqual(seen, [
    ['cookie', 'a', '1', null],
    ['cookie', '', 'nameless', null],
    ['cookie', '', 'b', null],
  ]);
});

// ---- what the core is asked, and says ----

test('P10: the core is asked about twenty names a turn, once each, with what the ledger says; a name that would break a line does not', () => {
  const named = Array.from({ length: 45 }, (_, i) => ({ area: 'localStorage', name: `k${i}` }));
  const turns = turnsOf(
    'stored\tnow=1',
    [...named, named[0], { area: 'cookie', name: 'a\nerase' }, { area: 'cookie', name: 'x'.repeat(5000) }],
    ledgerOf('localStorage\tk0\t5\t6\nlocalStorage\tk1\t5\t6\tcounter@far.example'),
  );
  assert.deepEqual(
    turns.map((turn) => turn.split('\n').length),
    [21, 21, 8],
  );
  assert.deepEqual(turns[0].split('\n').slice(0, 3), [
    'stored\tnow=1',
    'localStorage\tk0\t5\t6',
    'localStorage\tk1\t5\t6\tcounter@far.example',
  ]);
  assert.deepEqual(turns[2].split('\n').slice(6), ['cookie\ta?erase', `cookie\t${'x'.repeat(999)}`]);
});

test('P10: rows say whose each thing is and what may be done; what nobody declared is plainly unknown; a value is in none', async () => {
  const { ask } = core(ANSWERS);
  const rows = (await itemsOf(ask, NOW, await entriesOf(SITE, FULL), ledgerOf(LEDGER))).map(rowOf);
  const of = (/** @type {string} */ name) => rows.find((row) => row.name === name);
  assert.deepEqual(of('sid'), {
    area: 'cookie',
    name: 'sid',
    size: 8,
    category: 'essential',
    service: '',
    writer: '',
    holds: true,
    first: null,
    last: null,
    until: NOW + DAY,
    ends: ['logout'],
    record: false,
    deletable: false,
    hidden: false,
    expires: NOW + DAY,
  });
  assert.deepEqual(
    [of('_c1')?.service, of('_c1')?.holds, of('_c1')?.first, of('_c1')?.last, of('_c1')?.deletable],
    ['counter', false, NOW - 30 * DAY, NOW - 60, true],
  );
  assert.deepEqual(
    [of('odd')?.category, of('odd')?.service, of('odd')?.writer, of('odd')?.deletable],
    ['', '', '', true],
  );
  assert.deepEqual([of('secret_*')?.hidden, of('secret_*')?.deletable, of('secret_*')?.size], [true, false, null]);
  assert.deepEqual([of('progress.1')?.record, of('progress.1')?.deletable], [true, false]);
  assert.ok(!JSON.stringify(rows).includes('token'));
});

test('P10: who wrote first what nobody declared is in its row, in the document, and on the page to read', async () => {
  const ledger = ledgerOf(`${LEDGER}\ncookie\todd\t${NOW - DAY}\t${NOW - DAY}\tcounter`);
  assert.deepEqual(
    [...ledger.keys()].filter((key) => /odd/.test(key)),
    [],
    'what is no `id@host` is no line',
  );
  const { ask } = core({ ...ANSWERS, 'cookie odd': '||0|0||0|1|counter' });
  const rows = (await itemsOf(ask, NOW, await entriesOf(SITE, FULL), ledgerOf(LEDGER))).map(rowOf);
  assert.deepEqual(
    rows.filter(({ writer }) => writer).map(({ name, writer, holds }) => [name, writer, holds]),
    [['odd', 'counter', false]],
  );
  const data = await made();
  data.stored = data.stored.map((one) => (one.name === 'odd' ? { ...one, writer: 'counter' } : one));
  assert.ok(validate(data), JSON.stringify(validate.errors));
  assert.match(readableOf(data, words, {}), /Unknown, probably from Counter/);
});

test('P18: what would go is the core’s word; what a page cannot see it is not asked about', async () => {
  const { ask, asked } = core(ANSWERS);
  const gone = await wouldGo(ask, NOW, 'everything', await entriesOf(SITE, FULL), new Map());
  assert.ok(gone.has('cookie\t_c1') && !gone.has('cookie\tsid'));
  assert.match(asked[0], new RegExp(`^sweep\\tnow=${NOW}\\twhat=everything\n`));
  assert.doesNotMatch(asked.join('\n'), /secret_/);
});

// ---- the document ----

test('P17: the export is one document that its schema describes, in all its parts', async () => {
  const data = await made();
  assert.ok(validate(data), JSON.stringify(validate.errors));
  assert.ok(validate(JSON.parse(JSON.stringify(data))));
  assert.equal(data.generated, '2026-11-22T10:00:00Z');
  assert.deepEqual(data.preferences.decided, {
    when: '2026-11-21T10:00:00Z',
    how: 'reject',
    policy: 3,
    regime: 'eu_de',
  });
  assert.deepEqual(data.preferences.categories, [
    { id: 'essential', name: 'Essential', purpose: 'necessary', granted: true, services: [] },
    {
      id: 'counting',
      name: 'Statistics',
      purpose: 'statistics',
      granted: false,
      services: [{ id: 'counter', name: 'Counter', granted: false }],
    },
  ]);
  assert.deepEqual(
    data.history.map(({ how, granted, refused }) => [how, granted, refused]),
    [
      ['accept', ['counting', 'counter'], []],
      ['reject', [], ['counting']],
    ],
  );
  assert.deepEqual(
    data.retention.map(({ name, service, text }) => [name, service, text]),
    [
      ['sid', '', '24 hours without use or until you sign out, whichever comes first'],
      ['secret_*', '', 'not declared'],
      ['progress.*', '', '1 year without use; course record, which no privacy choice deletes'],
      ['_c*', 'counter', '90 days'],
      ['counts', 'counter', 'not declared'],
    ],
  );
  assert.deepEqual(data.providers, [
    {
      id: 'counter',
      name: 'Counter',
      vendor: 'Counter "Ltd"',
      category: 'counting',
      group: 'analytics',
      does: 'Counts <b>visits</b>',
      receives: ['ip', 'shoe size'],
      safeguards: 'None',
      sells: false,
      policyUrl: 'https://counter.example/?a=1&b=%222%22',
      optOutUrl: 'mailto:out@counter.example',
      granted: false,
    },
  ]);
});

test('P17: values are in it, but not those that keep the learner signed in', async () => {
  const { stored } = await made();
  const of = (/** @type {string} */ name) => stored.find((one) => one.name === name);
  assert.deepEqual([of('_c1')?.value, of('progress.1')?.value, of('odd')?.value], ['ä', '4', EVIL]);
  assert.deepEqual([of('sid')?.value, of('sid')?.withheld], [null, true]);
  assert.deepEqual([of('counts')?.value, of('counts')?.withheld], [null, false]);
  assert.deepEqual(
    [of('_c1')?.expires, of('odd')?.expires, of('sid')?.expires],
    ['session', null, '2026-11-23T10:00:00Z'],
  );
});

test('P17: a learner who has not chosen, on a site that declares nothing, can export, too', async () => {
  const bare = { ...SITE, services: undefined, keys: undefined };
  const data = await made({
    site: bare,
    state: { ...STATE, decided: null, ask: 'first', place: '', regime: 'strict', signal: false },
    records: [],
  });
  assert.ok(validate(data), JSON.stringify(validate.errors));
  assert.match(readableOf(data, words, {}), /You have not chosen yet/);
});

test('P17: the schema refuses what is not as it says', async () => {
  for (const change of /** @type {((data: any) => void)[]} */ ([
    (data) => {
      data.more = 1;
    },
    (data) => {
      data.generated = NOW;
    },
    (data) => {
      delete data.history;
    },
    (data) => {
      data.stored[0].area = 'disk';
    },
    (data) => {
      data.stored[0].until = 5;
    },
    (data) => {
      data.providers[0].group = 'friends';
    },
  ])) {
    const data = await made();
    change(data);
    assert.equal(validate(data), false, String(change));
  }
});

test('P17: a record is told as people said it: granted by hand against a signal and by a parent are grants', () => {
  const choice = choiceOf(`1.${NOW}.save.4.us_ca.ads~quiz'performance*targeting!post-hog!.35871`);
  assert.deepEqual(
    [choice?.how, choice?.granted, choice?.refused],
    ['save', ['ads', 'quiz', 'performance'], ['targeting', 'post-hog']],
  );
  assert.deepEqual(
    [choice?.signal, choice?.law, choice?.regime],
    [null, '', 'us_ca'],
    'format 1 noted neither a signal nor a version of the law',
  );
  assert.equal(choiceOf(`1.${NOW}.save.4.row.ads*.1`)?.regime, 'strict', 'the strict profile has another name now');
  const newer = choiceOf(`2.assent..${NOW}.save.4.us_ca.1.2027-01-31.B5Zw_yoSYNSy.35871 +ads,+quiz,-post-hog`);
  assert.deepEqual(
    [newer?.how, newer?.granted, newer?.refused, newer?.signal, newer?.law],
    ['save', ['ads', 'quiz'], ['post-hog'], true, '2027-01-31'],
  );
  assert.equal(
    newer?.record,
    `2.assent..${NOW}.save.4.us_ca.1.2027-01-31.B5Zw_yoSYNSy.35871`,
    'as it was stored, without the words',
  );
  for (const bad of [
    '',
    '2.1.save.1.row.a*.1',
    '1.9999999999.save.1.row.a*.1',
    '1.x.save.1.row.a*.1',
    `1.${NOW}.save.1.row.a*`,
  ])
    assert.equal(choiceOf(bad), null, bad);
});

// ---- the page to read ----

test('P17: the page to read stands alone: no scripts, nothing loaded, and whatever was stored is text', async () => {
  const html = readableOf(await made(), words, { eu_de: 'Germany' });
  assert.match(html, /^<!doctype html>\n<html lang="en" dir="ltr">/);
  assert.doesNotMatch(html, /<(script|img|link|iframe|object|embed)\b|@import|url\(/i);
  assert.ok(
    html.includes(
      "&lt;/td&gt;&lt;/table&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;'&amp;amp;&lt;img src=x onerror=alert(2)&gt;",
    ),
  );
  assert.ok(html.includes('Night &amp; Day &lt;School&gt;'));
  assert.ok(html.includes('Counts &lt;b&gt;visits&lt;/b&gt;'));
  assert.ok(html.includes('href="https://counter.example/?a=1&amp;b=%222%22"'));
  const tags = [...html.matchAll(/<([a-z0-9]+)/g)].map(([, tag]) => tag);
  assert.deepEqual([...new Set(tags)].sort(), [
    'a',
    'body',
    'code',
    'div',
    'h1',
    'h2',
    'head',
    'html',
    'meta',
    'p',
    'style',
    'table',
    'tbody',
    'td',
    'th',
    'thead',
    'title',
    'tr',
  ]);
});

test('P17, A6, A9: the page has every part in words: choices, history, what is stored, for how long, and who receives what', async () => {
  const html = readableOf(await made(), words, { eu_de: 'Germany' });
  for (const part of [
    'You rejected everything, on November 21, 2026, for version 3 of the policy.',
    'Rules that are followed: Germany.',
    'You accepted everything',
    'left out',
    'in 24 hours or when you sign out',
    '24 hours without use or until you sign out, whichever comes first',
    'IP address, shoe size',
    'Your browser’s signal',
  ]) {
    assert.ok(html.includes(part), part);
  }
});

test('P17: an address that a browser would run is no link', async () => {
  const data = await made();
  data.providers[0].policyUrl = 'javascript:alert(1)';
  const html = readableOf(data, words, {});
  assert.doesNotMatch(html, /href="javascript:/);
});

// ---- words ----

test('A9: every way to declare a retention is told in words, and what cannot be read as it was written', () => {
  const told = (/** @type {string | undefined} */ retention, more = {}) =>
    retentionOf(words, { in: 'cookie', retention, ...more });
  assert.equal(told('90d'), '90 days');
  assert.equal(told('1y idle'), '1 year without use');
  assert.equal(told('13 months'), '13 months');
  assert.equal(told('30 mins'), '30 minutes');
  assert.equal(told('2 weeks'), '2 weeks');
  assert.equal(told('12m'), '12 months');
  assert.equal(told('24 hours of inactivity'), '24 hours without use');
  assert.equal(told('Session'), 'until the browser is closed');
  assert.equal(told('session', { in: 'sessionStorage' }), 'until the tab is closed');
  assert.equal(told('session, logout'), 'until the browser is closed or until you sign out, whichever comes first');
  assert.equal(told('Varies'), 'Varies');
  assert.equal(told(undefined), 'not declared');
  assert.equal(told('', { record: true }), 'course record, which no privacy choice deletes');
});

test('A9: what ends a thing, and when: whichever comes first of site, law and browser', () => {
  const end = (/** @type {any} */ row) =>
    endOf(words, { area: 'localStorage', until: null, ends: [], expires: null, hidden: false, ...row }, NOW);
  assert.equal(end({}), 'only when it is deleted');
  assert.equal(end({ until: NOW + 89 * DAY }), 'February 19, 2027');
  assert.equal(end({ until: NOW + 23 * 3600, ends: ['logout'] }), 'in 23 hours or when you sign out');
  assert.equal(end({ area: 'cookie' }), 'not known');
  assert.equal(end({ area: 'cookie', expires: 0 }), 'when you close the browser');
  assert.equal(end({ area: 'cookie', expires: NOW + 30 * DAY, until: NOW + 90 * DAY }), 'December 22, 2026');
  assert.equal(end({ area: 'sessionStorage', until: NOW + 90 * DAY }), 'when you close this tab');
  assert.equal(end({ area: 'cookie', hidden: true }), 'not known');
});

test('P10: ages and sizes in the units of people', () => {
  assert.deepEqual(
    [30, 3600, 12 * 3600, 30 * DAY, 400 * DAY].map((ago) => relative(words, NOW - ago, NOW)),
    ['this minute', '60 minutes ago', '12 hours ago', '30 days ago', '13 months ago'],
  );
  assert.deepEqual(
    [0, 1, 999, 1234, 4_000_000].map((bytes) => sizeOf(words, bytes)),
    ['0 bytes', '1 byte', '999 bytes', '1.2 kB', '4 MB'],
  );
});
