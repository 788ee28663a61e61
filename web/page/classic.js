// The classic script for any site: its config stands in the page, or at an address.

import { native } from '../platform/pristine.js';
import { fetched } from './config-source.js';
import { address, start } from './script-tag.js';

const inline = () => {
  const script = native.byId(document, 'assent-config');
  return script && native.textOf(script);
};

/** In the page before this script, else at an address. What is no config the core refuses. */
const config = () => inline() ?? (address ? fetched(address) : '');

start({
  config,
  source: native.byId(document, 'assent-config')
    ? '#assent-config'
    : address || 'no config: give data-config, or #assent-config',
});
