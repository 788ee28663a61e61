// In which order released scripts start: as a browser would run them. Those that block its parser come first; behind
// them, once the document is parsed, come those that it defers. A script waits for those that stand before it and may be
// what it needs: of its own service, or, where one of the two names no service, of its category. It waits for no others,
// so one that never answers holds up its own alone.

import { add, every, filter, find, flat, part } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { categoryOf, serviceOf } from './held-elements.js';

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

/** May one of them need the other? @param {Entry} one @param {Entry} other */
const belong = (one, other) =>
  one.service && other.service ? one.service === other.service : one.category === other.category;

const isParsing = () => native.stateOf(document) === 'loading';

/** The parser may still be at it: only a part of its text is there. @param {Entry} entry */
const isPartial = ({ isExternal, script }) => !isExternal && isParsing() && !native.nextOf(script);

/** Those that it waits for. @param {Entry[]} entries @param {Entry} entry */
function waitsFor(entries, entry) {
  /** @type {Entry[]} */
  const before = [];
  for (let i = 0; entries[i] !== entry; i++) if (belong(entries[i], entry)) add(before, entries[i]);
  return before;
}

/**
 * May it start?
 * @param {Entry[]} entries
 * @param {Entry} entry
 * @returns {{ isListed: boolean } | undefined} yes, and it is then one of those that the browser keeps in order, or not
 */
function turnOf(entries, entry) {
  if (entry.isLoading || isPartial(entry) || (entry.isDeferred && isParsing())) return undefined;
  const before = waitsFor(entries, entry);
  // The browser has one such list for all scripts: only who belongs to all that are in it may join.
  const joins = every(entries, (one) => !one.isListed || belong(one, entry));
  if (!before.length) return { isListed: joins };
  return entry.isExternal && joins && every(before, (one) => one.isListed) ? { isListed: true } : undefined;
}

/** With one more: deferred ones stand behind the others. @param {Entry[]} entries @param {Entry} entry */
function withEntry(entries, entry) {
  let at = entries.length;
  while (!entry.isDeferred && at > 0 && entries[at - 1].isDeferred) at--;
  return flat([part(entries, 0, at), [entry], part(entries, at)]);
}

/**
 * @param {(script: HTMLScriptElement, isListed: boolean) => boolean} start  if it still may run; true: it loads, and
 *   `leave` will be heard
 */
export function openQueue(start) {
  /** Those that have not run yet, in order. @type {Entry[]} */
  let entries = [];
  const drop = (/** @type {Entry} */ entry) => {
    entries = filter(entries, (one) => one !== entry);
  };

  let isPumping = false;
  /** Starts what may start now. */
  function pump() {
    if (isPumping) return; // an inline script that runs within may change the document
    isPumping = true;
    for (let i = 0; i < entries.length; ) {
      const entry = entries[i],
        turn = turnOf(entries, entry);
      if (!turn) i++;
      else if (start(entry.script, turn.isListed)) {
        entry.isLoading = true;
        entry.isListed = turn.isListed;
        i++;
      } else drop(entry);
    }
    isPumping = false;
  }

  /**
   * It may run, in its turn.
   * @param {HTMLScriptElement} script @param {'classic' | 'module' | 'data'} work @param {boolean} isExternal
   */
  function enter(script, work, isExternal) {
    const isAsync = native.hasAttribute(script, 'async');
    if (isExternal && (isAsync || work === 'data')) return void start(script, false);
    const isDeferred = !isAsync && (work === 'module' || (isExternal && native.hasAttribute(script, 'defer')));
    const whose = { category: categoryOf(script), service: serviceOf(script) };
    entries = withEntry(entries, { script, isDeferred, isExternal, isLoading: false, isListed: false, ...whose });
  }

  /** It has run, failed, or may not run any more. @param {HTMLScriptElement} script */
  function leave(script) {
    const entry = find(entries, (one) => one.isLoading && one.script === script);
    if (entry) drop(entry);
    pump();
  }

  return { enter, leave, pump };
}
