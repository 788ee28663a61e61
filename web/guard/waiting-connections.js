// What stands for a connection that is refused, or not made yet. A real one with an address that fails would say so on
// the console.

import { add, each, includes } from '../platform/lists.js';
import { apply, construct, defineProperty, getOwnPropertyDescriptor, native } from '../platform/pristine.js';
import { fireLater, tellOf } from './late-events.js';

/** @typedef {import('./connections.js').Type} Type */
/** @typedef {import('./hooks.js').Realm} Realm */
/** @typedef {ReturnType<typeof import('../platform/pristine.js').classesOf>} Classes  of the realm */

/** What a socket and an event source are until they open, and when they are closed, as the platform has it. */
const CONNECTING = 0,
  CLOSED = { WebSocket: 3, EventSource: 2 };

/** A value that a page may overwrite, as it may a native one. @param {any} one @param {string} key @param {any} value */
const put = (one, key, value) => defineProperty(one, key, { value, writable: true, configurable: true });

/** @param {any} object @param {string} key @returns {PropertyDescriptor} */
const own = (object, key) => /** @type {PropertyDescriptor} */ (getOwnPropertyDescriptor(object, key));

/**
 * Once it is connected: every property and method of the real one, but for its handlers. These stay, and are called as
 * events come.
 * @param {any} one
 * @param {any} real
 */
function mirror(one, real) {
  const { prototype } = real.constructor;
  each(native.keys(prototype), (key) => {
    const { get, value } = own(prototype, key);
    if (native.startsWith(key, 'on')) return;
    const said = key === 'binaryType' ? one[key] : null;
    if (get) {
      const set = (/** @type {any} */ next) => {
        real[key] = next;
      };
      defineProperty(one, key, { get: () => real[key], set, configurable: true });
    } else if (typeof value === 'function') {
      const method = (/** @type {any[]} */ ...args) => apply(value, real, args);
      defineProperty(one, key, { value: method, configurable: true });
    }
    if (said) real[key] = said;
  });
}

/**
 * @param {any} made  what was called with `new`
 * @param {any} Class
 * @param {any} EventTarget
 * @param {string} url
 * @param {number} readyState
 */
function standIn(made, Class, EventTarget, url, readyState) {
  const one = /** @type {any} */ (construct(EventTarget, [], made));
  const known = /** @type {Record<string, unknown>} */ ({ __proto__: null, url, readyState });
  each(native.keys(Class.prototype), (key) => {
    const { get, value } = own(Class.prototype, key);
    put(one, key, known[key] ?? (get ? null : typeof value === 'function' ? () => {} : value));
  });
  return one;
}

/** What is heard of one that fails. */
const FAILURE = ['error', 'close'];

/**
 * What stands for a connection that is refused.
 * @param {Realm} realm
 * @param {Classes} classes
 * @param {any} made
 * @param {any} Class
 * @param {Type} type
 * @param {string} url
 */
export function refusedConnection(realm, classes, made, Class, type, url) {
  const one = standIn(made, Class, classes.EventTarget, url, CLOSED[type]);
  fireLater(realm, one, FAILURE);
  return one;
}

/**
 * What stands for a connection that waits. Until it is connected it takes listeners, and can be closed.
 * @param {Realm} realm
 * @param {Classes} classes
 * @param {any} made
 * @param {any} Class
 * @param {Type} type
 * @param {string} url
 * @param {() => any} connect
 * @returns it, and what is done when it is known whether it may be made
 */
export function waitingConnection(realm, classes, made, Class, type, url, connect) {
  const one = standIn(made, Class, classes.EventTarget, url, CONNECTING);
  /** @type {any} */
  let real;
  let isClosed = false;
  const close = () => {
    isClosed = true;
    one.readyState = CLOSED[type];
  };
  /** Which events are passed on. An event source has some with names of the page's own. */
  const names = ['open', 'message', 'error', 'close'];
  const pass = (/** @type {any} */ event) =>
    tellOf(one, construct(event.constructor, [native.typeOfEvent(event), event]));
  const { addEventListener } = one;

  put(one, 'addEventListener', (/** @type {any[]} */ ...args) => {
    const name = `${args[0]}`;
    if (!includes(names, name)) {
      add(names, name);
      if (real) native.listen(real, name, pass);
    }
    return apply(addEventListener, one, args);
  });
  put(one, 'close', () => {
    close();
    if (type === 'WebSocket') fireLater(realm, one, FAILURE);
  });
  if (type === 'WebSocket')
    put(one, 'send', () => {
      throw new classes.DOMException('Still in CONNECTING state.', 'InvalidStateError');
    });

  return {
    one,
    /** It may be made: from now on it does what a real one does. */
    become() {
      if (isClosed) return;
      real = connect();
      mirror(one, real);
      each(names, (name) => native.listen(real, name, pass));
    },
    fail() {
      if (isClosed) return;
      close();
      fireLater(realm, one, FAILURE);
    },
  };
}
