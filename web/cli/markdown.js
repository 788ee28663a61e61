// A page as Markdown: CommonMark with the tables of GitHub's.

/** @typedef {import('../types/document.js').Inline} Inline */
/** @typedef {import('../types/document.js').Block} Block */

/** Whatever a config says is text: none of it becomes markup. @param {string} text */
const escape = (text) => text.replace(/[\\`*_[\]<>|~#]/g, '\\$&');

/** Bare addresses stay as they are: GitHub's Markdown makes links of them. @param {string} text */
const plain = (text) =>
  text
    .split(/(https?:\/\/[^\s|<>]+)/)
    .map((part, i) => (i % 2 ? part : escape(part)))
    .join('');

/** @param {string} text */
function code(text) {
  const ticks = '`'.repeat(Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length)) + 1);
  const pad = ticks.length > 1 ? ' ' : '';
  return `${ticks}${pad}${text.replaceAll('|', '\\|')}${pad}${ticks}`;
}

/** @param {Inline} inline @returns {string} */
function line(inline) {
  if (typeof inline === 'string') return plain(inline);
  if (Array.isArray(inline)) return inline.map(line).join('');
  if ('code' in inline) return code(inline.code);
  return `[${escape(inline.text)}](${'to' in inline ? `#${inline.to}` : inline.url})`;
}

/** @param {Inline[]} cells */
const row = (cells) => `| ${cells.map(line).join(' | ')} |`;

/** @param {Block} block */
function markdown(block) {
  if ('heading' in block)
    return `${block.id ? `<a id="${block.id}"></a>\n\n` : ''}${'#'.repeat(block.heading)} ${line(block.text)}`;
  if ('paragraph' in block) return line(block.paragraph);
  if ('list' in block) return block.list.map((item) => `- ${line(item)}`).join('\n');
  return [row(block.head), `|${'---|'.repeat(block.head.length)}`, ...block.rows.map(row)].join('\n');
}

/** @param {import('../types/document.js').Page} page */
export const markdownOf = ({ title, blocks }) =>
  `${[{ heading: /** @type {const} */ (1), text: title }, ...blocks].map(markdown).join('\n\n')}\n`;
