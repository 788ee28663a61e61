// Markup that a script gives the browser as a text. It is parsed once where nothing runs and nothing loads. What may not
// load is made inert there, and then all of it comes into the page as nodes.

import { SUSPICIOUS } from '../gate/selectors.js';
import { attempt } from '../platform/attempt.js';
import { each, flat, part } from '../platform/lists.js';
import { apply, getOwnPropertyDescriptor, homeOf, native } from '../platform/pristine.js';
import { replace } from '../platform/texts.js';
import { inertly } from './inert-document.js';
import { markupOf } from './trusted-values.js';

const ELEMENT = 1,
  DOCUMENT = 9;

/** @param {any} value */
const isSuspicious = (value) => native.test(SUSPICIOUS, `${value}`);

/**
 * The same text for a parser without scripting. That would read the inside of `noscript` as markup, and so what follows
 * in another way. `noembed` is to it what `noscript` is where there is scripting (HTML, "in body").
 * @param {any} value
 */
const asScripted = (value) =>
  typeof value === 'string' ? replace(value, /(<\/?)noscript/gi, (found) => `${found[1]}noembed`) : value;

/** Where `insertAdjacentHTML` puts nodes: before which node of the parent. @type {Record<string, (self: any) => any>} */
const BEFORE = /** @type {any} */ ({
  __proto__: null,
  beforebegin: (/** @type {any} */ self) => self,
  afterbegin: (/** @type {any} */ self) => native.firstOf(self),
  beforeend: () => null,
  afterend: (/** @type {any} */ self) => native.nextOf(self),
});

/** What a text of a page would become. @typedef {(context: Element, value: any) => any[] | undefined} HeldMarkup */

/**
 * @param {import('./hooks.js').Realm} realm
 * @param {import('./hooks.js').Hook} hook
 * @param {import('./insertions.js').Gate} gate
 */
export function guardMarkup(realm, hook, { admit }) {
  const found = getOwnPropertyDescriptor(homeOf(realm, 'Element', 'innerHTML') ?? {}, 'innerHTML');
  const setMarkup = /** @type {Function} */ (found?.set);

  /** A root in a shadow has the context of its host. @param {any} root */
  const contextOf = (root) => (native.kindOf(root) === ELEMENT ? root : native.create(inertly(), 'div'));

  /**
   * What would become of a text in the place of what is in a node, if something of it may not load.
   * @param {any} root
   * @param {any} value
   * @returns {any[] | undefined} nothing: it may come into the page as it is
   */
  const heldMarkup = (root, value) =>
    attempt(() => {
      if (!isSuspicious(value)) return undefined;
      const shell = native.importNode(inertly(), contextOf(root), false);
      apply(setMarkup, shell, [asScripted(value)]);
      return admit(shell) ? native.childrenOf(shell) : undefined;
    });

  guardContents(hook, heldMarkup);
  guardPlaces(hook, heldMarkup);
  guardFragments(realm, hook, admit);
}

/** What is in a node is replaced. @param {import('./hooks.js').Hook} hook @param {HeldMarkup} heldMarkup */
function guardContents(hook, heldMarkup) {
  each(['Element', 'ShadowRoot'], (type) => {
    hook(
      type,
      'innerHTML',
      (self, args, act) => {
        const value = markupOf(args[0]);
        const isTemplate = type === 'Element' && native.nameOf(self) === 'template'; // what is in it is inert already
        const held = isTemplate ? undefined : heldMarkup(self, value);
        if (held) native.fill(self, held);
        else return apply(act, self, [value]);
      },
      'set',
    );
    hook(type, 'setHTMLUnsafe', (self, args, act) => {
      const value = markupOf(args[0]);
      const held = heldMarkup(self, value);
      if (held) native.fill(self, held);
      else return apply(act, self, flat([[value], part(args, 1)]));
    });
  });
}

/** Something comes into the place of an element, or beside it. @param {import('./hooks.js').Hook} hook @param {HeldMarkup} heldMarkup */
function guardPlaces(hook, heldMarkup) {
  hook(
    'Element',
    'outerHTML',
    (self, args, act) => {
      const value = markupOf(args[0]);
      const parent = native.parentOf(self);
      const held = parent && native.kindOf(parent) !== DOCUMENT && heldMarkup(parent, value);
      if (!held) return apply(act, self, [value]);
      native.append(parent, held, self);
      native.remove(self);
    },
    'set',
  );
  hook('Element', 'insertAdjacentHTML', (self, args, act) => {
    const where = args[0],
      value = markupOf(args[1]);
    const place = native.lower(`${where}`),
      isOutside = place === 'beforebegin' || place === 'afterend';
    const parent = isOutside ? native.parentOf(self) : self;
    const held = parent && heldMarkup(parent, value);
    if (!held) return apply(act, self, flat([[where, value], part(args, 2)]));
    native.append(parent, held, BEFORE[place]?.(self) ?? null);
  });
}

/**
 * Fragments of a range. Their scripts will run, unlike those of `innerHTML`.
 * @param {import('./hooks.js').Realm} realm
 * @param {import('./hooks.js').Hook} hook
 * @param {import('./insertions.js').Gate['admit']} admit
 */
function guardFragments(realm, hook, admit) {
  /** An element of the inert document that parses as the place where a range begins does. @param {any} range */
  function shellOf(range) {
    const start = native.startOf(range);
    const body = () => native.create(inertly(), 'body');
    const context = native.kindOf(start) === ELEMENT ? start : (native.parentOf(start) ?? body());
    const shell = native.importNode(inertly(), context, false);
    return native.kindOf(shell) === ELEMENT ? shell : body();
  }

  hook('Range', 'createContextualFragment', (self, args, act) => {
    const value = markupOf(args[0]);
    const held =
      isSuspicious(value) &&
      attempt(() => {
        const range = native.rangeIn(inertly());
        native.selectIn(range, shellOf(self));
        const fragment = apply(act, range, [asScripted(value)]);
        return admit(fragment) && native.adopt(realm.document, fragment);
      });
    return held || apply(act, self, [value]);
  });
}
