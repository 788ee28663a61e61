// Makes of src/contract.def, src/config.def and src/law.def what is not written in C. The compiler reads the tables
// (print.c); here they become files.
//
//   node print.mjs print.wasm <out folder>
//
//   contract.js, law.js       constants and decoders, for JavaScript
//   printed/*.d.ts, *.json    the types and the JSON Schema, as they stand in web/types (`make types` puts them there)
//   printed/*.md              the tables of the guide

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { schemaOf, tableOfConfig, typesOfConfig } from './print-config.mjs';
import { contractScript, tableOfEffects, tableOfEvents, typesOfContract, typesOfEvents } from './print-contract.mjs';
import { lawScript } from './print-law.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What print.c wrote. @param {string} wasm @returns {any} */
function read(wasm) {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(wasm)));
  const { memory, print } = /** @type {{ memory: WebAssembly.Memory, print: () => number }} */ (
    /** @type {unknown} */ (exports)
  );
  const at = print();
  if (at === 0) throw new Error('print: the tables do not fit: make `text` in wasm-build/print.c larger');
  const bytes = new Uint8Array(memory.buffer);
  return JSON.parse(new TextDecoder().decode(bytes.subarray(at, bytes.indexOf(0, at))));
}

/**
 * Rows of fields behind the row that they belong to.
 * @param {any[]} rows
 */
function nested(rows) {
  /** @type {any[]} */
  const owners = [];
  for (const row of rows) {
    if (row.field) owners.at(-1).fields.push(row);
    else owners.push({ ...row, fields: [] });
  }
  return owners;
}

/** As `make format` writes it. @param {string} name @param {string} text */
function formatted(name, text) {
  const run = spawnSync(join(root, 'node_modules/.bin/biome'), ['format', `--stdin-file-path=web/types/${name}`], {
    cwd: root,
    input: text,
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`print: ${name} cannot be formatted:\n${run.stderr}`);
  return run.stdout;
}

const [wasm, out] = process.argv.slice(2);
const said = read(wasm);
const tables = {
  ...said,
  verbs: nested(said.verbs),
  effects: nested(said.effects),
  events: nested(said.events),
};
mkdirSync(join(out, 'printed'), { recursive: true });
writeFileSync(join(out, 'contract.js'), contractScript(tables));
writeFileSync(join(out, 'law.js'), lawScript(tables));
for (const [name, text] of Object.entries({
  'contract.d.ts': typesOfContract(tables),
  'events.d.ts': typesOfEvents(tables),
  'config.d.ts': typesOfConfig(tables),
  'site.schema.json': schemaOf(tables),
})) {
  writeFileSync(join(out, 'printed', name), formatted(name, text));
}
for (const [name, text] of Object.entries({
  'config.md': tableOfConfig(tables),
  'events.md': tableOfEvents(tables),
  'effects.md': tableOfEffects(tables),
})) {
  writeFileSync(join(out, 'printed', name), text);
}
