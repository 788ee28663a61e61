// Global Privacy Control on a server (W3C, https://w3c.github.io/gpc/): `import { gpcOf, gpcHandler } from
// 'assent/gpc'`.
import type { Handler, HeaderBag } from './place.js';

/**
 * Says whether a request refuses sale and sharing: whether `Sec-GPC` is 1, and nothing else (3.2). Of several headers
 * one is enough. Hand the answer to `read` as `gpc`.
 * @param headers  of the request
 */
export function gpcOf(headers: HeaderBag): boolean;

/**
 * Makes the handler for `/.well-known/gpc.json`. It answers `GET` with `{"gpc":true,"lastUpdate":"2026-11-22"}`: this
 * site honours the signal (3.4).
 * @param options.lastUpdate  the day from which that is so
 * @throws {TypeError} if that is no day such as 2026-11-22
 */
export function gpcHandler(options: { lastUpdate: string }): Handler;
