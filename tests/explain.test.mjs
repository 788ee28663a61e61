// P15, A7: why something runs, is held or is missing, in a sentence. Every sentence there is, word for
// word, as a server gives it: the page makes them of the same answers.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from 'assent/node';
import { turnedOf } from '../web/core/carry-out.js';
import { connect } from '../web/core/connect.js';
import { explain } from '../web/explain/reason-sentences.js';
import words from '../web/words/en/explain.js';
import { flavours } from './cores.mjs';

const NOW = Date.UTC(2026, 10, 22) / 1000;
const DAY = 24 * 60 * 60;

/** @type {any} */
const CONFIG = {
  schema: 1,
  site: { name: 'World School', controller: 'World School', policyUrl: '/privacy' },
  policy: { version: 1, date: '2026-11-01' },
  categories: [
    { id: 'essential', purpose: 'necessary', label: { en: 'Signing in' } },
    { id: 'counting', purpose: 'statistics', label: { en: 'Counting', de: 'Zählen' } },
    { id: 'tailoring', purpose: 'personalisation' },
    { id: 'ads', purpose: 'advertising', label: { en: 'Advertising' } },
  ],
  services: [
    {
      id: 'counter',
      category: 'counting',
      name: 'Counter',
      hosts: ['count.example'],
      keys: [{ in: 'cookie', name: '_count*' }],
    },
    { id: 'quiz', category: 'counting', name: 'Quiz', records: true },
  ],
};
const PLAIN = { ...CONFIG, categories: CONFIG.categories.slice(0, 2) };

/**
 * @typedef {{ config?: any, days?: number, record?: string, region?: string, gpc?: number, audience?: 'minor' | 'child'
 *   | 'k12', age?: number }} Visit
 */

/** The visitor's facts in a turn. @param {Visit} visit */
const factsOf = ({ region, gpc, audience, age }) =>
  Object.entries({ region, gpc, audience, age })
    .map(([name, value]) => (value === undefined ? '' : `\t${name}=${value}`))
    .join('');

/** What a browser stored after this choice. @param {string} choice @param {Visit} [visit] */
function stored(choice, visit = {}) {
  const turn = connect(flavours.wasm());
  turn(`config\n${JSON.stringify(visit.config ?? CONFIG)}`);
  turn(`start\tnow=${NOW}${factsOf(visit)}`);
  const [verb, ...rest] = choice.split('\t');
  return turn([verb, `now=${NOW}`, ...rest].join('\t')).filter(([effect]) => effect === 'save')[0][1];
}

const DE = { region: 'DE' };

/** What is asked about, by whom, and the answer. @type {[string, string, Visit, string][]} */
const SENTENCES = [
  ['what is necessary', 'essential', DE, 'Signing in runs: the site cannot work without it, so it cannot be refused.'],
  [
    'a first visit in Germany',
    'counting',
    DE,
    'Counting is held, because Germany (§25,26 TDDDG) asks for consent first and you have not chosen.',
  ],
  [
    'a first visit from nowhere',
    'counting',
    {},
    'Counting is held, because the strict profile, which holds where a place is unknown or its law is uncertain, asks for consent first and you have not chosen.',
  ],
  [
    'a first visit in the United Kingdom',
    'counting',
    { region: 'GB' },
    'Counting runs, because United Kingdom, Gibraltar and the Crown dependencies (PECR r.6 + Sch A1 (DUAA s.112)) lets it run until you refuse it, and you have not.',
  ],
  [
    'a policy that changed',
    'counting',
    { ...DE, config: { ...CONFIG, policy: { version: 2, date: '2026-11-20' } }, record: stored('accept', DE) },
    "Counting is held, because Germany (§25,26 TDDDG) asks for consent first and the site's policy has changed since you chose.",
  ],
  [
    'a year later',
    'counting',
    { ...DE, days: 365, record: stored('accept', DE) },
    'Counting is held, because Germany (§25,26 TDDDG) asks for consent first and your choice has expired.',
  ],
  [
    'a choice from Texas',
    'counting',
    { ...DE, record: stored('accept', { region: 'US-TX' }) },
    'Counting is held, because Germany (§25,26 TDDDG) asks for consent first and you chose where no law did.',
  ],
  [
    'a consent',
    'counting',
    { ...DE, record: stored('accept', DE) },
    'Counting runs, because you allowed it on November 22, 2026. Asked again on November 22, 2027, or when something changes.',
  ],
  [
    'a refusal',
    'counting',
    { ...DE, record: stored('reject', DE) },
    'Counting is held, because you refused it on November 22, 2026. Asked again on November 22, 2027, or when something changes.',
  ],
  [
    'a refusal where a consent holds less long than people must be left in peace',
    'counting',
    { record: stored('reject') },
    'Counting is held, because you refused it on November 22, 2026. Asked again on May 25, 2027, or when something changes.',
  ],
  [
    'a refusal in California below 16',
    'ads',
    {
      region: 'US-CA',
      audience: 'minor',
      age: 14,
      record: stored('reject', { region: 'US-CA', audience: 'minor', age: 14 }),
    },
    'Advertising is held, because you refused it on November 22, 2026.',
  ],
  [
    'a service, by its host',
    'count.example',
    { ...DE, record: stored('choose\t+counting\t-counter', DE) },
    'Counter is held, because you refused it on November 22, 2026. Asked again on November 22, 2027, or when something changes.',
  ],
  [
    'a service, by its address',
    'https://count.example/c.js',
    { ...DE, record: stored('choose\t+counting', DE) },
    'Counter runs, because you allowed it on November 22, 2026. Asked again on November 22, 2027, or when something changes.',
  ],
  [
    'the signal in California',
    'ads',
    { region: 'US-CA', gpc: 1 },
    'Advertising is held, because your browser sends a signal that refuses sale, sharing and advertising, and California (Civ.C. 1798.120/.135) has it obeyed.',
  ],
  [
    'a hand against the signal',
    'ads',
    { region: 'US-CA', gpc: 1, record: stored('choose\thow=save\t+ads', { region: 'US-CA', gpc: 1 }) },
    "Advertising runs, because you allowed it by hand on November 22, 2026, although your browser's signal refuses it.",
  ],
  [
    'the same hand, without the signal',
    'ads',
    { region: 'US-CA', record: stored('choose\thow=save\t+ads', { region: 'US-CA', gpc: 1 }) },
    'Advertising runs, because you allowed it on November 22, 2026.',
  ],
  [
    'a child',
    'counting',
    { ...DE, audience: 'child' },
    'Counting is held, because Germany (§25,26 TDDDG) leaves consent below the age of 16 to a parent, and the site has none.',
  ],
  [
    'a child and a parent',
    'counting',
    { ...DE, audience: 'child', record: stored('permit\t+counting', { ...DE, audience: 'child' }) },
    'Counting runs, because a parent permitted it on November 22, 2026, as the site has verified.',
  ],
  [
    'advertising to a learner of 17',
    'ads',
    { ...DE, audience: 'minor', age: 17 },
    'Advertising does not exist for you, because European Union and EEA (ePD 5(3)) forbids it below the age of 18, whatever anybody agrees to.',
  ],
  [
    'advertising to a pupil',
    'ads',
    { region: 'US-CA', audience: 'k12', age: 17 },
    'Advertising does not exist here, because Schools in the United States (SOPIPA-type acts) forbids it for pupils and children, whatever anybody agrees to.',
  ],
  [
    "a service without the school's agreement",
    'quiz',
    { region: 'US-CA', audience: 'k12', age: 17 },
    'Quiz is held, because it would receive educational records and the config names no agreement of the school with it.',
  ],
  [
    'the button that refuses, in Italy',
    'reject',
    { region: 'IT' },
    '“reject” is here, because Italy (Garante provv. 231/2021 [9677876] §6-7) wants it.',
  ],
  ['the button that accepts', 'accept', DE, '“accept” is here: this layer has it everywhere.'],
  ['the X, in Germany', 'x', DE, '“x” is not here, because no law of this place wants it.'],
  ['a button of the preferences', 'save', DE, '“save” is not here: it is a button of another layer.'],
  [
    'a button after the answer',
    'reject',
    { ...DE, record: stored('reject', DE) },
    '“reject” is not here, because there is nothing to ask: no first layer is shown.',
  ],
  [
    'the button that accepts, in Texas',
    'accept',
    { region: 'US-TX' },
    '“accept” is not here: this layer asks nothing, for what runs here runs until it is refused.',
  ],
  [
    'the link, in California',
    'link',
    { region: 'US-CA' },
    '“link” is here, because California (Civ.C. 1798.120/.135) wants it.',
  ],
  ['the link, in Germany', 'link', DE, '“link” is not here, because no law of this place wants it.'],
  [
    'the link, where nothing is sold',
    'link',
    { region: 'US-CA', config: PLAIN },
    '“link” is not here: California (Civ.C. 1798.120/.135) wants it of who sells, shares or advertises, and nothing here does that to you.',
  ],
  [
    'a cookie, before a choice',
    { in: 'cookie', name: '_count_7' },
    DE,
    'Counter is held, because Germany (§25,26 TDDDG) asks for consent first and you have not chosen.',
  ],
  [
    'the ledger',
    { in: 'localStorage', name: 'assent.seen' },
    DE,
    'Signing in runs: the site cannot work without it, so it cannot be refused.',
  ],
  [
    'a stored name that nobody declared',
    { in: 'localStorage', name: '_count_7' },
    DE,
    "“_count_7” is declared by nobody in this site's config, which reports such names.",
  ],
  [
    'the same, where the site refuses it',
    { in: 'localStorage', name: 'x' },
    { ...DE, config: { ...PLAIN, unknown: { keys: 'refuse' } } },
    "“x” is declared by nobody in this site's config, which refuses such names.",
  ],
  [
    'a stranger',
    'elsewhere.example',
    DE,
    "“elsewhere.example” is no category, service, button or host of this site's config, and what is unknown is held.",
  ],
];

for (const [what, target, { config = CONFIG, days = 0, record, ...visitor }, sentence] of SENTENCES) {
  test(`why: ${what}`, () => {
    const told = open(config)
      .read(record, { now: NOW + days * DAY, ...visitor })
      .explain(target);
    assert.equal(told.text, sentence);
    assert.equal(told.holds, /^[^,:]* runs[,:]|is here[,:]|reports such/.test(sentence));
  });
}

test('why: every sentence of web/words/en/explain.js is above', () => {
  const pattern = (/** @type {string} */ template) =>
    new RegExp(template.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '.+'));
  const untold = Object.entries(words).filter(
    ([name, template]) =>
      name !== 'lang' && !SENTENCES.some(([, , , sentence]) => pattern(template.replace(/,$/, '')).test(sentence)),
  );
  // No sentence above is about a standing without a law: the strict profile is always one. And no server sees an
  // element without a mark: tests/browser/explained.test.mjs does.
  assert.deepEqual(
    untold.map(([name]) => name),
    ['none', 'unmarked'],
  );
});

test('why: the law that counted comes with its rule, its value, its title and its source', () => {
  assert.deepEqual(open(CONFIG).read('', { now: NOW, region: 'DE', audience: 'child' }).explain('counting').law, {
    rule: 'child',
    value: 16,
    row: 'eu_de',
    title: 'Germany',
    source: '§25,26 TDDDG; DSK OH Digitale Dienste',
  });
  assert.equal(open(CONFIG).read('', { now: NOW, region: 'DE' }).explain('essential').law, null);
});

test('why: in another language, and what it lacks in English', () => {
  const site = { ...CONFIG };
  const turn = connect(flavours.wasm());
  turn(`config\n${JSON.stringify(site)}`);
  turn(`start\tnow=${NOW}\tregion=DE`);
  const ask = (/** @type {string} */ input) => turnedOf(turn(input));
  const german = { lang: 'de', undecided: '{name} wartet, denn {law} fragt vorher, und Sie haben nicht gewählt.' };
  const asker = { ask, site, state: { ask: 'first', decided: null }, words: german };
  assert.equal(
    explain('counting', asker).text,
    'Zählen wartet, denn Germany (§25,26 TDDDG) fragt vorher, und Sie haben nicht gewählt.',
  );
  assert.equal(
    explain('essential', asker).text,
    'Signing in runs: the site cannot work without it, so it cannot be refused.',
  );
});

test('law: every rule that holds, in words, with the row that said so', () => {
  const law = open(CONFIG).read('', { now: NOW, region: 'CA-QC' }).law();
  assert.deepEqual(
    law.filter(({ field }) =>
      ['advertising', 'reject', 'language', 'validity', 'proof', 'child', 'erases'].includes(field),
    ),
    [
      { field: 'advertising', value: 'ask', row: 'ca_qc' },
      { field: 'reject', value: 'recommended', row: 'ca_qc' },
      { field: 'validity', value: 365, row: 'house' },
      { field: 'child', value: 14, row: 'ca_qc' },
      { field: 'proof', value: 'consents', row: 'ca_qc' },
      { field: 'language', value: 'fr', row: 'ca_qc' },
      { field: 'erases', value: true, row: 'ca_qc' },
    ],
  );
  const california = open(CONFIG).read('', { now: NOW, region: 'US-CA' }).law();
  assert.deepEqual(
    california.filter(({ field }) => ['sale', 'gpc', 'link', 'status', 'wait'].includes(field)),
    [
      { field: 'sale', value: 'object', row: 'us_ca' },
      { field: 'gpc', value: 'must', row: 'us_ca' },
      { field: 'link', value: 'choices', row: 'us_ca' },
      { field: 'wait', value: 366, row: 'us_ca' },
      { field: 'status', value: true, row: 'us_ca' },
    ],
  );
});
