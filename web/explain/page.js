// `explain` and `law` in a page: the whole core is told what the page's own was, and asked.
import { handlersFor } from '../effects.js';
import { whenParsed } from '../parsed.js';
import { wholeFor } from '../whole.js';
import { explain as sentence, lawOf } from './explain.js';

/** @typedef {import('../whole.js').Told} Told */

/** Told all, to be asked at once. @param {import('../whole.js').Whole} whole @param {Told} told */
function askerOf({ core }, [config, start]) {
  const ignored = () => {};
  const state = /** @type {any} */ ({});
  const handlers = handlersFor({ grants: {}, state, keep: ignored, save: ignored, note: ignored });
  /** @param {string} turn */
  const ask = turn => {
    /** @type {import('../effects.js').Turned} */
    const turned = {};
    for (const line of core(turn)) handlers[line[0]](turned, line);
    return turned;
  };
  ask(start);
  return { ask, state, site: JSON.parse(config.slice(config.indexOf('\n'))) };
}

/** @param {any} target @param {Told} told */
export const explain = async (target, told) => sentence(target, askerOf(await wholeFor(told[0]), told));

/** @param {Told} told */
export const law = async told => lawOf(askerOf(await wholeFor(told[0]), told).ask('law').told ?? []);

/**
 * For `data-debug`: says why of each element that is held, those that are already and each one later, and whether the page has a way back.
 * @param {() => Told} told
 */
export function follow(told) {
  whenParsed(() => {
    if (!document.querySelector('[data-assent],a[href="#privacy-preferences"]')) {
      console.warn('assent: this page has no link to #privacy-preferences: a choice must be as easy to change as to make');
    }
  });
  /** @param {Element} element */
  const say = async element => {
    const { holds, text } = await explain(element, told());
    if (!holds) console.log(text);
  };
  document.querySelectorAll('[data-category],[data-service]').forEach(say);
  document.addEventListener('assent:held', ({ detail }) => { say(detail.element); });
}
