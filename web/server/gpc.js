// Global Privacy Control on a server: the signal in a request, and the site's word that it is honoured.

import { valuesOf } from './headers.js';
import { answer } from './json-answer.js';

/**
 * Says whether a request refuses sale and sharing: whether `Sec-GPC` is 1, and nothing else (3.2). Of several headers
 * one is enough. Hand the answer to `read` as `gpc`.
 * @param headers  of the request
 * @type {typeof import('./gpc.js').gpcOf}
 */
export const gpcOf = (headers) => valuesOf(headers, 'sec-gpc').includes('1');

/** @param {unknown} text */
const isDay = (text) =>
  typeof text === 'string' &&
  /^\d{4}-\d\d-\d\d$/.test(text) &&
  new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text);

/**
 * Makes the handler for `/.well-known/gpc.json`. It answers `GET` with `{"gpc":true,"lastUpdate":"2026-11-22"}`: this
 * site honours the signal (3.4).
 * @param options.lastUpdate  the day from which that is so
 * @throws {TypeError} if that is no day such as 2026-11-22
 * @type {typeof import('./gpc.js').gpcHandler}
 */
export function gpcHandler({ lastUpdate }) {
  if (!isDay(lastUpdate))
    throw new TypeError(
      `assent: lastUpdate: expected a date such as 2026-11-22, found ${JSON.stringify(lastUpdate) ?? 'nothing'}`,
    );
  return answer(() => ({ gpc: true, lastUpdate }), { 'Cache-Control': 'public, max-age=86400' });
}
