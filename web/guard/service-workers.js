// Service workers. One stays, and answers for the site on every later page: its registration is a stored thing
// (`serviceWorker`), named by the path of its scope.

import { attempt } from '../platform/attempt.js';
import { apply, native } from '../platform/pristine.js';
import { scopeName } from '../storage/async-areas.js';
import { textOf } from './hooks.js';

/**
 * The address of the scope of a registration.
 * @param {string} script  its address
 * @param {string | undefined} scope  as it was given
 * @param {string} base  what addresses are relative to
 * @returns {string | undefined} nothing: there is none, as the browser says itself
 */
const scopeOf = (script, scope, base) =>
  attempt(() =>
    native.hrefOf(
      scope === undefined ? native.url('./', native.hrefOf(native.url(script, base))) : native.url(scope, base),
    ),
  );

/** A trusted address must stay one; everything else is read as a text. @param {any} value @param {string} text */
const trustedOr = (value, text) => {
  const types = typeof value === 'object' && native.trustedTypes();
  return types && native.isTrustedAddress(types, value) ? value : text;
};

/**
 * @param {import('./hooks.js').Realm} realm
 * @param {import('./hooks.js').Hook} hook
 * @param {(area: string, name: string) => boolean} store
 * @param {import('./denied.js').Denied} denied
 * @param {import('./guard.js').Rules['started']} started
 */
export function guardServiceWorkers(realm, hook, store, denied, started) {
  hook('ServiceWorkerContainer', 'register', (self, args, act) => {
    if (!args.length) return apply(act, self, args); // says what is missing
    const address = `${args[0]}`;
    const { scope, type, updateViaCache } = args[1] ?? {};
    const said = textOf(scope);
    const whole = scopeOf(address, said, native.baseOf(realm.document));
    /** What is known of the options. @type {Record<string, any>} */
    const options = {};
    if (said !== undefined) options.scope = said;
    if (type !== undefined) options.type = type;
    if (updateViaCache !== undefined) options.updateViaCache = updateViaCache;
    const from = trustedOr(args[0], address);
    const register = () =>
      whole && !store('serviceWorker', scopeName(whole)) ? denied() : apply(act, self, [from, options]);

    const waits = started?.();
    const later = async () => {
      await waits;
      return await register();
    };
    return waits ? later() : register();
  });
}
