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
 * Reads a config once; what it returns answers for any number of requests.
 * @param config  an object, JSON, or JSON as bytes (a Buffer from `readFileSync`): then bad UTF-8 is refused with its
 *   place
 * @throws {import('./reader.js').ConfigError}
 */
export function open(config: SiteConfig | string | Uint8Array): Site;

/** A new instance of the core, for `openWith`, or for whoever speaks to it in turns (src/consent.h). */
export function instantiate(): CoreExports;
