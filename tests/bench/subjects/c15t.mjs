// c15t without React: npm has modules only, so they are bundled here. It erases nothing and loads the page again after
// a withdrawal.

import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { embedded, SAYS } from './files.mjs';

const { outputFiles } = buildSync({
  entryPoints: [fileURLToPath(new URL('c15t.entry.js', import.meta.url))],
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2020',
  write: false,
  legalComments: 'none',
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}' },
});

/** @type {import('../subjects.mjs').Subject} */
export default {
  title: 'c15t 2.2.1, without React',
  peer: true,
  gates: true,
  files: {
    'c15t.js': outputFiles[0].text,
    'banner.css':
      '#consent-banner{position:fixed;inset:auto 16px 16px;z-index:9;padding:16px;background:#fff;border:1px solid #888;border-radius:8px;box-shadow:0 2px 12px #0003}' +
      '#consent-banner button{font:inherit;padding:8px 16px;margin-right:8px}',
  },
  head: ({ base }) =>
    `<link rel="stylesheet" href="${base}/banner.css"><script type="module" src="${base}/c15t.js"></script>`,
  end: ({ scripts }) =>
    `<script type="application/json" id="c15t-settings">${JSON.stringify({ says: SAYS, scripts: scripts.map(({ id, category, url }) => [id, category, url]) })}</script>`,
  gate: (item) =>
    item.kind === 'script' ? '' : embedded(item, item.kind === 'img' ? 'data-gate' : 'data-category="functionality"'),
  banner: '#consent-banner',
  accept: '#consent-accept',
  withdraw: '#consent-reject',
  reopen: 'c15tShow()',
};
