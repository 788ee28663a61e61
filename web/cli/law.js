// assent law: the jurisdiction table for people who must judge it. Nothing of what holds is read from the table: for
// each of its rows, and for places where several meet, the core is asked, in visits, what it does there.
import { ROWS } from '#law';
import { htmlOf } from '../ui/html-page.js';
import link from '../words/en/opt-out-link.js';
import { markdownOf } from './markdown.js';
import { CONFIDENCE, LINK, nameOf, provenance, rowOf, STANDING, wordsOf } from './rule-sentences.js';
import { readOptions, trouble } from './trouble.js';
import { date, timeOf } from './visitor-options.js';
import { visits } from './visits.js';

/** @typedef {import('./visits.js').Sight} Sight */
/** @typedef {import('#law').Row} Row */
/** @typedef {import('../types/document.js').Inline} Inline */

const PURPOSES = /** @type {const} */ (['functional', 'statistics', 'personalisation', 'advertising', 'security']);

/**
 * A site that has everything a law may speak of: a category for each purpose, and somebody who sells sensitive data.
 */
const MODEL = /** @type {import('../types/site.js').SiteConfig} */ ({
  schema: 1,
  site: { name: 'Model', controller: 'Model', policyUrl: '/' },
  policy: { version: 1, date: '2026-11-22' },
  categories: ['necessary', ...PURPOSES].map((purpose) => ({ id: purpose, purpose })),
  services: [{ id: 'broker', category: 'advertising', name: 'Broker', sale: 'sensitive' }],
});

/**
 * Part of a country without a row of its own: there the country's own row is to be seen, and no other's.
 * @type {Record<string, string>}
 */
const PLAIN_PART = { US: 'US-WA', CA: 'CA-ON' };

/** Where several rows meet, or none is. @type {[place: string, what: string][]} */
const PLACES = [
  ['', 'Place unknown'],
  ['AQ', 'A place that no row knows'],
  ['HU', 'A country of the Union without a row of its own'],
  ['US', "United States, state unknown: every state's rules join"],
  ['US-WA', 'A state without a law of its own'],
  ['CA', "Canada, province unknown: Quebec's rules join"],
  ['CA-ON', 'A province without a row of its own'],
];

/** @type {Record<Row['audience'], string>} */
const AUDIENCE = { EVERYBODY: 'general', CHILDREN: 'child', PUPILS: 'k12' };

/**
 * What the core answers in one place.
 * @typedef {object} Answers
 * @property {string} row       of the table, that this is asked for; empty: for the place
 * @property {string} title
 * @property {string} place     where it was asked; empty: unknown
 * @property {string} audience
 * @property {number} asOf      unix seconds
 * @property {string} regime    the row that gives the regime its name
 * @property {Record<string, { value: string | number | boolean, row: string }>} rules  by field
 * @property {Sight} first      on the first visit
 * @property {Sight} accepted
 * @property {Sight} rejected
 * @property {Sight} signalled  on the first visit of a browser with Global Privacy Control
 * @property {Record<'minor' | 'child' | 'k12', Record<string, string>>} young  how each purpose stands, and what is
 *   shown (`layer`)
 */

/** @typedef {ReturnType<typeof visits>} Core */

/** @param {Core} core */
const rulesOf = (core) => Object.fromEntries(core.law().map(({ field, value, row }) => [field, { value, row }]));

/**
 * @param {Core} core
 * @param {number} asOf
 * @param {string} region
 * @param {string} audience
 * @returns {Omit<Answers, 'row' | 'title'>}
 */
function ask(core, asOf, region, audience) {
  const first = core.start(asOf, { region, audience });
  const rules = rulesOf(core);
  const accepted = core.choose('accept', asOf);
  core.start(asOf, { region, audience });
  const rejected = core.choose('reject', asOf);
  const signalled = core.start(asOf, { region, audience, gpc: true });
  const young = (/** @type {string} */ who) => {
    const { layer } = core.start(asOf, { region, audience: who });
    const stands = rulesOf(core);
    return {
      layer,
      ...Object.fromEntries(PURPOSES.map((purpose) => [purpose, String(stands[purpose]?.value ?? 'free')])),
    };
  };
  return {
    place: region,
    audience,
    asOf,
    regime: first.regime,
    rules,
    first,
    accepted,
    rejected,
    signalled,
    young: { minor: young('minor'), child: young('child'), k12: young('k12') },
  };
}

/**
 * Where this row is to be seen best: it gives the regime its name there, or at least a rule.
 * @param {Core} core
 * @param {Row} row
 * @param {number} asOf
 * @param {string[]} everywhere
 */
function placeOf(core, { id, places, audience }, asOf, everywhere) {
  const there = places.includes('*')
    ? ['', ...everywhere]
    : places.flatMap((place) => (place in PLAIN_PART ? [PLAIN_PART[place], place] : [place]));
  const named = (/** @type {string} */ region) =>
    core.start(asOf, { region, audience: AUDIENCE[audience] }).regime === id;
  const gives = (/** @type {string} */ region) => {
    core.start(asOf, { region, audience: AUDIENCE[audience] });
    return core.law().some(({ row }) => row === id);
  };
  return there.find(named) ?? there.find(gives) ?? there[0];
}

/** Everything that the page shows. @param {number} now @returns {{ rows: Answers[], places: Answers[] }} */
export function table(now) {
  const core = visits(MODEL);
  const everywhere = [...new Set(ROWS.flatMap(({ places }) => places))].filter((place) => place !== '*').sort();
  return {
    rows: ROWS.map((row) => {
      const asOf = Math.max(now, row.from ? Date.parse(row.from) / 1000 : 0);
      return {
        row: row.id,
        title: row.title,
        ...ask(core, asOf, placeOf(core, row, asOf, everywhere), AUDIENCE[row.audience]),
      };
    }),
    places: PLACES.map(([place, title]) => ({ row: '', title, ...ask(core, now, place, 'general') })),
  };
}

// ---- in words ----

/** @type {Record<string, string>} */
const LAYER = { banner: 'the banner', notice: 'the notice', none: 'nothing' };

/** VIEW_SAYS in src/view.h, and what stands beside the link. @type {Record<string, string>} */
const SAYS = {
  centre: 'not only as a strip at the bottom',
  objects: 'that something runs until refused',
  honored: `“${link.honored}”`,
  gpc: "that the browser's signal is obeyed",
  texas: `“${link.texas}”`,
  florida: `“${link.florida}”`,
  parent: "that something is a parent's to allow",
  school: "that the school's agreements hold",
};

/** VIEW_CONTROLS in src/view.h. @type {Record<string, string>} */
const BUTTON = {
  accept: 'accept',
  reject: 'reject',
  settings: 'settings',
  save: 'save',
  noted: 'OK',
  x: 'X, which refuses',
};

const NONE = '–';

/** @param {Sight} sight */
function runs({ grants }) {
  const on = PURPOSES.filter((purpose) => grants[purpose]);
  return on.length === PURPOSES.length ? 'everything' : on.map(nameOf).join(', ') || 'nothing optional';
}

/** @param {Answers} answers @param {string} field */
const say = ({ rules }, field) => (rules[field] ? wordsOf({ field, value: rules[field].value }) : NONE);

/** Equal answers stand together. @param {Record<string, string>} stands */
function young({ layer, ...stands }) {
  const said = PURPOSES.map((purpose) => stands[purpose]);
  const words = [...new Set(said)].map(
    (standing) =>
      `${PURPOSES.filter((_, i) => said[i] === standing)
        .map(nameOf)
        .join(', ')}: ${STANDING[standing]}`,
  );
  return `${said.every((one) => one === said[0]) ? `everything optional: ${STANDING[said[0]]}` : words.join('; ')}. First visit: ${LAYER[layer]}`;
}

/** @param {Answers} answers @returns {Inline} */
const named = ({ row, title, place }) =>
  row ? [{ to: row, text: title }, ` (${place || 'place unknown'})`] : place ? `${title} (${place})` : title;

/**
 * The questions, table by table: heading, what it tells, columns.
 * @type {[string, string, [string, (answers: Answers) => Inline][]][]}
 */
const QUESTIONS = [
  [
    'What may run, and when',
    'How each purpose stands for the audience that the row is for.',
    [
      .../** @type {string[]} */ ([...PURPOSES, 'sale']).map(
        (field) =>
          /** @type {[string, (answers: Answers) => Inline]} */ ([nameOf(field), (answers) => say(answers, field)]),
      ),
      ['named by', ({ regime }) => ({ to: regime, text: regime })],
    ],
  ],
  [
    'The first visit',
    'What a visitor sees who has not chosen, on a site that advertises and sells sensitive data.',
    [
      ['shown', ({ first }) => LAYER[first.layer]],
      ['buttons', ({ first }) => first.buttons.map((id) => BUTTON[id]).join(', ') || NONE],
      ['refusing on the first layer', (answers) => say(answers, 'reject')],
      ['must also say', ({ first }) => first.says.map((what) => SAYS[what]).join('; ') || NONE],
      ['language', (answers) => say(answers, 'language')],
      ['link on every page', ({ first }) => (first.link ? LINK[first.link] : NONE)],
    ],
  ],
  [
    'Choices and signals',
    'What runs besides what is necessary.',
    [
      ['before a choice', ({ first }) => runs(first)],
      ['after “Accept all”', ({ accepted }) => runs(accepted)],
      ['after “Reject all”', ({ rejected }) => runs(rejected)],
      ['Global Privacy Control', (answers) => say(answers, 'gpc')],
      ['with it, before a choice', ({ signalled }) => runs(signalled)],
      [
        'with it, must say',
        ({ signalled }) =>
          [
            ...signalled.says.map((what) => SAYS[what]),
            ...signalled.beside.map((what) => `beside the link: ${SAYS[what]}`),
          ].join('; ') || NONE,
      ],
    ],
  ],
  [
    'Times',
    'Waits are rounded up, validities down.',
    [
      ['not asked again after a refusal', (answers) => say(answers, 'wait')],
      ['a consent holds', (answers) => say(answers, 'validity')],
      ['a tracer lives', (answers) => say(answers, 'tracer')],
      ['what it collected is kept', (answers) => say(answers, 'data')],
      ['to be kept', (answers) => say(answers, 'proof')],
      ['withdrawing', (answers) => say(answers, 'erases')],
      ['in force from', ({ row }) => (row && rowOf(row).from) || NONE],
      ['asked as of', ({ asOf }) => date(asOf).slice(0, 10)],
    ],
  ],
  [
    'Ages',
    'What the law says of ages.',
    ['child', 'optInBelow', 'optInProfilingBelow', 'optInAnyBelow', 'adsBelow', 'profilingBelow', 'waitUntil'].map(
      (field) => [nameOf(field), (answers) => say(answers, field)],
    ),
  ],
  [
    'Minors, children and pupils',
    'Asked without an age: then the youngest of the group counts.',
    [
      ['13 to 17', (answers) => young(answers.young.minor)],
      ['under 13', (answers) => young(answers.young.child)],
      ['pupils', (answers) => young(answers.young.k12)],
    ],
  ],
];

/**
 * @param {{ rows: Answers[], places: Answers[] }} table
 * @param {number} now
 * @returns {import('../types/document.js').Page}
 */
function pageOf({ rows, places }, now) {
  const all = [...places, ...rows];
  return {
    title: 'The law, as Assent holds it',
    lang: 'en',
    blocks: [
      { paragraph: `As of ${date(now).slice(0, 10)}. Engineering research, not legal advice.` },
      {
        paragraph:
          "Every answer below was given by Assent's core, which was asked as a visitor in that place would ask it. Where several rows meet in a place, of each question the most protective answer holds. A row that is not in force yet was asked as of its first day. The rows themselves, with their sources, are at the end.",
      },
      { list: Object.entries(CONFIDENCE).map(([letter, words]) => `Confidence ${letter}: ${words}.`) },
      ...QUESTIONS.flatMap(
        ([heading, told, columns]) =>
          /** @type {import('../types/document.js').Block[]} */ ([
            { heading: 2, text: heading },
            { paragraph: told },
            {
              head: ['Place or row', ...columns.map(([name]) => name)],
              rows: all.map((answers) => [named(answers), ...columns.map(([, tell]) => tell(answers))]),
            },
          ]),
      ),
      { heading: 2, text: 'The rows' },
      ...ROWS.flatMap(
        (row) =>
          /** @type {import('../types/document.js').Block[]} */ ([
            { heading: 3, text: `${row.title} (${row.id})`, id: row.id },
            {
              list: [
                `Places: ${row.places.includes('*') ? 'everywhere' : row.places.join(', ')}${row.audience === 'EVERYBODY' ? '' : `, for ${row.audience === 'PUPILS' ? 'pupils' : 'children'}`}`,
                `Source: ${provenance(row)}${row.from ? `; in force from ${row.from}` : ''}`,
                row.note,
              ],
            },
          ]),
      ),
    ],
  };
}

/** @param {string[]} args */
export function law(args) {
  const { values, files } = readOptions(args, {
    html: { type: 'boolean' },
    json: { type: 'boolean' },
    now: { type: 'string' },
  });
  if (files.length) throw trouble('law takes no config: it tells what holds for every site', true);
  const now = timeOf(values.now);
  const told = table(now);
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ format: 1, asOf: new Date(now * 1000).toISOString(), ...told }, null, 2)}\n`
      : (values.html ? htmlOf : markdownOf)(pageOf(told, now)),
  );
  return 0;
}
