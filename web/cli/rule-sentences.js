// Puts a rule of law into words for a lawyer. The core gives its value, and nothing is concluded from it here.
import { AGE_ANY } from '#contract';
import { ROWS } from '#law';
import link from '../words/en/opt-out-link.js';

/** @typedef {import('../types/site.js').Rule} Rule */

/** How a purpose stands: STANDINGS in src/contract.def. @type {Record<string, string>} */
export const STANDING = {
  free: 'always runs',
  notice: 'runs once people are told',
  object: 'runs until refused',
  ask: 'asks first',
  barred: "a parent's to allow",
  absent: 'forbidden',
};

/** Which link: LINKS in src/contract.def. @type {Record<string, string>} */
export const LINK = {
  'opt-out': `a clear link to opt out, its words free; Assent's are “${link['opt-out']}”`,
  rights: `a link such as “${link.rights}”, outside of the privacy notice`,
  choices: `the link “${link.choices}” with its icon`,
};

/** What must be kept, by the value of the rule `proof`. @type {Record<string, string>} */
const PROOF = { 'opt-outs': 'a log of opt-outs', consents: 'proof of each consent' };

const age = (/** @type {any} */ value) => (value === AGE_ANY ? 'at any age' : `below ${value}`);
const days = (/** @type {any} */ value) => `${value} days`;

/**
 * What each rule is about, and its value in words: LAW_RULES in src/contract.def.
 * @type {Record<string, [name: string, words: (value: any) => string]>}
 */
const SAID = {
  sale: ['sale or sharing of data', (value) => STANDING[value]],
  functional: ['functional', (value) => STANDING[value]],
  statistics: ['statistics', (value) => STANDING[value]],
  personalisation: ['personalisation', (value) => STANDING[value]],
  advertising: ['advertising', (value) => STANDING[value]],
  security: ['fraud detection', (value) => STANDING[value]],
  reject: ['refusing on the first layer', (value) => (value === 'equal' ? 'as easy as accepting' : value)],
  gpc: ['Global Privacy Control', (value) => `${value} be honoured`],
  link: ['on every page, where data is sold, shared or used for advertising', (value) => LINK[value]],
  wait: ['after a refusal nobody asks again for', days],
  validity: ['a consent holds', days],
  tracer: ['a tracer lives', (value) => `at most ${days(value)}`],
  data: ['what a tracer collected is kept', (value) => `at most ${days(value)}`],
  child: ["consent is a parent's to give", age],
  optInBelow: ['sale and advertising need consent', age],
  optInProfilingBelow: ['personalisation needs consent', age],
  optInAnyBelow: ['everything optional needs consent', age],
  adsBelow: ['sale and advertising are forbidden', age],
  profilingBelow: ['personalisation is forbidden', age],
  waitUntil: ['who refused as a minor is not asked again before the age of', String],
  proof: ['to be kept', (value) => PROOF[value] ?? `proof of consent (${value})`],
  x: ["the banner's X", () => 'is there, and refuses'],
  position: ['the banner', () => 'is not only a strip at the bottom'],
  status: ["that the browser's signal was obeyed", () => 'is shown, in set words'],
  texas: ['who sells sensitive data says', () => `“${link.texas}”`],
  florida: ['who sells sensitive data says', () => `“${link.florida}”`],
  language: ["the banner's language", (value) => `is “${value}”`],
  erases: ['withdrawing consent', () => 'erases what is stored in the browser'],
};

/** @param {string} field */
export const nameOf = (field) => SAID[field]?.[0] ?? field;

/** @param {Pick<Rule, 'field' | 'value'>} rule */
export const wordsOf = ({ field, value }) => SAID[field]?.[1](value) ?? String(value);

const byId = new Map(ROWS.map((row) => [row.id, row]));

/**
 * The row of the table, with its words: title, source, confidence, note.
 * @param {string} id
 * @returns {import('#law').Row}
 */
export function rowOf(id) {
  const row = byId.get(id);
  // The core has rows that this file's copy of the table lacks: make build brings it up to date.
  if (!row) throw new Error(`no row "${id}" in src/law.def`);
  return row;
}

/** @type {Record<import('#law').Row['confidence'], string>} */
export const CONFIDENCE = {
  H: 'statute or regulator',
  M: 'one secondary source',
  L: 'needs counsel; the strict profile joins it',
};

/** Where a rule comes from; some are in no law. @param {Pick<import('#law').Row, 'source' | 'confidence'>} row */
export const provenance = ({ source, confidence }) =>
  source === '-' || source === 'Assent' ? "Assent's own" : `${source}; confidence ${confidence}`;

/** A row as one line of text. @param {string} id */
export const citation = (id) => `${rowOf(id).title} (${provenance(rowOf(id))})`;
