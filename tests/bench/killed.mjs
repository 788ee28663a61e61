// What a killed browser keeps: a page writes into a cookie, into localStorage and into a database (durability
// `strict`), the whole browser is killed (SIGKILL) a while after, started again on the same profile, and says what is
// there. Prints one line for each browser and delay: in how many of the rounds each write was still there.
//
//   node tests/bench/killed.mjs [rounds]

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** From the moment that a page says "written" (ms). */
const DELAYS = [100, 1000, 6000];
const ROUNDS = Number(process.argv[2] || 3);
/** A browser that has not answered by then never will (ms). */
const PATIENCE = 60_000;

const CHROMIUM_ARGUMENTS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * How each browser is started on a profile.
 * @type {Record<string, (profile: string, address: string) => [file: string, args: string[]]>}
 */
const BROWSERS = {
  Chromium: (profile, address) => [
    process.env.CHROMIUM || '/usr/bin/chromium',
    [...CHROMIUM_ARGUMENTS, `--user-data-dir=${profile}`, address],
  ],
  Firefox: (profile, address) => [
    process.env.FIREFOX || '/usr/bin/firefox-esr',
    ['--headless', '--no-remote', '--profile', profile, address],
  ],
};

/** Runs in the page. @param {string} text  what to write; nothing: what is there is told */
async function visit(text) {
  const database = await new Promise((done, failed) => {
    const request = indexedDB.open('kept', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('texts');
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const transaction = database.transaction('texts', text ? 'readwrite' : 'readonly', { durability: 'strict' });
  const texts = transaction.objectStore('texts');
  const began = performance.now();
  const request = text ? texts.put(text, 'text') : texts.get('text');
  if (text) {
    document.cookie = `text=${text};path=/;max-age=86400`;
    localStorage.setItem('text', text);
  }
  await new Promise((done) => {
    transaction.oncomplete = done;
  });
  const answer = text
    ? { written: performance.now() - began }
    : {
        cookie: document.cookie.includes('text='),
        localStorage: localStorage.getItem('text') !== null,
        indexedDB: request.result !== undefined,
      };
  await fetch('/told', { method: 'POST', body: JSON.stringify(answer) });
}

/** @type {(answer: any) => void} */
let told = () => {};
const server = createServer(async (request, response) => {
  if (request.method === 'POST') {
    let body = '';
    for await (const part of request) body += part;
    response.end();
    return told(JSON.parse(body));
  }
  if (!request.url.startsWith('/page')) return response.writeHead(404).end();
  response.setHeader('content-type', 'text/html');
  response.end(
    `<!doctype html><title>kept</title><script>(${visit})(${JSON.stringify(new URL(request.url, 'http://x').searchParams.get('text') ?? '')})</script>`,
  );
}).listen(0, '127.0.0.1');
await new Promise((done) => {
  server.once('listening', () => done(undefined));
});
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

/** Starts a browser on this page, waits for what the page tells and `delay` more, and kills all its processes. */
async function run(name, profile, path, delay) {
  const answer = new Promise((done, failed) => {
    told = done;
    setTimeout(failed, PATIENCE, new Error(`${name} did not answer`)).unref();
  });
  const [file, args] = BROWSERS[name](profile, `http://127.0.0.1:${port}${path}`);
  const { pid } = spawn(file, args, { stdio: 'ignore', detached: true }); // a group of its own
  const kill = (signal) => {
    try {
      return process.kill(-pid, signal);
    } catch {
      return false;
    }
  };
  try {
    const found = await answer;
    await wait(delay);
    return found;
  } finally {
    kill('SIGKILL');
    while (kill(0)) await wait(20);
  }
}

const AREAS = ['cookie', 'localStorage', 'indexedDB'];
console.log(`${'killed after'.padEnd(24)}${AREAS.map((area) => area.padStart(14)).join('')}   strict write, ms`);
for (const name of Object.keys(BROWSERS)) {
  for (const delay of DELAYS) {
    const kept = AREAS.map(() => 0),
      times = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const profile = mkdtempSync(join(tmpdir(), 'assent-killed-'));
      try {
        times.push((await run(name, profile, `/page?text=${round + 1}`, delay)).written);
        const found = await run(name, profile, '/page', 0);
        AREAS.forEach((area, i) => {
          kept[i] += found[area] ? 1 : 0;
        });
      } finally {
        rmSync(profile, { recursive: true, force: true });
      }
    }
    console.log(
      `${`${name} ${delay} ms`.padEnd(24)}${kept.map((n) => `${n} of ${ROUNDS}`.padStart(14)).join('')}   ${times.map(Math.round).join(' ')}`,
    );
  }
}
server.close();
