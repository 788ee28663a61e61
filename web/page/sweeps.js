// Sweeps: what is stored and must go, goes; and the ledger of what is stored is kept. The core says of each name what becomes
// of it.
import { turnOf } from '../core/turn-text.js';
import { add, each, filter, flat, includes, map } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { lineOf } from '../storage/browser-storage.js';
import { openLedger, turnsOf } from '../storage/ledger.js';
import { openWriters } from '../storage/writers.js';
import { whoseTurn } from './questions.js';
import { now } from './turns.js';

/** @typedef {import('../storage/browser-storage.js').Place} Place */
/** @typedef {import('../types/site.js').Erased} Named */
/** @typedef {{ erased: Named[], remaining: Named[] }} Outcome  what went, and what had to go and could not be removed */
/** @typedef {ReturnType<typeof openSweeps>} Sweeps */

/** How long many writes are noted as one (ms). */
const NOTED = 500;

/** As the ledger has it. @param {Named} one */
const keyOf = ({ area, name }) => `${area}\t${name}`;

/** @param {Place[]} places  that had to go @param {Place[]} stayed @returns {Outcome} */
export function outcomeOf(places, stayed) {
  const named = (/** @type {Place[]} */ all) =>
    map(all, (place) => ({ area: /** @type {import('#contract').Area} */ (place[0]), name: place[1] }));
  const left = map(stayed, lineOf);
  return { erased: named(filter(places, (place) => !includes(left, lineOf(place)))), remaining: named(stayed) };
}

/**
 * @param {import('./turns.js').Turns} turns
 * @param {ReturnType<typeof import('../storage/browser-storage.js').openStorage>} storage
 * @param {import('./decision.js').Decision} decision
 * @param {import('./tabs.js').Tabs} tabs
 * @param {(address?: string) => string | undefined} idOf  whose script this is (storage/writers.js)
 */
export function openSweeps(turns, storage, decision, tabs, idOf) {
  /** @type {number | undefined} */
  let noting;
  const writers = openWriters(
    idOf,
    () => decision.kept().ledger(),
    () => {
      noting ??= native.wait(noteWriters, NOTED);
    },
  );

  /** @param {string} before  the ledger @param {string} after */
  const noteLedger = (before, after) => {
    if (after !== before) decision.kept().note(after);
  };

  /** Who wrote what nobody declared goes into the ledger, where the next page finds it. */
  function noteWriters() {
    native.endWait(noting);
    noting = undefined;
    const before = decision.kept().ledger();
    noteLedger(before, openLedger([], before, writers.written).text([]));
  }

  /** Whose the records are that are stored here, as turns. */
  const whose = () => map(storage.records(), (one) => whoseTurn(one[0], one[1], one[2]));

  /**
   * Removes these, and has other tabs close their databases.
   * @param {Place[]} places
   * @param {boolean} [isQuick]  as storage/browser-storage.js takes it
   * @returns {Promise<Place[]>} what could not be removed
   */
  function erase(places, isQuick) {
    const databases = filter(places, (place) => place[0] === 'indexedDB');
    if (databases[0]) tabs.post(map(databases, (place) => place[1]));
    return storage.erase(places, isQuick);
  }

  /**
   * Goes through what is stored.
   * @param {Partial<import('../core/turn-text.js').VerbFacts['sweep']>} facts  beside the time
   * @param {boolean} isQuick  another sweep follows: of cookies only those that take no time go now
   * @param {Place[]} places
   * @returns what had to go, and a promise of what could not be removed
   */
  function sweepPlaces(facts, isQuick, places) {
    each(whose(), (turn) => turns.decide(turn));
    const before = decision.kept().ledger();
    const ledger = openLedger(places, before, writers.written);
    /** @type {Place[]} */
    const gone = [];
    each(turnsOf(turnOf('sweep', { now: now(), ...facts }), ledger.lines()), (turn) => {
      const { seen = [], erase: goes = [] } = turns.carryOut(turn);
      each(seen, (one) => ledger.note(keyOf(one), `${one.first}\t${one.last}`));
      each(goes, (one) => each(ledger.note(keyOf(one), ''), (place) => add(gone, place)));
    });
    const stayed = erase(gone, isQuick);
    noteLedger(before, ledger.text(gone));
    return { gone, stayed };
  }

  return {
    writers,
    whose,
    erase,

    /** What can be seen at once. @param {Parameters<typeof sweepPlaces>[0]} [facts] */
    sweep: (facts = {}) => sweepPlaces(facts, false, storage.stored()),

    /** The same within a click, which another sweep follows. @param {Parameters<typeof sweepPlaces>[0]} facts */
    sweepQuickly: (facts) => sweepPlaces(facts, true, storage.stored()),

    /** The same, and databases, caches and the like, of which a browser tells later. @param {Parameters<typeof sweepPlaces>[0]} [facts] */
    async sweepAll(facts = {}) {
      const first = sweepPlaces(facts, false, storage.stored());
      const second = sweepPlaces(facts, false, await storage.later());
      return outcomeOf(flat([first.gone, second.gone]), flat([await first.stayed, await second.stayed]));
    },

    /** The writers that wait to be noted go into the ledger now: this page is left, or somebody reads it. */
    noteNow() {
      if (noting) noteWriters();
    },
  };
}
