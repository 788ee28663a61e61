// The native core under sanitizers: every allocation fails once in every story.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { frames, out, readStories, transcripts } from './turns.mjs';

for (const file of transcripts()) {
  const stories = readStories(file);
  test(`${basename(file)}: each allocation of each story fails once`, () => {
    const run = spawnSync(join(out, 'native/torture'), {
      input: frames(stories.map(({ turns }) => turns)),
      encoding: 'utf8',
    });
    const told = run.stdout.split('\n').slice(0, -1);
    const title = Buffer.from(stories[told.length]?.title ?? '', 'latin1').toString();
    assert.equal(run.status, 0, `${title}: ${run.stderr || (run.error ?? run.signal)}`);
    assert.equal(told.length, stories.length);
    told.forEach((line, i) => assert.match(line, new RegExp(`^${stories[i].turns.length} turns, \\d+ allocations$`)));
  });
}
