// What a layer shows, put together: which categories, services and buttons, and in which state, is the core's word (src/view.h);
// the words for them are the site's, in its config.

/** @typedef {import('./panel.js').View} View */
/** @typedef {string | Record<string, string> | undefined} Words  a text, or one text in several languages */

/**
 * A text in the first of these languages that there is, else in English, else the first one written; '' if there is none.
 * @param {Words} words
 * @param {string[]} languages
 */
export const inWords = (words = '', languages) => typeof words === 'string' ? words
  : words[[...languages, 'en'].find(tag => tag in words) ?? Object.keys(words)[0]];

/**
 * Language tags in order of preference, each followed by its first part: `fr-CA`, `fr`.
 * @param {readonly string[]} tags
 */
export const withParts = tags => [...new Set(tags.flatMap(tag => [tag, tag.split('-')[0]]))];

/**
 * What categories and services are called.
 * @param {any} site  the config
 * @param {string[]} languages
 * @param {string[]} ids
 */
export const namesOf = (site, languages, ids) => [...site.categories, ...site.services ?? []]
  .filter(({ id }) => ids.includes(id)).map(({ id, name, label }) => inWords(name ?? label, languages) || id);

/**
 * @param {any} site  the config
 * @param {string[]} languages
 * @param {string[][]} layer  the effects that describe it: layer, law, say …, then category, service …, control …
 * @param {string} ask
 * @param {string[]} lingering  ids
 * @returns {View}
 */
export function viewOf(site, languages, [[, name], ...lines], ask, lingering) {
  const text = (/** @type {Words} */ words) => inWords(words, languages);
  const named = new Map([...site.categories, ...site.services ?? []].map(one => [one.id, one]));
  /** @type {View} */
  const view = {
    layer: /** @type {View['layer']} */ (name),
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
  for (const [effect, id, state, isNew] of lines) {
    const one = named.get(id);
    if (effect === 'law') view.law = { row: id, place: state };
    else if (effect === 'say' || effect === 'control') /** @type {string[]} */ (view[`${effect}s`]).push(id);
    else if (effect === 'category') {
      view.categories.push({
        ...one, state, isNew: isNew === '1', label: text(one.label), description: text(one.description), refusal: text(one.refusal), services: [],
      });
    } else if (effect === 'service') {
      view.categories[view.categories.length - 1].services.push({
        group: 'technology', ...one, state, does: text(one.does), safeguards: text(one.safeguards), sells: (one.sale ?? 'no') !== 'no',
      });
    }
  }
  // What a person sees of a category is its services.
  for (const category of view.categories) {
    if (category.services.some(({ state }) => state !== category.state)) category.state = 'mixed';
  }
  return view;
}
