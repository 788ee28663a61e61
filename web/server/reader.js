// The same core on a server: the decision that the browser sends with each request, read by the rules that the page
// obeys. No file is read here, so that a worker at the edge can use it with a module that it compiled itself; node.js
// has the files.

import { nearest } from '../catalogue/nearest.js';
import catalogue from '../catalogue/starter-services.js';
import { expandText } from '../catalogue/use.js';
import { handlersFor } from '../core/carry-out.js';
import { CLOCK_END } from '../core/clock.js';
import { connect } from '../core/connect.js';
import { factsOf } from '../core/visitor.js';
import { lawOf, explain as sayWhy } from '../explain/reason-sentences.js';
import { explain } from '../faults/fault-sentences.js';
import { cookiesOf } from './cookies.js';

/** @typedef {import('./reader.js').Reading} Reading */

/** Longer than any cookie, so no record. */
const COOKIE_MAX = 4096;

/**
 * Bytes of names in one turn, so that no header, however it was made, is too large for the core: an error page loses
 * every choice.
 */
const NAMES_MAX = 40000;

/** What the core looks at: src/consent.c and src/neighbours.h. */
const RECORDS_MAX = 8,
  NEIGHBOURS_MAX = 64;

/**
 * A control character could forge a line of the turn. No record has one, and no server could name such a cookie.
 * @param {string} text
 */
const isPlain = (text) => !/[\0-\x1f\x7f]/.test(text);

/**
 * Turns that ask which of these cookies are to be erased, as many as they take.
 * @param {string[]} names
 * @param {string} facts
 */
function sweepsOf(names, facts) {
  /** @type {string[]} */
  const turns = [];
  let room = 0;
  for (const name of new Set(names.filter(isPlain))) {
    const size = 3 * name.length + 40; // as UTF-8 at most, in the turn and in its effects
    if (size > NAMES_MAX) continue; // no browser has such a name
    if (size > room) {
      turns.push(`sweep\t${facts}`);
      room = NAMES_MAX;
    }
    room -= size;
    turns[turns.length - 1] += `\ncookie\t${name}`;
  }
  return turns;
}

/** What a sweep may go after (src/storage.h); '' is what is due. */
const SWEEPS = ['', 'refused', 'behaviour', 'everything', 'logout'];

/**
 * Values of `Set-Cookie` that expire a cookie wherever a browser may have it: on this host and every parent domain (a
 * public suffix it refuses by itself), on every path above this one. Each is Secure where its prefix wants that, and
 * only there: over plain http a browser takes no other kind.
 * @param {string} name @param {string} host @param {string} path
 * @param {string} [only]  of Assent's own: the one domain that this site keeps it for, or `host`; under its name others
 *   may keep theirs
 */
function expiriesOf(name, host, path, only) {
  const bare = host.replace(/:\d+$/, ''),
    isHostOnly = /^__Host-/i.test(name);
  const labels = bare.split('.');
  const domains =
    isHostOnly || /^[\d.]+$|^\[/.test(bare)
      ? ['']
      : ['', ...labels.slice(0, -1).map((_, i) => `; Domain=${labels.slice(i).join('.')}`)];
  const steps = path.split('?')[0].split('/').slice(1).filter(Boolean);
  const paths = isHostOnly ? ['/'] : ['/', ...steps.map((_, i) => `/${steps.slice(0, i + 1).join('/')}`)];
  const secure = /^__(Host|Secure)-/i.test(name) ? '; Secure' : '';
  if (only) return [`${name}=0; Max-Age=0; Path=/${only === 'host' ? '' : `; Domain=${only}`}${secure}`];
  return paths.flatMap((at) => domains.map((domain) => `${name}=0; Max-Age=0; Path=${at}${domain}${secure}`));
}

/** @param {string[]} faults @returns {Error & { faults: string[] }} */
const refusal = (faults) =>
  Object.assign(new Error(`assent: the config has faults:\n${faults.join('\n')}`), { faults });

/** @param {Date | number} now */
const seconds = (now) => {
  const time = Math.floor(typeof now === 'number' ? now : now.getTime() / 1000);
  if (!(time >= 0 && time < CLOCK_END)) throw new RangeError('assent: now is a Date, or a time in seconds since 1970');
  return time;
};

/**
 * The config's text. The core leaves to us what only bytes can have wrong, and a byte order mark, which RFC 8259 does
 * not let us add.
 * @param {object | string | Uint8Array} config
 * @returns {{ text: string, faults?: string[][] }}
 */
function textOf(config) {
  if (!(config instanceof Uint8Array)) {
    const text = typeof config === 'string' ? config : String(JSON.stringify(config));
    return { text, faults: text[0] === '\ufeff' ? [['0', 'json']] : undefined };
  }
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(config);
  // differs from the first byte on that is no UTF-8, for U+FFFD stands in its place
  const again = new TextEncoder().encode(text);
  let at = 0;
  while (at < again.length && again[at] === config[at]) at++;
  if (at === config.length && at === again.length) return textOf(text);
  while ((again[at] & 0xc0) === 0x80) at--;
  return { text, faults: [[String(at), 'utf-8']] };
}

/** @type {typeof import('./reader.js').openWith} */
export function openWith(exports, config) {
  const turn = connect(exports);
  let name = '';
  let domain = '';
  let site = ''; // the config, with the services that it uses
  /** The turn that the core's state stands at. */
  let current = '';

  /** Effects of one turn, on objects of its own. @param {string} input */
  function carryOut(input) {
    /** @type {Record<string, boolean>} */
    const grants = {};
    /** @type {import('../core/carry-out.js').Holds} */
    const state = { ask: '', decided: null, regime: '', place: '', audience: '', signal: false, link: '' };
    /** @type {import('./reader.js').Stored[]} */
    const erase = [];
    /** @type {import('../core/carry-out.js').Turned} */
    const turned = {};
    const handlers = handlersFor({
      grants,
      state,
      keep: (own, where) => {
        [name, domain] = [own, where];
      },
      save: () => {}, // only a choice saves, and choices are made in the browser
      note(area, own, times) {
        // the ledger is the browser's
        if (!times[0]) erase.push(Object.freeze({ area, name: own }));
      },
    });
    for (const line of turn(input)) handlers[line[0]](turned, line);
    return { grants, state, erase, turned };
  }

  /** @returns {string[] | undefined} faults, as lines */
  function begin() {
    const { text, faults } = textOf(config);
    try {
      site = faults ? text : expandText(text, catalogue);
      const found = faults ?? carryOut(`config\n${site}`).turned.told;
      // of no text at all it tells where a page would look; here there is a file
      return found && explain(found, site || ' ', nearest);
    } catch (error) {
      if (!/too large$/.test(String(error))) throw error;
      return [
        `the config: expected at most what the core has room for (128 KB of JSON, and as much once it is read), found ${site.length} characters`,
      ];
    }
  }
  const faults = begin();
  if (faults) throw refusal(faults);

  return Object.freeze({
    cookieName: name,

    read(/** @type {string | null | undefined} */ stored, { now = new Date(), ...visitor } = {}) {
      const text = stored ?? '';
      const cookies = cookiesOf(text);
      const isKnown = (/** @type {string} */ record) => record.length <= COOKIE_MAX && isPlain(record);
      const records = text.includes('=')
        ? cookies.filter(([own]) => own === name).map(([, record]) => record)
        : [text.trim()];
      const time = `now=${seconds(now)}`;
      const input = `start\t${time}${factsOf(visitor)}${records
        .filter(isKnown)
        .slice(0, RECORDS_MAX)
        .map((record) => `\trecord=${record}`)
        .join('')}`;
      let neighbours = 0; // names of records that are another site's
      /** The core's state, as this request leaves it. */
      function start() {
        const started = carryOut((current = input));
        const theirs = cookies
          .filter(([own, record]) => /^\d+(\.|%2e)/i.test(record) && isPlain(own) && isKnown(record))
          .slice(0, NEIGHBOURS_MAX)
          .filter(([own, record]) => carryOut(`whose\tcookie\t${own}\t${record}`).turned.hold);
        neighbours = theirs.length;
        return started;
      }
      const { grants, state, turned } = start();
      const names = cookies.map(([own]) => own);
      const erase = turned.sweep ? sweepsOf(names, time).flatMap((sweep) => carryOut(sweep).erase) : [];
      /**
       * A question, with the core's state as this request left it: another one may have been read in between.
       * @param {string} turn
       */
      const again = (turn) => {
        if (current !== input) start();
        return carryOut(turn).turned;
      };
      return Object.freeze({
        ...state,
        grants: Object.freeze(grants),
        ask: /** @type {Reading['ask']} */ (state.ask),
        decided: /** @type {Reading['decided']} */ (state.decided),
        audience: /** @type {Reading['audience']} */ (state.audience),
        link: /** @type {Reading['link']} */ (state.link),
        erase: Object.freeze(erase),
        allows: (/** @type {string} */ id) => grants[id] === true,
        element({ kind = 'script', category = '', service = '', host = '' }) {
          const facts = [kind, category, service, host];
          if (!facts.every(isPlain)) return Object.freeze({ allowed: false, why: 'unknown', id: '' });
          const { hold } = again(`element\t${facts.join('\t')}`);
          return Object.freeze({ allowed: !hold, why: hold?.[0] ?? '', id: hold?.[1] ?? '' });
        },
        clearing(/** @type {string} */ host, { what = '', path = '/' } = {}) {
          if (!SWEEPS.includes(what))
            throw new TypeError(`assent: what is to be cleared is one of ${SWEEPS.join(', ')}`);
          if (current !== input) start();
          const gone = sweepsOf(names, `${time}\twhat=${what}`).flatMap((sweep) => carryOut(sweep).erase);
          return {
            'Set-Cookie': gone.flatMap(({ name: own }) =>
              expiriesOf(own, host, path, own === name || own.startsWith(`${name}.`) ? domain : ''),
            ),
            ...(what === 'everything' && !neighbours && { 'Clear-Site-Data': '"cache", "storage"' }),
          };
        },
        law: () => lawOf(again('law').told ?? []),
        explain: (/** @type {any} */ target, /** @type {Record<string, string> | undefined} */ words) =>
          sayWhy(typeof target !== 'string' || isPlain(target) ? target : '?', {
            ask: again,
            state,
            site: JSON.parse(site),
            words,
          }),
      });
    },
  });
}
