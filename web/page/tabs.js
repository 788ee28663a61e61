// The other tabs of this site: what is told to them, and what is heard from them.
import { filter, part } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { makeWay } from '../storage/databases.js';

/** @typedef {ReturnType<typeof openTabs>} Tabs */

/** Of names in one word to another tab: more than anybody stores. */
const MOST_NAMES = 999;

/** By how much a word between tabs may come before what it is about (ms): in Firefox it may overtake the cookie. */
const OVERTAKEN = 1000;

export function openTabs() {
  const channel = native.channel('assent'); // an old browser has the storage event instead
  return {
    hasChannel: !!channel,

    /** @param {unknown} message  names of databases that have to go; or 0: the decision is another one */
    post(message) {
      if (channel) native.post(channel, message);
    },

    /** @param {() => void} refresh  looks whether the decision is another one */
    listen(refresh) {
      native.listen(window, 'storage', refresh);
      if (!channel) return;
      native.listen(channel, 'message', (/** @type {Event} */ event) => {
        const names = native.dataOf(event); // any script of this origin may speak here
        if (native.isArray(names)) {
          makeWay(filter(part(names, 0, MOST_NAMES), (one) => typeof one === 'string'));
          return;
        }
        refresh();
        native.wait(refresh, OVERTAKEN);
      });
    },
  };
}
