// Tells those who listen to the page what came of a choice.
import { join, map } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { make } from '../ui/dom.js';
import { announcer } from './announcer.js';
import { own } from './surface.js';

/** @typedef {import('./surface.js').Surface} Surface */

/**
 * @param {import('./panel-words.js').Words} words
 * @param {() => Surface | undefined} top  the layer that is open
 */
export function openOutcome(words, top) {
  /** For a page in which no panel is open that has a place for it. */
  const live = own(make('div', 'assent assent-live', [], { role: 'status' }));
  /** @type {Surface | undefined} where somebody chose: it is said there, or nearby */
  let chosenOn;
  let isUnsaid = false;
  const say = announcer(() => [chosenOn?.sheet?.status, top()?.sheet?.status, live]);

  return {
    live,

    /** Somebody chose; nothing is drawn of it yet. @param {Surface} surface */
    chosen(surface) {
      chosenOn = surface;
      isUnsaid = true;
    },

    /** The outcome is drawn: now it is said. */
    drawn() {
      if (isUnsaid) say(words.saved);
      isUnsaid = false;
    },

    /** Says what stands in a banner or a note, of which no panel is a part. @param {Node} text */
    read(text) {
      chosenOn = undefined;
      say(join(map(native.childrenOf(text), native.textOf), ' '));
    },
  };
}
