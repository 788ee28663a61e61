// A page as HTML, in one file: it has no scripts and loads nothing. It has styles for light and dark screens and for
// the printer.
import { isList, join, map, part } from '../platform/lists.js';
import { replace } from '../platform/texts.js';

/** @typedef {import('../types/document.js').Inline} Inline */
/** @typedef {import('../types/document.js').Block} Block */

/** @type {Record<string, string>} */
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** @param {string} text */
const escape = (text) => replace(text, /[&<>"]/g, (found) => ENTITIES[found[0]]);

/** @param {Inline} inline @returns {string} */
function line(inline) {
  if (typeof inline === 'string') return escape(inline);
  if (isList(inline)) return join(map(inline, line), '');
  if ('code' in inline) return `<code>${escape(inline.code)}</code>`;
  const address = 'to' in inline ? `#${inline.to}` : inline.url;
  return `<a href="${escape(address)}">${escape(inline.text)}</a>`;
}

/** Each in the same tags. @param {Inline[]} all @param {string} open @param {string} close @param {string} [between] */
const lines = (all, open, close, between = '') =>
  join(
    map(all, (one) => open + line(one) + close),
    between,
  );

/** The first cell names its row. @param {Inline[]} cells */
const row = (cells) => `<tr><th scope="row">${line(cells[0])}</th>${lines(part(cells, 1), '<td>', '</td>')}</tr>`;

/** @param {Block} block @param {string} under  the heading that it stands below */
function html(block, under) {
  if ('heading' in block) {
    const id = block.id ? ` id="${escape(block.id)}"` : '';
    return `<h${block.heading}${id}>${line(block.text)}</h${block.heading}>`;
  }
  if ('paragraph' in block) return `<p>${line(block.paragraph)}</p>`;
  if ('list' in block) return `<ul>\n${lines(block.list, '<li>', '</li>', '\n')}\n</ul>`;
  // A table may be wider than the window. So it is a region that can be reached and scrolled with the keyboard (WCAG
  // 2.1.1).
  return `<div class="wide" role="region" tabindex="0" aria-label="${escape(under)}"><table>
<thead><tr>${lines(block.head, '<th scope="col">', '</th>')}</tr></thead>
<tbody>
${join(map(block.rows, row), '\n')}
</tbody></table></div>`;
}

const CSS = `:root { color-scheme: light dark; --edge: color-mix(in srgb, currentColor 25%, transparent); }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 90rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin-top: 3rem; }
p, li { max-width: 45rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .875rem; }
th, td { border: 1px solid var(--edge); padding: .375rem .5rem; text-align: start; vertical-align: top; }
th, td { min-width: 5rem; }
tr:target { outline: 2px solid; }
thead th { background: Canvas; position: sticky; top: 0; }
tbody th { font-weight: 600; min-width: 10rem; }
code { font-size: .95em; overflow-wrap: anywhere; }
td:last-child > code { display: block; min-width: 18rem; }
@media print {
  @page { size: A4 landscape; margin: 12mm; }
  body { font-size: 9pt; margin: 0; max-width: none; padding: 0; }
  table { font-size: 7.5pt; width: 100%; }
  th, td { min-width: 0; }
  thead { display: table-header-group; }
  thead th { position: static; }
  tr { break-inside: avoid; }
  h2 { break-after: avoid; }
  .wide { overflow: visible; }
  a { color: inherit; text-decoration: none; }
}`;

/** @param {import('../types/document.js').Page} page */
export function htmlOf({ title, lang, dir, blocks }) {
  let under = title;
  const body = map(blocks, (block) => {
    if ('heading' in block && typeof block.text === 'string') under = block.text;
    return html(block, under);
  });
  return `<!doctype html>
<html lang="${escape(lang)}"${dir ? ` dir="${escape(dir)}"` : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>
${CSS}
</style>
</head>
<body>
<h1>${escape(title)}</h1>
${join(body, '\n')}
</body>
</html>
`;
}
