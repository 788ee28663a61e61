// The boundary to the core, seen from JavaScript: text in, lines of effects out. Nothing here knows what they mean.

import { keep } from './answers.js';

/** @typedef {{ memory: { buffer: ArrayBuffer, grow?: (pages: number) => number }, io: () => number, turn: (n: number) => number }} Exports  of the module or its twin */
/** @typedef {string[][]} Lines  each effect: its name, then its fields */

/** What a turn answers instead of a length, `enum turn_error` in src/base.h; the empty ones no page can cause. */
const FAILURES = ['', 'too large', '', 'bad fact', '', 'no such id', 'cannot be refused', 'cannot be granted'];

/**
 * Before `connect`, where the embedded core is to read this config: it has room for a small one, 16 bytes for each of a config hold all that is
 * read of it, and 640 KB all that it takes. The whole core and the twin have room for the largest, and cannot grow.
 * @param {Exports} exports @param {string} json
 */
export function makeRoom({ memory }, json) {
  memory.grow?.(Math.min(10, 1 + (json.length >> 12)));
}

/** Texts up to this long, as nearly all are, are copied here: to call a coder, and to make views for it, costs more than they do. */
const SHORT = 160;

/**
 * @param {Exports} exports
 * @param {(input: string, output: string) => void} [watch]  told of each turn
 * @returns {(input: string, head?: string) => Lines}  head: what comes before it, of which there are few: they are kept, and cost less then. Throws, with the
 *   core's state unchanged, when a turn fails; after a trap always
 */
export function connect({ memory, io, turn }, watch) {
  const [inAt, inSize, outAt] = new Uint32Array(memory.buffer, io(), 4);
  const bytes = new Uint8Array(memory.buffer);
  const room = bytes.subarray(inAt, inAt + inSize);
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  let dead = false;

  const bytesOf = keep((/** @type {string} */ head) => encoder.encode(head));

  /** Into the core; how many bytes, or -1: it does not fit. @param {string} head @param {string} text */
  function write(head, text) {
    const known = bytesOf(head);
    let n = 0, i = 0;
    for (; n < known.length; n++) room[n] = known[n];
    if (text.length <= SHORT) for (let code; i < text.length && (code = text.charCodeAt(i)) < 128; i++) room[n++] = code;
    if (i === text.length) return n;
    text = head + text;
    const { read, written } = encoder.encodeInto(text, room);
    return read < text.length ? -1 : written;
  }

  /** Answers, as bytes and as lines, by their length and end: there are few, for many questions. @type {[bytes: Uint8Array, lines: Lines][]} */
  const answers = [];

  /** Out of the core. @param {number} n  bytes */
  function read(n) {
    const place = (n * 7 + bytes[outAt + n - 1]) & 63;
    let [found, lines] = answers[place] ?? [];
    let i = 0;
    if (n === found?.length) while (i < n && bytes[outAt + i] === found[i]) i++;
    if (!lines || i < n || !n) {
      found = bytes.slice(outAt, outAt + n);
      lines = n ? decoder.decode(found).split('\n').map(line => line.split('\t')) : [];
      answers[place] = [found, lines];
    }
    return lines;
  }

  return (input, head = '') => {
    if (dead) throw new Error('assent: stopped');
    const written = write(head, input);
    dead = true; // a trap leaves it so
    const n = written < 0 ? -1 : turn(written);
    dead = false;
    watch?.(head + input, n < 0 ? `! ${n}` : decoder.decode(bytes.subarray(outAt, outAt + n)));
    if (n < 0) throw new Error(`assent: ${FAILURES[-n]}`);
    return read(n);
  };
}
