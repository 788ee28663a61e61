// The core on a server with files: `import { open } from 'assent/node'`.
import type { Site, SiteConfig } from './server.js';

export type { Answer, ConfigError, CoreExports, Decided, ReadOptions, Reading, Site, SiteConfig, State, Stored } from './server.js';
export { openWith } from './server.js';

/**
 * Reads a config once; what it returns answers for any number of requests.
 * @param config  an object, JSON, or JSON as bytes (a Buffer from `readFileSync`): then bad UTF-8 is refused with its place
 * @throws {import('./server.js').ConfigError}
 */
export function open(config: SiteConfig | string | Uint8Array): Site;
