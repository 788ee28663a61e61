// Runs test files, as many at a time as there are processors: `node --test` leaves one of them free, which on two is half of them.
//
//   node tests/run.mjs FILE...

import { availableParallelism, cpus } from 'node:os';
import { run } from 'node:test';
import { spec, tap } from 'node:test/reporters';

const reporter = process.stdout.isTTY ? new spec() : tap; // as `node --test` has it
run({ files: process.argv.slice(2), concurrency: availableParallelism?.() ?? cpus().length })
  .on('test:fail', () => { process.exitCode = 1; })
  .compose(/** @type {any} */ (reporter))
  .pipe(process.stdout);
