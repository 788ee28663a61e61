// The command line as tests use it: what `assent ...` says, and how it ends. It runs on a thread of this process, where
// everything is loaded once; a process for each of a hundred commands takes half a minute.

import { MessageChannel, parentPort, receiveMessageOnPort, Worker, workerData } from 'node:worker_threads';

/** @typedef {{ status: number, stdout: string, stderr: string }} Ended */

const PROGRAM = new URL('../web/cli/assent.js', import.meta.url);

if (workerData?.program) {
  let run = 0;
  parentPort?.on('message', async ({ args, port, signal }) => {
    const said = { stdout: '', stderr: '' };
    for (const stream of /** @type {const} */ (['stdout', 'stderr']))
      process[stream].write = (/** @type {any} */ text) => {
        said[stream] += text;
        return true;
      };
    process.argv.splice(2, Infinity, ...args);
    process.exitCode = undefined;
    try {
      await import(`${workerData.program}?${(run += 1)}`);
    } catch (error) {
      said.stderr += /** @type {Error} */ (error).stack;
      process.exitCode = 1;
    }
    port.postMessage({ status: process.exitCode ?? 0, ...said });
    Atomics.store(signal, 0, 1);
    Atomics.notify(signal, 0);
  });
}

/** @type {Worker | undefined} */
let thread;

/**
 * Runs a command, and waits for its end.
 * @param {string} folder  in which it runs
 * @param {string[]} args
 * @returns {Ended}
 */
export function assentIn(folder, args) {
  thread ??= new Worker(new URL(import.meta.url), { workerData: { program: PROGRAM.href } });
  thread.unref();
  const { port1, port2 } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const before = process.cwd();
  process.chdir(folder); // a thread has no folder of its own
  try {
    thread.postMessage({ args, port: port2, signal }, [port2]);
    if (Atomics.wait(signal, 0, 0, 60_000) === 'timed-out') throw new Error(`assent ${args.join(' ')}: no end in 60 s`);
    return receiveMessageOnPort(port1)?.message;
  } finally {
    process.chdir(before);
    port1.close();
  }
}
