// The gate: elements that wait, and are released or held as the core answers. Markup waits because its author marked
// it; what a script makes waits because it is looked at before it is inserted (guard/insertions.js). What is held is
// inert in itself (held-elements.js).

import { endWorker } from '../guard/workers.js';
import { attempt as tried } from '../platform/attempt.js';
import { each, filter, includes, part, some } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { has } from '../platform/texts.js';
import { whenDrawn, whenParsed } from '../platform/timing.js';
import { urlOf } from './addresses.js';
import { ADDRESSES, addressesOf, HELD, hostsOf, isInert, SUSPECTS, waiting, workOf } from './held-elements.js';
import { openQueue } from './script-queue.js';

/** Elements to which an address may be code, or to Trusted Types is. */
const CODE = /^(?:script|embed|object)$/;
const FRAME = 'iframe,frame,embed,object';
/**
 * Images in no page, and shadows that may be gone, which are kept: a page that makes them without end must not fill the
 * memory.
 */
const LOOSE = 999;
/** What a script made while it was granted: it carries no mark. */
const UNMARKED =
  ':is(iframe[src],img[src],img[srcset],source[src],source[srcset]):not([data-category],[data-service],[data-assent-src],[data-assent-srcset])';
/** A frame that has loaded something. */
const LOADED = 'iframe[src],frame[src],embed[src],object[data]';

/** @typedef {string[] | false} Hold  why it may not, and whose it is; false: it may */
/**
 * @typedef {object} State  of a held element
 * @property {number} [epoch]  when it was asked about last
 * @property {boolean} [on]    the answer
 * @property {string} id       its service's id, else its category's, else that of the service that held it
 * @property {string[]} hosts  where it comes from
 * @property {(Worker | SharedWorker)[]} workers  that it started
 * @property {HTMLScriptElement} [script]  what runs, or has run, for a held script
 */

/**
 * @param {object} rules
 * @param {(kind: string, category: string, service: string, host: string) => Hold} rules.ask  about a marked element
 * @param {(host: string) => Hold} rules.reach  about any other: may the page talk to this host?
 * @param {(name: string, detail: object) => void} tell
 */
export function gate({ ask, reach }, tell) {
  /** @type {WeakMap<Element, State>} */
  const states = new native.WeakMap();
  /** From what runs to what was held. @type {WeakMap<Element, HTMLScriptElement>} */
  const originals = new native.WeakMap();
  /**
   * Scripts that ran, as they were held: each runs once on a page, however often it is granted.
   * @type {HTMLScriptElement[]}
   */
  const ran = [];
  /** Whose the scripts are that were started, by their addresses. @type {Map<string, string>} */
  const started = new native.Map();
  /** Frames that may load, behind the scripts that may start. @type {Element[]} */
  let frames = [];
  /** Documents whose elements are looked after, and roots of shadows in which something waits. @type {Node[]} */
  let roots = [];
  /**
   * Roots of all the shadows that scripts made, and how many there may be before those that are gone are let go of.
   * @type {WeakRef<ShadowRoot>[]}
   */
  let shadows = [];
  let room = LOOSE;
  /** Images that wait and are in no page: beacons, and tiles of a map that is painted. @type {Element[]} */
  let loose = [];
  let epoch = 0;
  /** @type {boolean | undefined} a review does, for the click behind which it comes */
  let waits;

  // ---- Trusted Types see one policy; all that it passes on stood in the page's own markup ----

  /** @type {any} */
  let policy;
  /** @type {Error | undefined} the page lets nobody make one */
  let barred;
  const asItIs = (/** @type {string} */ text) => text;
  /** @param {'createScript' | 'createScriptURL'} kind @param {string} text */
  const trust = (kind, text) => {
    const types = native.trustedTypes();
    if (!types) return text;
    if (barred) throw barred;
    try {
      policy ??= native.createPolicy(types, 'assent', { createScript: asItIs, createScriptURL: asItIs });
    } catch {
      native.error(
        (barred = new native.Error(
          'assent: scripts and frames stay held, because the Content-Security-Policy of this page lets nobody make the Trusted Types policy that they need: add "assent" to its trusted-types',
        )),
      );
      throw barred;
    }
    return kind === 'createScript' ? native.trustScript(policy, text) : native.trustAddress(policy, text);
  };

  /** @param {Element} element @param {string} name @param {string} value */
  const give = (element, name, value) =>
    native.setAttribute(
      element,
      name,
      native.test(CODE, native.nameOf(element)) && name !== 'type' ? trust('createScriptURL', value) : value,
    );

  // ---- what is asked ----

  /** @param {Element} element @param {string} name */
  const mark = (element, name) => native.attribute(element, `data-${name}`) ?? '';

  /** @param {Element} element */
  const isMarked = (element) =>
    native.hasAttribute(element, 'data-category') || native.hasAttribute(element, 'data-service');

  /**
   * May an element that comes from these hosts run or load?
   * @param {Element} element @param {string[]} hosts  none: it comes from nowhere else
   * @param {boolean} [live]  it is not inert: then marks that this config does not know are somebody else's
   * @returns {Hold}
   */
  function holdOf(element, hosts, live) {
    const category = mark(element, 'category'),
      service = mark(element, 'service');
    let marked = isMarked(element);
    for (let i = 0; i < (hosts.length || 1); i++) {
      const host = hosts[i] ?? '';
      let why = marked && ask(native.nameOf(element), category, service, host);
      if (why && why[0] === 'unknown' && live) why = marked = false;
      if (!marked) why = host ? reach(host) : false;
      if (why) return why;
    }
    return false;
  }

  /** @param {Element} element @param {Hold} why */
  const tellHeld = (element, why) => {
    if (why) tell('held', { element, why: why[0], id: why[1] });
  };

  /** @param {Element} element @returns {State} */
  function stateOf(element) {
    let state = states.get(element);
    if (!state)
      states.set(
        element,
        (state = { id: mark(element, 'service') || mark(element, 'category'), hosts: [], workers: [] }),
      );
    return state;
  }

  /**
   * @template A, B, T
   * @param {any} element
   * @param {(element: any, one: A, other: B) => T} act  what may fail for this element alone
   * @param {A} [one]
   * @param {B} [other]
   * @returns {T | undefined}
   */
  function attempt(element, act, one, other) {
    try {
      return act(element, /** @type {A} */ (one), /** @type {B} */ (other));
    } catch (error) {
      tell('error', { element, error });
    }
  }

  // ---- scripts ----

  const { enter, leave, pump } = openQueue((script, isListed) => {
    const state = /** @type {State} */ (states.get(script));
    // Asked once more: in the middle of a withdrawal not every script has heard of it.
    return (
      !!state.on &&
      !state.script &&
      native.isConnected(script) &&
      !holdOf(script, state.hosts) &&
      !!attempt(script, start, state, isListed)
    );
  });

  /** The type that a held script has once it is released. @param {Element} script */
  const typeOf = (script) => native.attribute(script, 'data-assent-type') ?? native.attribute(script, 'data-type');

  /** @param {Element} script */
  const sourceOf = (script) =>
    native.attribute(script, 'data-assent-src') ??
    native.attribute(script, 'data-src') ??
    native.attribute(script, 'src');

  /** It has run. @param {HTMLScriptElement} script */
  const note = (script) => {
    if (!includes(ran, script)) ran[ran.length] = script;
  };

  /**
   * A script that its author marked runs beside the held one, which stays, and goes when it has run.
   * @param {HTMLScriptElement} original
   * @param {State} state
   * @param {boolean} isListed
   * @returns {boolean} it loads first
   */
  function start(original, state, isListed) {
    // not a copy: that of a script written through innerHTML would never run
    const script = native.create(native.ownerOf(original), 'script');
    const names = native.attributeNames(original);
    for (let i = 0; i < names.length; i++) {
      if (names[i] !== 'src' && names[i] !== 'type')
        native.setAttribute(script, names[i], native.attribute(original, names[i]));
    }
    const type = typeOf(original) ?? '',
      source = sourceOf(original),
      work = workOf(original, type);
    // the attribute reads as empty once a page with a policy is parsed
    native.setNonce(script, native.nonceOf(original));
    if (type) native.setAttribute(script, 'type', type);
    native.setAsync(script, !isListed);
    state.script = script;
    originals.set(script, original);
    if (source && work !== 'data') {
      /** @param {Event} event */
      const done = (event) => {
        if (state.script === script) note(original);
        native.remove(script);
        leave(original);
        // whoever listens, listens to the one that stands in the page
        tried(() => native.dispatch(original, native.event(native.typeOfEvent(event))));
      };
      native.listen(script, 'load', done);
      native.listen(script, 'error', done);
      native.setAttribute(script, 'src', trust('createScriptURL', source));
      const url = urlOf(source, original);
      if (url) started.set(native.hrefOf(url), state.id);
      native.insertBefore(native.parentOf(original), script, original);
      return true;
    }
    if (work !== 'data') note(original);
    native.setScriptText(script, trust('createScript', native.scriptTextOf(original)));
    native.insertBefore(native.parentOf(original), script, original);
    if (work !== 'data') native.remove(script); // an inline module runs later, all the same
    return false;
  }

  /**
   * A script that a page made runs itself, where it stands, with whoever listens to it.
   * @param {HTMLScriptElement} script
   */
  function startMade(script) {
    wake(script);
    const parent = native.parentOf(script),
      next = native.nextOf(script);
    if (!parent) return; // it runs when it is inserted
    native.remove(script);
    native.insertBefore(parent, script, next);
  }

  /** Its own type again. @param {HTMLScriptElement} script */
  function wake(script) {
    const type = native.attribute(script, 'data-assent-type');
    native.removeAttribute(script, 'data-assent-type');
    if (type) native.setAttribute(script, 'type', type);
    else native.removeAttribute(script, 'type');
    native.listen(script, 'load', () => note(script));
  }

  /**
   * A script that may no longer run. If it has not run yet it will not, for HTML runs no script whose document has
   * changed; if it has, that cannot be undone. (Of an inline module nobody hears when it runs.)
   * @param {HTMLScriptElement} original @param {State} state
   */
  function stop(original, state) {
    const { script } = state;
    if (!script) return;
    native.remove(script);
    native.adopt(native.emptyDocument(), script);
    if (!includes(ran, original)) state.script = undefined;
    leave(original);
  }

  // ---- everything else ----

  /** @param {Element} element @param {boolean | undefined} on */
  function load(element, on) {
    let changes = false;
    for (let i = 0; i < ADDRESSES.length; i++) {
      const value = waiting(element, ADDRESSES[i]);
      // it would load once more
      if (value == null || (on && native.attribute(element, ADDRESSES[i]) === value)) continue;
      changes = true;
      if (on) give(element, ADDRESSES[i], value);
      else native.removeAttribute(element, ADDRESSES[i]);
    }
    const media = native.nameOf(element) === 'source' ? native.parentOf(element) : element;
    if (changes && media && native.kindOf(media) === 1 && native.test(/^(?:video|audio)$/, native.nameOf(media)))
      native.loadMedia(media);
  }

  /**
   * Taken out before it changes and put back, a frame is a new, empty one: no navigation, no step in the history.
   * @param {Element} frame
   */
  function unload(frame) {
    const parent = native.parentOf(frame),
      next = native.nextOf(frame);
    if (parent) native.remove(frame);
    load(frame, false);
    if (parent) native.insertBefore(parent, frame, next);
  }

  /**
   * Behind the next frame of the page, unless it may be there again by then.
   * @param {Element} frame
   * @param {State} state
   */
  async function unloadBehind(frame, state) {
    await whenDrawn();
    if (!state.on) attempt(frame, unload);
  }

  /** Makes an element that is not held inert. @param {Element} element @param {boolean} marked */
  function hold(element, marked) {
    if (native.nameOf(element) === 'script') {
      native.setAttribute(element, 'data-assent-type', native.attribute(element, 'type') ?? '');
      native.setAttribute(element, 'type', 'text/plain');
      return;
    }
    const names = addressesOf(native.nameOf(element), marked);
    for (let i = 0; i < names.length; i++) {
      const value = native.attribute(element, names[i]);
      if (value == null) continue;
      if (waiting(element, names[i]) !== value) native.setAttribute(element, `data-assent-${names[i]}`, value);
      native.removeAttribute(element, names[i]);
    }
  }

  // ---- held elements, as the document has them ----

  /** @param {any} element */
  function consider(element) {
    const known = states.get(element);
    if (known?.epoch === epoch) return;
    const tag = native.nameOf(element),
      isScript = tag === 'script';
    if (isScript && !isInert(element)) return;
    /** @type {string[]} */
    const hosts = [];
    let isHeld = isScript,
      live = false;
    if (isScript) hostsOf(element, 'src', sourceOf(element), hosts);
    else {
      for (let i = 0; i < ADDRESSES.length; i++) {
        const value = waiting(element, ADDRESSES[i]);
        isHeld ||= !!value;
        live ||= native.hasAttribute(element, ADDRESSES[i]);
        hostsOf(element, ADDRESSES[i], value, hosts);
      }
    }
    if (!isHeld) return;
    const state = stateOf(element),
      made = native.hasAttribute(element, 'data-assent-type');
    state.epoch = epoch;
    state.hosts = hosts;
    const why = holdOf(element, hosts);
    if (why && why[0] === 'unknown' && live && !state.on) return; // somebody else's attributes, on an element that is at work
    tellHeld(element, why);
    if (why) remember(native.topmostOf(element));
    if (state.on === !why) return;
    state.on = !why;
    if (why) {
      state.id ||= why[1] ?? '';
      each(state.workers, endWorker);
      state.workers = [];
    }
    // To load a frame or to unload one takes longer than all else that a choice does.
    // A browser that goes back gives a frame the address that it had when the page was left, though none stands in it.
    if (why && native.isBack && native.matches(element, FRAME) && !native.matches(element, LOADED)) unload(element);
    else if (why && native.matches(element, LOADED)) unloadBehind(element, state);
    else if (!why && native.matches(element, FRAME)) frames[frames.length] = element;
    else if (!isScript) load(element, !why);
    else if (why) stop(element, state);
    else if (made) startMade(element);
    else if (!state.script) {
      const type = typeOf(element),
        work = workOf(element, type);
      if (work !== 'none') enter(element, work, sourceOf(element) != null);
    }
  }

  /** Scripts first: a frame takes longer to begin than eight of them. */
  function release() {
    pump();
    if (!frames[0]) return;
    // In a task of its own: Chromium loses the navigation of a frame that the parser has just inserted if it begins in
    // an observer's microtask.
    native.wait(() => {
      const due = frames;
      frames = [];
      for (let i = 0; i < due.length; i++) attempt(due[i], load, /** @type {State} */ (states.get(due[i])).on);
    });
  }

  /** @param {Node} root */
  function scan(root) {
    const found = native.all(root, HELD);
    for (let i = 0; i < found.length; i++) attempt(found[i], consider);
  }

  /**
   * What was inserted, and what is below it: a change costs in proportion to itself, whatever else the document holds.
   * @param {MutationRecord[]} records
   */
  function follow(records) {
    if (waits) return; // the review looks at all of it
    for (let i = 0; i < records.length; i++) {
      const added = native.listOf(native.addedTo(records[i]));
      for (let j = 0; j < added.length; j++) {
        const node = added[j];
        if (native.kindOf(node) !== 1) continue;
        if (native.matches(/** @type {Element} */ (node), HELD)) attempt(node, consider);
        if (native.firstOf(node)) scan(node);
      }
    }
    release();
  }

  /** @param {Node} root */
  function reviewMade(root) {
    const live = native.all(root, UNMARKED);
    for (let i = 0; i < live.length; i++) attempt(live[i], loaded);
  }

  function reviewAll() {
    waits = false;
    // what is gone is gone
    roots = filter(roots, (root) => (native.kindOf(root) === 9 ? native.windowOf(root) : native.isConnected(root)));
    each(roots, scan);
    const apart = loose;
    loose = [];
    each(apart, (element) => {
      attempt(element, consider);
      if (!states.get(element)?.on && !native.isConnected(element)) loose[loose.length] = element;
    });
    each(roots, reviewMade);
    each(shadows, (weak) => {
      const root = native.deref(weak);
      if (root && native.isConnected(root)) reviewMade(root);
    });
    release();
  }

  /**
   * An element that has loaded what may no longer be, or would do so later: it goes back to held.
   * @param {Element} element
   */
  function loaded(element) {
    /** @type {string[]} */
    const hosts = [];
    const names = addressesOf(native.nameOf(element), false);
    for (let i = 0; i < names.length; i++) hostsOf(element, names[i], native.attribute(element, names[i]), hosts);
    if (!holdOf(element, hosts)) return;
    for (let i = 0; i < names.length; i++) {
      const value = native.attribute(element, names[i]);
      if (value != null) native.setAttribute(element, `data-assent-${names[i]}`, value);
    }
    const state = stateOf(element);
    state.on = true; // it is at work, whatever became of it earlier
    state.epoch = undefined;
    consider(element);
  }

  /**
   * The grants changed: every element is asked about again.
   * @param {boolean} [later]  in a task of its own, and none before it, but for the scripts that ran
   */
  function review(later) {
    epoch++;
    for (let i = 0; i < ran.length; i++) attempt(ran[i], consider); // one may have taken itself out of the page
    waits = later;
    if (later) native.wait(reviewAll);
    else reviewAll();
  }

  // ---- what a script makes ----

  /**
   * May an element have this address? If not it waits for it.
   * @param {Element} element @param {string} name @param {string} value
   */
  function admits(element, name, value) {
    const hosts = hostsOf(element, name, value),
      why = holdOf(element, hosts, true);
    if (!why) return true;
    keep(element, hosts, why);
    return false;
  }

  /** It is made inert, and waits. @param {Element} element @param {string[]} hosts @param {string[]} why */
  function keep(element, hosts, why) {
    hold(element, isMarked(element));
    const state = stateOf(element);
    if (native.nameOf(element) === 'img' && !includes(loose, element)) loose[loose.length] = element;
    if (loose.length > LOOSE) loose = part(loose, 1);
    state.on = false;
    state.hosts = hosts;
    state.id ||= why[1] ?? '';
    tellHeld(element, why);
  }

  /**
   * @param {Element} element
   * @param {boolean} [asks]  it is left as it is
   * @returns {boolean} it may not run or load, and is not inert
   */
  function admitOne(element, asks) {
    const tag = native.nameOf(element);
    const marked = isMarked(element);
    if (tag === 'script') {
      const made = native.attribute(element, 'data-assent-type');
      if (isInert(element)) {
        if (made != null && !holdOf(element, hostsOf(element, 'src', sourceOf(element))))
          wake(/** @type {HTMLScriptElement} */ (element));
        return false;
      }
      const work = workOf(element, native.attribute(element, 'type'));
      if (work === 'data' || work === 'none' || originals.has(element)) return false;
    }
    /** @type {string[]} */
    const hosts = [];
    const names = addressesOf(tag, marked);
    let live = tag === 'script' && marked;
    for (let i = 0; i < names.length; i++) {
      const value = native.attribute(element, names[i]);
      live ||= value != null;
      hostsOf(element, names[i], value, hosts);
    }
    if (!live) return false;
    const why = holdOf(element, hosts, !states.has(element));
    if (why && !asks) keep(element, hosts, why);
    return !!why;
  }

  /**
   * Before nodes come into a page, or to life in it: what of them may not run or load is made inert.
   * @param {Node} root @returns {boolean} something was
   */
  function admit(root) {
    const kind = native.kindOf(root);
    if (kind !== 1 && kind !== 11 && kind !== 9) return false;
    let any =
      kind === 1 && native.matches(/** @type {Element} */ (root), SUSPECTS) && admitOne(/** @type {Element} */ (root));
    if (!native.firstOf(root)) return any;
    const found = native.all(root, SUSPECTS);
    for (let i = 0; i < found.length; i++) any = admitOne(found[i]) || any;
    return any;
  }

  /** @param {Node} root @param {boolean} deep */
  function refusesImage(root, deep) {
    if (
      native.kindOf(root) === 1 &&
      native.matches(/** @type {Element} */ (root), 'img,source') &&
      admitOne(/** @type {Element} */ (root), true)
    )
      return true;
    return deep && !!native.firstOf(root) && some(native.all(root, 'img,source'), (one) => admitOne(one, true));
  }

  // ---- whose is what ----

  /**
   * Of the scripts that ran those that still may, or those that may not.
   * @param {boolean} on
   * @param {(state: State) => void} each
   */
  function eachRan(on, each) {
    for (let i = 0; i < ran.length; i++) {
      const state = states.get(ran[i]);
      if (state?.on === on) each(state);
    }
  }

  /** Does a script of this host run here that may, or may not? @param {boolean} on @param {string} host */
  function runsFrom(on, host) {
    let found = false;
    eachRan(on, ({ hosts }) => {
      found ||= includes(hosts, host);
    });
    return found;
  }

  /** What comes into it is looked at. @param {Document | ShadowRoot} root */
  function observe(root) {
    native.observe(observer, root, { childList: true, subtree: true });
    if (native.kindOf(root) === 9) return;
    if (shadows.length >= room) {
      shadows = filter(shadows, native.deref);
      room = 2 * shadows.length + LOOSE;
    }
    shadows[shadows.length] = native.weakly(root);
  }

  /** A review looks at it, too. @param {Node} root */
  function remember(root) {
    if ((native.kindOf(root) === 9 || native.kindOf(root) === 11) && !includes(roots, root)) roots[roots.length] = root;
  }

  const observer = native.mutationObserver(follow);
  observe(document);
  remember(document);
  // A frame that waits is an empty one, which has loaded: who listens waits for more.
  native.listen(
    document,
    'load',
    (/** @type {Event} */ event) => {
      const frame = native.targetOf(event);
      if (states.get(frame)?.on === false && native.matches(frame, 'iframe:not([src])')) native.stopAtOnce(event);
    },
    true,
  );
  whenParsed(() => {
    scan(document);
    release();
  });

  return {
    review,
    admit,
    admits,
    refusesImage,
    observe,
    /** A document in a frame, which has no Assent of its own. @param {Document} root */
    watch(root) {
      observe(root);
      remember(root);
    },
    /** Whose scripts ran, may not any more, and stay until the page is left. */
    lingering() {
      /** @type {string[]} */
      const ids = [];
      eachRan(false, ({ id }) => {
        if (!includes(ids, id)) ids[ids.length] = id;
      });
      return ids;
    },
    /**
     * A worker was started, perhaps by a script that was held: by the one that runs, or by one whose address is on the
     * stack.
     * @param {Worker | SharedWorker} worker
     */
    adopt(worker) {
      const stack = native.stackOf(new native.Error()) ?? '';
      let owner = originals.get(/** @type {any} */ (native.scriptOf(document)));
      for (let i = 0; !owner && i < ran.length; i++) {
        const source = sourceOf(ran[i]);
        if (source && has(stack, source)) owner = ran[i];
      }
      const workers = owner && states.get(owner)?.workers;
      if (workers) workers[workers.length] = worker;
    },
    /**
     * Whose the script is that has this address, or, without one, that runs: of those that were started.
     * @param {string} [address]
     */
    idOf: (address) =>
      address
        ? started.get(address)
        : states.get(/** @type {Element} */ (originals.get(/** @type {any} */ (native.scriptOf(document)))))?.id,
    /** Is this the host of such scripts, and of no others? @param {string} host */
    left: (host) => runsFrom(false, host) && !runsFrom(true, host),
  };
}
