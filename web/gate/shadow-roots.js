// Roots of the shadows that scripts made. No selector and no list of the browser finds them, so they are noted when
// they are made.

import { native } from '../platform/pristine.js';
import { weakList } from '../platform/weak-list.js';

/** @type {WeakSet<Node>} */
const known = new native.WeakSet();
/** @type {ReturnType<typeof weakList<ShadowRoot>>} */
const roots = weakList();
let isAny = false; // a page without shadows pays nothing for the question

/** @param {ShadowRoot} root */
export function addShadow(root) {
  known.add(root);
  roots.add(root, undefined);
  isAny = true;
}

/** Does this node stand in one? @param {Node} node */
export const isInShadow = (node) => isAny && known.has(native.topmostOf(node));

/** Those that are in a page. @param {(root: ShadowRoot) => void} look */
export const eachShadow = (look) =>
  roots.each((root) => {
    if (native.isConnected(root)) look(root);
  });
