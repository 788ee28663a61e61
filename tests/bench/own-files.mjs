// Assent's own files, as a site gets them: from `assent build`, of this tree.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const path = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

/**
 * Every script that the command writes, by its name.
 * @param {object} [config]  instead of site.json's
 * @returns {Record<string, string>}
 */
export function ownFiles(config) {
  const folder = mkdtempSync(join(tmpdir(), 'assent-bench-'));
  try {
    const site = config ? join(folder, 'site.json') : path('site.json');
    if (config) writeFileSync(site, JSON.stringify(config));
    execFileSync(process.execPath, [path('../../web/cli/assent.js'), 'build', site, '--out', folder], {
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
