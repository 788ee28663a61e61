// May an element run or load? The core answers; here stands what it is asked, about the marks of the element and about
// each host that it comes from.

import { native } from '../platform/pristine.js';
import { categoryOf, isMarked, serviceOf } from './held-elements.js';

/** @typedef {Pick<import('#contract').HoldEffect, 'why' | 'id'> | false} Hold  why it may not, and whose it is; false: it may */
/**
 * @typedef {object} Questions
 * @property {(kind: string, category: string, service: string, host: string) => Hold} ask  about a marked element
 * @property {(host: string) => Hold} reach  about any other: may the page talk to this host?
 */

/**
 * Why an element that comes from these hosts may not run or load. All of them must be granted, and its marks.
 * @param {Questions} questions
 * @param {Element} element
 * @param {string[]} hosts  none: it comes from nowhere else, and its marks alone are asked about
 * @param {boolean} [isLive]  it is not inert: then marks that this config does not know are somebody else's
 * @returns {Hold}
 */
export function holdOf({ ask, reach }, element, hosts, isLive) {
  const category = categoryOf(element),
    service = serviceOf(element);
  let marked = isMarked(element);
  for (let i = 0; i < (hosts.length || 1); i++) {
    const host = i < hosts.length ? hosts[i] : '';
    let why = marked && ask(native.nameOf(element), category, service, host);
    if (why && why.why === 'unknown' && isLive) why = marked = false;
    if (!marked) why = host ? reach(host) : false;
    if (why) return why;
  }
  return false;
}
