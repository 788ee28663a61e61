// Who is on the stage while a page is played: the site, and other origins, each on a loopback address of its own, all
// on one port, with one log of what reached the others.
//
// own 127.0.0.1 the site tracker 127.0.0.3 declared: service `tracker` of category `stats`
//   plain    127.0.0.2   the site without Assent      film     127.0.0.5   declared: service `film` of category `media`
//                                                     nobody   127.0.0.4   declared by nobody

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ADDRESS = { own: '127.0.0.1', plain: '127.0.0.2', tracker: '127.0.0.3', nobody: '127.0.0.4', film: '127.0.0.5' };
/** @typedef {keyof typeof ADDRESS} Member */
const MEMBERS = /** @type {Member[]} */ (Object.keys(ADDRESS));
export const OTHERS = /** @type {const} */ (['tracker', 'film', 'nobody']);

/** Names by which the tracker is reached as well, in a browser that is told so. */
export const NAMES = {
  'tracker.example': ADDRESS.tracker,
  'tracker.example.': ADDRESS.tracker,
  'xn--bcher-kva.example': ADDRESS.tracker,
};

/**
 * Ports that were used: who comes later shall find nothing that was stored by who came before, also in a browser that
 * they share.
 * @type {Set<number>}
 */
const used = new Set();

const FOLDER = fileURLToPath(new URL('../', import.meta.url));
const OUT = process.env.ASSENT_OUT ?? join(FOLDER, '../../wasm-build/out');
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/**
 * What an origin answers that was not told what, by the end of the path. A script notes that it ran.
 * @type {Record<string, [string, (name: string) => string | Buffer]>}
 */
const KINDS = {
  js: ['text/javascript', (name) => `(self.ran ??= []).push('${name}');`],
  html: ['text/html', (name) => `<!doctype html><title>${name}</title><p>${name}</p>`],
  gif: ['image/gif', () => PIXEL],
  css: ['text/css', () => ''],
  json: ['application/json', () => '{}'],
  events: ['text/event-stream', () => 'data: hello\n\n'],
};

/** @typedef {{ text: string, type?: string }} Answer */

/**
 * @param {Record<string, Answer>} answers  what is answered at a path, by whomever it is asked
 * @returns the servers: `at(member)` is `host:port`, `log` what reached the others, in order of arrival
 */
export async function cast(answers) {
  /** @type {string[]} */
  const log = [];
  /** Everything that reached anybody. @type {string[]} */
  const arrived = [];

  /** @param {Member} member @param {import('node:http').IncomingMessage} request */
  function note(member, { url = '', method }) {
    const path = url.split('?')[0];
    arrived.push(`${member} ${url}`);
    if (
      OTHERS.includes(/** @type {any} */ (member)) &&
      path !== '/barrier' &&
      path !== '/favicon.ico' &&
      method !== 'OPTIONS'
    )
      log.push(`${member} ${url}`);
    return path;
  }

  /**
   * @param {Member} member
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  function answer(member, request, response) {
    const path = note(member, request);
    request.resume();
    if (member === 'own' && answers[path]?.type === 'text/html') released = false; // a page begins anew
    if (path === '/release') {
      released = true;
      for (const answerNow of waiting.splice(0)) answerNow();
    }
    if (path.startsWith('/silent') && !answers[path]) return; // and the connection stays open
    if (path.startsWith('/held') && !released) waiting.push(() => answerNow(member, path, request, response));
    else answerNow(member, path, request, response);
  }

  /** Answers that wait until the page asks for /release. @type {(() => void)[]} */
  const waiting = [];
  let released = false;

  /**
   * @param {Member} member
   * @param {string} path
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  function answerNow(member, path, request, response) {
    const name = basename(path);
    /** @param {string} type @param {string | Buffer} body */
    const send = (type, body, status = 200) => {
      // a page that is left may be kept as it is, unless its name says otherwise
      const keeps = type === 'text/html' && !/no-store/.test(path);
      response.writeHead(status, {
        'content-type': `${type}; charset=utf-8`,
        'cache-control': keeps ? 'no-cache' : 'no-store',
        'access-control-allow-origin': request.headers.origin ?? '*',
        'access-control-allow-credentials': 'true',
      });
      if (type === 'text/event-stream')
        response.write(body); // and it stays open, or the page would ask again
      else response.end(body);
    };
    const told = answers[path];
    if (told)
      return send(told.type ?? 'text/javascript', told.text.replaceAll('{{self}}', String(request.headers.host)));
    const end = name.split('.').pop() ?? '';
    if (member === 'own' || member === 'plain') {
      if (member === 'plain' && path.startsWith('/assent/')) return send('text/javascript', '');
      const file = path.startsWith('/assent/')
        ? join(OUT, path.slice('/assent/'.length))
        : path === '/instrument.js'
          ? join(FOLDER, 'play/instrument.js')
          : join(FOLDER, name);
      if (/\.m?js$/.test(path)) {
        if (existsSync(file)) return send('text/javascript', readFileSync(file));
        if (path.startsWith('/assent/')) return send('text/plain', 'make build', 404);
      }
    }
    const [type, body] = KINDS[end] ?? ['text/plain', () => ''];
    send(type, body(name.replace(/\.\w+$/, '')), path === '/favicon.ico' ? 204 : 200);
  }

  /**
   * A socket that opens and says nothing.
   * @param {Member} member
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:stream').Duplex} socket
   */
  function upgrade(member, request, socket) {
    note(member, request);
    const accept = createHash('sha1')
      .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest('base64');
    socket.on('error', () => {});
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    sockets.add(socket);
  }

  /** @type {Set<import('node:stream').Duplex>} */
  const sockets = new Set();
  /** @type {import('node:http').Server[]} */
  const servers = [];
  const close = () => {
    for (const socket of sockets) socket.destroy();
    return Promise.all(
      servers.splice(0).map(
        (server) =>
          new Promise((done) => {
            server.close(done);
            server.closeAllConnections();
          }),
      ),
    );
  };

  /**
   * All of them on one port, which nobody has used yet: a free one of the first's may be taken at another's.
   * @returns {Promise<number>}
   */
  async function listen() {
    let port = 0;
    for (const member of MEMBERS) {
      const server = createServer((request, response) => answer(member, request, response)).on(
        'upgrade',
        (request, socket) => upgrade(member, request, socket),
      );
      try {
        await new Promise((done, refuse) => {
          server.once('error', refuse).listen(port, ADDRESS[member], () => done(undefined));
        });
      } catch (error) {
        await close();
        if (/** @type {any} */ (error).code === 'EADDRINUSE') return listen();
        throw error;
      }
      servers.push(server);
      port = /** @type {import('node:net').AddressInfo} */ (server.address()).port;
    }
    if (used.has(port)) {
      await close();
      return listen();
    }
    used.add(port);
    return port;
  }

  const port = await listen();
  return { port, log, arrived, answers, at: (/** @type {Member} */ member) => `${ADDRESS[member]}:${port}`, close };
}
