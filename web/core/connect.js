// The boundary to the core, seen from JavaScript: text in, lines of effects out. Nothing here knows what they mean.

import { FAILURES } from '#contract';
import { map } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { keep } from './memo.js';

/**
 * @typedef {{ memory: { buffer: ArrayBuffer, grow?: (pages: number) => number }, io: () => number, turn: (n: number) =>
 *   number }} Exports  of the module or its twin
 */
/** @typedef {string[][]} Lines  each effect: its name, then its fields */

/** What the memory grows by: a page of WebAssembly. */
const PAGE = 65536;

/** Bytes that the largest config needs once it is read. */
const ROOM_MOST = 10 * PAGE;

/**
 * Lets the core's memory grow until it has room for a config: 16 bytes for each of its characters hold all that is read of
 * it. (The twin has all the room there is from the beginning.)
 * @param {Exports} exports @param {string} [config]  without one: room for any
 */
export function makeRoom({ memory, io }, config) {
  const { 4: arena } = new native.Uint32Array(memory.buffer, io(), 5);
  const wanted = config ? native.min(ROOM_MOST, PAGE + 16 * config.length) : ROOM_MOST;
  const missing = wanted - (native.byteCount(new native.Uint8Array(memory.buffer)) - arena);
  if (missing > 0) memory.grow?.(native.ceil(missing / PAGE));
}

/**
 * Texts up to this long, as nearly all are, are copied here: to call a coder, and to make views for it, costs more than
 * they do.
 */
const SHORT = 160;

/**
 * @param {Exports} exports
 * @param {object} [options]
 * @param {string} [options.config]  the one that it will read; without it: room is made for any
 * @param {(input: string, output: string) => void} [options.watch]  told of each turn
 * @returns {(input: string, head?: string) => Lines}  head: what comes before it, of which there are few: they are
 *   kept, and cost less then. Throws, with the core's state unchanged, when a turn fails; after a trap always
 */
export function connect(exports, { config, watch } = {}) {
  const { memory, io, turn } = exports;
  makeRoom(exports, config);
  const { apply, codeOf } = native;
  const { buffer } = memory;
  const { 0: inAt, 1: inSize, 2: outAt } = new native.Uint32Array(buffer, io(), 4);
  const bytes = new native.Uint8Array(buffer);
  const room = new native.Uint8Array(buffer, inAt, inSize);
  const encoder = native.encoder();
  const decoder = native.decoder();
  let dead = false;

  const bytesOf = keep((/** @type {string} */ head) => {
    const bytes = native.encode(encoder, head);
    return { bytes, size: native.byteCount(bytes) };
  });

  /** Into the core; how many bytes, or -1: it does not fit. @param {string} head @param {string} text */
  function write(head, text) {
    const { bytes: known, size } = bytesOf(head);
    let n = 0,
      i = 0;
    for (; n < size; n++) room[n] = known[n];
    if (text.length <= SHORT)
      for (; i < text.length; i++) {
        const code = apply(codeOf, text, [i]);
        if (code >= 128) break;
        room[n++] = code;
      }
    if (i === text.length) return n;
    text = head + text;
    const { read, written } = native.encodeInto(encoder, text, room);
    return read < text.length ? -1 : written;
  }

  /**
   * Answers, as bytes and as lines, by their length and end: there are few, for many questions.
   * @type {{ bytes: Uint8Array, size: number, lines: Lines }[]}
   */
  const answers = [];

  /** Out of the core. @param {number} n  bytes */
  function read(n) {
    const place = (n * 7 + bytes[outAt + n - 1]) & 63;
    const known = answers[place];
    let i = 0;
    if (n === known?.size) while (i < n && bytes[outAt + i] === known.bytes[i]) i++;
    if (known && i === n && n) return known.lines;
    const found = new native.Uint8Array(n);
    for (i = 0; i < n; i++) found[i] = bytes[outAt + i];
    const lines = n ? map(native.split(native.decode(decoder, found), '\n'), (line) => native.split(line, '\t')) : [];
    answers[place] = { bytes: found, size: n, lines };
    return lines;
  }

  return (input, head = '') => {
    if (dead) throw new native.Error('assent: stopped');
    const written = write(head, input);
    dead = true; // a trap leaves it so
    const n = written < 0 ? -1 : turn(written);
    dead = false;
    watch?.(head + input, n < 0 ? `! ${n}` : native.decode(decoder, new native.Uint8Array(buffer, outAt, n)));
    if (n < 0) throw new native.Error(`assent: ${FAILURES[-n]}`);
    return read(n);
  };
}
