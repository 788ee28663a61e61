// Wording: times, sizes and lifetimes, and what the site calls its categories and services.

import { each, find, flat, includes, join, last, map, present } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { fill } from '../words/fill.js';
import { inWords } from '../words/lookup.js';

/** @typedef {typeof import('../words/en/panel.json')} PanelWords */
/**
 * @typedef {typeof import('../words/en/stored.json') & Pick<PanelWords, 'data' | 'dir' | 'lang' | 'list' | 'purposes'>}
 *   Words  those of the view and the export, with what the panel says of languages, kinds of data and purposes
 */
/** @typedef {{ label: string }} Purpose  words for a purpose, where the site has none for its category */
/** @typedef {import('../types/site.js').Row} Row */

const MINUTE = 60,
  HOUR = 3600,
  DAY = 86400;

/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const STEPS = [
  ['year', 365 * DAY],
  ['month', 30 * DAY],
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
];

/** From these numbers on, a smaller unit says too much. @param {number} seconds */
const stepOf = (seconds) =>
  find(STEPS, (step) => native.abs(seconds) >= 2 * step[1]) ?? /** @type {typeof STEPS[0]} */ (last(STEPS));

/** How long ago, or how soon. @param {Words} words @param {number} time @param {number} now */
export function relative(words, time, now) {
  const { 0: unit, 1: length } = stepOf(time - now);
  return native.formatTime(
    native.relativeTime(words.lang, { numeric: 'auto' }),
    native.trunc((time - now) / length),
    unit,
  );
}

/** @param {Words} words @param {number} time  unix seconds */
export const dateOf = (words, time) => native.dayOf(native.date(time * 1000), words.lang, { dateStyle: 'long' });

/** @param {Words} words @param {number} bytes */
export function sizeOf(words, bytes) {
  const { unit, size } =
    bytes < 1000
      ? { unit: 'byte', size: bytes }
      : bytes < 1e6
        ? { unit: 'kilobyte', size: bytes / 1000 }
        : { unit: 'megabyte', size: bytes / 1e6 };
  return native.formatNumber(
    native.numberFormat(words.lang, {
      style: 'unit',
      unit,
      unitDisplay: unit === 'byte' ? 'long' : 'short',
      maximumFractionDigits: 1,
    }),
    size,
  );
}

/**
 * What ends it and when: whichever comes first of what the site, the law and the browser say.
 * @param {Words} words
 * @param {Pick<Row, 'area' | 'until' | 'ends' | 'expires' | 'hidden'>} row
 * @param {number} now
 */
export function endOf(words, { area, until, ends, expires, hidden }, now) {
  const { at, session, tab, logout, deleted } = words.ends;
  const time = native.min(until ?? Infinity, expires || Infinity);
  const says = area === 'sessionStorage' ? time - now < 2 * DAY : time < Infinity; // a tab is closed long before
  const said = present([
    says && fill(at, { when: time - now < 2 * DAY ? relative(words, time, now) : dateOf(words, time) }),
    area === 'sessionStorage' ? tab : (includes(ends, 'session') || expires === 0) && session,
    includes(ends, 'logout') && logout,
  ]);
  return said.length ? join(said, words.or) : area === 'cookie' || hidden ? words.notKnown : deleted;
}

/**
 * The units that a config may name, by how each begins; `m` alone is a month.
 * @type {[RegExp, Intl.RelativeTimeFormatUnit][]}
 */
const UNITS = [
  [/^mi/, 'minute'],
  [/^s/, 'second'],
  [/^h/, 'hour'],
  [/^d/, 'day'],
  [/^w/, 'week'],
  [/^m/, 'month'],
  [/^y/, 'year'],
];

/**
 * A declared retention in words; what cannot be read stays as it was written.
 * @param {Words} words
 * @param {{ in: string, retention?: string, record?: boolean }} key
 */
export function retentionOf(words, { in: area, retention, record }) {
  const { none, first, session, tab, logout, idle, life } = words.retention;
  const rules = map(present(map(native.split(retention ?? '', ','), (rule) => native.trim(rule))), (rule) => {
    const lower = native.lower(rule);
    if (lower === 'session') return area === 'sessionStorage' ? tab : session;
    if (lower === 'logout') return logout;
    const { 1: number, 2: name, 3: rest } = native.exec(/^(\d+) ?([a-z]+)( idle| of inactivity)?$/, lower) ?? [];
    const unit = find(UNITS, (one) => native.test(one[0], name ?? ''))?.[1];
    if (!unit) return rule;
    return fill(rest ? idle : life, {
      span: native.formatNumber(native.numberFormat(words.lang, { style: 'unit', unit, unitDisplay: 'long' }), +number),
    });
  });
  const said = rules.length > 1 ? fill(first, { all: join(rules, words.or) }) : (rules[0] ?? none);
  return record ? join(present([rules.length && said, words.retention.record]), '; ') : said;
}

/**
 * What categories and services are called, and the site's own texts in the learner's language.
 * @param {any} site  the config
 * @param {readonly string[]} languages  language tags, the most wanted first
 * @param {Record<string, Purpose>} purposes  of the panel's words
 */
export function siteTextsOf(site, languages, purposes) {
  const named = new native.Map();
  each(flat([site.categories, site.services ?? []]), (/** @type {any} */ one) => named.set(one.id, one));
  const text = (/** @type {any} */ words) => inWords(words, languages);
  return {
    text,
    /** @param {string} id */
    name(id) {
      const one = named.get(id);
      return one ? text(one.name ?? one.label) || purposes[one.purpose]?.label || id : id;
    },
  };
}
