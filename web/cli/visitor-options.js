// The visitor whom a command asks about: the options that describe them, and what the core answers.
import { TIME_END } from '#contract';
import { cookiesOf } from '../server/cookies.js';
import { trouble } from './command-line.js';

/** @typedef {import('../server/node.js').Reading} Reading */
/** @typedef {import('../server/node.js').Site} Site */

/** Options of every command that asks about a visitor. */
export const VISITOR = /** @type {const} */ ({
  cookie: { type: 'string' },
  now: { type: 'string' },
  region: { type: 'string' },
  audience: { type: 'string' },
  age: { type: 'string' },
  gpc: { type: 'boolean' },
});

/**
 * @typedef {{ cookie?: string, now?: string, region?: string, audience?: string, age?: string, gpc?: boolean }} Values
 */

/** @param {number} seconds */
export const date = (seconds) =>
  new Date(seconds * 1000)
    .toISOString()
    .replace('T', ' ')
    .replace(/:\d\d\.\d+Z$/, ' UTC');

/** @param {string | undefined} text @returns {number} unix seconds; without a text: this moment */
export function timeOf(text) {
  if (text === undefined) return Math.floor(Date.now() / 1000);
  const seconds = /^\d{1,10}$/.test(text)
    ? Number(text)
    : /^\d{4}-\d\d-\d\d([T ]|$)/.test(text)
      ? Math.floor(Date.parse(text) / 1000)
      : NaN;
  if (!(seconds >= 0 && seconds < TIME_END))
    throw trouble(`--now ${text}: expected a time such as 2026-11-22, 2026-11-22T06:00:00Z or 1795305600`, true);
  return seconds;
}

/**
 * What holds for this visitor. The core takes an option that it cannot read for the most protective one, as it must on
 * a page. A person who mistyped is told instead.
 * @param {Site} site
 * @param {Values} values
 */
export function visit(site, { cookie: header = '', now: moment, region, audience, age, gpc }) {
  const now = timeOf(moment);
  const cookie = header.replace(/^\s*cookie:/i, '').trim(); // as it is copied from a log
  const reading = site.read(cookie, { now, region, audience, age, gpc });
  if (region && !reading.place)
    throw trouble(`--region ${region}: expected a place of ISO 3166 such as DE or US-CA`, true);
  if (audience !== undefined && reading.audience !== audience)
    throw trouble(`--audience ${audience}: expected general, minor, child or k12`, true);
  if (age !== undefined && !/^\d{1,3}$/.test(age)) throw trouble(`--age ${age}: expected whole years`, true);
  const given = cookie.includes('=') ? cookiesOf(cookie).some(([name]) => name === site.cookieName) : cookie !== '';
  return { reading, now, given };
}
