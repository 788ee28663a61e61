// The write guard's fourth part: workers. A service worker stays, and answers for the site on every later page: its
// registration is a stored thing (`serviceWorker`), named by the path of its scope. A shared worker ends when the last
// page that has it is left; a page can only let go of it.

import { attempt } from '../platform/attempt.js';
import { flat, part } from '../platform/lists.js';
import { apply, construct, native } from '../platform/pristine.js';
import { scopeName } from '../storage/async-areas.js';

/**
 * @param {import('./guard.js').Realm} realm
 * @param {import('./guard.js').Hook} hook
 * @param {(area: string, name: string) => boolean} store
 * @param {() => Promise<never>} denied
 * @param {(worker: Worker | SharedWorker) => void} born  one was started: nothing else of it passes here
 * @param {(() => Promise<unknown> | undefined) | undefined} settled  who is asked has something to decide by; nothing:
 *   it has already
 */
export function guardWorkers(realm, hook, store, denied, born, settled) {
  hook('', 'Worker', (self, args, act) => {
    const worker = construct(act, args, self);
    born(worker);
    return worker;
  });

  /**
   * What is asked for, without what is not known: there is an option that lets it outlive its page.
   * @param {any[]} args
   */
  const known = (args) => {
    const { 0: address, 1: options } = args;
    if (options === null || typeof options !== 'object')
      return options === undefined ? [address] : flat([[address, options], part(args, 2)]);
    const { name, type, credentials, sameSiteCookies } = options;
    return [address, { name, type, credentials, sameSiteCookies }];
  };
  hook('', 'SharedWorker', (self, args, act) => {
    const worker = construct(act, args.length ? known(args) : args, self);
    born(worker);
    return worker;
  });
  hook('StorageAccessHandle', 'SharedWorker', (self, args, act) => {
    const worker = apply(act, self, args.length ? known(args) : args);
    born(worker);
    return worker;
  });

  hook('ServiceWorkerContainer', 'register', (self, args, act) => {
    if (!args.length) return apply(act, self, args); // says what is missing
    const address = `${args[0]}`;
    const { scope, type, updateViaCache } = args[1] ?? {};
    const base = native.baseOf(realm.document);
    const place = scope === undefined ? undefined : `${scope}`;
    const whole = attempt(() =>
      native.hrefOf(
        place === undefined ? native.url('./', native.hrefOf(native.url(address, base))) : native.url(place, base),
      ),
    );
    /** @type {Record<string, any>} */
    const options = {};
    if (place !== undefined) options.scope = place;
    if (type !== undefined) options.type = type;
    if (updateViaCache !== undefined) options.updateViaCache = updateViaCache;
    // A trusted address must stay one.
    const from =
      typeof args[0] === 'object' && native.trustedTypes() && native.isTrustedAddress(native.trustedTypes(), args[0])
        ? args[0]
        : address;
    // What is no address at all the browser says itself.
    const register = () =>
      whole && !store('serviceWorker', scopeName(whole)) ? denied() : apply(act, self, [from, options]);
    const wait = settled?.();
    const later = async () => {
      await wait;
      return await register();
    };
    return wait ? later() : register();
  });
}

/** Ends a worker, as far as a page can. @param {Worker | SharedWorker} worker */
export function endWorker(worker) {
  const port = attempt(() => native.portOf(worker)); // throws: it is not shared
  if (port) native.closePort(port);
  else native.terminate(worker);
}
