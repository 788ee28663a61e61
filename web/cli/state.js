// assent state: what a visitor's stored decision means here and now, in words for the person who must answer for it.
import { load, tellFaults } from './site.js';
import { onlyOne, readOptions, trouble } from './trouble.js';

/** @typedef {import('../node.js').Reading} Reading */
/** @typedef {import('../node.js').SiteConfig} SiteConfig */

/** @type {Record<import('../node.js').Decided['how'], string>} */
const HOW = {
  accept: 'by accepting everything',
  reject: 'by rejecting everything optional',
  save: 'by saving a choice in the preferences',
  withdraw: 'by withdrawing consent',
  gpc: 'by the Global Privacy Control signal of the browser',
  api: 'through the page\'s own controls',
};

/** @param {number} seconds */
const date = seconds => new Date(seconds * 1000).toISOString().replace('T', ' ').replace(/:\d\d\.\d+Z$/, ' UTC');

/** @param {string} text @returns {number} unix seconds */
function time(text) {
  const seconds = /^\d{1,10}$/.test(text) ? Number(text)
    : /^\d{4}-\d\d-\d\d([T ]|$)/.test(text) ? Math.floor(Date.parse(text) / 1000) : NaN;
  if (!(seconds >= 0 && seconds < 4.2e9)) throw trouble(`--now ${text}: expected a time such as 2026-11-22, 2026-11-22T06:00:00Z or 1795305600`, true);
  return seconds;
}

/** The text in this language, else its first part, else English, else the first one there is. @param {Record<string, string>} texts @param {string} lang */
const inLanguage = (texts, lang) => texts[lang] ?? texts[lang.split('-')[0]] ?? texts.en ?? Object.values(texts)[0];

/** @param {Reading} reading @param {number} version @param {boolean} given  a decision was handed over */
function why({ ask, decided }, version, given) {
  switch (ask) {
    case 'first': return given ? 'what is stored is no decision of this format: damaged, cut off, or another tool\'s' : 'nothing was decided yet';
    case 'policy': return `the policy is now version ${version}, and version ${decided?.policy} was shown`;
    case 'category': return 'there is a category that the decision does not speak of';
    case 'expired': return 'the decision is too old to carry any longer';
    default: return '';
  }
}

/** @param {Reading} reading @param {SiteConfig} config @param {string} lang */
function holds(reading, { categories, services = [] }, lang) {
  /** @param {string} id @param {boolean} locked @param {{ category?: string, service?: string }} marks */
  const word = (id, locked, marks) => (locked ? 'always on' : reading.allows(id) ? 'granted' : reading.element(marks).why).padEnd(11);
  return categories.flatMap(({ id: category, label, purpose }) => {
    const locked = purpose === 'necessary';
    const own = services.filter(service => service.category === category);
    return [
      `  ${word(category, locked, { category })}${label ? inLanguage(label, lang) : category} (${category})`,
      ...own.map(({ id: service, name }) => `  ${word(service, locked, { service })}  ${name} (${service})`),
    ];
  });
}

/** @param {{ reading: Reading, config: SiteConfig, lang: string, now: number, given: boolean }} told */
function tell({ reading, config, lang, now, given }) {
  const { decided, ask, erase } = reading;
  const { version, date: since } = config.policy;
  return [
    `${config.site.name}, policy version ${version} of ${since}, as of ${date(now)}`,
    '',
    decided ? `Decided on ${date(decided.when)} ${HOW[decided.how]}; policy version ${decided.policy}, regime ${decided.regime}.` : 'No decision.',
    ask ? `The visitor is asked: ${why(reading, version, given)}.` : 'The visitor is not asked.',
    '',
    ...holds(reading, config, lang),
    ...(erase.length ? ['', `Cookies of what was refused, to be erased: ${erase.map(({ name }) => name).join(', ')}`] : []),
    '',
  ].join('\n');
}

/** @param {string[]} args */
export function state(args) {
  const { values, files } = readOptions(args, {
    cookie: { type: 'string' }, now: { type: 'string' }, lang: { type: 'string' }, json: { type: 'boolean' },
  });
  const file = onlyOne(files);
  const now = values.now === undefined ? Math.floor(Date.now() / 1000) : time(values.now);
  const loaded = load(file);
  if ('faults' in loaded) {
    tellFaults(file, loaded.faults);
    return 1;
  }
  const { site, config } = loaded;
  const cookie = (values.cookie ?? '').replace(/^\s*cookie:/i, '').trim(); // as it is copied from a log
  const reading = site.read(cookie, { now });
  const { grants, ask, decided, erase } = reading;
  const given = cookie.includes('=') ? cookie.split(';').some(one => one.trim().startsWith(`${site.cookieName}=`)) : cookie !== '';
  process.stdout.write(values.json ? `${JSON.stringify({ grants, ask, decided, erase }, null, 2)}\n`
    : tell({ reading, config, lang: values.lang ?? 'en', now, given }));
  return 0;
}
