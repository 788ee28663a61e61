// What was measured, beside what it must be.

/** @typedef {import('./visits.mjs').Figures} Figures */
/** @typedef {Record<string, Record<string, number[]>>} Results  subject, figure, one number for each round */
/**
 * @typedef {object} Measure
 * @property {string} id
 * @property {string} label
 * @property {string} [unit]    ms where nothing is said
 * @property {number} [ratio]   to the floor: at most this
 * @property {number} [strive]  the same, and better
 * @property {number} [most]    at most this, whatever the floor has
 * @property {boolean} [ahead]  less than the peer has
 */

/** @type {Measure[]} */
const MEASURES = [
  { id: 'rest', label: 'script start → banner at rest', ratio: 1.25, strive: 1 },
  { id: 'painted', label: 'navigation → banner painted', ahead: true },
  { id: 'paintedSlow', label: 'the same on a line of 150 ms and 1.6 Mbit/s', ahead: true },
  { id: 'executed', label: 'accept → all 8 executed', ratio: 1.15, strive: 1 },
  { id: 'gone', label: 'accept → banner gone' },
  { id: 'frames', label: '… in frames', unit: '', most: 1 },
  { id: 'goneReject', label: 'reject → banner gone' },
  { id: 'framesReject', label: '… in frames', unit: '', most: 1 },
  { id: 'clickAccept', label: 'INP of accept (steps of 8)', most: 16 },
  { id: 'clickReject', label: 'INP of reject', most: 16 },
  { id: 'clickWithdraw', label: 'INP of withdraw', most: 16 },
  { id: 'erased', label: 'withdraw → all declared cookies gone', ratio: 2, strive: 1.2 },
  { id: 'request', label: 'returning: navigation → 1st gated request', ratio: 1.3, strive: 1.1 },
  { id: 'requests', label: 'returning: navigation → 8th gated request' },
  { id: 'executedBack', label: 'returning: navigation → 8th executed' },
  { id: 'cpuFirst', label: 'Δ main-thread CPU, first visit', ratio: 1.6, strive: 1.3, ahead: true },
  { id: 'cpuBack', label: 'Δ main-thread CPU, returning', ratio: 1.4, strive: 1.1, ahead: true },
  { id: 'heap', label: 'Δ JS heap after GC', unit: 'KiB', ahead: true },
  { id: 'shift', label: 'layout shift', unit: '', most: 0 },
  { id: 'longTasks', label: 'long tasks', most: 0 },
];

/** What a page costs anyway is taken off: without third parties at first, with ungated ones later. @type {Record<string, string>} */
const CONTROL = { cpuFirst: 'none', heap: 'none', cpuBack: 'direct' };

/** @param {number[]} numbers @param {number} [part] */
export function quantile(numbers, part = 0.5) {
  const sorted = numbers.filter(Number.isFinite).sort((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const low = sorted[Math.floor(at)];
  return low + (sorted[Math.ceil(at)] - low) * (at % 1);
}

const table = (/** @type {string[][]} */ [head, ...rows]) =>
  [head, head.map((_, i) => i ? '---:' : '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');

const short = (/** @type {number} */ value) => Number.isNaN(value) ? 'never' : value >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toFixed(1);

/** @param {Results} results @param {string} subject @param {string} id */
const figure = (results, subject, id) =>
  quantile(results[subject][id] ?? []) - (CONTROL[id] ? quantile(results[CONTROL[id]][id]) : 0);

/** @param {Measure} measure @param {Results} results */
function line({ id, label, unit = ' ms', ratio, strive, most, ahead }, results) {
  const [floor, peer, own] = ['floor', 'vanilla', 'assent'].map(subject => figure(results, subject, id));
  const times = own / floor;
  const targets = [
    ratio && { text: `≤ ${ratio} x`, met: times <= ratio },
    most !== undefined && { text: `≤ ${most}${unit}`, met: own <= most },
    ahead && { text: 'below the peer', met: own < peer },
  ].filter(target => typeof target === 'object');
  const missed = targets.filter(({ met }) => !met);
  const mark = missed.length ? `**misses ${missed.map(({ text }) => text).join(', ')}**` : strive && times <= strive ? `better than ${strive} x` : targets.length ? 'met' : '';
  return {
    missed: missed.length,
    cells: [`${label}${unit && unit !== ' ms' ? `, ${unit}` : ''}`, short(floor), short(peer), short(own), floor > 0 ? `${times.toFixed(2)} x` : '',
      targets.map(({ text }) => text).join(', '), mark],
  };
}

/** @param {Results} results */
export function pageTable(results) {
  const lines = MEASURES.filter(({ id }) => results.assent[id]).map(measure => line(measure, results));
  // How far apart the floor's own quartiles are: nearer than that, two numbers are the same.
  const spread = ['rest', 'executed', 'request', 'cpuFirst'].map(id => {
    const all = results.floor[id] ?? [];
    return (quantile(all, 0.75) - quantile(all, 0.25)) / quantile(all);
  });
  return {
    missed: lines.reduce((sum, { missed }) => sum + missed, 0),
    noise: `${Math.round(100 * Math.min(...spread))} to ${Math.round(100 * Math.max(...spread))} %`,
    text: table([['ms', 'floor', 'vanilla-cookieconsent', 'Assent', 'to floor', 'target', ''], ...lines.map(({ cells }) => cells)]),
  };
}

/** One decision may take this many nanoseconds where nothing is cached, and where it is. */
const DECISION = 600;
const REPEATED = 60;
/** What speed.md's machine needs to copy 60 characters into a module and call it, in ns: what a decision takes in such copies is no matter of the hour. */
const COPY = 111;
/** Of 200 names at the start of a page, in ms. */
const SWEEP = 5;
/** All of the core's, in bytes. */
const MEMORY = 2 ** 20;

/** @param {Awaited<ReturnType<typeof import('./core.mjs').core>>} rows */
export function coreTable(rows) {
  const verdict = (/** @type {import('./core.mjs').CoreFigures} */ { decision, key, repeated, sweep, memory }) => [
    Math.max(decision, key) > DECISION && `a decision over ${DECISION} ns`, repeated > REPEATED && `a repeated one over ${REPEATED} ns`, sweep > SWEEP && `a sweep over ${SWEEP} ms`, memory > MEMORY && `memory over ${MEMORY / 1024} KiB`,
  ].filter(Boolean);
  return {
    missed: rows.reduce((sum, { figures }) => sum + verdict(figures).length, 0),
    text: table([['core', 'compiled and ready, ms', 'turn `config`, ms', 'turn `start`, ms', '60 characters copied and a call, ns', 'one `element`, ns', `in copies (${(DECISION / COPY).toFixed(1)})`, 'one `key` among 2,500, ns', `in copies (${(DECISION / COPY).toFixed(1)})`, 'repeated, ns', 'sweep of 200, ms', 'memory, KiB', ''],
      ...rows.map(({ where, site, figures }) => [`${where}, ${site}`, figures.ready.toFixed(2), figures.config.toFixed(2), figures.start.toFixed(2),
        short(figures.copied), ...[figures.decision, figures.key].flatMap(time => [short(time), (time / figures.copied).toFixed(1)]), short(figures.repeated), figures.sweep.toFixed(2), short(figures.memory / 1024), verdict(figures).length ? `**misses: ${verdict(figures).join(', ')}**` : 'met'])]),
  };
}

/** A guarded call may take this many nanoseconds longer, for a decision that is kept; strive for half. */
const GUARDED = { must: 60, strive: 30 };

/** @param {import('./storage.mjs').StorageFigures} figures */
export function storageTable({ native, guarded }) {
  const rows = Object.keys(native).map(kind => {
    const [before, after] = [native, guarded].map(times => quantile(times[kind]));
    // Nearer than the native quartiles are apart, two numbers are the same.
    const spread = quantile(native[kind], 0.75) - quantile(native[kind], 0.25);
    const more = after - before;
    const met = more <= Math.max(GUARDED.must, spread);
    return {
      met,
      cells: [kind, short(before), short(after), `${(after / before).toFixed(2)} x`, more.toFixed(0), spread.toFixed(0), `≤ ${GUARDED.must} or ≤ quartiles`,
        !met ? '**missed**' : more <= GUARDED.strive ? `better than ${GUARDED.strive}` : 'met'],
    };
  });
  return {
    missed: rows.filter(({ met }) => !met).length,
    text: table([['one storage call, ns', 'native', 'guarded', '', 'more', 'quartiles of native apart', 'target', ''], ...rows.map(({ cells }) => cells)]),
  };
}
