// The stories of tests/browser/guard.test.mjs, in Firefox.

process.env.ENGINE = 'firefox';
await import('../browser/guard.test.mjs');
