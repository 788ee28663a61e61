/** The two first parties: pages, their session, and the demo's own instruments. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gpcHandler } from '../../web/server/gpc.js';
import { inside, sendFile } from './files.mjs';

export const SITES = ['plexomni', 'aysar'];

const FOLDER = fileURLToPath(new URL('../', import.meta.url));
const PAGES = {
  '/': 'index',
  '/lesson': 'lesson',
  '/account': 'account',
  '/privacy': 'privacy',
  '/signed-out': 'signed-out',
};
const PARTS = ['head', 'footer']; // written once for each site, the same on every page
const COOKIE = { plexomni: 'plx', aysar: 'ays' };
const SESSION_SECONDS = 24 * 60 * 60; // 24 hours without a visit end the session; each page view starts them anew
const BODY_MAX = 4096;
const ERASE_MAX = 1024 * 1024;
const ERASURES_MAX = 100;

/** Both sites say that they obey Global Privacy Control (W3C GPC, the well-known resource). */
const gpc = gpcHandler({ lastUpdate: '2026-11-01' });

/**
 * @param {string} site
 * @param {any} world what `serve` shares with its handlers
 */
export function siteHandler(site, world) {
  const folder = join(FOLDER, site);
  const built = builtFor(site, world);

  return async (request, response) => {
    const url = new URL(world.origins[site] + request.url);
    const { pathname } = url;
    if (pathname.startsWith('/demo/')) return instrument(site, world, request, response, pathname);
    if (pathname === '/privacy/erase') return eraseHalf(site, world, request, response);
    if (request.method === 'POST') return signOut(site, world, request, response, pathname);
    if (request.method !== 'GET' && request.method !== 'HEAD') return text(response, 405, 'Only GET and HEAD here.');
    if (Object.hasOwn(PAGES, pathname)) return page(site, world, built, request, response, url);
    if (pathname.startsWith('/assent/')) {
      if (await sendFile(request, response, inside(built ?? world.assent, pathname.slice('/assent/'.length)))) return;
      return missingAssent(world, response, pathname);
    }
    if (pathname === '/site.json') {
      const json = await config(site, world);
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache' });
      response.end(json);
      return;
    }
    if (pathname === '/.well-known/gpc.json') return gpc(request, response);
    if (pathname === '/favicon.ico') {
      response.writeHead(204, { 'cache-control': 'max-age=86400' });
      response.end();
      return;
    }
    // Only what a page names is public: the .html parts with their placeholders are not.
    const file = /\.(js|css|svg)$/.test(pathname) ? inside(folder, pathname.slice(1)) : null;
    if (await sendFile(request, response, file)) return;
    text(response, 404, 'There is no such page on this site.');
  };
}

function text(response, status, words) {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${words}\n`);
}

function missingAssent(world, response, pathname) {
  if (existsSync(join(world.assent, 'assent.js'))) return text(response, 404, `Assent has no file ${pathname}.`);
  // A console message that says what to do beats a bare 404 in the network panel.
  response.writeHead(/\.m?js$/.test(pathname) ? 200 : 404, {
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end('console.error("Assent is not built yet: run make first. Everything marked stays held.");\n');
}

/**
 * One of the sites serves what `assent build` made of its config (the Makefile calls it), as a site in production
 * should. A test that changes the config, or Assent, wants the general script instead: then the config stands in the
 * page.
 */
function builtFor(site, world) {
  const folder = join(world.assent, site);
  return !world.config && existsSync(folder) ? folder : null;
}

async function config(site, world) {
  const json = await readFile(join(FOLDER, site, 'site.json'), 'utf8');
  return world.config ? world.config(json, site) : json;
}

/** @returns {Record<string, string>} */
function cookies(request) {
  const found = {};
  for (const pair of String(request.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0) found[pair.slice(0, at).trim()] ??= pair.slice(at + 1).trim();
  }
  return found;
}

async function page(site, world, built, request, response, url) {
  const nonce = randomBytes(16).toString('base64');
  const sent = cookies(request);
  const prefix = COOKIE[site];
  const other = SITES.find((name) => name !== site);
  // A real server knows the place from its network's edge and the audience from the account; here the bar at the top
  // says.
  const pretend = (name) => url.searchParams.get(name) ?? sent[`demo_${name}`] ?? '';
  const region = pretend('region') || world.region || '';

  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'content-security-policy': contentPolicy(nonce, world.origins.third),
  };
  // A first visit will need the panel, but the page finds that out only after assent.js has run. This hint starts
  // the download beside it. A visitor who has chosen is not sent the hint: most never open the panel again.
  if (!sent.assent)
    headers.link = ['panel', ...(built ? ['site'] : [])]
      .map((name) => `</assent/assent.${name}.js>; rel=modulepreload`)
      .join(', ');

  const csrf = /^[\w-]{22}$/.test(sent[`${prefix}_csrf`] ?? '')
    ? sent[`${prefix}_csrf`]
    : randomBytes(16).toString('base64url');
  if (url.pathname !== '/signed-out') {
    const session = /^[\w-]{22}$/.test(sent[`${prefix}_session`] ?? '')
      ? sent[`${prefix}_session`]
      : randomBytes(16).toString('base64url');
    // A real site marks the session HttpOnly. This one does not, so that the demo can show it.
    headers['set-cookie'] = [
      `${prefix}_session=${session}; Path=/; SameSite=Lax; Max-Age=${SESSION_SECONDS}`,
      `${prefix}_csrf=${csrf}; Path=/; SameSite=Lax; Max-Age=${SESSION_SECONDS}`,
    ];
  }

  const fill = {
    nonce,
    csrf,
    third: world.origins.third,
    thirdHost: world.origins.third.replace('http://', ''),
    other: world.origins[other],
    region: /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(region) ? region : '',
    audience: /^(minor|child|k12)$/.test(pretend('audience')) ? pretend('audience') : '',
    signal:
      pretend('signal') === '1'
        ? `<script nonce="${nonce}">Object.defineProperty(navigator, 'globalPrivacyControl', { value: true });</script>\n`
        : '',
    // Inside a script element only `<` can end it early or open a comment; JSON may write it as an escape.
    config: built
      ? ''
      : `<script type="application/json" id="assent-config">${(await config(site, world)).replaceAll('<', '\\u003c').trim()}</script>\n`,
    watch: await readFile(join(FOLDER, 'shared', 'watch.html'), 'utf8'),
  };
  for (const part of PARTS) fill[part] = await readFile(join(FOLDER, site, `${part}.html`), 'utf8');

  let html = await readFile(join(FOLDER, site, `${PAGES[url.pathname]}.html`), 'utf8');
  html = html.replace(/\{\{(head|footer|watch)\}\}/g, (_, name) => fill[name].trim());
  html = html.replace(/\{\{(\w+)\}\}/g, (whole, name) => fill[name] ?? whole);
  if (world.page) html = world.page(html, site, url.pathname);

  for (const [name, value] of Object.entries(world.headers?.(site, url.pathname) ?? {})) {
    if (value === null) delete headers[name.toLowerCase()];
    else
      headers[name.toLowerCase()] = value.replaceAll('{{nonce}}', nonce).replaceAll('{{third}}', world.origins.third);
  }
  const body = Buffer.from(html);
  response.writeHead(200, { ...headers, 'content-length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/**
 * What every page is served with. Trusted Types are not in it: posthog-js gives script.src a plain string and plyr
 * gives one to innerHTML, so `require-trusted-types-for 'script'` breaks both. Assent itself works under it: tests
 * switch it on through the `headers` option, on a page without those two.
 */
function contentPolicy(nonce, third) {
  return [
    `default-src 'self' ${third}`, // Firefox looks here for what is prefetched
    `script-src 'self' 'nonce-${nonce}' 'wasm-unsafe-eval' ${third}`,
    ...['img', 'frame', 'media', 'connect', 'style', 'font'].map((kind) => `${kind}-src 'self' ${third}`),
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
  ].join('; ');
}

/** The only form on the sites that posts: ends the session and sends the browser to a page that starts no new one. */
async function signOut(site, _world, request, response, pathname) {
  if (pathname !== '/sign-out') return text(response, 404, 'Nothing here takes a form.');
  let body = '';
  for await (const chunk of request) {
    body += chunk;
    if (body.length > BODY_MAX) return text(response, 413, 'That form is too large.');
  }
  const prefix = COOKIE[site];
  const token = cookies(request)[`${prefix}_csrf`];
  // Without a session there is nothing to protect: the page may have ended it before its form arrived.
  if (cookies(request)[`${prefix}_session`] && (!token || new URLSearchParams(body).get('csrf') !== token))
    return text(response, 403, 'This form is out of date. Go back, reload the page and try again.');
  response.writeHead(303, {
    location: '/signed-out',
    'set-cookie': [`${prefix}_session=; Path=/; Max-Age=0`, `${prefix}_csrf=; Path=/; Max-Age=0`],
  });
  response.end();
}

/**
 * The server's half of erasing: a real site deletes what it knows of this learner, who is signed in. This one knows
 * nothing, and remembers only that it was asked, for the tests. A browser says of itself where a request comes from;
 * other sites may not ask.
 */
async function eraseHalf(site, world, request, response) {
  if (request.method !== 'POST') return text(response, 405, 'Use POST.');
  if (request.headers.origin !== world.origins[site])
    return text(response, 403, 'Only pages of this site may ask for that.');
  request.setEncoding('utf8');
  let body = '';
  for await (const chunk of request) {
    body += chunk;
    if (body.length > ERASE_MAX) return text(response, 413, 'That is too long.');
  }
  let asked;
  try {
    asked = JSON.parse(body);
  } catch {
    return text(response, 400, 'That is no JSON.');
  }
  if (!/^(behaviour|everything|refused|rows)$/.test(asked?.scope) || !Array.isArray(asked.erased))
    return text(response, 400, 'That does not say what to erase.');
  world.erasures.push({ site, ...asked });
  if (world.erasures.length > ERASURES_MAX) world.erasures.shift();
  response.writeHead(204);
  response.end();
}

/** The watch bar's own files and its three endpoints. */
async function instrument(site, world, request, response, pathname) {
  const own = world.origins[site];
  const json = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  if (pathname === '/demo/log') {
    response.writeHead(200, json);
    response.end(JSON.stringify(world.entries().filter((entry) => entry.origin === own)));
    return;
  }
  if (pathname === '/demo/clear') {
    if (request.method !== 'POST') return text(response, 405, 'Use POST.');
    world.clear(own);
    response.writeHead(204);
    response.end();
    return;
  }
  if (pathname === '/demo/log/stream') {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
    const send = (entry) => {
      if (entry.origin === own) response.write(`data: ${JSON.stringify(entry)}\n\n`);
    };
    response.write(': listening\n\n');
    world.entries().forEach(send);
    const stop = world.listen(send);
    response.on('close', stop);
    return;
  }
  const name = pathname.slice('/demo/'.length);
  const file = /\.(js|css)$/.test(name) ? inside(join(FOLDER, 'shared'), name) : null;
  if (await sendFile(request, response, file)) return;
  text(response, 404, 'The demo has no such file.');
}
