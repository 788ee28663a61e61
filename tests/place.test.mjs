// Where a visitor is, by the headers of each provider, and the signal of the browser: every form, and every trap.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect as dial } from 'node:net';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { gpcHandler, gpcOf } from 'assent/gpc';
import { open } from 'assent/node';
import { placeHandler, placeOf } from 'assent/place';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The same headers as each environment has them. @param {Record<string, string>} headers */
const forms = (headers) => [
  headers, // an event of a cloud's function: in any case
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])), // Node
  new Headers(headers), // a worker
];

const PAIRS = /** @type {const} */ ({
  cloudflare: ['CF-IPCountry', 'CF-Region-Code'],
  cloudfront: ['CloudFront-Viewer-Country', 'CloudFront-Viewer-Country-Region'],
  vercel: ['X-Vercel-IP-Country', 'X-Vercel-IP-Country-Region'],
  fastly: ['X-Country-Code', 'X-Region-Code'],
  proxy: ['X-Country-Code', 'X-Region-Code'],
  appengine: ['X-AppEngine-Country', 'X-AppEngine-Region'],
  bunny: ['CDN-RequestCountryCode', 'CDN-RequestStateCode'],
});

/** @type {[country: string, part: string | undefined, place: string][]} */
const PAIRED = [
  ['DE', undefined, 'DE'],
  ['DE', '', 'DE'],
  ['US', 'CA', 'US-CA'],
  ['us', 'ca', 'US-CA'], // App Engine writes them small
  ['CA', 'QC', 'CA-QC'],
  ['FR', 'IDF', 'FR-IDF'],
  ['JP', '13', 'JP-13'],
  ['GB', 'ENG', 'GB-ENG'],
  ['US', 'California', 'US'], // a name is no code
  ['US', 'US-CA', 'US'], // and this is no tail
  ['US', 'NO REGION', 'US'],
  ['US', '-CA', 'US'],
  ['XX', 'CA', ''], // nobody knows, though a part is said
  ['T1', undefined, ''], // Tor
  ['ZZ', undefined, ''],
  ['A1', undefined, ''], // anonymous proxy, of old databases
  ['EU', undefined, ''], // a continent
  ['AP', undefined, ''],
  ['**', undefined, ''], // Fastly: a private address
  ['USA', undefined, ''],
  ['Germany', undefined, ''],
  ['', 'CA', ''], // the tail alone could be California, or Canada
  ['US, DE', undefined, ''], // sent twice: one of them is the visitor's
  ['US, US', 'CA', 'US-CA'], // twice the same is no contradiction
  ['US', 'CA, TX', 'US'],
  ['U S', undefined, ''],
  ['DE"', undefined, ''],
];

for (const [provider, [country, part]] of Object.entries(PAIRS)) {
  test(`place: ${provider} says country and part in a header each`, () => {
    for (const [code, tail, place] of PAIRED) {
      for (const headers of forms({ [country]: code, ...(tail === undefined ? {} : { [part]: tail }) })) {
        assert.equal(
          placeOf(headers, { provider: /** @type {keyof typeof PAIRS} */ (provider) }),
          place,
          `${code} ${tail}`,
        );
      }
    }
    assert.equal(placeOf({}, { provider: /** @type {keyof typeof PAIRS} */ (provider) }), '', 'no header: nobody said');
    assert.equal(
      placeOf({ [country.toLowerCase()]: ['US', 'DE'] }, { provider: /** @type {keyof typeof PAIRS} */ (provider) }),
      '',
      'a list that contradicts itself',
    );
    assert.equal(
      placeOf({ [country.toLowerCase()]: undefined }, { provider: /** @type {keyof typeof PAIRS} */ (provider) }),
      '',
    );
  });
}

test("place: Google's load balancer says the part as CLDR does, country and tail run together", () => {
  const place = (/** @type {string} */ region, /** @type {string} */ subdivision) =>
    forms({ 'X-Client-Region': region, 'X-Client-Region-Subdivision': subdivision }).map((headers) =>
      placeOf(headers, { provider: 'google' }),
    );
  for (const [region, subdivision, expected] of [
    ['US', 'USCA', 'US-CA'],
    ['us', 'usca', 'US-CA'],
    ['CA', 'CAQC', 'CA-QC'],
    ['PL', 'PL14', 'PL-14'],
    ['DE', '', 'DE'],
    ['US', 'CAQC', 'US'], // of another country
    ['US', 'CA', 'US'], // Canada's country code is not California
    ['ZZ', 'USCA', ''],
    ['', 'USCA', ''],
    ['US', 'US', 'US'],
    ['US', 'US-CA', 'US'],
  ])
    assert.deepEqual(place(region, subdivision), [expected, expected, expected], `${region} ${subdivision}`);
});

test('place: Netlify says it in JSON, in base64 or, inside an edge function, plain', () => {
  const place = (/** @type {string} */ text) =>
    forms({ 'X-NF-Geo': text }).map((headers) => placeOf(headers, { provider: 'netlify' }));
  const geo = {
    city: 'Los Angeles, CA',
    country: { code: 'US', name: 'United States' },
    subdivision: { code: 'CA', name: 'California' },
    timezone: 'America/Los_Angeles',
  };
  const base64 = (/** @type {unknown} */ value) => Buffer.from(JSON.stringify(value)).toString('base64');
  const thrice = (/** @type {string} */ expected) => [expected, expected, expected];
  assert.deepEqual(place(base64(geo)), thrice('US-CA'));
  assert.deepEqual(place(JSON.stringify(geo)), thrice('US-CA'), 'a comma in a text is no second header');
  assert.deepEqual(place(base64({ country: { code: 'DE' } })), thrice('DE'));
  for (const broken of [
    'US',
    '{}',
    'not base64!',
    base64(null),
    base64([]),
    base64({ country: 'US' }),
    base64({ country: { code: 7 } }),
    base64({ subdivision: { code: 'CA' } }),
    `${base64(geo)}, ${base64({ country: { code: 'DE' } })}`,
    `${JSON.stringify(geo)}, ${JSON.stringify({ country: { code: 'DE' } })}`,
  ]) {
    assert.deepEqual(place(broken), thrice(''), broken);
  }
});

test('place: Akamai says it in a list', () => {
  const place = (/** @type {string} */ text) =>
    forms({ 'X-Akamai-Edgescape': text }).map((headers) => placeOf(headers, { provider: 'akamai' }));
  const thrice = (/** @type {string} */ expected) => [expected, expected, expected];
  assert.deepEqual(
    place(
      'georegion=246,country_code=US,region_code=CA,city=LOSANGELES,dma=803,timezone=PST,continent=NA,throughput=vhigh',
    ),
    thrice('US-CA'),
  );
  assert.deepEqual(place('georegion=61,country_code=DK,region_code=,city=COPENHAGEN'), thrice('DK'));
  assert.deepEqual(
    place('georegion=246,country_code=US,region_code=CA,georegion=61,country_code=DK,region_code='),
    thrice(''),
    "twice: one is the visitor's own",
  );
  assert.deepEqual(place('georegion=reserved,country_code=reserved,region_code=reserved'), thrice(''));
  assert.deepEqual(place('xcountry_code=US,city=country_code=US'), thrice(''));
});

test('place: the provider is said, never guessed, and its word is the only one', () => {
  const everybody = Object.fromEntries(Object.values(PAIRS).map(([country]) => [country, 'US']));
  assert.equal(placeOf({ ...everybody, 'CF-IPCountry': 'DE' }, { provider: 'cloudflare' }), 'DE');
  assert.equal(placeOf({ 'X-Country-Code': 'US' }, { provider: 'cloudflare' }), '', 'a header that a visitor can send');
  for (const options of [undefined, {}, { provider: '' }, { provider: 'auto' }, { provider: 'constructor' }]) {
    assert.throws(
      () => placeOf({}, /** @type {any} */ (options)),
      /^TypeError: assent: provider: expected one of cloudflare, cloudfront, .*, found /,
    );
    assert.throws(() => placeHandler(/** @type {any} */ (options)), TypeError);
  }
});

test('place: what is read is a place to the core, and what is not is none', () => {
  const site = open({
    schema: 1,
    site: { name: 'S', controller: 'C', policyUrl: '/p' },
    policy: { version: 1, date: '2026-11-01' },
    categories: [{ id: 'essential', purpose: 'necessary' }],
  });
  for (const [code, tail, place] of PAIRED) {
    const region = placeOf({ 'x-country-code': code, 'x-region-code': tail }, { provider: 'proxy' });
    assert.equal(site.read('', { region }).place, place, `${code} ${tail}`);
  }
});

// ---- over HTTP ----

/** @param {import('node:http').RequestListener} handler @param {(port: number) => Promise<void>} use */
async function serving(handler, use) {
  const server = createServer(handler);
  await new Promise((done) => {
    server.listen(0, '127.0.0.1', () => done(undefined));
  });
  try {
    await use(/** @type {import('node:net').AddressInfo} */ (server.address()).port);
  } finally {
    server.close();
  }
}

/**
 * A request as bytes: fetch would join or refuse what a visitor may send.
 * @param {number} port
 * @param {string[]} lines
 * @returns {Promise<string>}
 */
const raw = (port, lines) =>
  new Promise((done, failed) => {
    let text = '';
    const socket = dial(port, '127.0.0.1', () =>
      socket.end([...lines, 'Host: school.example', 'Connection: close', '', ''].join('\r\n')),
    );
    socket.on('data', (bytes) => {
      text += bytes;
    });
    socket.on('end', () => done(text));
    socket.on('error', failed);
  });

test('place: the handler answers GET in JSON that nobody keeps, and nothing else', async () => {
  await serving(placeHandler({ provider: 'proxy' }), async (port) => {
    const answer = await fetch(`http://127.0.0.1:${port}/assent/place?x`, {
      headers: { 'X-Country-Code': 'US', 'X-Region-Code': 'CA' },
    });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-type'), 'application/json');
    assert.equal(answer.headers.get('cache-control'), 'private, no-store');
    assert.equal(await answer.text(), '{"region":"US-CA"}');
    assert.equal(await (await fetch(`http://127.0.0.1:${port}/`)).text(), '{"region":""}');
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      const refused = await fetch(`http://127.0.0.1:${port}/`, { method });
      assert.equal(refused.status, 405, method);
      assert.equal(refused.headers.get('allow'), 'GET, HEAD');
      assert.equal(await refused.text(), '');
    }
    const head = await fetch(`http://127.0.0.1:${port}/`, { method: 'HEAD' });
    assert.equal(head.status, 200);
    assert.equal(head.headers.get('cache-control'), 'private, no-store');
    assert.match(
      await raw(port, ['GET / HTTP/1.1', 'X-Country-Code: DE', 'X-Country-Code: US']),
      /\r\n\{"region":""\}\r\n|\{"region":""\}/,
      'sent twice',
    );
  });
});

// ---- Global Privacy Control ----

test('B20: the signal on a server: exactly 1 counts, and one of several headers is enough', () => {
  /** @type {[string | string[] | undefined, boolean][]} */
  const vectors = [
    [undefined, false],
    ['0', false],
    ['true', false],
    ['1', true],
    ['1, 0', true],
    ['0, 1', true],
    [['0', '1'], true],
    [['0', 'true'], false],
    ['', false],
    ['11', false],
    ['1.0', false],
    ['01', false],
    ['+1', false],
    ['"1"', false],
    ['?1', false],
    ['１', false],
  ];
  for (const [value, on] of vectors) {
    assert.equal(gpcOf({ 'sec-gpc': value }), on, JSON.stringify(value));
    assert.equal(gpcOf({ 'Sec-GPC': value }), on, JSON.stringify(value));
    if (typeof value === 'string' && !/[^\x20-\x7e]/.test(value))
      assert.equal(gpcOf(new Headers({ 'Sec-GPC': value })), on, value);
  }
  assert.equal(gpcOf({}), false);
  assert.equal(gpcOf(new Headers()), false);
  assert.equal(gpcOf({ 'x-sec-gpc': '1', dnt: '1' }), false);
});

test('B20: the signal on a server: a header that Node joined reaches the core as the signal that it is', async () => {
  const site = open({
    schema: 1,
    site: { name: 'S', controller: 'C', policyUrl: '/p' },
    policy: { version: 1, date: '2026-11-01' },
    categories: [{ id: 'ads', purpose: 'advertising' }],
  });
  await serving(
    (request, response) => {
      const { signal, grants } = site.read(request.headers.cookie, { region: 'US-CA', gpc: gpcOf(request.headers) });
      response.end(JSON.stringify({ signal, ads: grants.ads }));
    },
    async (port) => {
      assert.match(await raw(port, ['GET / HTTP/1.1', 'Sec-GPC: 0', 'Sec-GPC: 1']), /\{"signal":true,"ads":false\}/);
      assert.match(await raw(port, ['GET / HTTP/1.1', 'Sec-GPC: 0']), /\{"signal":false,"ads":true\}/);
    },
  );
});

test('B20: the signal on a server: the site says at its well-known address that it honours the signal', async () => {
  await serving(gpcHandler({ lastUpdate: '2026-11-22' }), async (port) => {
    const answer = await fetch(`http://127.0.0.1:${port}/.well-known/gpc.json`);
    assert.equal(answer.headers.get('content-type'), 'application/json');
    assert.equal(answer.headers.get('cache-control'), 'public, max-age=86400');
    assert.deepEqual(await answer.json(), { gpc: true, lastUpdate: '2026-11-22' });
    assert.equal((await fetch(`http://127.0.0.1:${port}/`, { method: 'POST' })).status, 405);
  });
  for (const lastUpdate of [undefined, '', 'today', '2026-11', '2026-02-30', '2026-13-01', 20261122]) {
    assert.throws(
      () => gpcHandler(/** @type {any} */ ({ lastUpdate })),
      /^TypeError: assent: lastUpdate: expected a date such as 2026-11-22, found /,
    );
  }
});

// ---- web/guide/place-servers.md: what it tells people to paste runs ----

const scratch = mkdtempSync(join(root, 'tests/types/made-')); // inside the package, so that its own name resolves
after(() => rmSync(scratch, { recursive: true }));

/** The first JavaScript below this heading of web/guide/place-servers.md. @param {string} heading */
function example(heading) {
  const [, after] = readFileSync(join(root, 'web/guide/place-servers.md'), 'utf8').split(`\n## ${heading}\n`);
  const [, code] = /```js\n([^]*?)```/.exec(after) ?? [];
  assert.ok(code, heading);
  return code;
}

/** @param {string} heading @returns {Promise<any>} */
async function load(heading) {
  const path = join(scratch, `${heading.replace(/\W/g, '')}.mjs`);
  writeFileSync(path, example(heading));
  return import(pathToFileURL(path).href);
}

/** @param {Response} response */
async function isAnswer(response, region = 'US-CA') {
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
  assert.equal(response.headers.get('cache-control'), 'private, no-store');
  assert.deepEqual(await response.json(), { region });
}

test('web/guide/place-servers.md: the examples for Cloudflare, Vercel and Netlify answer', async () => {
  const worker = (await load('Cloudflare')).default;
  const spoofed = new Request('https://school.example/assent/place', { headers: { 'CF-IPCountry': 'DE' } });
  await isAnswer(await worker.fetch(Object.assign(spoofed, { cf: { country: 'US', regionCode: 'CA' } })));
  await isAnswer(
    await worker.fetch(Object.assign(new Request('https://school.example/assent/place'), { cf: { country: 'T1' } })),
    '',
  );
  await isAnswer(
    await (await load('Vercel')).GET(
      new Request('https://school.example/api/place', {
        headers: { 'x-vercel-ip-country': 'US', 'x-vercel-ip-country-region': 'CA' },
      }),
    ),
  );
  await isAnswer(
    await (await load('Netlify')).default(new Request('https://school.example/assent/place'), {
      geo: { country: { code: 'US' }, subdivision: { code: 'CA' } },
    }),
  );
});

test('web/guide/place-servers.md: the function for CloudFront answers', () => {
  const run = (/** @type {object} */ headers) => {
    const {
      statusCode,
      headers: said,
      body,
    } = vm.runInNewContext(`${example('CloudFront')}\nhandler(${JSON.stringify({ request: { headers } })})`);
    assert.equal(statusCode, 200);
    assert.equal(said['content-type'].value, 'application/json');
    assert.equal(said['cache-control'].value, 'private, no-store');
    return JSON.parse(body).region;
  };
  assert.equal(
    run({ 'cloudfront-viewer-country': { value: 'US' }, 'cloudfront-viewer-country-region': { value: 'CA' } }),
    'US-CA',
  );
  assert.equal(run({ 'cloudfront-viewer-country': { value: 'DE' } }), 'DE');
  assert.equal(run({}), '');
});
