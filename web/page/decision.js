// The stored decision as this page knows it: its record, where it is kept, and the mirror that a killed browser keeps.

import { includes, join } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { LIMIT, within } from '../storage/databases.js';
import { openMirror } from '../storage/record-mirror.js';

/** @typedef {ReturnType<typeof openDecision>} Decision */

/**
 * @param {ReturnType<typeof import('../storage/browser-storage.js').openStorage>} storage
 * @param {import('./tabs.js').Tabs} tabs
 * @param {(area: string, name: string, text: string) => boolean} mayReplace  what stands there is nobody else's
 */
export function openDecision(storage, tabs, mayReplace) {
  /** @type {ReturnType<typeof storage.keep>} */
  let kept;
  /** @type {ReturnType<typeof openMirror>} */
  let mirror;
  /** @type {Promise<unknown> | undefined} the last record is being written into it */
  let mirrored;
  /** What the core saw last: every text under the record's name. @type {string[]} */
  let known = [];

  return {
    /** The core says where. @param {import('#contract').RecordEffect} record */
    keepAt({ name, domain }) {
      kept = storage.keep(name, domain);
      mirror = openMirror(name);
    },
    kept: () => kept,

    /** The texts that the core knows. */
    known: () => known,

    /** The texts that stand there now, which the core is about to hear of. */
    read() {
      known = kept.read();
      return known;
    },

    /** Somebody else changed it: another tab, or whoever erased it. */
    isStale: () => join(kept.read(), '\t') !== join(known, '\t'),

    /** @param {import('#contract').SaveEffect} save */
    save({ record, seconds, said }) {
      mirrored = mirror.write(seconds ? record : ''); // a shared computer keeps no more than the cookie
      kept.write(record, seconds, said, !tabs.hasChannel, mayReplace);
      known = kept.read();
      tabs.post(0);
    },

    /** The mirror has it, or cannot. */
    whenMirrored: () => within(mirrored, LIMIT, undefined),

    /**
     * Begins to read the mirror. What it returns, called when the core knows what is stored, gives the record that only the
     * mirror has; nothing: there is none, or the decision is another one meanwhile.
     * @returns {() => Promise<string>}
     */
    recall() {
      const reading = mirror.read();
      return async () => {
        const before = join(known, '\t');
        const remembered = /** @type {string[]} */ (native.exec(/^\S*/, await reading))[0];
        return includes(known, remembered) || join(known, '\t') !== before ? '' : remembered;
      };
    },
  };
}
