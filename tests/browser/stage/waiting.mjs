// Waiting for what is to come, and looking for what must not: nothing waits for time.

import assert from 'node:assert/strict';

// For a condition, in milliseconds; on an idle machine each comes within a fraction of a second, on a busy one some
// take twenty.
export const DEADLINE = Number(process.env.PATIENCE || 40) * 1000;

/**
 * Polls until `probe` gives something true and returns that.
 * @template T
 * @param {string} what
 * @param {() => T | Promise<T>} probe
 */
export async function until(what, probe, saw = probe) {
  const end = Date.now() + DEADLINE;
  let pause = 20;
  for (;;) {
    let found,
      problem = '';
    try {
      found = await probe();
    } catch (error) {
      problem = String(error);
    }
    if (found) return found;
    if (Date.now() > end) {
      const last = problem || JSON.stringify(await Promise.resolve().then(saw).catch(String));
      assert.fail(`waited ${DEADLINE / 1000} s for this: ${what}; last saw ${last}`);
    }
    await new Promise((done) => {
      setTimeout(done, pause);
    });
    pause = Math.min(pause * 1.3, 150); // to look costs time that what is waited for may need
  }
}

/** Polls until `probe` gives what is expected. */
export async function becomes(what, probe, expected) {
  const same = (found) => {
    try {
      assert.deepEqual(found, expected);
    } catch {
      return false;
    }
    return true;
  };
  await until(`${what}: ${JSON.stringify(expected)}`, async () => same(await probe()), probe);
}

/**
 * A barrier: whatever the page was going to do or ask for because of what it heard so far, it has done and asked for.
 */
export const settle = (page) =>
  page.evaluate(async () => {
    await window.assent?.ready?.catch(() => {});
    // What was put off by up to 60 ms is done as well: timers go off in their order, however late.
    for (let i = 0; i < 3; i += 1)
      await new Promise((done) => {
        requestAnimationFrame(() => setTimeout(done, 20));
      });
    // Same network process, same queue: what was asked for earlier is on its way when this answers.
    await fetch('/favicon.ico', { cache: 'no-store' }).catch(() => {});
  });
