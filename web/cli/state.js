// assent state: what a visitor's stored decision means here and now, in words for the person who must answer for it.

import { inWords } from '../words/lookup.js';
import { onlyOne, readOptions } from './command-line.js';
import { load } from './config-file.js';
import { LINK, nameOf, provenance, rowOf, wordsOf } from './rule-sentences.js';
import { date, VISITOR, visit } from './visitor-options.js';

/** @typedef {import('../server/node.js').Reading} Reading */
/** @typedef {import('../types/site.js').FullConfig} FullConfig */

/** @type {Record<import('../server/node.js').Decided['how'], string>} */
const HOW = {
  accept: 'by accepting everything',
  reject: 'by rejecting everything optional',
  save: 'by saving a choice in the preferences',
  withdraw: 'by withdrawing consent',
  gpc: 'by the Global Privacy Control signal of the browser',
  api: "through the page's own controls",
  parent: 'by a parent, whose permission the site has verified',
  notice: 'by closing the notice',
};

/** The law under which it was made. @param {Reading['decided']} decided */
const titleOf = (decided) => decided && rowOf(decided.regime).title;

/**
 * Why the visitor is asked.
 * @param {Reading} reading
 * @param {number} version  of the policy
 * @param {boolean} given   a decision was handed over
 */
function why({ ask, decided }, version, given) {
  switch (ask) {
    case 'first':
      return given
        ? "what is stored is no decision of this site: damaged, cut off, dated ahead, another site's or another tool's"
        : 'nothing was decided yet';
    case 'policy':
      return `the policy is now version ${version}, and version ${decided?.policy} was shown`;
    case 'category':
      return 'there is a category or service that the decision does not speak of, or that was asked about otherwise';
    case 'expired':
      return 'the decision is too old to carry any longer';
    case 'jurisdiction':
      return `here the law asks before things run, and where the decision was made (${titleOf(decided)}) it did not`;
    default:
      return '';
  }
}

/** @type {Record<Reading['audience'], string>} */
const WHO = {
  general: '',
  minor: ', for a visitor of 13 to 17',
  child: ', for a child under 13',
  k12: ', for a pupil',
};

/** Rules about what a banner or a page must say or look like. The other rules decide what runs, and when. */
const DUTIES = ['x', 'position', 'language', 'status', 'texas', 'florida'];

/**
 * The opt-out link that every page owes, in words.
 * @param {string} link
 * @param {import('../types/site.js').Rule[]} rules
 */
function linkText(link, rules) {
  if (link) return LINK[link];
  const isInLaw = rules.some(({ field }) => field === 'link');
  return isInLaw ? 'none is owed, for nothing is sold, shared or advertised' : 'none is owed';
}

/** Which law, for whom, and what every page owes besides its banner. @param {Reading} reading */
function law(reading) {
  const { regime, place, audience, signal, link } = reading;
  const row = rowOf(regime);
  const rules = reading.law();
  const where = place ? ` for ${place}` : ', as the place is unknown';
  return [
    `Law: ${row.title}${where}${WHO[audience]} (${provenance(row)}).`,
    ...(signal ? ['The browser refuses sale, sharing and advertising.'] : []),
    `Opt-out link: ${linkText(link, rules)}.`,
    ...rules
      .filter(({ field }) => DUTIES.includes(field))
      .map((rule) => `Owed, too: ${nameOf(rule.field)} ${wordsOf(rule)} (${rowOf(rule.row).title}).`),
  ];
}

/** How each category and service stands. @param {Reading} reading @param {FullConfig} config @param {string} lang */
function holds(reading, { categories, services = [] }, lang) {
  /** @param {string} id @param {boolean} isLocked @param {{ category?: string, service?: string }} marks */
  function word(id, isLocked, marks) {
    if (isLocked) return 'always on';
    return reading.allows(id) ? 'granted' : reading.element(marks).why;
  }
  return categories.flatMap(({ id: category, label, purpose }) => {
    const own = services.filter((service) => service.category === category);
    // Even where it is necessary, a pupil's records may wait for an agreement.
    const isLocked = (/** @type {string} */ id) => purpose === 'necessary' && reading.allows(id);
    const name = inWords(label, [lang]) || category;
    return [
      `  ${word(category, isLocked(category), { category }).padEnd(11)}${name} (${category})`,
      ...own.map(
        ({ id: service, name: called }) =>
          `  ${word(service, isLocked(service), { service }).padEnd(11)}  ${called} (${service})`,
      ),
    ];
  });
}

/** @param {Reading['decided']} decided */
function decision(decided) {
  if (!decided) return 'No decision.';
  const { when, how, policy, regime } = decided;
  return `Decided on ${date(when)} ${HOW[how]}; policy version ${policy}, regime ${regime}.`;
}

/** @param {Reading} reading @param {number} version @param {boolean} given */
function question(reading, version, given) {
  if (reading.ask) return `The visitor is asked: ${why(reading, version, given)}.`;
  return reading.explain('noted').holds
    ? 'The visitor is not asked, but a notice tells what runs until it is refused.'
    : 'The visitor is not asked.';
}

/**
 * @param {object} told
 * @param {Reading} told.reading
 * @param {FullConfig} told.config
 * @param {string} told.lang
 * @param {number} told.now
 * @param {boolean} told.given  a decision was handed over
 */
function tell({ reading, config, lang, now, given }) {
  const { decided, erase } = reading;
  const { version, date: since } = config.policy;
  const erased = erase.map(({ name }) => name).join(', ');
  return [
    `${config.site.name}, policy version ${version} of ${since}, as of ${date(now)}`,
    '',
    ...law(reading),
    '',
    decision(decided),
    question(reading, version, given),
    '',
    ...holds(reading, config, lang),
    ...(erased ? ['', `Cookies of what was refused, to be erased: ${erased}`] : []),
    '',
  ].join('\n');
}

/** The same for programs. @param {Reading} reading */
function listed({ grants, ask, decided, erase, regime, place, audience, signal, link }) {
  const { title, source } = rowOf(regime);
  return { grants, ask, decided, erase, law: { row: regime, title, source }, place, audience, signal, link };
}

/** @param {string[]} args */
export function state(args) {
  const { values, files } = readOptions(args, { ...VISITOR, lang: { type: 'string' }, json: { type: 'boolean' } });
  const file = onlyOne(files);
  const loaded = load(file);
  if (!loaded) return 1;
  const { site, config } = loaded;
  const { reading, now, given } = visit(site, values);
  process.stdout.write(
    values.json
      ? `${JSON.stringify(listed(reading), null, 2)}\n`
      : tell({ reading, config, lang: values.lang ?? 'en', now, given }),
  );
  return 0;
}
