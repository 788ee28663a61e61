/**
 * The demo: two course sites, the guide, and the third parties that all of them call. Each has a loopback address of its
 * own: to a browser each is another site, with its own cookies and storage.
 *
 *     node demo/server.mjs [--port 8400] [--region DE]
 *
 * Tests import `serve` and read `log()`: every request that reached the third parties.
 */
import { createServer } from 'node:http';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { place } from './server/answers.mjs';
import { guideHandler } from './server/guide.mjs';
import { SITES, siteHandler } from './server/sites.mjs';
import { thirdHandler } from './server/third.mjs';

const ADDRESS = { plexomni: '127.0.0.1', aysar: '127.0.0.2', third: '127.0.0.3', guide: '127.0.0.4' };
const LOG_MAX = 5000; // so that a demo that runs for days does not fill the memory

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
 * @property {number} [port]     0: a free port at each address
 * @property {string} [assent]   the folder that holds assent.js
 * @property {(site: string, path: string) => Record<string, string | null> | void} [headers]
 *   extra response headers for a page; null takes a default header away
 * @property {number | ((path: string) => number)} [delay]   milliseconds before a third party answers
 * @property {(html: string, site: string, path: string) => string} [page]      rewrites a finished page
 * @property {(json: string, site: string) => string} [config]                  rewrites a site's config
 * @property {string} [region]   what the server says about the visitor's place; `?region=` on a page wins
 */

/** What reached the third parties, and who wants to hear of it. */
function newLog() {
  /** @type {LogEntry[]} */
  let entries = [];
  /** @type {Set<(entry: LogEntry) => void>} */
  const listeners = new Set();
  return {
    entries: () => entries,
    /** @param {LogEntry} entry */
    record(entry) {
      entries.push(entry);
      if (entries.length > LOG_MAX) entries.shift();
      for (const listener of listeners) listener(entry);
    },
    /** @param {string} [origin] forgets the requests of one site, or all */
    clear(origin) {
      entries = origin ? entries.filter((entry) => entry.origin !== origin) : [];
    },
    /** @param {(entry: LogEntry) => void} listener @returns {() => void} ends it */
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/**
 * Starts all sites of the demo.
 * @param {Options} [options]
 * @returns the origin of each site; `log()` and `clear()` of what reached the third parties; `erasures()`, what the
 *   sites' servers were asked to erase; `close()`
 * @throws the error of `listen`, with nothing left running, if an address or port cannot be had
 */
export async function serve(options = {}) {
  const { port = 8400, assent = fileURLToPath(new URL('../wasm-build/out/', import.meta.url)) } = options;
  const origins = Object.fromEntries(Object.keys(ADDRESS).map((name) => [name, '']));
  const world = {
    ...options,
    ...newLog(),
    assent,
    origins,
    /** @type {{ site: string, scope: string, erased: { area: string, name: string }[], when: number }[]} */
    erasures: [],
  };

  /** @type {import('node:http').Server[]} */
  const servers = [];
  const close = async () => {
    await Promise.all(servers.map(stop));
  };

  const handlers = { third: thirdHandler(world), guide: guideHandler(world) };
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
    .../** @type {Record<keyof typeof ADDRESS, string>} */ (origins),
    log: () => world.entries().slice(),
    erasures: () => world.erasures.slice(),
    clear: () => world.clear(),
    close,
  };
}

/** Ends a server and all its connections. @param {import('node:http').Server} server @returns {Promise<void>} */
function stop(server) {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
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

/**
 * @param {string[]} args
 * @returns {{ help?: true, wrong?: string, options?: Options }}
 */
function readArguments(args) {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: { port: { type: 'string' }, region: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    }));
  } catch (error) {
    return { wrong: error.message };
  }
  const { help, port, region } = values;
  if (help) return { help };
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) < 65536))
    return { wrong: `--port takes a number below 65536, not ${port}` };
  if (region !== undefined && !place(region))
    return { wrong: `--region takes a place like DE or US-CA, not ${region}` };
  return { options: { ...(port !== undefined && { port: Number(port) }), ...(region && { region }) } };
}

const USAGE = 'usage: node demo/server.mjs [--port 8400] [--region DE]\n';

async function main() {
  const { help, wrong, options } = readArguments(process.argv.slice(2));
  if (help) return void process.stdout.write(USAGE);
  if (wrong) {
    process.stderr.write(`${wrong}.\n${USAGE}`);
    process.exitCode = 2;
    return;
  }
  try {
    const demo = await serve(options);
    process.stdout.write(`
Two course sites and the guide, one consent manager. Open any:

  Plexomni Labs   ${demo.plexomni}
  Aysar Ipoux     ${demo.aysar}
  The guide       ${demo.guide}

The third parties they call answer at ${demo.third}
The bar at the top of the course sites lists what reached them. Stop with Ctrl+C.
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
        `This machine does not answer at ${error.address}. The demo needs four loopback addresses;\n` +
          `on macOS add them with: sudo ifconfig lo0 alias ${error.address}\n`,
      );
    } else {
      process.stderr.write(`${error.message}\n`);
    }
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
