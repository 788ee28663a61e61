// What Assent must reach, and what it strives for, with the figures of this run.

import { atMost, difference, figure, short, worst } from './figures.mjs';
import { judge } from './large-page.mjs';
import { SUBJECTS } from './subjects.mjs';

/** @typedef {import('./figures.mjs').Figure} Figure */
/** @typedef {import('./figures.mjs').Verdict} Verdict */
/** @typedef {Record<string, Record<string, number[]>>} Results  by subject and figure, one number for each visit */
/** @typedef {{ gzip: number, files: string[] }} Load  bytes */
/**
 * @typedef {object} Run
 * @property {Record<number, Results>} visits  by how many times slower the processor was
 * @property {Record<string, { first: Load, returning: Load }>} loads
 * @property {Record<'uncached' | 'cached', Figure>} [decisions]
 * @property {import('./large-page.mjs').Row[]} [large]
 */
/** @typedef {{ must: Verdict, strive: Verdict }} Judged */

/** Beside the peers: ahead of all that gate, better still of all. ms. @type {Record<string, string>} */
const AHEAD = {
  painted: 'navigation → banner painted',
  executed: 'accept → all 8 executed',
  gone: 'accept → banner gone',
  clickAccept: 'INP of accept (steps of 8)',
  clickWithdraw: 'INP of withdraw (steps of 8)',
  erased: 'withdraw → all 8 cookies gone',
  request: 'returning: navigation → 1st gated request',
  requests: 'returning: navigation → 8th gated request',
  executedBack: 'returning: navigation → 8th executed',
  cpuFirst: 'CPU over the page, first visit',
  cpuBack: 'CPU over the page, returning, page 2',
  cpuLater: 'CPU over the page, returning, page 4',
};
/** Where the browser tells nothing finer: to be level here is to be ahead. */
const FINEST = 8;

/** What a page costs anyway is taken off. @type {Record<string, string>} */
const CONTROL = { cpuFirst: 'none', heap: 'none', cpuBack: 'direct', cpuLater: 'direct' };

/** First contentful paint: this many times that of the same bytes idle. */
const PAINT = 1.1;

/** At most this, whatever the peers have. */
const MOST = {
  heap: { label: 'JS heap over the page, KiB', must: 900, strive: 600 },
  clickOther: { label: 'INP of every other click, ms', must: 16, strive: 8 },
  clickAccept: { label: 'INP of accept, ms', must: 16, strive: 8 },
  clickWithdraw: { label: 'INP of withdraw, ms', must: 16, strive: 8 },
  shift: { label: 'layout shift', must: 0, strive: 0 },
  longTasks: { label: 'long tasks, ms', must: 0, strive: 0 },
};
const RETURNING = { must: 30_000, strive: 22_000 };
const FIRST = { must: 52_000, strive: 40_000 };
const DECISIONS = { uncached: { must: 1000, strive: 500 }, cached: { must: 60, strive: 30 } };

const PEERS = Object.keys(SUBJECTS).filter((name) => SUBJECTS[name].peer);
const GATING = PEERS.filter((name) => SUBJECTS[name].gates);

/** @param {Results} results @param {string} subject @param {string} id @returns {Figure} */
function of(results, subject, id) {
  const own = figure(results[subject]?.[id]);
  return CONTROL[id] ? difference(own, figure(results[CONTROL[id]]?.[id])) : own;
}

/** What never comes is behind everybody. @param {Figure[]} figures */
const best = (figures) =>
  figures.reduce((one, other) => (other.value < one.value || Number.isNaN(one.value) ? other : one), {
    value: NaN,
    doubt: 0,
    rounds: 0,
  });

/** @param {Figure} own @param {Figure} rival @returns {Verdict} */
const ahead = (own, rival) =>
  Number.isNaN(rival.value)
    ? atMost(own, Infinity)
    : atMost({ ...own, doubt: Math.hypot(own.doubt, rival.doubt) }, rival.value);

/** @param {string[][]} rows the first one is the head */
const table = ([head, ...rows]) =>
  [head, head.map((_, i) => (i ? '---:' : '---')), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const say = (/** @type {Verdict} */ verdict) =>
  ({ met: 'met', close: 'too close to tell', missed: '**missed**' })[verdict];

/** @param {Run} run */
export function targets({ visits, loads, decisions, large = [] }) {
  /** @type {{ label: string, must: Verdict, strive: Verdict }[]} */
  const all = [];
  const judged = (/** @type {string} */ label, /** @type {Verdict} */ must, /** @type {Verdict} */ strive) => {
    all.push({ label, must, strive: worst([must, strive]) });
    return [say(must), say(worst([must, strive]))];
  };
  const parts = [];

  for (const [slower, results] of Object.entries(visits)) {
    const where = slower === '1' ? 'full speed' : `a processor ${slower} times slower`;
    const shown = Object.keys(SUBJECTS).filter((name) => name !== 'assent' && results[name]);
    const figures = (/** @type {string} */ id) =>
      [...shown, 'assent'].map((name) => (results[name]?.[id] ? short(of(results, name, id).value) : ''));
    const rows = [['ms', ...shown.map((name) => SUBJECTS[name].title), '**Assent**', 'must', 'strive']];
    const fcp = of(results, 'assent', 'fcp');
    const idle = of(results, 'idle', 'fcp');
    rows.push([
      'first contentful paint, first visit',
      ...figures('fcp'),
      ...judged(
        `first contentful paint, ${where}: ${short(fcp.value / idle.value)} times the same bytes idle`,
        atMost({ ...fcp, doubt: Math.hypot(fcp.doubt, PAINT * idle.doubt) }, PAINT * idle.value),
        ahead(fcp, best(PEERS.map((name) => of(results, name, 'fcp')))),
      ),
    ]);
    for (const [id, label] of Object.entries(AHEAD)) {
      if (!results.assent?.[id] || (CONTROL[id] && !results[CONTROL[id]])) continue;
      const own = of(results, 'assent', id);
      const first = id.startsWith('click') && own.value <= FINEST;
      rows.push([
        label,
        ...figures(id),
        ...judged(
          `${label}, ${where}`,
          first ? 'met' : ahead(own, best(GATING.map((name) => of(results, name, id)))),
          first ? 'met' : ahead(own, best(PEERS.map((name) => of(results, name, id)))),
        ),
      ]);
    }
    rows.push(['(banner at rest)', ...figures('rest'), '', '']);
    parts.push(
      `### Beside the peers, ${where}\n\nMust: ahead of every peer that gates; first contentful paint: at most ${PAINT} times that of the same bytes idle. ` +
        `Strive: ahead of all peers.\n\n${table(rows)}`,
    );
  }

  const rows = [['Assent', 'figure', 'must', '', 'strive', '']];
  const most = (
    /** @type {string} */ label,
    /** @type {Figure} */ own,
    /** @type {{ must: number, strive: number }} */ limits,
  ) => {
    const [must, strive] = judged(label, atMost(own, limits.must), atMost(own, limits.strive));
    rows.push([label, short(own.value), `≤ ${limits.must}`, must, `≤ ${limits.strive}`, strive]);
  };
  for (const [id, { label, ...limits }] of Object.entries(MOST)) {
    if (visits[1]?.assent?.[id]) most(label, of(visits[1], 'assent', id), limits);
  }
  const exactly = (/** @type {number} */ value) => ({ value, doubt: 0, rounds: 1 });
  if (loads.assent) {
    most('a first visitor loads, banner included, bytes gzip', exactly(loads.assent.first.gzip), FIRST);
    most('a returning visitor loads, bytes gzip', exactly(loads.assent.returning.gzip), RETURNING);
  }
  if (decisions) {
    most('one decision from a page hook, not asked before, ns', decisions.uncached, DECISIONS.uncached);
    most('one decision from a page hook, asked before, ns', decisions.cached, DECISIONS.cached);
  }
  for (const row of large) {
    const [must, strive] = judged(row.label, judge(row), judge(row, row.must / 2));
    rows.push([
      `${row.label}, added on 400 → 40,000 elements, µs`,
      `${short(row.few.value)} → ${short(row.many.value)} ± ${short(row.many.doubt)}`,
      `≤ ${row.must}, ≤ 2 x`,
      must,
      `≤ ${row.must / 2}`,
      strive,
    ]);
  }
  parts.push(`### Whatever the peers have\n\n${table(rows)}`);
  parts.push(
    `### What is loaded, bytes gzip -9\n\n${table([
      ['', 'first visit, banner included', 'returning, with an empty cache'],
      ...Object.entries(loads).map(([name, { first, returning }]) => [
        SUBJECTS[name].title,
        ...[first, returning].map(({ gzip, files }) => `${gzip} (${files.length})`),
      ]),
    ])}`,
  );

  const missed = all.filter(({ must }) => must === 'missed');
  const close = all.filter(({ must }) => must === 'close');
  const list = (/** @type {{ label: string }[]} */ some) => some.map(({ label }) => `\n- ${label}`).join('');
  parts.push(
    `### ${all.length} targets: ${all.length - missed.length - close.length} met, ${close.length} too close to tell, ${missed.length} missed; ` +
      `${all.filter(({ strive }) => strive === 'met').length} as well as we strive for${missed.length ? `\n\nMissed:${list(missed)}` : ''}${close.length ? `\n\nToo close to tell:${list(close)}` : ''}`,
  );
  return parts.join('\n\n');
}
