/** The guide as a site of its own: what wasm-build/guide.mjs made of web/guide/, with Assent on every page. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as answers from './answers.mjs';
import { sendFile } from './files.mjs';

/** What pages load from the guide's folder. */
const PUBLIC = /^(?:[\w-]+\.css|pictures\/[\w-]+\.(?:png|svg|webp))$/;

/** @param {any} world what `serve` shares with its handlers */
export function guideHandler(world) {
  const folder = join(world.assent, 'guide');
  return async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return answers.text(response, 405, 'Only GET and HEAD here.');
    const url = new URL(world.origins.guide + request.url);
    const name = url.pathname === '/' ? 'index.html' : url.pathname.slice(1);
    if (/^[\w-]+\.html$/.test(name)) return page(world, folder, name, request, response, url);
    if (answers.common(request, response, url.pathname, join(folder, 'assent'))) return;
    if (PUBLIC.test(name) && sendFile(request, response, folder, name)) return;
    answers.text(response, 404, 'There is no such page in the guide.');
  };
}

async function page(world, folder, name, request, response, url) {
  const made = await readFile(join(folder, name), 'utf8').catch(() => null);
  if (made === null)
    return answers.text(response, 404, 'There is no such page in the guide, or it is not made yet: run make guide.');
  const html = answers.fill(made, {
    ...world.origins,
    region: answers.place(url.searchParams.get('region') ?? world.region),
  });
  answers.page(request, response, world.page?.(html, 'guide', url.pathname) ?? html, {
    'content-security-policy': contentPolicy(world.origins.third),
    ...answers.preload(answers.cookies(request), true),
    ...world.headers?.('guide', url.pathname),
  });
}

/**
 * No script stands in a page of the guide, so none needs a nonce. Whatever writes a script's address has to pass
 * Assent's own policy (Trusted Types): nothing that Assent did not release can run.
 */
function contentPolicy(third) {
  return [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' ${third}`,
    `connect-src 'self' ${third}`,
    `frame-src ${third}`,
    "img-src 'self'",
    "style-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types assent',
  ].join('; ');
}
