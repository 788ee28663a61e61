/**
 * The demo: two course sites and the third parties they call, each on a loopback address of its own,
 * because three addresses are three sites to a browser, with three sets of cookies and storage.
 *
 *     node demo/server.mjs [--port 8400] [--region DE]
 *
 * Tests import `serve` and read `log()`: every request that reached the third parties.
 */
import { createServer } from 'node:http';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { SITES, siteHandler } from './server/sites.mjs';
import { thirdHandler } from './server/third.mjs';

const ADDRESS = { plexomni: '127.0.0.1', aysar: '127.0.0.2', third: '127.0.0.3' };
const LOG_MAX = 5000; // a demo left running over a weekend must not eat the machine

/**
 * @typedef {object} LogEntry
 * @property {number} at      milliseconds since the epoch
 * @property {string} method
 * @property {string} host    the name it was asked by, with the port
 * @property {string} path
 * @property {string} query   without the question mark
 * @property {string} referer
 * @property {string} origin  the site whose page caused the request, or ''
 * @property {string} cookie  the Cookie header, or ''
 */

/**
 * @typedef {object} Options
 * @property {number} [port]     0: three free ports
 * @property {string} [assent]   the folder that holds assent.js
 * @property {(site: string, path: string) => Record<string, string | null> | void} [headers]
 *   extra response headers for a page; null takes a default header away
 * @property {number | ((path: string) => number)} [delay]   milliseconds before a third party answers
 * @property {(html: string, site: string, path: string) => string} [page]      rewrites a finished page
 * @property {(json: string, site: string) => string} [config]                  rewrites a site's config
 * @property {string} [region]   what the server says about the visitor's place; `?region=` on a page wins
 */

/**
 * @param {Options} [options]
 */
export async function serve(options = {}) {
  const { port = 8400, assent = fileURLToPath(new URL('../wasm-build/out/', import.meta.url)) } = options;
  const origins = { plexomni: '', aysar: '', third: '' };
  /** @type {LogEntry[]} */
  let entries = [];
  /** @type {Set<(entry: LogEntry) => void>} */
  const listeners = new Set();

  /** @param {LogEntry} entry */
  const record = (entry) => {
    entries.push(entry);
    if (entries.length > LOG_MAX) entries.shift();
    for (const listener of listeners) listener(entry);
  };

  const world = {
    ...options,
    assent,
    origins,
    record,
    entries: () => entries,
    /**
     * What the sites' servers were asked to erase.
     * @type {{ site: string, scope: string, erased: { area: string, name: string }[], when: number }[]}
     */
    erasures: [],
    /** @param {string} [origin] forget one site's requests, or all */
    clear: (origin) => {
      entries = origin ? entries.filter((entry) => entry.origin !== origin) : [];
    },
    /** @param {(entry: LogEntry) => void} listener */
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };

  const servers = [];
  const close = () =>
    Promise.all(
      servers.map(
        (server) =>
          new Promise((done) => {
            server.close(done);
            server.closeAllConnections();
          }),
      ),
    ).then(() => {});

  const handlers = { third: thirdHandler(world) };
  for (const site of SITES) handlers[site] = siteHandler(site, world);
  try {
    for (const [name, address] of Object.entries(ADDRESS)) {
      const server = createServer((request, response) => {
        Promise.resolve(handlers[name](request, response)).catch((error) => fail(response, error));
      });
      await listen(server, port, address);
      servers.push(server);
      origins[name] = `http://${address}:${server.address().port}`;
    }
  } catch (error) {
    await close();
    throw error;
  }

  return {
    ...origins,
    log: () => entries.slice(),
    erasures: () => world.erasures.slice(),
    clear: () => world.clear(),
    close,
  };
}

/** @returns {Promise<void>} */
function listen(server, port, address) {
  return new Promise((done, refuse) => {
    server.once('error', refuse);
    server.listen(port, address, () => {
      server.off('error', refuse);
      done();
    });
  });
}

function fail(response, error) {
  console.error(error);
  if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
  response.end('The demo server made a mistake; its console says which.\n');
}

/** @param {string[]} args */
function readArguments(args) {
  const options = {};
  for (let i = 0; i < args.length; i += 1) {
    const [name, inline] = args[i].split('=');
    if (name === '--help' || name === '-h') return { help: true };
    const value = inline ?? args[(i += 1)];
    if (name === '--port' && /^\d{1,5}$/.test(value ?? '') && Number(value) < 65536) options.port = Number(value);
    else if (name === '--region' && /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(value ?? '')) options.region = value;
    else return { wrong: args.slice(i - (inline === undefined ? 1 : 0), i + 1).join(' ') || name };
  }
  return { options };
}

const USAGE = 'usage: node demo/server.mjs [--port 8400] [--region DE]\n';

async function main() {
  const { help, wrong, options } = readArguments(process.argv.slice(2));
  if (help) return void process.stdout.write(USAGE);
  if (wrong) {
    process.stderr.write(`I do not understand: ${wrong}\n${USAGE}`);
    process.exitCode = 2;
    return;
  }
  try {
    const demo = await serve(options);
    process.stdout.write(`
Two course sites, one consent manager. Open either:

  Plexomni Labs   ${demo.plexomni}
  Aysar Ipoux     ${demo.aysar}

The third parties they call answer at ${demo.third}
The bar at the top of each page lists what reached it. Stop with Ctrl+C.
`);
  } catch (error) {
    process.exitCode = 1;
    const port = options.port ?? 8400;
    if (error.code === 'EADDRINUSE') {
      process.stderr.write(
        `Port ${port} on ${error.address} is taken, perhaps by another copy of this demo.\n` +
          `Stop that one, or choose another port: node demo/server.mjs --port ${port + 10}\n`,
      );
    } else if (error.code === 'EACCES') {
      process.stderr.write(`This account may not listen on port ${port}. Choose one above 1023.\n`);
    } else if (error.code === 'EADDRNOTAVAIL') {
      process.stderr.write(
        `This machine does not answer at ${error.address}. The demo needs three loopback addresses;\n` +
          `on macOS add them with: sudo ifconfig lo0 alias ${error.address}\n`,
      );
    } else {
      process.stderr.write(`${error.message}\n`);
    }
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
