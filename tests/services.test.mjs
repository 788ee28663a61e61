// The starter catalogue of well-known services, and `{ "use": "matomo" }` in a config.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { open } from 'assent/node';
import { nearest } from '../web/catalogue/nearest.js';
import catalogue from '../web/catalogue/starter-services.js';
import { expand, expandText } from '../web/catalogue/use.js';
import { connect } from '../web/core/connect.js';
import { openWith } from '../web/server/reader.js';
import { assentIn } from './command.mjs';
import { flavours } from './cores.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const PURPOSES = ['necessary', 'functional', 'statistics', 'personalisation', 'advertising', 'security'];
const NOW = 1795305600; // 2026-11-22

/** A config with a category for each purpose. @param {any[]} services @returns {any} */
const site = (services, categories = PURPOSES.map((purpose) => ({ id: purpose, purpose }))) => ({
  schema: 1,
  site: { name: 'N', controller: 'C', policyUrl: '/privacy' },
  policy: { version: 1, date: '2026-11-01' },
  categories,
  services,
});

/** @param {any} config @returns {string[]} */
function faultsOf(config) {
  try {
    open(config);
    return [];
  } catch (error) {
    return /** @type {any} */ (error).faults ?? [String(error)];
  }
}

/** @param {string} id */
const entry = (id) => {
  const found = catalogue.find((one) => one.id === id);
  assert.ok(found, id);
  return found;
};

// ---- the data ----

test('P11: the catalogue holds at least 65 services, in the order of their ids, each id once', () => {
  const ids = catalogue.map(({ id }) => id);
  assert.ok(ids.length >= 65, `${ids.length}`);
  assert.deepEqual(ids, [...new Set(ids)].sort());
  for (const id of ids) assert.match(id, /^[a-z][a-z0-9_-]{0,31}$/);
});

test('P11: the catalogue has something for each kind of service that course sites embed', () => {
  for (const id of [
    'matomo',
    'google-analytics',
    'posthog',
    'hotjar',
    'clarity',
    'sentry',
    'optimizely',
    'youtube',
    'youtube-nocookie',
    'vimeo',
    'kaltura',
    'panopto',
    'plyr',
    'intercom',
    'google-forms',
    'recaptcha',
    'google-maps',
    'openstreetmap',
    'stripe',
    'paypal',
    'jsdelivr',
    'google-fonts',
    'gravatar',
    'meta-pixel',
    'linkedin-insight',
    'h5p',
    'turnitin',
    'geogebra',
    'moodle',
    'canvas',
    'zoom',
    'mailchimp',
  ])
    entry(id);
});

for (const { id, purpose } of catalogue) {
  test(`the core accepts ${id} as the catalogue has it`, () => {
    assert.deepEqual(faultsOf(site([{ use: id }])), []);
    const [service] = expand(site([{ use: id }]), catalogue).services;
    assert.equal(service.category, purpose);
    assert.equal(service.id, id);
    for (const own of ['use', 'purpose', 'source']) assert.ok(!(own in service), `${own} is not for the config`);
  });
}

test('one config may use very many services of the catalogue at once', () => {
  for (const first of [0, catalogue.length - 60])
    assert.deepEqual(faultsOf(site(catalogue.slice(first, first + 60).map(({ id }) => ({ use: id })))), []);
});

test('A6: every entry of the catalogue says all that a privacy officer asks, and from where it is', () => {
  for (const {
    id,
    name,
    vendor,
    does,
    receives,
    policyUrl,
    optOutUrl,
    hosts,
    keys,
    source,
    purpose,
    sale = 'no',
  } of catalogue) {
    assert.ok(name && vendor && receives.length, id);
    assert.match(does.en, /^[A-Z].{5,120}\.$/, id);
    assert.match(source, /^https:\/\/[a-z0-9.-]+\/\S*$/, id);
    for (const url of [policyUrl, optOutUrl])
      if (url !== undefined) assert.match(url, /^https:\/\/[a-z0-9.-]+\/\S*$/, id);
    assert.equal(new Set(receives).size, receives.length, id);
    assert.equal(new Set(hosts).size, hosts.length, id);
    assert.equal(new Set(keys.map((key) => `${key.in} ${key.name}`)).size, keys.length, id);
    assert.ok(PURPOSES.includes(purpose), id);
    if (sale !== 'no') assert.equal(purpose, 'advertising', id);
  }
});

test('A6: of what a service receives, what the panel has words for is written by its code', () => {
  const { data } = JSON.parse(readFileSync(join(root, 'web/words/en/panel.json'), 'utf8'));
  for (const { id, receives } of catalogue)
    for (const item of receives) assert.ok(item in data || !Object.values(data).includes(item), `${id}: ${item}`);
});

test('hosts of the catalogue are lower case and name a domain', () => {
  for (const { id, hosts } of catalogue) {
    for (const host of hosts) assert.match(host, /^(\*\.)?[a-z0-9-]+(-\*)?(\.[a-z0-9-]+)+$/, id);
  }
});

test('P10: no key pattern of the catalogue takes what is not the service’s: three characters at least, and no `*` in front but once', () => {
  for (const { id, keys } of catalogue) {
    for (const { name } of keys) {
      assert.ok(name.replaceAll('*', '').length >= 3, `${id}: ${name}`);
      assert.doesNotMatch(name, /\*\*|^\*[^_]/, id);
    }
  }
});

test('A9: what a service of the catalogue keeps in sessionStorage ends with the session, and each span is one rule', () => {
  for (const { id, keys } of catalogue) {
    for (const key of keys) {
      if (key.in === 'sessionStorage') assert.equal(key.retention, 'session', `${id}: ${key.name}`);
      if (key.retention !== undefined)
        assert.match(key.retention, /^(session|[1-9]\d*(min|[hdmy])( idle)?)$/, `${id}: ${key.name}`);
    }
  }
});

/** Two services that a site has both of would each remove what the other stores: only on purpose. */
const SHARED_KEYS = ['cookie _pk_id.*', 'cookie _pk_ses.*']; // Piwik PRO grew out of what is Matomo now
/** Where both are declared, what points there waits for both. */
const SHARED_HOSTS = ['www.google.com', 'www.googletagmanager.com'];

/** @param {(entry: import('../web/catalogue/starter-services.js').Entry) => string[]} claims */
function claimedTwice(claims) {
  const all = catalogue.flatMap(claims);
  return [...new Set(all.filter((claim, i) => all.indexOf(claim) !== i))].sort();
}

test('P10: no two services of the catalogue claim the same name, but those that are known to', () => {
  assert.deepEqual(
    claimedTwice(({ keys }) => keys.map((key) => `${key.in} ${key.name}`)),
    SHARED_KEYS,
  );
});

test('P11: no two services of the catalogue claim the same host, but those that are known to', () => {
  assert.deepEqual(
    claimedTwice(({ hosts }) => hosts),
    SHARED_HOSTS,
  );
  for (const one of catalogue) {
    for (const other of catalogue) {
      if (one === other) continue;
      const patterns = other.hosts.filter((host) => host.startsWith('*.')).map((host) => host.slice(1));
      assert.deepEqual(
        one.hosts.filter((host) => patterns.some((end) => host.endsWith(end))),
        [],
        `${one.id} is within ${other.id}`,
      );
    }
  }
});

// ---- use: what becomes of it ----

const matomo = entry('matomo');
/** As the config has it, without what is for the catalogue alone. @param {any} entry */
const facts = ({ purpose, source, ...rest }) => rest;

test('P11: a service that is used is what the catalogue says, in the category of its purpose', () => {
  const [service] = expand(site([{ use: 'matomo' }]), catalogue).services;
  assert.deepEqual(service, { ...facts(matomo), category: 'statistics' });
});

test('what the site says about a service counts, and its lists replace those of the catalogue', () => {
  const own = {
    id: 'stats',
    category: 'functional',
    name: 'Our Matomo',
    hosts: ['stats.example'],
    keys: [],
    safeguards: { en: 'Ours.' },
    does: { de: 'Zählt Besuche.' },
  };
  const [service] = expand(site([{ use: 'matomo', ...own }]), catalogue).services;
  assert.deepEqual(service, { ...facts(matomo), ...own });
});

test('a service without a category is put into the only one with its purpose; where there are several, or none, the core asks', () => {
  const three = [
    { id: 'a', purpose: 'necessary' },
    { id: 'b', purpose: 'statistics' },
    { id: 'c', purpose: 'statistics' },
  ];
  assert.equal(expand(site([{ use: 'matomo' }], three.slice(0, 2)), catalogue).services[0].category, 'b');
  for (const categories of [three, three.slice(0, 1)]) {
    assert.deepEqual(faultsOf(site([{ use: 'matomo' }], categories)), [
      'services[0].category: expected this key, found nothing',
    ]);
    assert.deepEqual(faultsOf(site([{ use: 'matomo', category: 'a' }], categories)), []);
  }
});

test('the order of a site’s services stays, and those it describes itself are left alone', () => {
  const own = { id: 'own', category: 'functional', name: 'Own' };
  const { services } = expand(site([own, { use: 'sentry' }, own, { use: 'nobody' }]), catalogue);
  assert.deepEqual(
    services.map((/** @type {any} */ one) => one.id ?? one.use),
    ['own', 'sentry', 'own', 'nobody'],
  );
  assert.deepEqual(services[0], own);
  assert.deepEqual(services[3], { use: 'nobody' });
});

/** @param {any} value @returns {any} */
function deepFreeze(value) {
  if (value !== null && typeof value === 'object') Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}

test('using the catalogue changes neither the site’s config nor the catalogue', () => {
  const before = JSON.stringify(catalogue);
  const config = deepFreeze(site([{ use: 'matomo' }]));
  assert.deepEqual(expand(config, deepFreeze(structuredClone(catalogue))), expand(config, catalogue));
  assert.equal(JSON.stringify(catalogue), before);
  assert.equal(JSON.stringify(config), JSON.stringify(site([{ use: 'matomo' }])));
});

test('whatever stands where a config should, the core gets to see it', () => {
  for (const odd of [undefined, null, 7, 'x', [], {}, { services: 7 }, { services: {} }])
    assert.equal(expand(/** @type {any} */ (odd), catalogue), odd);
  const strange = [
    null,
    7,
    'matomo',
    [],
    { use: 7 },
    { use: null },
    { use: 'constructor' },
    { use: '__proto__' },
    { use: ['matomo'] },
  ];
  assert.deepEqual(expand({ services: strange, categories: 'none' }, catalogue), {
    services: strange,
    categories: 'none',
  });
});

// ---- use: in a text ----

test('a text that is no JSON, or uses nothing that is known, stays byte for byte', () => {
  const used = JSON.stringify(site([{ use: 'matomo' }]));
  for (const text of [
    '',
    ' ',
    '{',
    '"use": ',
    '{"use":"matomo"}',
    '[{"use":"matomo"}]',
    `${used} x`,
    `\ufeff${used}`,
    used.slice(0, -1),
    used.replace('"use"', '"\\u0075se"'),
    used.replace('matomo', 'matomoo'),
    '{"services":{"a":{"use":"matomo"}}}',
    '{"services":[[{"use":"matomo"}]]}',
    '{"keys":[{"use":"matomo"}]}',
    '{"services":[{"does":{"use":"matomo"}}]}',
    '{"a":{"services":[{"use":"matomo"}]}}',
    '{"services":[{"use":"matomo","use":"matomo"}]}',
    '{"services":[{"use":{"use":"matomo"}}]}',
    '{ "services" : [ { "use" : 7 } ] }',
    JSON.stringify(site([]), null, 2),
  ]) {
    assert.equal(expandText(text, catalogue), text);
  }
});

test('in the text of a config only `use` gives way, and every line stays where it was', () => {
  const text = JSON.stringify(
    site([
      { id: 'own', category: 'functional', name: '"use": "\\', does: { en: ']}, {"use": "matomo"}' } },
      { use: 'matomo', hosts: ['a.example'] },
      { hosts: [], use: 'sentry' },
    ]),
    null,
    2,
  ).replaceAll('\n', '\r\n');
  const written = expandText(text, catalogue);
  const [was, is] = [text, written].map((one) => one.split('\r\n'));
  assert.equal(is.length, was.length);
  assert.deepEqual(is.filter((line, i) => line !== was[i]).length, 2);
  assert.deepEqual(JSON.parse(written), expand(JSON.parse(text), catalogue));
});

test('where the site says everything about a service itself, one comma goes with `use`', () => {
  const own = { ...facts(matomo), category: 'functional' };
  for (const service of [
    { use: 'matomo', ...own },
    { ...own, use: 'matomo' },
    { id: own.id, use: 'matomo', ...own },
  ]) {
    for (const space of [undefined, 2]) {
      assert.deepEqual(
        JSON.parse(expandText(JSON.stringify(site([service, { use: 'sentry' }]), null, space), catalogue)).services[0],
        own,
      );
    }
  }
});

test('a config as an object and as a text become the same, for every service, with each part of it said by the site', () => {
  for (const known of catalogue) {
    for (const name of ['nothing', ...Object.keys(known)]) {
      if (name === 'purpose' || name === 'source') continue;
      for (const service of [
        { use: known.id, [name]: 'x' },
        { [name]: [{}], use: known.id },
      ]) {
        const config = site([service, {}, service]);
        assert.equal(
          JSON.stringify(JSON.parse(expandText(JSON.stringify(config), catalogue))),
          JSON.stringify(expand(config, catalogue)),
        );
      }
    }
  }
});

test('a fault that JSON.parse does not see is still refused, in its line', () => {
  const text = JSON.stringify(site([{ use: 'matomo' }]), null, 1);
  assert.deepEqual(faultsOf(text), []);
  assert.deepEqual(faultsOf(text.replace('"schema": 1', '"schema": 1,"schema": 1')), [
    'schema: expected this key once, found 1',
  ]);
  assert.deepEqual(faultsOf(text.replace('"use"', '"category": "statistics", "category": "functional", "use"')), [
    'services[0].category: expected this key once, found "functional"',
  ]);
  const number = text.replace(/\n}$/, ',\n "apply": 1.0\n}');
  const line = number.split('\n').findIndex((one) => one.includes('1.0')) + 1;
  assert.deepEqual(faultsOf(number), [
    `line ${line}, column 12: expected JSON (RFC 8259) with whole numbers only, found ".0"`,
  ]);
});

// ---- use: faults ----

test('a service that the catalogue has not is a fault at its place, with the nearest ids, and not four faults', () => {
  assert.deepEqual(faultsOf(site([{ use: 'sentry' }, { use: 'matomoo' }])), [
    `services[1].use: expected a service of the starter catalogue, such as ${nearest('matomoo').join(', ')}, found "matomoo"`,
  ]);
  assert.equal(nearest('matomoo')[0], 'matomo');
  assert.deepEqual(faultsOf(site([{ use: 7, id: 's', name: 'S', category: 'functional', hosts: ['X'] }])), [
    `services[0].use: expected a service of the starter catalogue, such as ${nearest(7).join(', ')}, found 7`,
    'services[0].hosts[0]: expected a host name such as stats.example or *.stats.example, in lower case, found "X"',
  ]);
  const [twice] = faultsOf(
    JSON.stringify(site([{ use: 'matomo' }])).replace('"use":"matomo"', '"use":"matomo","use":"matomo"'),
  );
  assert.equal(twice, 'services[0].use: expected "use" once, and without escapes, found "matomo"');
});

test('a fault in a service that is used is told like any other: two services of one id', () => {
  assert.deepEqual(faultsOf(site([{ use: 'matomo' }, { use: 'matomo' }])), [
    'services[1].id: expected an id that no other category or service has, found "matomo"',
  ]);
  assert.deepEqual(faultsOf(site([{ use: 'matomo' }, { use: 'matomo', id: 'second' }])), []);
});

test('a mistyped id finds the one that was meant', () => {
  for (const [asked, id] of [
    ['Matomo', 'matomo'],
    ['google analytics', 'google-analytics'],
    ['youtub', 'youtube'],
    ['postog', 'posthog'],
    ['re-captcha', 'recaptcha'],
    ['tag manager', 'google-tag-manager'],
  ]) {
    assert.ok(nearest(asked).includes(id), `${asked}: ${nearest(asked)}`);
  }
  for (const odd of ['', 7, null, undefined, {}, 'x'.repeat(100000)]) assert.equal(nearest(odd).length, 3);
});

// ---- where it is used ----

for (const [flavour, instantiate] of Object.entries(flavours)) {
  test(`P11: a server knows the hosts and keys of what a config uses (${flavour})`, () => {
    const config = site([{ use: 'matomo', hosts: ['stats.example'] }]);
    const turn = connect(instantiate());
    const refused = [`config\n${JSON.stringify(expand(config, catalogue))}`, `start\tnow=${NOW}`, `reject\tnow=${NOW}`]
      .flatMap((input) => turn(input))
      .filter(([effect]) => effect === 'save')[0][1];
    for (const form of [config, JSON.stringify(config), Buffer.from(JSON.stringify(config, null, 2))]) {
      const reading = openWith(instantiate(), form).read(`assent=${refused}; _pk_id.1.2ab3=x; other=1`, { now: NOW });
      assert.deepEqual(reading.element({ kind: 'script', category: 'statistics', host: 'stats.example' }), {
        allowed: false,
        why: 'refused',
        id: 'matomo',
      });
      assert.deepEqual(reading.erase, [{ area: 'cookie', name: '_pk_id.1.2ab3' }]);
      assert.match(reading.explain('matomo').text, /Matomo/);
    }
  });
}

const folder = mkdtempSync(join(tmpdir(), 'assent-services-'));
after(() => rmSync(folder, { recursive: true }));
const assent = (/** @type {string[]} */ ...args) => assentIn(folder, args);
const USED = site([{ use: 'matomo', hosts: ['stats.example'] }, { use: 'sentry' }]);
writeFileSync(join(folder, 'used.json'), JSON.stringify(USED, null, 2));
writeFileSync(join(folder, 'unknown.json'), JSON.stringify(site([{ use: 'sentri' }])));

test('P11: the commands see the services that a config uses: check, state, explain, report', () => {
  const keys = matomo.keys.length + entry('sentry').keys.length;
  assert.deepEqual(assent('check', 'used.json'), {
    status: 0,
    stdout: `used.json: good: 6 categories, 2 services, ${keys} keys\n`,
    stderr: '',
  });
  assert.match(
    assent('state', 'used.json').stdout,
    /undecided {4}Matomo \(matomo\)\n {2}undecided {4}Sentry \(sentry\)/,
  );
  assert.match(assent('explain', 'used.json', '--service', 'matomo').stdout, /Matomo/);
  const report = JSON.parse(assent('report', 'used.json', '--json').stdout);
  assert.equal(report.recipients[0].vendor, 'InnoCraft Ltd');
  assert.equal(report.recipients[0].keys.length, matomo.keys.length);
});

test('assent check names the service that the catalogue has not', () => {
  assert.deepEqual(assent('check', 'unknown.json'), {
    status: 1,
    stdout: '',
    stderr: `unknown.json: services[0].use: expected a service of the starter catalogue, such as ${nearest('sentri').join(', ')}, found "sentri"\n`,
  });
});

test('assent build writes the services out, so that no page loads the catalogue', async () => {
  assert.equal(assent('build', 'used.json', '--out', 'made').status, 0);
  const { default: config } = await import(pathToFileURL(join(folder, 'made/assent.site.js')).href);
  assert.deepEqual(JSON.parse(config), JSON.parse(JSON.stringify(expand(USED, catalogue))));
  assert.doesNotMatch(config, /"use"\s*:/);
  assert.match(
    readFileSync(join(folder, 'made/assent.js'), 'utf8'),
    /\\tmatomo\\t.*_pk_id/,
    'and the script has its keys',
  );
});

test('A6: assent services lists the catalogue, and one entry to paste', () => {
  const list = assent('services');
  assert.equal(list.status, 0);
  assert.equal(list.stdout.split('\n').length, catalogue.length + 1);
  assert.match(list.stdout, /^matomo +Matomo +statistics +\*\.matomo\.cloud$/m);
  const { status, stdout } = assent('services', 'matomo');
  assert.equal(status, 0);
  assert.deepEqual(JSON.parse(stdout), facts(matomo));
  assert.deepEqual(faultsOf(site([{ ...JSON.parse(stdout), category: 'statistics' }])), []);
  assert.deepEqual(JSON.parse(assent('services', '--json').stdout), catalogue);
});

test('assent services helps who mistypes', () => {
  assert.deepEqual(assent('services', 'matomoo'), {
    status: 2,
    stdout: '',
    stderr: `assent: no service "matomoo" in the starter catalogue: perhaps ${nearest('matomoo').join(', ')}\n`,
  });
  assert.match(assent('services', 'matomo', 'sentry').stderr, /^assent: one service at a time, not 2\n/);
});
