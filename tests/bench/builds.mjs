// Two builds of Assent as two subjects of one run: is one of them slower? For whoever has rebuilt what people feel.
//
//   node tests/bench/builds.mjs OTHER-TREE [--minutes 12]
//
// OTHER-TREE: a clone that has been built (`make build`). Rounds are repeated until the time is over, and take turns in
// who comes first. Of each figure the median and the quartiles are printed; the last column names a build whose median
// is outside the other's quartiles. It judges nothing: who runs it does.

import { parseArgs } from 'node:util';
import { launch } from './browsers.mjs';
import { timesOf } from './decisions.mjs';
import { quantile, short } from './figures.mjs';
import { besides, quiet } from './others.mjs';
import { ownFiles } from './own-files.mjs';
import { serve } from './server.mjs';
import assent from './subjects/assent.mjs';
import { choices, clicks, cost, firstPaint } from './visits.mjs';

const {
  values: { minutes },
  positionals: [tree],
} = parseArgs({ options: { minutes: { type: 'string', default: '12' } }, allowPositionals: true });
if (!tree) throw new Error('which other tree? node tests/bench/builds.mjs OTHER-TREE');
const end = performance.now() + Number(minutes) * 60_000;

const SUBJECTS = { this: assent, other: { ...assent, files: ownFiles({ tree }) } };
const NAMES = /** @type {const} */ (['this', 'other']);
/** @typedef {Record<'this' | 'other', { value: number, disturbed: boolean }[]>} Times */
/** Of each figure. @type {Map<string, Times>} */
const taken = new Map();

/** @param {string} figure @param {'this' | 'other'} name @param {number} value @param {boolean} [disturbed] */
function note(figure, name, value, disturbed = false) {
  const times = taken.get(figure) ?? { this: [], other: [] };
  if (Number.isFinite(value)) times[name].push({ value, disturbed });
  taken.set(figure, times);
}

/** What other programs disturbed counts where there is not enough else. @param {Times[keyof Times]} times */
function valuesOf(times) {
  const clean = times.filter(({ disturbed }) => !disturbed);
  return (clean.length >= ENOUGH ? clean : times).map(({ value }) => value);
}
const ENOUGH = 3;

const server = await serve(SUBJECTS);
const browser = await launch();
for (let round = 0; performance.now() < end; round++) {
  for (const name of round % 2 ? NAMES : [...NAMES].reverse()) {
    for (const slower of [1, 6]) {
      for (const visit of [choices, cost, firstPaint, ...(slower > 1 ? [] : [clicks])]) {
        await quiet();
        const { result, disturbed } = await besides(() =>
          visit({ name, slower, subject: SUBJECTS[name], origin: server.origin }),
        );
        for (const [id, value] of Object.entries(result))
          note(`${id}${slower > 1 ? ', slow' : ''}`, name, value, disturbed);
      }
    }
    await quiet();
    const { uncached, cached } = await timesOf(browser, name === 'this' ? undefined : tree);
    note('decision, ns', name, medianOf(uncached));
    note('decision asked before, ns', name, medianOf(cached));
  }
  process.stderr.write(`builds: round ${round + 1}\n`);
}
await browser.close();
await server.close();

/** @param {number[]} all */
function quartiles(all) {
  const sorted = [...all].sort((a, b) => a - b);
  return [0.25, 0.5, 0.75].map((part) => quantile(sorted, part));
}

/** @param {number[]} all */
function medianOf(all) {
  return quartiles(all)[1];
}
/** @param {number[]} all  quartiles */
const told = ([low, median, high]) => `${short(median)} (${short(low)}–${short(high)})`;
console.log('| figure | this: median (quartiles) | other | rounds | outside |\n|---|---:|---:|---:|---|');
for (const [figure, times] of taken) {
  const [here, there] = NAMES.map((name) => quartiles(valuesOf(times[name])));
  const outside = here[1] < there[0] || here[1] > there[2] || there[1] < here[0] || there[1] > here[2];
  const which = !outside ? '' : here[1] < there[1] ? 'this is less' : 'this is more';
  console.log(`| ${figure} | ${told(here)} | ${told(there)} | ${times.this.length} | ${which} |`);
}
