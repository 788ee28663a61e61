// Prints what every shipped file weighs, and fails when one is over its budget (budget.json).

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { BUNDLES } from './bundles.mjs';

const here = dirname(fileURLToPath(import.meta.url));
/** @type {Record<string, any>} */
const budget = JSON.parse(readFileSync(join(here, 'budget.json'), 'utf8'));

const rows = [
  'aysar/assent.js',
  'aysar/assent.site.js',
  // Without a config it is not shipped; with one it is aysar/assent.js.
  ...BUNDLES.map(({ name }) => name).filter((name) => name !== 'assent.built.js'),
  ...readdirSync(join(here, 'out')).filter((name) => /^assent\.words\..*\.js$/.test(name)),
  'core.wasm',
]
  .filter((name) => existsSync(join(here, 'out', name)))
  .map((name) => {
    const bytes = readFileSync(join(here, 'out', name));
    // The program itself: Node's own zlib differs by one percent from one version of Node to the next.
    const gzip = execFileSync('gzip', ['-9nc'], { input: bytes }).length;
    const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
    return { name, raw: bytes.length, gzip, brotli, budget: budget[name] };
  });

const number = (/** @type {number | string} */ n) => n.toLocaleString('en').padStart(12);
console.log(
  `file            ${['raw', 'gzip -9', 'brotli -11', 'budget gz'].map((head) => head.padStart(12)).join('')}`,
);
for (const row of rows) {
  const mark = row.gzip > row.budget ? `  over by ${row.gzip - row.budget}` : '';
  console.log(row.name.padEnd(16) + [row.raw, row.gzip, row.brotli, row.budget ?? ''].map(number).join('') + mark);
}

const over = rows.filter((row) => row.gzip > row.budget);
if (over.length > 0) {
  console.error(
    `Over budget (bytes after gzip -9): ${over.map((row) => row.name).join(', ')}. See wasm-build/budget.json.`,
  );
  process.exitCode = 1;
}
