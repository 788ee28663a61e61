// The core on a server with files: `import { open } from 'assent/node'`.
import type { CoreExports, Site, SiteConfig } from './server.js';

export type { Answer, ConfigError, CoreExports, Decided, Explained, ReadOptions, Reading, Rule, Site, SiteConfig, State, Stored, Visitor } from './server.js';
export { openWith } from './server.js';

/**
 * Reads a config once; what it returns answers for any number of requests.
 * @param config  an object, JSON, or JSON as bytes (a Buffer from `readFileSync`): then bad UTF-8 is refused with its place
 * @throws {import('./server.js').ConfigError}
 */
export function open(config: SiteConfig | string | Uint8Array): Site;

/** A new instance of the core, for `openWith`, or for whoever speaks to it in turns (src/consent.h). */
export function instantiate(): CoreExports;
