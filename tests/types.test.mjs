// The TypeScript declarations compile where they should, refuse what they should, and say what the code
// does.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const scratch = mkdtempSync(join(here, 'types/made-')); // inside the package, so that its own name resolves
after(() => rmSync(scratch, { recursive: true }));

const PAGE = ['--module', 'esnext', '--moduleResolution', 'bundler', '--lib', 'es2022,dom', '--types', ''];
const SERVER = ['--module', 'nodenext', '--moduleResolution', 'nodenext', '--lib', 'es2022', '--types', 'node'];

/** The lines of a file that the compiler refuses, and all it says. @param {string[]} flags @param {string} file */
function compile(flags, file) {
  const run = spawnSync(
    process.execPath,
    [
      join(here, '../node_modules/typescript/bin/tsc'),
      '--ignoreConfig',
      '--noEmit',
      '--strict',
      '--target',
      'es2022',
      '--skipLibCheck',
      'false',
      ...flags,
      file,
    ],
    { encoding: 'utf8', cwd: here },
  );
  const errors = [...run.stdout.matchAll(/^(\S+)\((\d+),\d+\): error/gm)].map(([, name, line]) => `${name}:${line}`);
  assert.equal(run.status === 0, errors.length === 0, run.stdout + run.stderr);
  return { errors: [...new Set(errors)], said: run.stdout };
}

/** @param {string} name */
const marked = (name) =>
  readFileSync(join(here, name), 'utf8')
    .split('\n')
    .flatMap((line, i) => (/\/\/ wrong$/.test(line) ? [`${name}:${i + 1}`] : []));

for (const [what, flags, name] of /** @type {[string, string[], string][]} */ ([
  ['a page', PAGE, 'types/page'],
  ['a server', SERVER, 'types/server'],
])) {
  test(`types: ${what} that uses the interface as documented compiles`, () => {
    const { errors, said } = compile(flags, `${name}.ts`);
    assert.deepEqual(errors, [], said);
  });

  test(`types: ${what} that uses the interface wrongly is refused, line by line`, () => {
    const wrong = marked(`${name}-wrong.ts`);
    assert.ok(wrong.length > 4);
    const { errors, said } = compile(flags, `${name}-wrong.ts`);
    assert.deepEqual(errors, wrong, said);
  });
}

test('types: the declarations name the calls and options that the code has', () => {
  const { errors, said } = compile(
    [...PAGE, '--allowJs', '--checkJs', 'false', '--skipLibCheck', 'true'],
    'types/agree.ts',
  );
  assert.deepEqual(errors, [], said);
});

test('types: SiteConfig names the keys that the config has, and no others', () => {
  // every key there is: tests/schema.test.mjs sees to it
  const config = readFileSync(join(here, 'full.site.json'), 'utf8');
  writeFileSync(
    join(scratch, 'full.ts'),
    `import type { SiteConfig } from '../../../web/types/site.js';
type All<T> = T extends readonly (infer Item)[] ? All<Item>[] : T extends string | number | boolean ? T : { [Key in keyof T]-?: All<T[Key]> };
export const full: All<SiteConfig> = ${config};
`,
  );
  const { errors, said } = compile(PAGE, join(scratch, 'full.ts'));
  assert.deepEqual(errors, [], said);
  writeFileSync(
    join(scratch, 'more.ts'),
    `import type { SiteConfig } from '../../../web/types/site.js';\nexport const more: SiteConfig = ${config.replace('"vendor"', '"seller"')};\n`,
  );
  assert.equal(compile(PAGE, join(scratch, 'more.ts')).errors.length, 1);
});

const server = join(here, '../web/server');
const files = readdirSync(server).filter((name) => name.endsWith('.d.ts'));

/** What is said of each public function of a file, by its name. @param {string} name */
function docstringsOf(name) {
  const text = readFileSync(join(server, name), 'utf8');
  /** @type {Record<string, string>} */
  const found = {};
  for (const [, said, own] of text.matchAll(
    /(\/\*\*(?:(?!\*\/)[^])*\*\/\n)?export (?:async )?(?:function|const) (\w+)/g,
  ))
    found[own] = (said ?? '').replace(/^ \* @type .*$/m, '').replace(/\s+\*?\s*/g, ' ');
  return found;
}

for (const name of files) {
  test(`each public function of web/server/${name} has one docstring, in its declaration and in its code`, () => {
    const declared = docstringsOf(name);
    assert.ok(Object.keys(declared).length > 0);
    assert.deepEqual(docstringsOf(name.replace('.d.ts', '.js')), declared);
    for (const [own, said] of Object.entries(declared)) assert.match(said, /^\/\*\* [A-Z].*\. @(param|throws)/, own);
  });
}
