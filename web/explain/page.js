// `explain` and `law` in a page: the whole core is told what the page's own was, and asked.
import { handlersFor } from '../effects.js';
import { each, part } from '../lists.js';
import { whenParsed } from '../parsed.js';
import { native } from '../pristine.js';
import { wholeFor } from '../whole.js';
import { explain as sentence, lawOf } from './explain.js';

export { adopt } from '../pristine.js';

/** @typedef {import('../whole.js').Told} Told */
/** @typedef {import('../whole.js').Twin} Twin */

/** Told all, to be asked at once. @param {import('../whole.js').Whole} whole @param {Told} told */
function askerOf({ core }, told) {
  const config = told[0];
  const ignored = () => {};
  const state = /** @type {any} */ ({});
  const handlers = handlersFor({ grants: {}, state, keep: ignored, save: ignored, note: ignored });
  /** @param {string} turn */
  const ask = turn => {
    /** @type {import('../effects.js').Turned} */
    const turned = {};
    each(core(turn), line => handlers[line[0]](turned, line));
    return turned;
  };
  each(part(told, 1), ask);
  return { ask, state, site: native.parse(native.slice(config, native.indexOf(config, '\n'))) };
}

/** @param {any} target @param {Told} told @param {Twin} twin */
export const explain = async (target, told, twin) => sentence(target, askerOf(await wholeFor(told[0], twin), told));

/** @param {Told} told @param {Twin} twin */
export const law = async (told, twin) => lawOf(askerOf(await wholeFor(told[0], twin), told).ask('law').told ?? []);

/**
 * For `data-debug`: says why of each element that is held, those that are already and each one later, and whether the page has a way back.
 * @param {() => Told} told
 * @param {Twin} twin
 */
export function follow(told, twin) {
  whenParsed(() => {
    if (!native.one(document, '[data-assent],a[href="#privacy-preferences"]')) {
      native.warn('assent: this page has no link to #privacy-preferences: a choice must be as easy to change as to make');
    }
  });
  /** @param {Element} element */
  const say = async element => {
    const { holds, text } = await explain(element, told(), twin);
    if (!holds) native.log(text);
  };
  each(native.all(document, '[data-category],[data-service]'), say);
  native.listen(document, 'assent:held', (/** @type {Event} */ event) => { say(native.detailOf(event).element); });
}
