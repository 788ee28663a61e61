// A worker of its own, so that the servers do not wait for the program that measures: one first party, eight third parties.

import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { parentPort } from 'node:worker_threads';
import { brotliCompressSync } from 'node:zlib';
import { CSS, ITEMS, page, thirdPartyScript } from './page.mjs';
import { SUBJECTS } from './subjects.mjs';

const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const TYPES = /** @type {Record<string, string>} */ ({ js: 'text/javascript', css: 'text/css', html: 'text/html', gif: 'image/gif', wasm: 'application/wasm' });

/** @typedef {{ headers: Record<string, string | number>, body: Buffer, preload?: string[], cookie?: string }} File */

/** Compressed once, as well as a server can. @param {string} path @param {string | Buffer} content @param {string} cache @returns {File} */
function file(path, content, cache) {
  const type = TYPES[/** @type {string} */ (path.split('.').pop())];
  const pixel = type === 'image/gif';
  const body = pixel ? PIXEL : brotliCompressSync(content);
  return {
    body,
    headers: {
      'content-type': pixel ? type : `${type}; charset=utf-8`, 'content-length': body.length, 'cache-control': cache,
      'timing-allow-origin': '*', ...(pixel ? {} : { 'content-encoding': 'br' }),
    },
  };
}

/** @param {Map<string, File>} files @param {string} host */
const listen = (files, host) => new Promise((/** @type {(port: number) => void} */ listening, failed) => {
  const server = createServer({ keepAliveTimeout: 60e3 }, (request, response) => {
    const found = files.get(/** @type {string} */ (request.url));
    if (!found) return response.writeHead(404).end();
    const { headers, body, preload, cookie } = found;
    const undecided = preload && !request.headers.cookie?.includes(`${cookie}=`);
    response.writeHead(200, undecided ? { ...headers, link: preload.map(module => `<${module}>; rel=modulepreload`).join(', ') } : headers).end(body);
  });
  server.on('error', failed).listen(0, host, () => listening(/** @type {any} */ (server.address()).port));
});

const third = await Promise.all(Array.from({ length: 8 }, (_, i) => {
  const content = (/** @type {import('./page.mjs').Item} */ { kind, id }) => kind === 'script' ? thirdPartyScript(id) : '<!DOCTYPE html><p>A film';
  const mine = ITEMS.filter(({ host }) => host === i + 2);
  return listen(new Map(mine.map(item => [item.path, file(item.path, content(item), 'no-store')])), `127.0.0.${i + 2}`);
}));
const items = ITEMS.map(item => ({ ...item, url: `http://127.0.0.${item.host}:${third[item.host - 2]}${item.path}` }));

/** @type {Map<string, File>} */
const files = new Map();
const put = (/** @type {string} */ path, /** @type {string | Buffer} */ content, cache = 'max-age=31536000') => files.set(path, file(path, content, cache));
put('/page.css', CSS);
put('/warm.html', '<!DOCTYPE html><title>Warm</title><link rel="icon" href="data:,"><h1>Fonts</h1><p>are <b>loaded</b> here. <button>Press</button>');
const repository = (/** @type {string} */ name) => readFileSync(new URL(`../../${name}`, import.meta.url));
for (const name of readdirSync(new URL('../../web/', import.meta.url)).filter(one => one.endsWith('.js'))) put(`/${name}`, repository(`web/${name}`));
put('/core.wasm', repository('wasm-build/out/core.wasm'));
for (const [name, subject] of Object.entries(SUBJECTS)) {
  for (const [path, text] of Object.entries(subject.files ?? {})) {
    // Behind a comment that stands first: some are for the engine, and count only there.
    put(`/${name}/${path}`, path === subject.first ? text.replace(/^(\/\/.*\n)?/, '$1self.bench?.start();') : text);
  }
  for (const n of [1, 2]) {
    const { preload, cookie } = subject;
    files.set(`/${name}/${n}.html`, { ...file('.html', page(subject, items), 'no-cache'), preload: preload?.map(module => `/${name}/${module}`), cookie });
  }
}

/** @type {import('node:worker_threads').MessagePort} */ (parentPort).postMessage(`http://127.0.0.1:${await listen(files, '127.0.0.1')}`);
