// Runs test files, and commands beside them, in as few processes as there is work for: files of a kind share one
// (worker.mjs), because to start Node with Playwright and a browser takes as long as several stories. As many processes
// work at a time as there are processors. It says TAP 14 (https://testanything.org): a line for each test, and at the end what failed once
// more.
//
//   node tests/run.mjs FILE... [-- 'COMMAND' 'COMMAND' ...]

import { fork, spawn } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const LANES = availableParallelism?.() ?? cpus().length;
const here = fileURLToPath(new URL('.', import.meta.url));

/** Where a file can run: one process drives one engine. @param {string} file */
const kindOf = (file) =>
  /(^|\/)fuzz\.test\.mjs$/.test(file)
    ? 'fuzz'
    : /firefox(\/|\.test)/.test(file)
      ? 'firefox'
      : /webkit(\/|\.test)/.test(file)
        ? 'webkit'
        : 'chromium';

const args = process.argv.slice(2);
const split = args.includes('--') ? args.indexOf('--') : args.length;
const commands = args.slice(split + 1);
/** What is left to do, by kind, in the order in which it was named. @type {Map<string, string[]>} */
const waiting = new Map();
for (const file of args.slice(0, split)) waiting.set(kindOf(file), [...(waiting.get(kindOf(file)) ?? []), file]);

const counts = { passed: 0, failed: 0, skipped: 0 };
/** @type {{ where: string, name: string, reason: string }[]} */
const failed = [];
let told = 0;

/** What explains a line stands behind it, as a comment. @param {string} text */
const comment = (text) => console.log(text.trimEnd().replace(/^/gm, '# '));

/** @param {string} where @param {string} name @param {string} reason */
function fail(where, name, reason) {
  failed.push({ where, name, reason });
  console.log(`not ok ${(told += 1)} - ${where}: ${name}`);
  comment(reason);
}

/** @param {string} where @param {any} what  reporter.mjs told */
function hear(where, { name, ms, result, reason, note }) {
  if (note !== undefined) return comment(`${where}: ${note}`);
  counts[/** @type {keyof typeof counts} */ (result)] += 1;
  if (result === 'failed') fail(where, name, reason);
  else if (result === 'skipped') console.log(`ok ${(told += 1)} - ${where}: ${name} # SKIP ${reason ?? ''}`);
  else console.log(`ok ${(told += 1)} - ${where}: ${name} (${Math.round(ms)} ms)`);
}

/**
 * Runs the files of a kind in one process, until there are none left.
 * @param {string} kind
 */
function work(kind) {
  const worker = fork(resolve(here, 'worker.mjs'), [], {
    execArgv: [`--test-reporter=${resolve(here, 'reporter.mjs')}`],
    env: { ...process.env, TOGETHER: '1' },
  });
  let file = '';
  let begun = 0;
  worker.on('message', (/** @type {any} */ message) => {
    if (!message.ready) return hear(file, message);
    if (file) comment(`${file}: ${((Date.now() - begun) / 1000).toFixed(1)} s`);
    file = waiting.get(kind)?.shift() ?? '';
    begun = Date.now();
    worker.send(file ? { file: resolve(file) } : { over: true });
  });
  return new Promise((done) => {
    worker.on('exit', (code, signal) => {
      // Its tests have been heard; what ended it otherwise has not.
      if (file || signal) fail(file || kind, 'is run to its end', `the process ended with ${signal ?? code}`);
      else if (code && !failed.length) fail(kind, 'ends well', `the process ended with ${code}`);
      done(undefined);
    });
  });
}

/** Runs a command, and shows what it said once it has ended. @param {string} command */
function run(command) {
  const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
  return new Promise((done) => {
    child.on('close', (code, signal) => {
      if (code === 0) comment(said);
      else fail(command, 'ends well', `${said.trimEnd()}\nit ended with ${signal ?? code}`);
      done(undefined);
    });
  });
}

/** One processor's share: first the engines that have one process, then whatever is left. */
async function lane() {
  for (;;) {
    const kind = ['firefox', 'webkit'].find((one) => waiting.get(one)?.length && !busy.has(one));
    const command = commands.shift();
    if (command) await run(command);
    else if (kind) {
      busy.add(kind);
      await work(kind);
    } else if (waiting.get('chromium')?.length) await work('chromium');
    else return;
  }
}
/** @type {Set<string>} */
const busy = new Set();

const begun = Date.now();
// The fuzzer works for so many seconds, and makes way for others: it needs no processor of its own.
await Promise.all([...(waiting.has('fuzz') ? [work('fuzz')] : []), ...Array.from({ length: LANES }, lane)]);

console.log(`1..${told}`);
if (failed.length) comment('failed:');
for (const { where, name, reason } of failed)
  comment(`${where}: ${name}\n${reason.split('\n').slice(0, 4).join('\n').slice(0, 500).replace(/^/gm, '    ')}`);
comment(
  `${counts.passed} passed, ${failed.length} failed, ${counts.skipped} passed over, in ${Math.round((Date.now() - begun) / 1000)} s`,
);
process.exitCode = failed.length ? 1 : 0;
