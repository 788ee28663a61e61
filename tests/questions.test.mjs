// The page's short cuts to the core: whatever is asked, and however long it is, the answer is the one of the long way.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { connect } from '../web/core/connect.js';
import { keep } from '../web/core/memo.js';
import { pack } from '../web/core/pack.js';

const read = (path) => readFileSync(new URL(path, import.meta.url));

function started() {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(read('../wasm-build/out/core.wasm')));
  /** @type {string[][]} */
  const watched = [];
  const turn = connect(exports, { watch: (...both) => watched.push(both) });
  turn(`config\n${read('../demo/plexomni/site.json')}`);
  turn('start\tnow=1800000000');
  return { turn, watched };
}

test('questions of every length, in ASCII and beyond it, are answered as they are written', () => {
  const { turn, watched } = started();
  for (const mark of [
    'performance',
    'é',
    'x'.repeat(140),
    'x'.repeat(141),
    'x'.repeat(500),
    `${'x'.repeat(100)}é`,
    'performance',
  ]) {
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
  const answer = keep((question) => {
    asked += 1;
    if (question === 'bad' && asked === 1) throw new Error('stopped');
    return question === 'free' ? false : [question];
  });
  assert.throws(() => answer('bad'));
  assert.deepEqual([answer('bad'), answer('bad'), answer('free'), answer('free')], [['bad'], ['bad'], false, false]);
  assert.equal(asked, 3);
  answer.forget();
  answer('free');
  assert.equal(asked, 4);
});

test('A7: in a page there is room for every config that the whole core takes, and no more than it needs', () => {
  const built = new WebAssembly.Module(read('../wasm-build/out/core.built.wasm'));
  const whole = new WebAssembly.Module(read('../wasm-build/out/core.wasm'));
  const site = JSON.parse(`${read('../demo/plexomni/site.json')}`);
  /**
   * What weighs most for its length, so many times in each of so many services.
   * @type {Record<string, (i: number) => object>}
   */
  const kinds = {
    hosts: (n) => ({ hosts: Array.from({ length: n }, (_, i) => `${i.toString(36)}.x`) }),
    keys: (n) => ({ keys: Array.from({ length: n }, (_, i) => ({ in: 'cookie', name: i.toString(36) })) }),
    receives: (n) => ({ receives: Array.from({ length: n }, (_, i) => i.toString(36)) }),
  };
  const configOf = (kind, services, n) =>
    JSON.stringify({
      ...site,
      keys: [],
      services: Array.from({ length: services }, (_, i) => ({
        id: `s${i}`,
        name: 'S',
        category: site.categories[1].id,
        ...kinds[kind](n),
      })),
    });
  let taken = 0,
    refused = 0,
    least = Infinity,
    most = 0;
  for (const kind of Object.keys(kinds)) {
    for (const services of [1, 4, 16, 60, 120, 250]) {
      for (const n of [1, 15, 60, 250]) {
        const json = configOf(kind, services, n);
        const { exports } = new WebAssembly.Instance(whole);
        // With all the room there is, and with as much as a page makes for this config.
        const [expected, found] = [
          [new WebAssembly.Instance(whole).exports, {}],
          [exports, { config: json }],
        ].map(([core, options]) => {
          try {
            return connect(core, options)(`config\n${json}`).map(([effect]) => effect);
          } catch (error) {
            return String(error);
          }
        });
        assert.deepEqual(found, expected, `${services} services with ${n} ${kind}, ${json.length} bytes`);
        if (found[0] === 'record') {
          taken += 1;
          const packed = pack(connect(new WebAssembly.Instance(whole).exports), json);
          const { exports: core } = new WebAssembly.Instance(built);
          assert.equal(
            connect(core, { config: packed })(`config\n${packed}`)[0][0],
            'record',
            `${services} services with ${n} ${kind}, packed in ${packed.length} bytes`,
          );
        } else refused += 1;
        const { byteLength } = exports.memory.buffer;
        [least, most] = [Math.min(least, byteLength), Math.max(most, byteLength)];
      }
    }
  }
  assert.ok(taken > 30 && refused > 10, `${taken} taken, ${refused} refused`);
  assert.ok(least <= 384 * 1024, `a small config: ${least} bytes of memory`);
  assert.ok(most <= 1e6, `a large one: ${most}`);
});
