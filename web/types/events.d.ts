// Printed from src/contract.def by wasm-build/print.mjs; not written by hand.
import type { Area, Hold } from './contract.js';
import type { Erased, State } from './site.js';

/** What each event tells; as an event of `document` its name begins with `assent:`, and this is its `detail`. */
export interface AssentEvents {
  /** The first state of this page is carried out. */
  ready: State;
  /** The first choice of all. */
  first: State;
  /** Something is granted or refused that was not before, a choice was stored, or something was erased on a learner's wish. */
  change: State & {
    /** what went on a learner's wish */
    readonly erased?: readonly Erased[];
    /** what had to go and could not be removed, such as a database that a worker holds open; it is told within 5 s */
    readonly remaining?: readonly Erased[];
  };
  /** A layer is shown. */
  show: {
    readonly layer: 'banner' | 'notice' | 'preferences';
  };
  /** What was shown is closed. */
  hide: {
    readonly layer: 'none';
  };
  /** An element waits. */
  held: {
    readonly element: Element;
    readonly why: Hold;
    /** the category or service it waits for */
    readonly id?: string;
  };
  /** Something was stored, or a cookie set, under a name that nobody declared. */
  unknown: {
    readonly area: Area;
    readonly name: string;
  };
  /** A script was refused to store something. */
  refused: {
    readonly area: Area;
    readonly name: string;
    readonly why: Hold;
    /** the category or service whose it is */
    readonly id?: string;
  };
  /** Something failed. */
  error: {
    readonly error: Error;
    /** for which it failed */
    readonly element?: Element;
  };
}
