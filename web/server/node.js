// The entry for Node: reader.js with the core from its file. Nothing else on the server reads a file.
import { readFileSync } from 'node:fs';
import { instantiate as twin } from '#twin';
import { openWith } from './reader.js';

export { openWith };

/** @type {WebAssembly.Module | null | undefined} compiled once; null: this process may not compile WebAssembly */
let compiled;

/**
 * Makes a new instance of the core, for `openWith`, or to speak to it in turns (src/consent.h). Where this process may
 * not compile WebAssembly, as under `--jitless`, it is the twin: the same core in JavaScript.
 * @throws {Error} if core.wasm cannot be read
 * @type {typeof import('./node.js').instantiate}
 */
export function instantiate() {
  if (compiled === undefined) {
    const bytes = readFileSync(new URL('../../wasm-build/out/core.wasm', import.meta.url));
    try {
      compiled = new WebAssembly.Module(bytes);
    } catch {
      compiled = null;
    }
  }
  return compiled ? /** @type {any} */ (new WebAssembly.Instance(compiled).exports) : twin();
}

/**
 * Reads a config once. What it returns answers for any number of requests, one after another.
 * @param config  an object, JSON, or JSON as bytes (a Buffer from `readFileSync`): then bad UTF-8 is refused with its
 *   place
 * @throws {import('./reader.js').ConfigError} if the config has faults, all of them at once
 * @type {typeof import('./node.js').open}
 */
export const open = (config) => openWith(instantiate(), config);
