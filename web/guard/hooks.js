// How the guard stands before what is built in. It must not be told from what it stands before: scripts look whether
// functions are native, compare descriptors, and fetch unspoilt ones out of a frame.

import { each } from '../platform/lists.js';
import { apply, defineProperty, getOwnPropertyDescriptor, homeOf, native, tellerIn } from '../platform/pristine.js';

/** @typedef {Window & typeof globalThis} Realm */
/** @typedef {'value' | 'get' | 'set'} Part  of a property */
/**
 * What is done in the place of what stood there, which is called as `act`; of a constructor, `self` is what was called
 * with `new`.
 * @typedef {(self: any, args: any[], act: Function) => any} Act
 */
/**
 * Puts something in front of a method or a property. `type`: whose it is, the name of a class; empty: the window's.
 * @typedef {(type: string, key: string, act: Act, part?: Part) => void} Hook
 */
/**
 * @typedef {object} Hooks  of one realm
 * @property {Hook} hook
 * @property {(key: string, act: Act) => void} hookClass  in front of a class of the window
 * @property {(type: string, key: string, real: (self: any) => any, part?: Part) => void} hookThrough  in front of what
 *   is done natively, to `real` of the object that it is called on
 */

/**
 * The same in front of several members.
 * @param {Hook} hook
 * @param {Record<string, string[]>} members  by type
 * @param {Act} act
 * @param {Part} [part]
 */
export const hookEach = (hook, members, act, part) =>
  each(native.keys(members), (type) => each(members[type], (key) => hook(type, key, act, part)));

/** As the browser reads a text that it is given, once; nothing: it is not there. @param {unknown} value */
export const textOf = (value) => (value === undefined ? undefined : `${value}`);

/**
 * A class has more to it than can be copied, so a proxy stands for it.
 * @param {any} stood
 * @param {Act} act
 */
function classLike(stood, act) {
  const handler = {
    __proto__: null,
    construct: (/** @type {any} */ _, /** @type {any[]} */ args, /** @type {any} */ self) => act(self, args, stood),
  };
  const made = new native.Proxy(stood, /** @type {any} */ (handler));
  const found = getOwnPropertyDescriptor(stood.prototype, 'constructor');
  defineProperty(stood.prototype, 'constructor', { ...found, value: made });
  return made;
}

/** A method of an object constructs nothing, as a native one does. @param {any} stood @param {Act} act */
function methodLike(stood, act) {
  const { made } = {
    made(/** @type {any[]} */ ...args) {
      return act(this, args, stood);
    },
  };
  return named(made, stood);
}

/** The same in a function of its own, which an engine makes faster. @param {any} stood @param {(self: any) => any} real */
function nativeLike(stood, real) {
  const { made } = {
    made(/** @type {any[]} */ ...args) {
      return apply(stood, real(this), args);
    },
  };
  return named(made, stood);
}

/** @template {Function} T @param {T} made @param {any} stood */
function named(made, stood) {
  each(['length', 'name'], (one) => defineProperty(made, one, { value: stood[one] }));
  return made;
}

/** From what stands there to what stood there. @type {WeakMap<object, Function>} */
const natives = new native.WeakMap();
let isWhole = true;

/** Could everything that is there be put behind the guard? */
export const isEverythingHooked = () => isWhole;

/** Is a realm guarded already? @param {Realm} realm */
export const isGuarded = (realm) => natives.has(tellerIn(realm));

/**
 * Puts something in the place of what stands there, unless this browser does not have it.
 * @param {any} owner
 * @param {string} key
 * @param {Part} part
 * @param {(stood: any) => any} make
 */
function replace(owner, key, part, make) {
  const found = owner && getOwnPropertyDescriptor(owner, key);
  const stood = found?.[part];
  if (!stood) return;
  const made = make(stood);
  natives.set(made, stood);
  isWhole = defineProperty(owner, key, { ...found, [part]: made }) && isWhole;
}

/** The hooks of a realm, in which no function tells that it is one of these. @param {Realm} realm @returns {Hooks} */
export function hooksIn(realm) {
  const ownerOf = (/** @type {string} */ type, /** @type {string} */ key) => (type ? homeOf(realm, type, key) : realm);
  /** @type {Hook} */
  const hook = (type, key, act, part = 'value') =>
    replace(ownerOf(type, key), key, part, (stood) => methodLike(stood, act));
  hook('Function', 'toString', (self, _, act) => apply(act, natives.get(self) ?? self, []));
  return {
    hook,
    hookClass: (key, act) => replace(realm, key, 'value', (stood) => classLike(stood, act)),
    hookThrough: (type, key, real, part = 'value') =>
      replace(ownerOf(type, key), key, part, (stood) => nativeLike(stood, real)),
  };
}
