// Every golden transcript, on the native core, on the WebAssembly module and on its JavaScript twin, byte for byte.
//
//   UPDATE=1 node --test tests/turns.test.mjs     writes what the native core answers into the transcripts; read the diff

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { flavours, readStories, transcripts } from './turns.mjs';

/** @param {import('./turns.mjs').Answer} answer */
function lines(answer) {
  if (answer.result < 0) return [`! ${answer.result}`];
  return answer.result === 0 ? [] : answer.text.split('\n').map((line) => (line === '' ? '<' : `< ${line}`));
}

/** @param {string} file */
async function update(file) {
  /** @type {Map<number, string[]>} */
  const answers = new Map();
  for (const { turns } of readStories(file)) {
    const played = await flavours.native(turns);
    turns.forEach((turn, i) => answers.set(turn.lastLine, lines(played[i])));
  }
  const kept = readFileSync(file, 'latin1')
    .split('\n')
    .flatMap((line, index) => (/^[<!]/.test(line) ? [] : [line, ...(answers.get(index + 1) ?? [])]));
  writeFileSync(file, kept.join('\n'), 'latin1');
}

const readable = (/** @type {string[]} */ text) => Buffer.from(text.join('\n'), 'latin1').toString();

const files = transcripts();
if (process.env.UPDATE) await Promise.all(files.map(update));

test('there are transcripts', () => assert.ok(files.length > 0, 'tests/turns/ holds none'));

for (const file of files) {
  for (const story of readStories(file)) {
    for (const [flavour, play] of Object.entries(flavours)) {
      test(`${story.file}: ${readable([story.title])} (${flavour})`, async () => {
        const answers = await play(story.turns);
        story.turns.forEach((turn, i) => {
          assert.equal(readable(lines(answers[i])), readable(lines(turn.expected)), `${story.file}:${turn.line}`);
          assert.deepEqual(answers[i], turn.expected, `${story.file}:${turn.line}: the bytes differ`);
        });
      });
    }
  }
}
