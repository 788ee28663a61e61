// Which of several languages a reader gets: the lookup of RFC 4647, section 3.4, which is part of BCP 47.
import { each, find, join, part } from '../platform/lists.js';
import { native } from '../platform/pristine.js';

/**
 * The best of the languages that there are.
 * @param {readonly string[]} asked      language tags, the most wanted first: `['zh-Hant-TW', 'fr']`
 * @param {readonly string[]} available  language tags
 * @returns {string | undefined} one of `available`, as it is written there; undefined: none suits
 */
export function bestOf(asked, available) {
  /** @type {string | undefined} */
  let best;
  each(asked, (tag) => {
    for (let range = native.lower(tag); range && !best; range = moreGeneral(range))
      best = find(available, (one) => native.lower(one) === range);
  });
  return best;
}

/**
 * The range without its last part: `zh-hant-tw` becomes `zh-hant`. A single letter only introduces what follows it, so
 * it goes, too.
 * @param {string} range
 */
function moreGeneral(range) {
  const parts = native.split(range, '-');
  const end = parts.length - 1;
  return join(part(parts, 0, end > 1 && parts[end - 1].length === 1 ? end - 1 : end), '-');
}

/** @typedef {string | Record<string, string> | undefined} Texts  a text, or one text in several languages */

/**
 * A text of the site's config in the first of these languages that it has, else in English, else as it was written
 * first.
 * @param {Texts} texts
 * @param {readonly string[]} languages  language tags, the most wanted first
 * @returns {string} '' if there is none
 */
export const inWords = (texts, languages) => inLanguage(texts, languages).text;

/**
 * The same, and in which language it is: '' where the config does not say.
 * @param {Texts} texts
 * @param {readonly string[]} languages  language tags, the most wanted first
 * @returns {{ text: string, lang: string }}
 */
export function inLanguage(texts = '', languages) {
  if (typeof texts === 'string') return { text: texts, lang: '' };
  const written = native.keys(texts);
  const lang = bestOf(languages, written) ?? bestOf(['en'], written) ?? written[0] ?? '';
  return { text: texts[lang] ?? '', lang };
}
