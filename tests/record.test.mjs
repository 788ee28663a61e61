// The stored decision from outside: what the core writes, what it reads back, how long it gets, and what it makes of damage.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { connect } from '../web/core.js';
import { out } from './turns.mjs';

const module = new WebAssembly.Module(readFileSync(join(out, 'core.wasm')));
const instantiate = () => /** @type {any} */ (new WebAssembly.Instance(module).exports);
const NOW = 1795305600;
const DAY = 24 * 60 * 60;

/** A page with this config: its turns. @param {unknown} config */
function page(config) {
  const turn = connect(instantiate());
  assert.equal(turn(`config\n${JSON.stringify(config)}`)[0][0], 'record');
  return turn;
}

/** @param {string[][]} effects @param {string} name @returns {string[][]} the fields of each effect of that name */
const all = (effects, name) => effects.filter(([effect]) => effect === name).map(([, ...fields]) => fields);

/** Every list of n members of `options`. @template T @param {T[]} options @param {number} n @returns {T[][]} */
const lists = (options, n) => (n === 0 ? [[]] : lists(options, n - 1).flatMap((rest) => options.map((one) => [...rest, one])));

/** The facts of a choice. @param {string[]} ids @param {string[]} words  `+`, `-` or nothing for each */
const facts = (ids, words) => ids.map((id, i) => (words[i] ? `\t${words[i]}${id}` : '')).join('');

const head = { schema: 1, site: { name: 'N', controller: 'N', policyUrl: '/p' }, policy: { version: 4, date: '2026-11-01' } };
const small = {
  ...head,
  categories: [{ id: 'essential', purpose: 'necessary' }, ...['a', 'b-1', 'c_2'].map((id) => ({ id, purpose: 'functional' }))],
  services: [['s', 'a'], ['t', 'a'], ['u', 'b-1'], ['v', 'c_2']].map(([id, category]) => ({ id, category, name: id })),
};
const ids = ['a', 'b-1', 'c_2', 's', 't', 'u', 'v'];
/** What a choice may say of them; it names something: what is necessary, where it has nothing else to say. */
const choices = lists(['', '+', '-'], ids.length).map((words) => facts(ids, words) || '\t+essential');

const GRAMMAR = /^1\.\d{1,10}\.(accept|reject|api|withdraw|parent|notice|save|gpc)\.\d{1,6}\.[a-z0-9_]+\.(?:[a-z0-9_-]{1,32}[*!~'])*\.\d{1,5}$/;

test('every choice among three categories and four services comes back from its record', () => {
  const turn = page(small);
  for (const choice of choices) {
    turn(`start\tnow=${NOW}`);
    const told = turn(`choose\tnow=${NOW}${choice}`);
    const [record] = all(told, 'save')[0];
    const [panel, ask] = [turn('show\tinline'), all(told, 'ask')];
    const again = turn(`start\tnow=${NOW}\trecord=${record}`);
    assert.deepEqual(turn('show\tinline'), panel, record);
    assert.deepEqual(all(again, 'ask'), ask, record);
    assert.deepEqual(all(again, 'decided'), all(told, 'decided'), record);
  }
});

test('a record is what its grammar says, and every octet of it may stand in a cookie as it is', () => {
  const turn = page(small);
  for (const choice of choices) {
    turn(`start\tnow=${NOW}`);
    const [record] = all(turn(`choose\tnow=${NOW}${choice}`), 'save')[0];
    assert.match(record, GRAMMAR);
    assert.match(record, /^[!#-+\--:<-[\]-~]*$/, 'RFC 6265, 4.1.1: cookie-octet');
    assert.equal(encodeURIComponent(record), record);
  }
});

test('each way of deciding, and the first and last second and version, come back', () => {
  for (const version of [0, 4, 999999]) {
    const turn = page({ ...small, policy: { version, date: '2026-11-01' } });
    for (const now of [0, 1, NOW, 2 ** 31 - 1, 2 ** 31, 4199999999]) {
      turn(`start\tnow=${now}`);
      for (const [verb, how] of [['accept', 'accept'], ['reject', 'reject'], ['choose\thow=save\t+a', 'save'], ['choose\t+a', 'api'], ['withdraw', 'withdraw'],
        ['permit\t+a', 'parent'], ['noted', 'notice']]) {
        const [word, ...rest] = verb.split('\t');
        const [record] = all(turn([word, `now=${now}`, ...rest].join('\t')), 'save')[0];
        assert.deepEqual(all(turn(`record\tnow=${now}\trecord=${record}`), 'decided'), [[String(now), how, String(version), 'row']]);
      }
    }
  }
});

test('every choice of a learner against a signal, and of a parent, comes back from its record, whoever made it and with the signal or without', () => {
  const turn = page({ ...small, categories: small.categories.map((one) => (one.id === 'a' ? { ...one, purpose: 'advertising' } : one)) });
  /** @type {Set<string>} */
  const marks = new Set();
  for (const visitor of ['region=DE\tgpc=1', 'region=DE', 'region=US-CA\tgpc=1', 'region=TR\taudience=minor', 'region=GB\taudience=child\tgpc=1']) {
    for (const choice of choices) {
      for (const verb of ['choose\thow=save', 'choose', 'permit']) {
        turn(`start\tnow=${NOW}\t${visitor}`);
        const [word, ...rest] = verb.split('\t');
        let told;
        try { told = turn(`${[word, `now=${NOW}`, ...rest].join('\t')}${choice}`); } catch (error) {
          assert.match(String(error), /cannot be granted/, `${visitor} ${verb}${choice}`);
          continue;
        }
        const [record] = all(told, 'save')[0];
        assert.match(record, GRAMMAR);
        assert.equal(encodeURIComponent(record), record);
        for (const [mark] of record.matchAll(/[*!~']/g)) marks.add(mark);
        const panel = turn('show\tinline');
        const again = turn(`start\tnow=${NOW}\t${visitor}\trecord=${record}`);
        assert.deepEqual(turn('show\tinline'), panel, `${visitor} ${record}`);
        for (const part of ['ask', 'decided']) assert.deepEqual(all(again, part), all(told, part), `${visitor} ${record}`);
      }
    }
  }
  assert.deepEqual([...marks].sort(), ['!', "'", '*', '~']);
});

// ---- size ----

/** @param {string} name */
const demo = (name) => JSON.parse(readFileSync(new URL(`../demo/${name}/site.json`, import.meta.url), 'utf8'));

/** @param {any} site @returns {{ categories: string[], services: { id: string, category: string }[] }} what can be refused */
function refusable(site) {
  const categories = site.categories.filter((/** @type {any} */ one) => one.purpose !== 'necessary').map((/** @type {any} */ one) => one.id);
  return { categories, services: site.services.filter((/** @type {any} */ one) => categories.includes(one.category)) };
}

/** @param {ReturnType<typeof page>} turn @param {string} input @param {string} cookie */
const size = (turn, input, cookie) => `${cookie}=${all(turn(input), 'save')[0][0]}`.length;

for (const name of ['plexomni', 'aysar']) {
  const site = demo(name);
  const cookie = site.cookie?.name ?? 'assent';
  const { categories, services } = refusable(site);

  test(`${name}: every choice by category takes under 100 bytes, with the cookie's name`, (t) => {
    const turn = page(site);
    turn(`start\tnow=${NOW}`);
    let largest = 0;
    for (const words of lists(['+', '-'], categories.length)) {
      const said = facts(categories, words);
      const refused = facts(categories, words.map((word) => (word === '-' ? '-' : '')));
      for (const input of ['accept', 'reject', 'withdraw', `choose${said}`, `choose\thow=save${said}`, `withdraw${refused}`]) {
        const [verb, ...rest] = input.split('\t');
        largest = Math.max(largest, size(turn, [verb, `now=${NOW}`, ...rest].join('\t'), cookie));
      }
    }
    t.diagnostic(`${name}: ${largest} bytes at most`);
    assert.ok(largest < 100, `${largest} bytes`);
  });

  test(`${name}: what every setting of the ${services.length} service switches takes`, (t) => {
    const turn = page(site);
    turn(`start\tnow=${NOW}`);
    /** @type {Map<number, number>} */
    const counts = new Map();
    for (const words of lists(['+', '-'], services.length)) {
      // As in the panel: a category is on if all its services are.
      const categoryWords = categories.map((id) => (services.every((one, i) => one.category !== id || words[i] === '+') ? '+' : '-'));
      const said = facts(categories, categoryWords) + facts(services.map(({ id }) => id), words);
      const bytes = size(turn, `choose\tnow=${NOW}\thow=save${said}`, cookie);
      counts.set(bytes, (counts.get(bytes) ?? 0) + 1);
    }
    const sorted = [...counts].sort(([a], [b]) => a - b);
    const total = 2 ** services.length;
    const upTo = (/** @type {number} */ share) => {
      let seen = 0;
      return sorted.find(([, n]) => (seen += n) >= share * total)?.[0];
    };
    const over = sorted.filter(([bytes]) => bytes >= 100).reduce((sum, [, n]) => sum + n, 0);
    t.diagnostic(`${name}: ${sorted[0][0]} to ${sorted[sorted.length - 1][0]} bytes; half of the settings up to ${upTo(0.5)}, nine of ten up to ${upTo(0.9)}; ` +
      `${over} of ${total} take 100 or more`);
    assert.ok(sorted[sorted.length - 1][0] < 150);
  });
}

// ---- damage ----

const { memory, io, turn } = instantiate();
const [inAt, , outAt] = new Uint32Array(memory.buffer, io(), 4);
const bytes = new Uint8Array(memory.buffer);
const encoder = new TextEncoder();

/** @param {Uint8Array} input @returns {string} */
function play(input) {
  bytes.set(input, inAt);
  return Buffer.from(bytes.subarray(outAt, outAt + Math.max(0, turn(input.length)))).toString('latin1');
}

const start = encoder.encode(`start\tnow=${NOW + DAY}\trecord=`);

/** Is this read as a decision? @param {Uint8Array} stored */
function isDecision(stored) {
  const input = new Uint8Array(start.length + stored.length);
  input.set(start);
  input.set(stored, start.length);
  return play(input).includes('\ndecided\t');
}

/** Some records of everyday use: by category in every way, and some with services. */
function everyday() {
  play(encoder.encode(`config\n${JSON.stringify(demo('plexomni'))}`));
  play(encoder.encode(`start\tnow=${NOW}`));
  const { categories } = refusable(demo('plexomni'));
  return [...lists(['+', '-', ''], categories.length).map((words) => facts(categories, words) || '\t+essential'), '\t+performance\t-posthog\t-functional\t+video\t-targeting']
    .map((said) => /save\t(\S+)/.exec(play(encoder.encode(`choose\tnow=${NOW}${said}`)))?.[1] ?? '');
}

test('a record that lost its end or its beginning is no decision, wherever it was cut', () => {
  for (const record of everyday()) {
    const whole = encoder.encode(record);
    assert.ok(isDecision(whole));
    for (let n = 0; n < whole.length; n++) {
      assert.ok(!isDecision(whole.subarray(0, n)), `${record} cut to ${n} bytes`);
      assert.ok(!isDecision(whole.subarray(whole.length - n)), `the last ${n} bytes of ${record}`);
    }
  }
});

test('a record with one byte changed is no decision, whichever byte and to whatever', (t) => {
  const accepted = [];
  let tried = 0;
  for (const record of everyday().filter((_, i) => i % 9 === 0)) {
    const changed = encoder.encode(record);
    for (let i = 0; i < changed.length; i++) {
      const before = changed[i];
      for (let other = 0; other < 256; other++, tried++) {
        changed[i] = other;
        if (other !== before && isDecision(changed)) accepted.push(`${record} → ${Buffer.from(changed).toString('latin1')}`);
      }
      changed[i] = before;
    }
  }
  t.diagnostic(`${tried} changes tried`);
  assert.deepEqual(accepted, []);
});

test('a record with two neighbours exchanged, a byte left out or one written twice is no decision', () => {
  for (const record of everyday()) {
    for (let i = 0; i < record.length; i++) {
      const [before, one, next, after] = [record.slice(0, i), record[i], record[i + 1] ?? '', record.slice(i + 2)];
      const damaged = [before + next + after, before + one + one + next + after, ...(one === next ? [] : [before + next + one + after])];
      for (const text of damaged) assert.ok(text === record || !isDecision(encoder.encode(text)), `${record} → ${text}`);
    }
  }
});

test('no refusal of a record turns into a grant, nor a grant into a refusal, however many of them are exchanged', () => {
  for (const record of everyday()) {
    const marks = [...record.matchAll(/[*!]/g)].map(({ index }) => Number(index));
    for (const flips of lists([false, true], marks.length)) {
      const text = [...record].map((c, i) => (flips[marks.indexOf(i)] ? (c === '*' ? '!' : '*') : c)).join('');
      assert.ok(text === record || !isDecision(encoder.encode(text)), `${record} → ${text}`);
    }
  }
});
