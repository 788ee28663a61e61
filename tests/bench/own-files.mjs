// Assent's own files, as a site gets them: from `assent build`, of this tree or another one.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const path = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

/**
 * Every script that the command writes, by its name.
 * @param {object} [options]
 * @param {object} [options.config]  instead of site.json's
 * @param {string} [options.tree]    where another tree is that has been built; without it: this one
 * @returns {Record<string, string>}
 */
export function ownFiles({ config, tree = path('../..') } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'assent-bench-'));
  try {
    const site = config ? join(folder, 'site.json') : path('site.json');
    if (config) writeFileSync(site, JSON.stringify(config));
    const { bin } = JSON.parse(readFileSync(join(tree, 'package.json'), 'utf8'));
    execFileSync(process.execPath, [join(tree, bin.assent), 'build', site, '--out', folder], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return Object.fromEntries(
      readdirSync(folder)
        .filter((name) => name.endsWith('.js'))
        .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
