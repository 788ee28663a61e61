// The stories of tests/browser/first-visit.test.mjs, in Firefox.

process.env.ENGINE = 'firefox';
await import('../browser/first-visit.test.mjs');
