// Bundles web/ into the files that are shipped, each minified with a source map, and once more readable.
//
//   node bundle.mjs      (the cores are in wasm-build/out/ already)

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { minify } from 'terser';
import { BUNDLES } from './bundles.mjs';
import { givenTexts } from './given-texts.mjs';
import { findLanguages } from './languages.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, 'wasm-build/out');
const { bundlesOfLanguages, languagesPlugin } = await findLanguages(join(root, 'web/words'));

/** @type {import('./bundles.mjs').Bundle[]} */
const bundles = [...BUNDLES.map((one) => ({ ...one, entry: join(root, one.entry) })), ...bundlesOfLanguages];

/** What readers change for themselves (WCAG 1.4.12), and what inherits to the site's own properties: these may be overruled. */
const YIELDING = /^(--|line-height$|letter-spacing$|word-spacing$|margin|font$|all$)/;

/**
 * A page may say `button { … !important }` of everything that it has. Each declaration of the panel insists, too, and
 * its selectors have the weight of an id (panel.css).
 * @param {string} css
 */
const insisting = (css) =>
  css
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/([\w-]+):\s*([^;{}]+);/g, (whole, property, value) =>
      YIELDING.test(property) || value.includes('!important') ? whole : `${property}: ${value} !important;`,
    );

/** `import css from './panel.css'` is the text of the sheet, minified where the bundle is. */
const cssAsText = (/** @type {boolean} */ minify) => ({
  name: 'css-as-text',
  setup(/** @type {import('esbuild').PluginBuild} */ { onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(insisting(await readFile(path, 'utf8')), { loader: 'css', minify });
      return { contents: code.trim(), loader: 'text' };
    });
  },
});

/**
 * `import … from 'assent:core'` is the core itself, as embed.mjs wrote it; `#law` and `#contract` are what print.mjs wrote; `#twin` and
 * `#services` are bundles of their own.
 */
const embeddedCore = (/** @type {string} */ core) => ({
  name: 'embedded-core',
  setup(/** @type {import('esbuild').PluginBuild} */ { onResolve }) {
    onResolve({ filter: /^assent:core$/ }, () => ({ path: join(out, `${core}.embedded.js`) }));
    onResolve({ filter: /^#twin$/ }, () => ({ path: './assent.twin.js', external: true }));
    onResolve({ filter: /^#services$/ }, () => ({ path: './assent.services.js', external: true }));
    onResolve({ filter: /^#(law|contract)$/ }, ({ path }) => ({
      path: join(out, `${path.slice(1)}.js`),
      sideEffects: false,
    }));
  },
});

/**
 * Stands for the build's id (web/page/build-id.js) until every file is made, and is as long: what the source maps say
 * still holds.
 */
const BUILD = '@build-id@@@';

/**
 * @param {string} entry
 * @param {'iife' | 'esm'} format
 * @param {string} core
 * @param {boolean} minify
 * @param {boolean} later  it is loaded by another one, and says of which build it is
 */
const bundle = async (entry, format, core, minify, later) => {
  const { outputFiles } = await build({
    entryPoints: [entry],
    outfile: join(out, 'bundle.js'), // where the paths in the source map start
    format,
    bundle: true,
    write: false,
    sourcemap: 'external',
    target: 'es2020', // what every browser with WebAssembly and modules understands; nothing is polyfilled
    charset: 'utf8', // the embedded core is a text beyond ASCII, which escapes would double
    legalComments: 'none',
    footer: later ? { js: `export const build = '${BUILD}';` } : {},
    plugins: [embeddedCore(core), cssAsText(minify), languagesPlugin],
    logLevel: 'warning',
  });
  const [map, code] = outputFiles.sort(({ path }) => (path.endsWith('.map') ? -1 : 1)).map(({ text }) => text);
  return { map, code };
};

/**
 * The core's text, in the place of the row that embed.mjs wrote for it and that is as long: what the source map says
 * still holds.
 */
const literals = new Map(
  await Promise.all(
    ['core', 'core.built'].map(
      async (core) => /** @type {const} */ ([core, await readFile(join(out, `${core}.embedded.txt`), 'utf8')]),
    ),
  ),
);
const withCore = (/** @type {string} */ core, /** @type {string} */ code) =>
  code.replace(/(["'`])@coree+\1/, () => `'${literals.get(core)}'`);

await mkdir(join(out, 'readable'), { recursive: true });
/** What is written, by its path. @type {Record<string, string>} */
const files = {};
for (const { name, entry, format, eager, given, core = 'core' } of bundles) {
  const later = format === 'esm' && name !== 'assent.mjs';
  const { take, pass } = given ? givenTexts(given) : { take: String, pass: String };
  const readable = await bundle(entry, format, core, false, later);
  files[join('readable', name)] = withCore(core, pass(take(readable.code)));
  const { code, map } = await bundle(entry, format, core, true, later);
  // terser, not esbuild's own minifier: 1 to 2 % less after gzip.
  const small = await minify(take(code), {
    ecma: 2020,
    module: format === 'esm',
    // unsafe_arrows: a function may become an arrow. Not `unsafe`: it makes `'' + x` of `${x}`, which asks an object
    // for another text. evaluate: off in modules, or a text that stands once in the panel would stand wherever it is
    // meant.
    compress: { passes: 3, keep_fargs: false, pure_getters: true, unsafe_arrows: true, evaluate: format === 'iife' },
    format: { preamble: eager ? '//# allFunctionsCalledOnLoad' : undefined }, // Chromium's word for it; it must come first
    sourceMap: { content: map, filename: name, url: `${name}.map` },
  });
  files[name] = withCore(core, pass(/** @type {string} */ (small.code)));
  files[`${name}.map`] = /** @type {string} */ (small.map);
}

// A language that has gone leaves no file.
for (const name of await readdir(out)) if (/^assent\.words\./.test(name) && !(name in files)) await rm(join(out, name));

// The id is made of what is in the files: the same sources give the same id on every machine.
const hash = createHash('sha256');
for (const { name } of bundles) hash.update(files[name]);
const id = hash.digest('hex').slice(0, BUILD.length);
for (const [name, text] of Object.entries(files))
  await writeFile(join(out, name), name.endsWith('.map') ? text : text.replaceAll(BUILD, id));
