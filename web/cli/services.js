// assent services: the starter catalogue, to choose from and to copy out of.

import { nearest } from '../catalogue/nearest.js';
import catalogue from '../catalogue/starter-services.js';
import { expand } from '../catalogue/use.js';
import { readOptions, trouble } from './command-line.js';

/** @typedef {import('../catalogue/starter-services.js').Entry} Entry */

/** As a config would have it, but for the category, which only a site has. @param {string} id */
function written(id) {
  if (!catalogue.some((entry) => entry.id === id))
    throw trouble(`no service "${id}" in the starter catalogue: perhaps ${nearest(id).join(', ')}`);
  return expand({ services: [{ use: id }] }, catalogue).services[0];
}

/** @param {string[][]} rows  the last column is as wide as it likes */
function table(rows) {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i < row.length - 1 ? cell.padEnd(widths[i]) : cell))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** @param {Entry} entry */
const line = ({ id, name, purpose, hosts }) => [id, name, purpose, hosts.join(' ') || "the site's own"];

/** @param {string[]} args */
export function services(args) {
  const { values, files: ids } = readOptions(args, { json: { type: 'boolean' } });
  if (ids.length > 1) throw trouble(`one service at a time, not ${ids.length}`, true);
  const told = ids.length ? written(ids[0]) : catalogue;
  process.stdout.write(`${ids.length || values.json ? JSON.stringify(told, null, 2) : table(catalogue.map(line))}\n`);
  return 0;
}
