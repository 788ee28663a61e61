// Every page of the corpus, in Chromium.

await import('./play/playwright.mjs');
