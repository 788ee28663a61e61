// What is known of a visitor, as facts of a turn: where, which signals, who. Nothing here judges them.
import { join, map } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { replace } from '../platform/texts.js';

/**
 * @typedef {object} Visitor  a page and a server say the same; what is left out is unknown
 * @property {string} [region]    ISO 3166-1 or -2, from a server that knows it: DE, US-CA
 * @property {string} [zone]      the browser's time zone: it may only tighten
 * @property {string | number | boolean} [gpc]  the signal as it came: `Sec-GPC: 1`, or the navigator's true
 * @property {string | null} [dnt]       Do Not Track, the same
 * @property {string} [audience]  general, minor, child, k12
 * @property {string | number} [age]  in years
 * @property {boolean} [shared]   others use this computer, too
 * @property {boolean} [prerender]  a browser prepares the page, and nobody has opened it: only what is necessary is
 *   granted
 */

/** One fact; a blank or a line break would make more of it. @param {string} name @param {any} value */
const fact = (name, value) =>
  (value ?? '') === '' ? '' : `\t${name}=${value === true ? 1 : replace(`${value}`, /\s/g, '?')}`;

/** @param {Visitor} visitor  nothing else: what is no fact of a visitor the core refuses */
export const factsOf = (visitor) =>
  join(
    map(native.keys(visitor), (name) => fact(name, /** @type {any} */ (visitor)[name])),
    '',
  );
