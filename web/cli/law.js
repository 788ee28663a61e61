// assent law: the jurisdiction table for people who must judge it.
import { htmlOf } from '../ui/html-page.js';
import { readOptions, trouble } from './command-line.js';
import { pageOf } from './law-page.js';
import { table } from './law-table.js';
import { markdownOf } from './markdown.js';
import { timeOf } from './visitor-options.js';

/** @param {string[]} args */
export function law(args) {
  const { values, files } = readOptions(args, {
    html: { type: 'boolean' },
    json: { type: 'boolean' },
    now: { type: 'string' },
  });
  if (files.length) throw trouble('law takes no config: it tells what holds for every site', true);
  const now = timeOf(values.now);
  const told = table(now);
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ format: 1, asOf: new Date(now * 1000).toISOString(), ...told }, null, 2)}\n`
      : (values.html ? htmlOf : markdownOf)(pageOf(told, now)),
  );
  return 0;
}
