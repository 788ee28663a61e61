// What a script makes: scripts, images and frames, and whatever carries a mark. They are looked at before they come into
// a page or are given an address. What may not run or load is made inert, and waits as held markup does.

import { some } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { makeInert } from './held-addresses.js';
import { hostsHeld, hostsInPlace, hostsOfValue, inPlace, kindOf, TYPE } from './held-elements.js';
import { wake } from './held-scripts.js';
import { knownState, stateOf } from './held-states.js';
import { addLoose } from './loose-images.js';
import { holdOf } from './permission.js';
import { isInert, workOf } from './script-types.js';
import { LOOSE, SUSPECTS } from './selectors.js';
import { isCopy } from './started-scripts.js';
import { tellHeld } from './telling.js';

/** @typedef {import('./permission.js').Questions} Questions */

/** Does a browser run this script, of the page's own making? @param {Element} script */
function runs(script) {
  const work = workOf(script, inPlace(script, TYPE));
  return work !== 'data' && work !== 'none' && !isCopy(script);
}

/**
 * A script that was held when a script made it may be granted by now.
 * @param {Questions} questions
 * @param {any} script  whose type nothing runs
 */
function wakeIfGranted(questions, script) {
  if (native.hasAttribute(script, TYPE.made) && !holdOf(questions, script, hostsHeld(script) ?? [])) wake(script);
}

/**
 * @param {Questions} questions
 * @param {import('./telling.js').Tell} tell
 */
export function openMadeElements(questions, tell) {
  /**
   * Makes an element inert: it waits.
   * @param {Element} element @param {string[]} hosts @param {Exclude<import('./permission.js').Hold, false>} why
   */
  function keep(element, hosts, why) {
    makeInert(element);
    const state = stateOf(element);
    if (native.nameOf(element) === 'img') addLoose(element);
    state.on = false;
    state.hosts = hosts;
    state.id ||= why.id;
    tellHeld(tell, element, why);
  }

  /**
   * @param {Element} element
   * @param {boolean} [asks]  it is left as it is
   * @returns {boolean} it may not run or load, and is not inert
   */
  function admitOne(element, asks) {
    if (kindOf(element)?.byType) {
      if (isInert(element)) {
        wakeIfGranted(questions, element);
        return false;
      }
      if (!runs(element)) return false;
    }
    const hosts = hostsInPlace(element);
    if (!hosts) return false;
    const why = holdOf(questions, element, hosts, !knownState(element));
    if (why && !asks) keep(element, hosts, why);
    return !!why;
  }

  return {
    /**
     * Before nodes come into a page, or to life in it: what of them may not run or load is made inert.
     * @param {Node} root
     * @returns {boolean} something was
     */
    admit(root) {
      const kind = native.kindOf(root);
      if (kind !== 1 && kind !== 11 && kind !== 9) return false;
      let any =
        kind === 1 &&
        native.matches(/** @type {Element} */ (root), SUSPECTS) &&
        admitOne(/** @type {Element} */ (root));
      if (!native.firstOf(root)) return any;
      const found = native.all(root, SUSPECTS);
      for (let i = 0; i < found.length; i++) any = admitOne(found[i]) || any;
      return any;
    },

    /**
     * May an element have this address? If not, the element waits for it.
     * @param {Element} element
     * @param {import('./held-elements.js').Address} address
     * @param {string} value
     */
    admits(element, address, value) {
      const hosts = hostsOfValue(element, address, value),
        why = holdOf(questions, element, hosts, true);
      if (why) keep(element, hosts, why);
      return !why;
    },

    /** Is it an image that may not load, or, if deep, is one in it? @param {Node} root @param {boolean} deep */
    refusesImage(root, deep) {
      const element = /** @type {Element} */ (root);
      if (native.kindOf(root) === 1 && native.matches(element, LOOSE) && admitOne(element, true)) return true;
      return deep && !!native.firstOf(root) && some(native.all(root, LOOSE), (one) => admitOne(one, true));
    },
  };
}
