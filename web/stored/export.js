// The export (P17): all that is known here about a learner's choices and data, as one document for programs (export.schema.json). It is made in
// the browser and goes nowhere else.

/** @typedef {import('../site.js').ExportDocument} ExportDocument */
/** @typedef {import('../site.js').State} State */
/** @typedef {import('./inventory.js').Item} Item */
/** @typedef {import('./words.js').Words} Words */

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
 * @property {ReturnType<typeof import('./words.js').namesOf>} names
 * @property {(key: { in: string, retention?: string, record?: boolean }) => string} retention  in words
 */
import { keyOf } from './inventory.js';

/** What the marks of a record mean (src/record.h). @type {Record<string, 'granted' | 'refused'>} */
const MARKS = { '*': 'granted', '~': 'granted', "'": 'granted', '!': 'refused' };

/** @param {number | null} seconds */
const time = seconds => seconds === null ? null : new Date(seconds * 1000).toISOString().replace('.000', '');

/** A stored record, for people; null: it is none. Nothing is decided by it. @param {string} record */
export function choiceOf(record) {
  const [, when, how, policy, regime, entries] = /^1\.(\d+)\.(\w+)\.(\d+)\.(\w+)\.([^.]*)\.\d+$/.exec(record) ?? [];
  if (!when || +when > 4.2e9) return null;
  /** @type {{ granted: string[], refused: string[] }} */
  const said = { granted: [], refused: [] };
  for (const [, id, mark] of entries.matchAll(/([a-z][a-z0-9_-]*)([*!~'])/g)) said[MARKS[mark]].push(id);
  return { when: /** @type {string} */ (time(+when)), how, policy: +policy, regime, ...said, record };
}

/** @param {Facts} facts @returns {ExportDocument} */
export function documentOf({ site, state, items, withheld, records, now, origin, lang, names, retention }) {
  const { ask, decided, regime, place, audience, signal, grants } = state;
  const services = site.services ?? [];
  const absolute = (/** @type {string | undefined} */ url) => url ? new URL(url, origin).href : null;
  /** @param {any} key @param {string} category @param {string} service */
  const kept = (key, category, service) => ({
    area: key.in, name: key.name, category, service, retention: key.retention ?? '', text: retention(key), record: key.record === true,
  });
  return {
    format: 'assent-export',
    version: 1,
    generated: /** @type {string} */ (time(now)),
    lang,
    site: { name: site.site.name, controller: site.site.controller, policyUrl: /** @type {string} */ (absolute(site.site.policyUrl)), origin },
    preferences: {
      decided: decided && { when: /** @type {string} */ (time(decided.when)), how: decided.how, policy: decided.policy, regime: decided.regime },
      ask, regime, place, audience, signal,
      policy: { version: site.policy.version, date: site.policy.date },
      categories: site.categories.map((/** @type {any} */ { id, purpose }) => ({
        id, name: names.name(id), purpose, granted: grants[id] === true,
        services: services.filter((/** @type {any} */ one) => one.category === id)
          .map((/** @type {any} */ one) => ({ id: one.id, name: one.name, granted: grants[one.id] === true })),
      })),
    },
    history: records.map(choiceOf).filter(choice => choice !== null),
    stored: items.map(item => {
      const secret = withheld.has(keyOf(item)) && item.value !== null;
      return {
        area: item.area, name: item.name, value: secret ? null : item.value, withheld: secret, size: item.size,
        category: item.category, service: item.service, allowed: item.holds,
        first: time(item.first), last: time(item.last), until: time(item.until), ends: [...item.ends],
        expires: item.expires === 0 ? 'session' : time(item.expires), record: item.record, hidden: item.hidden,
      };
    }),
    retention: [
      ...(site.keys ?? []).map((/** @type {any} */ key) => kept(key, key.category, '')),
      ...services.flatMap((/** @type {any} */ one) => (one.keys ?? []).map((/** @type {any} */ key) => kept(key, one.category, one.id))),
    ],
    providers: services.map((/** @type {any} */ one) => ({
      id: one.id, name: one.name, vendor: one.vendor ?? '', category: one.category, group: one.group ?? 'technology',
      does: names.text(one.does), receives: one.receives ?? [], safeguards: names.text(one.safeguards), sells: (one.sale ?? 'no') !== 'no',
      policyUrl: absolute(one.policyUrl), optOutUrl: absolute(one.optOutUrl), granted: grants[one.id] === true,
    })),
  };
}
