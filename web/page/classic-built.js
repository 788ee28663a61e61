// The classic script for one site, as `assent build` completes it: the config is in it, packed, and its core reads no
// JSON.
import { start } from './script-tag.js';

/** `assent build` writes the packed config over this text. */
const packed = '@packed-config@';

/** `assent build` writes over this one which assent.site.js belongs to it. */
const siteBuild = '@site-build@';

start({ packed, siteBuild });
