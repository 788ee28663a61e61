// assent build: the files that a site serves, with its config inside assent.js, so that the page waits for nothing.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { load } from './site.js';
import { shift } from './sourcemap.js';
import { onlyOne, readOptions, trouble } from './trouble.js';

const BUNDLES = new URL('../../wasm-build/out/', import.meta.url);
/** Each but the first, and when it is loaded. */
const LATER = {
  'assent.panel.js': 'loaded when the banner or the preferences show',
  'assent.link.js': 'loaded where the law wants an opt-out link',
  'assent.explain.js': 'loaded when the page asks why',
  'assent.stored.js': 'loaded to show, save or erase what is stored',
  'assent.twin.js': 'loaded only where a page may not compile WebAssembly, or asks why',
};
const NAMES = ['assent.js', ...Object.keys(LATER)];

/** Where the config goes: this literal stands in assent.js once. */
const PLACE = '"@site-config@"';

/** @param {string} name */
function bundle(name) {
  try {
    return readFileSync(new URL(name, BUNDLES), 'utf8');
  } catch {
    throw trouble(`${name} is not built yet: run make build`);
  }
}

/** JSON as a string literal that may also stand in a page: nothing in it ends a script or begins a comment. @param {string} json */
const literal = json => JSON.stringify(json).replace(/[<\u2028\u2029]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The script with the config in it, and its map. @param {string} script @param {string} map @param {string} json */
function fill(script, map, json) {
  const [before, after, ...more] = script.split(PLACE);
  if (after === undefined || more.length) throw trouble('assent.js has no place for a config, or already has one: run make build');
  const text = literal(json);
  const lines = before.split('\n');
  const parsed = JSON.parse(map);
  parsed.mappings = shift(parsed.mappings, lines.length - 1, lines[lines.length - 1].length, text.length - PLACE.length);
  return { script: before + text + after, map: JSON.stringify(parsed) };
}

/** What a visitor loads. @param {string} text */
const gzipped = text => gzipSync(text, { level: 9 }).length;

/** @param {string} text */
const kilobytes = text => `${(gzipped(text) / 1000).toFixed(1)} KB`;

/** @param {string[]} args */
export function build(args) {
  const { values, files } = readOptions(args, { out: { type: 'string' } });
  const file = onlyOne(files);
  const out = values.out;
  if (!out) throw trouble('build needs --out DIR: where the files go', true);
  const loaded = load(file);
  if (!loaded) return 1;
  const texts = Object.fromEntries(NAMES.flatMap(name => [name, `${name}.map`]).map(name => [name, bundle(name)]));
  const empty = texts['assent.js'];
  const { script, map } = fill(empty, texts['assent.js.map'], JSON.stringify(loaded.config));
  texts['assent.js'] = script;
  texts['assent.js.map'] = map;
  try {
    mkdirSync(out, { recursive: true });
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(out, name), text);
  } catch (error) {
    throw trouble(`${out} cannot be written: ${/** @type {Error} */ (error).message}`);
  }
  process.stdout.write(`${join(out, 'assent.js')}: ${kilobytes(script)} gzip, ${((gzipped(script) - gzipped(empty)) / 1000).toFixed(1)} KB of it this site's config; on every page, first in <head>
${Object.entries(LATER).map(([name, when]) => `${join(out, name)}: ${kilobytes(texts[name])} gzip, ${when}`).join('\n')}
Serve them from one folder; the .map files are for debugging.
`);
  return 0;
}
