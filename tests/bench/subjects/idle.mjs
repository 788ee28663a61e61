// Control: Assent's own bytes as a blocking script that does nothing. What any script of this size costs, wherever it
// comes from.

import assent from './assent.mjs';

/**
 * In a function that nobody calls. What tells an engine to compile all functions stands first in a file, or counts for
 * nothing.
 */
const content = `function idle(){\n${assent.files?.['assent.js']}\n}`;

/** @type {import('../subjects.mjs').Subject} */
export default {
  title: 'the same bytes, idle',
  files: { 'idle.js': content },
  head: ({ base }) => `<script src="${base}/idle.js"></script>`,
};
