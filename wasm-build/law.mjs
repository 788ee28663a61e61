// Takes the words of the jurisdiction table out of src/law.def, for those who show it: the core itself does without
// them.
//
//   node law.mjs law.js
//
// Exports RULES, what a row may say, in the order of the numbers that the core gives (LAW_RULES in src/law.h); TITLES
// and SOURCES by the row's id, for the page; and ROWS, everything, for the command line.

import { readFileSync, writeFileSync } from 'node:fs';

const read = (/** @type {string} */ name) => readFileSync(new URL(`../src/${name}`, import.meta.url), 'utf8');

const RULES = [...read('law.h').matchAll(/\bX\((\w+), [01]\)/g)].map(([, name]) => name);

/** A call's arguments: they are parted by commas outside of quotes and brackets. @param {string} text */
const parts = (text) =>
  text.match(/(?:"(?:[^"\\]|\\.)*"|\((?:[^()]|\([^()]*\))*\)|[^,"(])+/g)?.map((part) => part.trim()) ?? [];

/** A C string, perhaps in several pieces. @param {string} text */
const string = (text) => [...text.matchAll(/"(?:[^"\\]|\\.)*"/g)].map(([piece]) => JSON.parse(piece)).join('');

/** Calls of a macro, each with its arguments as one text. @param {string} text @param {string} macro */
function* calls(text, macro) {
  for (let at = -1; (at = text.indexOf(`\n${macro}(`, at + 1)) >= 0; ) {
    const start = at + macro.length + 2;
    let end = start;
    for (let depth = 1, quoted = false; depth > 0; end++) {
      if (text[end] === '"' && text[end - 1] !== '\\') quoted = !quoted;
      if (!quoted) depth += Number(text[end] === '(') - Number(text[end] === ')');
    }
    yield text.slice(start, end - 1);
  }
}

const ROWS = [...calls(read('law.def'), 'LAW')].map((call) => {
  const [id, places, model, audience, title, confidence, source, note, rules] = parts(call);
  const said = [...rules.matchAll(/(\w+)\(((?:[^()]|\([^()]*\))*)\)/g)]; // with one pair of brackets inside: LANGUAGE('f', 'r')
  const [, , from] = said.find(([, kind]) => kind === 'FROM') ?? [];
  return {
    id,
    places: string(places).split(' '),
    model,
    audience,
    title: string(title),
    confidence,
    source: string(source),
    note: string(note),
    from: from
      ?.split(', ')
      .map((number) => number.padStart(2, '0'))
      .join('-'),
    rules: Object.fromEntries(
      said.filter(([, kind]) => kind !== 'FROM').map(([, , rule]) => rule.split(/, (.*)/).slice(0, 2)),
    ),
  };
});

const byId = (/** @type {'title' | 'source'} */ what) => Object.fromEntries(ROWS.map((row) => [row.id, row[what]]));
writeFileSync(
  process.argv[2],
  `// Made from src/law.def by wasm-build/law.mjs; not written by hand.
export const RULES = ${JSON.stringify(RULES)};
export const TITLES = ${JSON.stringify(byId('title'))};
export const SOURCES = ${JSON.stringify(byId('source'))};
export const ROWS = ${JSON.stringify(ROWS, null, 1)};
`,
);
