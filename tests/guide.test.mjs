// How a chapter of the guide becomes a page: what its author may rely on.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guidePages } from '../wasm-build/guide.mjs';
import { readMarkdown } from '../wasm-build/markdown.mjs';

const html = (/** @type {string} */ text, /** @type {Record<string, string>} */ printed = {}) =>
  readMarkdown(text, (name) => printed[name]).html;
const pages = (/** @type {Record<string, string>} */ sources) => guidePages(sources, () => undefined);
const page = (/** @type {Record<string, string>} */ sources, /** @type {string} */ name) =>
  pages(sources).get(name) ?? assert.fail(`there is no page ${name}`);

test('a heading has the address that GitHub gives it, and is a link to itself', () => {
  const { html: made, headings } = readMarkdown(
    '# The API: `window.assent`\n\n## Twice\n\n## Twice\n\n## É, 2nd_part\n',
  );
  assert.deepEqual(
    headings.map(({ id }) => id),
    ['the-api-windowassent', 'twice', 'twice-1', 'é-2nd_part'],
  );
  assert.match(made, /<h2 id="twice-1"><a class="anchor" href="#twice-1">Twice<\/a><\/h2>/);
});

test('a heading with a link in it stays one link', () => {
  assert.match(
    html('## See [there](https://there.example/)'),
    /<h2 id="see-there">See <a href="[^"]+">there<\/a><\/h2>/,
  );
});

test('a link to another chapter leads to its page, with its heading', () => {
  assert.match(html('[x](storage.md#y)'), /<a href="storage\.html#y">x<\/a>/);
  assert.match(html('[x](./index.md)'), /<a href="index\.html">x<\/a>/);
});

test('a link to a file of the repository is plain text: the site does not serve the repository', () => {
  assert.equal(
    html('See [`src/law.def`](../../src/law.def), [x](https://x.example/).'),
    '<p>See <code>src/law.def</code>, <a href="https://x.example/">x</a>.</p>\n',
  );
});

test('a table that the build prints stands where the chapter asks for it, also twice and with headings of its own', () => {
  const printed = { config: '### Keys\n\n| key | means |\n|---|---|\n| `id` | whose |\n' };
  const { html: made, headings } = readMarkdown(
    '# Config\n\n<!-- printed: config -->\n\nAfter.\n',
    (name) => printed[name],
  );
  assert.match(made, /<h3 id="keys">[^]*<table>[^]*<code>id<\/code>[^]*<\/table><\/div>\n<p>After\.<\/p>/);
  assert.deepEqual(
    headings.map(({ id }) => id),
    ['config', 'keys'],
  );
  assert.match(html('Text\n<!-- printed: config -->\n', printed), /<p>Text<\/p>\n<h3/);
});

test('a table that is not printed yet is named, with what prints it', () => {
  assert.match(html('<!-- printed: events -->'), /run <code>make build<\/code>/);
});

test('a comment shows nothing, unclosed it is text, and in a block of code it is code', () => {
  assert.equal(html('Before\n\n<!-- for writers:\n\nsay more -->\n\nAfter'), '<p>Before</p>\n<p>After</p>\n');
  assert.match(html('<!-- never closed'), /&lt;!-- never closed/);
  assert.match(html('```html\n<!-- printed: config -->\n```'), /printed: config/);
});

test('HTML in a chapter is shown, not obeyed', () => {
  assert.equal(html('A <script> is held.'), '<p>A &lt;script&gt; is held.</p>\n');
});

test('a table can be scrolled with the keyboard and is named by its heading', () => {
  const made = html('## Ways\n\n| way | when |\n|---|---|\n| a | b |\n');
  assert.match(made, /<div class="scroll" tabindex="0" role="region" aria-label="Table: Ways"><table>/);
  assert.match(made, /<th scope="col">way<\/th>/);
});

test('a column of numbers stands right without a style in the page, which the policy of the site forbids', () => {
  const made = html('| file | bytes |\n|---|---:|\n| a | 1 |\n');
  assert.match(made, /<th scope="col" class="right">bytes<\/th>[^]*<td class="right">1<\/td>/);
  assert.doesNotMatch(made, /style=/);
});

test('code is coloured by its language, and shown as it is in one that nobody knows', () => {
  assert.match(html('```js\nconst a = 1;\n```'), /<pre tabindex="0"><code><span class="hljs-keyword">const<\/span>/);
  assert.match(html('```vcl\nif (a < b) {}\n```'), /<pre tabindex="0"><code>if \(a &lt; b\) \{\}/);
});

test('the sidebar has the chapters as the lists of the start page have them, then those that it forgot', () => {
  const made = page(
    {
      index:
        '# Start\n\nRead [last](c.md) first.\n\n## Use\n\n- [b](b.md)\n\n## Look up\n\n| what |\n|---|\n| [c](c.md#x) |\n',
      a: '# Forgotten',
      b: '# Second & *more*',
      c: '# Third',
    },
    'b.html',
  );
  const [, sidebar] = /<nav class="chapters"[^>]*>([^]*?)<\/nav>/.exec(made) ?? [];
  assert.deepEqual(
    [...sidebar.matchAll(/<h2>(.*)<\/h2>|<a href="([^"]+)"( aria-current="page")?>/g)].map(
      ([, group, file, current]) => group ?? file + (current ? ' here' : ''),
    ),
    ['index.html', 'Use', 'b.html here', 'Look up', 'c.html', 'a.html'],
  );
  assert.match(made, /<title>Second &amp; more · Assent guide<\/title>/);
  assert.match(made, /rel="prev" href="index\.html".*\n.*rel="next" href="c\.html"/);
});

test('a chapter may write the names that the server fills in', () => {
  const made = page({ index: '# Start\n\nThe server fills in `{{third}}`.' }, 'index.html');
  assert.match(made, /<code>&#123;&#123;third\}\}<\/code>/);
  assert.match(made, /data-src="\{\{third\}\}\//, 'and the page has its own');
});

test('a heading may not take the address that opens the preferences', () => {
  assert.throws(() => pages({ index: '# Start\n\n## Privacy preferences\n' }), /index\.md: .*#privacy-preferences/);
});
