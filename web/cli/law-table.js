// Asks the core what it does in each place that the law knows: for each row of the jurisdiction table, and for places
// where several rows meet. Nothing of what it does is read from the table itself.
import { ROWS } from '#law';
import { visits } from './visits.js';

/** @typedef {import('./visits.js').Sight} Sight */
/** @typedef {import('#law').Row} Row */
export const PURPOSES = /** @type {const} */ ([
  'functional',
  'statistics',
  'personalisation',
  'advertising',
  'security',
]);

/**
 * A site with everything that a law may speak of: a category for each purpose, and a service that sells sensitive data.
 */
const MODEL = /** @type {import('../types/site.js').SiteConfig} */ ({
  schema: 1,
  site: { name: 'Model', controller: 'Model', policyUrl: '/' },
  policy: { version: 1, date: '2026-11-22' },
  categories: ['necessary', ...PURPOSES].map((purpose) => ({ id: purpose, purpose })),
  services: [{ id: 'broker', category: 'advertising', name: 'Broker', sale: 'sensitive' }],
});

/**
 * A part of each country that has no row of its own: there only the country's own row counts.
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
 * The place in which a row is seen best: one in which it gives the regime its name, else one in which it gives a rule.
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
