// Workers. A shared worker ends when the last page that has it is left; a page can only let go of it.

import { flat, part } from '../platform/lists.js';
import { apply, construct } from '../platform/pristine.js';

/**
 * What is asked for, without what is not known: there is an option that lets a worker outlive its page.
 * @param {any[]} args
 */
function knownOf(args) {
  if (!args.length) return args; // the browser says what is missing
  const { 0: address, 1: options } = args;
  if (options === undefined) return [address];
  if (options === null || typeof options !== 'object') return flat([[address, options], part(args, 2)]);
  const { name, type, credentials, sameSiteCookies } = options;
  return [address, { name, type, credentials, sameSiteCookies }];
}

/**
 * @param {import('./hooks.js').Hooks} hooks
 * @param {(worker: Worker | SharedWorker) => void} born  one was started: nothing else of it passes here
 */
export function guardWorkers({ hook, hookClass }, born) {
  /** @template {Worker | SharedWorker} T @param {T} worker */
  const noted = (worker) => {
    born(worker);
    return worker;
  };
  hookClass('Worker', (self, args, act) => noted(construct(act, args, self)));
  hookClass('SharedWorker', (self, args, act) => noted(construct(act, knownOf(args), self)));
  hook('StorageAccessHandle', 'SharedWorker', (self, args, act) => noted(apply(act, self, knownOf(args))));
}
