// B01, B02, B03, B17: saying no is offered where saying yes is, as a button like it, in the same place everywhere.
import { both, controlOf, finding, inLooks, isFirst } from './finding.js';

/** @typedef {import('../evidence.d.ts').Judge} Judge */
/** @typedef {import('../evidence.d.ts').Look} Look */

/** @type {Judge} */
export const B01 = (evidence) =>
  inLooks(evidence, (look) => {
    const [yes, no] = [controlOf(look, 'accept'), controlOf(look, 'reject')];
    if (!yes) return null;
    if (!no) return [finding(look.where, '<button data-id="reject">', 'not there', `beside ${yes.element}`)];
    return no.tag === yes.tag ? [] : [finding(look.where, no.element, `a <${no.tag}>`, `a <${yes.tag}>, as accept is`)];
  });

/** @type {Judge} */
export const B02 = (evidence) =>
  inLooks(evidence, (look) => {
    const no = controlOf(look, 'reject');
    if (!no) return null;
    return [
      no.tag !== 'button' && finding(look.where, no.element, `a <${no.tag}>`, 'a <button>'),
      no.inProse && finding(look.where, no.element, 'inside a text', 'a button of its own'),
      !no.inBox &&
        look.where.layer !== 'inline' &&
        finding(look.where, no.element, `outside ${look.element}`, 'inside it'),
    ].filter((found) => found !== false);
  });

/** @param {number} px */
const round = (px) => `${Math.round(px * 10) / 10} px`;

/** @type {Judge} */
const alike = (evidence) =>
  inLooks(evidence, (look) => {
    const [yes, no] = [controlOf(look, 'accept'), controlOf(look, 'reject')];
    if (!yes || !no) return null;
    const sizes = /** @type {const} */ (['width', 'height'])
      .filter((side) => Math.abs(yes.rect[side] - no.rect[side]) > 1)
      .map((side) =>
        finding(look.where, no.element, `${side} ${round(no.rect[side])}`, `accept ${round(yes.rect[side])}`),
      );
    const looks = Object.entries(no.looks)
      .filter(([name, value]) => value !== yes.looks[/** @type {keyof typeof yes.looks} */ (name)])
      .map(([name, value]) =>
        finding(
          look.where,
          no.element,
          `${name} ${value}`,
          `accept ${yes.looks[/** @type {keyof typeof yes.looks} */ (name)]}`,
        ),
      );
    return [...sizes, ...looks];
  });

/** @type {Judge} */
const inView = (evidence) =>
  inLooks(
    evidence,
    (look) =>
      isFirst(look)
        ? ['accept', 'reject'].flatMap((id) => {
            const one = controlOf(look, id);
            return one && !one.inView
              ? [
                  finding(
                    { ...look.where, when: 'in 320 × 256 px' },
                    one.element,
                    'out of view',
                    'in view without scrolling',
                  ),
                ]
              : [];
          })
        : null,
    'short',
  );

/** @type {Judge} */
export const B03 = (evidence) => both(alike(evidence), inView(evidence));

const ORDERED = ['accept', 'reject', 'settings', 'save', 'noted'];

/** The answers of a layer, as the eye meets them: row by row. @param {Look} look */
const orderOf = ({ controls }) =>
  controls
    .filter(({ id }) => ORDERED.includes(id))
    .sort((a, b) =>
      a.rect.top >= b.rect.bottom - 1 ? 1 : b.rect.top >= a.rect.bottom - 1 ? -1 : a.rect.left - b.rect.left,
    )
    .map(({ id }) => id);

/** @param {string[]} ids */
const told = (ids) => ids.join(', ') || 'none';

/** @type {Judge} */
export const B17 = (evidence) => {
  const plain = evidence.looks.filter(({ sight }) => sight === 'plain');
  if (!plain.length) return null;
  return plain.flatMap((look) => {
    const model = plain.find(({ where }) => where.layer === look.where.layer) ?? look;
    const [ids, others] = [orderOf(look), orderOf(model)];
    const found = [];
    if (told(ids) !== told(others))
      found.push(
        finding(look.where, look.element, `buttons ${told(ids)}`, `${told(others)}, as at ${model.where.width} px`),
      );
    if (told(look.headings) !== told(model.headings))
      found.push(
        finding(
          look.where,
          look.element,
          `headings ${told(look.headings)}`,
          `${told(model.headings)}, as at ${model.where.width} px`,
        ),
      );
    const [first] = plain;
    const shared = orderOf(first).filter((id) => others.includes(id));
    const here = others.filter((id) => shared.includes(id));
    if (look === model && told(here) !== told(shared))
      found.push(
        finding(look.where, look.element, `buttons ${told(here)}`, `${told(shared)}, as in ${first.where.layer}`),
      );
    return found;
  });
};
