// The classic script for one site, as `assent build` completes it: the config is in it, packed, and its core reads no JSON.
import { start } from './script.js';

/** `assent build` writes the packed config over this text. */
const packed = '@packed-config@';

start({ packed });
