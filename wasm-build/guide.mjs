// Makes the guide's site: a page for each chapter in web/guide/, in the frame of demo/guide/page.html.
//
//   node guide.mjs <out folder>
//
// The pages keep the names {{third}}, {{plexomni}}, {{aysar}} and {{region}}. Only the server knows those addresses; the
// demo's (demo/server/guide.mjs) writes them in.

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { escapeHtml, readMarkdown } from './markdown.mjs';

/** @typedef {import('./markdown.mjs').Chapter} Chapter */

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const FRAME = join(root, 'demo/guide');
const CHAPTERS = join(root, 'web/guide');
/** What the pages load, beside Assent itself; chapters may show what is in their folder `pictures`. */
const STYLES = ['guide.css', 'chapter.css'];
const SUMMARY_MAX = 160; // search engines show no more

/** @param {Chapter} chapter @param {string} name */
const titleOf = (chapter, name) => chapter.headings[0]?.text ?? name;

/**
 * The chapters without the start page, in groups: first those that the lists and tables of the start page name, in that
 * order and below its second-level headings, then the others by their names.
 * @param {Map<string, Chapter>} chapters  by file name without `.md`
 * @returns {{ group: string, names: string[] }[]}
 */
function contentsOf(chapters) {
  /** @type {Map<string, string[]>} */
  const groups = new Map();
  const left = new Set([...chapters.keys()].filter((name) => name !== 'index').sort());
  const put = (/** @type {string} */ name, /** @type {string} */ group) => {
    if (!left.delete(name)) return;
    groups.set(group, [...(groups.get(group) ?? []), name]);
  };
  for (const { group, href } of chapters.get('index')?.entries ?? [])
    put(/^(?:\.\/)?([\w-]+)\.md(#|$)/.exec(href)?.[1] ?? '', group);
  for (const name of [...left]) put(name, '');
  return [...groups].map(([group, names]) => ({ group, names }));
}

/** @param {string} file @param {string} title @param {string} [current]  the file of the page that the link stands on */
const link = (file, title, current) =>
  `<a href="${file}"${file === current ? ' aria-current="page"' : ''}>${escapeHtml(title)}</a>`;

/** The list beside every page. @param {Map<string, Chapter>} chapters @param {string} file  the page it stands on */
function sidebar(chapters, file) {
  const item = (/** @type {string} */ name) =>
    `<li>${link(`${name}.html`, titleOf(/** @type {Chapter} */ (chapters.get(name)), name), file)}</li>`;
  return [
    `<ul>${item('index')}</ul>`,
    ...contentsOf(chapters).map(
      ({ group, names }) =>
        `${group && `<h2>${escapeHtml(group)}</h2>\n`}<ul>\n${names.map((name) => item(name)).join('\n')}\n</ul>`,
    ),
  ].join('\n');
}

/** What stands on this page. One heading alone needs no list. @param {Chapter['headings']} headings */
function outline(headings) {
  const listed = headings.filter(({ level }) => level === 2 || level === 3);
  if (listed.length < 2) return '';
  const items = listed.map(
    ({ level, id, text }) => `<li class="level-${level}"><a href="#${id}">${escapeHtml(text)}</a></li>`,
  );
  return `<nav class="outline" aria-labelledby="page-outline">
<h2 id="page-outline">On this page</h2>
<ul>
${items.join('\n')}
</ul>
</nav>`;
}

/** Links to the chapter before and the one after. @param {Map<string, Chapter>} chapters @param {string} name */
function onward(chapters, name) {
  const order = ['index', ...contentsOf(chapters).flatMap(({ names }) => names)];
  const at = order.indexOf(name);
  const to = (/** @type {string | undefined} */ other, /** @type {string} */ word, /** @type {string} */ rel) =>
    other === undefined
      ? ''
      : `<a rel="${rel}" href="${other}.html"><span>${word}</span> ${escapeHtml(titleOf(/** @type {Chapter} */ (chapters.get(other)), other))}</a>`;
  const links = [to(order[at - 1], 'Previous', 'prev'), to(order[at + 1], 'Next', 'next')].filter(Boolean);
  return links.length ? `<nav class="onward" aria-label="Neighbouring chapters">\n${links.join('\n')}\n</nav>` : '';
}

/** Names in double braces are for the server: a chapter that writes such a name means the name. @param {string} html */
const shield = (html) => html.replaceAll('{{', '&#123;&#123;');

/**
 * @param {Record<string, string>} sources  the chapters' Markdown, by file name without `.md`
 * @param {(name: string) => string | undefined} printed  the Markdown that the build has printed under a name
 * @returns {Map<string, string>} HTML by file name
 * @throws if a heading takes an address that means something else on a page with Assent
 */
export function guidePages(sources, printed) {
  const chapters = new Map(Object.entries(sources).map(([name, text]) => [name, readMarkdown(text, printed)]));
  const frame = readFileSync(join(FRAME, 'page.html'), 'utf8');
  /** @type {Map<string, string>} */
  const pages = new Map();
  const add = (/** @type {string} */ file, /** @type {Record<string, string>} */ parts) => {
    const all = { ...parts, chapters: shield(sidebar(chapters, file)) };
    pages.set(
      file,
      frame.replace(/\{\{(\w+)\}\}/g, (whole, name) => all[name] ?? whole),
    );
  };
  for (const [name, chapter] of chapters) {
    if (chapter.headings.some(({ id }) => id === 'privacy-preferences'))
      throw new Error(
        `web/guide/${name}.md: Assent takes a link to #privacy-preferences for its own. Word this heading otherwise.`,
      );
    add(`${name}.html`, {
      title: shield(escapeHtml(titleOf(chapter, name))),
      description: shield(escapeHtml(chapter.summary.slice(0, SUMMARY_MAX))),
      article: shield(chapter.html),
      outline: shield(outline(chapter.headings)),
      onward: shield(onward(chapters, name)),
    });
  }
  // This page is no chapter: it is written by hand, as HTML, and has a film on it.
  add('this-site.html', {
    title: 'This site and your privacy',
    description: 'What this site keeps in your browser, and what it asks you about.',
    article: readFileSync(join(FRAME, 'this-site.html'), 'utf8'),
    outline: '',
    onward: '',
  });
  return pages;
}

/** The chapters as they are in the repository. @returns {Record<string, string>} */
export function chapterSources(folder = CHAPTERS) {
  const files = readdirSync(folder).filter((name) => name.endsWith('.md'));
  return Object.fromEntries(files.map((name) => [name.slice(0, -3), readFileSync(join(folder, name), 'utf8')]));
}

function main(/** @type {string} */ out) {
  const printed = (/** @type {string} */ name) => {
    const file = join(root, 'wasm-build/out/printed', `${name}.md`);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  };
  const pages = guidePages(chapterSources(), printed);
  mkdirSync(out, { recursive: true });
  // A page whose chapter is gone goes, too.
  for (const name of readdirSync(out)) if (name.endsWith('.html') && !pages.has(name)) rmSync(join(out, name));
  for (const name of STYLES) cpSync(join(FRAME, name), join(out, name));
  if (existsSync(join(CHAPTERS, 'pictures')))
    cpSync(join(CHAPTERS, 'pictures'), join(out, 'pictures'), { recursive: true });
  for (const [name, html] of pages) writeFileSync(join(out, name), html);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (!process.argv[2]) {
    console.error('usage: node guide.mjs <out folder>');
    process.exit(2);
  }
  main(resolve(process.argv[2]));
}
