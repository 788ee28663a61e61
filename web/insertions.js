// The guard's third part: what a script puts into a page, and the addresses it gives to scripts, images and frames. Each way is looked at
// before the browser acts on it: a script and a frame when they are inserted, an image when it has an address. What may not load is made
// inert (held.js) and waits there for a grant; nobody is told an error, as on a slow network.

import { hostOf, urlOf } from './address.js';
import { attempt } from './attempt.js';
import { each, flat, part } from './lists.js';
import { apply, getOwnPropertyDescriptor, homeOf, native } from './pristine.js';

/** A text from which something could come that asks for something. */
const SUSPICIOUS = /<(?:script|i?frame|image|img|source)\b|data-(?:category|service)/i;
/** Who has which of the addresses that are looked at. @type {Record<string, RegExp>} */
const HAS = { img: /^src(?:set)?$/i, source: /^src(?:set)?$/i, script: /^src$/i, iframe: /^src$/i, frame: /^src$/i };

/**
 * @typedef {object} Gate
 * @property {(root: Node) => boolean} admit  before it comes into a page: what may not run or load is made inert; was anything?
 * @property {(element: Element, name: string, value: string) => boolean} admits  may it have this address? If not it is held
 * @property {(root: ShadowRoot) => void} observe  what comes into it is looked at
 * @property {(root: Node, deep: boolean) => boolean} refusesImage  is it an image, or deep: is one in it, that may not load?
 */

/**
 * @param {import('./guard.js').Realm} realm
 * @param {import('./guard.js').Hook} hook
 * @param {Gate} gate
 */
export function guardInsertions(realm, hook, { admit, admits, observe, refusesImage }) {
  /** @type {Document | undefined} nothing runs and nothing loads in it */
  let inert;
  const inertly = () => inert ??= native.inertDocument('');

  // ---- nodes ----

  /** A node that is about to come below another one. @param {Node} parent @param {any} node */
  function enter(parent, node) {
    // What is put into a tree that is in no page is looked at with that tree; images load in any document that is not inert.
    if (node !== null && typeof node === 'object') {
      attempt(() => { if (native.isConnected(parent) || native.ownerOf(node) !== native.ownerOf(parent)) admit(node); });
    }
  }

  /** @param {Record<string, string[]>} members  by type @param {import('./guard.js').Act} act @param {'value' | 'set'} [part] */
  const hookAll = (members, act, part) => each(native.keys(members), type => each(members[type], key => hook(type, key, act, part)));

  hookAll({ Node: ['appendChild', 'insertBefore', 'replaceChild'], Element: ['moveBefore'], Document: ['moveBefore'], DocumentFragment: ['moveBefore'] }, (self, args, act) => {
    enter(self, args[0]);
    return apply(act, self, args);
  });
  hookAll({
    Element: ['append', 'prepend', 'replaceChildren', 'before', 'after', 'replaceWith'], Document: ['append', 'prepend', 'replaceChildren'],
    DocumentFragment: ['append', 'prepend', 'replaceChildren'], CharacterData: ['before', 'after', 'replaceWith'], DocumentType: ['before', 'after', 'replaceWith'],
  }, (self, args, act) => {
    for (let i = 0; i < args.length; i++) enter(self, args[i]);
    return apply(act, self, args);
  });
  hook('Element', 'insertAdjacentElement', (self, args, act) => {
    enter(self, args[1]);
    return apply(act, self, args);
  });
  hook('Element', 'attachShadow', (self, args, act) => {
    const root = apply(act, self, args);
    observe(root);
    return root;
  });
  hookAll({ Range: ['insertNode', 'surroundContents'] }, (self, args, act) => {
    attempt(() => admit(args[0]));
    return apply(act, self, args);
  });

  // ---- copies: that of an image loads as soon as it is made ----

  /**
   * Is there something in it that may not load? Then a copy that is made inert.
   * @param {any} node @param {boolean} deep @param {Document} target
   */
  function heldCopy(node, deep, target) {
    if (!refusesImage(node, deep)) return undefined;
    const copy = native.importNode(inertly(), node, deep);
    admit(copy);
    return native.adopt(target, copy);
  }

  hook('Node', 'cloneNode', (self, args, act) => attempt(() => heldCopy(self, !!args[0], native.ownerOf(self))) ?? apply(act, self, args));
  hook('Document', 'importNode', (self, args, act) => attempt(() => heldCopy(args[0], !!args[1], self)) ?? apply(act, self, args));
  hook('Document', 'adoptNode', (self, args, act) => {
    attempt(() => admit(args[0]));
    return apply(act, self, args);
  });

  // ---- markup as text ----

  /** @param {'isTrustedMarkup' | 'isTrustedAddress'} is @param {any} value */
  const isTrusted = (is, value) => value !== null && typeof value === 'object' && native.trustedTypes() && native[is](native.trustedTypes(), value);

  /** A text is read once: of an object with a `toString` of its own each reading could be another one. @param {any} value */
  const textOf = value => value === null || isTrusted('isTrustedMarkup', value) ? value : `${value}`;

  const markup = /** @type {Function} */ (getOwnPropertyDescriptor(homeOf(realm, 'Element', 'innerHTML') ?? {}, 'innerHTML')?.set);
  /**
   * What would become of it below such an element, in a document where nothing loads. Nothing: it may come into the page as it is.
   * @param {Element} context @param {any} value
   */
  function heldMarkup(context, value) {
    if (!native.test(SUSPICIOUS, `${value}`)) return undefined;
    const shell = native.importNode(inertly(), context, false);
    apply(markup, shell, [value]);
    return admit(shell) ? native.childrenOf(shell) : undefined;
  }

  /** A root in a shadow has the context of its host. @param {any} root */
  const contextOf = root => native.kindOf(root) === 1 ? root : native.create(inertly(), 'div');

  each(['Element', 'ShadowRoot'], type => {
    hook(type, 'innerHTML', (self, args, act) => {
      const value = textOf(args[0]);
      const isTemplate = type === 'Element' && native.nameOf(self) === 'template'; // what is in it is inert already
      const held = isTemplate ? undefined : attempt(() => heldMarkup(contextOf(self), value));
      if (!held) return apply(act, self, [value]);
      native.empty(self);
      native.append(self, held);
    }, 'set');
    hook(type, 'setHTMLUnsafe', (self, args, act) => {
      const value = textOf(args[0]);
      const held = attempt(() => heldMarkup(contextOf(self), value));
      if (!held) return apply(act, self, flat([[value], part(args, 1)]));
      native.empty(self);
      native.append(self, held);
    });
  });
  hook('Element', 'outerHTML', (self, args, act) => {
    const value = textOf(args[0]);
    const parent = native.parentOf(self);
    const held = parent && native.kindOf(parent) !== 9 && attempt(() => heldMarkup(contextOf(parent), value));
    if (!held) return apply(act, self, [value]);
    native.append(parent, held, self);
    native.remove(self);
  }, 'set');
  hook('Element', 'insertAdjacentHTML', (self, args, act) => {
    const where = args[0], value = textOf(args[1]);
    const place = native.lower(`${where}`), outside = place === 'beforebegin' || place === 'afterend';
    const parent = outside ? native.parentOf(self) : self;
    const held = parent && attempt(() => heldMarkup(contextOf(parent), value));
    if (!held) return apply(act, self, flat([[where, value], part(args, 2)]));
    native.append(parent, held, place === 'beforebegin' ? self : place === 'afterend' ? native.nextOf(self) : place === 'afterbegin' ? native.firstOf(self) : null);
  });
  hook('Range', 'createContextualFragment', (self, args, act) => {
    const value = textOf(args[0]);
    const held = native.test(SUSPICIOUS, `${value}`) && attempt(() => {
      const start = native.startOf(self);
      const shell = native.importNode(inertly(), native.kindOf(start) === 1 ? start : native.parentOf(start) ?? native.create(inertly(), 'body'), false);
      const range = native.rangeIn(inertly());
      native.selectIn(range, native.kindOf(shell) === 1 ? shell : native.create(inertly(), 'body'));
      const fragment = apply(act, range, [value]); // its scripts will run, unlike those of innerHTML
      return admit(fragment) && native.adopt(realm.document, fragment);
    });
    return held || apply(act, self, [value]);
  });

  // ---- addresses ----

  /**
   * An element is given an address.
   * @param {any} element @param {string} name @param {any} value @param {(value: any) => any} act  gives it
   */
  function assign(element, name, value, act) {
    const tag = native.nameOf(element), key = native.lower(name);
    const text = isTrusted('isTrustedAddress', value) ? value : `${value}`; // to Trusted Types a script's address is more than a text
    // A script or frame that is in no page yet asks for nothing: it is looked at when it is inserted.
    if ((tag !== 'img' && tag !== 'source') && !native.isConnected(element)) return act(text);
    if (admits(element, key, `${text}`)) {
      if (native.hasAttribute(element, `data-assent-${key}`)) native.removeAttribute(element, `data-assent-${key}`);
      return act(text);
    }
    if (tag === 'script') return act(text); // it has a type now that nothing runs
    native.setAttribute(element, `data-assent-${key}`, `${text}`);
    if (native.hasAttribute(element, key)) native.removeAttribute(element, key);
  }

  /** @param {any} element @param {any} name */
  function isWatched(element, name) {
    if (typeof name !== 'string' || (name.length !== 3 && name.length !== 6)) return false;
    const expression = HAS[native.nameOf(element)];
    return !!expression && native.test(expression, name);
  }

  /** @param {string} type @param {string} name */
  function guardAddress(type, name) {
    hook(`HTML${type}Element`, name, (self, args, act) => assign(self, name, args[0], now => apply(act, self, [now])), 'set');
    if (type === 'Script') return;
    // Who asks for the address of what waits gets it: libraries look whether theirs is there already.
    hook(`HTML${type}Element`, name, (self, args, act) => {
      const found = apply(act, self, args);
      const held = found === '' ? native.attribute(self, `data-assent-${name}`) : null;
      return held === null ? found : name === 'src' ? native.hrefOf(urlOf(held, self) ?? held) : held;
    }, 'get');
  }
  each(['Image', 'Source', 'Script', 'IFrame', 'Frame'], type => guardAddress(type, 'src'));
  each(['Image', 'Source'], type => guardAddress(type, 'srcset'));
  hook('Element', 'setAttribute', (self, args, act) => {
    const { 0: name, 1: value } = args;
    return args.length > 1 && isWatched(self, name) ? assign(self, name, value, now => apply(act, self, [name, now])) : apply(act, self, args);
  });
  hook('Element', 'setAttributeNS', (self, args, act) => {
    const { 0: space, 1: name, 2: value } = args;
    return args.length > 2 && isWatched(self, name) ? assign(self, name, value, now => apply(act, self, [space, name, now])) : apply(act, self, args);
  });

  // An address that is given up is not waited for any more.
  each(['removeAttribute', 'removeAttributeNS'], (key, at) => hook('Element', key, (self, args, act) => {
    if (isWatched(self, args[at])) native.removeAttribute(self, `data-assent-${native.lower(args[at])}`);
    return apply(act, self, args);
  }));

  /** An attribute as a node. @param {any} element @param {any} attr @param {() => any} act */
  function assignNode(element, attr, act) {
    const name = attempt(() => native.attrName(attr));
    return name && isWatched(element, name) ? assign(element, name, native.attrValue(attr), act) ?? null : act();
  }
  hookAll({ Element: ['setAttributeNode', 'setAttributeNodeNS'] }, (self, args, act) => assignNode(self, args[0], () => apply(act, self, args)));
  /** Whose attributes these are. @type {WeakMap<object, Element>} */
  const owners = new native.WeakMap();
  hook('Element', 'attributes', (self, args, act) => {
    const found = apply(act, self, args);
    owners.set(found, self);
    return found;
  }, 'get');
  hookAll({ NamedNodeMap: ['setNamedItem', 'setNamedItemNS'] }, (self, args, act) => {
    const element = owners.get(self);
    return element ? assignNode(element, args[0], () => apply(act, self, args)) : apply(act, self, args);
  });
  hookAll({ Attr: ['value'], Node: ['nodeValue', 'textContent'] }, (self, args, act) => {
    const element = attempt(() => native.kindOf(self) === 2 && native.ownerElementOf(self));
    return element && isWatched(element, native.attrName(self)) ? assign(element, native.attrName(self), args[0], now => apply(act, self, [now])) : apply(act, self, args);
  }, 'set');
}
