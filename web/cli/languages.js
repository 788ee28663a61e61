// The languages that Assent's words are in: the folders of web/words.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { complete } from '../words/complete.js';
import { bestOf } from '../words/lookup.js';
import { trouble } from './command-line.js';

const WORDS = new URL('../words/', import.meta.url);

/** @returns {string[]} language tags */
const languages = () =>
  readdirSync(WORDS, { withFileTypes: true })
    .filter((one) => one.isDirectory())
    .map(({ name }) => name)
    .sort();

/** @param {string} tag */
const panelIn = (tag) => JSON.parse(readFileSync(new URL(`${tag}/panel.json`, WORDS), 'utf8'));

/**
 * The words that the panel has for a language.
 * @param {string} lang  a language tag
 * @returns {Record<string, any> | null} null: it does not speak it
 */
export function panelWordsOf(lang) {
  const tag = bestOf([lang], languages());
  return tag ? complete(panelIn('en'), panelIn(tag)) : null;
}

/**
 * The sentences of `explain` in a language.
 * @param {string} lang  as it was given with --lang
 * @returns {Promise<Partial<import('../explain/reason-sentences.js').Words>>} what is missing is English
 * @throws {import('./command-line.js').Trouble} if there is no such language
 */
export async function explainWordsOf(lang) {
  const there = languages();
  const tag = bestOf([lang], there);
  if (!tag) throw trouble(`--lang ${lang}: there is ${there.join(', ')}`);
  const file = new URL(`${tag}/explain.js`, WORDS);
  return existsSync(file) ? (await import(file.href)).default : {};
}
