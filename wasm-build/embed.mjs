// Writes the core as an ES module whose default export is a text: one character for each byte.
//
//   node embed.mjs core.wasm core.packed.js
//
// What a visitor loads is the gzip of it, and gzip finds repetitions only where a byte is always written alike: base64 shifts bytes
// across characters, hexadecimal digits double them. Here each byte is the character of the same number, so that a browser turns the
// text into bytes by itself (web/engine.js); the bundler escapes the few that may not stand in a JavaScript text.

import { readFileSync, writeFileSync } from 'node:fs';

const [from, to] = process.argv.slice(2);
writeFileSync(to, `export default ${JSON.stringify(readFileSync(from, 'latin1'))};\n`);
