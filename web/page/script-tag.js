// What the classic scripts have in common: first in <head>, without async or defer, each reads its own attributes and
// starts at once.

import { native } from '../platform/pristine.js';
import { instantiate } from './embedded-core.js';
import { open } from './runtime.js';

/** @type {HTMLScriptElement} */
const script = native.scriptOf(document);

/** What its author says with `data-…`; nothing: it is not there. @param {string} name @returns {string | undefined} */
const said = (name) => native.attribute(script, `data-${name}`) ?? undefined;

/** Address of the site's config, if its author gives one. */
export const address = said('config');

/** A server that knows the place writes it on the script, or into the page before it. @returns {string | undefined} */
const meta = () => {
  const found = native.one(document, 'meta[name=assent-region]');
  return found ? (native.attribute(found, 'content') ?? undefined) : undefined;
};

/** @param {Pick<import('./runtime.js').Options, 'config' | 'source' | 'packed' | 'siteBuild'>} options */
export function start(options) {
  const source = native.sourceOf(script);
  /** @type {any} */ (window).assent = open({
    ...options,
    base: native.hrefOf(native.url('.', source)),
    query: native.searchOf(native.url(source)),
    address: source,
    instantiate: said('engine') !== 'js' && instantiate,
    visitor: { region: said('region') ?? meta(), audience: said('audience'), age: said('age') },
    place: said('place'),
    lang: said('lang'),
    nonce: native.nonceOf(script),
    guard: said('guard') !== 'off',
    shared: said('shared') !== undefined,
    debug: said('debug') !== undefined,
  });
}
