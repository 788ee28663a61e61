// Where a held script starts, and where it is stopped. One that its author marked runs beside the held one, which
// stays. One that a page made runs itself, where it stands, with whoever listens to it.

import { attempt } from '../platform/attempt.js';
import { includes } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { urlOf } from './addresses.js';
import { sourceOf, TYPE, typeOf } from './held-elements.js';
import { knownState } from './held-states.js';
import { holdOf } from './permission.js';
import { openQueue } from './script-queue.js';
import { workOf } from './script-types.js';
import { comesFrom, noteRun, ran, starts } from './started-scripts.js';
import { attemptFor } from './telling.js';
import { trust } from './trusted-types.js';

/** @typedef {import('./held-states.js').State} State */

/**
 * What runs for a held script: the same attributes, but for its type and its address. No copy: that of a script which
 * was written through `innerHTML` would never run.
 * @param {HTMLScriptElement} original
 * @param {string} type
 * @returns {HTMLScriptElement}
 */
function runnable(original, type) {
  const script = native.create(native.ownerOf(original), 'script');
  const names = native.attributeNames(original);
  for (let i = 0; i < names.length; i++) {
    if (names[i] !== 'src' && names[i] !== 'type')
      native.setAttribute(script, names[i], native.attribute(original, names[i]));
  }
  native.setNonce(script, native.nonceOf(original)); // its attribute reads as empty once a page with a policy is parsed
  if (type) native.setAttribute(script, 'type', type);
  return script;
}

/**
 * Starts a script that its author marked.
 * @param {HTMLScriptElement} original
 * @param {State} state
 * @param {boolean} isListed  the browser keeps it in order
 * @param {(original: HTMLScriptElement) => void} leave  it has run, or failed
 * @returns {boolean} it loads first
 */
function start(original, state, isListed, leave) {
  const type = typeOf(original) ?? '',
    source = sourceOf(original),
    isData = workOf(original, type) === 'data';
  const script = runnable(original, type);
  native.setAsync(script, !isListed);
  state.script = script;
  starts(script, original);
  const loads = !!source && !isData;
  if (loads) {
    hearEnd(script, original, state, leave);
    native.setAttribute(script, 'src', trust('createScriptURL', source));
    const url = urlOf(source, original);
    if (url) comesFrom(native.hrefOf(url), state.id);
  } else {
    if (!isData) noteRun(original);
    native.setScriptText(script, trust('createScript', native.scriptTextOf(original)));
  }
  native.insertBefore(native.parentOf(original), script, original);
  if (!loads && !isData) native.remove(script); // an inline module runs later, all the same
  return loads;
}

/**
 * A script that loads has run, or has failed. Whoever listens, listens to the one that stands in the page.
 * @param {HTMLScriptElement} script
 * @param {HTMLScriptElement} original
 * @param {State} state
 * @param {(original: HTMLScriptElement) => void} leave
 */
function hearEnd(script, original, state, leave) {
  /** @param {Event} event */
  const done = (event) => {
    if (state.script === script) noteRun(original);
    native.remove(script);
    leave(original);
    attempt(() => native.dispatch(original, native.event(native.typeOfEvent(event))));
  };
  native.listen(script, 'load', done);
  native.listen(script, 'error', done);
}

/** Gives a script that a page made its own type again. @param {HTMLScriptElement} script */
export function wake(script) {
  const type = native.attribute(script, TYPE.made);
  native.removeAttribute(script, TYPE.made);
  if (type) native.setAttribute(script, TYPE.name, type);
  else native.removeAttribute(script, TYPE.name);
  native.listen(script, 'load', () => noteRun(script));
}

/** Starts a script that a page made. @param {HTMLScriptElement} script */
function startMade(script) {
  wake(script);
  const parent = native.parentOf(script),
    next = native.nextOf(script);
  if (!parent) return; // it runs when it is inserted
  native.remove(script);
  native.insertBefore(parent, script, next);
}

/**
 * @param {import('./permission.js').Questions} questions
 * @param {import('./telling.js').Tell} tell
 */
export function openHeldScripts(questions, tell) {
  const { enter, leave, pump } = openQueue((script, isListed) => {
    const state = /** @type {State} */ (knownState(script));
    // Asked once more: in the middle of a withdrawal not every script has heard of it.
    const may = state.on && !state.script && native.isConnected(script) && !holdOf(questions, script, state.hosts);
    return !!may && !!attemptFor(tell, script, () => start(script, state, isListed, leave));
  });

  return {
    /** Starts what may start now. */
    pump,

    /** It may run: at once, or in its turn. @param {HTMLScriptElement} script @param {State} state */
    release(script, state) {
      if (native.hasAttribute(script, TYPE.made)) return startMade(script);
      if (state.script) return; // it runs already, or has run
      const work = workOf(script, typeOf(script));
      if (work !== 'none') enter(script, work, sourceOf(script) != null);
    },

    /**
     * It may not run any more. If it has not run yet, it will not: HTML runs no script whose document has changed. If
     * it has, that cannot be undone. (Of an inline module nobody hears when it runs.)
     * @param {HTMLScriptElement} original
     * @param {State} state
     */
    stop(original, state) {
      const { script } = state;
      if (!script) return;
      native.remove(script);
      native.adopt(native.emptyDocument(), script);
      if (!includes(ran, original)) state.script = undefined;
      leave(original);
    },
  };
}
