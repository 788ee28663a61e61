// Assent beside a hand-written floor and vanilla-cookieconsent, on one page, in one run.
//
//   node tests/bench/run.mjs [--rounds 9] [--quick]      (make bench)
//
// Every round visits everyone, each time in another order; medians of the rounds are compared, as ratios to the floor. Absolute times
// are the machine's: ratios of one run can be compared with another run's. A missed target is marked and fails nothing.

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { chromium } from 'playwright-core';
import { core } from './core.mjs';
import { coreTable, pageTable, storageTable } from './report.mjs';
import { storage } from './storage.mjs';
import { SUBJECTS } from './subjects.mjs';
import { accepted, cost, rejected, slowLine } from './visits.mjs';

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '9' }, quick: { type: 'boolean' } } });
const rounds = options.quick ? 3 : Number(options.rounds);

/** As Debian installs it, or where CHROMIUM says. */
const executablePath = process.env.CHROMIUM ?? ['chromium', 'chromium-browser', 'google-chrome']
  .flatMap(name => (process.env.PATH ?? '').split(delimiter).map(folder => join(folder, name))).find(existsSync);
if (!executablePath) throw new Error('no Chromium: install it, or name it in CHROMIUM');

const server = new Worker(new URL('server.mjs', import.meta.url));
const origin = await new Promise((resolve, reject) => server.once('message', resolve).once('error', reject));

/** @type {import('./report.mjs').Results} */
const results = Object.fromEntries(Object.keys(SUBJECTS).map(name => [name, {}]));

/** A browser of its own for each subject and round: nothing compiled for one visitor serves the next. @param {string} name */
async function round(name) {
  const subject = SUBJECTS[name];
  const browser = await chromium.launch({ executablePath, args: ['--disable-gpu'] });
  try {
    for (const visit of subject.banner ? [accepted, rejected, slowLine, cost] : [cost]) {
      const figures = await visit({ browser, origin, name, subject });
      for (const [id, value] of Object.entries(figures)) (results[name][id] ??= []).push(value);
    }
  } finally { await browser.close(); }
}

for (let i = 0; i < rounds; i++) {
  const names = Object.keys(SUBJECTS);
  for (const name of [...names.slice(i % names.length), ...names.slice(0, i % names.length)]) await round(name);
  process.stderr.write(`bench: round ${i + 1} of ${rounds}\n`);
}

const browser = await chromium.launch({ executablePath });
const page = await browser.newPage();
await page.goto(`${origin}/warm.html`);
const pages = pageTable(results);
const cores = coreTable(await core(browser, origin));
const stores = storageTable(await storage(page));
console.log(`${pages.text}\n\nMedians; rounds: ${rounds}; Chromium ${browser.version()}, Node ${process.version}. `
  + `Noise: the floor's own quartiles are ${pages.noise} apart.\n\n${cores.text}\n\n${stores.text}\n\n${pages.missed + cores.missed + stores.missed} targets missed.`);
await browser.close();
await server.terminate();
