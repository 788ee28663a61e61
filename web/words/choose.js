// The language of Assent's own words on this page. English is built in; every other language is a file that a page
// loads only for a visitor who gets it (web/words/README.md).
import { languages } from 'assent:languages';
import { flat, map, present } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { bestOf } from './lookup.js';

/**
 * @typedef {object} Need  what the page gives to find its words
 * @property {(name: string) => Promise<any>} file  loads another file of Assent (page/later-files.js)
 * @property {(error: unknown) => void} fail        tells the page's author of an error
 * @property {string} [lang]                        what the author says with `data-lang`
 */
/**
 * @typedef {object} Parts  what the file of a language exports: each may be missing, and each may lack words
 * @property {any} [panel]
 * @property {any} [stored]
 * @property {any} [explain]
 */

/**
 * The languages that suit this page, the most wanted first: the one that its author names, the document's, and then
 * those of the browser.
 * @param {string} [lang]  what the author says with `data-lang`
 * @returns {string[]} language tags
 */
export const languagesAsked = (lang) =>
  present(
    flat([
      [lang, native.attribute(native.rootOf(document), 'lang')],
      map(native.languagesOf(native.navigator()), (tag) => tag),
    ]),
  );

/**
 * The words of the language that suits best. Where its file cannot be had, the page's author is told, and the words are
 * English.
 * @param {Need} need
 * @returns {Promise<Parts>} nothing in it: English
 */
export async function wordsFor({ file, fail, lang }) {
  const best = bestOf(languagesAsked(lang), languages);
  if (!best || best === 'en') return {};
  try {
    return await file(`words.${best}`);
  } catch (error) {
    fail(error);
    return {};
  }
}
