// Headers of a request, as Node, a worker at the edge, and a function in a cloud hand them over.

/** @typedef {import('./place.js').HeaderBag} HeaderBag */

/**
 * Every value that this header came with, once each. A server or proxy may have joined several with commas (RFC 9110,
 * 5.3).
 * @param {HeaderBag} headers
 * @param {string} name  in lower case
 * @returns {string[]}
 */
export function valuesOf(headers, name) {
  const found =
    typeof headers.get === 'function'
      ? [headers.get(name)]
      : Object.entries(headers)
          .filter(([own]) => own.toLowerCase() === name)
          .flatMap(([, value]) => value);
  return found
    .flatMap((value) => (typeof value === 'string' ? value.split(',') : []))
    .map((value) => value.trim())
    .filter((value) => value !== '');
}
