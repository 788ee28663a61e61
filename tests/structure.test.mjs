// What no compiler checks: who may include whom, what the core exports, what the page's code must not contain, and the
// sizes.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { BUNDLES } from '../wasm-build/bundles.mjs';

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
      if (other === own || included === `${own}.def`) continue; // a table belongs to the file of its name
      if (included === 'cJSON.h') {
        assert.equal(source, 'parse.c', `src/${source} includes cJSON.h; only parse.c may see it`);
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

const MEMORY_MAX = 1000 * 1000; // the budget: 1 MB, all told

/** The memory of a core that exports memory, io and turn, and imports nothing. @param {string} name */
function memoryOf(name) {
  const module = new WebAssembly.Module(readFileSync(join(out, name)));
  assert.deepEqual(WebAssembly.Module.imports(module), []);
  assert.deepEqual(
    WebAssembly.Module.exports(module)
      .map(({ name: own }) => own)
      .sort(),
    ['io', 'memory', 'turn'],
  );
  return /** @type {any} */ (new WebAssembly.Instance(module).exports).memory;
}

test('core.wasm exports memory, io and turn, and imports nothing', () => {
  const memory = memoryOf('core.wasm');
  assert.ok(memory.buffer.byteLength <= MEMORY_MAX, `the core takes ${memory.buffer.byteLength} bytes of memory`);
  assert.throws(() => memory.grow(1), RangeError, 'the memory is fixed');
});

for (const name of ['core.page.wasm', 'core.built.wasm']) {
  test(`${name} does too, and takes a third of that until a config needs more`, () => {
    const { byteLength } = memoryOf(name).buffer;
    assert.ok(byteLength <= MEMORY_MAX / 3, `${byteLength} bytes`);
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
 * The keys of the object that the arrow function `name = … => ({ … })` returns.
 * @param {string} code
 * @param {string} name
 */
function keysOf(code, name) {
  const text = withoutComments(code).replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, "''");
  const start = text.search(new RegExp(`\\b${name} = .*=> \\(\\{`));
  const body = text.indexOf('=> ({', start) + 3;
  assert.notEqual(start, -1, `no function ${name} that returns an object`);
  const keys = [];
  let depth = 0;
  for (let i = body + 1, fresh = false; ; i++) {
    const c = text[i];
    if (c === undefined) assert.fail(`the object of ${name} has no end`);
    if ('{(['.includes(c)) depth++;
    if ('})]'.includes(c) && --depth === 0) break;
    if (depth === 1 && '{,'.includes(c)) {
      fresh = true;
    } else if (fresh && /\S/.test(c)) {
      fresh = false;
      const key = /^(?:async\s+)?(\w+)\s*[:(,}]/.exec(text.slice(i));
      if (key) keys.push(key[1]);
    }
  }
  return keys;
}

test('every effect of src/effects.h has a handler in web/core/carry-out.js, and no handler is left over', () => {
  const effects = [...read('src/effects.h').matchAll(/\b[XW]\((\w+)\)/g)].map(([, name]) => name);
  assert.ok(effects.length > 0, 'no effects found in src/effects.h');
  assert.deepEqual(keysOf(read('web/core/carry-out.js'), 'handlersFor').sort(), effects.sort());
});

test('web/ builds no markup and no code from strings', () => {
  assert.ok(web.length > 0, 'web/ holds no scripts');
  const forbidden = /\.(?:innerHTML|outerHTML|insertAdjacentHTML)\b|\beval\(|new Function|document\.write|\bstyle=/;
  for (const name of web) {
    const found = forbidden.exec(withoutComments(read(name)));
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
