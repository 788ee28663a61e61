// Where the decision is stored: in a cookie, else in localStorage, else in memory until the page is left. And what
// Assent notes beside it, in localStorage: the ledger, and the records of the past.

import { attempt } from '../platform/attempt.js';
import { add, every, flat, includes, join, last, map, once, part, present } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { putCookie, valuesOf } from './cookies.js';

/** Records of the past that are kept. */
const MOST_RECORDS = 50;

/** The longest text that may be a fact of a turn. */
export const LONGEST_FACT = 12e3;

/** No more of a text than may be a fact: up to its first blank. @param {string} text */
const firstWord = (text) => native.slice(/** @type {string[]} */ (native.exec(/^\S*/, text))[0], 0, LONGEST_FACT);

/** A text beside the record; empty: there is none, or none can be read. @param {string} key @returns {string} */
const readLocal = (key) => attempt(() => native.getItem(native.storages.localStorage(), key)) || '';

/** @param {string} key @param {string} text  empty: removes it */
const writeLocal = (key, text) =>
  attempt(() => {
    const storage = native.storages.localStorage();
    if (text) native.setItem(storage, key, text);
    else native.removeItem(storage, key);
  });

/** @param {string} domain */
const tellNotTaken = (domain) =>
  native.error(
    `assent: cookie.domain: expected ${location.hostname} or a domain that it is part of, and no public suffix such as com, found ${native.quote(domain)}. ` +
      'The browser does not take the cookie, so the choice is kept for this address alone. Write the domain that your hosts share, or "host"',
  );

/** Where the cookies of a decision are. @param {string} domain  `host`, or a parent domain that shares the decision */
export const whereOf = (domain) => `;path=/${domain === 'host' ? '' : `;domain=${domain}`}`;

/**
 * @param {string} name  of the record
 * @param {string} domain  `host`, or a parent domain that shares it
 */
export function openDecisionStore(name, domain) {
  let memory = '';
  const isShared = domain !== 'host';
  const where = whereOf(domain);
  const seen = `${name}.seen`,
    history = `${name}.history`,
    session = `${name}.session`;

  /** @param {string} key @param {string} text @param {number} seconds  0: as long as the session */
  const put = (key, text, seconds) =>
    putCookie(`${key}=${text}${where};samesite=lax${seconds === 0 ? '' : `;max-age=${seconds}`}`);

  /** One more record of the past, with the same in words. @param {string} line */
  function noteRecord(line) {
    const past = present(native.split(readLocal(history), '\n'));
    if (last(past) === line) return;
    add(past, line);
    writeLocal(history, join(part(past, native.max(0, past.length - MOST_RECORDS)), '\n'));
  }

  return {
    /** Every text that may be the record, once: another host's may stand under the same name. @returns {string[]} */
    read: () => present(once(map(flat([valuesOf(name), [readLocal(name), memory]]), firstWord))),
    forget: () => {
      memory = '';
    },
    ledger: () => readLocal(seen),
    /** @param {string} text  the ledger */
    note: (text) => writeLocal(seen, text),
    /** The records that were stored here, one a line. */
    history: () => readLocal(history),
    /** Is this session of the browser new? From now on it is not. */
    isNew() {
      const mark = isShared ? domain : '1';
      const isNew = !includes(valuesOf(session), mark);
      if (isNew) put(session, mark, 0);
      return isNew;
    },
    /**
     * Stores a decision.
     * @param {string} record
     * @param {number} seconds  0: on a shared computer, which keeps no more than a cookie of the session
     * @param {string} said  the same in words, for people
     * @param {boolean} mirror  in localStorage too, where other tabs hear of it
     * @param {(area: string, name: string, text: string) => boolean} mayReplace  what stands there is nobody else's
     */
    write(record, seconds, said, mirror, mayReplace) {
      const hasRoom = every(valuesOf(name), (text) => mayReplace('cookie', name, text));
      if (hasRoom) put(name, record, seconds);
      const isTaken = includes(valuesOf(name), record);
      memory = isTaken ? '' : record;
      if (!isTaken && hasRoom && isShared && native.takesCookies(native.navigator())) tellNotTaken(domain);
      const before = readLocal(name),
        isFree = !before || mayReplace('localStorage', name, before);
      if (seconds === 0) {
        if (isFree) writeLocal(name, '');
        return;
      }
      if (isFree && (before || mirror || !isTaken)) writeLocal(name, record);
      noteRecord(`${record} ${said}`);
    },
  };
}
