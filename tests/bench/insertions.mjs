// What it costs to put unmarked elements into a page of many: at most 10 µs for each, and at most twice what it costs
// on a page of few.
//
//   node tests/bench/insertions.mjs [--rounds 9] [--calls]      (after make build; half a minute)
//
// --calls: and what a storage call and a request cost there. `make bench` prints the same among the rest.

import { parseArgs } from 'node:util';
import { launch } from './browsers.mjs';
import { short } from './figures.mjs';
import { compare, INSERTIONS, judge, REQUESTS, SIZES, serve, storage } from './large-page.mjs';

const {
  values: { rounds, calls },
} = parseArgs({ options: { rounds: { type: 'string', default: '9' }, calls: { type: 'boolean' } } });

const site = await serve();
const browser = await launch();
try {
  const rows = await compare(browser, site, calls ? [...INSERTIONS, ...REQUESTS] : INSERTIONS, Number(rounds));
  if (calls) rows.push(...(await storage(browser, site)));
  const added = (/** @type {import('./figures.mjs').Figure} */ { value, doubt }) => `${short(value)} ± ${short(doubt)}`;
  console.log(`What Assent adds to each, in µs; elements on the page: ${SIZES.few} → ${SIZES.many}`);
  for (const row of rows) {
    console.log(
      `${row.label.padEnd(38)}${added(row.few).padStart(15)} → ${added(row.many).padEnd(15)} ratio ${short(row.many.value / row.few.value)}, natively ${short(row.native)}; ` +
        `at most ${row.must}, and twice: ${judge(row)}; half of it: ${judge(row, row.must / 2)}`,
    );
  }
} finally {
  await browser.close();
  site.close();
}
