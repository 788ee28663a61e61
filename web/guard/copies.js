// Copies of nodes. That of an image loads as soon as it is made.

import { attempt } from '../platform/attempt.js';
import { apply, native } from '../platform/pristine.js';
import { inertly } from './inert-document.js';

/**
 * @param {import('./hooks.js').Hook} hook
 * @param {import('./insertions.js').Gate} gate
 */
export function guardCopies(hook, { admit, refusesImage }) {
  /**
   * If there is an image in it that may not load: a copy of it that is made inert.
   * @param {any} node @param {boolean} deep @param {Document} target
   */
  const heldCopy = (node, deep, target) =>
    attempt(() => {
      if (!refusesImage(node, deep)) return undefined;
      const copy = native.importNode(inertly(), node, deep);
      admit(copy);
      return native.adopt(target, copy);
    });

  hook(
    'Node',
    'cloneNode',
    (self, args, act) => heldCopy(self, !!args[0], native.ownerOf(self)) ?? apply(act, self, args),
  );
  hook('Document', 'importNode', (self, args, act) => heldCopy(args[0], !!args[1], self) ?? apply(act, self, args));
  hook('Document', 'adoptNode', (self, args, act) => {
    attempt(() => admit(args[0]));
    return apply(act, self, args);
  });
}
