// What page code uses of the platform it takes through web/platform/pristine.js, where it was taken first. The compiler
// says of each name whose it is: the platform's, by its own declarations, or ours. So whoever writes `list.map(…)`,
// `JSON.parse(…)` or `element.remove()` in page code hears of it here; tests/browser/names.test.mjs shows what becomes
// of such a page.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isTypeNode, SyntaxKind } from 'typescript/unstable/ast';
import { API, SymbolFlags, TypeFlags } from 'typescript/unstable/sync';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const web = join(root, 'web');

/** Where the files begin that a page loads first, and later (wasm-build/bundle.mjs). */
const FIRST = ['page/classic.js', 'page/classic-built.js', 'page/module.js'],
  LATER = [
    'panel/panel.js',
    'panel/opt-out-link.js',
    'explain/explain.js',
    'stored/stored.js',
    'faults/faults.js',
    'catalogue/services.js',
  ];

/** Takes it, and is the one place for it. */
const TAKER = join(web, 'platform/pristine.js');

/**
 * What is used as it stands:
 * - what a page cannot change: `document`, `window`, `location` and what is in it, lengths, `lastIndex`;
 * - own properties of what the browser or the language has just made for us: descriptors, matches, the entries of a
 * list of databases;
 * - the methods of maps and sets: pristine.js makes these so that they keep theirs, and `new Map()` itself is found
 * below;
 * - the handler of a proxy, which is ours; the address of a module.
 */
const FIXED = new RegExp(
  `^(${[
    'document',
    'window',
    'location',
    'undefined',
    'Infinity',
    'Location\\.\\w+',
    '(\\w+\\.)?length',
    'RegExp\\.lastIndex',
    '(Typed)?PropertyDescriptor\\.\\w+',
    'RegExp\\w+Array\\.index',
    'IDBDatabaseInfo\\.name',
    '(Readonly|Weak)?(Map|Set)\\.\\w+',
    'ProxyHandler\\.\\w+',
    'ImportMeta\\.url',
  ].join('|')})$`,
);

/** Whose methods are found even where the compiler does not know what they are called on. */
const COMMON = [
  'Array',
  'String',
  'Function',
  'Promise',
  'RegExp',
  'Date',
  'HTMLElement',
  'Document',
  'Event',
  'Storage',
  'IDBDatabase',
  'IDBTransaction',
  'Response',
];

/** What asks an iterator. @type {Record<number, string>} */
const ITERATES = {
  [SyntaxKind.ForOfStatement]: 'for … of',
  [SyntaxKind.ArrayBindingPattern]: '[…] =',
  [SyntaxKind.SpreadElement]: '...list',
};

const FUNCTIONS = new Set([
  SyntaxKind.ArrowFunction,
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.FunctionExpression,
  SyntaxKind.MethodDeclaration,
  SyntaxKind.GetAccessor,
  SyntaxKind.SetAccessor,
  SyntaxKind.Constructor,
]);

/** @typedef {import('typescript/unstable/ast').Node} Node */
/** @typedef {import('typescript/unstable/sync').Project} Project */
/** @typedef {{ line: number, what: string }} Use */

describe('Page code and the platform', () => {
  const scratch = mkdtempSync(join(root, 'tests/names-made-'));
  const api = new API();
  after(() => {
    api.close();
    rmSync(scratch, { recursive: true });
  });
  /** @param {string} config */
  const open = (config) => api.updateSnapshot({ openProjects: [config] }).getProject(config);

  /**
   * A file, and each of its nodes that is no type.
   * @param {Project} project
   * @param {string} path
   * @param {(node: any) => void} visit
   */
  function walk({ program }, path, visit) {
    const file = program.getSourceFile(path);
    assert.ok(file, `${path} is in no project`);
    /** @param {Node} node */
    const below = (node) => {
      if (isTypeNode(node) || node.kind === SyntaxKind.JSTypeAliasDeclaration) return;
      visit(node);
      node.forEachChild(below);
    };
    file.forEachChild(below);
    return file;
  }

  /** All files that a page loads with these, but for pristine.js. @param {Project} project @param {string[]} entries */
  function filesOf(project, entries) {
    /** @type {Set<string>} */
    const files = new Set(entries.map((name) => join(web, name)));
    for (const path of files) {
      walk(project, path, ({ kind, moduleSpecifier }) => {
        const from = moduleSpecifier?.text;
        if (
          (kind === SyntaxKind.ImportDeclaration || kind === SyntaxKind.ExportDeclaration) &&
          from?.startsWith('.') &&
          from.endsWith('.js')
        )
          files.add(join(dirname(path), from));
      });
    }
    files.delete(TAKER);
    return [...files];
  }

  /** What of the platform it is the name of, as `Array.map` or `JSON`; nothing: it is ours. @param {any} symbol */
  function ofPlatform(symbol) {
    if (
      !symbol?.declarations.length ||
      !symbol.declarations.every(({ path }) => /\/(lib\.[\w.]+|@types\/node\/.*)\.d\.ts$/.test(path))
    )
      return undefined;
    const owner = symbol.getParent()?.name;
    return owner ? `${owner}.${symbol.name}` : symbol.name;
  }

  /** @param {any} name */
  const isCalled = ({ parent }) =>
    parent.kind === SyntaxKind.PropertyAccessExpression &&
    parent.parent.kind === SyntaxKind.CallExpression &&
    parent.parent.expression === parent;

  /** The function that a node is in. @param {any} node */
  function around(node) {
    for (let at = node.parent; at; at = at.parent) if (FUNCTIONS.has(at.kind)) return at;
  }

  /** @param {any} node */
  const isAsync = (node) => Boolean(node?.modifiers?.some(({ kind }) => kind === SyntaxKind.AsyncKeyword));

  /** The names of their methods and properties. @param {Project} project */
  const commonIn = ({ checker }) =>
    new Set(
      COMMON.flatMap((name) => {
        const symbol = checker.resolveName(name, SymbolFlags.Interface);
        assert.ok(symbol, name);
        return checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol)).map((member) => member.name);
      }),
    );

  /** @param {Project} project @param {string} path @param {ReturnType<typeof commonIn>} common @returns {Use[]} */
  function usesIn(project, path, common) {
    /** @type {any[]} names, of variables and of properties */
    const names = [];
    /** @type {any[]} */
    const patterns = [],
      returned = [];
    /** @type {{ node: any, what: string }[]} */
    const found = [];
    const file = walk(project, path, (node) => {
      if (node.kind === SyntaxKind.Identifier) names.push(node);
      else if (node.kind === SyntaxKind.ObjectBindingPattern) patterns.push(node);
      else if (node.kind in ITERATES) found.push({ node, what: ITERATES[node.kind] });
      else if (node.kind === SyntaxKind.ReturnStatement && node.expression && isAsync(around(node)))
        returned.push(node.expression);
      else if (node.kind === SyntaxKind.ArrowFunction && isAsync(node) && node.body.kind !== SyntaxKind.Block)
        returned.push(node.body);
    });
    project.checker.getTypeAtLocation(returned).forEach((type, i) => {
      // What a call gives may be one, too, where the compiler does not know it.
      const may = (/** @type {any} */ one) =>
        one?.getSymbol()?.name === 'Promise' ||
        (returned[i].kind === SyntaxKind.CallExpression && one?.flags & TypeFlags.Any);
      if ([type, ...(type?.getTypes?.() ?? [])].some(may))
        found.push({ node: returned[i], what: 'async, returns a promise without await' });
    });
    const symbols = project.checker.getSymbolAtLocation(names);
    names.forEach((node, i) => {
      const said =
        ofPlatform(symbols[i]) ?? (!symbols[i] && isCalled(node) && common.has(node.text) ? `…${node.text}()` : '');
      if (said && !FIXED.test(said)) found.push({ node, what: said });
    });
    project.checker.getTypeAtLocation(patterns).forEach((type, i) =>
      patterns[i].elements.forEach((node) => {
        const name = (node.propertyName ?? node.name).text;
        const said = type && ofPlatform(project.checker.getPropertyOfType(type, name));
        if (said && !FIXED.test(said)) found.push({ node, what: said });
      }),
    );
    return found.map(({ node, what }) => ({ line: file.text.slice(0, node.end).split('\n').length, what }));
  }

  it('uses it through pristine.js alone', () => {
    const project = open(join(web, 'tsconfig.json')),
      common = commonIn(project);
    const uses = filesOf(project, [...FIRST, ...LATER]).flatMap((path) =>
      usesIn(project, path, common).map(({ line, what }) => `${relative(root, path)}:${line} ${what}`),
    );
    assert.deepEqual(
      uses,
      [],
      'take it in web/platform/pristine.js, and use it as `native.…`; for lists there is lists.js, for texts texts.js',
    );
  });

  it('is not used by a later file before it was handed what was taken first', () => {
    const project = open(join(web, 'tsconfig.json'));
    /** @type {string[]} */
    const early = [];
    for (const path of filesOf(project, LATER)) {
      walk(project, path, (node) => {
        if (
          node.kind === SyntaxKind.Identifier &&
          node.text === 'native' &&
          node.parent.kind !== SyntaxKind.ImportSpecifier &&
          !around(node)
        )
          early.push(relative(root, path));
      });
    }
    assert.deepEqual(early, []);
    for (const name of LATER) assert.match(readFileSync(join(web, name), 'utf8'), /^export \{ adopt \} from/m, name);
  });

  it('is found out in every way to use it', () => {
    const lines = [
      [
        'export const own = (/** @type {any} */ one, /** @type {string[]} */ list, /** @type {Map<string, string>} */ map) => {',
        false,
      ],
      ['  one.own(list.length, map.get(location.hostname), document);', false],
      ['  list.map(one);', true],
      ['  JSON.parse("1");', true],
      ['  document.body;', true],
      ['  const { cookie: text } = document;', true],
      ['  const { body } = document;', true],
      ['  one.then(body);', true],
      ['  new Map();', true],
      ['  text.trim;', true],
      ['  own(...list);', true],
      ['  const [first] = list;', true],
      ['  for (const each of list) one(each, first);', true],
      ['  navigator;', true],
      ['  one(async () => await own(one, list, map), async () => list);', false],
      ['  one(async () => own(one, list, map));', true],
      ['  async function other() { return one(); }', true],
      ['  return Promise.resolve(other);', true],
      ['};', false],
    ];
    const path = join(scratch, 'page.js'),
      config = join(scratch, 'tsconfig.json');
    writeFileSync(path, lines.map(([line]) => line).join('\n'));
    writeFileSync(config, JSON.stringify({ extends: '../../web/tsconfig.json', files: ['page.js'], include: [] }));
    const project = open(config);
    assert.deepEqual(
      [...new Set(usesIn(project, path, commonIn(project)).map(({ line }) => line))].sort((a, b) => a - b),
      lines.flatMap(([, isWrong], i) => (isWrong ? [i + 1] : [])),
    );
  });
});
