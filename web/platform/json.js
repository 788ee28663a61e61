// JSON as a page writes it. `JSON.stringify` asks every array and object for a `toJSON`, and libraries give them one
// that writes texts.
import { add, each, join } from './lists.js';
import { native } from './pristine.js';

/** What has no place in JSON. @param {unknown} value */
const isNothing = (value) => value === undefined || typeof value === 'function' || typeof value === 'symbol';

/**
 * As `JSON.stringify` writes plain data: texts, numbers, truth values, null, arrays and objects of these.
 * @param {any} value
 * @param {string} [indent]  for each level; empty: all in one line
 * @param {string} [line]    where this one begins
 * @returns {string}
 */
export function stringify(value, indent = '', line = '\n') {
  if (typeof value === 'string') return native.quote(value);
  if (typeof value === 'number') return value - value === 0 ? `${value}` : 'null'; // neither infinite nor no number
  if (value === null || isNothing(value)) return 'null';
  if (typeof value !== 'object') return `${value}`;
  const inner = line + indent;
  const isList = native.isArray(value);
  /** @type {string[]} */
  const parts = [];
  if (isList) each(/** @type {any[]} */ (value), (one) => add(parts, stringify(one, indent, inner)));
  else
    each(native.keys(value), (key) => {
      if (!isNothing(value[key]))
        add(parts, `${native.quote(key)}:${indent && ' '}${stringify(value[key], indent, inner)}`);
    });
  const opens = isList ? '[' : '{',
    closes = isList ? ']' : '}';
  return !parts.length
    ? opens + closes
    : indent
      ? opens + inner + join(parts, `,${inner}`) + line + closes
      : opens + join(parts, ',') + closes;
}
