// Every golden transcript, on the native core, on the WebAssembly module, on its two builds for pages and on the
// JavaScript twin, byte for byte. Those for pages word no fault and give no reason (src/base.h): what they say is the
// same without those.
//
// UPDATE=1 node --test tests/turns.test.mjs writes what the native core answers into the transcripts; read the diff

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { flavours, lines, readable, readStories, transcripts } from './turns.mjs';

/** @param {string} file */
async function update(file) {
  /** @type {Map<number, string[]>} */
  const answers = new Map();
  const stories = readStories(file);
  const played = await flavours.native(stories.map(({ turns }) => turns));
  stories.forEach(({ turns }, story) =>
    turns.forEach((turn, i) => answers.set(turn.lastLine, lines(played[story][i]))),
  );
  const kept = readFileSync(file, 'latin1')
    .split('\n')
    .flatMap((line, index) => (/^[<!]/.test(line) ? [] : [line, ...(answers.get(index + 1) ?? [])]));
  writeFileSync(file, kept.join('\n'), 'latin1');
}

const [NO_VERB, BAD_FACT] = [-2, -3]; // TURN_VERB and TURN_FACT in src/base.h

/**
 * What the page's build answers: no words of a fault, reasons, rules of law; and it sweeps nothing but what is due and
 * what ends at logout.
 * @param {import('./turns.mjs').Turn} turn
 */
function unworded({ input, expected: answer }) {
  if (/^(stored|explain|law|pack)\b/.test(input.toString('latin1'))) return { result: NO_VERB, text: '' };
  if (answer.result < 0) return answer;
  if (/^sweep\t.*\bwhat=(?!logout\b)/.test(input.toString('latin1'))) return { result: BAD_FACT, text: '' };
  const said = answer.text.split('\n').filter((line) => !/^error\t\d+\tmore$/.test(line));
  const text = said.map((line) => line.replace(/^error\t.*/, 'error')).join('\n');
  return { result: text.length, text };
}

/**
 * The build that reads no JSON finds one fault in whatever it is not made for.
 * @param {import('./turns.mjs').Turn} turn
 */
function unread(turn) {
  const { result, text } = unworded(turn);
  return /^error(\nerror)*$/.test(text) ? { result: 5, text: 'error' } : { result, text };
}

/** @type {Record<string, typeof unworded>} */
const expectations = { page: unworded, built: unread };

const files = transcripts();
if (process.env.UPDATE) await Promise.all(files.map(update));

test('there are transcripts', () => assert.ok(files.length > 0, 'tests/turns/ holds none'));

for (const file of files) {
  const stories = readStories(file);
  for (const [flavour, play] of Object.entries(flavours)) {
    const played = Promise.resolve().then(() => play(stories.map(({ turns }) => turns)));
    played.catch(() => {}); // each test says so
    stories.forEach((story, at) => {
      test(`${story.file}: ${readable([story.title])} (${flavour})`, async () => {
        const answers = (await played)[at];
        story.turns.forEach((turn, i) => {
          const expected = expectations[flavour]?.(turn) ?? turn.expected;
          assert.equal(readable(lines(answers[i])), readable(lines(expected)), `${story.file}:${turn.line}`);
          assert.deepEqual(answers[i], expected, `${story.file}:${turn.line}: the bytes differ`);
        });
      });
    });
  }
}
