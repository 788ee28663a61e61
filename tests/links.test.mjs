// Every link in the repository's documents leads somewhere: to a file that is there, and to a heading that is in it.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readMarkdown } from '../wasm-build/markdown.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const NOT_OURS = new Set(['node_modules', 'out', '.git']);

/** The Markdown files of the repository. @param {string} folder @returns {string[]} */
const documentsIn = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !NOT_OURS.has(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return documentsIn(path);
      return entry.name.endsWith('.md') ? [path] : [];
    });

const read = (/** @type {string} */ path) => readMarkdown(readFileSync(path, 'utf8'));
const documents = documentsIn(root).map((path) => relative(root, path));

test('the documents that readers are sent to are among those that are checked', () => {
  for (const name of ['README.md', 'CONTRIBUTING.md', 'demo/README.md', 'src/README.md', 'web/guide/place.md'])
    assert.ok(documents.includes(name), name);
});

for (const name of documents) {
  test(`${name}: every relative link leads to a file, and to a heading in it`, () => {
    const wrong = read(join(root, name)).links.filter((href) => {
      if (/^[a-z][a-z\d+.-]*:/i.test(href)) return false;
      const [path, id] = decodeURI(href).split('#');
      const target = path ? join(root, dirname(name), path) : join(root, name);
      if (!existsSync(target)) return true;
      return !!id && target.endsWith('.md') && !read(target).headings.some((heading) => heading.id === id);
    });
    assert.deepEqual(wrong, []);
  });
}

test('the start page of the guide names every chapter', { skip: !documents.includes('web/guide/index.md') }, () => {
  const named = new Set(read(join(root, 'web/guide/index.md')).entries.map(({ href }) => href.split('#')[0]));
  const chapters = documents.filter((name) => dirname(name) === 'web/guide' && name !== 'web/guide/index.md');
  assert.deepEqual(
    chapters.filter((name) => !named.has(relative('web/guide', name))),
    [],
  );
});
