// What must never happen, tried out: every record of a small site, every verb, every choice. Nothing is sampled; where
// every choice meets every record, records that differ only in the names of what is declared alike count as one.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect } from '../web/core/connect.js';
import { CLOCK_END, flavours, talkTo } from './cores.mjs';

const NOW = 1795305600;
const DAY = 24 * 60 * 60;

const key = (/** @type {string} */ name, more = {}) => ({ in: 'cookie', name, ...more });
const SITE = {
  schema: 1,
  site: { name: 'N', controller: 'N', policyUrl: '/p' },
  policy: { version: 4, date: '2026-11-01' },
  categories: [
    { id: 'e', purpose: 'necessary' },
    { id: 'p', purpose: 'statistics' },
    { id: 'f', purpose: 'functional' },
  ],
  services: ['e1', 'e2', 'p1', 'p2', 'f1', 'f2'].map((id) => ({
    id,
    category: id[0],
    name: id,
    hosts: [`${id}.example`],
    keys: [
      key(`${id}_*`),
      ...(id === 'p1' || id === 'f1' ? [key('both')] : []),
      ...(id === 'e1' || id === 'p2' ? [key('half')] : []),
    ],
  })),
  keys: [
    key('e', { category: 'e' }),
    key('p', { category: 'p' }),
    key('f', { category: 'f' }),
    key('p1_record', { category: 'p', record: true }),
    key('f_record_*', { category: 'f', record: true }),
    key('assen*', { category: 'f' }),
  ],
};

/**
 * Whose each name is (all of them must be refused for it to go), or nobody's to erase.
 * @type {Record<string, string[] | null>}
 */
const OWNERS = {
  e: null,
  e1_a: null,
  half: null,
  p1_record: null,
  f_record_7: null,
  unknown: null,
  assent: null,
  p: ['p'],
  f: ['f'],
  p1_: ['p1'],
  p1_a: ['p1'],
  p2_a: ['p2'],
  f1_a: ['f1'],
  f2_a: ['f2'],
  both: ['p1', 'f1'],
  assen: ['f'],
};
const SWEEP = `sweep\tnow=${NOW}${Object.keys(OWNERS)
  .map((name) => `\ncookie\t${name}\t${NOW}\t${NOW}`)
  .join('')}`;

const LOCKED = ['e', 'e1', 'e2'];
const FREE = ['p', 'f', 'p1', 'p2', 'f1', 'f2'];
const ALL = ['e', 'p', 'f', 'e1', 'e2', 'p1', 'p2', 'f1', 'f2'];

// ---- the core ----

const core = talkTo(flavours.wasm());
const TOO_LARGE = new Uint8Array(core.inSize + 1);

/** @param {string} input @returns {number} the length of the answer, or what is wrong */
const run = (input) => core.turn(input);

/** @param {string} input @returns {string} */
function ask(input) {
  const n = run(input);
  if (n < 0) throw new Error(`${n} for ${JSON.stringify(input)}`);
  return core.latin1(n); // this site's names are ASCII
}

/** @param {object} [changes] of the site */
function page(changes = {}) {
  assert.match(ask(`config\n${JSON.stringify({ ...SITE, ...changes })}`), /^record\t/);
}

// ---- records and choices: for each of FREE granted (1), refused (-1) or nothing (0) ----

/** @typedef {number[]} Words  one for each of FREE */

/** @param {number} n @returns {Words[]} */
const every = (n) => (n === 0 ? [[]] : every(n - 1).flatMap((rest) => [0, 1, -1].map((one) => [...rest, one])));
const EVERY = every(FREE.length);
const indexOf = new Map(EVERY.map((words, i) => [words, i]));

/**
 * Of records that differ only in which of two services of a category is which, or which of the two categories, one:
 * both are declared alike, but for a key that two of them share.
 * @param {Words} words
 */
const isFirstOfItsKind = ([p, f, p1, p2, f1, f2]) => p1 <= p2 && f1 <= f2 && 9 * p + 3 * p1 + p2 <= 9 * f + 3 * f1 + f2;
const KINDS = EVERY.filter(isFirstOfItsKind);

/** A choice names something: what is necessary, where it has nothing else to say. */
const said = (/** @type {Words} */ words) =>
  FREE.map((id, i) => (words[i] ? `\t${words[i] > 0 ? '+' : '-'}${id}` : '')).join('') || '\t+e';

/** Records as the core itself writes them, for each of EVERY. @type {Map<string, string[]>} */
const written = new Map();

/** @param {Words} words @param {{ when?: number, policy?: number }} [circumstances] */
function record(words, { when = NOW, policy = 4 } = {}) {
  const records = /** @type {string[]} */ (written.get(`${when} ${policy}`));
  return records[indexOf.get(words) ?? -1];
}

/** What holds of one of FREE: its own word, or its category's. @param {Words} words @param {string} id */
const holds = (words, id) => words[FREE.indexOf(id)] || words[FREE.indexOf(id[0])];

/**
 * The words after a choice: a category's word is its services' too, unless they have one of their own.
 * @param {Words} words
 * @param {Words} choice
 */
const after = (words, choice) => FREE.map((id, i) => choice[i] || (choice[FREE.indexOf(id[0])] ? 0 : words[i]));

/** The ids that are granted. @param {Words} words */
const granted = (words) => [...LOCKED, ...FREE.filter((id) => holds(words, id) > 0)].sort().join(' ');

/**
 * Grants as a page keeps them: all at the start, then those that changed.
 * @param {Record<string, boolean>} grants
 * @param {string} effects
 */
function follow(grants, effects) {
  for (const [, id, on] of effects.matchAll(/^grant\t(\w+)\t([01])$/gm)) grants[id] = on === '1';
  return grants;
}

const listed = (/** @type {Record<string, boolean>} */ grants) =>
  Object.keys(grants)
    .filter((id) => grants[id])
    .sort()
    .join(' ');

/** The grants after a start with this record. @param {string} stored */
const startWith = (stored, now = NOW) => follow({}, ask(`start\tnow=${now}\trecord=${stored}`));

const erased = (/** @type {string} */ effects) =>
  [...effects.matchAll(/^erase\tcookie\t(.*)$/gm)].map(([, name]) => name);

const saved = (/** @type {string} */ effects) =>
  /^save\t(\S+)\t/m.exec(effects)?.[1] ?? assert.fail('nothing was saved');

/** The names that must go. @param {Words} words */
const mustGo = (words) => Object.keys(OWNERS).filter((name) => OWNERS[name]?.every((id) => holds(words, id) < 0));

// ---- properties ----

for (const [when, policy] of [
  [NOW, 4],
  [NOW, 3],
  [NOW, 0],
  [NOW - 200 * DAY, 4],
]) {
  page({ policy: { ...SITE.policy, version: policy } });
  written.set(
    `${when} ${policy}`,
    EVERY.map((words) => {
      run(`start\tnow=${when}`);
      return saved(ask(`choose\tnow=${when}${said(words)}`));
    }),
  );
}

test('P1: what a record grants is what it says, and nothing that it does not say', () => {
  page();
  for (const words of EVERY) assert.equal(listed(startWith(record(words))), granted(words), record(words));
});

test('B08: a record that carries no more grants nothing: an older policy, a validity that is over', () => {
  page();
  for (const words of EVERY) {
    for (const [stored, now] of /** @type {[string, number][]} */ ([
      [record(words, { policy: 3 }), NOW],
      [record(words, { policy: 0 }), NOW],
      [record(words), NOW + 181 * DAY],
      [record(words), NOW + 183 * DAY],
      [record(words), NOW + 1000 * DAY],
    ])) {
      assert.equal(listed(startWith(stored, now)), LOCKED.join(' '), stored);
    }
  }
});

test('P1, P5: every choice on every kind of record: exactly what was said is granted, stored, and granted again on the next page', () => {
  page();
  /** @type {Map<string, string>} what a start with these entries grants */
  const onNextPage = new Map();
  const inputs = EVERY.map((choice) => `choose\tnow=${NOW}${said(choice)}`);
  for (const words of KINDS) {
    const start = `start\tnow=${NOW}\trecord=${record(words)}`;
    const grants = startWith(record(words));
    EVERY.forEach((choice, i) => {
      run(start);
      const effects = ask(inputs[i]);
      const now = listed(follow({ ...grants }, effects));
      if (now !== granted(after(words, choice)))
        assert.equal(now, granted(after(words, choice)), `${record(words)} ${inputs[i]}`);
      const stored = saved(effects);
      let next = onNextPage.get(stored);
      if (next === undefined) onNextPage.set(stored, (next = listed(startWith(stored))));
      if (next !== now) assert.equal(next, now, `${record(words)} ${inputs[i]} ${stored}`);
    });
  }
});

test('P1, P16: on a record that carries no more, a choice grants what it grants itself, and keeps no more than refusals', () => {
  page();
  const now = NOW + 200 * DAY;
  for (const words of KINDS) {
    const start = `start\tnow=${now}\trecord=${record(words)}`;
    const kept = words.map((word) => Math.min(word, 0));
    for (const choice of EVERY) {
      run(start);
      const grants = listed(
        follow(Object.fromEntries(LOCKED.map((id) => [id, true])), ask(`choose\tnow=${now}${said(choice)}`)),
      );
      const expected = granted(after(kept, choice));
      if (grants !== expected) assert.equal(grants, expected, `${record(words)} ${said(choice)}`);
    }
  }
});

test('A7, B06: from every record, one turn accepts everything, and one turn refuses or withdraws everything', () => {
  page();
  for (const words of EVERY) {
    for (const stored of [record(words), record(words, { policy: 3 }), record(words, { when: NOW - 200 * DAY })]) {
      for (const [verb, expected] of [
        ['accept', [...ALL].sort().join(' ')],
        ['reject', LOCKED.join(' ')],
        ['withdraw', LOCKED.join(' ')],
      ]) {
        const grants = startWith(stored);
        const effects = ask(`${verb}\tnow=${NOW}`);
        assert.equal(listed(follow(grants, effects)), expected, `${stored} ${verb}`);
        assert.match(effects, /^ask\t$/m, `${stored} ${verb}: nothing is left to ask`);
        assert.equal(listed(startWith(saved(effects))), expected, `${stored} ${verb}, on the next page`);
      }
    }
  }
});

test('A7: whatever is withdrawn, nothing is granted by it', () => {
  page();
  const withdrawals = EVERY.filter((choice) => choice.every((word) => word <= 0) && choice.some((word) => word < 0));
  for (const words of EVERY) {
    for (const choice of withdrawals) {
      const before = startWith(record(words));
      const effects = ask(`withdraw\tnow=${NOW}${said(choice)}`);
      assert.equal(listed(follow({ ...before }, effects)), granted(after(words, choice)));
      assert.doesNotMatch(effects.replace(/^grant\t\w+\t0$/gm, ''), /^grant\t/m, `${record(words)} ${said(choice)}`);
    }
  }
});

test('B07: closing, showing and asking grant nothing and store nothing', () => {
  page();
  for (const words of EVERY) {
    for (const stored of [record(words), record(words, { policy: 3 }), '']) {
      run(`start\tnow=${NOW}\trecord=${stored}`);
      for (const input of [
        'hide',
        'show\tpreferences',
        'hide',
        'show\tbanner',
        'show\tinline',
        'hide',
        'element\tscript\tp\t\t',
      ]) {
        assert.doesNotMatch(ask(input), /^(grant|save|erase|decided)\t/m, `${stored} ${input}`);
      }
    }
  }
});

test('P12: what an element is told agrees with the grants', () => {
  page();
  const marks = ['', 'e', 'p', 'f'];
  for (const words of EVERY) {
    const grants = startWith(record(words));
    for (const category of marks) {
      for (const service of ['', ...ALL.filter((id) => id.length === 2)]) {
        for (const host of ['', 'elsewhere.example', 'p1.example', 'f2.example']) {
          if (!category && !service) continue;
          const services = [service, host.length === 10 ? host.slice(0, 2) : ''].filter(Boolean);
          const spokenFor = !category || services.some((id) => id[0] === category);
          const expected = services.every((id) => grants[id]) && (spokenFor || grants[category]);
          const answer = ask(`element\tscript\t${category}\t${service}\t${host}`);
          assert.equal(
            answer === 'allow',
            Boolean(expected),
            `${record(words)}: ${category} ${service} ${host}: ${answer}`,
          );
        }
      }
    }
  }
});

test('P10, P18: what goes is what only refused things own; never what is essential, an educational record, or the decision', () => {
  page();
  for (const words of EVERY) {
    const expected = mustGo(words);
    const stored = record(words);
    for (const [before, input] of [
      ['', `start\tnow=${NOW}\trecord=${stored}`],
      ['start', `choose\tnow=${NOW}${said(words)}`],
      ['start', `record\tnow=${NOW}\trecord=${stored}`],
    ]) {
      if (before) ask(`start\tnow=${NOW}`);
      const effects = ask(input);
      assert.deepEqual(erased(effects), [], `${input}: only a sweep erases`);
      assert.equal(
        /^sweep$/m.test(effects),
        words.some((word) => word < 0),
        `${input}: a sweep is wanted if something is refused`,
      );
      assert.deepEqual(erased(ask(SWEEP)), expected, input);
    }
  }
});

test('P10: a name is answered alone as it is among others, and a sweep changes nothing', () => {
  page();
  for (const words of EVERY) {
    run(`start\tnow=${NOW}\trecord=${record(words)}`);
    const before = ask('show\tinline');
    const alone = Object.keys(OWNERS).filter(
      (name) => ask(`sweep\tnow=${NOW}\ncookie\t${name}\t${NOW}\t${NOW}`) === `erase\tcookie\t${name}`,
    );
    assert.deepEqual(alone, mustGo(words), record(words));
    for (const area of ['localStorage', 'sessionStorage', 'indexedDB', 'cache']) {
      assert.equal(ask(SWEEP.replaceAll('cookie', area)), '', `${record(words)}: everything here is a cookie`);
    }
    assert.equal(ask('show\tinline'), before);
  }
});

test('a sweep with more names than the answer has room for fails as a whole; smaller ones erase them all', () => {
  page();
  ask(`start\tnow=${NOW}`);
  ask(`reject\tnow=${NOW}`);
  const names = Array.from({ length: 8000 }, (_, i) => `p1_${i}`);
  const sweep = (/** @type {string[]} */ some) =>
    `sweep\tnow=${NOW}${some.map((name) => `\ncookie\t${name}`).join('')}`;
  assert.ok(sweep(names).length < core.inSize);
  assert.equal(run(sweep(names)), -1);
  const parts = [0, 3000, 6000].flatMap((from) => erased(ask(sweep(names.slice(from, from + 3000)))));
  assert.deepEqual(parts, names);
});

test('P6: a site that keeps erases nothing, whatever is refused', () => {
  page({ onWithdraw: 'keep' });
  for (const words of EVERY) {
    for (const input of [`start\tnow=${NOW}\trecord=${record(words)}`, `withdraw\tnow=${NOW}`]) {
      assert.doesNotMatch(ask(input), /^(sweep|erase)/m, input);
      assert.equal(ask(SWEEP), '', input);
    }
  }
});

test('two choices about different categories give the same in either order', () => {
  page();
  const of = (/** @type {string} */ category) =>
    EVERY.filter((choice) => choice.every((word, i) => !word || FREE[i][0] === category));
  for (const words of EVERY.filter(
    (choice) => choice.every((word) => word !== 0) || choice.slice(2).every((word) => word === 0),
  )) {
    const start = `start\tnow=${NOW}\trecord=${record(words)}`;
    for (const one of of('p')) {
      for (const other of of('f')) {
        const [first, second] = [
          [one, other],
          [other, one],
        ].map((both) => {
          run(start);
          ask(`choose\tnow=${NOW}${said(both[0])}`);
          return saved(ask(`choose\tnow=${NOW}${said(both[1])}`));
        });
        if (first !== second) assert.equal(first, second, `${record(words)} ${said(one)} ${said(other)}`);
      }
    }
  }
});

test('a turn that fails changes nothing', () => {
  page();
  const failing = [
    `choose\tnow=${NOW}\t-p\t-e`,
    `choose\tnow=${NOW}\t+p\t-e1`,
    `choose\tnow=${NOW}\t+p\t+nobody`,
    `choose\t+p`,
    `choose\tnow=x\t+p`,
    `withdraw\tnow=${NOW}\t+p`,
    `withdraw\tnow=${NOW}\t-e`,
    `accept`,
    `choose\tnow=${NOW}`,
    'sweep\ncookie\ta',
    `sweep\tnow=${NOW}\ncookie`,
    `sweep\tnow=${NOW}\nnowhere\ta`,
    `sweep\tnow=${NOW}\ncookie\ta\t1`,
    `accept\tnow=${NOW}\t+p`,
    `reject\tnow=${NOW}\t-e2`,
    `record\trecord=${record(EVERY[5])}`,
    `start\trecord=`,
    'show\tnone',
    'show',
    'agree',
    '',
    'accept\tnow=1\x01',
    `accept\tnow=${CLOCK_END}`,
    `reject\tnow=${NOW}\t-p`,
    `start\tnow=${NOW}\t-p`,
    `record\tnow=${NOW}\t+p`,
    `withdraw\tnow=${NOW}\t-p\t+f`,
    'reject\tnow=1\0',
  ];
  const state = () =>
    ask('show\tinline') + ALL.map((id) => ask(`element\tscript\t${id[0]}\t${id[1] ? id : ''}\t`)).join('\n');
  for (const words of EVERY) {
    run(`start\tnow=${NOW}\trecord=${record(words)}`);
    const before = state();
    for (const input of failing) {
      assert.ok(run(input) < 0, input.slice(0, 80));
      assert.equal(state(), before, `${record(words)} ${input.slice(0, 80)}`);
    }
    assert.equal(core.turn(TOO_LARGE), -1);
    assert.equal(state(), before, 'an input that is too large');
  }
});

test('a bad config changes nothing', () => {
  page();
  for (const words of EVERY) {
    const before = listed(startWith(record(words)));
    assert.match(ask('config\n{ "schema": 1 }'), /^error\t/);
    assert.equal(
      listed(
        follow(
          Object.fromEntries(before.split(' ').map((id) => [id, true])),
          ask(`record\tnow=${NOW}\trecord=${record(words)}`),
        ),
      ),
      before,
    );
  }
});

test('P10: there is room for 2,500 declarations of every kind, and each name finds its own', () => {
  /** @type {((i: number) => string)[]} */
  const kinds = [
    (i) => `k ${i}`,
    (i) => `pre_${i}_*`,
    (i) => `*_suf${i}`,
    (i) => `a${i}*z${i}`,
    (i) => `%${i}$/*:[]=`,
    (i) => `7f3c-${i}-*-9b==`,
    (i) => `数${i}*学`,
    (i) => `*/${i}/*`,
  ];
  const services = Array.from({ length: 10 }, (_, s) => ({
    id: `s${s}`,
    category: s % 2 ? 'p' : 'f',
    name: 's',
    keys: Array.from({ length: 250 }, (_, i) => ({ in: 'localStorage', name: kinds[i % 8](s * 250 + i) })),
  }));
  const turn = connect(flavours.wasm()); // a page reads one config, and has all the room there is for it
  const before = performance.now();
  turn(`config\n${JSON.stringify({ ...SITE, services, keys: [] })}`);
  assert.ok(performance.now() - before < 500, 'read in linear time');
  turn(`start\tnow=${NOW}`);
  turn(`choose\tnow=${NOW}\t+p\t-f`);
  for (let i = 0; i < 2500; i += 1) {
    const name = kinds[(i % 250) % 8](i).replaceAll('*', 'any thing');
    const [[effect]] = turn(`key\tlocalStorage\t${name}`);
    assert.equal(effect, Math.floor(i / 250) % 2 ? 'write' : 'hold', name);
    assert.deepEqual(
      [turn(`key\tsessionStorage\t${name}`)[0][0], turn(`key\tsessionStorage\t${name}`)[0][2]],
      ['write', '1'],
      'in another area nobody declared it',
    );
  }
});
