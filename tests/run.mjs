// Runs test files, as many at a time as there are processors. A file with a browser tells two stories at a time; with
// one file more, all of it takes longer (eight files: 122 s, not 114). What failed is named once more at the end, where
// it is found without a search through all that passed.
//
//   node tests/run.mjs FILE...

import { availableParallelism, cpus } from 'node:os';
import { relative } from 'node:path';
import { run } from 'node:test';
import { spec, tap } from 'node:test/reporters';

/** @type {string[]} */
const failed = [];

const reporter = process.stdout.isTTY ? new spec() : tap; // as `node --test` has it
run({ files: process.argv.slice(2), concurrency: availableParallelism?.() ?? cpus().length })
  .on('test:fail', (told) => {
    process.exitCode = 1;
    const { failureType, cause } = /** @type {any} */ (told.details.error);
    if (failureType === 'subtestsFailed') return; // a suite: the story itself has been named
    const why = String(cause?.message ?? cause ?? failureType)
      .split('\n')
      .filter((line) => line.trim())
      .slice(0, 4)
      .join(' | ');
    failed.push(`${relative('', told.file ?? '')}: ${told.name}\n    ${why.slice(0, 400)}`);
  })
  .compose(/** @type {any} */ (reporter))
  .on('end', () => {
    if (failed.length)
      process.stdout.write(`\n# failed:\n${failed.map((one) => `# ${one.replaceAll('\n', '\n# ')}\n`).join('')}`);
  })
  .pipe(process.stdout);
