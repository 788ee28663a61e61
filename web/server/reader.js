// The same core on a server. It reads the decision that a browser sends with each request, by the rules that the page
// obeys. This file reads no other file, so that a worker at the edge can use it with a module that it compiled itself.
// node.js reads the files.

import { NEIGHBOURS_MAX, RECORDS_MAX, TIME_END } from '#contract';
import { nearest } from '../catalogue/nearest.js';
import catalogue from '../catalogue/starter-services.js';
import { expandText } from '../catalogue/use.js';
import { noteState, nothingHolds, turnedOf } from '../core/carry-out.js';
import { connect } from '../core/connect.js';
import { questionOf, turnOf } from '../core/turn-text.js';
import { lawOf, explain as sayWhy } from '../explain/reason-sentences.js';
import { explain } from '../faults/fault-sentences.js';
import { textOf } from './config-text.js';
import { cookiesOf } from './cookies.js';
import { expiriesOf } from './expired-cookies.js';
import { CLEARABLE, isPlain, sweepsOf } from './sweeps.js';

/** @typedef {import('./reader.js').Reading} Reading */

/** A text that is longer is no cookie, and so no record. */
const COOKIE_MAX = 4096;

/** @param {string[]} faults @returns {Error & { faults: string[] }} */
const refusal = (faults) =>
  Object.assign(new Error(`assent: the config has faults:\n${faults.join('\n')}`), { faults });

/** @param {Date | number} now */
const seconds = (now) => {
  const time = Math.floor(typeof now === 'number' ? now : now.getTime() / 1000);
  if (!(time >= 0 && time < TIME_END)) throw new RangeError('assent: now is a Date, or a time in seconds since 1970');
  return time;
};

/**
 * @typedef {object} Effects  of one turn
 * @property {Record<string, boolean>} grants
 * @property {import('../core/carry-out.js').Holds} state
 * @property {import('./reader.js').Stored[]} erase
 * @property {import('#contract').Turned} turned
 */

/**
 * Reads a config with a core of your own, for a worker at the edge or wherever no file can be read. What it returns
 * answers for any number of requests, one after another.
 * @param exports  of an instance that nobody else uses
 * @param config   an object, JSON, or JSON as bytes: then bad UTF-8 is refused with its place
 * @throws {import('./reader.js').ConfigError} if the config has faults, all of them at once
 * @type {typeof import('./reader.js').openWith}
 */
export function openWith(exports, config) {
  const turn = connect(exports);
  let name = '';
  let domain = '';
  let site = ''; // the config, with the services that it uses

  /** Effects of one turn, on objects of its own. @param {string} input @returns {Effects} */
  function carryOut(input) {
    /** @type {Record<string, boolean>} */
    const grants = {};
    const state = nothingHolds();
    const turned = turnedOf(turn(input));
    noteState(turned, grants, state);
    if (turned.record) ({ name, domain } = turned.record);
    // The ledger and the record are the browser's: only what goes is for a server.
    const erase = (turned.erase ?? []).map(({ area, name: own }) => Object.freeze({ area, name: own }));
    return { grants, state, erase, turned };
  }

  /** @returns {string[] | undefined} faults, as lines */
  function begin() {
    const { text, faults } = textOf(config);
    try {
      site = faults ? text : expandText(text, catalogue);
      const found = faults ?? carryOut(`config\n${site}`).turned.error;
      // of no text at all it tells where a page would look; here there is a file
      return found && explain(found, site || ' ', nearest);
    } catch (error) {
      if (!/too large$/.test(String(error))) throw error;
      return [
        'the config: expected at most what the core has room for (128 KB of JSON, and as much once it is read), ' +
          `found ${site.length} characters`,
      ];
    }
  }
  const faults = begin();
  if (faults) throw refusal(faults);

  /** @type {Core} */
  const core = { name, domain, site, carryOut, reading: undefined };
  return Object.freeze({
    cookieName: name,
    read: (/** @type {string | null | undefined} */ stored, { now = new Date(), ...visitor } = {}) =>
      readingOf(core, stored ?? '', now, visitor),
  });
}

/**
 * @typedef {object} Core  one for all requests
 * @property {string} name    of the cookie with the decision
 * @property {string} domain  that it is kept for; `host`: this host alone
 * @property {string} site    the config
 * @property {(input: string) => Effects} carryOut
 * @property {unknown} reading  stands for the request whose state it has now
 */

/**
 * The records of this site in a header, or in a text that is a record itself.
 * @param {string} stored
 * @param {[name: string, value: string][]} cookies
 * @param {string} name
 */
const recordsIn = (stored, cookies, name) =>
  (stored.includes('=') ? cookies.filter(([own]) => own === name).map(([, record]) => record) : [stored.trim()])
    .filter(isKnown)
    .slice(0, RECORDS_MAX);

/** May it be a record at all? @param {string} record */
const isKnown = (record) => record.length <= COOKIE_MAX && isPlain(record);

/** Cookies that look like records, of whichever site. @param {[name: string, value: string][]} cookies */
const recordLike = (cookies) =>
  cookies
    .filter(([own, record]) => /^\d+(\.|%2e)/i.test(record) && isPlain(own) && isKnown(record))
    .slice(0, NEIGHBOURS_MAX);

/**
 * What holds for one request. Longer than 60 lines: its functions share the request's cookies and the core's state.
 * @param {Core} core
 * @param {string} stored  a `Cookie:` header, or a record alone
 * @param {Date | number} now
 * @param {import('../core/turn-text.js').Visitor} visitor
 * @returns {Reading}
 */
function readingOf(core, stored, now, visitor) {
  const { carryOut } = core;
  const cookies = cookiesOf(stored);
  const time = { now: seconds(now) };
  const input = turnOf('start', { ...time, ...visitor, record: recordsIn(stored, cookies, core.name) });

  /** Brings the core into the state that this request leaves. */
  function start() {
    core.reading = start;
    const started = carryOut(input);
    const theirs = recordLike(cookies).filter(
      ([own, record]) => carryOut(questionOf('whose', ['cookie', own, record])).turned.hold,
    );
    return { ...started, hasNeighbours: theirs.length > 0 };
  }
  const { grants, state, turned, hasNeighbours } = start();

  /** Asks the core in that state: another request may have been read in between. @param {string} turn */
  function again(turn) {
    if (core.reading !== start) start();
    return carryOut(turn);
  }

  /** The cookies that a sweep takes. @param {import('#contract').VerbFacts['sweep']} facts */
  const swept = (facts) =>
    sweepsOf(
      cookies.map(([own]) => own),
      facts,
    ).flatMap((sweep) => again(sweep).erase);

  return Object.freeze({
    ...state,
    grants: Object.freeze(grants),
    ask: /** @type {Reading['ask']} */ (state.ask),
    decided: /** @type {Reading['decided']} */ (state.decided),
    audience: /** @type {Reading['audience']} */ (state.audience),
    link: /** @type {Reading['link']} */ (state.link),
    erase: Object.freeze(turned.sweep ? swept(time) : []),
    allows: (/** @type {string} */ id) => grants[id] === true,
    element({ kind = 'script', category = '', service = '', host = '' }) {
      const facts = [kind, category, service, host];
      if (!facts.every(isPlain)) return Object.freeze({ allowed: false, why: 'unknown', id: '' });
      const { hold } = again(questionOf('element', [kind, category, service, host])).turned;
      return Object.freeze({ allowed: !hold, why: hold?.why ?? '', id: hold?.id ?? '' });
    },
    clearing(/** @type {string} */ host, { what = '', path = '/' } = {}) {
      if (!CLEARABLE.includes(what))
        throw new TypeError(`assent: what is to be cleared is one of ${CLEARABLE.join(', ')}`);
      const { name, domain } = core;
      const isOurs = (/** @type {string} */ own) => own === name || own.startsWith(`${name}.`);
      return {
        'Set-Cookie': swept({ ...time, what }).flatMap(({ name: own }) =>
          expiriesOf(own, host, path, isOurs(own) ? domain : ''),
        ),
        // It would take the decisions of other sites of this origin, too.
        ...(what === 'everything' && !hasNeighbours && { 'Clear-Site-Data': '"cache", "storage"' }),
      };
    },
    law: () => lawOf(again('law').turned.rule ?? []),
    explain: (/** @type {any} */ target, /** @type {Record<string, string> | undefined} */ words) =>
      sayWhy(typeof target !== 'string' || isPlain(target) ? target : '?', {
        ask: (turn) => again(turn).turned,
        state,
        site: JSON.parse(core.site),
        words,
      }),
  });
}
