// The ES module: the same runtime, started by the site's own code. What it does not find inert in the page it cannot
// hold: put the call as early as you can, or use the classic script, which comes before everything else.

import { stringify } from '../platform/json.js';
import { native } from '../platform/pristine.js';
import { fetched } from './config-source.js';
import { instantiate } from './embedded-core.js';
import { open } from './runtime.js';

/**
 * @param {object} options
 * @param {object | string} options.config  the site's config: an object, its JSON, or its address
 * @param {string} [options.base]  where assent.panel.js and assent.twin.js are; default: beside this module
 * @param {'auto' | 'js'} [options.engine]
 * @param {import('../core/turn-text.js').Visitor} [options.visitor]
 * @param {string} [options.place]  address, on this site, that answers with the visitor's region
 * @param {string} [options.lang]
 * @param {string} [options.nonce]
 * @param {boolean} [options.guard]  false: what scripts of the page store and send is not looked at
 * @param {boolean} [options.shared]  others use this computer, too
 * @param {boolean} [options.debug]
 */
export function start({ config, base = native.hrefOf(native.url('.', import.meta.url)), engine, ...rest }) {
  return open({
    ...rest,
    base,
    instantiate: engine !== 'js' && instantiate,
    source: typeof config === 'string' && !native.test(/^\s*\{/, config) ? config : 'start({ config })',
    config: () =>
      typeof config === 'object' ? stringify(config) : native.test(/^\s*\{/, config) ? config : fetched(config),
  });
}
