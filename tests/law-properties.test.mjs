// What no law and no mixture of laws may ever do, tried out: every place, every date on which a law begins, every age,
// every signal, every choice. Nothing is sampled. Visitors to whom the core tells the same law, row by row, count as
// one; everything else is played.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RULES as RULE_ROWS } from '../wasm-build/out/contract.js';
import { ROWS } from '../wasm-build/out/law.js';
import { CLOCK_END, flavours, talkTo } from './cores.mjs';

/** The rules of law, by their number. */
const RULES = RULE_ROWS.map(({ name }) => name);

const DAY = 24 * 60 * 60;
const NOW = Date.UTC(2026, 10, 22) / 1000; // the table is as of this day

const site = (/** @type {object} */ more) =>
  JSON.stringify({
    schema: 1,
    site: { name: 'N', controller: 'N', policyUrl: '/p' },
    policy: { version: 4, date: '2026-11-01' },
    categories: Object.entries({
      e: 'necessary',
      f: 'functional',
      s: 'statistics',
      p: 'personalisation',
      a: 'advertising',
      g: 'security',
    }).map(([id, purpose]) => ({ id, purpose })),
    services: [
      { id: 'k', category: 's', name: 'sells what it counts', sale: 'personal' },
      { id: 'l', category: 's', name: 'receives records', records: true },
      { id: 'm', category: 's', name: 'receives records under an agreement', records: true, agreement: '17' },
    ],
    ...more,
  });

const IDS = ['e', 'f', 's', 'p', 'a', 'g', 'k', 'l', 'm'];
const OPTIONAL = IDS.slice(1);
const bit = (/** @type {string} */ id) => 1 << IDS.indexOf(id);
const NECESSARY = bit('e');
const named = (/** @type {number} */ mask) => IDS.filter((id) => mask & bit(id)).join('');

// ---- the core ----

const core = talkTo(flavours.wasm());

/** The answer, or an empty one: `failed` tells why. @param {string} input */
function play(input) {
  failed = core.turn(input);
  return core.latin1(failed);
}
let failed = 0;

/** @param {string} input */
function ask(input) {
  const answer = play(input);
  if (failed < 0) throw new Error(`${failed}: ${input}`);
  return answer;
}

/** The grants after these effects. @param {string} effects @param {number} [before] */
function follow(effects, before = 0) {
  let mask = before;
  for (
    let at = effects.startsWith('grant\t') ? 0 : effects.indexOf('\ngrant\t') + 1;
    effects.startsWith('grant\t', at);
    at += 10
  ) {
    const one = 1 << IDS.indexOf(effects[at + 6]);
    mask = effects[at + 8] === '1' ? mask | one : mask & ~one;
  }
  return mask;
}

const savedIn = (/** @type {string} */ effects) => {
  const at = effects.startsWith('save\t') ? 5 : effects.indexOf('\nsave\t') + 6;
  return at > 5 || effects.startsWith('save\t') ? effects.slice(at, effects.indexOf('\t', at)) : '';
};

// ---- visitors ----

/** Every place of the table, and places that it does not know, or not so exactly. */
const PLACES = [
  ...new Set([
    ...ROWS.flatMap(({ places }) => places).filter((one) => one !== '*'),
    '',
    'AQ',
    'US',
    'US-ZZ',
    'US-OH',
    'CA',
    'CA-ZZ',
    'CA-ON',
    'DE-BY',
    'XX',
    'T1',
    '?',
  ]),
];

/** The table's day, and of each date on which a row begins the day itself and the one before. */
const DATES = [
  NOW,
  ...new Set(
    ROWS.flatMap(({ from }) =>
      from && Date.parse(from) / 1000 > NOW ? [Date.parse(from) / 1000 - 1, Date.parse(from) / 1000] : [],
    ),
  ),
];

const AGES = ['', ...Array.from({ length: 21 }, (_, age) => `\tage=${age}`)];
const VISITORS = ['general', 'minor', 'child', 'k12'].flatMap((audience) =>
  AGES.map((age) => `\taudience=${audience}${age}`),
);

/**
 * @typedef {object} Kind  visitors to whom the core tells the same law
 * @property {string} facts    one of them
 * @property {number} now
 * @property {string} regime   the row that gives the law its name
 * @property {boolean} school
 * @property {string[][]} told  the `law` answer
 * @property {number[]} rules   by their numbers; of a purpose, how it stands
 * @property {number[]} stands  of each of IDS
 * @property {string} law      what grants may depend on
 * @property {Map<string, Played[]>} played  by signal, for each of CHOICES
 * @property {Set<Kind>} within  those that it was compared with
 */
/**
 * @typedef {{ grants: number, next: number, record: string, done: boolean }} Played  at once, on the next page, what
 *   was stored; done: it was not refused
 */

const FREE = 0,
  ASK = 3,
  BARRED = 4,
  ABSENT = 5;
const PURPOSES = ['e', 'f', 's', 'p', 'a', 'g'];

/** @type {Map<string, Kind>} */
const kinds = new Map();

/** @param {string} config @param {string} facts @param {number} now */
function kindOf(config, facts, now) {
  const effects = ask(`start\tnow=${now}${facts}`);
  const law = ask('law');
  const at = effects.indexOf('regime\t');
  const [, regime, , audience] = effects.slice(at, effects.indexOf('\n', at)).split('\t');
  const key = `${config}\n${regime} ${audience}\n${law}`;
  let kind = kinds.get(key);
  if (!kind) {
    const told = law.split('\n').map((line) => line.split('\t').slice(1));
    const rules = RULES.map(() => 0);
    for (const [rule, value] of told) rules[Number(rule)] = Number(value);
    const school = audience === 'k12';
    const own = PURPOSES.map((_, purpose) => (purpose ? rules[purpose] : FREE));
    const stands = [...own, Math.max(own[2], rules[0]), school ? ABSENT : own[2], own[2]];
    kind = { facts, now, regime, school, told, rules, stands, law: `${stands}`, played: new Map(), within: new Set() };
    kinds.set(key, kind);
  }
  return kind;
}

// ---- choices ----

const SIGNALS = ['', '\tgpc=1'];
const CHOICES = [
  '',
  'accept',
  'reject',
  ...OPTIONAL.flatMap((id) => ['+', '-'].flatMap((sign) => [`choose\thow=save\t${sign}${id}`, `choose\t${sign}${id}`])),
  ...OPTIONAL.flatMap((id) => [`permit\t+${id}`, `withdraw\t-${id}`]),
  'withdraw',
  'noted',
];
const PERMITS = CHOICES.map((choice) => choice.startsWith('permit'));

/** @param {Kind} kind @param {string} signal */
function playAll(kind, signal) {
  let played = kind.played.get(signal);
  if (!played) {
    const start = `start\tnow=${kind.now}${kind.facts}${signal}`;
    played = CHOICES.map((choice) => {
      const first = ask(start);
      const before = follow(first);
      const [verb, ...rest] = choice.split('\t');
      const effects = choice ? play([verb, `now=${kind.now + 60}`, ...rest].join('\t')) : '';
      const done = !choice || failed >= 0;
      const record = (done && choice ? savedIn(effects) : '') || savedIn(first);
      const grants = follow(effects, before);
      return { grants, next: record ? follow(ask(`${start}\trecord=${record}`)) : grants, record, done };
    });
    kind.played.set(signal, played);
  }
  return played;
}

/** What its choices stored. @param {Kind} kind @param {string} signal */
const recordsOf = (kind, signal) => new Set((kind.played.get(signal) ?? []).map(({ record }) => record));

/** More than what? @param {number} one @param {number} other @param {() => string} what */
function within(one, other, what) {
  if (one & ~other) assert.fail(`${what()}: ${named(one & ~other)}`);
}

const CONFIGS = { law: site({}), wording: site({ place: 'wording' }), dnt: site({ doNotTrack: true }) };

/** Which kind every visitor is, at every place and date. @type {Record<'law' | 'wording', Kind[][][]>} */
const met = { law: [], wording: [] };
for (const config of /** @type {('law' | 'wording')[]} */ (['law', 'wording'])) {
  ask(`config\n${CONFIGS[config]}`);
  met[config] = DATES.map((now) =>
    PLACES.map((region) => VISITORS.map((visitor) => kindOf(config, `\tregion=${region}${visitor}`, now))),
  );
  for (const kind of kinds.values()) {
    if (kind.played.size === 0) for (const signal of SIGNALS) playAll(kind, signal);
  }
}
const OF_LAW = new Set(met.law.flat(2));
const ALL = [...kinds.values()];

/** @param {Kind} kind @param {number} i @param {string} [signal] */
const tale = (kind, i, signal = '') =>
  `${new Date(kind.now * 1000).toISOString().slice(0, 10)}${kind.facts}${signal} ${CHOICES[i] || 'no choice'}`.replaceAll(
    '\t',
    ' ',
  );

// ---- the joined law, reckoned once more from the words of the table ----

/** @type {Record<string, number>} */
const WORDS = {
  RECOMMENDED: 1,
  EQUAL: 2,
  REQUIRED: 3,
  SHOULD: 1,
  MUST: 2,
  LINK_FREE: 1,
  LINK_RIGHTS: 2,
  LINK_CHOICES: 3,
  ADVISED: 1,
  OPT_OUTS: 2,
  CONSENTS: 3,
  ANY_AGE: 200,
};

/** What a row says of a rule itself. @param {import('../web/types/law.js').Row} row @param {string} rule */
function ownValue({ model, rules }, rule) {
  const said = rules[rule];
  if (said)
    return (
      WORDS[said] ??
      (/^LANGUAGE/.test(said)
        ? [...said.matchAll(/'(.)'/g)].reduce((sum, [, c]) => sum * 26 + c.charCodeAt(0) - 97, 0)
        : Number(said))
    );
  if (rule === 'erases') return Number(/OPT_IN|MIXED/.test(model));
  if (RULES.indexOf(rule) > 5) return 0;
  return /** @type {Record<string, number>} */ ({
    SILENT: 0,
    NOTICE: 1,
    OPT_OUT: 2,
    OPT_IN: ASK,
    MIXED: ASK,
    OPT_IN_EXEMPT: /functional|statistics/.test(rule) ? 2 : ASK,
  })[model];
}

/** What raises a purpose for people below an age, and to what. @type {[string, number, RegExp][]} */
const RAISES = [
  ['optInAnyBelow', ASK, /./],
  ['optInBelow', ASK, /sale|advertising/],
  ['optInProfilingBelow', ASK, /personalisation/],
  ['child', BARRED, /./],
  ['adsBelow', ABSENT, /sale|advertising/],
  ['profilingBelow', ABSENT, /personalisation/],
];

const OWN = ROWS.map((row) => RULES.map((rule) => ownValue(row, rule)));

/** Whose parts are known: those of the table, and those of the United States and Canada that have no row. */
const PARTS = new Set([...ROWS.flatMap(({ places }) => places).filter((one) => one.includes('-')), 'US-OH', 'CA-ON']);

/**
 * The rows that hold.
 * @param {number} now
 * @param {string} said  the region
 * @param {string} audience
 * @param {number} age
 */
function rowsFor(now, said, audience, age) {
  const region = /^[A-Z]{2}(-|$)/.test(said) && said !== 'XX' ? said : '';
  const [country] = region.split('-');
  const there = (/** @type {string} */ one) =>
    one === '*' ||
    one === region ||
    (country && one === country) ||
    (country && !PARTS.has(region) && one.startsWith(`${country}-`));
  const held = ROWS.filter(
    (row, i) =>
      i > 0 &&
      !(row.from && Date.parse(row.from) / 1000 > now) &&
      (row.audience === 'EVERYBODY'
        ? row.places.some(there)
        : (row.audience === 'PUPILS' ? audience === 'k12' : audience === 'child' || age < 13) &&
          (region === '' || row.places.some(there))),
  );
  const own = held.filter((row) => row.audience === 'EVERYBODY' && row.places[0] !== '*');
  return own.length === 0 || held.some(({ confidence }) => confidence === 'L') ? [ROWS[0], ...held] : held;
}

/** The age to reckon with. @param {string} audience @param {string} said */
const ageOf = (audience, said) =>
  Math.min(
    said === '' ? ({ general: 99, minor: 13, child: 0, k12: 0 }[audience] ?? 0) : Number(said),
    { minor: 17, child: 12 }[audience] ?? 99,
  );

/** Of each rule the most protective. @param {import('../web/types/law.js').Row[]} rows @param {number} age */
function join(rows, age) {
  const joined = RULES.map((rule, i) => {
    const values = rows.map((row) => OWN[ROWS.indexOf(row)][i]).filter(Boolean);
    return values.length === 0 ? 0 : /^(validity|tracer|data)$/.test(rule) ? Math.min(...values) : Math.max(...values);
  });
  const told = joined.map((value, i) =>
    i > 5
      ? value
      : Math.max(
          value,
          ...RAISES.filter(([name, , of]) => of.test(RULES[i]) && age < joined[RULES.indexOf(name)]).map(
            ([, to]) => to,
          ),
        ),
  );
  const until = joined[RULES.indexOf('waitUntil')];
  if (age < until) told[RULES.indexOf('wait')] = until * 366;
  return told;
}

// ---- properties ----

test('the visitors are as different as they should be', (t) => {
  t.diagnostic(
    `${DATES.length} dates x ${PLACES.length} places x ${VISITORS.length} visitors are ${OF_LAW.size} kinds; ${new Set(ALL.map(({ law }) => law)).size} laws; ${CHOICES.length} choices`,
  );
  assert.ok(OF_LAW.size > 500);
});

test('P15, A8: the law that the core joins for a visitor is what the table says, for every place, date, audience and age', () => {
  /** @type {Map<string, number[]>} */
  const reckoned = new Map();
  /** By all that decides which rows hold. @type {Map<string, import('../web/types/law.js').Row[]>} */
  const holding = new Map();
  DATES.forEach((now, date) =>
    PLACES.forEach((region, i) =>
      VISITORS.forEach((visitor, j) => {
        const [, audience, said = ''] = /audience=(\w+)(?:\tage=(\d+))?/.exec(visitor) ?? [];
        const age = ageOf(audience, said);
        const who = `${now} ${region} ${audience} ${age < 13}`;
        const rows = holding.get(who) ?? rowsFor(now, region, audience, age);
        holding.set(who, rows);
        const key = `${age} ${rows.map(({ id }) => id)}`;
        const expected = reckoned.get(key) ?? join(rows, age);
        reckoned.set(key, expected);
        const kind = met.law[date][i][j];
        if (`${kind.rules}` !== `${expected}`)
          assert.deepEqual(withNames(kind.rules), withNames(expected), `${date} ${region} ${visitor}`);
      }),
    ),
  );
});

const withNames = (/** @type {number[]} */ values) => Object.fromEntries(values.map((value, i) => [RULES[i], value]));

test('P3: what is necessary runs, for everybody and after every choice', () => {
  for (const kind of ALL) {
    for (const signal of SIGNALS) {
      kind.played
        .get(signal)
        ?.forEach(({ grants, next }, i) => within(NECESSARY, grants & next, () => tale(kind, i, signal)));
    }
  }
});

test('A7: a choice holds on the next page, wherever it was made and whatever made the law ask', () => {
  for (const kind of ALL) {
    for (const signal of SIGNALS) {
      kind.played.get(signal)?.forEach(({ grants, next }, i) => {
        if (grants !== next) assert.equal(named(next), named(grants), tale(kind, i, signal));
      });
    }
  }
});

test("B20: the browser's signal never grants more, neither with the choice nor before it nor after it", () => {
  for (const config of /** @type {('law' | 'wording')[]} */ (['law', 'wording'])) {
    ask(`config\n${CONFIGS[config]}`);
    for (const kind of new Set(met[config].flat(2))) {
      const [without, signalled] = SIGNALS.map((signal) => kind.played.get(signal) ?? []);
      const start = `start\tnow=${kind.now + 120}${kind.facts}`;
      CHOICES.forEach((_, i) => {
        const what = () => tale(kind, i, ' gpc');
        within(signalled[i].grants, without[i].grants, what);
        if (without[i].record)
          within(follow(ask(`${start}\tgpc=1\trecord=${without[i].record}`)), without[i].next, what);
        if (signalled[i].record) within(follow(ask(`${start}\trecord=${signalled[i].record}`)), without[i].next, what);
      });
    }
  }
});

test('B20: Do Not Track is the same signal where the site says so, and none where it does not', () => {
  for (const config of /** @type {('law' | 'dnt')[]} */ (['law', 'dnt'])) {
    ask(`config\n${CONFIGS[config]}`);
    for (const kind of OF_LAW) {
      const expected = kind.played.get(config === 'dnt' ? '\tgpc=1' : '') ?? [];
      const start = `start\tnow=${kind.now}${kind.facts}\tdnt=1`;
      CHOICES.forEach((choice, i) => {
        const before = follow(ask(start));
        const [verb, ...rest] = choice.split('\t');
        const grants = choice ? follow(play([verb, `now=${kind.now + 60}`, ...rest].join('\t')), before) : before;
        if (grants !== expected[i].grants)
          assert.equal(named(grants), named(expected[i].grants), tale(kind, i, ` dnt, ${config}`));
      });
    }
  }
});

test('P15: grants follow from how each purpose stands, and from nothing else of a place', () => {
  const first = new Map();
  for (const kind of ALL) {
    const grants = JSON.stringify(
      SIGNALS.map((signal) => kind.played.get(signal)?.map((one) => [one.grants, one.done])),
    );
    const other = first.get(kind.law);
    if (!other) first.set(kind.law, { kind, grants });
    else if (other.grants !== grants) assert.equal(grants, other.grants, `${kind.facts} and ${other.kind.facts}`);
  }
});

test('P15: a stricter law never grants more: where every purpose stands at least as strictly, no choice grants what it does not grant elsewhere', (t) => {
  const laws = [...new Map(ALL.map((kind) => [kind.law, kind])).values()];
  let pairs = 0;
  for (const strict of laws) {
    for (const soft of laws) {
      if (strict === soft || strict.stands.some((standing, i) => standing < soft.stands[i])) continue;
      pairs++;
      for (const signal of SIGNALS) {
        const [one, other] = [strict, soft].map((kind) => kind.played.get(signal) ?? []);
        CHOICES.forEach((_, i) =>
          within(one[i].grants, other[i].grants, () => `${tale(strict, i, signal)}, more than ${soft.facts}`),
        );
      }
    }
  }
  t.diagnostic(`${pairs} pairs`);
  assert.ok(pairs > 100);
});

/** @param {Kind} one @param {Kind} other */
function grantsNoMore(one, other) {
  if (one === other || one.within.has(other)) return;
  one.within.add(other);
  for (const signal of SIGNALS) {
    const [these, those] = [one, other].map((kind) => kind.played.get(signal) ?? []);
    for (let i = 0; i < CHOICES.length; i++)
      within(
        these[i].grants & these[i].next,
        those[i].grants,
        () => `${tale(one, i, signal)}, more than ${other.facts}`,
      );
  }
  const validity = RULES.indexOf('validity');
  assert.ok(one.rules[validity] <= other.rules[validity], `${one.facts} holds longer than ${other.facts}`);
}

test('P15: an unknown place never grants more than any place, and a part of a country that is unknown not more than any of its parts', () => {
  /** @type {Set<string>} */
  const seen = new Set();
  for (const [unknown, known] of [
    ['', ''],
    ['XX', ''],
    ['T1', ''],
    ['?', ''],
    ['US', 'US-'],
    ['US-ZZ', 'US-'],
    ['CA', 'CA-'],
    ['CA-ZZ', 'CA-'],
  ]) {
    for (const places of met.law) {
      places[PLACES.indexOf(unknown)].forEach((kind, visitor) => {
        PLACES.forEach((other, i) => {
          if (other.startsWith(known)) grantsNoMore(kind, places[i][visitor]);
        });
      });
    }
    seen.add(unknown);
  }
  assert.equal(seen.size, 8);
});

test('P1, P15: without a choice nothing runs that the law asks about first, and nothing that nobody may allow', () => {
  for (const kind of ALL) {
    for (const signal of SIGNALS) {
      const grants = kind.played.get(signal)?.[0].grants ?? 0;
      IDS.forEach((id, i) => {
        const may = kind.stands[i] < ASK && !(signal && (id === 'a' || id === 'k'));
        if (Boolean(grants & bit(id)) !== may)
          assert.fail(`${tale(kind, 0, signal)}: ${id} ${may ? 'is held' : 'runs'}`);
      });
    }
  }
});

test("B23: what is barred runs by nobody's choice but a parent's, and what is absent by nobody's at all", () => {
  for (const kind of ALL) {
    const mask = (/** @type {number} */ least) =>
      IDS.reduce((sum, id, i) => (kind.stands[i] >= least ? sum | bit(id) : sum), 0);
    const [barred, absent] = [mask(BARRED), mask(ABSENT)];
    for (const signal of SIGNALS) {
      kind.played.get(signal)?.forEach(({ grants, next }, i) => {
        within((grants | next) & (PERMITS[i] ? absent : barred), 0, () => tale(kind, i, signal));
      });
    }
    OPTIONAL.forEach((id) => {
      const permitted = kind.played.get('')?.[CHOICES.indexOf(`permit\t+${id}`)];
      const may = kind.stands[IDS.indexOf(id)] < ABSENT;
      assert.equal(permitted?.done, may, `${tale(kind, 0)}: permit ${id}`);
      assert.equal(Boolean((permitted?.grants ?? 0) & bit(id)), may, `${tale(kind, 0)}: permit ${id}`);
    });
  }
});

test('P15: "place": "wording" never grants more than "law"', () => {
  DATES.forEach((_, date) =>
    PLACES.forEach((__, region) =>
      VISITORS.forEach((___, visitor) => {
        grantsNoMore(met.wording[date][region][visitor], met.law[date][region][visitor]);
      }),
    ),
  );
});

test('B01, B06: refusing never takes more than accepting: every layer that has the one button has the other', () => {
  for (const config of /** @type {('law' | 'wording')[]} */ (['law', 'wording'])) {
    ask(`config\n${CONFIGS[config]}`);
    for (const kind of new Set(met[config].flat(2))) {
      for (const signal of SIGNALS) {
        const start = `start\tnow=${kind.now + 120}${kind.facts}${signal}`;
        for (const record of new Set(['', ...recordsOf(kind, signal)])) {
          const layers = [
            ask(`${start}${record && `\trecord=${record}`}`),
            ask('show\tpreferences'),
            ask('show\tinline'),
            ask('show\tbanner'),
          ];
          for (const layer of layers) {
            if (layer.includes('\ncontrol\taccept'))
              assert.match(layer, /\ncontrol\treject/, `${start} ${record}\n${layer}`);
          }
          // And what is asked about or runs until it is refused can be refused where it is first told of.
          if (/\nlayer\t(banner|notice)/.test(layers[0]))
            assert.match(layers[0], /\ncontrol\treject/, `${start} ${record}`);
        }
      }
    }
  }
});

test('A7: whatever was granted, one turn refuses all of it, with the signal and without', () => {
  ask(`config\n${CONFIGS.law}`);
  for (const kind of OF_LAW) {
    for (const record of recordsOf(kind, '')) {
      for (const verb of ['reject', 'withdraw']) {
        const before = follow(ask(`start\tnow=${kind.now + 120}${kind.facts}${record && `\trecord=${record}`}`));
        const effects = ask(`${verb}\tnow=${kind.now + 180}`);
        const grants = follow(effects, before);
        if (grants !== NECESSARY) assert.equal(named(grants), 'e', `${kind.facts} ${record} ${verb}`);
        assert.match(effects, /(^|\n)ask\t(\n|$)/, `${kind.facts} ${record} ${verb}: nothing is left to ask`);
      }
    }
  }
});

test("P15: a record that came from another place grants nothing that this place bars, nor, but for a parent's, what it asks about and that one did not", (t) => {
  ask(`config\n${CONFIGS.law}`);
  /** Of each law and its name one. @type {Kind[]} */
  const some = [...new Map([...OF_LAW].map((kind) => [`${kind.regime} ${kind.law}`, kind])).values()];
  /**
   * By whom and with which choice each record was made; of those in whom all that counts below is the same, one.
   * @type {Map<string, Map<string, [Kind, number]>>}
   */
  const records = new Map();
  for (const kind of some) {
    kind.played.get('')?.forEach(({ record }, i) => {
      if (!record) return;
      const made = records.get(record) ?? new Map();
      made.set(`${kind.regime} ${kind.law} ${PERMITS[i]}`, [kind, i]);
      records.set(record, made);
    });
  }
  t.diagnostic(`${records.size} records x ${some.length} kinds`);
  // The name of the record's row is compared with that of the visitor's, and otherwise only what each asks counts: so
  // of visitors under another name one of each law.
  /** @type {Map<string, Kind[]>} */
  const visitorsFor = new Map();
  for (const [record, made] of records) {
    const name = record.split('.')[6];
    const others = new Map(some.filter(({ regime }) => regime !== name).map((kind) => [kind.law, kind]));
    const visitors = visitorsFor.get(name) ?? [...others.values(), ...some.filter(({ regime }) => regime === name)];
    visitorsFor.set(name, visitors);
    for (const to of visitors) {
      const grants = follow(ask(`start\tnow=${to.now + 120}${to.facts}\trecord=${record}`));
      for (const [from, i] of made.values()) {
        OPTIONAL.forEach((id) => {
          const [here, there] = [to, from].map(({ stands }) => stands[IDS.indexOf(id)]);
          const may =
            here < ASK ||
            (here === ASK && (PERMITS[i] || there >= ASK || to.regime === from.regime)) ||
            (here === BARRED && PERMITS[i]);
          if (!may && grants & bit(id)) assert.fail(`${tale(from, i)}, now ${to.facts}: ${id} runs`);
        });
      }
    }
  }
});

test('P15: a time zone never grants more than none', (t) => {
  const zones = [
    ...Intl.supportedValuesOf('timeZone'),
    'UTC',
    'Etc/UTC',
    'Etc/GMT+5',
    '',
    'nowhere',
    'America/',
    'GB',
    'NZ',
    'ROK',
    'Japan',
    'US/Eastern',
  ];
  ask(`config\n${CONFIGS.law}`);
  let tighter = 0;
  // Zones in which the law of an adult is the same at every place count as one.
  const lawAt = (/** @type {string} */ region, /** @type {string} */ zone) => {
    ask(`start\tnow=${NOW}\tregion=${region}\taudience=general\tzone=${zone}`);
    return ask('law');
  };
  const some = [...new Map(zones.map((zone) => [PLACES.map((region) => lawAt(region, zone)).join(), zone])).values()];
  PLACES.forEach((region, i) => {
    VISITORS.forEach((visitor, j) => {
      if (visitor.includes('age=')) return; // an age and a zone do not meet
      const without = met.law[0][i][j];
      for (const zone of some) {
        const kind = kindOf('law', `\tregion=${region}${visitor}\tzone=${zone}`, NOW);
        if (kind === without) continue;
        tighter++;
        for (const signal of SIGNALS) playAll(kind, signal);
        grantsNoMore(kind, without);
      }
    });
  });
  t.diagnostic(`${zones.length} zones of ${some.length} kinds; ${tighter} times one tightened`);
  assert.ok(tighter > 100);
});

test('clocks in 1970, 2038, 2099 and set back grant nothing and lose no refusal; a clock that runs behind by a day at most loses nothing at all; a record dated further ahead is none', () => {
  ask(`config\n${CONFIGS.law}`);
  const clocks = [
    0,
    1,
    DAY,
    NOW - 1000 * DAY,
    NOW - DAY,
    NOW,
    2 ** 31 - 1,
    2 ** 31,
    Date.UTC(2099, 0, 1) / 1000,
    CLOCK_END - 1,
  ];
  // Whose law says the same now and on every date to come, whichever rows say it, count as one.
  const some = new Map(
    PLACES.flatMap((_, i) =>
      VISITORS.map((__, j) => [
        DATES.map((___, date) => `${met.law[date][i][j].rules} ${met.law[date][i][j].school}`).join(),
        met.law[0][i][j],
      ]),
    ),
  );
  for (const kind of some.values()) {
    for (const signal of SIGNALS) {
      const start = (/** @type {number} */ now, /** @type {string} */ record) =>
        `start\tnow=${now}${kind.facts}${signal}\trecord=${record}`;
      const withoutRecord = new Map(clocks.map((now) => [now, follow(ask(start(now, '')))]));
      for (const [record, next] of new Map((kind.played.get(signal) ?? []).map((one) => [one.record, one.next]))) {
        if (!record) continue;
        for (const now of clocks) {
          const effects = ask(start(now, record));
          const what = () => `${start(now, record)}`.replaceAll('\t', ' ');
          if (Number(record.split('.')[3]) > now + DAY) {
            if (follow(effects) !== withoutRecord.get(now))
              assert.equal(follow(effects), withoutRecord.get(now), what());
            continue;
          }
          within(follow(effects), next, what);
          if (now <= NOW && follow(effects) !== next) assert.equal(named(follow(effects)), named(next), what());
          const kept = savedIn(effects) || record;
          if (kept === record) continue;
          const entries = record.split('.')[9].match(/.{6}/g) ?? [];
          for (const refused of entries.filter((entry) => entry.endsWith('n')))
            assert.ok(kept.includes(refused), `${what()}: ${kept}`);
          if (now <= NOW) assert.equal(kept, record, what());
          within(follow(ask(start(kind.now + 120, kept))), next, what);
        }
      }
    }
  }
});

// ---- where it is said ----

test('P15: every rule that `law` tells names a row that says so itself, and no row that holds says anything stricter', () => {
  const byId = new Map(ROWS.map((row) => [row.id, row]));
  for (const kind of ALL) {
    const holding = new Set(kind.told.map(([, , row]) => row));
    for (const [number, value, id] of kind.told) {
      const rule = RULES[Number(number)];
      const row = byId.get(id);
      assert.ok(row, `${kind.facts}: ${id}`);
      const what = `${kind.facts}: ${rule} ${value} by ${id}`;
      const raised = RAISES.find(([name, to, of]) => to === Number(value) && of.test(rule) && ownValue(row, name) > 0);
      const until = rule === 'wait' && Number(value) === ownValue(row, 'waitUntil') * 366;
      assert.ok(ownValue(row, rule) === Number(value) || raised || until, what);
      for (const other of holding) {
        const theirs = ownValue(/** @type {any} */ (byId.get(other)), rule);
        const least = /^(validity|tracer|data)$/.test(rule);
        assert.ok(
          !theirs || (least ? theirs >= Number(value) : theirs <= Number(value)),
          `${what}, but ${other} says ${theirs}`,
        );
      }
    }
  }
});

test('P15: `explain` and `law` agree about how everything stands, and why', () => {
  for (const config of /** @type {('law' | 'wording')[]} */ (['law', 'wording'])) {
    ask(`config\n${CONFIGS[config]}`);
    for (const kind of new Set(met[config].flat(2))) {
      const grants = follow(ask(`start\tnow=${kind.now}${kind.facts}`));
      IDS.forEach((id, i) => {
        const [, of, is, holds, standing, word, signal, rule, , row] = ask(`explain\t${id}`).split('\t');
        assert.deepEqual([of, is, holds, word, signal], [id, 'subject', grants & bit(id) ? '1' : '0', 'nothing', '0']);
        assert.equal(
          ['free', 'notice', 'object', 'ask', 'barred', 'absent'].indexOf(standing),
          kind.stands[i],
          `${kind.facts} ${id}`,
        );
        if (id === 'l' && kind.school && kind.rules[2] < ABSENT) {
          assert.deepEqual([rule, row], ['', ''], `${kind.facts}: no law, but the missing agreement`);
          return;
        }
        const purpose = id === 'k' && kind.rules[0] > kind.rules[2] ? 0 : 'klm'.includes(id) ? 2 : i;
        if (i)
          assert.equal(
            row,
            kind.told.find(([number]) => Number(number) === purpose)?.[2],
            `${kind.facts} ${id} ${RULES[Number(rule)]}`,
          );
      });
    }
  }
});
