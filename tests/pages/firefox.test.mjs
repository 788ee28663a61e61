// The pages of the corpus on which engines differ, in Firefox.

process.env.ENGINE = 'firefox';
await import('./play/playwright.mjs');
