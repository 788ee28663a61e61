// New instances of the core as JavaScript sees it, each with memory of its own, and how bytes go in and out of one.

import { readFileSync } from 'node:fs';
import { instantiate } from '../wasm-build/out/core.twin.js';

const module = new WebAssembly.Module(readFileSync(new URL('../wasm-build/out/core.wasm', import.meta.url)));

/** @type {Record<string, () => any>} */
export const flavours = { wasm: () => new WebAssembly.Instance(module).exports, twin: instantiate };

/** The core's clock ends here, in the year 2103: the first second that it refuses. */
export const CLOCK_END = 4_200_000_000;

const encoder = new TextEncoder();

/**
 * An instance as tests speak to it, below `web/core/connect.js`: bytes in, bytes out, and nothing kept or thrown.
 * @param {any} core  exports of the module, or of its twin
 */
export function talkTo({ memory, io, turn }) {
  const [inAt, inSize, outAt] = new Uint32Array(memory.buffer, io(), 4);
  const bytes = Buffer.from(memory.buffer);
  const room = bytes.subarray(inAt, inAt + inSize);
  return {
    /** How many bytes a turn may have. */
    inSize,
    /**
     * One turn.
     * @param {string | Uint8Array} input  where it is longer than the room, the core is told its length and gets what fits
     * @returns {number} the length of the answer in bytes, or below 0 what is wrong (enum turn_error in src/base.h)
     */
    turn(input) {
      if (typeof input === 'string') return turn(encoder.encodeInto(input, room).written);
      room.set(input.length > inSize ? input.subarray(0, inSize) : input);
      return turn(input.length);
    },
    /** The last answer, one character for each byte. @param {number} length  as `turn` gave it */
    latin1: (length) => (length > 0 ? bytes.latin1Slice(outAt, outAt + length) : ''),
    /** The last answer as text. @param {number} length */
    text: (length) => (length > 0 ? bytes.utf8Slice(outAt, outAt + length) : ''),
  };
}
