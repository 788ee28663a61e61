// Answers to questions about elements, kept by what was asked: the same script host or frame is asked about again and again.

/** More than a page asks; a script that makes up names without end must not fill the memory. */
const MOST = 5000;

/**
 * @template T
 * @param {(question: string) => T} ask  the core; what it throws is not kept
 */
export function keep(ask) {
  /** @type {Map<string, T>} */
  const answers = new Map();
  return {
    /** @param {string} question @returns {T} */
    answer(question) {
      let found = answers.get(question);
      if (found === undefined && !answers.has(question)) {
        if (answers.size > MOST) answers.clear();
        answers.set(question, found = ask(question));
      }
      return /** @type {T} */ (found);
    },
    forget: () => answers.clear(),
  };
}
