// assent build: the files that a site serves, with its config inside assent.js, packed, so that the page waits for
// nothing and reads no JSON.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { connect } from '../core/connect.js';
import { pack } from '../core/pack.js';
import { instantiate } from '../server/node.js';
import { onlyOne, readOptions, trouble } from './command-line.js';
import { load } from './config-file.js';

const BUNDLES = new URL('../../wasm-build/out/', import.meta.url);
/** The script without a config. */
const EMPTY = 'assent.built.js';
/** The files that every site serves beside the script and its own config, and when each is loaded. */
const LATER = {
  'assent.panel.js': 'loaded when the banner or the preferences show',
  'assent.link.js': 'loaded where the law wants an opt-out link',
  'assent.explain.js': 'loaded when the page asks why',
  'assent.stored.js': 'loaded to show, save or erase what is stored',
  'assent.twin.js': 'loaded only where a page may not compile WebAssembly, or asks why',
};

/**
 * What `assent build` writes over, at the end of the script (wasm-build/given-texts.mjs): the packed config, and which
 * assent.site.js belongs to the script.
 */
const PACKED_CONFIG = '"@packed-config@"',
  SITE_BUILD = '@site-build@';

/** A bundle for each language but English, which is built in. @returns {string[]} names of files */
const wordBundles = () => readdirSync(BUNDLES).filter((name) => /^assent\.words\.[\w-]+\.js$/.test(name));

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

/** The script with the config in it. @param {string} script @param {string} packed */
function withConfig(script, packed) {
  const [before, after, ...more] = script.replace(`${EMPTY}.map`, 'assent.js.map').split(PACKED_CONFIG);
  if (after === undefined || more.length)
    throw trouble(`${EMPTY} has no place for a config, or already has one: run make build`);
  return before + literal(packed) + after;
}

/**
 * Every file that a site with this config serves, by its name.
 * @param {import('../types/site.js').FullConfig} config  without `use`, and without faults
 * @returns {Record<string, string>}
 */
export function filesOf(config) {
  const json = JSON.stringify(config);
  const script = withConfig(bundle(EMPTY), pack(connect(instantiate()), json));
  // Of the script and of the config: both must be the ones that the page was made with.
  const siteBuild = createHash('sha256').update(script).update(json).digest('hex').slice(0, SITE_BUILD.length);
  return {
    'assent.js': script.replace(SITE_BUILD, siteBuild),
    'assent.js.map': JSON.stringify({ ...JSON.parse(bundle(`${EMPTY}.map`)), file: 'assent.js' }),
    'assent.site.js': `export default ${literal(json)};\nexport const build = '${siteBuild}';\n`,
    ...Object.fromEntries(
      [...Object.keys(LATER), ...wordBundles()]
        .flatMap((name) => [name, `${name}.map`])
        .map((name) => [name, bundle(name)]),
    ),
  };
}

/** What a visitor loads, in bytes. @param {string} text */
const gzipped = (text) => gzipSync(text, { level: 9 }).length;

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;

/** What each file weighs and when it is loaded. @param {string} out @param {Record<string, string>} texts */
function told(out, texts) {
  const weighs = (/** @type {string} */ name) => `${join(out, name)}: ${kilobytes(gzipped(texts[name]))} gzip`;
  const ofConfig = kilobytes(gzipped(texts['assent.js']) - gzipped(bundle(EMPTY)));
  const words = wordBundles();
  const largest = kilobytes(Math.max(...words.map((name) => gzipped(texts[name]))));
  return [
    `${weighs('assent.js')}, ${ofConfig} of it this site's config; on every page, first in <head>`,
    `${weighs('assent.site.js')}, the config in its own words, loaded when somebody looks at it`,
    ...Object.entries(LATER).map(([name, when]) => `${weighs(name)}, ${when}`),
    ...(words.length
      ? [
          `${join(out, 'assent.words.*.js')}: ${words.length} languages, ${largest} gzip at most, ` +
            'of which a visitor loads one or none',
        ]
      : []),
    'Serve them from one folder; the .map files are for debugging.\n',
  ].join('\n');
}

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
  process.stdout.write(told(out, texts));
  return 0;
}
