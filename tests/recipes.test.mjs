// Recipes that documents give, followed step by step on a copy of the tree: a language (web/words/README.md), an effect and
// a country (CONTRIBUTING.md).

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { banner, dialog, press, page as scratch, stage } from './browser/browser.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const copy = mkdtempSync(join(tmpdir(), 'assent-recipes-'));
const out = join(copy, 'wasm-build/out');
after(() => rmSync(copy, { recursive: true, force: true }));

/** @param {string} program @param {string[]} args  in the copy */
const run = (program, ...args) =>
  spawnSync(process.execPath, [join(copy, program), ...args], { cwd: copy, encoding: 'utf8' });

/** @param {string} name */
const words = (name) => join(copy, 'web/words', name);
/** @param {string} name @returns {any} */
const read = (name) => JSON.parse(readFileSync(words(name), 'utf8'));
/** @param {string} name @param {any} value */
const write = (name, value) => writeFileSync(words(name), JSON.stringify(value));

/** A text in the language that is made up here. @param {string} text */
const told = (text) => `«${text}»`;

/** All texts of a file in it. @param {any} value @returns {any} */
const translated = (value) =>
  typeof value === 'string'
    ? told(value)
    : Object.fromEntries(Object.entries(value).map(([name, text]) => [name, translated(text)]));

/** The steps of the README; `qtz` is one of the tags that are free for everybody's own use. */
function addLanguage() {
  cpSync(words('en'), words('qtz'), { recursive: true });
  rmSync(words('qtz/opt-out-link.js'));
  const { reject, ...panel } = translated(read('en/panel.json'));
  write('qtz/panel.json', { ...panel, lang: 'qtz', dir: 'rtl', list: ' + ' }); // and `reject` is left out
  write('qtz/stored.json', translated(read('en/stored.json')));
  writeFileSync(
    words('qtz/explain.js'),
    "export default { lang: 'qtz', undecided: '«{law} makes {name} wait»', law: '{title}/{source}' };",
  );
}

/** A row more, in front of this text. @param {string} file  of src/ @param {string} text @param {string} row */
function addBefore(file, text, row) {
  const path = join(copy, 'src', file);
  const [before, after] = readFileSync(path, 'utf8').split(text);
  assert.ok(after !== undefined, `src/${file}: ${text} is there no more`);
  writeFileSync(path, `${before}${row}${text}${after}`);
}

/** The steps of CONTRIBUTING.md: a row of the contract, and the one place that says it. */
function addEffect() {
  addBefore(
    'contract.def',
    '    E(erase, EVERY, LISTED,',
    '    E(greeting, EVERY, LISTED, "Made up here.") F(place, Text, "") F(signal, Flag, "") \\\n',
  );
  addBefore(
    'consent.c',
    '    if (storage_is_due(&now->policy, does(turn, MEETS))) {',
    `    effect(&turn->effects, EFFECT_greeting);
    effect_text(&turn->effects, now->policy.regime.place);
    effect_number(&turn->effects, now->policy.regime.signal);
`,
  );
}

/** The steps of CONTRIBUTING.md: a row of the law. */
function addCountry() {
  const path = join(copy, 'src/law.def');
  writeFileSync(
    path,
    `${readFileSync(path, 'utf8')}
LAW(aq, "AQ", NOTICE, EVERYBODY,
    "Antarctica", H, "Made up",
    "For this test",
    RULE(wait, 300))
`,
  );
}

/** Compiles the core of the copy, and prints its tables. */
function buildCore() {
  for (const [script, ...args] of [
    ['core.sh', join(out, 'cjson'), join(out, 'core'), join(out, 'core.wasm')],
    ['print.sh', join(out, 'print.wasm')],
  ]) {
    const made = spawnSync('sh', [join(copy, 'wasm-build', script), ...args], { encoding: 'utf8' });
    assert.equal(made.status, 0, made.stderr);
  }
  const printed = run('wasm-build/print.mjs', join(out, 'print.wasm'), out);
  assert.equal(printed.status, 0, printed.stderr);
}

before(() => {
  for (const name of ['src', 'web', 'wasm-build', 'demo', 'package.json', '.biome.jsonc', '.gitignore'])
    cpSync(join(root, name), join(copy, name), { recursive: true, filter: (path) => !/\/native$/.test(path) });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  addLanguage();
  addEffect();
  addCountry();
  buildCore();
  const built = run('wasm-build/bundle.mjs', out);
  assert.equal(built.status, 0, built.stderr);
  const site = run('web/cli/assent.js', 'build', 'demo/aysar/site.json', '--out', join(out, 'aysar'));
  assert.equal(site.status, 0, site.stderr);
  assert.match(site.stdout, /assent\.words\.\*\.js: 1 languages/);
});

test('an effect and a country that are added are a row each, and the one line that says the effect', () => {
  const visit = `
    import { readFileSync } from 'node:fs';
    import { turnedOf } from './web/core/carry-out.js';
    import { connect } from './web/core/connect.js';
    const module = new WebAssembly.Module(readFileSync('wasm-build/out/core.wasm'));
    const core = connect(new WebAssembly.Instance(module).exports);
    core('config\\n' + readFileSync('demo/plexomni/site.json', 'utf8'));
    const { greeting, regime } = turnedOf(core('start\\tnow=1800000000\\tregion=AQ\\tgpc=1'));
    console.log(JSON.stringify({ greeting, row: regime.row }));`;
  const answer = spawnSync(process.execPath, ['--input-type=module', '--eval', visit], { cwd: copy, encoding: 'utf8' });
  assert.deepEqual(JSON.parse(answer.stdout || answer.stderr), {
    greeting: [{ effect: 'greeting', place: 'AQ', signal: true }],
    row: 'aq',
  });
  const types = readFileSync(join(out, 'printed/contract.d.ts'), 'utf8');
  assert.match(
    types,
    /export interface GreetingEffect \{\n {2}readonly effect: 'greeting';\n {2}readonly place: string;/,
  );
  const law = run('web/cli/assent.js', 'law');
  assert.match(law.stdout, /Antarctica/);
});

test('a language that is added needs no other line: the command line speaks it, and says in English what it lacks', () => {
  const explain = (/** @type {string[]} */ ...args) =>
    run('web/cli/assent.js', 'explain', 'demo/aysar/site.json', '--region', 'DE', ...args);
  const category = ['--category', 'performance'];
  assert.match(explain(...category, '--lang', 'qtz').stdout, /^«Germany\/§25,26 TDDDG makes .* wait»\n/);
  assert.match(explain(...category, '--lang', 'QTZ-Latn-DE').stdout, /^«Germany/, 'a tag that says more finds it');
  assert.match(explain('--button', 'x', '--lang', 'qtz').stdout, /^“x” is not here/);
  const unknown = explain('--lang', 'qaa');
  assert.equal(unknown.status, 2);
  assert.equal(unknown.stderr, 'assent: --lang qaa: there is en, qtz\n');
});

test('words that do not fit the English ones are refused, each with its place', () => {
  const panel = read('qtz/panel.json');
  const refused = (/** @type {any} */ change) => {
    write('qtz/panel.json', { ...panel, ...change });
    const { status, stderr } = run('wasm-build/bundle.mjs', out);
    write('qtz/panel.json', panel);
    assert.notEqual(status, 0);
    return stderr;
  };
  assert.match(refused({ services: 'how many' }), /qtz\/panel\.json: services: expected \{count\}/);
  assert.match(refused({ why: { frist: 'why' } }), /qtz\/panel\.json: why: no such word as "frist" in English/);
  assert.match(refused({ lang: 'de' }), /qtz\/panel\.json: lang: expected qtz/);
  assert.match(refused({ dir: 'up' }), /qtz\/panel\.json: dir: expected ltr or rtl/);
});

/** A page whose document is in this language. @param {string} lang @param {string} [attributes]  of the script */
const pageIn = (lang, attributes = '') => scratch({ attributes }).replace('lang="en"', `lang="${lang}"`);

const PAGES = {
  '/lesson': pageIn('qtz-Latn'),
  '/privacy': pageIn('en'),
  '/account': pageIn('en', 'data-lang="qtz"'),
  '/signed-out': pageIn('tlh'),
};
const there = { pages: PAGES, serve: { assent: out } };

/** The files with words that a page asks for. @param {any} world */
function listen(world) {
  /** @type {string[]} */
  const asked = [];
  world.context.on('request', (/** @type {any} */ request) => {
    const [name] = /assent\.words\.[\w-]+\.js.*$/.exec(request.url()) ?? [];
    if (name) asked.push(name);
  });
  return asked;
}

stage('A language that was added', (story) => {
  story('a page in it has a panel in it, with its direction; a word that it lacks is English', there, async (world) => {
    const asked = listen(world);
    const page = await world.open('/lesson');
    await banner(page).waitFor();
    assert.deepEqual(asked, ['assent.words.qtz.js']);
    assert.equal(await banner(page).getAttribute('lang'), 'qtz');
    assert.equal(await banner(page).getAttribute('dir'), 'rtl');
    assert.deepEqual(await banner(page).locator('.assent-buttons button').allTextContents(), [
      '«Accept all»',
      'Reject all',
      '«Settings»',
    ]);
    assert.match(await banner(page).innerText(), /«Statistics» \+ «Functional»/);
    await press(page, 'settings');
    await dialog(page).getByRole('button', { name: '«What is stored here»' }).click();
    await dialog(page).getByRole('heading', { name: '«What is stored here»' }).waitFor();
    await dialog(page).getByText('«Save a copy to read»').waitFor();
    assert.equal((await page.evaluate(() => assent.exportData({ download: false }))).lang, 'qtz');
    assert.match(
      (await page.evaluate(() => assent.explain('stats'))).text,
      /^«the strict profile, .* makes stats wait»/,
    );
  });

  story('the author’s data-lang comes before the language of the document', there, async (world) => {
    const page = await world.open('/account');
    await banner(page).getByRole('button', { name: '«Accept all»' }).waitFor();
  });

  story(
    'where nobody has words in the language of the document, the browser’s languages are tried in their order',
    { ...there, context: { locale: 'qtz' } },
    async (world) => {
      const page = await world.open('/signed-out');
      await banner(page).getByRole('button', { name: '«Accept all»' }).waitFor();
    },
  );

  story(
    'a page in English asks for no other words, whatever the browser reads',
    { ...there, context: { locale: 'qtz' } },
    async (world) => {
      const asked = listen(world);
      const page = await world.open('/privacy');
      await banner(page).getByRole('button', { name: 'Accept all' }).waitFor();
      assert.equal(await banner(page).getAttribute('lang'), 'en');
      assert.deepEqual(asked, []);
    },
  );

  story(
    'where the file with the words is missing the panel is English, and an error says so',
    { ...there, complaints: [/assent\.words\.qtz\.js/] },
    async (world) => {
      await world.context.route('**/assent.words.qtz.js*', (/** @type {any} */ route) => route.abort());
      const page = await world.open('/lesson');
      await banner(page).getByRole('button', { name: 'Accept all' }).waitFor();
      assert.equal(await banner(page).getAttribute('lang'), 'en');
      await press(page, 'reject');
      await world.decided({ how: 'reject' });
    },
  );

  story(
    'a site whose config is built in has it, too',
    {
      serve: { assent: out, page: (/** @type {string} */ html) => html.replace('<html lang="en"', '<html lang="qtz"') },
    },
    async (world) => {
      const page = await world.open(world.aysar);
      await banner(page).getByRole('button', { name: '«Accept all»' }).waitFor();
    },
  );
});
