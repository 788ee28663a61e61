// A site's config from a file, judged by the core.
import { readFileSync } from 'node:fs';
import catalogue from '../catalogue/starter-services.js';
import { expandText } from '../catalogue/use.js';
import { open } from '../server/node.js';
import { trouble } from './command-line.js';

/** @type {Record<string, string>} */
const REASONS = {
  ENOENT: 'there is no such file',
  EACCES: 'reading it is not permitted',
  EPERM: 'reading it is not permitted',
  EISDIR: 'it is a folder',
};

/** @param {string} file @returns {Buffer} */
function read(file) {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code = '', message } = /** @type {NodeJS.ErrnoException} */ (error);
    throw trouble(`${file} cannot be read: ${REASONS[code] ?? message}`);
  }
}

/**
 * @typedef {object} Loaded
 * @property {import('../server/node.js').Site} site
 * @property {import('../types/site.js').FullConfig} config
 */

/**
 * Loads a config. If it has faults they are told on stderr, there is no result, and the command ends with 1.
 * @param {string} file @returns {Loaded | undefined}
 */
export function load(file) {
  const bytes = read(file);
  try {
    return { site: open(bytes), config: JSON.parse(expandText(bytes.toString(), catalogue)) };
  } catch (error) {
    const { faults } = /** @type {{ faults?: string[] }} */ (error);
    if (!faults) throw error;
    process.stderr.write(faults.map((fault) => `${file}: ${fault}\n`).join(''));
  }
}
