// What the classic scripts have in common: first in <head>, without async or defer, each reads its own attributes and starts at once.
import { instantiate } from './engine.js';
import { open } from './page.js';

const script = /** @type {HTMLScriptElement} */ (document.currentScript);
const { engine, region, audience, age, place, lang, guard, shared, debug } = script.dataset;

/** Address of the site's config, if its author gives one. */
export const address = script.dataset.config;

/** A server that knows the place writes it on the script, or into the page before it. */
const meta = () => /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name=assent-region]'))?.content;

/** @param {Pick<import('./page.js').Options, 'config' | 'packed'>} options */
export function start(options) {
  /** @type {any} */ (self).assent = open({
    ...options,
    base: new URL('.', script.src).href,
    query: new URL(script.src).search,
    instantiate: engine !== 'js' && instantiate,
    visitor: { region: region ?? meta(), audience, age },
    place,
    lang,
    nonce: script.nonce,
    guard: guard !== 'off',
    shared: shared != null,
    debug: debug != null,
  });
}
