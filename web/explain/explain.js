// `explain` and `law` in a page: the whole core is told what the page's own was, and asked.
import { noteState, nothingHolds, turnedOf } from '../core/carry-out.js';
import { wholeFor } from '../core/whole-core.js';
import { attempt } from '../platform/attempt.js';
import { each, part } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { whenParsed } from '../platform/timing.js';
import { wordsFor } from '../words/choose.js';
import { explainElement } from './elements.js';
import { lawOf, explain as sentence } from './reason-sentences.js';

export { adopt } from '../platform/pristine.js';

/** @typedef {import('../core/whole-core.js').Told} Told */
/** @typedef {import('../core/whole-core.js').Twin} Twin */
/** @typedef {import('../words/choose.js').Need} Need */

/** Told all, to be asked at once. @param {import('../core/whole-core.js').Whole} whole @param {Told} told */
function askerOf({ core }, told) {
  const config = told[0];
  const state = nothingHolds();
  /** @param {string} turn */
  const ask = (turn) => {
    const turned = turnedOf(core(turn));
    noteState(turned, {}, state);
    return turned;
  };
  each(part(told, 1), ask);
  return { ask, state, site: native.parse(native.slice(config, native.indexOf(config, '\n'))) };
}

/** @param {any} target @param {Told} told @param {Twin} twin @param {Need} need */
export async function explain(target, told, twin, need) {
  const words = (await wordsFor(need)).explain;
  const asker = { ...askerOf(await wholeFor(told[0], twin), told), words };
  const isElement = attempt(() => native.kindOf(target)) === 1; // throws: it is no node
  return isElement ? explainElement(target, asker) : sentence(target, asker);
}

/** @param {Told} told @param {Twin} twin */
export const law = async (told, twin) => lawOf(askerOf(await wholeFor(told[0], twin), told).ask('law').rule ?? []);

/**
 * For `data-debug`: says why each element is held, now and later, and warns if the page has no way to the preferences.
 * @param {() => Told} told
 * @param {Twin} twin
 * @param {Need} need
 */
export function follow(told, twin, need) {
  whenParsed(() => {
    if (!native.one(document, '[data-assent],a[href="#privacy-preferences"]')) {
      native.warn(
        'assent: this page has no link to #privacy-preferences: a choice must be as easy to change as to make',
      );
    }
  });
  /** @param {Element} element */
  const say = async (element) => {
    const { holds, text } = await explain(element, told(), twin, need);
    if (!holds) native.log(text);
  };
  each(native.all(document, '[data-category],[data-service]'), say);
  native.listen(document, 'assent:held', (/** @type {Event} */ event) => {
    say(native.detailOf(event).element);
  });
}
