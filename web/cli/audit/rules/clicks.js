// B05, B06, B07, B19: what a person did not do is not taken for a yes, and no takes no longer than yes.

import { grantedIn, readRecord } from '../record.js';
import { finding, inLooks } from './finding.js';

/** @typedef {import('../evidence.d.ts').Judge} Judge */

/** How a purpose stands where it is off until somebody grants it; else it runs until it is refused. */
const OFF = ['ask', 'barred', 'absent'];

/**
 * @param {import('../evidence.d.ts').Facts} facts
 * @param {string} id  of a category or service
 * @returns {boolean} on by the law of the place until it is refused
 */
export function isOnByLaw({ config, law }, id) {
  const category = config.services?.find((service) => service.id === id)?.category ?? id;
  const purpose = config.categories.find((one) => one.id === category)?.purpose;
  return purpose === 'necessary' || (!!purpose && !!law && !OFF.includes(law[purpose]));
}

/** @param {number} clicks */
const count = (clicks) =>
  clicks === Infinity ? 'nothing is recorded' : `${clicks} ${clicks === 1 ? 'click' : 'clicks'}`;

/** @type {Judge} */
export const B05 = (evidence) =>
  inLooks(evidence, (look) =>
    look.untouched && look.switches.length
      ? look.switches
          .filter(({ checked, id }) => checked && !isOnByLaw(evidence.facts, id))
          .map(({ element }) => finding(look.where, element, 'on before any choice', 'off'))
      : null,
  );

/** @type {Judge} */
export const B06 = ({ refused, accepted, withdrawn }) => {
  if (!refused || !accepted) return null;
  const found = [];
  if (refused.clicks > accepted.clicks || refused.clicks === Infinity)
    found.push(
      finding(
        { layer: refused.layer },
        refused.element,
        `${count(refused.clicks)} to refuse`,
        `${count(accepted.clicks)}, as to accept`,
      ),
    );
  if (!withdrawn)
    found.push(
      finding(
        { when: 'after accepting' },
        '[data-assent=preferences]',
        'nothing opens the preferences',
        'a way to withdraw',
      ),
    );
  // Both counted from the layer with the answers: the first opens by itself, the other by the control that every page
  // has.
  else if (withdrawn.clicks > accepted.clicks || withdrawn.clicks === Infinity)
    found.push(
      finding(
        { layer: withdrawn.layer },
        withdrawn.element,
        `${count(withdrawn.clicks)} to withdraw`,
        `${count(accepted.clicks)}, as to accept`,
      ),
    );
  return found;
};

/** @type {Judge} */
export const B07 = ({ facts, steps, x, looks }) => {
  if (!steps.length) return null;
  const known = facts.state.grants;
  const found = steps
    .filter(
      ({ record, grants }) =>
        grantedIn(record, facts.config).length || Object.keys(grants).some((id) => grants[id] && !known[id]),
    )
    .slice(0, 1)
    .map(({ what, layer, element }) =>
      finding({ layer, when: 'before a choice' }, element, `${what} granted something`, 'no grant'),
    );
  if (facts.law?.x && looks.some(({ where }) => where.layer === 'banner')) {
    if (!x) found.push(finding({ layer: 'banner' }, '<button data-id="x">', 'not there', 'an X that refuses'));
    else if (readRecord(x.record, facts.config)?.how !== 'reject' || grantedIn(x.record, facts.config).length)
      found.push(finding({ layer: 'banner' }, x.element, `records “${x.record}”`, 'a refusal'));
  }
  return found;
};

/** @type {Judge} */
export const B19 = ({ facts, saved }) => {
  if (!saved) return null;
  if (saved.clicks === Infinity)
    return [finding({ layer: saved.layer }, saved.element, 'nothing is recorded', 'a refusal')];
  return Object.keys(saved.state.grants)
    .filter((id) => saved.state.grants[id] && !isOnByLaw(facts, id) && !facts.state.grants[id])
    .map((id) =>
      finding(
        { layer: saved.layer },
        saved.element,
        `pressed with nothing touched, it grants ${id}`,
        'what refusing gives',
      ),
    );
};
