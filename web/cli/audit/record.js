// Reads the stored decision for the audit and the tests, which only look at it. src/record.h has its grammar, and says
// what each part means.

/**
 * @typedef {{ site?: { id?: string }, cookie?: { name?: string, domain?: string }, categories: any[], services?: any[]
 *   }} Config
 */
/**
 * @typedef {object} Decision
 * @property {number} format
 * @property {string} site    whose it is; empty: format 1 does not say
 * @property {string} scope   of the domain that it is kept for; empty: of one host, or format 1
 * @property {number} when    unix seconds
 * @property {string} how
 * @property {number} policy
 * @property {string} regime
 * @property {boolean | null} signal  null: format 1 does not say
 * @property {string} law
 * @property {Record<string, 'y' | 'n' | 'i' | 'p'>} said  by id
 * @property {number} others  entries that say something of what this config does not have, or asks otherwise
 */

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const PURPOSES = ['necessary', 'functional', 'statistics', 'personalisation', 'advertising', 'security'];
const SALES = ['no', 'personal', 'sensitive'];

/** FNV-1a of 32 bits. @param {string} text */
const hash = (text) =>
  new TextEncoder().encode(text).reduce((sum, byte) => Math.imul(sum ^ byte, 16777619) >>> 0, 2166136261);

/** @param {number} sum @param {number} bits */
const fold = (sum, bits) => ((sum >>> (32 - bits)) ^ sum) & (2 ** bits - 1);

/** @param {number} number @param {number} n */
const digits = (number, n) => Array.from({ length: n }, (_, i) => DIGITS[(number >>> (6 * (n - 1 - i))) & 63]).join('');

/** @param {string} vendor */
const vendorOf = (vendor) => (vendor ? fold(hash(vendor), 30) || 1 : 0);

/** @param {string} text  all that stands before the last dot */
export const checksumOf = (text) => fold(hash(text), 16);

/** @param {Config} config */
export const siteOf = ({ site, cookie }) => site?.id ?? cookie?.name ?? 'assent';

/** The name that its decision is stored under. @param {Config} config */
export function storedName(config) {
  const name = config.cookie?.name ?? 'assent',
    site = siteOf(config);
  return site === name ? name : `${name}~${site}`;
}

/** @param {Config} config */
export function scopeOf({ cookie: { domain = 'host' } = {} }) {
  return domain === 'host' ? '' : digits(fold(hash(domain), 12), 2);
}

/**
 * The five digits that stand for each category and service in a record.
 * @param {Config} config
 * @returns {Map<string, string>} by id
 */
export function keysOf({ categories, services = [] }) {
  const purpose = new Map(categories.map((one) => [one.id, PURPOSES.indexOf(one.purpose)]));
  return new Map(
    [...categories, ...services].map(({ id, category = id, sale = 'no', vendor = '' }) => [
      id,
      digits(fold(hash(`${id}\t`), 18), 3) +
        digits(fold(hash(`${id}\t${purpose.get(category)}\t${SALES.indexOf(sale)}\t${vendorOf(vendor)}\t`), 12), 2),
    ]),
  );
}

const OLD =
  /^1\.(?<when>\d{1,10})\.(?<how>\w+)\.(?<policy>\d{1,6})\.(?<regime>[a-z0-9_]+)\.(?<entries>(?:[a-z0-9_-]{1,32}[*!~'])*)\.(?<sum>\d{1,5})$/;
const NEW =
  /^2\.(?<site>[\w-]+)\.(?<scope>(?:[\w-]{2})?)\.(?<when>\d{1,10})\.(?<how>\w+)\.(?<policy>\d{1,6})\.(?<regime>[a-z0-9_]+)\.(?<signal>[01])\.(?<law>[A-Za-z0-9-]{0,10})\.(?<entries>(?:[\w-]{5}[ynip])*)\.(?<sum>\d{1,5})$/;

/** @type {Record<string, 'y' | 'n' | 'i' | 'p'>} */
const MARKS = { '*': 'y', '!': 'n', '~': 'i', "'": 'p' };

/**
 * Reads a record. Format 1 leaves out what a service has in common with its category.
 * @param {string} record
 * @param {Config} config
 * @returns {Decision | null} null: it is none
 */
export function readRecord(record, config) {
  const parts = (NEW.exec(record) ?? OLD.exec(record))?.groups;
  if (!parts || checksumOf(record.slice(0, record.lastIndexOf('.'))) !== +parts.sum) return null;
  const { site = '', scope = '', when, how, policy, regime, signal, law = '', entries } = parts;
  const isOld = record.startsWith('1.');
  /** @type {[string, string][]} what it is called here, and its mark */
  const all = isOld
    ? [...entries.matchAll(/([a-z0-9_-]+)([*!~'])/g)].map(([, id, mark]) => [id, MARKS[mark]])
    : [...entries.matchAll(/(.{5})(.)/g)].map(([, key, mark]) => [key, mark]);
  /** @type {Record<string, any>} */
  const said = {};
  for (const [id, key] of keysOf(config)) {
    const found = all.find(([name]) => name === (isOld ? id : key));
    if (found) said[id] = found[1];
  }
  return {
    format: isOld ? 1 : 2,
    site,
    scope,
    when: +when,
    how,
    policy: +policy,
    regime: isOld && regime === 'row' ? 'strict' : regime,
    signal: isOld ? null : signal === '1',
    law,
    said,
    others: all.length - Object.keys(said).length,
  };
}

/**
 * The ids to which somebody said yes.
 * @param {string} record
 * @param {Config} config
 * @returns {string[]} none, too, where it is no record
 */
export const grantedIn = (record, config) =>
  Object.entries(readRecord(record, config)?.said ?? {})
    .filter(([, mark]) => mark === 'y')
    .map(([id]) => id);
