/** Small answers that every site of the demo gives, and what it reads of a request. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gpcHandler } from '../../web/server/gpc.js';
import { sendFile } from './files.mjs';

/** Every site says that it obeys Global Privacy Control (W3C GPC, the well-known resource). */
const gpc = gpcHandler({ lastUpdate: '2026-11-01' });

/** @param {import('node:http').ServerResponse} response @param {number} status @param {string} words */
export function text(response, status, words) {
  const body = `${words}\n`;
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

/**
 * A finished page.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {string} html
 * @param {Record<string, string | string[] | null>} headers  names in small letters; null takes a usual one away
 */
export function page(request, response, html, headers) {
  const body = Buffer.from(html);
  const all = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'strict-origin-when-cross-origin',
    ...headers,
    'content-length': body.length,
  };
  for (const [name, value] of Object.entries(all)) if (value !== null) response.setHeader(name, value);
  response.writeHead(200);
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** The cookies of a request. @returns {Record<string, string>} */
export function cookies(request) {
  const found = {};
  for (const pair of String(request.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0) found[pair.slice(0, at).trim()] ??= pair.slice(at + 1).trim();
  }
  return found;
}

/** A country, perhaps with a part of it, as Assent takes it; '' for anything else. @param {string | undefined} said */
export const place = (said) => (/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(said ?? '') ? said : '');

/** Puts values where a page names them, `{{name}}`; a name without a value stays. @param {string} html */
export const fill = (html, values) => html.replace(/\{\{(\w+)\}\}/g, (whole, name) => values[name] ?? whole);

/**
 * The header that lets a browser load Assent's panel beside assent.js. A first visit needs the panel, but the page
 * finds that out only after assent.js has run. A visitor who has chosen is not sent the header: most never open the
 * panel again.
 * @param {Record<string, string>} sent  the request's cookies
 * @param {boolean} built  the config is built into assent.js, and its words are in a file of their own
 * @returns {{ link?: string }}
 */
export const preload = (sent, built) =>
  sent.assent
    ? {}
    : {
        link: ['panel', ...(built ? ['site'] : [])]
          .map((name) => `</assent/assent.${name}.js>; rel=modulepreload`)
          .join(', '),
      };

/**
 * What every site answers alike: Assent's files, the well-known resource, and no icon.
 * @param {string} assent  the folder with Assent's files for this site
 * @returns {boolean} false: it is none of these, and nothing was written
 */
export function common(request, response, pathname, assent) {
  if (pathname === '/.well-known/gpc.json') gpc(request, response);
  else if (pathname === '/favicon.ico') {
    response.writeHead(204, { 'cache-control': 'max-age=86400' });
    response.end();
  } else if (!pathname.startsWith('/assent/')) return false;
  else if (!sendFile(request, response, assent, pathname.slice('/assent/'.length)))
    noSuchPart(response, pathname, assent);
  return true;
}

/** Assent has no such file, or has not been built. @param {string} assent */
function noSuchPart(response, pathname, assent) {
  if (existsSync(join(assent, 'assent.js'))) return text(response, 404, `Assent has no file ${pathname}.`);
  // A script that says what to do on the console helps more than a bare 404 in the network panel.
  response.writeHead(/\.m?js$/.test(pathname) ? 200 : 404, {
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end('console.error("Assent is not built yet: run make first. Everything marked stays held.");\n');
}
