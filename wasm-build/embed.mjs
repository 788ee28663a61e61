// Writes the core as a module that exports a text: one character for each byte.
//
//   node embed.mjs core.wasm core.embedded.js
//
// What a visitor loads is the gzip of it, and gzip finds repetitions only where a byte is always written alike: base64
// shifts bytes across characters, hexadecimal digits double them. Here each byte is the character of the same number,
// so that a browser turns the text into bytes by itself (web/page/embedded-core.js). Three that are frequent may not
// stand in a JavaScript text: a rarer character is written for each, and for that one a `spare`, which occurs nowhere.
// `swaps` undoes both, in this order, by number.
//
// `packed` is exported as a row of x, as long as the text; the bundler puts `literal` in its place when nothing can
// escape it any more, for a minifier writes \v and its like for characters that may well stand there as they are.

import { readFileSync, writeFileSync } from 'node:fs';

const [from, to] = process.argv.slice(2);
const bytes = readFileSync(from, 'latin1');

/** Those of these numbers, the rarest first, that need no escape. @param {number} first @param {number} end */
const byRarity = (first, end) =>
  Array.from({ length: end - first }, (_, i) => String.fromCharCode(first + i))
    .filter((character) => !/["'`\\\n\r$]/.test(character))
    .map((character) => ({ character, n: bytes.split(character).length - 1 }))
    .sort((a, b) => a.n - b.n || a.character.charCodeAt(0) - b.character.charCodeAt(0));

// What the script around it is full of: gzip writes both in one code, which then has fewer frequent characters.
const marks = byRarity(0x20, 0x7f).filter(({ character }) => '=,;:.(){}'.includes(character));
const spares = byRarity(0x80, 0x100).filter(({ n }) => n === 0);
if (spares.length < 3) throw new Error('embed: every character occurs in the core; write one of the three as it is');

let text = bytes;
const swaps = ['\0', '\r', '\n']
  .flatMap((wanted, i) => {
    const [{ character: mark }, { character: spare }] = [marks[i], spares[i]];
    text = text.split(mark).join(spare).split(wanted).join(mark);
    return [
      [mark, wanted],
      [spare, mark],
    ];
  })
  .map((pair) => pair.map((character) => character.charCodeAt(0)));
const literal = text.replace(/[\\']/g, '\\$&');

writeFileSync(
  to,
  `export const swaps = ${JSON.stringify(swaps)}, packed = '@core${'e'.repeat(literal.length - 5)}';\n`,
);
writeFileSync(to.replace(/\.js$/, '.txt'), literal);
