// The export (P17): all that is known here about a learner's choices and data, as one document for programs
// (export.schema.json). It is made in the browser and goes nowhere else.

import { filter, flat, flatMap, map, present } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { choiceOf } from './history.js';
import { keyOf } from './inventory.js';
import { isoTime } from './iso-time.js';

/** @typedef {import('../types/site.js').ExportDocument} ExportDocument */
/** @typedef {import('../types/site.js').State} State */
/** @typedef {import('./inventory.js').Item} Item */
/** @typedef {import('./stored-words.js').Words} Words */

/**
 * @typedef {object} Facts  what it is made of
 * @property {any} site
 * @property {State} state
 * @property {Item[]} items
 * @property {Set<string>} withheld  keys of what the sign-in needs: their values open the learner's account
 * @property {string[]} records      of all choices, oldest first
 * @property {number} now
 * @property {string} origin
 * @property {string} lang
 * @property {ReturnType<typeof import('./stored-words.js').siteTextsOf>} names
 * @property {(key: { in: string, retention?: string, record?: boolean }) => string} retention  in words
 */

/** @param {Facts} facts @returns {ExportDocument} */
export function documentOf(facts) {
  const { site, state, items, withheld, records, now, origin, lang } = facts;
  const { grants } = state;
  return {
    format: 'assent-export',
    version: 1,
    generated: /** @type {string} */ (isoTime(now)),
    lang,
    site: {
      name: site.site.name,
      controller: site.site.controller,
      policyUrl: /** @type {string} */ (absolute(site.site.policyUrl, origin)),
      origin,
    },
    preferences: preferencesOf(facts),
    history: present(map(records, choiceOf)),
    stored: map(items, (item) => storedOf(item, withheld.has(keyOf(item)) && item.value !== null)),
    retention: retentionsOf(facts),
    providers: map(site.services ?? [], (/** @type {any} */ one) => ({
      id: one.id,
      name: one.name,
      vendor: one.vendor ?? '',
      category: one.category,
      group: one.group ?? 'technology',
      does: facts.names.text(one.does),
      receives: one.receives ?? [],
      safeguards: facts.names.text(one.safeguards),
      sells: (one.sale ?? 'no') !== 'no',
      policyUrl: absolute(one.policyUrl, origin),
      optOutUrl: absolute(one.optOutUrl, origin),
      granted: grants[one.id] === true,
    })),
  };
}

/** @param {string | undefined} url @param {string} origin */
const absolute = (url, origin) => (url ? native.hrefOf(native.url(url, origin)) : null);

/** What holds now. @param {Facts} facts @returns {ExportDocument['preferences']} */
function preferencesOf({ site, state, names }) {
  const { ask, decided, regime, place, audience, signal, grants } = state;
  return {
    decided: decided && {
      when: /** @type {string} */ (isoTime(decided.when)),
      how: decided.how,
      policy: decided.policy,
      regime: decided.regime,
    },
    ask,
    regime,
    place,
    audience,
    signal,
    policy: { version: site.policy.version, date: site.policy.date },
    categories: map(site.categories, (/** @type {any} */ { id, purpose }) => ({
      id,
      name: names.name(id),
      purpose,
      granted: grants[id] === true,
      services: map(
        filter(site.services ?? [], (/** @type {any} */ one) => one.category === id),
        (/** @type {any} */ one) => ({ id: one.id, name: one.name, granted: grants[one.id] === true }),
      ),
    })),
  };
}

/** @param {Item} item @param {boolean} isSecret  its value is left out @returns {ExportDocument['stored'][number]} */
const storedOf = (item, isSecret) => ({
  area: item.area,
  name: item.name,
  value: isSecret ? null : item.value,
  withheld: isSecret,
  size: item.size,
  category: item.category,
  service: item.service,
  writer: item.writer,
  allowed: item.holds,
  first: isoTime(item.first),
  last: isoTime(item.last),
  until: isoTime(item.until),
  ends: map(item.ends, (one) => one),
  expires: item.expires === 0 ? 'session' : isoTime(item.expires),
  record: item.record,
  hidden: item.hidden,
});

/** How long each kind is kept, as the site declares it. @param {Facts} facts @returns {ExportDocument['retention']} */
function retentionsOf({ site, retention }) {
  /** @param {any} key @param {string} category @param {string} service */
  const declared = (key, category, service) => ({
    area: key.in,
    name: key.name,
    category,
    service,
    retention: key.retention ?? '',
    text: retention(key),
    record: key.record === true,
  });
  return flat([
    map(site.keys ?? [], (/** @type {any} */ key) => declared(key, key.category, '')),
    flatMap(/** @type {any[]} */ (site.services ?? []), ({ id, category, keys = [] }) =>
      map(keys, (key) => declared(key, category, id)),
    ),
  ]);
}
