// Images that wait and are in no page: beacons, and tiles of a map that is painted. They load without being inserted,
// so no look at a page finds them.

import { add, each, includes, part } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { knownState } from './held-states.js';

/** How many are kept: a page that makes them without end must not fill the memory. The oldest go first. */
const MOST = 999;

/** @type {Element[]} */
let images = [];

/** @param {Element} image */
export function addLoose(image) {
  if (!includes(images, image)) add(images, image);
  if (images.length > MOST) images = part(images, 1);
}

/** Looks at each. Those stay that still wait and are still in no page. @param {(image: Element) => void} look */
export function reviewLoose(look) {
  const all = images;
  images = [];
  each(all, (image) => {
    look(image);
    if (!knownState(image)?.on && !native.isConnected(image)) add(images, image);
  });
}
