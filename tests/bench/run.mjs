// Assent beside its peers, on one page, in one run; and what it must reach.
//
// make bench or node tests/bench/run.mjs [--minutes 29] [--rounds 99] [--subjects idle,vanilla,assent] [--only visits]
// [--firefox]
//
// Rounds are repeated until the time is over. Each visits everyone, in another order each time, at full speed and on a
// processor that is made six times slower. Absolute times are the machine's: what counts is what the others take in the
// same run. A missed target is marked and fails nothing; a visit that does not go as it must (something ran before the
// choice) fails the run.
// --only visits: without what is measured on no peer, decisions and a page of many elements; for trying.
// --firefox: the same page in Firefox afterwards, some minutes more; those figures are printed and not judged.

import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { launch, version } from './browsers.mjs';
import { decisions } from './decisions.mjs';
import { figure, short } from './figures.mjs';
import { compare, INSERTIONS, REQUESTS, serve as serveLarge, storage } from './large-page.mjs';
import { besides, quiet } from './others.mjs';
import { serve } from './server.mjs';
import { SUBJECTS } from './subjects.mjs';
import { targets } from './targets.mjs';
import { choices, clicks, cost, firstPaint, loads } from './visits.mjs';

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '29' },
    rounds: { type: 'string', default: '99' },
    subjects: { type: 'string' },
    only: { type: 'string' },
    firefox: { type: 'boolean' },
  },
});
const start = performance.now();
const minutes = () => (performance.now() - start) / 60_000;
const tell = (/** @type {string} */ text) => process.stderr.write(`bench: ${minutes().toFixed(1)} min: ${text}\n`);

const names = options.subjects?.split(',') ?? Object.keys(SUBJECTS);
for (const name of names)
  if (!SUBJECTS[name]) throw new Error(`no subject ${name}; there are ${Object.keys(SUBJECTS).join(', ')}`);
/** @param {string} name */
const isControl = (name) => !SUBJECTS[name].banner;

const server = await serve(SUBJECTS);
/** @type {string[]} */
const failures = [];
let disturbed = 0;
let made = 0;

/**
 * @typedef {Record<string, { clean: Record<string, number[]>, all: Record<string, number[]> }>} Taken  by subject and
 *   figure
 */

/**
 * One visit, into `taken`.
 * @param {(visitor: import('./visits.mjs').Visitor) => Promise<Record<string, number>>} visit
 * @param {Taken} taken
 * @param {Omit<import('./visits.mjs').Visitor, 'subject' | 'origin'>} who
 */
async function make(visit, taken, who) {
  await quiet();
  try {
    const outcome = await besides(() => visit({ ...who, subject: SUBJECTS[who.name], origin: server.origin }));
    made++;
    if (outcome.disturbed) disturbed++;
    const { clean, all } = (taken[who.name] ??= { clean: {}, all: {} });
    for (const [id, value] of Object.entries(outcome.result)) {
      (all[id] ??= []).push(value);
      if (!outcome.disturbed) (clean[id] ??= []).push(value);
    }
  } catch (error) {
    failures.push(
      `${visit.name}${who.slower > 1 ? `, ${who.slower} times slower` : ''}: ${who.name}: ${String(error).split('\n')[0]}`,
    );
  }
}

/** Disturbed visits count where there are not enough others. */
const ENOUGH = 3;
/** @param {Taken} taken @returns {import('./targets.mjs').Results} */
const resultsOf = (taken) =>
  Object.fromEntries(
    Object.entries(taken).map(([name, { clean, all }]) => [
      name,
      Object.fromEntries(Object.keys(all).map((id) => [id, (clean[id]?.length ?? 0) >= ENOUGH ? clean[id] : all[id]])),
    ]),
  );

// ---- what needs no rounds ----

tell('what is loaded');
const gzip = (/** @type {string} */ name, /** @type {string[]} */ files) => ({
  files,
  gzip: files.reduce((sum, file) => sum + gzipSync(SUBJECTS[name].files?.[file] ?? '', { level: 9 }).length, 0),
});
/** @type {import('./targets.mjs').Run['loads']} */
const loaded = {};
for (const name of names.filter((one) => SUBJECTS[one].peer || one === 'assent')) {
  const { first, returning } = await loads(
    { name, subject: SUBJECTS[name], origin: server.origin, slower: 1 },
    server.asked,
  );
  loaded[name] = { first: gzip(name, first), returning: gzip(name, returning) };
}
/** @type {Partial<import('./targets.mjs').Run>} */
const alone = {};
if (options.only !== 'visits') {
  const browser = await launch();
  const site = await serveLarge();
  tell('decisions');
  alone.decisions = await decisions(browser);
  tell('storage calls');
  const calls = await storage(browser, site);
  tell('insertions and requests on a page of many elements');
  alone.large = [
    ...(await compare(browser, site, [...INSERTIONS, ...REQUESTS], Math.min(5, Number(options.rounds)))),
    ...calls,
  ];
  site.close();
  await browser.close();
}

// ---- rounds ----

/** @type {Record<number, Taken>} */
const taken = { 1: {}, 6: {} };
let round = 0;
const over = () => minutes() >= Number(options.minutes);
for (; round < Number(options.rounds) && !over(); round++) {
  const turn = round % names.length;
  for (const name of [...names.slice(turn), ...names.slice(0, turn)]) {
    for (const slower of [1, 6]) {
      if (round && over()) break;
      if (!isControl(name)) await make(choices, taken[slower], { name, slower });
      await make(cost, taken[slower], { name, slower });
      // A frame is a long time for what is compared with a tenth: these two are looked at more often.
      if (name === 'idle')
        for (const one of ['idle', 'assent', 'assent', 'idle'])
          await make(firstPaint, taken[slower], { name: one, slower });
    }
    if (SUBJECTS[name].clicks) await make(clicks, taken[1], { name, slower: 1 });
  }
  tell(`round ${round + 1}`);
}

console.log(targets({ visits: { 1: resultsOf(taken[1]), 6: resultsOf(taken[6]) }, loads: loaded, ...alone }));

// ---- in Firefox ----

if (options.firefox) {
  /** @type {Taken} */
  const fox = {};
  const people = names.filter((name) => !isControl(name));
  for (let i = 0; i < 4; i++)
    for (const name of people) await make(choices, fox, { name, slower: 1, engine: 'firefox' });
  const results = resultsOf(fox);
  const ids = ['painted', 'rest', 'executed', 'gone', 'request', 'requests', 'executedBack', 'erased'];
  console.log(`\n### In Firefox, ms\n\n| | ${ids.join(' | ')} |\n|---|${'---:|'.repeat(ids.length)}`);
  for (const name of Object.keys(results))
    console.log(`| ${SUBJECTS[name].title} | ${ids.map((id) => short(figure(results[name][id]).value)).join(' | ')} |`);
}

console.log(
  `\n${round} rounds in ${minutes().toFixed(0)} minutes; Chromium ${await version()}, Node ${process.version}; ${disturbed} of ${made} visits were disturbed by other programs.`,
);
if (failures.length) {
  console.log(`\n${failures.length} visits failed:\n${[...new Set(failures)].map((one) => `- ${one}`).join('\n')}`);
  if (failures.some((one) => one.includes(': assent: '))) process.exitCode = 1;
}
await server.close();
