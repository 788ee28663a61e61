// Connections: sockets and event sources. One that is refused fails as without a network, and one that is open ends
// when the page may not talk to its host any more.

import { each } from '../platform/lists.js';
import { classesOf, construct, native } from '../platform/pristine.js';
import { weakList } from '../platform/weak-list.js';
import { addressIn, reaches, whenKnown } from './reaching.js';
import { refusedConnection, waitingConnection } from './waiting-connections.js';

/** @typedef {'WebSocket' | 'EventSource'} Type */

/**
 * Those of this page and its frames. Weak: a browser ends one that nobody listens to.
 * @type {ReturnType<typeof weakList<any, { type: Type, address: URL | undefined }>>}
 */
const connections = weakList();

/** Ends a connection, as where the other side ends it. @param {any} connection @param {Type} type */
function end(connection, type) {
  if (type === 'WebSocket')
    native.closeSocket(connection); // which tells `close`
  else {
    native.closeEventSource(connection);
    native.wait(() => native.dispatch(connection, native.eventIn(document, 'error')));
  }
}

/**
 * The grants changed: what is connected to whom the page may not talk to any more ends.
 * @param {import('./guard.js').Rules} rules
 */
export const closeRefused = (rules) =>
  connections.keep((connection, { type, address }) => {
    const may = reaches(rules, address) !== false;
    if (!may) end(connection, type);
    return may;
  });

/**
 * @param {import('./hooks.js').Realm} realm
 * @param {import('./hooks.js').Hooks['hookClass']} hookClass
 * @param {import('./guard.js').Rules} rules
 */
export function guardConnections(realm, hookClass, rules) {
  const classes = classesOf(realm);

  each(/** @type {Type[]} */ (['WebSocket', 'EventSource']), (type) =>
    hookClass(type, (made, args, act) => {
      const Class = /** @type {any} */ (act);
      if (!args.length) return construct(Class, args, made); // it says itself what is wrong
      const url = `${args[0]}`,
        address = addressIn(realm, url),
        may = reaches(rules, address);
      args[0] = url;
      const connect = (/** @type {any} */ target) => {
        const connection = construct(Class, args, target);
        connections.add(connection, { type, address });
        return connection;
      };
      if (may) return connect(made);
      const shown = address ? native.hrefOf(address) : url;
      if (may === false) return refusedConnection(realm, classes, made, Class, type, shown);
      const { one, become, fail } = waitingConnection(realm, classes, made, Class, type, shown, () => connect(Class));
      whenKnown(rules, address, become, fail);
      return one;
    }),
  );
}
