// Puts times, sizes and lifetimes into words, and tells what the site calls its categories and services.

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

/** A time of two of a unit or more is told in that unit. @param {number} seconds */
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

/** Units of size, the largest first. @type {{ unit: string, bytes: number, display: 'long' | 'short' }[]} */
const SIZES = [
  { unit: 'megabyte', bytes: 1e6, display: 'short' },
  { unit: 'kilobyte', bytes: 1000, display: 'short' },
  { unit: 'byte', bytes: 0, display: 'long' },
];

/** @param {Words} words @param {number} bytes */
export function sizeOf(words, bytes) {
  const step = /** @type {typeof SIZES[number]} */ (find(SIZES, (one) => bytes >= one.bytes));
  const format = native.numberFormat(words.lang, {
    style: 'unit',
    unit: step.unit,
    unitDisplay: step.display,
    maximumFractionDigits: 1,
  });
  return native.formatNumber(format, bytes / (step.bytes || 1));
}

/**
 * What ends it and when: whichever comes first of what the site, the law and the browser say.
 * @param {Words} words
 * @param {Pick<Row, 'area' | 'until' | 'ends' | 'expires' | 'hidden'>} row
 * @param {number} now  unix seconds
 */
export function endOf(words, { area, until, ends, expires, hidden }, now) {
  const { at, session, tab, logout, deleted } = words.ends;
  const isTab = area === 'sessionStorage';
  const time = native.min(until ?? Infinity, expires || Infinity);
  const isSoon = time - now < 2 * DAY;
  const hasTime = isTab ? isSoon : time < Infinity; // a tab is closed long before a time that is far away
  const isSession = !isTab && (includes(ends, 'session') || expires === 0);
  const said = present([
    hasTime && fill(at, { when: isSoon ? relative(words, time, now) : dateOf(words, time) }),
    isTab && tab,
    isSession && session,
    includes(ends, 'logout') && logout,
  ]);
  if (said.length) return join(said, words.or);
  return area === 'cookie' || hidden ? words.notKnown : deleted;
}

/**
 * The units that a config may name, by how each begins. They are tried in this order: `mi` is a minute, another `m` a
 * month.
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
 * One rule of a declared retention. A rule that cannot be read stays as it was written.
 * @param {Words} words
 * @param {string} rule
 * @param {string} area
 */
function ruleText(words, rule, area) {
  const { session, tab, logout, idle, life } = words.retention;
  const lower = native.lower(rule);
  if (lower === 'session') return area === 'sessionStorage' ? tab : session;
  if (lower === 'logout') return logout;
  const { 1: number, 2: name, 3: isIdle } = native.exec(/^(\d+) ?([a-z]+)( idle| of inactivity)?$/, lower) ?? [];
  const unit = find(UNITS, (one) => native.test(one[0], name ?? ''))?.[1];
  if (!unit) return rule;
  const format = native.numberFormat(words.lang, { style: 'unit', unit, unitDisplay: 'long' });
  return fill(isIdle ? idle : life, { span: native.formatNumber(format, +number) });
}

/**
 * A declared retention in words.
 * @param {Words} words
 * @param {{ in: string, retention?: string, record?: boolean }} key
 */
export function retentionOf(words, { in: area, retention = '', record: isRecord }) {
  const { none, first, record } = words.retention;
  const rules = present(map(native.split(retention, ','), (rule) => native.trim(rule)));
  const told = map(rules, (rule) => ruleText(words, rule, area));
  const said = told.length > 1 ? fill(first, { all: join(told, words.or) }) : (told[0] ?? none);
  if (!isRecord) return said;
  return told.length ? `${said}; ${record}` : record;
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
