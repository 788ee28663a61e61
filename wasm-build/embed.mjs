// Writes the core as an ES module whose default export is a text: one character for each byte.
//
//   node embed.mjs core.wasm core.packed.js
//
// What a visitor loads is the gzip of it, and gzip finds repetitions only where a byte is always written alike: base64 shifts bytes
// across characters, hexadecimal digits double them. Here each byte is the character 41 above it, modulo 256, from the blank on:
// no control characters, and most bytes of a WebAssembly module become ASCII. web/engine.js takes the 41 away again.

import { readFileSync, writeFileSync } from 'node:fs';

const SHIFT = 41;

const [from, to] = process.argv.slice(2);
const character = (/** @type {number} */ byte) => {
  const code = (byte + SHIFT) % 256;
  return String.fromCharCode(code < 32 ? code + 256 : code);
};
const text = [...readFileSync(from)].map(character).join('');
writeFileSync(to, `export default ${JSON.stringify(text)};\n`);
