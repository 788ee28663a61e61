// The guard's third part: what a script puts into a page, and the addresses it gives to scripts, images and frames.
// Each way is looked at before the browser acts on it: a script and a frame when they are inserted, an image when it
// has an address. What may not load is made inert (gate/held-elements.js) and waits there for a grant; nobody is told
// an error, as on a slow network.

import { urlOf } from '../gate/addresses.js';
import { attempt } from '../platform/attempt.js';
import { each, flat, part } from '../platform/lists.js';
import { apply, classesOf, getOwnPropertyDescriptor, homeOf, native } from '../platform/pristine.js';
import { replace } from '../platform/texts.js';

/** A text from which something could come that asks for something. */
const SUSPICIOUS = /<(?:script|i?frame|image|img|source)\b|data-(?:category|service)/i;
/**
 * Who has which of the attributes that are looked at: addresses, and the type of a script, by which it is held.
 * @type {Record<string, RegExp>}
 */
const HAS = {
  img: /^src(?:set)?$/i,
  source: /^src(?:set)?$/i,
  script: /^(?:src|type)$/i,
  iframe: /^src$/i,
  frame: /^src$/i,
};

/** Roots of shadows that scripts made. @type {WeakSet<Node>} */
const shadows = new native.WeakSet();
let hasShadows = false; // a page without them pays nothing for them

/** Whose attributes these are, in whatever realm they were asked for. @type {WeakMap<object, Element>} */
const owners = new native.WeakMap();

/**
 * @typedef {object} Gate
 * @property {(root: Node) => boolean} admit  before it comes into a page: what may not run or load is made inert; was
 *   anything?
 * @property {(element: Element, name: string, value: string) => boolean} admits  may it have this address? If not it is
 *   held
 * @property {(root: ShadowRoot) => void} observe  what comes into it is looked at
 * @property {(root: Node, deep: boolean) => boolean} refusesImage  is it an image, or deep: is one in it, that may not
 *   load?
 */

/**
 * @param {import('./guard.js').Realm} realm
 * @param {import('./guard.js').Hook} hook
 * @param {Gate} gate
 */
export function guardInsertions(realm, hook, { admit, admits, observe, refusesImage }) {
  /** @type {Document | undefined} nothing runs and nothing loads in it */
  let inert;
  const inertly = () => (inert ??= native.inertDocument(''));
  const { Promise } = classesOf(realm);

  // ---- nodes ----

  /**
   * Is it in a page, or in a shadow? Who brings that into a page brings an element that shows nothing of it.
   * @param {Node} node
   */
  const mayLive = (node) => native.isConnected(node) || (hasShadows && shadows.has(native.topmostOf(node)));

  /** A node that is about to come below another one. @param {Node} parent @param {any} node */
  function enter(parent, node) {
    // What is put into a tree that is in no page is looked at with that tree; images load in any document that is not
    // inert.
    if (node !== null && typeof node === 'object') {
      attempt(() => {
        if (mayLive(parent) || native.ownerOf(node) !== native.ownerOf(parent)) admit(node);
      });
    }
  }

  /**
   * @param {Record<string, string[]>} members  by type
   * @param {import('./guard.js').Act} act
   * @param {'value' | 'set'} [part]
   */
  const hookAll = (members, act, part) =>
    each(native.keys(members), (type) => each(members[type], (key) => hook(type, key, act, part)));

  hookAll(
    {
      Node: ['appendChild', 'insertBefore', 'replaceChild'],
      Element: ['moveBefore'],
      Document: ['moveBefore'],
      DocumentFragment: ['moveBefore'],
    },
    (self, args, act) => {
      enter(self, args[0]);
      return apply(act, self, args);
    },
  );
  hookAll(
    {
      Element: ['append', 'prepend', 'replaceChildren', 'before', 'after', 'replaceWith'],
      Document: ['append', 'prepend', 'replaceChildren'],
      DocumentFragment: ['append', 'prepend', 'replaceChildren'],
      CharacterData: ['before', 'after', 'replaceWith'],
      DocumentType: ['before', 'after', 'replaceWith'],
    },
    (self, args, act) => {
      for (let i = 0; i < args.length; i++) enter(self, args[i]);
      return apply(act, self, args);
    },
  );
  hook('Element', 'insertAdjacentElement', (self, args, act) => {
    enter(self, args[1]);
    return apply(act, self, args);
  });
  hook('Element', 'attachShadow', (self, args, act) => {
    const root = apply(act, self, args);
    observe(root);
    shadows.add(root);
    hasShadows = true;
    return root;
  });
  /** Whatever it is put into. @type {import('./guard.js').Act} */
  const admitFirst = (self, args, act) => {
    attempt(() => admit(args[0]));
    return apply(act, self, args);
  };
  hookAll(
    { Range: ['insertNode', 'surroundContents'], HTMLSelectElement: ['add'], HTMLOptionsCollection: ['add'] },
    admitFirst,
  );
  hookAll({ Document: ['body'], HTMLTableElement: ['caption', 'tHead', 'tFoot'] }, admitFirst, 'set');

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

  hook(
    'Node',
    'cloneNode',
    (self, args, act) => attempt(() => heldCopy(self, !!args[0], native.ownerOf(self))) ?? apply(act, self, args),
  );
  hook(
    'Document',
    'importNode',
    (self, args, act) => attempt(() => heldCopy(args[0], !!args[1], self)) ?? apply(act, self, args),
  );
  hook('Document', 'adoptNode', (self, args, act) => {
    attempt(() => admit(args[0]));
    return apply(act, self, args);
  });

  // ---- markup as text ----

  /** @param {'isTrustedMarkup' | 'isTrustedAddress'} is @param {any} value */
  const isTrusted = (is, value) =>
    value !== null && typeof value === 'object' && native.trustedTypes() && native[is](native.trustedTypes(), value);

  /**
   * A text is read once: of an object with a `toString` of its own each reading could be another one.
   * @param {any} value
   */
  const textOf = (value) => (value === null || isTrusted('isTrustedMarkup', value) ? value : `${value}`);

  /**
   * The same text for a parser without scripting, which would read the inside of `noscript` as markup, and so what
   * follows in another way: `noembed` is to it what `noscript` is where there is scripting (HTML, "in body"). @param
   * {any} value
   */
  const asScripted = (value) =>
    typeof value === 'string' ? replace(value, /(<\/?)noscript/gi, (found) => `${found[1]}noembed`) : value;

  const markup = /** @type {Function} */ (
    getOwnPropertyDescriptor(homeOf(realm, 'Element', 'innerHTML') ?? {}, 'innerHTML')?.set
  );
  /**
   * What would become of it below such an element, in a document where nothing loads. Nothing: it may come into the
   * page as it is.
   * @param {Element} context @param {any} value
   */
  function heldMarkup(context, value) {
    if (!native.test(SUSPICIOUS, `${value}`)) return undefined;
    const read = asScripted(value);
    const shell = native.importNode(inertly(), context, false);
    apply(markup, shell, [read]);
    return admit(shell) ? native.childrenOf(shell) : undefined;
  }

  /** A root in a shadow has the context of its host. @param {any} root */
  const contextOf = (root) => (native.kindOf(root) === 1 ? root : native.create(inertly(), 'div'));

  each(['Element', 'ShadowRoot'], (type) => {
    hook(
      type,
      'innerHTML',
      (self, args, act) => {
        const value = textOf(args[0]);
        const isTemplate = type === 'Element' && native.nameOf(self) === 'template'; // what is in it is inert already
        const held = isTemplate ? undefined : attempt(() => heldMarkup(contextOf(self), value));
        if (!held) return apply(act, self, [value]);
        native.empty(self);
        native.append(self, held);
      },
      'set',
    );
    hook(type, 'setHTMLUnsafe', (self, args, act) => {
      const value = textOf(args[0]);
      const held = attempt(() => heldMarkup(contextOf(self), value));
      if (!held) return apply(act, self, flat([[value], part(args, 1)]));
      native.empty(self);
      native.append(self, held);
    });
  });
  hook(
    'Element',
    'outerHTML',
    (self, args, act) => {
      const value = textOf(args[0]);
      const parent = native.parentOf(self);
      const held = parent && native.kindOf(parent) !== 9 && attempt(() => heldMarkup(contextOf(parent), value));
      if (!held) return apply(act, self, [value]);
      native.append(parent, held, self);
      native.remove(self);
    },
    'set',
  );
  hook('Element', 'insertAdjacentHTML', (self, args, act) => {
    const where = args[0],
      value = textOf(args[1]);
    const place = native.lower(`${where}`),
      outside = place === 'beforebegin' || place === 'afterend';
    const parent = outside ? native.parentOf(self) : self;
    const held = parent && attempt(() => heldMarkup(contextOf(parent), value));
    if (!held) return apply(act, self, flat([[where, value], part(args, 2)]));
    native.append(
      parent,
      held,
      place === 'beforebegin'
        ? self
        : place === 'afterend'
          ? native.nextOf(self)
          : place === 'afterbegin'
            ? native.firstOf(self)
            : null,
    );
  });
  hook('Range', 'createContextualFragment', (self, args, act) => {
    const value = textOf(args[0]);
    const held =
      native.test(SUSPICIOUS, `${value}`) &&
      attempt(() => {
        const start = native.startOf(self);
        const shell = native.importNode(
          inertly(),
          native.kindOf(start) === 1 ? start : (native.parentOf(start) ?? native.create(inertly(), 'body')),
          false,
        );
        const range = native.rangeIn(inertly());
        native.selectIn(range, native.kindOf(shell) === 1 ? shell : native.create(inertly(), 'body'));
        const fragment = apply(act, range, [asScripted(value)]); // its scripts will run, unlike those of innerHTML
        return admit(fragment) && native.adopt(realm.document, fragment);
      });
    return held || apply(act, self, [value]);
  });

  // ---- addresses, and types ----

  /**
   * A script is given another type, or loses it. One that is held keeps the one that nothing runs, until it is
   * released.
   * @param {any} script @param {string} type @param {() => any} act
   */
  function retype(script, type, act) {
    if (native.hasAttribute(script, 'data-assent-type'))
      return void native.setAttribute(script, 'data-assent-type', type);
    const done = act();
    // it could run from now on, with the next text that is put into it
    if (native.isConnected(script)) attempt(() => admit(script));
    return done;
  }

  /**
   * An element is given an address.
   * @param {any} element @param {string} name @param {any} value @param {(value: any) => any} act  gives it
   */
  function assign(element, name, value, act) {
    const tag = native.nameOf(element),
      key = native.lower(name);
    const text = isTrusted('isTrustedAddress', value) ? value : `${value}`; // to Trusted Types a script's address is more than a text
    if (key === 'type') return retype(element, `${text}`, () => act(text));
    // A script or frame that is in no page yet asks for nothing: it is looked at when it is inserted.
    if (tag !== 'img' && tag !== 'source' && !mayLive(element)) return act(text);
    if (admits(element, key, `${text}`)) {
      if (native.hasAttribute(element, `data-assent-${key}`)) native.removeAttribute(element, `data-assent-${key}`);
      return act(text);
    }
    if (tag === 'script') return act(text); // it has a type now that nothing runs
    native.setAttribute(element, `data-assent-${key}`, `${text}`);
    if (native.hasAttribute(element, key)) native.removeAttribute(element, key);
  }

  /** @param {any} element @param {string} name */
  function isWatched(element, name) {
    if (name.length !== 3 && name.length !== 4 && name.length !== 6) return false;
    const expression = HAS[native.nameOf(element)];
    return !!expression && native.test(expression, name);
  }

  /** @param {string} type @param {string} name */
  function guardAddress(type, name) {
    hook(
      `HTML${type}Element`,
      name,
      (self, args, act) => assign(self, name, args[0], (now) => apply(act, self, [now])),
      'set',
    );
    if (type === 'Script') return;
    // Who asks for the address of what waits gets it: libraries look whether theirs is there already.
    hook(
      `HTML${type}Element`,
      name,
      (self, args, act) => {
        const found = apply(act, self, args);
        const held = found === '' ? native.attribute(self, `data-assent-${name}`) : null;
        return held === null ? found : name === 'src' ? native.hrefOf(urlOf(held, self) ?? held) : held;
      },
      'get',
    );
  }
  each(['Image', 'Source', 'Script', 'IFrame', 'Frame'], (type) => guardAddress(type, 'src'));
  each(['Image', 'Source'], (type) => guardAddress(type, 'srcset'));
  hook(
    'HTMLScriptElement',
    'type',
    (self, args, act) => retype(self, `${args[0]}`, () => apply(act, self, args)),
    'set',
  );
  // A name is read once, as the platform reads it: `['src']` is one, too.
  hook('Element', 'setAttribute', (self, args, act) => {
    if (args.length < 2) return apply(act, self, args);
    const name = `${args[0]}`,
      { 1: value } = args;
    return isWatched(self, name)
      ? assign(self, name, value, (now) => apply(act, self, [name, now]))
      : apply(act, self, [name, value]);
  });
  hook('Element', 'setAttributeNS', (self, args, act) => {
    if (args.length < 3) return apply(act, self, args);
    const name = `${args[1]}`,
      { 0: space, 2: value } = args;
    return isWatched(self, name)
      ? assign(self, name, value, (now) => apply(act, self, [space, name, now]))
      : apply(act, self, [space, name, value]);
  });

  /**
   * An attribute is taken away: an address that is given up is not waited for any more.
   * @param {any} element
   * @param {string | undefined} name
   * @param {() => any} act
   */
  function giveUp(element, name, act) {
    if (!name || !isWatched(element, name)) return act();
    if (native.lower(name) === 'type') return retype(element, '', act);
    native.removeAttribute(element, `data-assent-${native.lower(name)}`);
    return act();
  }
  /**
   * The same by its name, which stands at this place among the arguments.
   * @param {any} element
   * @param {number} at
   * @param {any} self
   * @param {any[]} args
   * @param {Function} act
   */
  function giveUpNamed(element, at, self, args, act) {
    if (args.length <= at) return apply(act, self, args);
    const name = `${args[at]}`;
    return giveUp(element, name, () => apply(act, self, at ? [args[0], name] : [name]));
  }
  each(['removeAttribute', 'removeAttributeNS'], (key, at) =>
    hook('Element', key, (self, args, act) => giveUpNamed(self, at, self, args, act)),
  );
  hook('Element', 'removeAttributeNode', (self, args, act) =>
    giveUp(
      self,
      attempt(() => native.attrName(args[0])),
      () => apply(act, self, args),
    ),
  );
  hook('Element', 'toggleAttribute', (self, args, act) => {
    if (!args.length) return apply(act, self, args);
    const name = `${args[0]}`,
      go = () => apply(act, self, args.length > 1 ? [name, args[1]] : [name]);
    return native.hasAttribute(self, name) && !args[1] ? giveUp(self, name, go) : go();
  });

  // An image that waits is decoded once it has come.
  hook('HTMLImageElement', 'decode', (self, args, act) => {
    const waits = native.hasAttribute(self, 'data-assent-src') || native.hasAttribute(self, 'data-assent-srcset');
    if (!waits || native.hasAttribute(self, 'src') || native.hasAttribute(self, 'srcset'))
      return apply(act, self, args);
    return new Promise((done) => native.listen(self, 'load', () => done(apply(act, self, args))));
  });

  /** An attribute as a node. @param {any} element @param {any} attr @param {() => any} act */
  function assignNode(element, attr, act) {
    const name = attempt(() => native.attrName(attr));
    return name && isWatched(element, name) ? (assign(element, name, native.attrValue(attr), act) ?? null) : act();
  }
  hookAll({ Element: ['setAttributeNode', 'setAttributeNodeNS'] }, (self, args, act) =>
    assignNode(self, args[0], () => apply(act, self, args)),
  );
  hook(
    'Element',
    'attributes',
    (self, args, act) => {
      const found = apply(act, self, args);
      owners.set(found, self);
      return found;
    },
    'get',
  );
  hookAll({ NamedNodeMap: ['setNamedItem', 'setNamedItemNS'] }, (self, args, act) => {
    const element = owners.get(self);
    return element ? assignNode(element, args[0], () => apply(act, self, args)) : apply(act, self, args);
  });
  each(['removeNamedItem', 'removeNamedItemNS'], (key, at) =>
    hook('NamedNodeMap', key, (self, args, act) => {
      const element = owners.get(self);
      return element ? giveUpNamed(element, at, self, args, act) : apply(act, self, args);
    }),
  );
  hookAll(
    { Attr: ['value'], Node: ['nodeValue', 'textContent'] },
    (self, args, act) => {
      const element = attempt(() => native.kindOf(self) === 2 && native.ownerElementOf(self));
      return element && isWatched(element, native.attrName(self))
        ? assign(element, native.attrName(self), args[0], (now) => apply(act, self, [now]))
        : apply(act, self, args);
    },
    'set',
  );
}
