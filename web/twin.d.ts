// assent.twin.js: the core as plain JavaScript, where WebAssembly may not compile.
import type { CoreExports } from './server.js';

/** A new instance, with memory of its own. */
export function instantiate(): CoreExports;
