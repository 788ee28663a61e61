// A source map after its script grew or shrank in one place: everything behind that place moves, on its line only.

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * The number at the start of a segment (base64 VLQ: five bits a digit, sign in the lowest bit), and how many digits it
 * takes.
 * @param {string} segment
 */
function first(segment) {
  let value = 0;
  let length = 0;
  for (let digit = 32; digit & 32; length++) {
    digit = DIGITS.indexOf(segment[length]);
    value += (digit & 31) * 32 ** length;
  }
  return { value: value % 2 ? -(value - 1) / 2 : value / 2, length };
}

/** @param {number} number @returns {string} */
function encode(number) {
  let rest = number < 0 ? -number * 2 + 1 : number * 2;
  let digits = '';
  do {
    digits += DIGITS[(rest % 32) + (rest > 31 ? 32 : 0)];
    rest = Math.floor(rest / 32);
  } while (rest > 0);
  return digits;
}

/**
 * @param {string} mappings  of a source map
 * @param {number} line      from 0
 * @param {number} column    from 0: what stands behind it moves
 * @param {number} by        so many columns
 */
export function shift(mappings, line, column, by) {
  const lines = mappings.split(';');
  const segments = (lines[line] ?? '').split(',');
  let at = 0;
  const moved = segments.findIndex((segment) => segment !== '' && (at += first(segment).value) > column);
  if (moved < 0) return mappings;
  // columns count from the segment before: moving one moves all behind it
  const { value, length } = first(segments[moved]);
  segments[moved] = encode(value + by) + segments[moved].slice(length);
  lines[line] = segments.join(',');
  return lines.join(';');
}
