// The law of each place. The table is what the research says, row by row. Every row has its stories
// (tests/law-stories.mjs), played on all builds of the core.
//
//   UPDATE=1 node --test tests/law.test.mjs     writes their cards into tests/turns/law/; read the diff

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { RULES as RULE_ROWS } from '../wasm-build/out/contract.js';
import { ROWS } from '../wasm-build/out/law.js';
import { flavours as cores, talkTo } from './cores.mjs';
import { cardsOf, filesOf, KINDS, SITE, storiesOfAll } from './law-stories.mjs';
import { flavours, folder, lines, readable } from './turns.mjs';

/** The rules of law, by their number. */
const RULES = RULE_ROWS.map(({ name }) => name);

// ---- the table ----

/**
 * What each law says, once more and in fewer words, so that no row changes by mistake. The model is what the law lets
 * run: opt-in nothing unasked, mixed is softer but kept like that, exempt all but statistics and functions, opt-out
 * everything until somebody objects, notice everything once people are told, silent says nothing of it. Days and years
 * are numbers; H, M, L is how sure it is; a date is the first day.
 */
const TABLE = `
strict   | opt-in  | H |            | * | reject required, gpc must, wait 184, validity 181, tracer 365, child 18, adsBelow 18, profilingBelow 16, proof consents
house    | silent  | H |            | * | wait 184, validity 365
child    | opt-in  | H |            | children in * | child 13, adsBelow any age
school   | opt-in  | H |            | pupils in * | child 13, adsBelow any age
parts    | silent  | H |            | US-AK US-AZ US-AR US-DC US-GA US-HI US-ID US-IL US-KS US-ME US-MA US-MI US-MS US-MO US-NM US-NC US-ND US-OH US-PA US-SC US-SD US-WA US-WV US-WI US-WY CA-AB CA-BC CA-MB CA-NB CA-NL CA-NS CA-NT CA-NU CA-ON CA-PE CA-SK CA-YT |
eu_age13 | silent  | M |            | EE FI IS LV MT PT SE | child 13
eu_age14 | silent  | M |            | BG CY LT | child 14
eu_age15 | silent  | M |            | SI | child 15
eu_age16 | silent  | M |            | HR HU LI PL RO SK | child 16
eu_base  | opt-in  | H |            | AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO SJ AX GP GF MQ RE YT MF | reject required, gpc should, wait 184, validity 365, adsBelow 18, proof consents
eu_fr    | opt-in  | H |            | FR GP GF MQ RE YT MF BL PM | reject required, gpc should, wait 184, validity 181, tracer 394, data 760, child 15, proof consents
eu_de    | opt-in  | H |            | DE | reject required, gpc should, child 16, proof consents
eu_it    | opt-in  | H |            | IT | reject required, gpc should, wait 184, child 14, proof consents, x
eu_es    | opt-in  | H |            | ES | reject required, gpc should, validity 730, child 14, proof consents
eu_ie    | opt-in  | H |            | IE | reject required, gpc should, validity 181, child 16, proof consents
eu_cz    | opt-in  | H |            | CZ | reject required, gpc should, wait 184, validity 365, child 15, proof consents, language cs
eu_be    | opt-in  | H |            | BE | reject required, gpc should, wait 184, child 13, proof consents
eu_dk    | opt-in  | M |            | DK | reject required, gpc should, validity 365, child 15, proof consents
eu_nl    | opt-in  | M |            | NL | reject required, gpc should, child 16, proof consents
eu_lu    | opt-in  | L |            | LU | reject equal, gpc should, validity 365, child 16, proof consents
eu_at    | opt-in  | M |            | AT | reject required, gpc should, child 14, proof consents
eu_gr    | opt-in  | M |            | GR | reject required, gpc should, child 15, proof consents
eu_no    | opt-in  | M |            | NO SJ | reject required, gpc should, child 13, proof consents
eu_terr  | opt-in  | M |            | AX | reject required, gpc should, child 13, proof consents
gb       | exempt  | H |            | GB GI GG JE IM | reject required, gpc should, child 13, proof consents
ch       | mixed   | H |            | CH | reject equal, gpc should, child 14, proof advised
tr       | opt-in  | H |            | TR | reject required, child 18, proof consents
eu_like  | opt-in  | L |            | RS UA MD ME MK AL BA GE AM XK AD MC SM VA FO GL | reject recommended, proof consents
ru       | opt-in  | L |            | RU BY | reject recommended, proof consents
us_other | notice  | M |            | US | gpc should
us_coppa | opt-in  | H |            | children in US | gpc must, child 13, adsBelow any age, profilingBelow any age, proof consents
us_k12   | opt-in  | H |            | pupils in US | gpc must, adsBelow any age, profilingBelow any age, proof consents
us_ca    | opt-out | H | 2020-01-01 | US-CA | gpc must, link choices, wait 366, child 13, optInBelow 16, waitUntil 16, proof opt-outs, status
us_va    | opt-out | H | 2023-01-01 | US-VA | gpc should, link opt-out, child 13, proof opt-outs
us_co    | opt-out | H | 2023-07-01 | US-CO | gpc must, link opt-out, child 13, optInBelow 18, optInProfilingBelow 18, proof opt-outs
us_ct    | opt-out | H | 2023-07-01 | US-CT | gpc must, link opt-out, child 13, adsBelow 18, proof opt-outs
us_ut    | opt-out | H | 2023-12-31 | US-UT | gpc should, link opt-out, child 13, proof opt-outs
us_tx    | opt-out | H | 2024-07-01 | US-TX | gpc must, link opt-out, child 13, proof opt-outs, texas
us_or    | opt-out | H | 2024-07-01 | US-OR | gpc must, link opt-out, child 13, adsBelow 16, profilingBelow 16, proof opt-outs
us_mt    | opt-out | H | 2024-10-01 | US-MT | gpc must, link rights, child 13, optInBelow 18, proof opt-outs
us_fl    | opt-out | M | 2024-07-01 | US-FL | gpc should, link opt-out, child 13, proof opt-outs, florida
us_de    | opt-out | H | 2025-01-01 | US-DE | gpc must, link opt-out, child 13, optInBelow 18, proof opt-outs
us_ia    | opt-out | H | 2025-01-01 | US-IA | gpc should, link opt-out, child 13, proof opt-outs
us_ne    | opt-out | H | 2025-01-01 | US-NE | gpc must, link opt-out, child 13, adsBelow 18, proof opt-outs
us_nh    | opt-out | H | 2025-01-01 | US-NH | gpc must, link opt-out, child 13, optInBelow 16, proof opt-outs
us_nj    | opt-out | H | 2025-01-15 | US-NJ | gpc must, link opt-out, child 13, optInBelow 17, optInProfilingBelow 17, proof opt-outs
us_tn    | opt-out | H | 2025-07-01 | US-TN | gpc should, link opt-out, child 13, proof opt-outs
us_mn    | opt-out | M | 2025-07-31 | US-MN | gpc must, link opt-out, child 13, optInBelow 17, proof opt-outs
us_md    | opt-out | H | 2025-10-01 | US-MD | gpc must, link opt-out, child 13, adsBelow 18, proof opt-outs
us_in    | opt-out | H | 2026-01-01 | US-IN | gpc should, link opt-out, child 13, proof opt-outs
us_ky    | opt-out | H | 2026-01-01 | US-KY | gpc should, link opt-out, child 13, proof opt-outs
us_ri    | opt-out | M | 2026-01-01 | US-RI | gpc should, link opt-out, child 13, proof opt-outs
us_nv    | opt-out | M | 2021-10-01 | US-NV | gpc should, link opt-out, proof opt-outs
us_ny    | opt-out | M | 2025-06-20 | US-NY | gpc should, child 13, optInAnyBelow 18, proof opt-outs
us_2027  | opt-out | M | 2027-01-01 | US-OK US-LA | gpc should
us_al    | opt-out | M | 2027-05-01 | US-AL | gpc should
us_vt    | opt-out | M | 2028-01-01 | US-VT | gpc should
br       | opt-in  | H |            | BR | reject equal, child 12, adsBelow 18, proof consents
ca       | mixed   | M |            | CA | reject recommended, child 13, proof advised
ca_qc    | opt-in  | H |            | CA-QC | reject recommended, child 14, proof consents, language fr
mx       | notice  | L |            | MX | proof advised
ar       | mixed   | L |            | AR | reject recommended, proof advised
cl       | opt-in  | H | 2026-12-01 | CL | reject recommended, child 14, proof consents
latam    | opt-in  | L |            | CO PE UY EC CR PA PY DO | reject recommended, proof consents
za       | mixed   | M |            | ZA | reject recommended, child 18, proof consents
ng       | opt-in  | M |            | NG | reject required, child 18, proof consents, position
africa   | opt-in  | L |            | KE GH EG MA TN RW UG TZ ZM SN CI | reject recommended, proof consents
sa       | opt-in  | M |            | SA | reject recommended, child 18, proof consents
ae       | opt-in  | L |            | AE | reject recommended, proof consents
me       | opt-in  | L |            | QA BH OM KW JO | reject recommended, proof consents
il       | mixed   | L |            | IL | reject recommended, proof consents
jp       | notice  | M |            | JP |
kr       | opt-out | M |            | KR | reject recommended, child 14, adsBelow 14, proof advised
cn       | opt-in  | M |            | CN | reject recommended, child 14, proof consents
hk_tw    | notice  | L |            | HK TW MO |
in       | opt-in  | H | 2027-05-14 | IN | reject recommended, child 18, adsBelow 18, proof consents
th       | opt-in  | M |            | TH | reject recommended, child 10, proof consents
vn       | opt-in  | M |            | VN | reject equal, child 7, proof consents
sea      | opt-in  | L |            | ID MY PH | reject recommended, proof consents
sg       | mixed   | M |            | SG | proof advised
au       | notice  | H |            | AU | child 15, proof advised
nz       | notice  | M |            | NZ |
`;

/** @type {Record<string, string>} */
const MODELS = {
  OPT_IN: 'opt-in',
  MIXED: 'mixed',
  OPT_IN_EXEMPT: 'exempt',
  OPT_OUT: 'opt-out',
  NOTICE: 'notice',
  SILENT: 'silent',
};
/** @type {Record<string, string>} */
const WORDS = {
  LINK_FREE: 'opt-out',
  LINK_RIGHTS: 'rights',
  LINK_CHOICES: 'choices',
  OPT_OUTS: 'opt-outs',
  ANY_AGE: 'any age',
};
const ORDER = [
  'reject',
  'gpc',
  'link',
  'wait',
  'validity',
  'tracer',
  'data',
  'child',
  'optInBelow',
  'optInProfilingBelow',
  'optInAnyBelow',
  'adsBelow',
  'profilingBelow',
  'waitUntil',
  'proof',
  'x',
  'position',
  'status',
  'texas',
  'florida',
  'language',
];

/** A rule of law.def in the words of the table. @param {string} name @param {string} value */
function inWords(name, value) {
  if (['x', 'position', 'status', 'texas', 'florida'].includes(name)) return value === '1' ? name : `${name} ${value}`;
  return `${name} ${WORDS[value] ?? value.replace(/^LANGUAGE\('(.)', '(.)'\)$/, '$1$2').toLowerCase()}`;
}

test('P15, A8: src/law.def says what the research says of each row: places, model, dates, days and ages', () => {
  const told = ROWS.map((row) =>
    [
      row.id.padEnd(8),
      MODELS[row.model].padEnd(7),
      row.confidence,
      (row.from ?? '').padEnd(10),
      `${{ EVERYBODY: '', CHILDREN: 'children in ', PUPILS: 'pupils in ' }[row.audience]}${row.places.join(' ')}`,
      ORDER.filter((name) => name in row.rules)
        .map((name) => inWords(name, row.rules[name]))
        .join(', '),
    ]
      .join(' | ')
      .trimEnd(),
  );
  assert.deepEqual(told, TABLE.trim().split('\n'));
});

test('P15: every rule that a row has is one that the core knows, and is told in the table above', () => {
  for (const { id, rules } of ROWS) {
    for (const name of Object.keys(rules)) assert.ok(RULES.includes(name) && ORDER.includes(name), `${id}: ${name}`);
  }
});

test('P15: twelve states make Global Privacy Control binding', () => {
  const binding = ROWS.filter(
    ({ places, audience, rules }) => audience === 'EVERYBODY' && places[0].startsWith('US-') && rules.gpc === 'MUST',
  );
  assert.deepEqual(
    binding.flatMap(({ places }) => places).sort(),
    ['CA', 'CO', 'CT', 'DE', 'MD', 'MN', 'MT', 'NE', 'NH', 'NJ', 'OR', 'TX'].map((state) => `US-${state}`),
  );
});

/** GDPR, article 8(1), and what the states made of it. @type {Record<string, string>} */
const AGES = {
  13: 'BE EE FI IS LV MT NO PT SE GB',
  14: 'AT BG CY ES IT LT',
  15: 'CZ DK FR GR SI',
  16: 'DE HR HU IE LI LU NL PL RO SK',
};

test('A8: the age of digital consent of each state of Europe: the rows that meet there say it once', () => {
  const ages = new Map(Object.entries(AGES).flatMap(([age, places]) => places.split(' ').map((place) => [place, age])));
  const everywhere = ROWS.find(({ id }) => id === 'eu_base')?.places ?? [];
  for (const place of new Set([...everywhere, ...ages.keys()])) {
    const said = ROWS.filter(({ places, rules }) => places.includes(place) && rules.child).map(
      ({ rules }) => rules.child,
    );
    assert.deepEqual(
      said,
      [ages.get(place) ?? { SJ: '13', AX: '13', GP: '15', GF: '15', MQ: '15', RE: '15', YT: '15', MF: '15' }[place]],
      place,
    );
  }
});

test('P15: each row has a title, a source, and a note or rules of its own', () => {
  for (const row of ROWS) assert.ok(row.title && row.source && (row.note || Object.keys(row.rules).length), row.id);
  assert.equal(new Set(ROWS.map(({ id }) => id)).size, ROWS.length);
  assert.equal(new Set(ROWS.map(({ title }) => title)).size, ROWS.length);
});

/** One core for all of them: a config begins anew, as a page does. */
const core = talkTo(cores.wasm());
const config = `config\n${readFileSync(join(folder, 'sites', SITE), 'utf8')}`;

/** @param {string} input */
function play(input) {
  const n = core.turn(input === 'config' ? config : input);
  assert.ok(n >= 0, `${n}: ${input}`);
  return core.text(n);
}

const STATES =
  'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY';
const PROVINCES = 'AB BC MB NB NL NS NT NU ON PE QC SK YT';

test("P15: every state and province is known: one without a law of its own has its country's, and not all of its neighbours'", () => {
  play('config');
  const lawOf = (/** @type {string} */ region) => {
    play(`start\tnow=1795305600\tregion=${region}`);
    return play('law');
  };
  for (const [country, parts, plain] of [
    ['US', STATES, 'us_other'],
    ['CA', PROVINCES, 'ca'],
  ]) {
    assert.equal(parts.split(' ').length, country === 'US' ? 51 : 13);
    for (const part of parts.split(' ')) {
      const rows = new Set(
        lawOf(`${country}-${part}`)
          .split('\n')
          .map((line) => line.split('\t')[3]),
      );
      const own = ROWS.filter(
        ({ places, from }) => places.includes(`${country}-${part}`) && (from ?? '') < '2026-11-22',
      ).map(({ id }) => id);
      for (const row of rows) assert.ok([plain, 'house', ...own].includes(row), `${country}-${part}: ${row}`);
    }
    assert.notEqual(
      lawOf(`${country}-ZZ`),
      lawOf(`${country}-${country === 'US' ? 'OH' : 'ON'}`),
      'one that does not exist could be any',
    );
  }
});

// ---- the stories ----

const stories = storiesOfAll(ROWS, play);
const cards = cardsOf(stories);
const files = filesOf(cards);
const here = join(folder, 'law');
if (process.env.UPDATE) {
  rmSync(here, { recursive: true, force: true });
  mkdirSync(here);
  for (const [name, text] of files) writeFileSync(join(here, name), text);
}

test('tests/turns/law/ holds the cards of every story, and no others', () => {
  assert.deepEqual(readdirSync(here).sort(), [...files.keys()].sort());
});

for (const [name, text] of files) {
  test(`law/${name}: what it tells is what its laws give now`, () =>
    assert.equal(readFileSync(join(here, name), 'utf8'), text));
}

/** @param {import('./law-stories.mjs').Story} story */
const turnsOf = (story) =>
  story.turns.map(({ input, answer }) => {
    const text = Buffer.from(answer).toString('latin1');
    return {
      story,
      input: Buffer.from(input === 'config' ? config : input),
      expected: { result: text.length, text },
      line: 0,
      lastLine: 0,
    };
  });

for (const [kind, title] of Object.entries(KINDS)) {
  const turns = stories.filter((story) => story.kind === kind).map(turnsOf);
  for (const [flavour, playAll] of Object.entries(flavours)) {
    test(`${title}: so it goes under each law, byte for byte (${flavour})`, async () => {
      const answers = (await playAll(turns)).flat();
      assert.equal(answers.length, turns.flat().length);
      turns.flat().forEach(({ story, input, expected }, i) => {
        const where = () => `${story.row.title}: ${String(input).split('\n')[0]}`;
        if (answers[i].text !== expected.text)
          assert.equal(readable(lines(answers[i])), readable(lines(expected)), where());
        assert.deepEqual(answers[i], expected, where());
      });
    });
  }
}
