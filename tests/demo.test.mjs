// The demo's server: what it understands on the command line, and how it sends files.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serve } from '../demo/server.mjs';

const program = fileURLToPath(new URL('../demo/server.mjs', import.meta.url));
const run = (/** @type {string[]} */ ...args) => spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });

/** @type {Awaited<ReturnType<typeof serve>>} */
let demo;
before(async () => {
  demo = await serve({ port: 0 });
});
after(() => demo.close());

/**
 * The address is sent as it is written: `fetch` would resolve its dots.
 * @param {string} origin @param {string} path @param {Record<string, string>} [headers]
 * @returns {Promise<import('node:http').IncomingMessage>}
 */
const get = (origin, path, headers = {}) =>
  new Promise((done, refuse) => {
    request(origin, { path, headers }, (response) => {
      response.resume();
      response.on('end', () => done(response));
    })
      .on('error', refuse)
      .end();
  });

test('what the command line does not know ends with the usage and status 2', () => {
  for (const [args, message] of /** @type {[string[], RegExp][]} */ ([
    [['--port'], /--port/],
    [['--port', '65536'], /--port takes a number below 65536, not 65536\./],
    [['--port', 'x'], /not x\./],
    [['--region=de'], /--region takes a place like DE or US-CA, not de\./],
    [['--speed', '3'], /--speed/],
    [['plexomni'], /plexomni/],
  ])) {
    const { status, stderr, stdout } = run(...args);
    assert.match(stderr, message);
    assert.match(stderr, /\nusage: node demo\/server\.mjs /);
    assert.deepEqual([status, stdout], [2, '']);
  }
});

test('--help prints the usage', () => {
  for (const help of ['--help', '-h']) {
    const { status, stdout } = run(help);
    assert.match(stdout, /^usage: node demo\/server\.mjs /);
    assert.equal(status, 0);
  }
});

test('a script says that it is UTF-8, is made small for who asks, and is asked for again each time', async () => {
  const { headers } = await get(demo.plexomni, '/assent/assent.js', { 'accept-encoding': 'br' });
  assert.equal(headers['content-type'], 'text/javascript; charset=utf-8');
  assert.equal(headers['content-encoding'], 'br');
  assert.equal(headers['cache-control'], 'no-cache');
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.equal((await get(demo.plexomni, '/assent/assent.js')).headers['content-encoding'], undefined);
  const again = await get(demo.plexomni, '/assent/assent.js', { 'if-none-match': String(headers.etag) });
  assert.equal(again.statusCode, 304);
});

test('a browser keeps no copy of what third parties send, which would hide a request from the log', async () => {
  for (const path of ['/plyr/plyr.js', '/tally/count.js', '/pixel.gif'])
    assert.equal((await get(demo.third, path)).headers['cache-control'], 'no-store', path);
});

test('only what a page names is public', async () => {
  for (const [origin, path] of [
    [demo.plexomni, '/footer.html'],
    [demo.plexomni, '/assent/../package.json'],
    [demo.plexomni, '/assent/%2e%2e/%2e%2e/package.json'],
    [demo.plexomni, '/assent/..%2f..%2fpackage.json'],
    [demo.aysar, '/demo/..%2fserver.mjs'],
    [demo.aysar, '/assent/a%00.js'],
    [demo.aysar, '/assent/%E0%A4%A.js'],
    [demo.guide, '/assent.log'],
    [demo.guide, '/..%2f..%2fREADME.md'],
    [demo.third, '/plyr/../package.json'],
  ]) {
    const { statusCode } = await get(origin, path);
    assert.ok(statusCode === 404 || statusCode === 204, `${path}: ${statusCode}`); // 204: a third party swallows it
  }
});
