// The Node entry: reader.js with the core from its file. The only place on the server that reads one.
import { readFileSync } from 'node:fs';
import { instantiate as twin } from '#twin';
import { openWith } from './reader.js';

export { openWith };

/** @type {WebAssembly.Module | null | undefined} compiled once; null: this process may not compile WebAssembly */
let compiled;

/**
 * @type {typeof import('./node.js').instantiate} the twin is the same core where there is no WebAssembly, as under
 *   `--jitless`
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

/** @type {typeof import('./node.js').open} */
export const open = (config) => openWith(instantiate(), config);
