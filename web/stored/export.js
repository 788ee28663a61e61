// The export (P17): all that is known here about a learner's choices and data, as one document for programs
// (export.schema.json). It is made in the browser and goes nowhere else.

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
import { CLOCK_END } from '../core/clock.js';
import { add, each, filter, flat, flatMap, map, present } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { matches, replace } from '../platform/texts.js';
import { keyOf } from './inventory.js';

/** What the marks of a record of format 1 mean (src/record.h). @type {Record<string, 'granted' | 'refused'>} */
const MARKS = { '*': 'granted', '~': 'granted', "'": 'granted', '!': 'refused' };

/** @param {number | null} seconds */
const time = (seconds) => (seconds === null ? null : replace(native.isoOf(native.date(seconds * 1000)), /\.000/g, ''));

/** The head of a record of either format. */
const OLD = /^1\.(\d+)\.(\w+)\.(\d+)\.(\w+)\.([^.]*)\.\d+$/,
  NEW = /^2\.[\w-]+\.[\w-]*\.(\d+)\.(\w+)\.(\d+)\.(\w+)\.([01])\.([\w-]*)\.[\w-]*\.\d+$/;

/**
 * A line of the history, for people: a record, and behind a blank, from format 2 on, what it says in words
 * (src/effects.h). null: it is none.
 * Nothing is decided by it.
 * @param {string} line
 */
export function choiceOf(line) {
  const { 0: record, 1: words = '' } = native.split(line, ' ');
  const {
    1: when,
    2: how,
    3: policy,
    4: regime,
    5: signal,
    6: law,
  } = native.exec(NEW, record) ?? native.exec(OLD, record) ?? [];
  if (!when || +when >= CLOCK_END) return null;
  /** @type {{ granted: string[], refused: string[] }} */
  const said = { granted: [], refused: [] };
  const isOld = law === undefined; // then the entries are readable, and stand where the signal does in the other
  if (isOld) each(matches(signal, /([a-z][a-z0-9_-]*)([*!~'])/g), (found) => add(said[MARKS[found[2]]], found[1]));
  else
    each(matches(words, /([+-])([a-z][a-z0-9_-]*)/g), (found) =>
      add(said[found[1] === '+' ? 'granted' : 'refused'], found[2]),
    );
  return {
    when: /** @type {string} */ (time(+when)),
    how,
    policy: +policy,
    regime: isOld && regime === 'row' ? 'strict' : regime,
    signal: isOld ? null : signal === '1',
    law: law ?? '',
    ...said,
    record,
  };
}

/** @param {Facts} facts @returns {ExportDocument} */
export function documentOf({ site, state, items, withheld, records, now, origin, lang, names, retention }) {
  const { ask, decided, regime, place, audience, signal, grants } = state;
  const services = site.services ?? [];
  const absolute = (/** @type {string | undefined} */ url) => (url ? native.hrefOf(native.url(url, origin)) : null);
  /** @param {any} key @param {string} category @param {string} service */
  const kept = (key, category, service) => ({
    area: key.in,
    name: key.name,
    category,
    service,
    retention: key.retention ?? '',
    text: retention(key),
    record: key.record === true,
  });
  return {
    format: 'assent-export',
    version: 1,
    generated: /** @type {string} */ (time(now)),
    lang,
    site: {
      name: site.site.name,
      controller: site.site.controller,
      policyUrl: /** @type {string} */ (absolute(site.site.policyUrl)),
      origin,
    },
    preferences: {
      decided: decided && {
        when: /** @type {string} */ (time(decided.when)),
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
          filter(services, (/** @type {any} */ one) => one.category === id),
          (/** @type {any} */ one) => ({ id: one.id, name: one.name, granted: grants[one.id] === true }),
        ),
      })),
    },
    history: present(map(records, choiceOf)),
    stored: map(items, (item) => {
      const secret = withheld.has(keyOf(item)) && item.value !== null;
      return {
        area: item.area,
        name: item.name,
        value: secret ? null : item.value,
        withheld: secret,
        size: item.size,
        category: item.category,
        service: item.service,
        writer: item.writer,
        allowed: item.holds,
        first: time(item.first),
        last: time(item.last),
        until: time(item.until),
        ends: map(item.ends, (one) => one),
        expires: item.expires === 0 ? 'session' : time(item.expires),
        record: item.record,
        hidden: item.hidden,
      };
    }),
    retention: flat([
      map(site.keys ?? [], (/** @type {any} */ key) => kept(key, key.category, '')),
      flatMap(services, (/** @type {any} */ one) =>
        map(one.keys ?? [], (/** @type {any} */ key) => kept(key, one.category, one.id)),
      ),
    ]),
    providers: map(services, (/** @type {any} */ one) => ({
      id: one.id,
      name: one.name,
      vendor: one.vendor ?? '',
      category: one.category,
      group: one.group ?? 'technology',
      does: names.text(one.does),
      receives: one.receives ?? [],
      safeguards: names.text(one.safeguards),
      sells: (one.sale ?? 'no') !== 'no',
      policyUrl: absolute(one.policyUrl),
      optOutUrl: absolute(one.optOutUrl),
      granted: grants[one.id] === true,
    })),
  };
}
