// assent.twin.js: the core as plain JavaScript, where WebAssembly may not compile.
import type { CoreExports } from '../server/reader.js';

/**
 * A new instance, with memory of its own.
 * @param native  what it makes that of (pristine.js); default: what stands there now
 */
export function instantiate(native?: object): CoreExports;
