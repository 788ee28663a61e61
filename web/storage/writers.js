// Who writes: whose script, and from where, as the stack tells. What nobody declared is held to be its who wrote it
// first (src/storage.h decides what follows). A writer is `id@host`: the mark of a released script, and the host of its
// address where that is not the page's own; of first-party code, and where no script is on the stack, the empty text.
import { attempt } from '../platform/attempt.js';
import { add } from '../platform/lists.js';
import { defineProperty, deleteProperty, getOwnPropertyDescriptor, native } from '../platform/pristine.js';
import { keyOf, timesIn, writerIn } from './ledger.js';

/** Frames of a stack that are looked at: trackers wrap what others wrap. */
const DEEPEST = 100;

/** More names than the ledger takes say no more. */
const MOST = 999;

/**
 * A line of a stack as a text, with and without brackets; what is evaluated has where it was written in front of ` line
 * `.
 */
const LINE = /^(?:.*[@(]| *at )?(https?:\/\/.*?)(?: line \d+ > .+)?(?::\d+){1,2}\)?$/;

/** What code that was evaluated says of where that was done. */
const ORIGIN = /(https?:\/\/.+?)(?::\d+){1,2}\)/;

/**
 * @param {any} object
 * @param {Record<string, unknown>} values  in place of its own, as long as this takes
 * @param {() => any} act
 */
function withOwn(object, values, act) {
  const keys = native.keys(values);
  /** @type {(PropertyDescriptor | undefined)[]} */
  const before = [];
  for (let i = 0; i < keys.length; i++) {
    add(before, getOwnPropertyDescriptor(object, keys[i]));
    // a frozen one stays as it is
    defineProperty(object, keys[i], { value: values[keys[i]], writable: true, enumerable: true, configurable: true });
  }
  try {
    return act();
  } finally {
    for (let i = 0; i < keys.length; i++) {
      const found = before[i];
      found ? defineProperty(object, keys[i], found) : deleteProperty(object, keys[i]);
    }
  }
}

/** The addresses of the scripts on the stack, the innermost first, without the one that this is. @returns {string[]} */
function addresses() {
  // Chromium tells of each call apart: as a text, what a function is called could be taken for an address.
  const stack =
    withOwn(
      native.Error,
      { stackTraceLimit: DEEPEST, prepareStackTrace: (/** @type {unknown} */ _, /** @type {any} */ calls) => calls },
      () => native.stackOf(new native.Error()),
    ) ?? '';
  const calls = typeof stack === 'string' ? native.split(stack, '\n') : stack;
  /** @type {string[]} */
  const found = [];
  let own; // of what stands here and in front of it: the first calls
  for (let i = 0; i < calls.length; i++) {
    const call = calls[i];
    const address =
      typeof call === 'string'
        ? native.exec(LINE, call)?.[1]
        : call.getFileName() || native.exec(ORIGIN, call.getEvalOrigin() ?? '')?.[1];
    own ??= address;
    if (address && (found.length || address !== own)) add(found, address);
  }
  return found;
}

/**
 * Who writes now.
 * @param {(address?: string) => string | undefined} idOf  of a released script: the one with this address, or without
 *   an address the one that runs (gate.js)
 * @returns {string} `id@host`; empty: first-party code, or nobody that a page sees
 */
export function writerOf(idOf) {
  const found = attempt(addresses) ?? [];
  for (let i = 0; i < found.length; i++) {
    const id = idOf(found[i]) ?? '';
    const host = attempt(() => native.hostnameOf(native.url(found[i]))) ?? '';
    const far = host !== location.hostname ? host : '';
    if (id || far) return `${id}@${far}`;
  }
  const id = idOf();
  return id ? `${id}@` : '';
}

/**
 * Is it there already: a server's, perhaps, or from before? Nothing: a browser does not say so at once.
 * @param {string} area
 * @param {string} name
 */
const isThere = (area, name) =>
  attempt(() =>
    area === 'cookie'
      ? native.indexOf(`; ${native.cookie(document)}`, `; ${name}=`) >= 0
      : native.storages[area] && native.getItem(native.storages[area](), name) !== null,
  );

/**
 * What is written on this page and nobody declared: each name once, at its first write.
 * @param {Parameters<typeof writerOf>[0]} idOf
 * @param {() => string} ledger  as it is stored
 * @param {() => void} changed  there is one more
 */
export function openWriters(idOf, ledger, changed) {
  /**
   * By its key, as the line of a ledger; new: it was not there before.
   * @type {Map<string, { line: string, isNew: boolean }>}
   */
  const written = new native.Map();
  return {
    written,
    /** Who wrote it first, or is about to. @param {string} area @param {string} name */
    of(area, name) {
      const key = keyOf([area, name]);
      const known = written.get(key);
      if (known) return writerIn(known.line);
      const there = isThere(area, name);
      const before = there === false ? undefined : timesIn(ledger(), key);
      if (before) return writerIn(before);
      const now = native.floor(native.now() / 1000);
      const writer = there ? '' : writerOf(idOf);
      if (written.size < MOST)
        written.set(key, { line: `${now}\t${now}${writer && `\t${writer}`}`, isNew: there === false });
      changed();
      return writer;
    },
    /** It was not written after all, or it went. @param {string} area @param {string} name */
    forget: (area, name) => written.delete(keyOf([area, name])),
  };
}
