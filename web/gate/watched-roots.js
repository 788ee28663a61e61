// The documents that the gate looks after, and roots of shadows in which something waits. A review goes through them.

import { add, each, filter, includes } from '../platform/lists.js';
import { native } from '../platform/pristine.js';

const DOCUMENT = 9,
  FRAGMENT = 11; // the root of a shadow is one, too

/** @type {Node[]} */
let roots = [];

/** A document that is shown no more has no window. @param {Node} root */
const isThere = (root) => (native.kindOf(root) === DOCUMENT ? native.windowOf(root) : native.isConnected(root));

/** A review goes through it from now on, if it is a document or the root of a shadow. @param {Node} root */
export function remember(root) {
  const kind = native.kindOf(root);
  if ((kind === DOCUMENT || kind === FRAGMENT) && !includes(roots, root)) add(roots, root);
}

/** Forgets those that are gone. @param {(root: Node) => void} look */
export function eachRoot(look) {
  roots = filter(roots, isThere);
  each(roots, look);
}
