/** The two course sites: their pages, with a session and the headers that a real site would send. */

import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as answers from './answers.mjs';
import { sendFile } from './files.mjs';
import { instrument } from './instrument.mjs';
import { eraseHalf, signOut } from './posts.mjs';

export const SITES = ['plexomni', 'aysar'];

const FOLDER = fileURLToPath(new URL('../', import.meta.url));
const PAGES = {
  '/': 'index',
  '/lesson': 'lesson',
  '/account': 'account',
  '/privacy': 'privacy',
  '/signed-out': 'signed-out',
};
const COOKIE = { plexomni: 'plx', aysar: 'ays' };
const SESSION_SECONDS = 24 * 60 * 60; // the session ends after 24 hours without a visit: each page starts them anew

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
    if (pathname === '/sign-out' && request.method === 'POST') return signOut(COOKIE[site], request, response);
    if (request.method === 'POST') return answers.text(response, 404, 'Nothing here takes a form.');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return answers.text(response, 405, 'Only GET and HEAD here.');
    if (Object.hasOwn(PAGES, pathname)) return page(site, world, built, request, response, url);
    if (answers.common(request, response, pathname, built ?? world.assent)) return;
    if (pathname === '/site.json') {
      const json = await config(site, world);
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache' });
      response.end(json);
      return;
    }
    // Only what a page names is public. The .html files are not: the server has to fill in their placeholders.
    if (/\.(js|css|svg)$/.test(pathname) && sendFile(request, response, folder, pathname.slice(1))) return;
    answers.text(response, 404, 'There is no such page on this site.');
  };
}

/**
 * The folder with what `assent build` made of this site's config (the Makefile calls it for one of the sites), as a
 * site in production should serve it; or null. A test that changes the config, or Assent, needs the general script
 * instead: then the config stands in the page.
 */
function builtFor(site, world) {
  const folder = join(world.assent, site);
  return !world.config && existsSync(folder) ? folder : null;
}

async function config(site, world) {
  const json = await readFile(join(FOLDER, site, 'site.json'), 'utf8');
  return world.config ? world.config(json, site) : json;
}

async function page(site, world, built, request, response, url) {
  const nonce = randomBytes(16).toString('base64');
  const { csrf, session } = tokens(site, request);
  const headers = {
    'content-security-policy': contentPolicy(nonce, world.origins.third),
    ...answers.preload(answers.cookies(request), !!built),
    // A real site marks the session HttpOnly. This one does not, so that the demo can show it.
    ...(url.pathname !== '/signed-out' && { 'set-cookie': [session, csrf].map(cookie) }),
  };

  const values = {
    nonce,
    csrf: csrf.value,
    config: built ? '' : configElement(await config(site, world)),
    ...addresses(site, world.origins),
    ...visitor(world, request, url, nonce),
  };
  const parts = await partsOf(site);
  let html = await readFile(join(FOLDER, site, `${PAGES[url.pathname]}.html`), 'utf8');
  html = answers.fill(answers.fill(html, parts), values); // the parts have placeholders of their own
  if (world.page) html = world.page(html, site, url.pathname);

  for (const [name, value] of Object.entries(world.headers?.(site, url.pathname) ?? {}))
    headers[name.toLowerCase()] =
      value?.replaceAll('{{nonce}}', nonce).replaceAll('{{third}}', world.origins.third) ?? null;
  answers.page(request, response, html, headers);
}

/** The session, and the token against forged forms: what the browser sent, or new ones. */
function tokens(site, request) {
  const sent = answers.cookies(request);
  const token = (name) => {
    const known = sent[name] ?? '';
    return { name, value: /^[\w-]{22}$/.test(known) ? known : randomBytes(16).toString('base64url') };
  };
  return { session: token(`${COOKIE[site]}_session`), csrf: token(`${COOKIE[site]}_csrf`) };
}

const cookie = ({ name, value }) => `${name}=${value}; Path=/; SameSite=Lax; Max-Age=${SESSION_SECONDS}`;

/** The config in the page. Only `<` could end the script element early or open a comment, so JSON escapes it. */
const configElement = (json) =>
  `<script type="application/json" id="assent-config">${json.replaceAll('<', '\\u003c').trim()}</script>\n`;

/** What the pages of a site share, and the bar at the top. */
async function partsOf(site) {
  const read = async (...path) => (await readFile(join(FOLDER, ...path), 'utf8')).trim();
  return {
    head: await read(site, 'head.html'),
    footer: await read(site, 'footer.html'),
    watch: await read('shared', 'watch.html'),
  };
}

/** Where the other parts of the demo answer. */
const addresses = (site, origins) => ({
  third: origins.third,
  thirdHost: new URL(origins.third).host,
  guide: origins.guide,
  other: origins[SITES.find((name) => name !== site) ?? site],
});

/**
 * What the site knows of the visitor. A real server knows the place from its network's edge and the audience from the
 * account. Here the bar at the top says both, or the address of the page.
 */
function visitor(world, request, url, nonce) {
  const sent = answers.cookies(request);
  const said = (name) => url.searchParams.get(name) ?? sent[`demo_${name}`] ?? '';
  return {
    region: answers.place(said('region') || world.region),
    audience: /^(minor|child|k12)$/.test(said('audience')) ? said('audience') : '',
    signal:
      said('signal') === '1'
        ? `<script nonce="${nonce}">Object.defineProperty(navigator, 'globalPrivacyControl', { value: true });</script>\n`
        : '',
  };
}

/**
 * What every page is served with. Trusted Types are not in it: posthog-js gives script.src a plain string and plyr
 * gives one to innerHTML, so `require-trusted-types-for 'script'` breaks both. Assent itself works under it: the guide
 * is served so, and tests switch it on through the `headers` option, on a page without those two.
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
