// The classic script: first in <head>, without async or defer. Reads its own attributes and starts at once.
import { instantiate } from './engine.js';
import { open } from './page.js';
import { whenParsed } from './parsed.js';

const script = /** @type {HTMLScriptElement} */ (document.currentScript);
const { engine, config: address, lang, debug } = script.dataset;

/** `assent build` writes the site's config over this text. */
const BUILT_IN = '@site-config@';

const inline = () => document.getElementById('assent-config')?.textContent;

/** Built in, else in the page, else at an address; in the page it may also come after this script. */
function config() {
  const json = BUILT_IN[0] === '{' ? BUILT_IN : inline();
  if (json) return json;
  if (address) {
    return fetch(address).then(answer => {
      if (!answer.ok) throw new Error(`assent: ${answer.status} ${address}`);
      return answer.text();
    });
  }
  return new Promise((/** @type {(json: string) => void} */ found, missing) => {
    const look = () => {
      const late = inline();
      if (late) found(late);
      else missing(new Error('assent: no config'));
    };
    whenParsed(look);
  });
}

/** @type {any} */ (self).assent = open({
  base: new URL('.', script.src).href,
  instantiate: engine === 'js' ? undefined : instantiate,
  config,
  lang,
  nonce: script.nonce,
  debug: debug !== undefined,
});
