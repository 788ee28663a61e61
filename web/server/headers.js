// Reads headers of a request, in the forms in which Node, a worker at the edge and a function in a cloud give them.

/** @typedef {import('./place.js').HeaderBag} HeaderBag */

/**
 * Every value of a header. A server or proxy may have joined several with commas (RFC 9110, 5.3); they are parted
 * again.
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
