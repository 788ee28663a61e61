// assent build: the files that a site serves, with its config inside assent.js, packed, so that the page waits for
// nothing and reads no JSON.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { connect } from '../core/connect.js';
import { pack } from '../core/pack.js';
import { instantiate } from '../server/node.js';
import { load } from './config-file.js';
import { shift } from './sourcemap.js';
import { onlyOne, readOptions, trouble } from './trouble.js';

const BUNDLES = new URL('../../wasm-build/out/', import.meta.url);
/** The script without a config. */
const EMPTY = 'assent.built.js';
/** Each but the first and the site's own, and when it is loaded. */
const LATER = {
  'assent.panel.js': 'loaded when the banner or the preferences show',
  'assent.link.js': 'loaded where the law wants an opt-out link',
  'assent.explain.js': 'loaded when the page asks why',
  'assent.stored.js': 'loaded to show, save or erase what is stored',
  'assent.twin.js': 'loaded only where a page may not compile WebAssembly, or asks why',
};

/** Where the config goes: this literal stands in the script once. */
const PLACE = '"@packed-config@"';

/** Where it is said which assent.site.js belongs to the script; its id is as long. */
const SITE_BUILD = '@site-build@';

/** @param {string} name */
function bundle(name) {
  try {
    return readFileSync(new URL(name, BUNDLES), 'utf8');
  } catch {
    throw trouble(`${name} is not built yet: run make build`);
  }
}

/**
 * A text as a string literal that may also stand in a page: nothing in it ends a script or begins a comment.
 * @param {string} text
 */
const literal = (text) =>
  JSON.stringify(text).replace(
    /[<\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** The script with the config in it, and its map. @param {string} script @param {string} map @param {string} packed */
function fill(script, map, packed) {
  const [before, after, ...more] = script.replace(`${EMPTY}.map`, 'assent.js.map').split(PLACE);
  if (after === undefined || more.length)
    throw trouble(`${EMPTY} has no place for a config, or already has one: run make build`);
  const text = literal(packed);
  const lines = before.split('\n');
  const parsed = { ...JSON.parse(map), file: 'assent.js' };
  parsed.mappings = shift(
    parsed.mappings,
    lines.length - 1,
    lines[lines.length - 1].length,
    text.length - PLACE.length,
  );
  return { script: before + text + after, map: JSON.stringify(parsed) };
}

/**
 * Every file that a site with this config serves, by its name.
 * @param {import('../types/site.js').FullConfig} config  without `use`, and without faults
 * @returns {Record<string, string>}
 */
export function filesOf(config) {
  const json = JSON.stringify(config);
  const { script, map } = fill(bundle(EMPTY), bundle(`${EMPTY}.map`), pack(connect(instantiate()), json));
  // Of the script and of the config: both must be the ones that the page was made with.
  const siteBuild = createHash('sha256').update(script).update(json).digest('hex').slice(0, SITE_BUILD.length);
  return {
    'assent.js': script.replace(SITE_BUILD, siteBuild),
    'assent.js.map': map,
    'assent.site.js': `export default ${literal(json)};\nexport const build = '${siteBuild}';\n`,
    ...Object.fromEntries(
      Object.keys(LATER)
        .flatMap((name) => [name, `${name}.map`])
        .map((name) => [name, bundle(name)]),
    ),
  };
}

/** What a visitor loads. @param {string} text */
const gzipped = (text) => gzipSync(text, { level: 9 }).length;

/** @param {string} text */
const kilobytes = (text) => `${(gzipped(text) / 1000).toFixed(1)} KB`;

/** @param {string[]} args */
export function build(args) {
  const { values, files } = readOptions(args, { out: { type: 'string' } });
  const file = onlyOne(files);
  const out = values.out;
  if (!out) throw trouble('build needs --out DIR: where the files go', true);
  const loaded = load(file);
  if (!loaded) return 1;
  const texts = filesOf(loaded.config);
  try {
    mkdirSync(out, { recursive: true });
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(out, name), text);
  } catch (error) {
    throw trouble(`${out} cannot be written: ${/** @type {Error} */ (error).message}`);
  }
  const weighs = (/** @type {string} */ name) => `${join(out, name)}: ${kilobytes(texts[name])} gzip`;
  process.stdout.write(`${weighs('assent.js')}, ${((gzipped(texts['assent.js']) - gzipped(bundle(EMPTY))) / 1000).toFixed(1)} KB of it this site's config; on every page, first in <head>
${weighs('assent.site.js')}, the config in its own words, loaded when somebody looks at it
${Object.entries(LATER)
  .map(([name, when]) => `${weighs(name)}, ${when}`)
  .join('\n')}
Serve them from one folder; the .map files are for debugging.
`);
  return 0;
}
