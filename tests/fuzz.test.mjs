// The fuzzer, beside the other tests and behind them in line for a processor: what it finds fails the run.

import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { out } from './turns.mjs';

const script = join(dirname(fileURLToPath(import.meta.url)), 'native/fuzz.sh');
const SECONDS = process.env.FUZZ_SECONDS || '60';

test(`nothing is found in ${SECONDS} s of fuzzing`, { timeout: (Number(SECONDS) + 600) * 1000 }, (t, done) => {
  execFile(
    'nice',
    ['-n', '5', 'sh', script, join(out, 'native'), SECONDS],
    { maxBuffer: 1 << 28 },
    (error, stdout, stderr) => {
      for (const line of stdout.trim().split('\n')) t.diagnostic(line);
      done(error ? Object.assign(new Error(stderr || String(error)), { stack: undefined }) : undefined);
    },
  );
});

for (const program of ['fuzz', 'fuzz-readers']) {
  test(`what ${program} has learnt is played again`, () => {
    const corpus = join(out, `native/${program}.corpus`);
    assert.ok(existsSync(corpus));
    const inputs = readdirSync(corpus).map((name) => join(corpus, name));
    assert.ok(inputs.length > 0);
    const run = spawnSync(join(out, 'native', program), inputs, { encoding: 'utf8', maxBuffer: 1 << 28 });
    assert.equal(run.status, 0, run.stderr.slice(-4000));
  });
}
