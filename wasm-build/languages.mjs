// Finds the languages that Assent's own words are in: each is a folder of web/words, by its language tag. A page has
// English in its bundles; every other language is a bundle of its own, `assent.words.<tag>.js`.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Built in, and the model for the others. */
const ENGLISH = 'en';

/** What is prescribed in English, so that no other language has it. */
const ENGLISH_ALONE = ['opt-out-link.js'];

/** @param {string} folder @returns {Promise<string[]>} names of the files that hold words */
const filesIn = async (folder) => (await readdir(folder)).filter((name) => /\.(json|js)$/.test(name)).sort();

/** @param {string} path @returns {Promise<any>} */
const wordsIn = async (path) =>
  path.endsWith('.json') ? JSON.parse(await readFile(path, 'utf8')) : (await import(pathToFileURL(path).href)).default;

/** The places in a text that are filled in. @param {string} text */
const placesIn = (text) => [...new Set(text.match(/\{\w+\}/g))].sort().join(' ');

/**
 * What is wrong with words of another language, beside the English ones.
 * @param {any} own
 * @param {any} english
 * @param {string} at  where it stands, for people
 * @returns {string[]}
 */
function faultsOf(own, english, at) {
  if (typeof english === 'string') {
    if (typeof own !== 'string') return [`${at}: expected a text`];
    return placesIn(own) === placesIn(english) ? [] : [`${at}: expected ${placesIn(english) || 'no place to fill in'}`];
  }
  if (own === null || typeof own !== 'object') return [`${at}: expected a table of texts`];
  return Object.entries(own).flatMap(([name, word]) =>
    Object.hasOwn(english, name)
      ? faultsOf(word, english[name], `${at}: ${name}`)
      : [`${at}: no such word as "${name}" in English`],
  );
}

/**
 * What is wrong with the folder of a language.
 * @param {string} words  web/words
 * @param {string} tag
 * @returns {Promise<string[]>} lines for people
 */
async function faultsOfFolder(words, tag) {
  const english = (await filesIn(join(words, ENGLISH))).filter((name) => !ENGLISH_ALONE.includes(name));
  const faults = [];
  if (Intl.getCanonicalLocales(tag)[0] !== tag) faults.push(`${tag}: expected ${Intl.getCanonicalLocales(tag)[0]}`);
  const files = await filesIn(join(words, tag));
  if (!files.includes('panel.json')) faults.push(`${tag}: expected panel.json, which says lang and dir`);
  for (const name of files) {
    const at = `${tag}/${name}`;
    if (!english.includes(name)) {
      faults.push(`${at}: expected one of ${english.join(', ')}`);
      continue;
    }
    const own = await wordsIn(join(words, tag, name));
    const model = await wordsIn(join(words, ENGLISH, name));
    faults.push(...faultsOf(own, model, at));
    if ('lang' in model && own.lang !== tag) faults.push(`${at}: lang: expected ${tag}`);
    if ('dir' in model && !/^(ltr|rtl)$/.test(own.dir)) faults.push(`${at}: dir: expected ltr or rtl`);
  }
  return faults;
}

/**
 * @param {string} words  web/words
 * @throws {Error} if a language has words that nobody looks for, or texts that do not fit those of English
 */
export async function findLanguages(words) {
  const languages = (await readdir(words, { withFileTypes: true }))
    .filter((one) => one.isDirectory())
    .map(({ name }) => name)
    .sort();
  const others = languages.filter((tag) => tag !== ENGLISH);
  const faults = (await Promise.all(others.map((tag) => faultsOfFolder(words, tag)))).flat();
  if (faults.length) throw new Error(`web/words:\n${faults.join('\n')}`);
  return {
    languages,
    /** Loaded for a visitor who gets this language. */
    bundlesOfLanguages: others.map((tag) => ({
      name: `assent.words.${tag}.js`,
      entry: `assent:words/${tag}`,
      format: /** @type {const} */ ('esm'),
    })),
    /** `assent:languages` is the list of them, and `assent:words/<tag>` all words of one. */
    languagesPlugin: {
      name: 'languages',
      setup(/** @type {import('esbuild').PluginBuild} */ { onResolve, onLoad }) {
        onResolve({ filter: /^assent:(languages$|words\/)/ }, ({ path }) => ({ path, namespace: 'languages' }));
        onLoad({ filter: /^assent:languages$/, namespace: 'languages' }, () => ({
          contents: `export const languages = ${JSON.stringify(languages)};`,
        }));
        onLoad({ filter: /^assent:words\//, namespace: 'languages' }, async ({ path }) => {
          const folder = join(words, path.slice(path.indexOf('/') + 1));
          const parts = (await filesIn(folder)).map(
            (name) => `export { default as ${name.split('.')[0]} } from './${name}';`,
          );
          return { contents: parts.join('\n'), resolveDir: folder };
        });
      },
    },
  };
}
