// The native core under sanitizers: every allocation fails once in every story, and what the fuzzer has learnt is played again.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { frames, out, readStories, transcripts } from './turns.mjs';

for (const file of transcripts()) {
  for (const story of readStories(file)) {
    test(`${story.file}: ${Buffer.from(story.title, 'latin1')}: each allocation fails once`, () => {
      const run = spawnSync(join(out, 'native/torture'), { input: frames(story.turns), encoding: 'utf8' });
      assert.equal(run.status, 0, run.stderr || String(run.error ?? run.signal));
      assert.match(run.stdout, /^\d+ turns, \d+ allocations\n$/);
    });
  }
}

for (const program of ['fuzz', 'fuzz-readers']) {
  const corpus = join(out, `native/${program}.corpus`);
  test(`what ${program} has learnt`, { skip: existsSync(corpus) ? false : 'no corpus yet: make fuzz' }, () => {
    const inputs = readdirSync(corpus).map((name) => join(corpus, name));
    const run = spawnSync(join(out, 'native', program), inputs, { encoding: 'utf8', maxBuffer: 1 << 28 });
    assert.equal(run.status, 0, run.stderr.slice(-4000));
  });
}
