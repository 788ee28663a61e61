// The first layer: what is asked, by whom, for what, and the buttons. It never takes the focus and never blocks the
// page.
import { filter, flat, flatMap, includes, present } from '../platform/lists.js';
import { make } from '../ui/dom.js';
import { fill } from '../words/fill.js';
import { controls, labels, sayings, whyText } from './panel-words.js';

/** @typedef {import('./panel-words.js').Words} Words */
/** @typedef {import('./panel.js').View} View */

/** For what the site asks, how many companies take part, and the policy. @param {Words} words @param {View} view */
function purposes(words, view) {
  const optional = filter(view.categories, (category) => category.state !== 'locked');
  const services = flatMap(view.categories, (category) => category.services);
  const partners = filter(services, (service) => service.state !== 'locked');
  return make('p', '', [
    `${fill(words.purposesAre, { names: labels(words, optional), count: partners.length })} `,
    make('a', '', [words.policy], { href: view.site.policyUrl, 'data-id': 'policy' }),
  ]);
}

/** An X that means refuse, where the law wants one. @param {Words} words */
const cross = (words) =>
  make('button', 'assent-button assent-x', ['×'], { type: 'button', 'data-id': 'x', 'aria-label': words.x });

/** @param {Words} words @param {View} view @returns {Node[]} */
export function drawBanner(words, view) {
  const isFirst = view.ask === 'first';
  const why = whyText(words, view);
  const question = fill(words[view.layer === 'notice' ? 'notice' : 'ask'], {
    site: view.site.name,
    preferences: words.preferences,
  });
  // On a first visit the reason stands last. Somebody who is asked again wants to know it before anything else.
  const text = flat(
    /** @type {(Node | string | false)[][]} */ ([
      [make('h2', '', [words.title], { id: 'assent-title' }), !isFirst && why[0] && make('p', 'assent-why', why)],
      sayings(words, view),
      [make('p', '', isFirst ? flat([[question, ' '], why]) : [question]), purposes(words, view)],
    ]),
  );
  // The X is last in the order of reading, and stands in the corner.
  return present([
    make('div', 'assent-scroll', text),
    controls(words, view),
    includes(view.controls, 'x') && cross(words),
  ]);
}
