// B10, B11, B15, B30: every page has a way to the preferences, a refusal closes no page, and nobody is asked again too
// soon.

import { storedName } from '../record.js';
import { finding } from './finding.js';

/** @typedef {import('../evidence.d.ts').Judge} Judge */

/** @param {string} address */
const on = (address) => ({ when: `on ${new URL(address).pathname}` });

/** @type {Judge} */
export const B10 = ({ pages, chosen }) => {
  if (!pages.length) return null;
  const found = pages
    .filter(({ opener }) => !opener)
    .map(({ address }) =>
      finding(
        on(address),
        '[data-assent=preferences], a[href="#privacy-preferences"]',
        'not there',
        'a way back to the preferences',
      ),
    );
  if (!chosen) return found;
  if (!chosen.opened) {
    if (!found.length)
      found.push(
        finding(
          { ...on(chosen.page) },
          '[data-assent=preferences]',
          'does not open the preferences when signed out',
          'open',
        ),
      );
    return found;
  }
  const { grants } = chosen.choice.state;
  for (const [id, shown] of Object.entries(chosen.shown)) {
    if (id in grants && shown !== grants[id])
      found.push(
        finding(
          { ...on(chosen.page), layer: 'preferences' },
          `<input data-id="${id}">`,
          shown ? 'on' : 'off',
          `${grants[id] ? 'on' : 'off'}, as it was saved`,
        ),
      );
  }
  return found;
};

/** In days: the shortest wait of any law, for a page that does not say which law holds. */
const WAIT = 184;
const DAY = 86_400_000;
/** Browsers let no cookie live longer than 400 days (RFC 6265bis). */
const LONGEST = 398;

/** @type {Judge} */
export const B11 = ({ facts, asked, expires, refused, looks }) => {
  if (!refused || refused.clicks === Infinity || !asked.length) return null;
  const days = Number(facts.law?.wait ?? WAIT);
  const element =
    looks.find(({ where }) => where.layer === 'banner' || where.layer === 'notice')?.element ??
    '<div class="assent assent-banner">';
  const found = asked
    .filter(({ asks }) => asks)
    .map(({ when }) =>
      finding({ when: `after a refusal, ${when}` }, element, 'asks again', `no question for ${days} days`),
    );
  if (expires < Math.min(days - 1, LONGEST) * DAY)
    found.push(
      finding(
        { when: 'after a refusal' },
        `cookie ${storedName(facts.config)}`,
        `is kept for ${Math.floor(expires / DAY)} days`,
        `${days} days`,
      ),
    );
  return found;
};

/**
 * Two visits of one page may differ by a date or a greeting, so this share of the words may be missing. A wall hides
 * more.
 */
const LOST = 0.05;

/** @type {Judge} */
export const B15 = ({ content }) => {
  if (!content) return null;
  const { refused, accepted } = content;
  const where = { when: 'after a refusal' };
  const found = [];
  if (refused.inert) found.push(finding(where, refused.element, 'inert', 'usable'));
  if (refused.unseen) found.push(finding(where, refused.element, 'hidden', 'in view'));
  if (refused.covered) found.push(finding(where, refused.covered, 'covers the page', 'nothing over the page'));
  if (refused.stuck && !accepted.stuck)
    found.push(finding(where, '<body>', 'does not scroll', 'scrolls as after accepting'));
  const there = new Map();
  for (const word of refused.words) there.set(word, (there.get(word) ?? 0) + 1);
  const lost = accepted.words.filter((word) => {
    const left = there.get(word) ?? 0;
    there.set(word, left - 1);
    return left <= 0;
  }).length;
  if (!found.length && lost > accepted.words.length * LOST)
    found.push(
      finding(
        where,
        refused.element,
        `${lost} of ${accepted.words.length} words are missing`,
        'the same content as after accepting',
      ),
    );
  const titles = accepted.titles.filter((title) => !refused.titles.includes(title));
  if (!found.length && titles.length)
    found.push(finding(where, refused.element, `“${titles[0]}” is missing`, 'the same content as after accepting'));
  return found;
};

/** @type {Judge} */
export const B30 = ({ pages }) => {
  const placed = pages.filter(({ opener }) => opener);
  if (placed.length < 2) return null;
  const [first] = placed;
  return placed
    .filter(({ place }) => place !== first.place)
    .map(({ address, opener, place }) =>
      finding(
        on(address),
        opener,
        place || 'outside header, nav and footer',
        `${first.place || 'outside header, nav and footer'}, as on ${new URL(first.address).pathname}`,
      ),
    );
};
