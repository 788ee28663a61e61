// Makes the core's JavaScript twin, for pages that do not let WebAssembly compile.
//
//   node twin.mjs core.wasm core.twin.js
//
// wasm2js writes a module with one shared instance, a base64 decoder and imports that nothing needs. This turns it into
// an ES module with one function, instantiate(), whose result looks like the exports of a WebAssembly instance. Every
// replacement must find exactly what it expects: another version of wasm2js fails the build here and not in somebody's
// browser.

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

const [wasm, twin] = process.argv.slice(2);
const MOST = 64 * 1024 * 1024;
const ROOM_MOST = 10 * 65536;

let js = execFileSync('wasm2js', ['-Oz', wasm], { encoding: 'utf8', maxBuffer: MOST });

/** @param {RegExp} pattern @param {string | ((...found: string[]) => string)} by */
function replaceOnce(pattern, by) {
  const found = js.match(new RegExp(pattern, `${pattern.flags}g`)) ?? [];
  if (found.length !== 1) {
    throw new Error(`twin: ${pattern} was found ${found.length} times in what wasm2js wrote, not once`);
  }
  js = js.replace(pattern, /** @type {any} */ (by));
}

/** The data segments, in module order: [address, bytes as a string of one character each]. */
const segments = [...js.matchAll(/base64DecodeToExistingUint8Array\(bufferView, (\d+), "([^"]*)"\);/g)].map(
  ([, at, base64]) => [Number(at), Buffer.from(base64, 'base64').toString('latin1')],
);
if (segments.length === 0 || js.split('base64DecodeToExistingUint8Array(').length !== segments.length + 2) {
  throw new Error('twin: the data segments are not where they are expected');
}

/** A string literal in ASCII only, whatever the charset of the page. @param {string} bytes */
function literal(bytes) {
  return `"${bytes.replace(/[^ !#-[\]-~]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`)}"`;
}

// Everything before the core is the base64 decoder, everything behind it the shared instance.
replaceOnce(/^[^]*?(?=function asmFunc\(env\) \{)/, '');
replaceOnce(/var retasmFunc = asmFunc\([^]*$/, '');
replaceOnce(/function asmFunc\(env\) \{/, 'export function instantiate() {');
// WebAssembly's `unreachable`; a plain throw is what a trap looks like from outside.
replaceOnce(/var abort = env\.abort;/, "function abort() { throw new Error('unreachable'); }");
replaceOnce(/ bufferView = HEAPU8;\n initActiveSegments\(env\);/, () =>
  [
    ' function place(at, bytes) { for (var i = 0; i < bytes.length; i++) HEAPU8[at + i] = bytes.charCodeAt(i); }',
    ...segments.map(([at, bytes]) => ` place(${at}, ${literal(String(bytes))});`),
  ].join('\n'),
);
// The memory is fixed, with all the room at once: nothing grows it.
replaceOnce(/ function __wasm_memory_grow\(pagesToAdd\) \{[^]*?\n \}\n \n/, '');
replaceOnce(/"memory": Object\.create\([^]*?\n {3}\}\n {2}\}\)/, '"memory": { "buffer": buffer }');

// Views and functions that this core does not use.
for (const [line, name] of js.matchAll(/^ var (HEAP\w+|Math_\w+|nan|infinity|FUNCTION_TABLE) = .*;\n/gm)) {
  if (js.match(new RegExp(`\\b${name}\\b`, 'g'))?.length === 1) {
    js = js.replace(line, '');
  }
}
// A page may have replaced these since: it hands over those that it took first (web/platform/pristine.js). Who hands
// over nothing gets today's.
/** @type {Set<string>} */
const used = new Set();
js = js.replace(/\bnew ([A-Z]\w+)\(/g, (_, name) => {
  used.add(name);
  return `new native.${name}(`;
});
js = js.replace(/= Math\.(\w+);/g, (_, name) => {
  used.add(`${name}: Math.${name}`);
  return `= native.${name};`;
});
replaceOnce(/bytes\.charCodeAt\(i\)/, 'native.charCodeAt(bytes, i)');
replaceOnce(
  /instantiate\(\) \{\n/,
  () =>
    `instantiate(native) {\n native = native || { ${[...used, 'charCodeAt: function(text, at) { return text.charCodeAt(at); }'].join(', ')} };\n`,
);
// It has all the room at once that an instance may grow to (src/boundary.h).
let size = 0;
replaceOnce(/new native\.ArrayBuffer\((\d+)\)/, (_, own) => {
  size = Number(own) + ROOM_MOST;
  return `new native.ArrayBuffer(${size})`;
});
// How much that is it knows by itself: a page may have changed what a buffer says of its length.
replaceOnce(/return buffer\.byteLength \/ 65536 \| 0;/, () => `return ${size / 65536};`);

writeFileSync(twin, `// Made from core.wasm by wasm-build/twin.mjs; not written by hand.\n${js}`);
