// Requests of the older kind: `XMLHttpRequest`.

import { apply, defineProperty, native } from '../platform/pristine.js';
import { fireLater } from './late-events.js';
import { addressIn, reaches, whenKnown } from './reaching.js';

/** The state of a request that has ended. */
const DONE = 4;

/**
 * Requests that are open, of whatever realm.
 * @type {WeakMap<object, { address: URL | undefined, isAsync: boolean }>}
 */
const requests = new native.WeakMap();

/**
 * @param {import('./hooks.js').Realm} realm
 * @param {import('./hooks.js').Hook} hook
 * @param {import('./guard.js').Rules} rules
 */
export function guardXmlRequests(realm, hook, rules) {
  hook('XMLHttpRequest', 'open', (self, args, act) => {
    const text = `${args[1]}`;
    if (args.length > 1) args[1] = text;
    apply(act, self, args);
    requests.set(self, { address: addressIn(realm, text), isAsync: args.length < 3 || !!args[2] });
    delete self.readyState;
  });
  hook('XMLHttpRequest', 'abort', (self, args, act) => {
    requests.delete(self); // one that waits does not go any more
    return apply(act, self, args);
  });

  /** It fails. @param {any} self */
  const refuse = (self) => {
    defineProperty(self, 'readyState', { value: DONE, configurable: true });
    fireLater(realm, self, ['readystatechange', 'error', 'loadend']);
  };
  hook('XMLHttpRequest', 'send', (self, args, act) => {
    const request = requests.get(self),
      may = reaches(rules, request?.address);
    if (may) return apply(act, self, args);
    if (may === false || !request?.isAsync) return refuse(self); // nobody can wait for one that blocks
    const ifStill = (/** @type {() => void} */ go) => () => {
      if (requests.get(self) === request) go();
    };
    whenKnown(
      rules,
      request.address,
      ifStill(() => apply(act, self, args)),
      ifStill(() => refuse(self)),
    );
  });
}
