// A server that reads the decision. Must compile without the DOM (tests/types.test.mjs).
import { readFileSync } from 'node:fs';
import { open, type ConfigError, type Reading, type Site } from 'assent';
import { openWith } from 'assent/server';
import { instantiate } from 'assent/twin';

const site: Site = open(readFileSync('site.json'));
const reading: Reading = site.read('assent=1.1.a1.row.a*.0000', { now: new Date() });
if (reading.allows('performance') && reading.ask === '') console.log(reading.decided?.how, reading.erase.map(({ name }) => name));
const { allowed, why } = reading.element({ category: 'performance', host: 'stats.example' });
console.log(allowed, why, site.cookieName, site.read(), site.read(null, { now: 1795305600 }));
try {
  openWith(instantiate(), '{}');
} catch (error) {
  console.log((error as ConfigError).faults.join('\n'));
}
