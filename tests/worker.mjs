// A process in which several test files run, one after another: run.mjs says which. To start Node with Playwright and a
// browser takes as long as several stories, so files share them.
//
// Messages: run.mjs sends { file } for each file and { over: true } in the end; back go { ready: true } whenever there is
// nothing left to do, and what reporter.mjs tells.

import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { allEnded } from './reporter.mjs';

process.on('message', async (/** @type {{ file?: string, over?: boolean }} */ { file, over }) => {
  if (over) {
    process.channel?.unref(); // nothing more is to come, but what is still told goes through it
    process.emit(/** @type {any} */ ('over')); // whoever keeps something open for the next file closes it
    return;
  }
  try {
    await import(pathToFileURL(String(file)).href);
  } catch (error) {
    test(`${file} can be loaded`, () => {
      throw error;
    });
  }
  await allEnded();
  process.send?.({ ready: true });
});
process.send?.({ ready: true });
