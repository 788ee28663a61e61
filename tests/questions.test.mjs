// The page's short cuts to the core: whatever is asked, and however long it is, the answer is the one of the long way.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { keep } from '../web/answers.js';
import { connect } from '../web/core.js';

const read = (path) => readFileSync(new URL(path, import.meta.url));

function started() {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(read('../wasm-build/out/core.wasm')));
  /** @type {string[][]} */
  const watched = [];
  const turn = connect(exports, (...both) => watched.push(both));
  turn(`config\n${read('../demo/plexomni/site.json')}`);
  turn('start\tnow=1800000000');
  return { turn, watched };
}

test('questions of every length, in ASCII and beyond it, are answered as they are written', () => {
  const { turn, watched } = started();
  for (const mark of ['performance', 'é', 'x'.repeat(140), 'x'.repeat(141), 'x'.repeat(500), `${'x'.repeat(100)}é`, 'performance']) {
    const known = mark === 'performance';
    assert.deepEqual(turn(`element\tscript\t${mark}\t\t`), [['hold', known ? 'undecided' : 'unknown', mark]]);
    assert.equal(watched.at(-1)?.[1], `hold\t${known ? 'undecided' : 'unknown'}\t${mark}`);
  }
  assert.deepEqual(turn('element\tscript\tessential\t\t'), [['allow']]);
  assert.deepEqual(turn('sweep\tnow=1'), [], 'nothing to say');
  assert.deepEqual(turn('element\tscript\tessential\t\t'), [['allow']]);
  assert.throws(() => turn('choose\tnow=1800000000\t+é'), /no such id/);
  assert.deepEqual(turn('element\tscript\tessential\t\t'), [['allow']]);
});

test('an answer is the same lines only while it is the same bytes', () => {
  const { turn } = started();
  const ask = () => turn('element\tscript\tperformance\t\t')[0][0];
  assert.equal(ask(), 'hold');
  turn('accept\tnow=1800000000');
  assert.equal(ask(), 'allow');
  turn('reject\tnow=1800000001');
  assert.equal(ask(), 'hold');
});

test('what was asked is not asked again until it is forgotten, and a failure is not kept', () => {
  let asked = 0;
  const { answer, forget } = keep((question) => {
    asked += 1;
    if (question === 'bad' && asked === 1) throw new Error('stopped');
    return question === 'free' ? undefined : [question];
  });
  assert.throws(() => answer('bad'));
  assert.deepEqual([answer('bad'), answer('bad'), answer('free'), answer('free')], [['bad'], ['bad'], undefined, undefined]);
  assert.equal(asked, 3);
  forget();
  answer('free');
  assert.equal(asked, 4);
});
