// The declarations against the code: the same calls, the same options (tests/types.test.mjs).

import type { start } from '../../web/page/module.js';
import type { open } from '../../web/page/runtime.js';
import type * as declared from '../../web/types/assent.js';

type Same<A, B> = [A] extends [B]
  ? [B] extends [A]
    ? true
    : ['missing in the first', Exclude<B, A>]
  : ['missing in the second', Exclude<A, B>];

export const calls: Same<keyof declared.Assent, keyof ReturnType<typeof open>> = true;
export const options: Same<keyof declared.StartOptions, keyof Parameters<typeof start>[0]> = true;
