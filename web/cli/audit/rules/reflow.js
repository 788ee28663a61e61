// B27, B28: small screens, wide spacing, and nothing that moves or goes away by itself.
import { both, finding, inLooks } from './finding.js';

/** @typedef {import('../evidence.d.ts').Judge} Judge */

/** 320 px are 1280 at 400 %. @type {Judge} */
const small = (evidence) =>
  inLooks(evidence, (look) =>
    look.overflow.map(({ element, found }) =>
      finding(look.where, element, found, 'nothing cut off, no scrolling sideways'),
    ),
  );

/** @type {Judge} */
const spaced = (evidence) =>
  inLooks(
    evidence,
    (look) =>
      look.overflow.map(({ element, found }) =>
        finding(
          { ...look.where, when: 'with wide text spacing' },
          element,
          found,
          'nothing cut off, no scrolling sideways',
        ),
      ),
    'spaced',
  );

/** @type {Judge} */
export const B27 = (evidence) => both(small(evidence), spaced(evidence));

/** The audit's browser asks for less motion throughout. @type {Judge} */
const still = (evidence) =>
  inLooks(evidence, (look) =>
    look.moving.map((element) =>
      finding({ ...look.where, when: 'under prefers-reduced-motion' }, element, 'moves', 'no motion'),
    ),
  );

/** @type {Judge} */
const waited = ({ waited: wait }) => {
  if (!wait) return null;
  if (!wait.after)
    return [finding({ layer: 'banner' }, wait.element, 'gone after half an hour', 'there until it is answered')];
  return wait.after === wait.before
    ? []
    : [finding({ layer: 'banner' }, wait.element, 'says something else after half an hour', 'no countdown')];
};

/** @type {Judge} */
export const B28 = (evidence) => both(still(evidence), waited(evidence));
