// A server that reads the decision. Must compile without the DOM (tests/types.test.mjs).
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type ConfigError, type Explained, open, type Reading, type Rule, type Site } from 'assent';
import { gpcHandler, gpcOf } from 'assent/gpc';
import { instantiate as core } from 'assent/node';
import { type Provider, placeHandler, placeOf } from 'assent/place';
import { openWith } from 'assent/server';
import { instantiate } from 'assent/twin';

const site: Site = open(readFileSync('site.json'));
const reading: Reading = site.read('assent=2.assent..1.accept.1.strict.0...0', { now: new Date() });
if (reading.allows('performance') && reading.ask === '')
  console.log(
    reading.decided?.how,
    reading.erase.map(({ name }) => name),
  );
const { allowed, why } = reading.element({ category: 'performance', host: 'stats.example' });
console.log(allowed, why, site.cookieName, site.read(), site.read(null, { now: 1795305600 }));
try {
  openWith(instantiate(), '{}');
} catch (error) {
  console.log((error as ConfigError).faults.join('\n'));
}

const provider: Provider = 'cloudflare';
const place = placeHandler({ provider });
const gpc = gpcHandler({ lastUpdate: '2026-11-22' });
createServer((request, response) => {
  if (request.url === '/assent/place') return place(request, response);
  if (request.url === '/.well-known/gpc.json') return gpc(request, response);
  const { regime, audience, signal, link, law, explain, ask } = site.read(request.headers.cookie, {
    region: placeOf(request.headers, { provider }),
    gpc: gpcOf(request.headers),
    audience: 'k12',
    age: 14,
    now: 1795305600,
  });
  const rules: Rule[] = law();
  const { holds, standing, text, law: because }: Explained = explain('matomo');
  if (ask === 'jurisdiction' && audience === 'k12' && signal && link === 'choices')
    console.log(regime, rules[0].field, rules[0].value, rules[0].row);
  if (!holds && standing === 'absent' && because) console.log(text, because.title, because.source);
});
const map: Map<string, string> = new Map([['cf-ipcountry', 'DE']]);
console.log(placeOf({ get: (name) => map.get(name) ?? null }, { provider: 'cloudflare' }), openWith(core(), '{}'));
