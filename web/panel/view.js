// What a layer shows, put together: which categories, services and buttons, and in which state, is the core's word
// (src/view.h); the words for them are the site's, in its config.
import { add, each, filter, find, flat, flatMap, includes, last, map, once, some } from '../platform/lists.js';
import { native } from '../platform/pristine.js';

/** @typedef {import('./panel.js').View} View */
/** @typedef {string | Record<string, string> | undefined} Words  a text, or one text in several languages */

/**
 * A text in the first of these languages that there is, else in English, else the first one written; '' if there is
 * none.
 * @param {Words} words
 * @param {string[]} languages
 */
export const inWords = (words = '', languages) =>
  typeof words === 'string'
    ? words
    : words[find(flat([languages, ['en']]), (tag) => native.hasOwn(words, tag)) ?? native.keys(words)[0]];

/**
 * Language tags in order of preference, each followed by its first part: `fr-CA`, `fr`.
 * @param {readonly string[]} tags
 */
export const withParts = (tags) => once(flatMap(tags, (tag) => [tag, native.split(tag, '-')[0]]));

/** All that a config calls by an id. @param {any} site @returns {any[]} */
const namedIn = (site) => flat([site.categories, site.services ?? []]);

/**
 * What categories and services are called.
 * @param {any} site  the config
 * @param {string[]} languages
 * @param {string[]} ids
 */
export const namesOf = (site, languages, ids) =>
  map(
    filter(namedIn(site), (one) => includes(ids, one.id)),
    (one) => inWords(one.name ?? one.label, languages) || one.id,
  );

/**
 * @param {any} site  the config
 * @param {string[]} languages
 * @param {{ layer: import('#contract').Layer, shown?: import('#contract').ShownEffect[] }} shows  the layer, and what it shows
 * @param {string} ask
 * @param {string[]} lingering  ids
 * @returns {View}
 */
export function viewOf(site, languages, { layer, shown = [] }, ask, lingering) {
  const text = (/** @type {Words} */ words) => inWords(words, languages);
  const named = new native.Map();
  each(namedIn(site), (one) => named.set(one.id, one));
  /** @type {View} */
  const view = {
    layer: /** @type {View['layer']} */ (layer),
    ask: /** @type {View['ask']} */ (ask),
    change: { date: site.policy.date, text: text(site.policy.changes) },
    apply: site.apply ?? 'save',
    site: site.site,
    law: { row: '', place: '' },
    says: [],
    categories: [],
    controls: [],
    lingering: namesOf(site, languages, lingering),
  };
  each(shown, (part) => {
    if (part.effect === 'law') view.law = { row: part.row, place: part.place };
    else if (part.effect === 'say') add(view.says, part.what);
    else if (part.effect === 'control') add(view.controls, part.id);
    else if (part.effect === 'category') {
      const one = named.get(part.id);
      add(view.categories, {
        ...one,
        state: part.state,
        isNew: part.isNew,
        label: text(one.label),
        description: text(one.description),
        refusal: text(one.refusal),
        services: [],
      });
    } else {
      const one = named.get(part.id);
      add(/** @type {any} */ (last(view.categories)).services, {
        group: 'technology',
        ...one,
        state: part.state,
        does: text(one.does),
        safeguards: text(one.safeguards),
        sells: (one.sale ?? 'no') !== 'no',
      });
    }
  });
  // What a person sees of a category is its services.
  each(view.categories, (category) => {
    if (some(category.services, (service) => service.state !== category.state)) category.state = 'mixed';
  });
  return view;
}
