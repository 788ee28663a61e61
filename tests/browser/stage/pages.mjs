// Pages that a test writes itself, and what it does on any page.

export const banner = (page) => page.locator('.assent-banner');
export const dialog = (page) => page.locator('.assent-dialog');

/** A button or switch of Assent's layer. @param {string} id */
export const control = (page, id, within = '.assent-banner, .assent-dialog') =>
  page.locator(within).locator(`button[data-id="${id}"], input[data-id="${id}"]`);

/** Presses it once it is there. */
export const press = (page, id, within = undefined) => control(page, id, within).click();

/** Names the switches that are on in a layer. */
export const switchedOn = (page, within = '.assent-dialog') =>
  page
    .locator(within)
    .locator('input')
    .evaluateAll((inputs) =>
      inputs.filter((input) => input.checked || input.indeterminate).map((input) => input.dataset.id),
    );

/** A small config for pages that a test writes itself. */
export const CONFIG = {
  schema: 1,
  site: { name: 'Scratch', controller: 'Scratch, scratch@scratch.example', policyUrl: '/privacy' },
  policy: { version: 1, date: '2026-01-01' },
  categories: [
    { id: 'essential', purpose: 'necessary' },
    { id: 'stats', purpose: 'statistics' },
    { id: 'media', purpose: 'functional' },
  ],
  services: [],
};

/** A page with Assent first in its head and its config before it. */
export const page = ({ head = '', body = '', config = CONFIG, attributes = '', nonce = '' } = {}) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Scratch</title>
<script type="application/json" id="assent-config">${JSON.stringify(config)}</script>
<script src="/assent/assent.js" ${nonce && `nonce="${nonce}"`} ${attributes}></script>
${head}</head><body><main><h1>Scratch</h1>${body}</main><footer><a href="#privacy-preferences">Privacy preferences</a></footer></body></html>`;
