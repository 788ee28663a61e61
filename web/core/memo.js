// Answers to questions about elements, kept by what was asked: the same script host or frame is asked about again and
// again.
import { native } from '../platform/pristine.js';

/** More than a page asks; a script that makes up names without end must not fill the memory. */
const MOST = 5000;

/**
 * @template T
 * @param {(question: string) => T} ask  the core: anything but undefined; what it throws is not kept
 */
export function keep(ask) {
  /** @type {Map<string, T>} */
  const answers = new native.Map();
  /** @param {string} question @returns {T} */
  const answer = (question) => {
    let found = answers.get(question);
    if (found === undefined) {
      if (answers.size > MOST) answers.clear();
      found = ask(question);
      answers.set(question, found);
    }
    return found;
  };
  answer.forget = () => answers.clear();
  return answer;
}
