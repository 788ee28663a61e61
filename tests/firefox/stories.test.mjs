// The stories of tests/browser/ on which engines differ, in Firefox: all in one file, because to start a Firefox takes
// as long as three of them. One alone: ENGINE=firefox node --test tests/browser/guard.test.mjs

process.env.ENGINE = 'firefox';
for (const suite of ['files', 'first-visit', 'gating', 'guard', 'names', 'undeclared'])
  await import(`../browser/${suite}.test.mjs`);
