// assent check: every fault of every config, as a line each.

import { isTrouble, readOptions, trouble } from './command-line.js';
import { load } from './config-file.js';

/** @param {number} n @param {string} one @param {string} many */
const count = (n, one, many) => `${n} ${n === 1 ? one : many}`;

/** @param {import('../types/site.js').FullConfig} config */
const summary = ({ categories, services = [], keys = [] }) =>
  [
    count(categories.length, 'category', 'categories'),
    count(services.length, 'service', 'services'),
    count(
      services.reduce((sum, service) => sum + (service.keys?.length ?? 0), keys.length),
      'key',
      'keys',
    ),
  ].join(', ');

/** @param {string} file @returns {number} */
function checkOne(file) {
  try {
    const loaded = load(file);
    if (!loaded) return 1;
    process.stdout.write(`${file}: good: ${summary(loaded.config)}\n`);
    return 0;
  } catch (error) {
    if (!isTrouble(error)) throw error;
    process.stderr.write(`assent: ${error.message}\n`);
    return 2; // the other files are looked at all the same
  }
}

/** @param {string[]} args */
export function check(args) {
  const { files } = readOptions(args, {});
  if (!files.length) throw trouble('which config? give a file such as site.json', true);
  return Math.max(...files.map(checkOne));
}
