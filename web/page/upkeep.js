// Upkeep: while a page stands, what must not be stored goes again and again, and the choice of another tab counts. And erasing
// because somebody said so: the learner, or a sign-out.
import { turnOf } from '../core/turn-text.js';
import { each } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { orTell, tell } from './events.js';
import { outcomeOf } from './sweeps.js';

/** @typedef {import('./sweeps.js').Outcome} Outcome */
/** @typedef {ReturnType<typeof openUpkeep>} Upkeep */

/** When a page has come to rest (ms): what it stored while it loaded is noted in the ledger then. */
const SETTLED = 5000;

/** How often it is looked after what was withdrawn and still runs (ms). */
const WATCHED = 1000;

/**
 * @param {object} page
 * @param {import('./turns.js').Turns} page.turns
 * @param {import('./decision.js').Decision} page.decision
 * @param {import('./sweeps.js').Sweeps} page.sweeps
 * @param {import('./tabs.js').Tabs} page.tabs
 * @param {() => import('./clicks.js').Clicks} page.clicks
 * @param {() => import('../core/turn-text.js').VerbFacts['start']} page.facts  who is here, and the record that is known
 * @param {() => string[]} page.lingering  ids of what was withdrawn and runs until the page is left
 */
export function openUpkeep({ turns, decision, sweeps, tabs, clicks, facts, lingering }) {
  /** What is stored is read anew. @param {{ mirror?: string }} [more] */
  function readAnew(more) {
    decision.read();
    return clicks().run(turnOf('record', { ...facts(), ...more }));
  }

  /** Another tab chose, or this page comes back from a cache: what is stored counts. */
  function refresh() {
    if (decision.isStale()) orTell(readAnew);
  }

  /**
   * While what was withdrawn is still running it may write past the guard, from a worker or a frame; when a page is left,
   * also after it.
   */
  function tidy() {
    if (lingering()[0]) orTell(sweeps.sweepAll);
    else sweeps.sweep();
  }

  /** A page was not looked at for a while, or will not be. */
  function lookAgain() {
    refresh();
    tidy();
  }

  /** @type {number | undefined} */
  let watch;

  /** The choice, perhaps, went with what was erased: then other tabs hear of it, too. */
  async function followRecord() {
    if (!decision.isStale()) return;
    tabs.post(0);
    await readAnew();
  }

  /** Something went because somebody said so. @param {Outcome} outcome */
  async function tellErased(outcome) {
    await followRecord();
    tell('change', { ...turns.snapshot(), ...outcome });
    return outcome;
  }

  let isLeaving = false;

  return {
    readAnew,
    tidy,

    /** Looks after what was withdrawn and still runs, as long as it does. */
    keepTidy() {
      native.endRepeat(watch);
      if (lingering()[0]) watch = native.repeat(tidy, WATCHED);
    },

    /** The learner signs out. @returns {Promise<Outcome>} */
    logout: async () => await tellErased(await sweeps.sweepAll({ what: 'logout' })),

    /**
     * Erases what the learner chose.
     * @param {import('./sweeps.js').Place[]} places
     * @param {boolean} [forgets]  also a choice that only memory keeps
     * @returns {Promise<Outcome>}
     */
    async clear(places, forgets) {
      const ended = sweeps.erase(places);
      each(places, (place) => sweeps.writers.forget(place[0], place[1]));
      if (forgets) decision.kept().forget();
      await followRecord();
      return await tellErased(outcomeOf(places, await ended));
    },

    listen() {
      native.wait(tidy, SETTLED);
      tabs.listen(refresh);
      native.listen(window, 'pageshow', (/** @type {Event} */ event) => {
        isLeaving = false;
        if (native.persistedOf(event)) lookAgain();
      });
      native.listen(window, 'pagehide', () => {
        isLeaving = true;
        sweeps.noteNow();
        if (lingering()[0]) tidy();
      });
      native.listen(document, 'visibilitychange', () => {
        // A page that is left waits for this; where nothing is refused that would be for nothing.
        if (clicks().hasSwept() || !isLeaving) lookAgain();
      });
    },
  };
}
