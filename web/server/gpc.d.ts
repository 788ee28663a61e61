// Global Privacy Control on a server (W3C, https://w3c.github.io/gpc/): `import { gpcOf, gpcHandler } from
// 'assent/gpc'`.
import type { Handler, HeaderBag } from './place.js';

/** Does `Sec-GPC` say 1? Exactly that counts; of several headers one is enough (3.2). Hand it to `read` as `gpc`. */
export function gpcOf(headers: HeaderBag): boolean;

/**
 * Answers at `/.well-known/gpc.json` that this site honours the signal (3.4): `{"gpc":true,"lastUpdate":"2026-11-22"}`.
 * @param options.lastUpdate  the day from which that is so
 */
export function gpcHandler(options: { lastUpdate: string }): Handler;
