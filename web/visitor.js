// What is known of a visitor, as facts of a turn: where, which signals, who. Nothing here judges them.

/**
 * @typedef {object} Visitor  a page and a server say the same; what is left out is unknown
 * @property {string} [region]    ISO 3166-1 or -2, from a server that knows it: DE, US-CA
 * @property {string} [zone]      the browser's time zone: it may only tighten
 * @property {string | number | boolean} [gpc]  the signal as it came: `Sec-GPC: 1`, or the navigator's true
 * @property {string | null} [dnt]       Do Not Track, the same
 * @property {string} [audience]  general, minor, child, k12
 * @property {string | number} [age]  in years
 * @property {boolean} [shared]   others use this computer, too
 */

/** One fact; a blank or a line break would make more of it. @param {[name: string, value: any]} fact */
const fact = ([name, value]) => (value ?? '') === '' ? '' : `\t${name}=${value === true ? 1 : `${value}`.replace(/\s/g, '?')}`;

/** @param {Visitor} visitor  nothing else: what is no fact of a visitor the core refuses */
export const factsOf = visitor => Object.entries(visitor).map(fact).join('');
