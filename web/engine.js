// The core in this file: its bytes, and how they become a running instance.
import packed from 'assent:core';

/** Synchronous, so that there is no moment in which nobody can decide. Throws where the page does not let WebAssembly compile. */
export function instantiate() {
  // wasm-build/embed.mjs wrote each byte as the character 41 above it, modulo 256, from the blank on.
  const bytes = new Uint8Array(packed.length); // and a plain loop: it runs once, cold, before everything else
  for (let i = 0; i < packed.length; i++) bytes[i] = packed.charCodeAt(i) - 41;
  return /** @type {import('./core.js').Exports} */ (/** @type {unknown} */ (
    new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports));
}
