// Writes the fuzzer's seeds and dictionary from the golden transcripts, so that both follow them by themselves.
//
//   node seeds.mjs <seed folder> <dictionary file>

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readStories, transcripts } from '../turns.mjs';

const [seeds, dictionary] = process.argv.slice(2);
const SEPARATOR = Buffer.from([10, 0, 10]); // as in fuzz.c

rmSync(seeds, { recursive: true, force: true });
mkdirSync(seeds, { recursive: true });

const words = new Set([
  '"',
  '{',
  '}',
  '[',
  ']',
  ':',
  ',',
  '\\u',
  '\n',
  '\t',
  'true',
  'false',
  'null',
  '1e99',
  '\n\0\n',
]);
const root = new URL('../../', import.meta.url);
// Verbs, facts and words: whatever stands in a row of the contract.
for (const [, word] of readFileSync(new URL('src/contract.def', root), 'utf8').matchAll(
  /\b[A-Z]\((?:\w+, )?"?(\w+)"?,/g,
))
  words.add(word);

let count = 0;
for (const { turns } of transcripts().flatMap(readStories)) {
  writeFileSync(
    join(seeds, String(count++).padStart(4, '0')),
    Buffer.concat(turns.flatMap(({ input }, i) => (i ? [SEPARATOR, input] : [input]))),
  );
  for (const { input } of turns) {
    const text = input.toString('latin1');
    for (const [word] of text.matchAll(/"\w{1,20}"|\b[a-z]{2,16}=?/gi)) words.add(word);
  }
}

/** @param {string} word */
const quoted = (word) =>
  `"${[...word].map((c) => (/[\w =:,.{}[\]-]/.test(c) ? c : `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`)).join('')}"`;
writeFileSync(dictionary, `${[...words].map(quoted).join('\n')}\n`);
console.log(`fuzz: ${count} seeds, ${words.size} words`);
