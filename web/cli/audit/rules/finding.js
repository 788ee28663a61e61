// Findings: what a rule says about what it saw.

/** @typedef {import('../evidence.d.ts').Evidence} Evidence */
/** @typedef {import('../evidence.d.ts').Finding} Finding */
/** @typedef {import('../evidence.d.ts').Look} Look */
/** @typedef {import('../evidence.d.ts').Sight} Sight */

/**
 * @param {import('../evidence.d.ts').Where} where
 * @param {string} element
 * @param {string} found
 * @param {string} expected
 * @returns {Finding}
 */
export const finding = (where, element, found, expected) => ({ where, element, found, expected });

/** Layers that a page shows by itself. @param {Look} look */
export const isFirst = ({ where }) => where.layer === 'banner' || where.layer === 'notice';

/** @param {Look} look @param {string} id */
export const controlOf = ({ controls }, id) => controls.find((one) => one.id === id);

/**
 * Judges every look at a layer. Gives null, which means not owed, if the rule speaks of none of them.
 * @param {Evidence} evidence
 * @param {(look: Look) => Finding[] | null} judge  null: it does not speak of this one
 * @param {Sight} [sight]
 */
export function inLooks({ looks }, judge, sight = 'plain') {
  const judged = looks
    .filter((look) => look.sight === sight)
    .map(judge)
    .filter((found) => found !== null);
  return judged.length ? judged.flat() : null;
}

/** Null if all of these are null. @param {(Finding[] | null)[]} parts */
export const both = (...parts) => (parts.every((part) => part === null) ? null : parts.flatMap((part) => part ?? []));
