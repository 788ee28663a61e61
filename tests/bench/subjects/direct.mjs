// Control: the page with its third parties and nobody who asks. What a returning visit costs anyway.

import { embedded } from './files.mjs';

/** @type {import('../subjects.mjs').Subject} */
export default {
  title: 'third parties, nobody asks',
  gate: (item) =>
    item.kind === 'script'
      ? `<script async src="${item.url}"></script>`
      : embedded(item, '').replace('data-src', 'src'),
};
