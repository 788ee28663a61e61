// What no compiler checks: who may include whom, what the core exports, what the page's code must not contain, and the
// sizes.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { BUNDLES } from '../wasm-build/bundles.mjs';
import { makeRoom } from '../web/core/connect.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(root, 'wasm-build/out');
const read = (/** @type {string} */ name) => readFileSync(join(root, name), 'utf8');

// ---- src/: layers ----

const sources = readdirSync(join(root, 'src'))
  .filter((name) => /\.[ch]$/.test(name))
  .sort();
const moduleOf = (/** @type {string} */ name) => name.replace(/\.[ch]$/, '');
const modules = new Set(sources.map(moduleOf));

/** Rows `| 3 | `record` … |` of the map. */
function floors() {
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const [, floor, cell] of read('src/README.md').matchAll(/^\|\s*(\d+)\s*\|([^|]*)\|/gm)) {
    for (const [, name] of cell.matchAll(/`([a-z0-9_]+)`/g)) {
      assert.ok(!found.has(name), `src/README.md gives ${name} two floors`);
      found.set(name, Number(floor));
    }
  }
  return found;
}

test('src/README.md gives every module a floor, and the headers agree', () => {
  const map = floors();
  assert.deepEqual(
    [...modules].filter((name) => !map.has(name)),
    [],
    'modules without a floor in the map',
  );
  assert.deepEqual(
    [...map.keys()].filter((name) => !modules.has(name)),
    [],
    'modules of the map that are not in src/',
  );
  for (const name of modules) {
    const header = sources.includes(`${name}.h`) ? read(`src/${name}.h`) : '';
    const said = /\bFloor (\d+)/.exec(header);
    if (said) assert.equal(Number(said[1]), map.get(name), `src/${name}.h says another floor than the map`);
  }
});

test('a file of src/ includes its own header and lower floors only', () => {
  const map = floors();
  for (const source of sources) {
    const own = moduleOf(source);
    for (const [, included] of read(`src/${source}`).matchAll(/^\s*#\s*include\s+"([^"]+)"/gm)) {
      const other = moduleOf(included);
      if (other === own || included.endsWith('.def')) continue; // a table is for whoever makes something of it
      if (included === 'cJSON.h') {
        assert.equal(source, 'config_json.c', `src/${source} includes cJSON.h; only config_json.c may see it`);
        continue;
      }
      assert.ok(
        Number(map.get(other)) < Number(map.get(own)),
        `src/${source} includes ${included}, which is not below it`,
      );
    }
  }
});

test('the core uses no clock, no files, no allocator: five headers of libc are enough', () => {
  const allowed = new Set(['limits.h', 'stdbool.h', 'stddef.h', 'stdint.h', 'string.h']);
  for (const source of sources) {
    for (const [, included] of read(`src/${source}`).matchAll(/^\s*#\s*include\s+<([^>]+)>/gm)) {
      assert.ok(allowed.has(included), `src/${source} includes <${included}>`);
    }
  }
});

// ---- what the core shows to the outside ----

const ROOM_AT_FIRST = 330 * 1000; // bytes of memory, until a config needs more
const ROOM_AT_LAST = 1024 * 1024;

for (const name of ['core.wasm', 'core.built.wasm']) {
  test(`${name} exports memory, io and turn, imports nothing, and takes little memory until a config needs more`, () => {
    const module = new WebAssembly.Module(readFileSync(join(out, name)));
    assert.deepEqual(WebAssembly.Module.imports(module), []);
    assert.deepEqual(
      WebAssembly.Module.exports(module)
        .map(({ name: own }) => own)
        .sort(),
      ['io', 'memory', 'turn'],
    );
    const core = /** @type {any} */ (new WebAssembly.Instance(module).exports);
    assert.ok(core.memory.buffer.byteLength <= ROOM_AT_FIRST, `${core.memory.buffer.byteLength} bytes`);
    makeRoom(core);
    assert.ok(core.memory.buffer.byteLength <= ROOM_AT_LAST);
    assert.throws(() => core.memory.grow(16), RangeError, 'and never more than 1 MB');
  });
}

test('the twin exports the same, and imports nothing', async () => {
  const text = readFileSync(join(out, 'core.twin.js'), 'utf8');
  assert.doesNotMatch(text, /^\s*import\b/m);
  const twin = await import(pathToFileURL(join(out, 'core.twin.js')).href);
  assert.deepEqual(Object.keys(twin), ['instantiate']);
  const [one, other] = [twin.instantiate(), twin.instantiate()];
  assert.deepEqual(Object.keys(one).sort(), ['io', 'memory', 'turn']);
  assert.notEqual(one.memory.buffer, other.memory.buffer, 'each instance has its own memory');
});

test('the sizes are within wasm-build/budget.json', () => {
  const run = spawnSync(process.execPath, [join(root, 'wasm-build/size.mjs')], { encoding: 'utf8' });
  assert.equal(run.status, 0, run.stdout + run.stderr);
});

// ---- web/ ----

const web = readdirSync(join(root, 'web'), { recursive: true })
  .map(String)
  .filter((name) => /\.m?js$/.test(name))
  .map((name) => join('web', name));

/** @param {string} code */
const withoutComments = (code) => code.replace(/\/\*[^]*?\*\//g, '').replace(/(^|[^:'"`\\])\/\/.*$/gm, '$1');

/**
 * Rows of web/README.md: a room, and the rooms that it may import from.
 * @returns {Map<string, Set<string>>}
 */
function rooms() {
  /** @type {Map<string, Set<string>>} */
  const found = new Map();
  for (const [, room, others] of read('web/README.md').matchAll(/^\| `(\w+)` \|[^|]*\|[^|]*\|([^|]*)\|$/gm)) {
    found.set(room, new Set([...others.matchAll(/`(\w+)`/g)].map(([, name]) => name)));
  }
  return found;
}

/** The room that a file of web/ is in. @param {string} name */
const roomOf = (name) => relative('web', name).split('/')[0];

test('web/README.md has a row for every room, and no other', () => {
  const there = readdirSync(join(root, 'web'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  assert.deepEqual([...rooms().keys()].sort(), there.map(({ name }) => name).sort());
});

test('a file of web/ imports only from its own room and from those that its row names', () => {
  const map = rooms();
  for (const name of web) {
    const own = roomOf(name);
    for (const [, from] of read(name).matchAll(/^\s*(?:import|export)\b[^;]*?from '(\.[^']+)'/gm)) {
      const room = roomOf(join(dirname(name), from));
      assert.ok(
        room === own || map.get(own)?.has(room),
        `${name} imports ${from}, which the row of ${own} in web/README.md does not name`,
      );
    }
  }
});

test('web/ builds no markup and no code from strings', () => {
  assert.ok(web.length > 0, 'web/ holds no scripts');
  const forbidden = /\.(?:innerHTML|outerHTML|insertAdjacentHTML)\b|\beval\(|new Function|document\.write|\bstyle=/;
  for (const name of web) {
    const found = forbidden.exec(withoutComments(read(name)));
    assert.equal(found, null, `${name} contains ${found?.[0]}`);
  }
});

test('a list on a page grows through add() alone, which no setter of the page catches (web/platform/pristine.js)', () => {
  const pages = web.filter((name) => !/\/(server|cli|types)\/|core\/pack\.js$/.test(name)); // the others run in Node
  assert.ok(pages.length > 50, `${pages.length} scripts of pages`);
  for (const name of pages) {
    const found = /\.(?:push|unshift)\(|\.length\] = /.exec(withoutComments(read(name)));
    assert.equal(found, null, `${name} contains ${found?.[0]}`);
  }
});

test('every shipped bundle has a source map and a readable copy', () => {
  for (const { name } of BUNDLES) {
    for (const file of [name, `${name}.map`, join('readable', name)]) {
      assert.ok(existsSync(join(out, file)), `${relative(root, join(out, file))} is missing`);
    }
  }
});

test('the types and the JSON Schema in web/types are what the tables of src/ print (make types)', () => {
  for (const name of readdirSync(join(out, 'printed')).filter((one) => !one.endsWith('.md'))) {
    assert.equal(read(`web/types/${name}`), readFileSync(join(out, 'printed', name), 'utf8'), name);
  }
});
