// Writes the core as an ES module that exports a text: one character for each byte.
//
//   node embed.mjs core.page.wasm core.packed.js
//
// What a visitor loads is the gzip of it, and gzip finds repetitions only where a byte is always written alike: base64 shifts bytes
// across characters, hexadecimal digits double them. Here each byte is the character of the same number, so that a browser turns the
// text into bytes by itself (web/engine.js); the bundler escapes the few that may not stand in a JavaScript text. But every tenth byte
// is a zero, which would be escaped: `mark`, a rare character, is written for it, and for `mark` itself `spare`, which occurs nowhere.

import { readFileSync, writeFileSync } from 'node:fs';

const [from, to] = process.argv.slice(2);
const bytes = readFileSync(from, 'latin1');

/** How often each character occurs, those first that are rarest and shortest in UTF-8; none that would be escaped. */
const counts = Array.from({ length: 255 }, (_, i) => String.fromCharCode(i + 1))
  .filter((character) => !/["'`\\\n\r$]/.test(character))
  .map((character) => ({ character, n: bytes.split(character).length - 1 }))
  .sort((a, b) => a.n - b.n || a.character.charCodeAt(0) - b.character.charCodeAt(0));
const spare = counts.find(({ n }) => n === 0)?.character;
const mark = counts.find(({ character }) => character >= ' ' && character < '\x7f' && character !== spare)?.character;
if (!spare || !mark) throw new Error('embed: every character occurs in the core; write zeros as they are, here and in web/engine.js');

const text = bytes.split(mark).join(spare).split('\0').join(mark);
writeFileSync(to, `export const mark = ${JSON.stringify(mark)}, spare = ${JSON.stringify(spare)}, packed = ${JSON.stringify(text)};\n`);
