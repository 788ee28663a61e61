// The write guard's other half: what sends. Whoever is refused hears what one does without a connection, later. As long
// as nobody can say whether a request may go, it waits.

import { hostIn, urlOf } from '../gate/addresses.js';
import { attempt } from '../platform/attempt.js';
import { add, each, filter, includes } from '../platform/lists.js';
import { apply, classesOf, construct, defineProperty, getOwnPropertyDescriptor, native } from '../platform/pristine.js';

/**
 * @typedef {(host: string, address: string) => boolean | undefined} Reach  may the page talk to it? Nothing: nobody can
 *   say yet
 */

/** What a socket and an event source are until they open, as the platform has it. */
const CONNECTING = 0,
  CLOSED = { WebSocket: 3, EventSource: 2 };

/**
 * Requests that are open, of whatever realm.
 * @type {WeakMap<object, { address: URL | undefined, isAsync: boolean }>}
 */
const requests = new native.WeakMap();

/**
 * Sockets and event sources of this page and its frames. Weak: a browser ends one that nobody listens to.
 * @type {{ weak: WeakRef<any>, type: 'WebSocket' | 'EventSource', address: URL | undefined }[]}
 */
let connections = [];

/**
 * The grants changed: what is connected to whom the page may not talk to any more ends, as where the other side ends
 * it.
 * @param {Reach} reach
 */
export function closeRefused(reach) {
  connections = filter(connections, ({ weak, type, address }) => {
    const one = native.deref(weak);
    if (!one || !address || reach(hostIn(address), native.hrefOf(address)) !== false) return one;
    if (type === 'WebSocket')
      native.closeSocket(one); // which tells `close`
    else {
      native.closeEventSource(one);
      native.wait(() => native.dispatch(one, native.eventIn(document, 'error')));
    }
    return false;
  });
}

/**
 * @param {import('./guard.js').Realm} realm
 * @param {import('./guard.js').Hook} hook
 * @param {Reach} reach
 * @param {() => Promise<unknown>} known  fulfilled when somebody can say, or when that takes too long
 * @returns {(what: any) => any} what to ask for instead, read once; nothing: the page may not talk to that host, or
 *   nobody can say yet
 */
export function guardNetwork(realm, hook, reach, known) {
  const { DOMException, EventTarget, Promise, TypeError } = classesOf(realm);

  /** @param {string} text @returns {URL | undefined} */
  const addressOf = (text) => urlOf(text, realm.document);

  /** @param {URL | undefined} address  nothing: it leads nowhere, as the platform will say itself */
  const reaches = (address) => !address || reach(hostIn(address), native.hrefOf(address));

  /**
   * Acts when it is known whether the page may talk to this address.
   * @template T @param {URL | undefined} address @param {() => T} go @param {() => T} refuse @returns {Promise<T>}
   */
  async function whenKnown(address, go, refuse) {
    await known();
    return reaches(address) ? go() : refuse();
  }

  /** An event, and the handler that stands in a property of the same name. @param {any} target @param {any} event */
  function tell(target, event) {
    native.dispatch(target, event);
    const handler = getOwnPropertyDescriptor(target, `on${native.typeOfEvent(event)}`)?.value;
    if (typeof handler === 'function') apply(handler, target, [event]);
  }

  /** As where there is no network: later. @param {any} target @param {string[]} types */
  const fire = (target, ...types) => {
    native.wait(() => each(types, (type) => tell(target, native.eventIn(realm.document, type))));
  };

  // ---- requests ----

  /**
   * A request says its address itself; everything else is read as a text, and once.
   * @param {any} what
   * @returns {{ address: URL | undefined, what: any }}
   */
  function targetOf(what) {
    const own = attempt(() => native.urlOfRequest(what));
    if (own !== undefined) return { address: addressOf(own), what };
    const text = `${what}`;
    return { address: addressOf(text), what: text };
  }

  /** @param {any[]} args @param {any} first */
  function withFirst(args, first) {
    const copy = [first];
    for (let i = 1; i < args.length; i++) copy[i] = args[i];
    return copy;
  }

  const denied = () => new TypeError('Failed to fetch');

  hook('', 'fetch', (self, args, act) => {
    /** @type {ReturnType<typeof targetOf>} */
    let target;
    try {
      target = targetOf(args[0]);
    } catch {
      return apply(act, self, args);
    } // it says itself what is wrong
    const { address, what } = target,
      may = reaches(address),
      go = () => apply(act, self, args.length ? withFirst(args, what) : args);
    return may
      ? go()
      : new Promise((done, failed) => {
          if (may === false) failed(denied());
          else
            whenKnown(
              address,
              () => done(go()),
              () => failed(denied()),
            );
        });
  });

  hook('Navigator', 'sendBeacon', (self, args, act) => {
    const text = `${args[0]}`,
      address = addressOf(text),
      may = reaches(address),
      go = () => apply(act, self, args.length ? withFirst(args, text) : args);
    if (may) return go();
    if (may === undefined) whenKnown(address, go, () => false);
    return may === undefined; // it will be sent, as far as anybody can say
  });

  hook('XMLHttpRequest', 'open', (self, args, act) => {
    const text = `${args[1]}`;
    if (args.length > 1) args[1] = text;
    apply(act, self, args);
    requests.set(self, { address: addressOf(text), isAsync: args.length < 3 || !!args[2] });
    delete self.readyState;
  });
  hook('XMLHttpRequest', 'abort', (self, args, act) => {
    requests.delete(self); // one that waits does not go any more
    return apply(act, self, args);
  });
  hook('XMLHttpRequest', 'send', (self, args, act) => {
    const request = requests.get(self),
      may = reaches(request?.address);
    const refuse = () => {
      defineProperty(self, 'readyState', { value: 4, configurable: true });
      fire(self, 'readystatechange', 'error', 'loadend');
    };
    if (may) return apply(act, self, args);
    if (may === false || !request?.isAsync) return refuse(); // nobody can wait for one that blocks
    const isStill = () => requests.get(self) === request;
    whenKnown(
      request.address,
      () => {
        if (isStill()) apply(act, self, args);
      },
      () => {
        if (isStill()) refuse();
      },
    );
  });

  // ---- sockets and event sources ----

  /**
   * What stands for a connection that is refused, or not made yet. A real one with an address that fails would say so
   * on the console.
   * @param {any} made  what was called with `new`
   * @param {any} Class
   * @param {string} url
   * @param {number} state
   */
  function standIn(made, Class, url, state) {
    const one = construct(EventTarget, [], made);
    const own = /** @type {Record<string, unknown>} */ ({ url, readyState: state });
    const keys = native.keys(Class.prototype);
    for (let i = 0; i < keys.length; i++) {
      const { get, value } = /** @type {PropertyDescriptor} */ (getOwnPropertyDescriptor(Class.prototype, keys[i]));
      defineProperty(one, keys[i], {
        value: own[keys[i]] ?? (get ? null : typeof value === 'function' ? () => {} : value),
        writable: true,
        configurable: true,
      });
    }
    return one;
  }

  /**
   * A connection that waits until it is known whether it may be made. Then it does what a real one does.
   * @param {'WebSocket' | 'EventSource'} type
   * @param {any} one  that stands for it
   * @param {URL | undefined} address
   * @param {() => any} connect
   */
  function connectLater(type, one, address, connect) {
    /** @type {any} */
    let real;
    let closed = false;
    const names = ['open', 'message', 'error', 'close'];
    const pass = (/** @type {any} */ event) =>
      tell(one, construct(event.constructor, [native.typeOfEvent(event), event]));
    const close = () => {
      closed = true;
      one.readyState = CLOSED[type];
    };
    const { addEventListener } = one;
    const own = {
      // An event source has events with names of the page's own.
      addEventListener(/** @type {any[]} */ ...args) {
        const name = `${args[0]}`;
        if (!includes(names, name)) {
          names[names.length] = name;
          if (real) native.listen(real, name, pass);
        }
        return apply(addEventListener, one, args);
      },
      close() {
        close();
        if (type === 'WebSocket') fire(one, 'error', 'close');
      },
      ...(type === 'WebSocket' && {
        send() {
          throw new DOMException('Still in CONNECTING state.', 'InvalidStateError');
        },
      }),
    };
    each(native.keys(own), (key) =>
      defineProperty(one, key, { value: /** @type {any} */ (own)[key], writable: true, configurable: true }),
    );

    function become() {
      if (closed) return;
      real = connect();
      const { prototype } = real.constructor;
      each(native.keys(prototype), (key) => {
        const { get, value } = /** @type {PropertyDescriptor} */ (getOwnPropertyDescriptor(prototype, key));
        if (native.startsWith(key, 'on')) return; // its handlers stay, and are called as events come
        const said = key === 'binaryType' ? one[key] : null;
        if (get)
          defineProperty(one, key, {
            get: () => real[key],
            set: (next) => {
              real[key] = next;
            },
            configurable: true,
          });
        else if (typeof value === 'function')
          defineProperty(one, key, {
            value: (/** @type {any[]} */ ...args) => apply(value, real, args),
            configurable: true,
          });
        if (said) real[key] = said;
      });
      each(names, (name) => native.listen(real, name, pass));
    }
    whenKnown(address, become, () => {
      if (closed) return;
      close();
      fire(one, 'error', 'close');
    });
  }

  each(/** @type {('WebSocket' | 'EventSource')[]} */ (['WebSocket', 'EventSource']), (type) => {
    hook('', type, (made, args, Class) => {
      if (!args.length) return construct(/** @type {any} */ (Class), args, made); // it says itself what is wrong
      const url = `${args[0]}`,
        address = addressOf(url),
        may = reaches(address),
        rest = withFirst(args, url);
      const connect = (/** @type {any} */ target) => {
        const real = construct(/** @type {any} */ (Class), rest, target);
        connections = filter(connections, (other) => native.deref(other.weak));
        add(connections, { weak: native.weakly(real), type, address });
        return real;
      };
      if (may) return connect(made);
      const one = standIn(
        made,
        Class,
        address ? native.hrefOf(address) : url,
        may === false ? CLOSED[type] : CONNECTING,
      );
      if (may === false) fire(one, 'error', 'close');
      else connectLater(type, one, address, () => connect(Class));
      return one;
    });
  });

  // ---- a page in a frame that goes elsewhere ----

  /** Of a frame's first, empty document no engine tells this: see the README. */
  if (realm !== window) {
    const navigation = /** @type {any} */ (realm).navigation;
    if (navigation) {
      native.listen(navigation, 'navigate', (/** @type {any} */ event) => {
        if (native.isCancelable(event) && !reaches(addressOf(native.urlOfDestination(native.destinationOf(event)))))
          native.prevent(event);
      });
    }
  }

  return (asked) => {
    const { address, what } = targetOf(asked);
    return reaches(address) ? what : undefined;
  };
}
