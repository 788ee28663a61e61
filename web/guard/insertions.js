// What a script puts into a page. Each way is looked at before the browser acts on it: a script and a frame when they are
// inserted, an image when it has an address. What may not load is made inert (gate/held-elements.js) and waits there for
// a grant. Nobody is told an error, as on a slow network.

import { attempt } from '../platform/attempt.js';
import { apply, native } from '../platform/pristine.js';
import { mayLive } from './address-changes.js';
import { guardAttributeNodes } from './attribute-nodes.js';
import { guardCopies } from './copies.js';
import { guardGivenAddresses } from './given-addresses.js';
import { hookEach } from './hooks.js';
import { guardMarkup } from './markup.js';

/**
 * @typedef {object} Gate
 * @property {(root: Node) => boolean} admit  before it comes into a page: what may not run or load is made inert; was
 *   anything?
 * @property {(element: Element, address: import('../gate/held-elements.js').Address, value: string) => boolean} admits
 *   may it have this address? If not, it is held
 * @property {(root: ShadowRoot) => void} watchShadow  what comes into it is looked at
 * @property {(root: Node, deep: boolean) => boolean} refusesImage  is it an image, or deep: is one in it, that may not
 *   load?
 */

/**
 * Guards all that a script makes.
 * @param {import('./hooks.js').Realm} realm
 * @param {import('./hooks.js').Hook} hook
 * @param {Gate} gate
 */
export function guardMade(realm, hook, gate) {
  guardInsertions(hook, gate);
  guardCopies(hook, gate);
  guardMarkup(realm, hook, gate);
  guardGivenAddresses(realm, hook, gate);
  guardAttributeNodes(hook, gate);
}

/**
 * @param {import('./hooks.js').Hook} hook
 * @param {Gate} gate
 */
function guardInsertions(hook, { admit, watchShadow }) {
  /**
   * A node is about to come below another one. What is put into a tree that is in no page is looked at with that tree;
   * but images load in any document that is not inert.
   * @param {Node} parent
   * @param {any} node
   */
  function enter(parent, node) {
    if (node !== null && typeof node === 'object') {
      attempt(() => {
        if (mayLive(parent) || native.ownerOf(node) !== native.ownerOf(parent)) admit(node);
      });
    }
  }

  /** The first argument is put into what this is called on. @type {import('./hooks.js').Act} */
  const enterFirst = (self, args, act) => {
    enter(self, args[0]);
    return apply(act, self, args);
  };
  /** Every argument is. @type {import('./hooks.js').Act} */
  const enterAll = (self, args, act) => {
    for (let i = 0; i < args.length; i++) enter(self, args[i]);
    return apply(act, self, args);
  };
  /** The first argument is put somewhere, whatever this is called on. @type {import('./hooks.js').Act} */
  const admitFirst = (self, args, act) => {
    attempt(() => admit(args[0]));
    return apply(act, self, args);
  };

  const moves = ['moveBefore'],
    into = ['append', 'prepend', 'replaceChildren'],
    beside = ['before', 'after', 'replaceWith'];
  hookEach(hook, { Node: ['appendChild', 'insertBefore', 'replaceChild'] }, enterFirst);
  hookEach(hook, { Element: moves, Document: moves, DocumentFragment: moves }, enterFirst);
  hookEach(hook, { Element: into, Document: into, DocumentFragment: into }, enterAll);
  hookEach(hook, { Element: beside, CharacterData: beside, DocumentType: beside }, enterAll);
  hook('Element', 'insertAdjacentElement', (self, args, act) => {
    enter(self, args[1]);
    return apply(act, self, args);
  });
  hookEach(hook, { Range: ['insertNode', 'surroundContents'] }, admitFirst);
  hookEach(hook, { HTMLSelectElement: ['add'], HTMLOptionsCollection: ['add'] }, admitFirst);
  hookEach(hook, { Document: ['body'], HTMLTableElement: ['caption', 'tHead', 'tFoot'] }, admitFirst, 'set');

  hook('Element', 'attachShadow', (self, args, act) => {
    const root = apply(act, self, args);
    watchShadow(root);
    return root;
  });
}
