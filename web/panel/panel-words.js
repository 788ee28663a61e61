// Wording: what the language file and the site's own texts say about a view. Nothing is worded in JavaScript.
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
  const names = labels(
    words,
    filter(categories, (category) => category.isNew),
  );
  if (ask !== 'policy') return fill(words.why[ask], { names });
  const day = native.date(change.date);
  const isDay = native.timeOf(day) >= 0; // what is no date has NaN
  const date = isDay ? native.dayOf(day, words.lang, { dateStyle: 'long', timeZone: 'UTC' }) : change.date;
  return `${fill(words.why.policy, { date })} ${change.text}`;
}

/**
 * Which rules apply to the learner, and why, in one sentence.
 * @param {Words} words
 * @param {View} view
 */
export function lawText(words, { law: { row, place }, says }) {
  const { 0: country, 1: part } = native.split(place, '-');
  const name =
    country && native.of(native.regionNames(words.lang, { type: 'region' }), country) + (part ? ` (${part})` : '');
  return fill(
    words.law[row === 'strict' ? (name ? 'strict' : 'unknown') : includes(says, 'objects') ? 'objects' : 'ask'],
    { place: name },
  );
}

/**
 * What the law wants told, each as a paragraph of its own.
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
 * The row of buttons. One class, one element type, one grid track each: refusing looks like accepting, in every layer.
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
 * What ran and cannot be unloaded before the page is left, with the way out.
 * @param {Words} words
 * @param {string[]} names
 */
export const lingeringText = (words, names) => [
  make('p', '', [fill(words.lingering, { names: join(names, words.list) })]),
  button('reload', words.reload),
];
