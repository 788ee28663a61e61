// What a layer shows, put together: which categories, services and buttons, and in which state, is the core's word
// (src/view.h); the words for them are the site's, in its config.
import { add, each, filter, flat, includes, last, map, some } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { inLanguage, inWords } from '../words/lookup.js';

/** @typedef {import('./panel.js').View} View */
/** @typedef {{ layer: import('#contract').Layer, shown?: import('#contract').ShownEffect[] }} Shows  a layer, and what it shows */
/** @typedef {import('../words/lookup.js').Texts} Texts */

/** All that a config calls by an id. @param {any} site @returns {any[]} */
const namedIn = (site) => flat([site.categories, site.services ?? []]);

/**
 * What categories and services are called.
 * @param {any} site  the config
 * @param {readonly string[]} languages  language tags, the most wanted first
 * @param {string[]} ids
 */
export const namesOf = (site, languages, ids) =>
  map(
    filter(namedIn(site), (one) => includes(ids, one.id)),
    (one) => inWords(one.name ?? one.label, languages) || one.id,
  );

/**
 * @param {any} site  the config
 * @param {readonly string[]} languages  language tags, the most wanted first
 * @param {Shows} shows
 * @param {string} ask
 * @param {string[]} lingering  ids
 * @returns {View}
 */
export function viewOf(site, languages, { layer, shown = [] }, ask, lingering) {
  const text = (/** @type {Texts} */ texts) => inLanguage(texts, languages);
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
  // A category whose services differ from it is partly on.
  each(view.categories, (category) => {
    if (some(category.services, (service) => service.state !== category.state)) category.state = 'mixed';
  });
  return view;
}
