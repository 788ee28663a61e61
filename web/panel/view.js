// Puts together what a layer shows. The core says which categories, services and buttons there are, and in which state
// (src/view.h). The site's config has the words for them.
import { add, each, filter, flat, includes, last, map, part, some } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { inWords } from '../words/lookup.js';

/** @typedef {import('./panel.js').View} View */
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
 * @param {string[][]} layer  the effects that describe it: layer, law, say …, then category, service …, control …
 * @param {string} ask
 * @param {string[]} lingering  ids
 * @returns {View}
 */
export function viewOf(site, languages, layer, ask, lingering) {
  const text = (/** @type {Texts} */ texts) => inWords(texts, languages);
  const named = new native.Map();
  each(namedIn(site), (one) => named.set(one.id, one));
  /** @type {View} */
  const view = {
    layer: /** @type {View['layer']} */ (layer[0][1]),
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
  each(part(layer, 1), (line) => {
    const { 0: effect, 1: id, 2: state } = line;
    const one = named.get(id);
    if (effect === 'law') view.law = { row: id, place: state };
    else if (effect === 'say' || effect === 'control') add(/** @type {string[]} */ (view[`${effect}s`]), id);
    else if (effect === 'category') {
      add(view.categories, {
        ...one,
        state,
        isNew: line[3] === '1',
        label: text(one.label),
        description: text(one.description),
        refusal: text(one.refusal),
        services: [],
      });
    } else if (effect === 'service') {
      add(/** @type {any} */ (last(view.categories)).services, {
        group: 'technology',
        ...one,
        state,
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
