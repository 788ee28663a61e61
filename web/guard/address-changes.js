// A script changes an address that is watched, or the type of a script, by which scripts are held. This is what is done
// in the place of the change; `act` carries it out.

import { kindOf, TYPE, watchedOf } from '../gate/held-elements.js';
import { isInShadow } from '../gate/shadow-roots.js';
import { attempt } from '../platform/attempt.js';
import { apply, native } from '../platform/pristine.js';
import { addressOf } from './trusted-values.js';

/** @typedef {import('./insertions.js').Gate} Gate */

/**
 * Is it in a page, or in a shadow? Who brings that into a page brings an element that shows nothing of it.
 * @param {Node} node
 */
export const mayLive = (node) => native.isConnected(node) || isInShadow(node);

/**
 * A script is given another type, or loses it. One that is held keeps the one that nothing runs, until it is released.
 * @param {Gate} gate
 * @param {any} script
 * @param {string} type
 * @param {() => any} act
 */
export function retype({ admit }, script, type, act) {
  if (native.hasAttribute(script, TYPE.made)) return void native.setAttribute(script, TYPE.made, type);
  const done = act();
  // It could run from now on, with the next text that is put into it.
  if (native.isConnected(script)) attempt(() => admit(script));
  return done;
}

/**
 * An element is given an address, or a script a type.
 * @param {Gate} gate
 * @param {any} element
 * @param {import('../gate/held-elements.js').Address} address
 * @param {any} value
 * @param {(value: any) => any} act  with the value, read once
 */
export function assign(gate, element, address, value, act) {
  const text = addressOf(value);
  if (address === TYPE) return retype(gate, element, `${text}`, () => act(text));
  const { byType, isLoose } = kindOf(element) ?? {};
  // What asks for nothing while it is in no page is looked at when it is inserted.
  if (!isLoose && !mayLive(element)) return act(text);
  if (gate.admits(element, address, `${text}`)) {
    if (native.hasAttribute(element, address.made)) native.removeAttribute(element, address.made);
    return act(text);
  }
  if (byType) return act(text); // it has a type now that nothing runs
  native.setAttribute(element, address.made, `${text}`);
  if (native.hasAttribute(element, address.name)) native.removeAttribute(element, address.name);
}

/**
 * An attribute is taken away: what is given up is not waited for any more.
 * @param {Gate} gate
 * @param {any} element
 * @param {string | undefined} name
 * @param {() => any} act
 */
export function giveUp(gate, element, name, act) {
  const address = name && watchedOf(element, name);
  if (!address) return act();
  if (address === TYPE) return retype(gate, element, '', act);
  native.removeAttribute(element, address.made);
  return act();
}

/**
 * The same by its name, which is read once.
 * @param {Gate} gate
 * @param {any} element
 * @param {number} at  where the name stands among the arguments: first, or behind a namespace
 * @param {any} self
 * @param {any[]} args
 * @param {Function} act
 */
export function giveUpNamed(gate, element, at, self, args, act) {
  if (args.length <= at) return apply(act, self, args);
  const name = `${args[at]}`;
  return giveUp(gate, element, name, () => apply(act, self, at ? [args[0], name] : [name]));
}
