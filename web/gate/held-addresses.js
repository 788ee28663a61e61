// Addresses of held elements: how they are put away, taken out of their place, and put back into it.

import { native } from '../platform/pristine.js';
import { ADDRESSES, addressesOf, inPlace, kindOf, TYPE, waiting } from './held-elements.js';
import { INERT } from './script-types.js';
import { trust } from './trusted-types.js';

/** Makes an element that is not held inert: what it would act on is put away. @param {Element} element */
export function makeInert(element) {
  if (kindOf(element)?.byType) {
    native.setAttribute(element, TYPE.made, inPlace(element, TYPE) ?? '');
    native.setAttribute(element, TYPE.name, INERT);
    return;
  }
  const addresses = addressesOf(element);
  for (let i = 0; i < addresses.length; i++) {
    const value = inPlace(element, addresses[i]);
    if (value == null) continue;
    // Its author may have written where the same address waits.
    if (waiting(element, addresses[i]) !== value) native.setAttribute(element, addresses[i].made, value);
    native.removeAttribute(element, addresses[i].name);
  }
}

/** Notes where its addresses will wait, and leaves them in their place as yet. @param {Element} element */
export function keepAddresses(element) {
  const addresses = addressesOf(element);
  for (let i = 0; i < addresses.length; i++) {
    const value = inPlace(element, addresses[i]);
    if (value != null) native.setAttribute(element, addresses[i].made, value);
  }
}

/**
 * An element is released, or held: each address that waits is put into its place, or taken out of it.
 * @param {Element} element
 * @param {boolean | undefined} on
 */
export function placeAddresses(element, on) {
  let changes = false;
  for (let i = 0; i < ADDRESSES.length; i++) {
    const { name } = ADDRESSES[i],
      value = waiting(element, ADDRESSES[i]);
    // One that is in its place already would be loaded once more.
    if (value == null || (on && native.attribute(element, name) === value)) continue;
    changes = true;
    if (on) native.setAttribute(element, name, kindOf(element)?.isCode ? trust('createScriptURL', value) : value);
    else native.removeAttribute(element, name);
  }
  if (changes) reloadMedia(element);
}

/** A video, or what a `source` stands in, reads its addresses when it is told to. @param {Element} element */
function reloadMedia(element) {
  const media = native.nameOf(element) === 'source' ? native.parentOf(element) : element;
  if (media && native.kindOf(media) === 1 && native.test(/^(?:video|audio)$/, native.nameOf(media)))
    native.loadMedia(media);
}
