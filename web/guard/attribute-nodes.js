// Attributes as nodes: the same addresses, given in another way.

import { watchedOf } from '../gate/held-elements.js';
import { attempt } from '../platform/attempt.js';
import { each } from '../platform/lists.js';
import { apply, native } from '../platform/pristine.js';
import { assign, giveUp, giveUpNamed } from './address-changes.js';
import { hookEach } from './hooks.js';

const ATTRIBUTE = 2;

/** Whose attributes these are, in whatever realm they were asked for. @type {WeakMap<object, Element>} */
const owners = new native.WeakMap();

/**
 * @param {import('./hooks.js').Hook} hook
 * @param {import('./insertions.js').Gate} gate
 */
export function guardAttributeNodes(hook, gate) {
  /** @param {any} element @param {any} node @param {() => any} act */
  function assignNode(element, node, act) {
    const name = attempt(() => native.attrName(node));
    const address = name && watchedOf(element, name);
    return address ? (assign(gate, element, address, native.attrValue(node), act) ?? null) : act();
  }

  hookEach(hook, { Element: ['setAttributeNode', 'setAttributeNodeNS'] }, (self, args, act) =>
    assignNode(self, args[0], () => apply(act, self, args)),
  );
  hook('Element', 'removeAttributeNode', (self, args, act) =>
    giveUp(
      gate,
      self,
      attempt(() => native.attrName(args[0])),
      () => apply(act, self, args),
    ),
  );

  hook(
    'Element',
    'attributes',
    (self, args, act) => {
      const found = apply(act, self, args);
      owners.set(found, self);
      return found;
    },
    'get',
  );
  hookEach(hook, { NamedNodeMap: ['setNamedItem', 'setNamedItemNS'] }, (self, args, act) => {
    const element = owners.get(self);
    return element ? assignNode(element, args[0], () => apply(act, self, args)) : apply(act, self, args);
  });
  each(['removeNamedItem', 'removeNamedItemNS'], (key, at) =>
    hook('NamedNodeMap', key, (self, args, act) => {
      const element = owners.get(self);
      return element ? giveUpNamed(gate, element, at, self, args, act) : apply(act, self, args);
    }),
  );

  hookEach(
    hook,
    { Attr: ['value'], Node: ['nodeValue', 'textContent'] },
    (self, args, act) => {
      const element = attempt(() => native.kindOf(self) === ATTRIBUTE && native.ownerElementOf(self));
      const address = element && watchedOf(element, native.attrName(self));
      return address
        ? assign(gate, element, address, args[0], (now) => apply(act, self, [now]))
        : apply(act, self, args);
    },
    'set',
  );
}
