// A site for a Chromium that nobody looks into, as people have it (`unwatchedIn`): DevTools, through which Playwright
// drives one, keep it from prerendering, and Playwright lets none be killed. So the pages act by themselves: they tell
// the server what they see (`tell`), and wait for its word (`word`).

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from './browser.mjs';

const OUT = process.env.ASSENT_OUT || fileURLToPath(new URL('../../wasm-build/out/', import.meta.url));

/** In each page, before anything else. */
const SCRIPT = `<script>
  const tell = (name, value = null) => fetch('/told/' + name, { method: 'POST', body: JSON.stringify(value), keepalive: true });
  const word = (name) => fetch('/word/' + name);
  const settled = async () => { for (let i = 0; i < 5; i += 1) await new Promise((done) => setTimeout(done)); await fetch('/word/settle'); };
</script>`;

/** @returns {Promise<number>} its port */
const listen = (server, address) =>
  new Promise((done, refuse) => {
    server.once('error', refuse);
    server.listen(0, address, () => done(server.address().port));
  });

/**
 * A site with pages of its own, and another origin with a log of what was asked of it.
 * @template T
 * @param {Record<string, (other: string) => string>} pages  by path; {{tools}} in one stands for `tell`, `word` and
 *   `settled`
 * @param {(site: { address: string, log: string[], told: (name: string) => Promise<any>, say: (name: string) => void })
 *   => Promise<T>} happens
 */
export async function withSite(pages, happens) {
  /** @type {string[]} */
  const log = [];
  /** @type {Record<string, any[]>} */
  const heard = {};
  const said = new Set(['settle']);
  const other = createServer(({ url }, response) => {
    log.push(url);
    response.writeHead(200, {
      'content-type': 'text/javascript',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
    });
    response.end('window.ran = (window.ran ?? 0) + 1;');
  });
  const otherAddress = `http://127.0.0.4:${await listen(other, '127.0.0.4')}`;
  const own = createServer(async (request, response) => {
    const [, kind, name] = request.url.split('/');
    if (kind === 'told') {
      let body = '';
      try {
        for await (const part of request) body += part;
      } catch {
        return response.destroy();
      } // the browser was killed while it told
      (heard[name] ??= []).push(JSON.parse(body));
      return response.end();
    }
    if (kind === 'word') {
      await until(`the word ${name}`, () => said.has(name) || request.destroyed);
      return response.end();
    }
    response.setHeader('cache-control', 'no-store');
    if (kind === 'assent') {
      response.setHeader('content-type', 'text/javascript');
      return response.end(await readFile(join(OUT, name.split('?')[0])).catch(() => ''));
    }
    const page = pages[request.url];
    response.statusCode = page ? 200 : 404;
    response.setHeader('content-type', 'text/html');
    return response.end(page?.(otherAddress).replace('{{tools}}', SCRIPT));
  });
  const address = `http://127.0.0.1:${await listen(own, '127.0.0.1')}`;
  try {
    return await happens({
      address,
      log,
      /** The next thing that a page tells under this name. */
      told: async (name) => {
        await until(
          `a page tells "${name}"`,
          () => heard[name]?.length,
          () => heard,
        );
        return heard[name].shift();
      },
      say: (name) => {
        said.add(name);
      },
    });
  } finally {
    for (const server of [own, other]) {
      server.close();
      server.closeAllConnections();
    }
  }
}
