// New instances of the core as JavaScript sees it, each with memory of its own.

import { readFileSync } from 'node:fs';
import { instantiate } from '../wasm-build/out/core.twin.js';

const module = new WebAssembly.Module(readFileSync(new URL('../wasm-build/out/core.wasm', import.meta.url)));

/** @type {Record<string, () => any>} */
export const flavours = { wasm: () => new WebAssembly.Instance(module).exports, twin: instantiate };
