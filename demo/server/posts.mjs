/** What the course sites take by POST: signing out, and the server's half of erasing. */

import { cookies, text } from './answers.mjs';

const FORM_MAX = 4096; // characters
const ERASE_MAX = 1024 * 1024; // characters
const ERASURES_MAX = 100; // requests that are remembered

/** The body as text, or null when it is longer than `most`. @param {number} most  characters */
async function bodyOf(request, most) {
  request.setEncoding('utf8');
  let body = '';
  for await (const chunk of request) {
    body += chunk;
    if (body.length > most) return null;
  }
  return body;
}

/**
 * The only form on the sites: ends the session, and sends the browser to a page that starts no new one.
 * @param {string} prefix  of the names of this site's cookies
 */
export async function signOut(prefix, request, response) {
  const body = await bodyOf(request, FORM_MAX);
  if (body === null) return text(response, 413, 'That form is too large.');
  const { [`${prefix}_session`]: session, [`${prefix}_csrf`]: token } = cookies(request);
  // Without a session there is nothing to protect: the page may have ended it before its form arrived.
  if (session && (!token || new URLSearchParams(body).get('csrf') !== token))
    return text(response, 403, 'This form is out of date. Go back, reload the page and try again.');
  response.writeHead(303, {
    location: '/signed-out',
    'set-cookie': [`${prefix}_session=; Path=/; Max-Age=0`, `${prefix}_csrf=; Path=/; Max-Age=0`],
  });
  response.end();
}

/**
 * The server's half of erasing. A real site deletes what it knows of this learner, who is signed in. This one knows
 * nothing. It only remembers that it was asked, for the tests.
 * @param {string} site
 * @param {any} world what `serve` shares with its handlers
 */
export async function eraseHalf(site, world, request, response) {
  if (request.method !== 'POST') return text(response, 405, 'Use POST.');
  // The browser itself says which site a request comes from. Pages of other sites may not ask.
  if (request.headers.origin !== world.origins[site])
    return text(response, 403, 'Only pages of this site may ask for that.');
  const body = await bodyOf(request, ERASE_MAX);
  if (body === null) return text(response, 413, 'That is too long.');
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
