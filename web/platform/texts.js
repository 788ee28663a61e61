// What one does with texts and regular expressions beyond one call: by `exec` alone, because `replace` and `match` look
// up on the expression what a page may have replaced (pristine.js).
import { add } from './lists.js';
import { native } from './pristine.js';

/** Every match, each as `exec` gives it. @param {string} text @param {RegExp} expression  with the flag `g` */
export function matches(text, expression) {
  /** @type {any[]} */
  const found = [];
  expression.lastIndex = 0;
  for (let match = native.exec(expression, text); match; match = native.exec(expression, text)) {
    add(found, match);
    if (match[0] === '') expression.lastIndex++;
  }
  return found;
}

/**
 * Every match is replaced.
 * @param {string} text
 * @param {RegExp} expression  with the flag `g`
 * @param {string | ((match: string[]) => string)} by  as it is: `$` has no meaning
 */
export function replace(text, expression, by) {
  let written = '',
    done = 0;
  const found = matches(text, expression);
  for (let i = 0; i < found.length; i++) {
    written += native.slice(text, done, found[i].index) + (typeof by === 'string' ? by : by(found[i]));
    done = found[i].index + found[i][0].length;
  }
  return written + native.slice(text, done);
}

/** @param {string} text @param {string} part */
export const has = (text, part) => native.indexOf(text, part) >= 0;
