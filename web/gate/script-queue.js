// In which order released scripts start: as a browser would run them, those that block its parser first, and behind
// them, once the document is parsed, those that it defers. A script waits for those that stand before it and may be
// what it needs: of its own service, or, where one of the two names no service, of its category. Others it does not
// wait for: one that never answers holds up its own alone.

import { every, filter, find } from '../platform/lists.js';
import { native } from '../platform/pristine.js';

/**
 * @typedef {object} Entry
 * @property {HTMLScriptElement} script  as its author wrote it
 * @property {boolean} isDeferred
 * @property {boolean} isExternal
 * @property {string} category
 * @property {string} service
 * @property {boolean} isLoading  it is started, and has not run yet
 * @property {boolean} isListed   the browser itself keeps it in order (`async = false`) with others while they load
 *   side by side
 */

/** @param {Entry} one @param {Entry} other */
const belong = (one, other) =>
  one.service && other.service ? one.service === other.service : one.category === other.category;

/**
 * @param {(script: HTMLScriptElement, isListed: boolean) => boolean} start  if it still may run; true: it loads, and
 *   `leave` will be heard
 */
export function openQueue(start) {
  /** Those that have not run yet, in order. @type {Entry[]} */
  let entries = [];

  const isParsing = () => native.stateOf(document) === 'loading';

  /** The parser may still be at it: only a part of its text is there. @param {Entry} entry */
  const isPartial = ({ isExternal, script }) => !isExternal && isParsing() && !native.nextOf(script);

  /** May it start, and is it then one of those that the browser keeps in order? @param {Entry} entry */
  function turnOf(entry) {
    if (isPartial(entry) || (entry.isDeferred && isParsing())) return undefined;
    /** @type {Entry[]} */
    const before = [];
    for (let i = 0; entries[i] !== entry; i++) if (belong(entries[i], entry)) before[before.length] = entries[i];
    // The browser has one such list for all scripts: only who belongs to all that are in it may join.
    const joins = every(entries, (one) => !one.isListed || belong(one, entry));
    if (!before[0]) return { isListed: joins };
    return entry.isExternal && joins && every(before, (one) => one.isListed) ? { isListed: true } : undefined;
  }

  let pumping = false;
  /** Starts what may start now. */
  function pump() {
    if (pumping) return; // an inline script that runs within may change the document
    pumping = true;
    for (let i = 0; i < entries.length; ) {
      const entry = entries[i],
        turn = entry.isLoading ? undefined : turnOf(entry);
      if (turn && start(entry.script, turn.isListed)) {
        entry.isLoading = true;
        entry.isListed = turn.isListed;
      } else if (turn) {
        entries = filter(entries, (one) => one !== entry);
        continue;
      }
      i++;
    }
    pumping = false;
  }

  /**
   * It may run, in its turn.
   * @param {HTMLScriptElement} script @param {'classic' | 'module' | 'data'} work @param {boolean} isExternal
   */
  function enter(script, work, isExternal) {
    const isAsync = native.hasAttribute(script, 'async');
    if (isExternal && (isAsync || work === 'data')) return start(script, false);
    const isDeferred = !isAsync && (work === 'module' || (isExternal && native.hasAttribute(script, 'defer')));
    const entry = {
      script,
      isDeferred,
      isExternal,
      isLoading: false,
      isListed: false,
      category: native.attribute(script, 'data-category') ?? '',
      service: native.attribute(script, 'data-service') ?? '',
    };
    const blocking = filter(entries, (one) => !one.isDeferred),
      deferred = filter(entries, (one) => one.isDeferred);
    if (isDeferred) entries[entries.length] = entry;
    else {
      blocking[blocking.length] = entry;
      entries = blocking;
      for (let i = 0; i < deferred.length; i++) entries[entries.length] = deferred[i];
    }
  }

  /** It has run, failed, or may not run any more. @param {HTMLScriptElement} script */
  function leave(script) {
    const entry = find(entries, (one) => one.isLoading && one.script === script);
    if (entry) entries = filter(entries, (one) => one !== entry);
    pump();
  }

  return { enter, leave, pump };
}
