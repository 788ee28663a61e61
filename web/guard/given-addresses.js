// Addresses that a script gives to scripts, images and frames, as a property or as an attribute.

import { urlOf } from '../gate/addresses.js';
import { KINDS, TYPE, WATCHED, watchedOf } from '../gate/held-elements.js';
import { each, some } from '../platform/lists.js';
import { apply, classesOf, native } from '../platform/pristine.js';
import { assign, giveUp, giveUpNamed, retype } from './address-changes.js';

/** @typedef {import('./hooks.js').Hook} Hook */
/** @typedef {import('./insertions.js').Gate} Gate */

/**
 * @param {import('./hooks.js').Realm} realm
 * @param {Hook} hook
 * @param {Gate} gate
 */
export function guardGivenAddresses(realm, hook, gate) {
  for (const tag in KINDS) each(KINDS[tag].watched, (address) => guardProperty(hook, gate, KINDS[tag], address));
  hook(
    'HTMLScriptElement',
    TYPE.name,
    (self, args, act) => retype(gate, self, `${args[0]}`, () => apply(act, self, args)),
    'set',
  );
  guardAttributes(hook, gate);
  guardDecoding(realm, hook);
}

/**
 * @param {Hook} hook
 * @param {Gate} gate
 * @param {import('../gate/held-elements.js').Kind} kind
 * @param {import('../gate/held-elements.js').Address} address
 */
function guardProperty(hook, gate, { type, byType }, address) {
  const { name, made, isUrl } = address,
    owner = `HTML${type}Element`;
  hook(owner, name, (self, args, act) => assign(gate, self, address, args[0], (now) => apply(act, self, [now])), 'set');
  if (byType) return; // its address stays in its place
  // Who asks for the address of what waits gets it: libraries look whether theirs is there already.
  hook(
    owner,
    name,
    (self, args, act) => {
      const found = apply(act, self, args);
      const held = found === '' ? native.attribute(self, made) : null;
      return held === null ? found : isUrl ? native.hrefOf(urlOf(held, self) ?? held) : held;
    },
    'get',
  );
}

/**
 * Attributes by their names. A name is read once, as the platform reads it: `['src']` is one, too.
 * @param {Hook} hook
 * @param {Gate} gate
 */
function guardAttributes(hook, gate) {
  hook('Element', 'setAttribute', (self, args, act) => {
    if (args.length < 2) return apply(act, self, args);
    const name = `${args[0]}`,
      { 1: value } = args;
    const address = watchedOf(self, name);
    return address
      ? assign(gate, self, address, value, (now) => apply(act, self, [name, now]))
      : apply(act, self, [name, value]);
  });
  hook('Element', 'setAttributeNS', (self, args, act) => {
    if (args.length < 3) return apply(act, self, args);
    const name = `${args[1]}`,
      { 0: space, 2: value } = args;
    const address = watchedOf(self, name);
    return address
      ? assign(gate, self, address, value, (now) => apply(act, self, [space, name, now]))
      : apply(act, self, [space, name, value]);
  });
  each(['removeAttribute', 'removeAttributeNS'], (key, at) =>
    hook('Element', key, (self, args, act) => giveUpNamed(gate, self, at, self, args, act)),
  );
  hook('Element', 'toggleAttribute', (self, args, act) => {
    if (!args.length) return apply(act, self, args);
    const name = `${args[0]}`,
      go = () => apply(act, self, args.length > 1 ? [name, args[1]] : [name]);
    return native.hasAttribute(self, name) && !args[1] ? giveUp(gate, self, name, go) : go();
  });
}

/**
 * An image that waits is decoded once it has come.
 * @param {import('./hooks.js').Realm} realm
 * @param {Hook} hook
 */
function guardDecoding(realm, hook) {
  const { Promise } = classesOf(realm);
  hook('HTMLImageElement', 'decode', (self, args, act) => {
    const waits = some(WATCHED, ({ made }) => native.hasAttribute(self, made));
    if (!waits || some(WATCHED, ({ name }) => native.hasAttribute(self, name))) return apply(act, self, args);
    return new Promise((done) => native.listen(self, 'load', () => done(apply(act, self, args))));
  });
}
