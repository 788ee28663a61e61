/** The dark bar at the top of the course sites: its files, and the log of what reached the third parties. */

import { fileURLToPath } from 'node:url';
import { text } from './answers.mjs';
import { sendFile } from './files.mjs';

const SHARED = fileURLToPath(new URL('../shared', import.meta.url));

/**
 * @param {string} site
 * @param {any} world what `serve` shares with its handlers
 */
export function instrument(site, world, request, response, pathname) {
  const own = world.origins[site];
  if (pathname === '/demo/log') {
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
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
  if (pathname === '/demo/log/stream') return stream(own, world, response);
  const name = pathname.slice('/demo/'.length);
  if (/\.(js|css)$/.test(name) && sendFile(request, response, SHARED, name)) return;
  text(response, 404, 'The demo has no such file.');
}

/** The log of one site as server-sent events: first what is in it, then each request as it arrives. */
function stream(own, world, response) {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
  const send = (entry) => {
    if (entry.origin === own) response.write(`data: ${JSON.stringify(entry)}\n\n`);
  };
  response.write(': listening\n\n');
  world.entries().forEach(send);
  response.on('close', world.listen(send));
}
