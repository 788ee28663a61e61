// The write guard's other half: what sends. Whoever is refused hears what one does without a connection, later.

import { apply, construct, defineProperty, getOwnPropertyDescriptor } from './natives.js';

/**
 * @param {import('./guard.js').Realm} realm
 * @param {import('./guard.js').Hook} hook
 * @param {(url: string) => boolean} reaches  may the page talk to it?
 */
export function guardNetwork(realm, hook, reaches) {
  /** Addresses of requests. @type {WeakMap<object, any>} */
  const opened = new WeakMap();

  /** As where there is no network: later. @param {any} target @param {string[]} types */
  const fire = (target, ...types) => {
    setTimeout(() => {
      for (const type of types) {
        const event = new realm.Event(type);
        target.dispatchEvent(event);
        getOwnPropertyDescriptor(target, `on${type}`)?.value?.(event);
      }
    });
  };

  hook('', 'fetch', (self, args, native) =>
    reaches(`${args[0]?.url ?? args[0]}`) ? apply(native, self, args) : realm.Promise.reject(new realm.TypeError('Failed to fetch')));
  hook('Navigator', 'sendBeacon', (self, args, native) => reaches(`${args[0]}`) && apply(native, self, args));

  hook('XMLHttpRequest', 'open', (self, args, native) => {
    apply(native, self, args);
    opened.set(self, args[1]);
    delete self.readyState;
  });
  hook('XMLHttpRequest', 'send', (self, args, native) => {
    if (reaches(`${opened.get(self) ?? ''}`)) return apply(native, self, args);
    defineProperty(self, 'readyState', { value: 4, configurable: true });
    fire(self, 'readystatechange', 'error', 'loadend');
  });

  for (const type of ['WebSocket', 'EventSource']) {
    hook('', type, (self, args, native) => {
      const url = `${args[0]}`;
      if (reaches(url)) return construct(native, args, self);
      // Refused: one that was never connected. A real one with an address that fails would say so on the console.
      const dead = construct(realm.EventTarget, [], self);
      const { prototype, CLOSED: readyState } = /** @type {typeof WebSocket} */ (native);
      const own = /** @type {Record<string, unknown>} */ ({ url, readyState });
      for (const key of Object.keys(prototype)) {
        const { get, value } = /** @type {PropertyDescriptor} */ (getOwnPropertyDescriptor(prototype, key));
        defineProperty(dead, key, { value: own[key] ?? (get ? null : value.call ? () => {} : value), writable: true });
      }
      fire(dead, 'error', 'close');
      return dead;
    });
  }

  for (const type of ['Image', 'Script', 'IFrame']) {
    hook(`HTML${type}Element`, 'src', (self, args, native) => reaches(`${args[0]}`) ? apply(native, self, args) : fire(self, 'error'), 'set');
  }
  hook('Element', 'setAttribute', (self, args, native) =>
    args[0]?.length === 3 && /src/i.test(args[0]) && /^(img|script|iframe)$/.test(self.localName) && !reaches(`${args[1]}`) ? fire(self, 'error') : apply(native, self, args));
}
