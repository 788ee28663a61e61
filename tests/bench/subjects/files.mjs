// Files of the peers, as npm has them.

import { readFileSync } from 'node:fs';

/** What every banner says, so that nobody has less to draw. */
export const SAYS =
  'We use cookies and similar technologies for measurement, functionality and advertising. You can accept or reject all optional categories.';

/** @param {string} name  in node_modules */
export const npm = (name) => readFileSync(new URL(`../node_modules/${name}`, import.meta.url), 'utf8');

/**
 * Pixel and frame with the subject's own attributes; their address waits in data-src.
 * @param {import('../page.mjs').Gated} item
 * @param {string} attributes
 */
export const embedded = ({ kind, url }, attributes) =>
  kind === 'img'
    ? `<img ${attributes} data-src="${url}" width="1" height="1" alt="">`
    : `<iframe ${attributes} data-src="${url}" width="320" height="180" title="A film"></iframe>`;
