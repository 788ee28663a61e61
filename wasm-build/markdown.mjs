// Turns one Markdown file of the guide into HTML, and tells its headings and links to those who check them.

import hljs from 'highlight.js/lib/common';
import apache from 'highlight.js/lib/languages/apache';
import nginx from 'highlight.js/lib/languages/nginx';
import MarkdownIt from 'markdown-it';

/**
 * @typedef {object} Heading
 * @property {number} level  1 is the title of the file
 * @property {string} id     unique in its file, and the same that GitHub gives this heading
 * @property {string} text   without Markdown's marks
 *
 * @typedef {object} Chapter
 * @property {string} html
 * @property {string} summary      the first paragraph, without Markdown's marks
 * @property {Heading[]} headings  in the order of the file
 * @property {string[]} links      where each link leads, as the file says it
 * @property {{ group: string, href: string }[]} entries
 *   the links in lists and tables, each with the second-level heading that it stands below ('' for none)
 */

hljs.registerLanguage('apache', apache);
hljs.registerLanguage('nginx', nginx);

const markdown = new MarkdownIt();
const { escapeHtml } = markdown.utils;

// ---- text ----

/** What a reader sees of an inline token, without marks. @param {any} token */
const plain = (token) =>
  token.children.map((/** @type {any} */ child) => (child.type === 'softbreak' ? ' ' : child.content)).join('');

/**
 * The id of a heading by GitHub's rule, so that a link works there and here.
 * @param {string} text  the heading without marks
 */
const idOf = (text) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');

// ---- comments, and tables that the build prints ----

/** A line of its own that asks for a table: the build prints it from the code, so that it cannot disagree with it. */
const PRINTED = /^<!-- printed: ([a-z-]+) -->$/;
const NOT_PRINTED =
  '*This table is printed by the build, which has not run yet: run `make build`, then `make guide`.*\n';

/** A block rule: a comment shows nothing, and one that asks for a printed table becomes that table. */
function comment(/** @type {any} */ state, /** @type {number} */ start, /** @type {number} */ end, silent = false) {
  const line = (/** @type {number} */ at) =>
    state.src.slice(state.bMarks[at] + state.tShift[at], state.eMarks[at]).trimEnd();
  const isCode = state.sCount[start] - state.blkIndent >= 4;
  if (isCode || !line(start).startsWith('<!--')) return false;
  let last = start;
  while (last < end && !line(last).includes('-->')) last += 1;
  if (last === end) return false;
  if (silent) return true;
  const [, name] = PRINTED.exec(line(start)) ?? [];
  if (name) state.md.block.parse(state.env.printed(name) ?? NOT_PRINTED, state.md, state.env, state.tokens);
  state.line = last + 1;
  return true;
}

// ---- links ----

/**
 * Where a link of a chapter leads on the guide's site, or null where it leads to nothing there.
 * @param {string} href
 */
function onSite(href) {
  if (/^([a-z][a-z\d+.-]*:|#)/i.test(href)) return href;
  const [, name, rest] = /^(?:\.\/)?([\w-]+)\.md(#.*)?$/.exec(href) ?? [];
  return name ? `${name}.html${rest ?? ''}` : null;
}

/**
 * Notes every link. A link to another chapter becomes one to its page. A link to a file of the repository becomes plain
 * text: the site does not serve the repository, and the words of such a link name the file already.
 */
function turnLinks(/** @type {any} */ { tokens, env }) {
  let group = '';
  let inEntry = 0;
  tokens.forEach((/** @type {any} */ token, /** @type {number} */ at) => {
    if (token.type === 'heading_open' && token.tag === 'h2') group = plain(tokens[at + 1]);
    if (/^(list_item|td)_(open|close)$/.test(token.type)) inEntry += token.nesting;
    if (token.type !== 'inline') return;
    let drop = false; // links do not nest, so a closing token belongs to the last opening one
    token.children = token.children.filter((/** @type {any} */ child) => {
      if (child.type === 'link_open') {
        const href = child.attrGet('href');
        const target = onSite(href);
        env.links.push(href);
        if (inEntry) env.entries.push({ group, href });
        drop = target === null;
        if (target !== null) child.attrSet('href', target);
      }
      return !drop || !/^link_(open|close)$/.test(child.type);
    });
  });
}

// ---- headings ----

/** Gives every heading its id, and makes a link to itself of it. */
function giveAnchors(/** @type {any} */ { tokens, env, Token }) {
  /** How often each id was wanted. @type {Map<string, number>} */
  const wanted = new Map();
  tokens.forEach((/** @type {any} */ token, /** @type {number} */ at) => {
    if (token.type !== 'heading_open') return;
    const inline = tokens[at + 1];
    const text = plain(inline);
    const times = wanted.get(idOf(text)) ?? 0;
    wanted.set(idOf(text), times + 1);
    const id = idOf(text) + (times ? `-${times}` : '');
    const level = Number(token.tag.slice(1));
    env.headings.push({ level, id, text });
    token.attrSet('id', id);
    // A link may not stand in a link.
    if (level === 1 || inline.children.some((/** @type {any} */ child) => child.type === 'link_open')) return;
    const open = new Token('link_open', 'a', 1);
    open.attrs = [
      ['class', 'anchor'],
      ['href', `#${id}`],
    ];
    inline.children = [open, ...inline.children, new Token('link_close', 'a', -1)];
  });
}

// ---- tables and code ----

/**
 * Names the region in which a table scrolls by the heading that the table stands below. The side of a column becomes a
 * class, because the site's policy allows no styles in the page.
 */
function markTables(/** @type {any} */ { tokens }) {
  let heading = '';
  tokens.forEach((/** @type {any} */ token, /** @type {number} */ at) => {
    if (token.type === 'heading_open') heading = plain(tokens[at + 1]);
    if (token.type === 'table_open') token.meta = heading;
    if (token.type !== 'th_open' && token.type !== 'td_open') return;
    const [, side] = /^text-align:(\w+)$/.exec(token.attrGet('style') ?? '') ?? [];
    token.attrs = [...(token.type === 'th_open' ? [['scope', 'col']] : []), ...(side ? [['class', side]] : [])];
  });
}

/**
 * A block of code. It may be wider than the window, so it can have the focus and be scrolled with the keyboard.
 * @param {string} code
 * @param {string} language  as the fence names it; '' for none
 */
function codeBlock(code, language) {
  const inColours = hljs.getLanguage(language)
    ? hljs.highlight(code, { language, ignoreIllegals: true }).value
    : escapeHtml(code);
  return `<pre tabindex="0"><code>${inColours}</code></pre>\n`;
}

markdown.block.ruler.before('paragraph', 'comment', comment, { alt: ['paragraph', 'reference', 'blockquote'] });
markdown.core.ruler.push('links', turnLinks);
markdown.core.ruler.push('anchors', giveAnchors);
markdown.core.ruler.push('tables', markTables);
markdown.renderer.rules.table_open = (tokens, at) =>
  `<div class="scroll" tabindex="0" role="region" aria-label="Table: ${escapeHtml(tokens[at].meta)}"><table>\n`;
markdown.renderer.rules.table_close = () => '</table></div>\n';
markdown.renderer.rules.code_block = (tokens, at) => codeBlock(tokens[at].content, '');
markdown.renderer.rules.fence = (tokens, at) => codeBlock(tokens[at].content, tokens[at].info.trim().split(/\s/)[0]);

/**
 * @param {string} text  Markdown
 * @param {(name: string) => string | undefined} [printed]  the Markdown that the build has printed under a name
 * @returns {Chapter}
 */
export function readMarkdown(text, printed = () => undefined) {
  /** @type {any} */
  const env = { printed, headings: [], links: [], entries: [] };
  const tokens = markdown.parse(text, env);
  const first = tokens.findIndex(({ type, level }) => type === 'paragraph_open' && level === 0);
  return {
    html: markdown.renderer.render(tokens, markdown.options, env),
    summary: first < 0 ? '' : plain(tokens[first + 1]),
    headings: env.headings,
    links: env.links,
    entries: env.entries,
  };
}

export { escapeHtml };
