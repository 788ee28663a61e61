// The stories of tests/browser/ on which engines differ, in Firefox: all in one file, because to start a Firefox takes
// as long as ten of them. One alone: ENGINE=firefox node --test tests/browser/guard-frames.test.mjs

import { readdirSync } from 'node:fs';

process.env.ENGINE = 'firefox';
const guard = readdirSync(new URL('../browser/', import.meta.url)).filter((file) => /^guard-.*\.test\.mjs$/.test(file));
for (const file of [
  'files.test.mjs',
  'first-visit.test.mjs',
  'gating.test.mjs',
  ...guard.sort(),
  'names.test.mjs',
  'undeclared.test.mjs',
])
  await import(`../browser/${file}`);
