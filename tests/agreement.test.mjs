// Where JavaScript says again what the core knows, both say the same.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect } from '../web/core/connect.js';
import { fits } from '../web/core/wildcard.js';
import { CLOCK_END, flavours } from './cores.mjs';

/** A site that declares one cookie. @param {string} name */
const siteWith = (name) =>
  JSON.stringify({
    schema: 1,
    site: { name: 'N', controller: 'C', policyUrl: '/' },
    policy: { version: 1, date: '2026-11-01' },
    categories: [
      { id: 'needed', purpose: 'necessary' },
      { id: 'stats', purpose: 'statistics' },
    ],
    keys: [{ in: 'cookie', name, category: 'stats' }],
  });

/** Every text of these letters up to a length, the empty one first. @param {string} letters @param {number} length */
function textsOf(letters, length) {
  const texts = [''];
  for (let from = 0, size = 0; size < length; size++) {
    const end = texts.length;
    for (; from < end; from++) for (const letter of letters) texts.push(texts[from] + letter);
  }
  return texts;
}

test('a name fits a pattern in JavaScript if it does so in the core: every pattern of five characters, every name of six', () => {
  const core = connect(flavours.wasm());
  const names = textsOf('ab', 6).slice(1);
  for (const pattern of textsOf('ab*', 5)) {
    const faults = core(`config\n${siteWith(pattern)}`).filter(([effect]) => effect === 'error');
    if (faults.length) continue; // the core takes no empty name and no `*` alone
    core('start\tnow=1795305600');
    for (const name of names) {
      const [[answer]] = core(`key\tcookie\t${name}`);
      assert.equal(fits(pattern, name), answer === 'hold', `${pattern} ${name}`);
    }
  }
});

test('a pattern means every other character as it stands', () => {
  for (const name of ['a.b', 'a+b', 'a(b', 'a\\b', 'a$b', '[a]', 'a|b', 'ä🙂b']) {
    assert.ok(fits(name, name), name);
    assert.ok(fits(`*${name}*`, `x${name}y`), name);
  }
  assert.equal(fits('a.b', 'axb'), false);
  assert.equal(fits('.*', 'x'), false);
});

test('the core’s clock ends where JavaScript says', () => {
  const core = connect(flavours.wasm());
  core(`config\n${siteWith('a')}`);
  assert.doesNotThrow(() => core(`start\tnow=${CLOCK_END - 1}`));
  assert.throws(() => core(`start\tnow=${CLOCK_END}`), /bad fact/);
});
