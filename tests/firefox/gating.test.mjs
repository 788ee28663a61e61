// The stories of tests/browser/gating.test.mjs, in Firefox.

process.env.ENGINE = 'firefox';
await import('../browser/gating.test.mjs');
