// Assent, built for site.json: one script tag.

import { ownFiles } from '../own-files.mjs';
import { embedded } from './files.mjs';

/** @type {import('../subjects.mjs').Subject} */
export default {
  title: 'Assent',
  files: ownFiles(),
  head: ({ base }) => `<script src="${base}/assent.js"></script>`,
  gate: (item) =>
    item.kind === 'script'
      ? `<script type="text/plain" data-category="${item.category}" data-src="${item.url}" async></script>`
      : embedded(item, `data-category="${item.category}"`),
  banner: '.assent-banner',
  accept: '.assent-banner [data-id=accept]',
  reject: '.assent-banner [data-id=reject]',
  reopen: 'void assent.showPreferences()',
  withdraw: '.assent-dialog [data-id=reject]',
  clicks: [
    '.assent-banner [data-id=settings]',
    '.assent-dialog input[data-id=functional]',
    '.assent-dialog [data-id=save]',
  ],
};
