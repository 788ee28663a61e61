// B24, B25, B26, B29: for the keyboard, for a finger, and for those who listen.

import { grantedIn } from '../record.js';
import { EDGE } from './contrast.js';
import { both, finding, inLooks, isFirst } from './finding.js';

/** @typedef {import('../evidence.d.ts').Judge} Judge */

/** @type {Judge} */
const roles = (evidence) =>
  inLooks(evidence, (look) => {
    if (look.where.layer === 'inline') return null; // a part of the page, not a dialog
    return [
      look.role !== 'dialog' &&
        look.role !== 'alertdialog' &&
        finding(look.where, look.element, `role ${look.role}`, 'role dialog'),
      !look.name && finding(look.where, look.element, 'no accessible name', 'a label'),
    ].filter((found) => found !== false);
  });

/** @type {Judge} */
const walked = ({ facts, keys, looks, steps }) => {
  const [first] = looks.filter(isFirst);
  const missed = keys.first.length
    ? (first?.controls ?? []).filter(({ element }) => !keys.first.some((at) => at.element === element))
    : [];
  const found = missed.map(({ element }) =>
    finding({ ...first.where, width: 320 }, element, 'Tab does not reach it', 'reached'),
  );
  const dialog = looks.find(({ where }) => where.layer === 'preferences');
  const where = { layer: 'preferences' };
  if (dialog?.modal && keys.opened) {
    if (keys.opened.layer !== 'preferences')
      found.push(finding(where, keys.opened.element, 'has the focus when they open', 'the focus inside'));
    const out = keys.preferences.find(({ layer, none }) => layer !== 'preferences' && !none);
    if (out) found.push(finding(where, out.element, 'Tab leads out of a modal dialog', 'the focus stays inside'));
    if (keys.closed?.layer === 'preferences')
      found.push(finding(where, dialog.element, 'Escape does not close it', 'closed'));
    else if (keys.closed && keys.closed.element !== keys.opener)
      found.push(
        finding(where, keys.closed.element, 'has the focus when they are closed', `it returns to ${keys.opener}`),
      );
  }
  const escaped = steps.find(
    ({ what, layer, record }) => what === 'Escape' && layer === 'preferences' && grantedIn(record, facts.config).length,
  );
  if (escaped) found.push(finding(where, escaped.element, 'Escape granted something', 'no grant'));
  return keys.first.length || keys.opened ? found : null;
};

/** @type {Judge} */
export const B24 = (evidence) => both(roles(evidence), walked(evidence));

/** @type {Judge} */
export const B25 = ({ keys, looks }) => {
  const [first] = looks.filter(isFirst);
  if (!first || !keys.end.length) return null;
  const walked = [...keys.first, ...keys.end].map((at) => ({ at, width: 320 }));
  return [...walked, ...(keys.closed ? [{ at: keys.closed, width: first.where.width }] : [])]
    .filter(({ at }) => at.covered)
    .map(({ at, width }) =>
      finding({ ...first.where, width }, at.element, `has the focus under ${first.element}`, 'in view'),
    );
};

/** @type {Judge} */
const targets = (evidence) =>
  inLooks(evidence, (look) =>
    look.targets
      .filter(({ small }) => small)
      .map(({ element, width, height }) =>
        finding(
          look.where,
          element,
          `target ${Math.round(width)} × ${Math.round(height)} px, others close by`,
          '24 × 24 px',
        ),
      ),
  );

/** @type {Judge} */
const indicators = ({ keys }) => {
  const inside = [...keys.first, ...keys.preferences].filter(({ layer }) => layer);
  return inside.length
    ? inside
        .filter(({ indicator }) => indicator < EDGE)
        .map(({ element, layer, indicator }) =>
          finding(
            { layer: layer === 'first' ? 'banner' : layer },
            element,
            `focus indicator ${indicator}:1`,
            `at least ${EDGE}:1`,
          ),
        )
    : null;
};

/** @type {Judge} */
export const B26 = (evidence) => both(targets(evidence), indicators(evidence));

/** @param {string} text */
const plain = (text) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** @type {Judge} */
const names = (evidence) =>
  inLooks(evidence, (look) =>
    [...look.controls, ...look.switches].flatMap(({ element, label, name }) =>
      !name
        ? [finding(look.where, element, 'no accessible name', label || 'a name')]
        : plain(name).includes(plain(label))
          ? []
          : [finding(look.where, element, `is called “${name}”`, `its label “${label}” in that name`)],
    ),
  );

/** @type {Judge} */
const announced = ({ refused, saved }) => {
  const made = [refused, saved].filter((choice) => choice && choice.clicks < Infinity);
  return made.length
    ? made.flatMap((choice) =>
        !choice
          ? []
          : !choice.said.length
            ? [
                finding(
                  { layer: choice.layer },
                  choice.element,
                  'its outcome is announced nowhere',
                  'text in a polite live region',
                ),
              ]
            : choice.said.some(({ polite }) => !polite)
              ? [finding({ layer: choice.layer }, choice.element, 'its outcome interrupts', 'a polite live region')]
              : [],
      )
    : null;
};

/** @type {Judge} */
export const B29 = (evidence) => both(names(evidence), announced(evidence));
