// Frames: a document in one has a realm of its own, with storages and natives of its own. Nobody need ask for it: a
// frame comes to a page by itself, and goes to another document.

import { urlOf } from '../gate/addresses.js';
import { kindOf, waiting } from '../gate/held-elements.js';
import { attempt } from '../platform/attempt.js';
import { each } from '../platform/lists.js';
import { apply, get, native } from '../platform/pristine.js';
import { isGuarded } from './hooks.js';

/** @typedef {import('./hooks.js').Realm} Realm */

/** The document in a frame, as far as this page may see it. @param {any} frame @returns {Document | null | undefined} */
const documentIn = (frame) => attempt(() => native.documentIn(frame));

/** Does an address lead to this site, or to none? @param {string} address @param {Element} frame */
function isHere(address, frame) {
  const url = urlOf(address, frame);
  return !url || !native.test(/^https?:/, native.protocolOf(url)) || native.originOf(url) === location.origin;
}

/**
 * May a frame be visited for nothing? One that is bound for another origin, or waits, had better not get a realm for
 * it: that takes longer than all else.
 * @param {any} frame
 */
function isNear(frame) {
  const source = /** @type {import('../gate/held-elements.js').Address} */ (kindOf(frame)?.frame);
  const address = native.attribute(frame, source.name);
  return address ? isHere(address, frame) : waiting(frame, source) === null;
}

/** Is there an Assent of its own, and not elements with such names? @param {Realm} realm */
const hasItsOwn = (realm) => attempt(() => typeof get(realm.assent.ready, 'then') === 'function');

/**
 * @param {Realm} first  this page's own realm
 * @param {(realm: Realm) => void} install  guards a realm
 * @param {import('./guard.js').Rules} rules
 * @returns {(document?: Document | null) => Document | null | undefined} guards the realm of a document, and watches
 *   its frames; gives the document
 */
export function openFrames(first, install, { gate, entered }) {
  /** Documents whose frames are looked after. @type {WeakMap<object, any>} */
  const opened = new native.WeakMap();

  /** @type {ReturnType<typeof openFrames>} */
  function visit(document) {
    const realm = /** @type {Realm | null | undefined} */ (document && native.windowOf(document));
    if (document && realm && !opened.has(document)) {
      opened.set(document, realm);
      const isItsOwn = hasItsOwn(realm);
      // A realm stays where the document follows an empty one, as in every new frame.
      if (!isGuarded(realm) && !isItsOwn) install(realm);
      if (realm !== first && !isItsOwn) gate?.watch(document);
      watch(document);
    }
    return document;
  }

  const visitNear = (/** @type {any} */ frame) => {
    if (isNear(frame)) visit(documentIn(frame));
  };

  /** What was inserted. @param {MutationRecord[]} records */
  const follow = (records) =>
    each(records, (record) =>
      each(native.listOf(native.addedTo(record)), (node) => {
        if (native.kindOf(node) !== 1) return;
        if (native.nameOf(node) === 'iframe') visitNear(node);
        else if (native.firstOf(node)) each(native.all(node, 'iframe'), visitNear);
      }),
    );

  /** A frame has loaded: its second document has a window of its own, and nobody heard of it before. @param {Event} event */
  function loaded(event) {
    const inside = documentIn(native.targetOf(event));
    const isNew = inside && !opened.has(inside);
    visit(inside);
    if (isNew && entered) entered();
  }

  /** @param {Document} document */
  function watch(document) {
    native.observe(native.mutationObserver(follow), document, { childList: true, subtree: true });
    native.listen(document, 'load', loaded, true);
  }

  return visit;
}

/**
 * Who asks for what is in a frame gets it guarded.
 * @param {import('./hooks.js').Hook} hook
 * @param {ReturnType<typeof openFrames>} visit
 */
export const guardFrames = (hook, visit) =>
  each(['HTMLIFrameElement', 'HTMLFrameElement', 'HTMLObjectElement'], (type) => {
    hook(type, 'contentDocument', (self, args, act) => visit(apply(act, self, args)), 'get');
    hook(
      type,
      'contentWindow',
      (self, args, act) => {
        visit(documentIn(self)); // null where the window is another origin's
        return apply(act, self, args);
      },
      'get',
    );
  });
