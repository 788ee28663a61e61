// The core on a server with files: `import { open } from 'assent/node'`.
import type { CoreExports, Site, SiteConfig } from './reader.js';

export type {
  Answer,
  ConfigError,
  CoreExports,
  Decided,
  Explained,
  Reading,
  ReadOptions,
  Rule,
  Site,
  SiteConfig,
  State,
  Stored,
  Visitor,
} from './reader.js';
export { openWith } from './reader.js';

/**
 * Reads a config once. What it returns answers for any number of requests, one after another.
 * @param config  an object, JSON, or JSON as bytes (a Buffer from `readFileSync`): then bad UTF-8 is refused with its
 *   place
 * @throws {import('./reader.js').ConfigError} if the config has faults, all of them at once
 */
export function open(config: SiteConfig | string | Uint8Array): Site;

/**
 * Makes a new instance of the core, for `openWith`, or to speak to it in turns (src/consent.h). Where this process may
 * not compile WebAssembly, as under `--jitless`, it is the twin: the same core in JavaScript.
 * @throws {Error} if core.wasm cannot be read
 */
export function instantiate(): CoreExports;
