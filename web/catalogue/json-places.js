// Where things stand in a text of JSON. JSON.parse has taken the text before, so that no mistake is looked for here.
import { add } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { matches } from '../platform/texts.js';

/** What JSON is made of, but for blanks: texts, marks, and numbers and words. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[,:[\]{}]|[^\s",:[\]{}]+/g;

/** @typedef {{ 0: string, index: number }} Token  its text, and where that begins */
/**
 * @typedef {object} Member  of an object: `"name": value`
 * @property {string} name
 * @property {number} from   where it begins in the text
 * @property {number} to     where it ends
 * @property {number} value  the token that its value begins with
 */

/** @param {string} json @returns {Token[]} */
export const tokensOf = (json) => matches(json, TOKEN);

/** Where the value ends in the text that begins with a token. @param {Token[]} tokens @param {number} value */
export function endOf(tokens, value) {
  const { 0: text, index } = tokens[after(tokens, value) - 1];
  return index + text.length;
}

/** The token behind a value. @param {Token[]} tokens @param {number} value  the token that it begins with */
function after(tokens, value) {
  let at = value;
  let depth = 0;
  do {
    const text = tokens[at++][0];
    if (text === '{' || text === '[') depth++;
    if (text === '}' || text === ']') depth--;
  } while (depth);
  return at;
}

/** @param {Token[]} tokens @param {number} at  the token behind a member or an element */
const next = (tokens, at) => (tokens[at][0] === ',' ? at + 1 : at);

/**
 * @param {Token[]} tokens
 * @param {number} value  the token that a value begins with
 * @returns {Member[]} none, too, where it is no object
 */
export function membersAt(tokens, value) {
  /** @type {Member[]} */
  const members = [];
  if (tokens[value][0] !== '{') return members;
  for (let at = value + 1; tokens[at][0] !== '}'; at = next(tokens, after(tokens, at + 2))) {
    // a name, a colon, a value
    const { 0: name, index } = tokens[at];
    add(members, { name: native.parse(name), from: index, to: endOf(tokens, at + 2), value: at + 2 });
  }
  return members;
}

/**
 * @param {Token[]} tokens
 * @param {number} value  the token that a value begins with
 * @returns {number[]} the token that each element begins with; none, too, where it is no list
 */
export function elementsAt(tokens, value) {
  /** @type {number[]} */
  const elements = [];
  if (tokens[value][0] !== '[') return elements;
  for (let at = value + 1; tokens[at][0] !== ']'; at = next(tokens, after(tokens, at))) add(elements, at);
  return elements;
}
