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
export const textOf = (words, category, what) => category[what] || words.purposes[category.purpose][what];

/**
 * @param {Words} words
 * @param {Category[]} categories
 */
export const labels = (words, categories) =>
  join(
    map(categories, (category) => textOf(words, category, 'label')),
    words.list,
  );

/**
 * Why the site asks (again), or what it does without asking: one or two sentences, '' when there is nothing to say.
 * @param {Words} words
 * @param {View} view
 */
export function whyText(words, { ask, change, categories, layer, says }) {
  if (includes(says, 'objects') && (ask === 'first' || layer === 'notice')) return words.objects;
  if (!ask) return '';
  if (ask === 'policy') return `${fill(words.why.policy, { date: dayOf(change.date, words.lang) })} ${change.text}`;
  const unanswered = filter(categories, (category) => category.isNew);
  return fill(words.why[ask], { names: labels(words, unanswered) });
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
