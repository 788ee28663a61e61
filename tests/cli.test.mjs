// Issue 2, 9: the command line, run as people run it.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { build as bundle } from 'esbuild';
import { connect } from '../web/core.js';
import { flavours } from './cores.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { version, bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const program = join(root, bin.assent);
const folder = mkdtempSync(join(tmpdir(), 'assent-cli-'));
after(() => rmSync(folder, { recursive: true }));

/** @param {string[]} args */
function assent(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', cwd: folder });
  return { status, stdout, stderr };
}

/** @param {string} name @param {any} content */
function file(name, content) {
  writeFileSync(join(folder, name), typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content, null, 2));
  return name;
}

const CONFIG = {
  schema: 1,
  site: { name: 'Plexomni Labs', controller: 'Plexomni Labs', policyUrl: '/privacy' },
  policy: { version: 4, date: '2026-11-01' },
  categories: [
    { id: 'essential', purpose: 'necessary', label: { en: 'Essential', de: 'Notwendig' } },
    { id: 'performance', purpose: 'statistics', label: { en: 'Performance', de: 'Leistung' } },
    { id: 'targeting', purpose: 'personalisation' },
  ],
  services: [
    { id: 'matomo', category: 'performance', name: 'Matomo', keys: [{ in: 'cookie', name: '_pk_*' }] },
    { id: 'sentry', category: 'performance', name: 'Sentry' },
  ],
  keys: [{ in: 'localStorage', name: 'theme', category: 'essential' }],
};
const NOW = 1795305600; // 2026-11-22 00:00 UTC
const good = file('good.json', CONFIG);
const bad = file('bad.json', { ...CONFIG, services: [{ id: 'matomo', category: 'performance', name: 'Matomo', hosts: ['https://stats.example'] }], colour: 'red' });
const BAD_LINES = `bad.json: services[0].hosts[0]: expected a host name such as stats.example or *.stats.example, in lower case, found "https://stats.example"
bad.json: colour: expected no such key: check its spelling, or remove it, found "red"
`;

/** @param {string} input a choice */
function recordOf(input) {
  const turn = connect(flavours.wasm());
  turn(`config\n${JSON.stringify(CONFIG)}`);
  turn(`start\tnow=${NOW}`);
  return turn(input).filter(([effect]) => effect === 'save')[0][1];
}

// ---- check ----

test('issue 2, 9: check says in one line what a good config holds, and ends with 0', () => {
  assert.deepEqual(assent('check', good), { status: 0, stdout: 'good.json: good: 3 categories, 2 services, 2 keys\n', stderr: '' });
  const one = file('one.json', { ...CONFIG, categories: [CONFIG.categories[0]], services: undefined });
  assert.deepEqual(assent('check', one), { status: 0, stdout: 'one.json: good: 1 category, 0 services, 1 key\n', stderr: '' });
});

test('issue 2, 9: check tells every fault of a config as a line with its file and place, and ends with 1', () => {
  assert.deepEqual(assent('check', bad), { status: 1, stdout: '', stderr: BAD_LINES });
});

test('issue 2, 9: check looks at every file it is given', () => {
  const run = assent('check', bad, good, 'missing.json', good);
  assert.equal(run.stdout, 'good.json: good: 3 categories, 2 services, 2 keys\n'.repeat(2));
  assert.equal(run.stderr, `${BAD_LINES}assent: missing.json cannot be read: there is no such file\n`);
  assert.equal(run.status, 2);
  assert.equal(assent('check', good, bad).status, 1);
});

test('issue: bad input gets its place: JSON that is not JSON, and bytes that are no UTF-8', () => {
  file('broken.json', '{\n  "schema": 01\n}');
  assert.deepEqual(assent('check', 'broken.json'),
    { status: 1, stdout: '', stderr: 'broken.json: line 2, column 13: expected JSON (RFC 8259) with whole numbers only, found "01"\n' });
  file('empty.json', '');
  assert.deepEqual(assent('check', 'empty.json'),
    { status: 1, stdout: '', stderr: 'empty.json: line 1, column 1: expected JSON (RFC 8259) with whole numbers only, found nothing\n' });
  file('latin1.json', Buffer.from('{\n  "schema": 1,\n  "site": { "name": "Schön" } }', 'latin1'));
  assert.deepEqual(assent('check', 'latin1.json'), { status: 1, stdout: '', stderr: 'latin1.json: line 3, column 25: expected valid UTF-8, found "\ufffdn\\" } }"\n' });
});

test('issue 2, 9: a file that cannot be read is told plainly, and ends with 2', () => {
  mkdirSync(join(folder, 'sub'));
  assert.deepEqual(assent('check', 'missing.json'), { status: 2, stdout: '', stderr: 'assent: missing.json cannot be read: there is no such file\n' });
  assert.deepEqual(assent('check', 'sub'), { status: 2, stdout: '', stderr: 'assent: sub cannot be read: it is a folder\n' });
  for (const command of [['state', 'missing.json'], ['build', 'missing.json', '--out', 'x']]) {
    assert.deepEqual(assent(...command), { status: 2, stdout: '', stderr: 'assent: missing.json cannot be read: there is no such file\n' });
  }
});

test('issue 2, 10: the configs of the demo sites are good', () => {
  for (const site of ['aysar', 'plexomni']) {
    const run = assent('check', join(root, 'demo', site, 'site.json'));
    assert.match(run.stdout, /: good: 4 categories, 10 services, \d\d keys\n$/, run.stderr);
    assert.equal(run.status, 0);
  }
});

// ---- state ----

test('P1: state tells of a first visit in words', () => {
  assert.deepEqual(assent('state', good, '--now', `${NOW}`), { status: 0, stderr: '', stdout: `Plexomni Labs, policy version 4 of 2026-11-01, as of 2026-11-22 00:00 UTC

No decision.
The visitor is asked: nothing was decided yet.

  always on  Essential (essential)
  undecided  Performance (performance)
  undecided    Matomo (matomo)
  undecided    Sentry (sentry)
  undecided  targeting (targeting)
` });
});

test('A7: state tells what a decision holds, what it refuses, and what is to be erased', () => {
  const record = recordOf(`choose\tnow=${NOW}\thow=save\t+performance\t-matomo\t-targeting`);
  const words = `Plexomni Labs, policy version 4 of 2026-11-01, as of 2026-11-22 06:30 UTC

Decided on 2026-11-22 00:00 UTC by saving a choice in the preferences; policy version 4, regime row.
The visitor is not asked.

  always on  Essential (essential)
  granted    Performance (performance)
  refused      Matomo (matomo)
  granted      Sentry (sentry)
  refused    targeting (targeting)

Cookies of what was refused, to be erased: _pk_id.1
`;
  for (const cookie of [`assent=${record}; _pk_id.1=x; other=y`, `Cookie: _pk_id.1=x; assent=${record}`]) {
    assert.deepEqual(assent('state', good, '--cookie', cookie, '--now', '2026-11-22T06:30:00Z'), { status: 0, stdout: words, stderr: '' });
  }
  const alone = words.slice(0, words.indexOf('\nCookies of'));
  assert.deepEqual(assent('state', good, '--cookie', record, '--now', '2026-11-22T06:30:00Z').stdout, alone, 'the record alone');
});

test('issue 2, 7: state says why the visitor is asked', () => {
  const record = recordOf(`accept\tnow=${NOW}`);
  const asked = (/** @type {string} */ name, /** @type {string} */ cookie, /** @type {string} */ now) =>
    /^The visitor is (?:not asked|asked: (.*))\.$/m.exec(assent('state', name, '--cookie', cookie, '--now', now).stdout)?.[1];
  const newer = file('newer.json', { ...CONFIG, policy: { version: 5, date: '2026-12-01' } });
  const wider = file('wider.json', { ...CONFIG, categories: [...CONFIG.categories, { id: 'more', purpose: 'functional' }] });
  assert.equal(asked(good, record, `${NOW}`), undefined);
  assert.equal(asked(newer, record, `${NOW}`), 'the policy is now version 5, and version 4 was shown');
  assert.equal(asked(wider, record, `${NOW}`), 'there is a category that the decision does not speak of');
  assert.equal(asked(good, record, '2027-11-22'), 'the decision is too old to carry any longer');
  const unreadable = 'what is stored is no decision of this format: damaged, cut off, or another tool\'s';
  assert.equal(asked(good, record.slice(0, -1), `${NOW}`), unreadable);
  assert.equal(asked(good, 'assent=yes', `${NOW}`), unreadable);
  assert.equal(asked(good, 'other=yes', `${NOW}`), 'nothing was decided yet');
});

test('state --json is for programs', () => {
  const record = recordOf(`reject\tnow=${NOW}`);
  const run = assent('state', good, '--json', '--cookie', `_pk_1=a; assent=${record}`, '--now', `${NOW}`);
  assert.deepEqual(JSON.parse(run.stdout), {
    grants: { essential: true, performance: false, targeting: false, matomo: false, sentry: false },
    ask: '',
    decided: { when: NOW, how: 'reject', policy: 4, regime: 'row' },
    erase: [{ area: 'cookie', name: '_pk_1' }],
  });
  assert.equal(run.status, 0);
});

test('state names categories in the language asked for', () => {
  assert.match(assent('state', good, '--lang', 'de-AT').stdout, /Leistung \(performance\)/);
  assert.match(assent('state', good, '--lang', 'fr').stdout, /Performance \(performance\)/);
});

test('state without --now means this moment', () => {
  const before = new Date().toISOString().slice(0, 10);
  const said = /as of (\S+) /.exec(assent('state', good).stdout)?.[1];
  assert.ok(said === before || said === new Date().toISOString().slice(0, 10), said);
});

test('state refuses a time that is none, and a config with faults', () => {
  for (const now of ['soon', '2026-13-45', '1795305600000', '4200000000', '2103-02-05', '']) {
    const run = assent('state', good, '--now', now);
    assert.equal(run.status, 2, now);
    assert.match(run.stderr, /^assent: --now .*: expected a time such as 2026-11-22,/);
  }
  assert.deepEqual(assent('state', bad), { status: 1, stdout: '', stderr: BAD_LINES });
});

// ---- build ----

const SHIPPED = ['assent.js', 'assent.js.map', 'assent.panel.js', 'assent.panel.js.map', 'assent.twin.js', 'assent.twin.js.map'];
const out = (/** @type {string} */ name) => readFileSync(join(root, 'wasm-build/out', name), 'utf8');

test('build writes what a site serves, and says what it weighs', () => {
  const run = assent('build', good, '--out', 'made/assent');
  assert.equal(run.status, 0, run.stderr);
  assert.deepEqual(readdirSync(join(folder, 'made/assent')).sort(), SHIPPED);
  for (const name of SHIPPED.slice(2)) assert.equal(readFileSync(join(folder, 'made/assent', name), 'utf8'), out(name));
  assert.match(run.stdout, /assent\.js: \d+\.\d KB gzip, 0\.\d KB of it this site's config; on every page, first in <head>\n/);
  assert.match(run.stdout, /assent\.panel\.js: \d+\.\d KB gzip, loaded when/);
  assert.match(run.stdout, /assent\.twin\.js: \d+\.\d KB gzip, loaded only/);
  assert.equal(assent('build', good, '--out', 'made/assent').status, 0, 'and again over the old files');
});

/** What stands in the built script where the config goes, and whether the rest is as it was. @param {string} name */
function builtIn(name) {
  const script = readFileSync(join(folder, name, 'assent.js'), 'utf8');
  const [before, after] = out('assent.js').split('"@site-config@"');
  assert.ok(script.startsWith(before) && script.endsWith(after), 'nothing else has changed');
  return script.slice(before.length, script.length - after.length);
}

test('build puts the config into assent.js as one text, whatever is in it', () => {
  const nasty = { ...CONFIG, site: { ...CONFIG.site, name: '</script><!-- $& $1 $` " \\ \' \u2028 \u2029 😀 ${x}', policyUrl: '/p?$&=1' } };
  assert.equal(assent('build', file('nasty.json', nasty), '--out', 'nasty').status, 0);
  const literal = builtIn('nasty');
  assert.doesNotMatch(literal, /<|[\u2028\u2029]/);
  assert.deepEqual(JSON.parse(vm.runInNewContext(literal)), JSON.parse(JSON.stringify(nasty)));
  assert.equal(vm.runInNewContext(literal), JSON.stringify(nasty), 'and without the blanks of the file');
});

test('the built script is a script, and its source map still points at the sources', async () => {
  assert.equal(assent('build', good, '--out', 'mapped').status, 0);
  const script = readFileSync(join(folder, 'mapped/assent.js'), 'utf8');
  assert.doesNotThrow(() => new vm.Script(script));
  const [before] = out('assent.js').split('"@site-config@"');
  const grown = builtIn('mapped').length - '"@site-config@"'.length;
  assert.ok(grown > 100);
  const was = await positions(out('assent.js'), out('assent.js.map'));
  const is = await positions(script, readFileSync(join(folder, 'mapped/assent.js.map'), 'utf8'));
  const line = before.split('\n').length - 1;
  const column = before.length - (before.lastIndexOf('\n') + 1);
  const expected = was.map((one) => (one.line === line && one.column > column ? { ...one, column: one.column + grown } : one));
  assert.ok(expected.some((one, i) => one.column !== was[i].column), 'something stands behind the config');
  assert.deepEqual(is, expected);
});

/** Every mapping, decoded here by other means than the program's. @param {string} script @param {string} map */
async function positions(script, map) {
  const { SourceMap } = await import('node:module');
  const { mappings, ...rest } = JSON.parse(map);
  const read = new SourceMap({ ...rest, mappings });
  const found = [];
  script.split('\n').forEach((text, line) => {
    let last = '';
    for (let column = 0; column < text.length; column++) {
      const entry = /** @type {any} */ (read.findEntry(line, column));
      const key = `${entry.generatedLine}:${entry.generatedColumn}`;
      if (key !== last && entry.generatedLine === line) found.push({ line, column: entry.generatedColumn, source: entry.originalSource, to: `${entry.originalLine}:${entry.originalColumn}` });
      last = key;
    }
  });
  return found;
}

test('build refuses a config with faults, and writes nothing', () => {
  assert.deepEqual(assent('build', bad, '--out', 'nothing'), { status: 1, stdout: '', stderr: BAD_LINES });
  assert.equal(existsSync(join(folder, 'nothing')), false);
});

test('build says where it cannot write, and asks for --out', () => {
  const blocked = assent('build', good, '--out', join(good, 'x'));
  assert.equal(blocked.status, 2);
  assert.match(blocked.stderr, /^assent: good\.json\/x cannot be written: /);
  const aimless = assent('build', good);
  assert.equal(aimless.status, 2);
  assert.match(aimless.stderr, /^assent: build needs --out DIR: where the files go\n\nUsage:/);
});

// ---- the program itself ----

test('help and --version answer, and end with 0', () => {
  for (const args of [['help'], ['--help'], ['-h'], ['check', '--help']]) {
    const run = assent(...args);
    assert.match(run.stdout, /^Usage:\n {2}assent check site\.json/);
    assert.equal(run.status, 0);
    assert.equal(run.stderr, '');
  }
  assert.deepEqual(assent('--version'), { status: 0, stdout: `${version}\n`, stderr: '' });
});

/** @type {[string[], RegExp][]} */
const MISUSED = [
  [[], /which command\?/],
  [['chekc', 'good.json'], /no command "chekc"/],
  [['constructor'], /no command "constructor"/],
  [['check'], /which config\?/],
  [['state'], /which config\?/],
  [['state', 'good.json', 'good.json'], /one config at a time, not 2/],
  [['build', 'good.json', 'good.json', '--out', 'x'], /one config at a time, not 2/],
  [['check', '--quiet', 'good.json'], /--quiet/],
  [['state', 'good.json', '--cookie'], /--cookie/],
  [['state', 'good.json', '--json=yes'], /--json/],
];

for (const [args, message] of MISUSED) {
  test(`assent ${args.join(' ')}: a message, the usage, and 2`, () => {
    const run = assent(...args);
    assert.equal(run.status, 2);
    assert.equal(run.stdout, '');
    assert.match(run.stderr.split('\n')[0], message);
    assert.match(run.stderr, /\nUsage:\n {2}assent check/);
  });
}

test('the program runs as npm links it', () => {
  assert.ok(statSync(program).mode & 0o100, 'it may be executed');
  symlinkSync(program, join(folder, 'assent'));
  const run = spawnSync(join(folder, 'assent'), ['--version'], { encoding: 'utf8' });
  assert.equal(run.stdout, `${version}\n`, run.stderr);
});

test('the package holds every file that its entries name, and not what only the build needs', async () => {
  const run = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { encoding: 'utf8', cwd: root });
  const files = new Set(JSON.parse(run.stdout)[0].files.map((/** @type {{ path: string }} */ { path }) => path));
  const { exports, imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  /** @param {any} entry @returns {string[]} */
  const targets = (entry) => (typeof entry === 'string' ? [entry.replace(/^\.\//, '')] : Object.values(entry).flatMap(targets));
  const named = targets([exports, imports, bin].map((entries) => Object.values(entries)));
  assert.ok(named.length > 10);
  for (const path of [...named, ...SHIPPED.map((name) => `wasm-build/out/${name}`)]) assert.ok(files.has(path), `${path} is not in the package`);
  assert.deepEqual([...files].filter((path) => /^(src|tests|demo)\/|out\/(native|cjson|core\.(packed|twin))/.test(/** @type {string} */ (path))), []);
  await bundle({ stdin: { contents: 'import "assent/server"; import "assent/browser";', resolveDir: root }, bundle: true, write: false, format: 'esm', platform: 'browser', logLevel: 'silent' });
});
