// Held elements: markup that is inert when it arrives, and is released or held as the core answers.

import { hostOf } from './address.js';
import { whenDrawn } from './drawn.js';
import { setNatively } from './natives.js';
import { whenParsed } from './parsed.js';

const SELECTOR = '[data-category],[data-service]';
/** What is written as data-x is x once it is released. srcset first: with it there, src is not fetched. */
const ATTRIBUTES = ['srcset', 'src', 'href', 'poster', 'data'];
const FRAME = 'iframe,embed,object';
/** A frame that has loaded something. */
const LOADED = 'iframe[src],embed[src],object[data]';

/**
 * @typedef {object} State  of a held element
 * @property {number} [epoch]  when it was asked about last
 * @property {boolean} [on]    the answer
 * @property {string} id       its service's id, else its category's
 * @property {string} host     where it comes from
 * @property {Worker[]} workers  that it started
 * @property {HTMLScriptElement} [script]  what runs in a held script's place
 */

/** @param {Element} element @param {string} name @returns {string | null | undefined} */
const held = (element, name) => element.getAttribute(`data-${name}`);

/** @param {HTMLScriptElement} script */
const sourceOf = script => held(script, 'src') ?? script.getAttribute('src');

/**
 * @param {(kind: string, category: string, service: string, host: string) => string[] | false} ask  why it may not, and whose
 * @param {(name: string, detail: object) => void} tell
 */
export function gate(ask, tell) {
  /** @type {WeakMap<Element, State>} */
  const states = new WeakMap();
  /** From what runs to what was held. @type {WeakMap<Element, HTMLScriptElement>} */
  const originals = new WeakMap();
  /** Scripts that ran, as they were held: each runs once on a page, however often it is granted. @type {Set<HTMLElement>} */
  const ran = new Set();
  /** Scripts that wait for their turn, in document order: those that block a parser, and those that it would defer behind them. */
  const waiting = [/** @type {HTMLScriptElement[]} */ ([]), /** @type {HTMLScriptElement[]} */ ([])];
  /** Scripts in order that are still loading: an inline one behind them waits. @type {Set<Element | undefined>} */
  const loading = new Set();
  /** Frames that may load, behind the scripts that may start. @type {Element[]} */
  const frames = [];
  let epoch = 0;
  /** @type {boolean | undefined} a review does, for the click behind which it comes */
  let waits;

  /** @type {any} Trusted Types see one policy; all that it passes on stood in the page's own markup */
  let policy;
  /** @param {'createScript' | 'createScriptURL'} kind @param {string} text */
  const trust = (kind, text) => {
    const types = /** @type {any} */ (self).trustedTypes;
    return types ? (policy ??= types.createPolicy('assent', { createScript: String, createScriptURL: String }))[kind](text) : text;
  };

  /** @param {HTMLScriptElement} original @param {State} state */
  function start(original, state) {
    const script = document.createElement('script'); // not a copy: that of a script written through innerHTML would never run
    for (const { name, value } of original.attributes) {
      if (name !== 'src') script.setAttribute(name, value);
    }
    script.nonce = original.nonce; // the attribute reads as empty once a page with a policy is parsed
    script.type = held(original, 'type') ?? '';
    script.async = original.hasAttribute('async');
    const source = sourceOf(original);
    const done = () => {
      loading.delete(script);
      if (state.script === script) ran.add(original);
      pump();
    };
    state.script = script;
    originals.set(script, original);
    if (source) {
      if (!script.async) loading.add(script);
      script.addEventListener('load', done);
      script.addEventListener('error', done);
      setNatively(script, 'src', trust('createScriptURL', source));
    } else {
      ran.add(original);
      script.text = trust('createScript', original.text);
    }
    original.replaceWith(script);
  }

  /** Starts what may start now, in the order of the document. */
  function pump() {
    for (const queue of waiting) {
      for (let next; (next = queue[0]); queue.shift()) {
        const state = /** @type {State} */ (states.get(next));
        if (!state.on || state.script || !next.isConnected) continue;
        // Inline: behind what stands before it, and not while it may be what is being parsed, with a part of its text.
        if (!sourceOf(next) && (loading.size || (document.readyState === 'loading' && !next.nextSibling))) return;
        attempt(next, start, state);
      }
      if (loading.size || document.readyState === 'loading') return; // deferred: behind all others and the parser
    }
  }

  /**
   * A script that may no longer run: what was held stands in its place again. If it has not run yet it will not, for HTML runs no
   * script whose document has changed; if it has, that cannot be undone. (Of an inline module nobody hears when it runs.)
   * @param {HTMLScriptElement} original
   * @param {State} state
   */
  function stop(original, state) {
    const { script } = state;
    if (!script) return;
    loading.delete(script);
    script.replaceWith(original);
    new Document().adoptNode(script);
    if (!ran.has(original)) state.script = undefined;
  }

  /** @param {Element} element @param {boolean | undefined} on */
  function load(element, on) {
    for (const name of ATTRIBUTES) {
      const value = held(element, name);
      if (value == null) continue;
      if (on) setNatively(element, name, trust('createScriptURL', value)); // some of them are code, to Trusted Types
      else element.removeAttribute(name);
    }
    /** @type {any} */ (element.localName === 'source' ? element.parentNode : element).load?.();
  }

  /** Taken out before it changes and put back, a frame is a new, empty one: no navigation, no step in the history. @param {Element} frame */
  function unload(frame) {
    const { parentNode, nextSibling } = frame;
    frame.remove();
    load(frame, false);
    parentNode?.insertBefore(frame, nextSibling);
  }

  /** @template {any[]} A @param {any} element @param {(element: any, ...rest: A) => void} act  what may fail for this element alone @param {A} rest */
  function attempt(element, act, ...rest) {
    try { act(element, ...rest); } catch (error) { tell('error', { element, error }); }
  }

  /** @param {any} found */
  function consider(found) {
    const element = originals.get(found) ?? found;
    if (states.get(element)?.epoch === epoch) return;
    const { category = '', service = '' } = element.dataset;
    const isScript = element.localName === 'script';
    const address = isScript ? sourceOf(element) : ATTRIBUTES.map(name => held(element, name)).find(Boolean);
    if (isScript ? element.type !== 'text/plain' : !address) return;
    /** @type {State} */
    const state = states.get(element) ?? { id: service || category, host: hostOf(address), workers: [] };
    states.set(element, state);
    state.epoch = epoch;
    const why = ask(element.localName, category, service, state.host);
    if (why) tell('held', { element, why: why[0], id: why[1] });
    if (state.on === !why) return;
    state.on = !why;
    if (why) for (let worker; (worker = state.workers.pop());) worker.terminate();
    // To load a frame or to unload one takes longer than all else that a choice does.
    if (why && element.matches(LOADED)) whenDrawn().then(() => state.on || attempt(element, unload));
    else if (!why && element.matches(FRAME)) frames.push(element);
    else if (!isScript) load(element, !why);
    else if (why) stop(element, state);
    else if (!state.script) {
      const module = held(element, 'type') === 'module';
      waiting[!element.hasAttribute('async') && (module || (address && element.defer)) ? 1 : 0].push(element);
    }
  }

  function scan() {
    if (waits) return;
    for (const element of document.querySelectorAll(SELECTOR)) attempt(element, consider);
    pump();
    for (const frame of frames.splice(0)) attempt(frame, load, /** @type {State} */ (states.get(frame)).on);
  }

  /** The grants changed: every element is asked about again. @param {boolean} [later]  in a task of its own, and none before it, but for the scripts that ran */
  function review(later) {
    waits = later;
    epoch++;
    for (const element of ran) attempt(element, consider); // one may have taken itself out of the page
    later ? setTimeout(review) : scan();
  }

  /** Of the scripts that ran those that still may, or those that may not: whose they are, or where from. @param {boolean} on @param {'id' | 'host'} what */
  const ranOf = (on, what) => [...ran].map(element => /** @type {State} */ (states.get(element))).filter(state => state.on === on).map(state => state[what]);

  new MutationObserver(scan).observe(document, { childList: true, subtree: true });
  whenParsed(scan);
  return {
    review,
    /** Whose scripts ran, may not any more, and stay until the page is left. */
    lingering: () => [...new Set(ranOf(false, 'id'))],
    /** A worker was started, perhaps by a script that was held: by the one that runs, or by one whose address is on the stack. @param {Worker} worker */
    adopt(worker) {
      const { stack = '' } = Error();
      const owner = originals.get(/** @type {any} */ (document.currentScript)) ?? [...ran].find(({ dataset }) => dataset.src && stack.includes(dataset.src));
      states.get(/** @type {Element} */ (owner))?.workers.push(worker);
    },
    /** Is this the host of such scripts, and of no others? @param {string} host */
    left: host => ranOf(false, 'host').includes(host) && !ranOf(true, 'host').includes(host),
  };
}
