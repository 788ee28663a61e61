// New instances of the core as JavaScript sees it, each with memory of its own, and how bytes go in and out of one.

import { readFileSync } from 'node:fs';
import { instantiate } from '../wasm-build/out/core.twin.js';
import { makeRoom } from '../web/core/connect.js';

/** The first second that the core refuses. */
export { TIME_END as CLOCK_END } from '../wasm-build/out/contract.js';

const module = new WebAssembly.Module(readFileSync(new URL('../wasm-build/out/core.wasm', import.meta.url)));

/** @type {Record<string, () => any>} */
export const flavours = { wasm: () => new WebAssembly.Instance(module).exports, twin: instantiate };

const encoder = new TextEncoder();

/**
 * An instance as tests speak to it, below `web/core/connect.js`: bytes in, bytes out, and nothing kept or thrown.
 * @param {any} core  exports of the module, or of its twin
 */
export function talkTo(core) {
  makeRoom(core);
  const { memory, io, turn } = core;
  const [inAt, inSize, outAt] = new Uint32Array(memory.buffer, io(), 4);
  const bytes = Buffer.from(memory.buffer);
  const room = bytes.subarray(inAt, inAt + inSize);
  return {
    /** How many bytes a turn may have. */
    inSize,
    /**
     * One turn.
     * @param {string | Uint8Array} input  where it is longer than the room, the core is told its length and gets what fits
     * @returns {number} the length of the answer in bytes, or below 0 what is wrong (TURN_ERRORS in src/contract.def)
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
