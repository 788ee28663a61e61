// Every golden transcript, on the native core, on the WebAssembly module, on the page's build of it and on the JavaScript twin, byte for
// byte. The page's build words no fault and gives no reason (src/base.h): what it says is the same without those.
//
//   UPDATE=1 node --test tests/turns.test.mjs     writes what the native core answers into the transcripts; read the diff

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { flavours, lines, readStories, readable, transcripts } from './turns.mjs';

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

const BAD_FACT = -3; // TURN_FACT in src/base.h

/**
 * What the page's build answers: without the words of a fault, reasons, rules of law; and it sweeps nothing but what is due and what ends at logout.
 * @param {import('./turns.mjs').Turn} turn
 */
function unworded({ input, expected: answer }) {
  if (answer.result < 0) return answer;
  if (/^sweep\t.*\bwhat=(?!logout\b)/.test(input.toString('latin1'))) return { result: BAD_FACT, text: '' };
  const said = answer.text.split('\n').filter((line) => !/^(why|rule|stored)\t|^error\t\d+\tmore$/.test(line));
  const text = said.map((line) => line.replace(/^error\t.*/, 'error')).join('\n');
  return { result: text.length, text };
}

const files = transcripts();
if (process.env.UPDATE) await Promise.all(files.map(update));

test('there are transcripts', () => assert.ok(files.length > 0, 'tests/turns/ holds none'));

for (const file of files) {
  for (const story of readStories(file)) {
    for (const [flavour, play] of Object.entries(flavours)) {
      test(`${story.file}: ${readable([story.title])} (${flavour})`, async () => {
        const answers = await play(story.turns);
        story.turns.forEach((turn, i) => {
          const expected = flavour === 'page' ? unworded(turn) : turn.expected;
          assert.equal(readable(lines(answers[i])), readable(lines(expected)), `${story.file}:${turn.line}`);
          assert.deepEqual(answers[i], expected, `${story.file}:${turn.line}: the bytes differ`);
        });
      });
    }
  }
}
