// The classic script for one site, as `assent build` completes it: the config is in it, packed, and its core reads no
// JSON. Both names stand for texts at the end of the script, each on a line of its own (wasm-build/bundle.mjs): so
// `assent build` can write others there, and the source map still holds.

import { start } from './script-tag.js';

// siteBuild: which assent.site.js belongs to the config.
start({ packed: PACKED_CONFIG, siteBuild: SITE_BUILD });
