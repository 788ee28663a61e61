// The core in this file: its bytes, and how they become a running instance.
import { packed, swaps } from 'assent:core';
import { each } from '../platform/lists.js';
import { apply, native } from '../platform/pristine.js';

/**
 * Synchronous, so that there is no moment in which nobody can decide. Throws where the page does not let WebAssembly
 * compile.
 */
export function instantiate() {
  const {
    Uint8Array,
    codeOf,
    WebAssembly: { Module, Instance },
  } = native;
  // wasm-build/embed.mjs wrote each byte as the character of its number, but for three, which are put back here. Where
  // the browser has both halves of base64, it makes bytes of them seven times as fast as a loop, which runs cold here,
  // before everything else. In the bytes, not in the text: that would leave garbage enough for a collection. A text
  // that was read in another charset fails.
  const { fromBase64 } = /** @type {any} */ (Uint8Array);
  /** @type {Uint8Array} */
  const bytes = fromBase64 ? apply(fromBase64, Uint8Array, [native.toBase64(packed)]) : new Uint8Array(packed.length);
  if (!fromBase64) for (let i = 0; i < packed.length; i++) bytes[i] = apply(codeOf, packed, [i]);
  each(swaps, (swap) => {
    for (let at = native.indexOfByte(bytes, swap[0], 0); at >= 0; at = native.indexOfByte(bytes, swap[0], at + 1))
      bytes[at] = swap[1];
  });
  const { memory, io, turn } = native.exportsOf(new Instance(new Module(bytes)));
  return /** @type {import('../core/connect.js').Exports} */ ({
    io,
    turn,
    memory: {
      get buffer() {
        return native.bufferOf(memory);
      },
      grow: (/** @type {number} */ pages) => native.grow(memory, pages),
    },
  });
}
