// Figures from several rounds, and what can be said of them.

/**
 * @typedef {{ value: number, doubt: number, rounds: number }} Figure  value: the median; doubt: how far it may be off,
 *   by the quartiles of the rounds
 */
/** @typedef {'met' | 'close' | 'missed'} Verdict  close: nearer to the limit than the doubt */

/** @param {number[]} sorted @param {number} part */
export function quantile(sorted, part) {
  const at = (sorted.length - 1) * part;
  const low = sorted[Math.floor(at)];
  return low + (sorted[Math.ceil(at)] - low) * (at % 1);
}

/** Of fewer rounds nothing is said but what is within its limit. */
const FEW = 3;

/**
 * A round in which it never came counts for nothing, unless that is most of them.
 * @param {number[]} [all]
 * @returns {Figure}
 */
export function figure(all = []) {
  const sorted = all.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length * 2 <= all.length) return { value: NaN, doubt: 0, rounds: all.length };
  return {
    value: quantile(sorted, 0.5),
    doubt:
      sorted.length < FEW ? Infinity : (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / Math.sqrt(sorted.length),
    rounds: sorted.length,
  };
}

/** @param {Figure} one @param {Figure} other @returns {Figure} */
export const difference = (one, other) => ({
  value: one.value - other.value,
  doubt: Math.hypot(one.doubt, other.doubt),
  rounds: Math.min(one.rounds, other.rounds),
});

/** What never came is over any limit. @param {Figure} figure @param {number} limit @returns {Verdict} */
export const atMost = ({ value, doubt }, limit) =>
  value <= limit ? 'met' : value - doubt <= limit ? 'close' : 'missed';

/** @param {Verdict[]} all @returns {Verdict} */
export const worst = (all) => (all.includes('missed') ? 'missed' : all.includes('close') ? 'close' : 'met');

/** @param {number} value */
export const short = (value) =>
  !Number.isFinite(value)
    ? 'never'
    : Math.abs(value) >= 100 || Number.isInteger(value)
      ? value.toFixed(0)
      : value.toFixed(Math.abs(value) < 10 ? 2 : 1);
