// The jurisdiction table as a page for people who must judge it.
import { ROWS } from '#law';
import link from '../words/en/opt-out-link.js';
import { PURPOSES } from './law-table.js';
import { CONFIDENCE, LINK, nameOf, provenance, rowOf, STANDING, wordsOf } from './rule-sentences.js';
import { date } from './visitor-options.js';

/** @typedef {import('./visits.js').Sight} Sight */
/** @typedef {import('./law-table.js').Answers} Answers */
/** @typedef {import('../types/document.js').Inline} Inline */
/** @typedef {import('../types/document.js').Block} Block */

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

/** Purposes that stand alike stand together. @param {Record<string, string>} stands  by purpose; and the layer */
function young({ layer, ...stands }) {
  const shown = `First visit: ${LAYER[layer]}`;
  const standings = [...new Set(PURPOSES.map((purpose) => stands[purpose]))];
  if (standings.length === 1) return `everything optional: ${STANDING[standings[0]]}. ${shown}`;
  const groups = standings.map((standing) => {
    const alike = PURPOSES.filter((purpose) => stands[purpose] === standing);
    return `${alike.map(nameOf).join(', ')}: ${STANDING[standing]}`;
  });
  return `${groups.join('; ')}. ${shown}`;
}

/** @param {Answers} answers @returns {Inline} */
function named({ row, title, place }) {
  if (row) return [{ to: row, text: title }, ` (${place || 'place unknown'})`];
  return place ? `${title} (${place})` : title;
}

/** What must be said under the signal, in the layer and beside the link. @param {Answers} answers */
function signalSays({ signalled: { says, beside } }) {
  const all = [...says.map((what) => SAYS[what]), ...beside.map((what) => `beside the link: ${SAYS[what]}`)];
  return all.join('; ') || NONE;
}

/** @typedef {[name: string, tell: (answers: Answers) => Inline]} Column */

/** A column for each of these rules. @param {string[]} fields @returns {Column[]} */
const rules = (...fields) => fields.map((field) => [nameOf(field), (answers) => say(answers, field)]);

/** @param {string} name @param {string} field @returns {Column} */
const rule = (name, field) => [name, (answers) => say(answers, field)];

/** The tables of questions, one by one. @type {{ heading: string, tells: string, columns: Column[] }[]} */
const QUESTIONS = [
  {
    heading: 'What may run, and when',
    tells: 'How each purpose stands for the audience that the row is for.',
    columns: [...rules(...PURPOSES, 'sale'), ['named by', ({ regime }) => ({ to: regime, text: regime })]],
  },
  {
    heading: 'The first visit',
    tells: 'What a visitor sees who has not chosen, on a site that advertises and sells sensitive data.',
    columns: [
      ['shown', ({ first }) => LAYER[first.layer]],
      ['buttons', ({ first }) => first.buttons.map((id) => BUTTON[id]).join(', ') || NONE],
      rule('refusing on the first layer', 'reject'),
      ['must also say', ({ first }) => first.says.map((what) => SAYS[what]).join('; ') || NONE],
      rule('language', 'language'),
      ['link on every page', ({ first }) => (first.link ? LINK[first.link] : NONE)],
    ],
  },
  {
    heading: 'Choices and signals',
    tells: 'What runs besides what is necessary.',
    columns: [
      ['before a choice', ({ first }) => runs(first)],
      ['after “Accept all”', ({ accepted }) => runs(accepted)],
      ['after “Reject all”', ({ rejected }) => runs(rejected)],
      rule('Global Privacy Control', 'gpc'),
      ['with it, before a choice', ({ signalled }) => runs(signalled)],
      ['with it, must say', signalSays],
    ],
  },
  {
    heading: 'Times',
    tells: 'Waits are rounded up, validities down.',
    columns: [
      rule('not asked again after a refusal', 'wait'),
      rule('a consent holds', 'validity'),
      rule('a tracer lives', 'tracer'),
      rule('what it collected is kept', 'data'),
      rule('to be kept', 'proof'),
      rule('withdrawing', 'erases'),
      ['in force from', ({ row }) => (row && rowOf(row).from) || NONE],
      ['asked as of', ({ asOf }) => date(asOf).slice(0, 10)],
    ],
  },
  {
    heading: 'Ages',
    tells: 'What the law says of ages.',
    columns: rules(
      'child',
      'optInBelow',
      'optInProfilingBelow',
      'optInAnyBelow',
      'adsBelow',
      'profilingBelow',
      'waitUntil',
    ),
  },
  {
    heading: 'Minors, children and pupils',
    tells: 'Asked without an age: then the youngest of the group counts.',
    columns: [
      ['13 to 17', (answers) => young(answers.young.minor)],
      ['under 13', (answers) => young(answers.young.child)],
      ['pupils', (answers) => young(answers.young.k12)],
    ],
  },
];

const HOW_IT_WAS_MADE =
  "Every answer below was given by Assent's core, which was asked as a visitor in that place would ask it. Where " +
  'several rows meet in a place, of each question the most protective answer holds. A row that is not in force yet ' +
  'was asked as of its first day. The rows themselves, with their sources, are at the end.';

/** For whom a row of the table is. @type {Record<import('#law').Row['audience'], string>} */
const FOR = { EVERYBODY: '', CHILDREN: ', for children', PUPILS: ', for pupils' };

/** A row, as it is written in the table. @param {import('#law').Row} row @returns {Block[]} */
function rowBlocks(row) {
  const places = row.places.includes('*') ? 'everywhere' : row.places.join(', ');
  return [
    { heading: 3, text: `${row.title} (${row.id})`, id: row.id },
    {
      list: [
        `Places: ${places}${FOR[row.audience]}`,
        `Source: ${provenance(row)}${row.from ? `; in force from ${row.from}` : ''}`,
        row.note,
      ],
    },
  ];
}

/**
 * @param {{ rows: Answers[], places: Answers[] }} table
 * @param {number} now
 * @returns {import('../types/document.js').Page}
 */
export function pageOf({ rows, places }, now) {
  const all = [...places, ...rows];
  return {
    title: 'The law, as Assent holds it',
    lang: 'en',
    blocks: [
      { paragraph: `As of ${date(now).slice(0, 10)}. Engineering research, not legal advice.` },
      { paragraph: HOW_IT_WAS_MADE },
      { list: Object.entries(CONFIDENCE).map(([letter, words]) => `Confidence ${letter}: ${words}.`) },
      ...QUESTIONS.flatMap(({ heading, tells, columns }) => [
        { heading: /** @type {const} */ (2), text: heading },
        { paragraph: tells },
        {
          head: ['Place or row', ...columns.map(([name]) => name)],
          rows: all.map((answers) => [named(answers), ...columns.map(([, tell]) => tell(answers))]),
        },
      ]),
      { heading: 2, text: 'The rows' },
      ...ROWS.flatMap(rowBlocks),
    ],
  };
}
