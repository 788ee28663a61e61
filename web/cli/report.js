// assent report: who receives what of a learner's data, on which ground and under which law, and what the config leaves
// open (P15). The core says on which ground. FERPA asks for the school's agreement (34 CFR 99.31(a)(1)(i)(B)) and for a
// record of disclosures (34 CFR 99.32).

import { inWords } from '../words/lookup.js';
import { onlyOne, readOptions } from './command-line.js';
import { load } from './config-file.js';
import { markdownOf } from './markdown.js';
import { provenance, rowOf } from './rule-sentences.js';
import { date, VISITOR, visit } from './visitor-options.js';

/** @typedef {import('./report.js').Report} Report */
/** @typedef {import('./report.js').Recipient} Recipient */
/** @typedef {import('./report.js').StoredKey} StoredKey */
/** @typedef {import('./report.js').Finding} Finding */
/** @typedef {import('../types/site.js').FullConfig} FullConfig */

/** The ground, by how the core has the service stand. @type {Record<string, Recipient['basis']>} */
const BASIS = {
  free: 'necessary',
  ask: 'consent',
  notice: 'until-refused',
  object: 'until-refused',
  barred: 'parent',
  absent: 'forbidden',
};

/** @type {Record<Recipient['basis'], string>} */
const GROUND = {
  necessary: 'necessary for the site',
  consent: "the learner's consent, given first",
  'until-refused': 'may run until refused',
  parent: "a parent's permission, verified by the site",
  'no-agreement': "none: the school's agreement is missing",
  forbidden: 'none: forbidden',
};

/** The site's text in English, or what it has. @param {Record<string, string> | undefined} texts */
const english = (texts) => inWords(texts, ['en']) || null;

/** @param {string} row */
function cited(row) {
  const { title, source, confidence } = rowOf(row);
  return { row, title, source, confidence };
}

/**
 * @param {import('../types/site.js').SiteKey & { category?: string }} key
 * @param {string} at
 * @param {string} category
 * @param {string | null} service
 * @returns {StoredKey}
 */
const stored = ({ in: area, name, retention = null, record = false }, at, category, service) => ({
  at,
  service,
  category,
  in: area,
  name,
  retention,
  record,
});

/**
 * @param {import('../server/node.js').Reading} reading
 * @param {import('../types/site.js').SiteService} service
 * @param {number} i
 * @returns {Recipient}
 */
function recipientOf(reading, service, i) {
  const {
    id,
    name,
    vendor = null,
    group = 'technology',
    category,
    receives = [],
    records = false,
    sale = 'no',
    agreement = null,
    optOutUrl = null,
    policyUrl = null,
  } = service;
  const { holds, standing, text, law } = reading.explain(id);
  return {
    service: id,
    name,
    vendor,
    group,
    category,
    does: english(service.does),
    receives,
    records,
    sale,
    // A service that is absent by no rule of law lacks the school's agreement.
    basis: standing === 'absent' && !law ? 'no-agreement' : BASIS[standing],
    agreement,
    law: law && { rule: law.rule, ...cited(law.row) },
    runs: holds,
    why: text,
    keys: (service.keys ?? []).map((key, j) => stored(key, `services[${i}].keys[${j}]`, category, id)),
    safeguards: english(service.safeguards),
    optOutUrl,
    policyUrl,
  };
}

/** @param {Recipient} recipient */
function forbiddenText({ name, sale, law }) {
  const sells =
    sale === 'no' ? `${name} is forbidden here` : `${name} sells or shares what it receives, which is forbidden here`;
  const source = law ? ` (${law.title}: ${law.source})` : '';
  return `${sells}${source}. It never runs; take it off the pages of these learners.`;
}

/** @param {Recipient} recipient @param {string} at @returns {Finding[]} */
function findingsOf(recipient, at) {
  const { name, basis, receives, vendor, does, safeguards, policyUrl, optOutUrl, sale } = recipient;
  /** @type {[found: boolean, code: string, text: string][]} */
  const looked = [
    [
      basis === 'no-agreement',
      'agreement',
      `${name} receives educational records, and no agreement of the school with it is named. ` +
        'It is held until there is one.',
    ],
    [basis === 'forbidden', sale === 'no' ? 'forbidden' : 'sale', forbiddenText(recipient)],
    [!receives.length, 'receives', `What ${name} receives is not said.`],
    [!vendor, 'vendor', `The company behind ${name} is not named.`],
    [!does, 'does', `What ${name} is for is not said.`],
    [!safeguards, 'safeguards', `What protects the data at ${name} is not said.`],
    [!policyUrl, 'policyUrl', `The vendor's privacy policy for ${name} is missing.`],
    [!optOutUrl && basis !== 'necessary', 'optOutUrl', `The vendor's own opt-out page for ${name} is missing.`],
  ];
  return looked.filter(([found]) => found).map(([, code, text]) => ({ code, at, text }));
}

/** @param {StoredKey[]} keys @returns {Finding[]} */
const unlimited = (keys) =>
  keys
    .filter(({ retention }) => !retention)
    .map(({ at, in: area, name }) => ({
      code: 'retention',
      at,
      text: `How long ${name} (${area}) is kept is not said.`,
    }));

/** @type {typeof import('./report.js').reportOf} */
export function reportOf(reading, config, now) {
  const recipients = (config.services ?? []).map((service, i) => recipientOf(reading, service, i));
  const own = (config.keys ?? []).map((key, i) => stored(key, `keys[${i}]`, key.category, null));
  const { place, audience, signal, regime } = reading;
  return {
    format: 1,
    asOf: new Date(now * 1000).toISOString(),
    site: config.site,
    policy: { version: config.policy.version, date: config.policy.date },
    visitor: { place, audience, signal },
    law: cited(regime),
    laws: [...new Set(reading.law().map(({ row }) => row))].map(cited),
    recipients,
    records: [...recipients.flatMap(({ keys }) => keys), ...own].filter(({ record }) => record),
    findings: [
      ...recipients.flatMap((recipient, i) => [
        ...findingsOf(recipient, `services[${i}]`),
        ...unlimited(recipient.keys),
      ]),
      ...unlimited(own),
    ],
  };
}

/** @type {Record<import('../types/site.js').Audience, string>} */
const WHO = {
  general: 'everybody',
  minor: 'learners of 13 to 17',
  child: 'children under 13',
  k12: 'pupils whose school manages the account',
};

const NOTHING = 'not said';

/**
 * @param {StoredKey[]} keys
 * @param {(key: StoredKey) => string} owner
 * @returns {import('../types/document.js').Inline[][]}
 */
const keyRows = (keys, owner) =>
  keys.map((key) => [owner(key), key.in, { code: key.name }, key.retention ?? NOTHING, key.record ? 'yes' : '']);

/** @typedef {import('../types/document.js').Block} Block */

/**
 * A table, or that there is nothing.
 * @param {string[]} head
 * @param {import('../types/document.js').Inline[][]} rows
 * @param {string} none
 * @returns {Block}
 */
const tableOr = (head, rows, none) => (rows.length ? { head, rows } : { paragraph: none });

/** @param {string} text @returns {Block} */
const heading = (text) => ({ heading: 2, text });

/** For whom, where and when. @param {Report} report @param {string} when */
function scope({ policy, visitor: { place, audience, signal } }, when) {
  const parts = [
    `For ${WHO[audience]}, in ${place || 'an unknown place'}`,
    `as of ${when}`,
    `tracking policy version ${policy.version} of ${policy.date}`,
    ...(signal ? ['the browser refuses sale, sharing and advertising'] : []),
  ];
  return `${parts.join('; ')}.`;
}

/** @param {Recipient} recipient */
function receivesText({ receives, records, sale }) {
  const kinds = receives.join(', ') || NOTHING;
  return `${kinds}${records ? '; educational records' : ''}${sale === 'no' ? '' : `; sold or shared (${sale})`}`;
}

/** @param {Recipient} one */
const recipientRow = (one) => [
  one.name,
  one.vendor ?? NOTHING,
  one.group,
  one.does ?? NOTHING,
  receivesText(one),
  `${GROUND[one.basis]}${one.agreement ? `; the school's agreement ${one.agreement}` : ''}`,
  one.law ? `${one.law.title} (${one.law.source})` : '',
];

/** @param {Recipient} one */
const safeguardRow = (one) => [one.name, one.safeguards ?? NOTHING, one.optOutUrl ?? NOTHING, one.policyUrl ?? NOTHING];

/** @param {Report} report @param {string} when @returns {import('../types/document.js').Page} */
function pageOf(report, when) {
  const { site, law, laws, recipients, records, findings } = report;
  const owner = (/** @type {StoredKey} */ { service }) =>
    recipients.find((one) => one.service === service)?.name ?? 'this site';
  const keys = recipients.flatMap((one) => one.keys);
  return {
    title: `${site.name}: who receives learners' data`,
    lang: 'en',
    blocks: [
      { paragraph: scope(report, when) },
      { paragraph: `Responsible: ${site.controller}. Policy: ${site.policyUrl}` },
      {
        paragraph:
          `Law: ${law.title}. What it consists of here (engineering research, not legal advice; ` +
          'confidence H is a statute or regulator, M one secondary source, L needs counsel):',
      },
      { list: laws.map((one) => `${one.title}: ${provenance(one)}`) },
      heading('Recipients'),
      tableOr(
        ['Service', 'Vendor', 'Group', 'For', 'Receives', 'Ground', 'Law'],
        recipients.map(recipientRow),
        'None.',
      ),
      heading('Kept in the browser by them'),
      tableOr(['Service', 'Where', 'Name', 'Kept', 'Educational record'], keyRows(keys, owner), 'Nothing.'),
      heading('Safeguards and ways out'),
      tableOr(['Service', 'Safeguards', "Vendor's opt-out", "Vendor's policy"], recipients.map(safeguardRow), 'None.'),
      heading('Educational records kept in the browser'),
      tableOr(
        ['Whose', 'Where', 'Name', 'Kept'],
        keyRows(records, owner).map((row) => row.slice(0, 4)),
        'None.',
      ),
      ...(records.length ? [{ paragraph: 'No withdrawal erases them.' }] : []),
      heading('Findings'),
      findings.length ? { list: findings.map(({ at, text }) => [{ code: at }, ` ${text}`]) } : { paragraph: 'None.' },
    ],
  };
}

/** @type {typeof import('./report.js').report} */
export function report(args) {
  const { values, files } = readOptions(args, { ...VISITOR, json: { type: 'boolean' } });
  const file = onlyOne(files);
  const loaded = load(file);
  if (!loaded) return 1;
  const { reading, now } = visit(loaded.site, values);
  const told = reportOf(reading, loaded.config, now);
  process.stdout.write(values.json ? `${JSON.stringify(told, null, 2)}\n` : markdownOf(pageOf(told, date(now))));
  return 0;
}
