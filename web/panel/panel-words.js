// Puts a view into words: those of the language file, and the site's own. No text for people stands in JavaScript.
import { filter, includes, join, map } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { button, make } from '../ui/dom.js';
import { fill } from '../words/fill.js';

/** @typedef {typeof import('../words/en/panel.json')} Words */
/** @typedef {import('./panel.js').View} View */
/** @typedef {import('./panel.js').Category} Category */

/**
 * The site's text about a category, else the language file's for its purpose.
 * @param {Words} words
 * @param {Category} category
 * @param {'label' | 'description' | 'refusal'} what
 */
export const textOf = (words, category, what) =>
  category[what].text ? category[what] : { text: words.purposes[category.purpose][what], lang: words.lang };

/**
 * A text of the site, as it stands in the panel: where it is in another language, it says so, for voices and for the
 * side on which it begins. A text that says nothing is in the page's language.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {Words} words
 * @param {import('./panel.js').SiteText} told
 * @param {T} tag
 * @param {string} [className]
 * @returns {HTMLElementTagNameMap[T] | ''} nothing: there is no text
 */
export function siteText(words, { text, lang }, tag, className = '') {
  const own = lang || native.attribute(native.rootOf(document), 'lang') || words.lang;
  const attributes = own === words.lang ? {} : { lang: own, dir: 'auto' };
  return text ? make(tag, className, [text], /** @type {Record<string, string>} */ (attributes)) : '';
}

/** The same beside other texts: an element of its own where it is in another language. @param {Words} words @param {import('./panel.js').SiteText} told */
export function inlineText(words, told) {
  const element = siteText(words, told, 'bdi');
  return element && native.hasAttribute(element, 'lang') ? element : told.text;
}

/** Within a sentence a text of the site keeps its own direction (Unicode, UAX 9, 2.4.2). @param {string} text */
const isolated = (text) => (native.exec(/[^\0-\u02ff]/, text) ? `\u2068${text}\u2069` : text);

/**
 * @param {Words} words
 * @param {Category[]} categories
 */
export const labels = (words, categories) =>
  join(
    map(categories, (category) => isolated(textOf(words, category, 'label').text)),
    words.list,
  );

/**
 * Why the site asks (again), or what it does without asking: one or two sentences, none when there is nothing to say.
 * @param {Words} words
 * @param {View} view
 * @returns {(string | Node)[]}
 */
export function whyText(words, { ask, change, categories, layer, says }) {
  if (includes(says, 'objects') && (ask === 'first' || layer === 'notice')) return [words.objects];
  if (!ask) return [];
  if (ask === 'policy')
    return [
      `${fill(words.why.policy, { date: dayOf(change.date, words.lang) })} `,
      siteText(words, change.text, 'span'),
    ];
  const unanswered = filter(categories, (category) => category.isNew);
  return [fill(words.why[ask], { names: labels(words, unanswered) })];
}

/**
 * A day of the config, such as 2026-11-01, as people write it. A text that is no day stays as it is.
 * @param {string} text
 * @param {string} lang
 */
function dayOf(text, lang) {
  const day = native.date(text);
  const isDay = native.timeOf(day) >= 0; // that of no day is NaN
  return isDay ? native.dayOf(day, lang, { dateStyle: 'long', timeZone: 'UTC' }) : text;
}

/**
 * Which rules apply to the learner, and why, in one sentence.
 * @param {Words} words
 * @param {View} view
 */
export function lawText(words, { law: { row, place }, says }) {
  const name = nameOfPlace(place, words.lang);
  if (row === 'strict') return name ? words.law.strict : words.law.unknown;
  return fill(includes(says, 'objects') ? words.law.objects : words.law.ask, { place: name });
}

/** `United States (CA)` of `US-CA`; '' of ''. @param {string} place @param {string} lang */
function nameOfPlace(place, lang) {
  const { 0: country, 1: part } = native.split(place, '-');
  const name = country && native.of(native.regionNames(lang, { type: 'region' }), country);
  return part ? `${name} (${part})` : name;
}

/**
 * The sentences that the law wants, each as a paragraph.
 * @param {Words} words
 * @param {View} view
 */
export const sayings = (words, { says }) =>
  map(
    says,
    (id) =>
      native.hasOwn(words.says, id) &&
      make('p', 'assent-say', [/** @type {Record<string, string>} */ (words.says)[id]], { 'data-say': id }),
  );

/**
 * The row of buttons. Each has the same class, the same element type and a grid track of its own, so that refusing
 * looks like accepting in every layer.
 * @param {Words} words
 * @param {View} view
 */
export const controls = (words, { controls: ids, apply }) =>
  make(
    'div',
    'assent-buttons',
    map(
      filter(ids, (id) => id !== 'x'),
      (id) => button(id, words[id === 'save' && apply === 'toggle' ? 'done' : id]),
    ),
  );

/**
 * Names what ran and cannot be unloaded before the page is left, and offers to load the page again.
 * @param {Words} words
 * @param {string[]} names
 */
export const lingeringText = (words, names) => [
  make('p', '', [fill(words.lingering, { names: join(names, words.list) })]),
  button('reload', words.reload),
];
