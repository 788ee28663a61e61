// assent state: what a visitor's stored decision means here and now, in words for the person who must answer for it.

import { inWords } from '../words/lookup.js';
import { load } from './config-file.js';
import { LINK, nameOf, provenance, rowOf, wordsOf } from './rule-sentences.js';
import { onlyOne, readOptions } from './trouble.js';
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

/** @param {Reading} reading @param {number} version @param {boolean} given  a decision was handed over */
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
      return `here the law asks before things run, and where the decision was made (${decided && rowOf(decided.regime).title}) it did not`;
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

/** Rules about what a banner or a page must say or look like; the others decide what runs, and when. */
const DUTIES = ['x', 'position', 'language', 'status', 'texas', 'florida'];

/** Which law, for whom, and what every page owes besides its banner. @param {Reading} reading */
function law(reading) {
  const { regime, place, audience, signal, link } = reading;
  const row = rowOf(regime);
  const rules = reading.law();
  return [
    `Law: ${row.title}${place ? ` for ${place}` : ', as the place is unknown'}${WHO[audience]} (${provenance(row)}).`,
    ...(signal ? ['The browser refuses sale, sharing and advertising.'] : []),
    `Opt-out link: ${link ? LINK[link] : rules.some(({ field }) => field === 'link') ? 'none is owed, for nothing is sold, shared or advertised' : 'none is owed'}.`,
    ...rules
      .filter(({ field }) => DUTIES.includes(field))
      .map((rule) => `Owed, too: ${nameOf(rule.field)} ${wordsOf(rule)} (${rowOf(rule.row).title}).`),
  ];
}

/** @param {Reading} reading @param {FullConfig} config @param {string} lang */
function holds(reading, { categories, services = [] }, lang) {
  /** @param {string} id @param {boolean} locked @param {{ category?: string, service?: string }} marks */
  const word = (id, locked, marks) =>
    (locked ? 'always on' : reading.allows(id) ? 'granted' : reading.element(marks).why).padEnd(11);
  return categories.flatMap(({ id: category, label, purpose }) => {
    const own = services.filter((service) => service.category === category);
    const locked = (/** @type {string} */ id) => purpose === 'necessary' && reading.allows(id); // a pupil's records may wait even there
    return [
      `  ${word(category, locked(category), { category })}${inWords(label, [lang]) || category} (${category})`,
      ...own.map(({ id: service, name }) => `  ${word(service, locked(service), { service })}  ${name} (${service})`),
    ];
  });
}

/** @param {{ reading: Reading, config: FullConfig, lang: string, now: number, given: boolean }} told */
function tell({ reading, config, lang, now, given }) {
  const { decided, ask, erase } = reading;
  const { version, date: since } = config.policy;
  return [
    `${config.site.name}, policy version ${version} of ${since}, as of ${date(now)}`,
    '',
    ...law(reading),
    '',
    decided
      ? `Decided on ${date(decided.when)} ${HOW[decided.how]}; policy version ${decided.policy}, regime ${decided.regime}.`
      : 'No decision.',
    ask
      ? `The visitor is asked: ${why(reading, version, given)}.`
      : reading.explain('noted').holds
        ? 'The visitor is not asked, but a notice tells what runs until it is refused.'
        : 'The visitor is not asked.',
    '',
    ...holds(reading, config, lang),
    ...(erase.length
      ? ['', `Cookies of what was refused, to be erased: ${erase.map(({ name }) => name).join(', ')}`]
      : []),
    '',
  ].join('\n');
}

/** @param {string[]} args */
export function state(args) {
  const { values, files } = readOptions(args, { ...VISITOR, lang: { type: 'string' }, json: { type: 'boolean' } });
  const file = onlyOne(files);
  const loaded = load(file);
  if (!loaded) return 1;
  const { site, config } = loaded;
  const { reading, now, given } = visit(site, values);
  const { grants, ask, decided, erase, regime, place, audience, signal, link } = reading;
  const { title, source } = rowOf(regime);
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ grants, ask, decided, erase, law: { row: regime, title, source }, place, audience, signal, link }, null, 2)}\n`
      : tell({ reading, config, lang: values.lang ?? 'en', now, given }),
  );
  return 0;
}
