// The core in this file: its bytes, and how they become a running instance.
import { packed, swaps } from 'assent:core';

/** Synchronous, so that there is no moment in which nobody can decide. Throws where the page does not let WebAssembly compile. */
export function instantiate() {
  // wasm-build/embed.mjs wrote each byte as the character of its number, but for three, which are put back here. Where the browser has
  // both halves of base64, it makes bytes of them seven times as fast as a loop, which runs cold here, before everything else. In the
  // bytes, not in the text: that would leave garbage enough for a collection. A text that was read in another charset fails.
  const { fromBase64 } = /** @type {any} */ (Uint8Array);
  const bytes = fromBase64 ? fromBase64.call(Uint8Array, btoa(packed)) : Uint8Array.from(packed, one => one.charCodeAt(0));
  for (const [from, to] of swaps) for (let at = -1; (at = bytes.indexOf(from, at + 1)) >= 0;) bytes[at] = to;
  return /** @type {import('./core.js').Exports} */ (/** @type {unknown} */ (
    new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports));
}
