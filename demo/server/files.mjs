/** Files over HTTP: type, ETag, compression. Nothing here knows about the demo. */

import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

const COMPRESS = { br: promisify(brotliCompress), gzip: promisify(gzip) };
const COMPRESS_FROM = 512; // below this the header costs more than compression saves

export const TYPE = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** @type {Map<string, { stamp: string, body: Buffer, etag: string, packed: Map<string, Promise<Buffer>> }>} */
const cache = new Map();

/**
 * The path inside a folder, or null when the request tries to leave it.
 * @param {string} folder
 * @param {string} path
 */
export function inside(folder, path) {
  let name;
  try {
    name = decodeURIComponent(path);
  } catch {
    return null;
  }
  if (name.includes('\0')) return null;
  const root = normalize(folder).replace(/[\\/]$/, '');
  const full = normalize(join(root, name));
  return full.startsWith(root + sep) ? full : null;
}

/** @param {string} file  @returns what the cache holds for it, or null when there is no such file */
async function load(file) {
  const info = await stat(file).catch(() => null);
  if (!info?.isFile()) return null;
  const stamp = `${info.mtimeMs}:${info.size}`; // a rebuilt file is noticed without a restart
  const known = cache.get(file);
  if (known?.stamp === stamp) return known;
  const body = await readFile(file);
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const entry = { stamp, body, etag, packed: new Map() };
  cache.set(file, entry);
  return entry;
}

/**
 * Answers with a file. Returns false, having written nothing, when it does not exist.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {string | null} file
 * @param {Record<string, string>} [headers]
 */
export async function sendFile(request, response, file, headers = {}) {
  const entry = file && (await load(file));
  if (!entry) return false;
  const accepted = String(request.headers['accept-encoding'] ?? '');
  const encoding =
    entry.body.length < COMPRESS_FROM ? '' : /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : '';
  const etag = encoding ? entry.etag.replace(/"$/, `-${encoding}"`) : entry.etag;
  // The addresses carry no version, so a browser must ask before it reuses a copy; the answer is a small 304.
  const common = {
    etag,
    'cache-control': 'no-cache',
    vary: 'accept-encoding',
    'x-content-type-options': 'nosniff',
    ...headers,
  };
  const asked = String(request.headers['if-none-match'] ?? '')
    .split(',')
    .map((tag) => tag.trim());
  if (asked.includes(etag)) {
    response.writeHead(304, common);
    response.end();
    return true;
  }
  let body = entry.body;
  if (encoding) {
    if (!entry.packed.has(encoding)) entry.packed.set(encoding, COMPRESS[encoding](entry.body));
    body = await entry.packed.get(encoding);
  }
  response.writeHead(200, {
    'content-type': TYPE[extname(file)] ?? 'application/octet-stream',
    ...(encoding && { 'content-encoding': encoding }),
    'content-length': body.length,
    ...common,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
  return true;
}
