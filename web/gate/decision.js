// The decision about one held element, and its being carried out. Each is decided about once until the grants change.

import { native } from '../platform/pristine.js';
import { keepAddresses, placeAddresses } from './held-addresses.js';
import { hostsHeld, hostsInPlace, isAtWork, kindOf } from './held-elements.js';
import { holdFrame, isFrame, loadDue, releaseFrame } from './held-frames.js';
import { openHeldScripts } from './held-scripts.js';
import { knownState, stateOf } from './held-states.js';
import { holdOf } from './permission.js';
import { endWorkers } from './started-scripts.js';
import { tellHeld } from './telling.js';
import { remember } from './watched-roots.js';

/**
 * @param {import('./permission.js').Questions} questions
 * @param {import('./telling.js').Tell} tell
 */
export function openDecisions(questions, tell) {
  const scripts = openHeldScripts(questions, tell);
  let epoch = 0; // of the grants

  /** @param {Element} element  what is not one that is held is left alone */
  function consider(element) {
    if (knownState(element)?.epoch === epoch) return;
    const hosts = hostsHeld(element);
    if (!hosts) return;
    const state = stateOf(element);
    state.epoch = epoch;
    state.hosts = hosts;
    const why = holdOf(questions, element, hosts);
    // Somebody else's attributes, on an element that is at work.
    if (why && why.why === 'unknown' && !state.on && isAtWork(element)) return;
    tellHeld(tell, element, why);
    if (why) remember(native.topmostOf(element));
    if (state.on === !why) return;
    state.on = !why;
    if (why) {
      state.id ||= why.id;
      endWorkers(state);
    }
    carryOut(element, state);
  }

  /** It may run or load, or may not any more. @param {any} element @param {import('./held-states.js').State} state */
  function carryOut(element, state) {
    const { on } = state;
    if (kindOf(element)?.byType) on ? scripts.release(element, state) : scripts.stop(element, state);
    else if (isFrame(element)) on ? releaseFrame(element) : holdFrame(tell, element);
    else placeAddresses(element, on);
  }

  return {
    consider,

    /**
     * An unmarked element that has loaded something goes back to held if it may no longer load that.
     * @param {Element} element
     */
    holdAgain(element) {
      if (!holdOf(questions, element, hostsInPlace(element) ?? [])) return;
      keepAddresses(element);
      const state = stateOf(element);
      state.on = true; // it is at work, whatever became of it earlier
      state.epoch = undefined;
      consider(element);
    },

    /** Starts and loads what was released. Scripts first: a frame takes longer to begin than eight of them. */
    release() {
      scripts.pump();
      loadDue(tell);
    },

    /** The grants changed: every element may be decided about again. */
    begin() {
      epoch++;
    },
  };
}
