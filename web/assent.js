// The classic script: first in <head>, without async or defer. Reads its own attributes and starts at once.
import { instantiate } from './engine.js';
import { open } from './page.js';

const script = /** @type {HTMLScriptElement} */ (document.currentScript);
const { engine, config: address, region, audience, age, place, lang, guard, shared, debug } = script.dataset;

/** A server that knows the place writes it on the script, or into the page before it. */
const meta = () => /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name=assent-region]'))?.content;

/** `assent build` writes the site's config over this text. */
const BUILT_IN = '@site-config@';

const inline = () => document.getElementById('assent-config')?.textContent;

/** Built in, else in the page before this script, else at an address. What is no config the core refuses. */
const config = () => BUILT_IN[0] === '{' ? BUILT_IN : inline() ?? (address ? fetch(address).then(answer => answer.ok ? answer.text() : `${address} ${answer.status}`) : '');

/** @type {any} */ (self).assent = open({
  base: new URL('.', script.src).href,
  instantiate: engine === 'js' ? undefined : instantiate,
  config,
  visitor: { region: region ?? meta(), audience, age },
  place,
  lang,
  nonce: script.nonce,
  guard: guard !== 'off',
  shared: shared !== undefined,
  debug: debug !== undefined,
});
