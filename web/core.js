// The boundary to the core, seen from JavaScript: text in, lines of effects out. Nothing here knows what they mean.

/** @typedef {{ memory: { buffer: ArrayBuffer }, io: () => number, turn: (n: number) => number }} Exports  of the module or its twin */
/** @typedef {string[][]} Lines  each effect: its name, then its fields */

/** What a turn answers instead of a length, `enum turn_error` in src/base.h; the empty ones no page can cause. */
const FAILURES = ['', 'too large', '', 'bad fact', '', 'no such id', 'cannot be refused'];

/**
 * @param {Exports} exports
 * @param {(input: string, output: string) => void} [watch]  told of each turn
 * @returns {(input: string) => Lines}  throws, with the core's state unchanged, when a turn fails; after a trap always
 */
export function connect({ memory, io, turn }, watch) {
  const [inAt, inSize, outAt] = new Uint32Array(memory.buffer, io(), 4);
  const bytes = new Uint8Array(memory.buffer);
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  let dead = false;
  return input => {
    if (dead) throw new Error('assent: stopped');
    const { read, written } = encoder.encodeInto(input, bytes.subarray(inAt, inAt + inSize));
    dead = true; // a trap leaves it so
    const n = /** @type {number} */ (read) < input.length ? -1 : turn(/** @type {number} */ (written));
    dead = false;
    const output = n > 0 ? decoder.decode(bytes.subarray(outAt, outAt + n)) : n < 0 ? `! ${n}` : '';
    watch?.(input, output);
    if (n < 0) throw new Error(`assent: ${FAILURES[-n]}`);
    return output ? output.split('\n').map(line => line.split('\t')) : [];
  };
}
