// law.js: the words of the jurisdiction table, for those who show it. The core itself does without them.

/** A rule's value as a row writes it: days and ages are numbers, others names. @param {any[]} rules */
const rulesOf = (rules) =>
  Object.fromEntries(rules.filter(({ kind }) => kind !== 'FROM').map(({ name, says }) => [name, says]));

/** `2027-1-1` as a date. @param {any[]} rules */
const fromOf = (rules) =>
  rules
    .find(({ kind }) => kind === 'FROM')
    ?.says.split('-')
    .map((/** @type {string} */ part) => part.padStart(2, '0'))
    .join('-');

/** @param {{ law: any[] }} tables */
export function lawScript({ law }) {
  const rows = law.map(({ rules, places, ...row }) => ({
    ...row,
    places: places.split(' '),
    from: fromOf(rules),
    rules: rulesOf(rules),
  }));
  const byId = (/** @type {'title' | 'source'} */ what) => Object.fromEntries(rows.map((row) => [row.id, row[what]]));
  return `// Printed from src/law.def by wasm-build/print.mjs; not written by hand.
/** By the row's id. */
export const TITLES = ${JSON.stringify(byId('title'))};
export const SOURCES = ${JSON.stringify(byId('source'))};
/** Every row, as it is written. */
export const ROWS = ${JSON.stringify(rows, null, 1)};
`;
}
