// The page's own host and eight third parties, on loopback addresses: to a browser each of those is a site of its own.
// They run in a worker, so that they do not wait for the program that measures.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { CSS, ITEMS, pageFor, thirdPartyScript } from './page.mjs';

const FIRST = '127.0.0.1';
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const TYPES = /** @type {Record<string, string>} */ ({
  js: 'text/javascript',
  css: 'text/css',
  html: 'text/html',
  gif: 'image/gif',
});
const WARM =
  '<!DOCTYPE html><html lang="en"><title>Warm</title><link rel="icon" href="data:,"><h1>Fonts</h1><p>are <b>loaded</b> here. <button>Press</button></p>';

/** @typedef {{ host: string, path: string, content: string | Uint8Array, cache: string }} File */

/**
 * In the worker: serves what it is given, and tells what was asked for.
 * @param {import('node:worker_threads').MessagePort} port
 */
async function work(port) {
  /** @type {Map<string, { headers: Record<string, string>, bodies: Record<string, Uint8Array | string> }>} */
  const files = new Map();
  /** @type {string[]} */
  let asked = [];
  /** @param {string} host */
  const listen = (host) =>
    new Promise((/** @type {(port: number) => void} */ listening, failed) => {
      const server = createServer({ keepAliveTimeout: 60e3 }, (request, response) => {
        const address = host + String(request.url).split('?')[0];
        asked.push(address);
        const file = files.get(address);
        if (!file) return void response.writeHead(404).end();
        const encoding = ['br', 'gzip'].find(
          (one) => one in file.bodies && request.headers['accept-encoding']?.includes(one),
        );
        response
          .writeHead(200, encoding ? { ...file.headers, 'content-encoding': encoding } : file.headers)
          .end(file.bodies[encoding ?? '']);
      });
      server.on('error', failed).listen(0, host, () => listening(/** @type {any} */ (server.address()).port));
    });
  port.on('message', (/** @type {{ put?: File[], asked?: true }} */ message) => {
    for (const { host, path, content, cache } of message.put ?? []) {
      const type = TYPES[/** @type {string} */ (path.split('.').pop())];
      const text = typeof content === 'string';
      // Compressed once, as well as a server can.
      files.set(host + path, {
        headers: {
          'content-type': text ? `${type}; charset=utf-8` : type,
          'cache-control': cache,
          'timing-allow-origin': '*',
          vary: 'accept-encoding',
        },
        bodies: {
          '': content,
          ...(text ? { br: brotliCompressSync(content), gzip: gzipSync(content, { level: 9 }) } : {}),
        },
      });
    }
    port.postMessage(asked);
    asked = [];
  });
  const hosts = [FIRST, ...new Set(ITEMS.map(({ host }) => host))];
  port.postMessage(
    Object.fromEntries(await Promise.all(hosts.map(async (host) => [host, `http://${host}:${await listen(host)}`]))),
  );
}

if (!isMainThread) work(/** @type {any} */ (parentPort));

/** @typedef {Awaited<ReturnType<typeof serve>>} Server */

/**
 * Pages stand at /<subject>/1.html and so on, each subject's files beside them.
 * @param {Record<string, import('./subjects.mjs').Subject>} subjects
 */
export async function serve(subjects) {
  const worker = new Worker(new URL(import.meta.url));
  /** @returns {Promise<any>} */
  const answer = async () => (await once(worker, 'message'))[0];
  const ask = async (/** @type {{ put?: File[] }} */ message) => {
    const answered = answer();
    worker.postMessage(message);
    return answered;
  };
  const origins = await answer();
  const items = ITEMS.map((item) => ({ ...item, url: origins[item.host] + item.path }));
  const scripts = items.filter(({ kind }) => kind === 'script');
  const content = { script: thirdPartyScript, img: () => PIXEL, iframe: () => '<!DOCTYPE html><p>A film' };
  /** @type {(path: string, text: string, cache: string) => File} */
  const own = (path, text, cache) => ({ host: FIRST, path, content: text, cache });
  await ask({
    put: [
      ...items.map(({ host, path, kind, id }) => ({ host, path, content: content[kind](id), cache: 'no-store' })),
      own('/page.css', CSS, 'max-age=86400'),
      own('/warm.html', WARM, 'no-store'),
      ...Object.entries(subjects).flatMap(([name, subject]) => [
        ...Object.entries(subject.files ?? {}).map(([file, text]) =>
          own(`/${name}/${file}`, text, 'max-age=31536000, immutable'),
        ),
        ...[1, 2, 3, 4].map((n) =>
          own(`/${name}/${n}.html`, pageFor(subject, { base: `/${name}`, items, scripts }), 'no-cache'),
        ),
      ]),
    ],
  });
  return {
    origin: /** @type {string} */ (origins[FIRST]),
    /** What was asked for since the last time, as host and path. @returns {Promise<string[]>} */
    asked: () => ask({}),
    close: () => worker.terminate(),
  };
}
