// Every script that is shipped. bundle.mjs makes them; the Makefile (which looks for lines with `name:`), the size
// report and the tests take their lists from here.

/**
 * @typedef {object} Bundle
 * @property {string} name
 * @property {string} entry        the file that it begins with, from the root of the repository
 * @property {'iife' | 'esm'} format  iife: a classic script
 * @property {boolean} [eager]     nearly all of it runs at once, so that an engine had better compile it all while it
 *   loads, beside the main thread, than each function on it, twice, when it is first called
 * @property {string} [core]       the core that is embedded in it, if that is not the whole one
 * @property {Record<string, string>} [given]  texts that `assent build` writes over (given-texts.mjs)
 * @property {boolean} [site]      `assent build` writes it for a site, beside assent.js and assent.site.js
 */

/** @type {Bundle[]} */
export const BUNDLES = [
  // The classic script, first in <head>.
  { name: 'assent.js', entry: 'web/page/classic.js', format: 'iife', eager: true },
  // The same for one site: `assent build` puts its config in, and calls it assent.js.
  {
    name: 'assent.built.js',
    entry: 'web/page/classic-built.js',
    format: 'iife',
    eager: true,
    core: 'core.built',
    given: { PACKED_CONFIG: '@packed-config@', SITE_BUILD: '@site-build@' },
  },
  { name: 'assent.mjs', entry: 'web/page/module.js', format: 'esm' },
  // Loaded when the banner or the preferences show.
  { name: 'assent.panel.js', entry: 'web/panel/panel.js', format: 'esm', eager: true, site: true },
  // Loaded where the law wants an opt-out link.
  { name: 'assent.link.js', entry: 'web/panel/opt-out-link.js', format: 'esm', site: true },
  // Loaded when the page asks why something runs or is held.
  { name: 'assent.explain.js', entry: 'web/explain/explain.js', format: 'esm', site: true },
  // Loaded to show, take along or erase what is stored.
  { name: 'assent.stored.js', entry: 'web/stored/stored.js', format: 'esm', site: true },
  // Loaded to explain a config with faults.
  { name: 'assent.faults.js', entry: 'web/faults/faults.js', format: 'esm' },
  // Loaded where a config that is not built in says `use`.
  { name: 'assent.services.js', entry: 'web/catalogue/services.js', format: 'esm' },
  // Loaded where a page may not compile WebAssembly, or asks why.
  { name: 'assent.twin.js', entry: 'wasm-build/out/core.twin.js', format: 'esm', site: true },
];
