// What the page hears of an element: the events `held` and `error`.

/** @typedef {(name: string, detail: object) => void} Tell  an event of the page */

/**
 * An element waits.
 * @param {Tell} tell
 * @param {Element} element
 * @param {import('./permission.js').Hold} why  false: it does not, and nothing is told
 */
export function tellHeld(tell, element, why) {
  if (why) tell('held', { element, why: why.why, id: why.id });
}

/**
 * Does what may fail for this element alone.
 * @template T
 * @param {Tell} tell
 * @param {Element} element
 * @param {() => T} act
 * @returns {T | undefined} nothing: it failed, and that is told
 */
export function attemptFor(tell, element, act) {
  try {
    return act();
  } catch (error) {
    tell('error', { element, error });
  }
}
