// What the page tells others: events of the document, and errors on the console.
import { add, each } from '../platform/lists.js';
import { native } from '../platform/pristine.js';

/** @typedef {import('../types/events.js').AssentEvents} Events */

/** @template {keyof Events} Name @param {Name} name @param {Events[Name]} detail */
export const tell = (name, detail) => native.dispatch(document, native.event(`assent:${name}`, detail));

/** @type {[name: keyof Events, detail: any][]} */
let untold = [];

function tellUntold() {
  const telling = untold;
  untold = [];
  each(telling, (one) => tell(one[0], one[1]));
}

/**
 * Tells it behind the script that runs, which must not notice that it was refused. All at once: asking the browser for a
 * turn takes longer than a decision.
 * @template {keyof Events} Name @param {Name} name @param {Events[Name]} detail
 */
export function tellSoon(name, detail) {
  add(untold, [name, detail]);
  if (untold.length === 1) native.soon(tellUntold);
}

/** Errors that the console has in better words already. @type {WeakSet<object>} */
const worded = new native.WeakSet();

/** @param {Error} error  told on the console by somebody else */
export const leaveToOthers = (error) => worded.add(error);

/** @param {any} error */
export function fail(error) {
  if (!worded.has(error)) native.error(error);
  tell('error', { error });
}

/** Acts, and tells what fails. @param {() => unknown} act */
export async function orTell(act) {
  try {
    await act();
  } catch (error) {
    fail(error);
  }
}
