// B04, B31: what is written can be read, what can be pressed can be seen, and nothing is told by colour alone.
import { both, controlOf, finding, inLooks } from './finding.js';

/** @typedef {import('../evidence.d.ts').Judge} Judge */

/** Of a text against what is behind it: WCAG 1.4.3. */
export const TEXT = 4.5;
/** Of what can be pressed, or has the focus, against what is around it: WCAG 1.4.11. */
export const EDGE = 3;
/** Project limit: how much better one answer may be to read than the other. */
const APART = 1;

/** @type {Judge} */
export const B04 = (evidence) =>
  inLooks(evidence, (look) => {
    const [yes, no] = [controlOf(look, 'accept'), controlOf(look, 'reject')];
    return [
      ...look.texts
        .filter(({ ratio }) => ratio < TEXT)
        .map(({ element, ratio }) => finding(look.where, element, `text ${ratio}:1`, `at least ${TEXT}:1`)),
      ...[...look.controls, ...look.switches]
        .filter(({ edge }) => edge < EDGE)
        .map(({ element, edge }) => finding(look.where, element, `boundary ${edge}:1`, `at least ${EDGE}:1`)),
      ...(yes && no && Math.abs(yes.ratio - no.ratio) > APART
        ? [finding(look.where, no.element, `text ${no.ratio}:1`, `within ${APART} of accept, ${yes.ratio}:1`)]
        : []),
    ];
  });

/** @type {Judge} */
const links = (evidence) =>
  inLooks(evidence, (look) =>
    look.links.some(({ inText }) => inText)
      ? look.links
          .filter(({ inText, marked }) => inText && !marked)
          .map(({ element }) =>
            finding(look.where, element, 'a link in a text that only its colour tells', 'underlined'),
          )
      : null,
  );

/** @type {Judge} */
const switches = ({ moved }) =>
  moved.length
    ? moved
        .filter(({ off, on }) => !on.native && off.shape === on.shape)
        .map(({ on, layer }) =>
          finding({ layer }, on.element, 'on and off differ in colour only', 'another shape, place or word'),
        )
    : null;

/** @type {Judge} */
export const B31 = (evidence) => both(switches(evidence), links(evidence));
