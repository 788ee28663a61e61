// Who is measured. Each one stands on the page as its own manual says; the files beside this one say how.

import assent from './subjects/assent.mjs';
import c15t from './subjects/c15t.mjs';
import direct from './subjects/direct.mjs';
import floor from './subjects/floor.mjs';
import idle from './subjects/idle.mjs';
import klaro from './subjects/klaro.mjs';
import none from './subjects/none.mjs';
import osano from './subjects/osano.mjs';
import tarteaucitron from './subjects/tarteaucitron.mjs';
import vanilla from './subjects/vanilla.mjs';

/**
 * @typedef {object} Place  what a subject may know of the page
 * @property {string} base  the folder of its files
 * @property {import('./page.mjs').Gated[]} items
 * @property {import('./page.mjs').Gated[]} scripts  those that are scripts
 */
/**
 * @typedef {object} Subject
 * @property {string} title
 * @property {boolean} [peer]      a product that is compared with Assent
 * @property {boolean} [gates]     and it holds the markup of third parties back by itself
 * @property {Record<string, string>} [files]  what it serves, by name
 * @property {(place: Place) => string} [head]  in <head>, before the page's stylesheet
 * @property {(place: Place) => string} [end]   last in <body>
 * @property {(item: import('./page.mjs').Gated) => string} [gate]  the markup of one item; nothing: its config lists
 *   them
 * @property {string} [banner]     selectors: the banner and what is pressed
 * @property {string} [accept]
 * @property {string} [withdraw]   the click that is timed for a withdrawal
 * @property {string} [reopen]     JavaScript that shows the preferences again
 * @property {string[]} [clicks]   everything else that can be pressed, in turn, on a first visit; and then, on another:
 * @property {string} [reject]
 */

/** Those without a banner are controls. @type {Record<string, Subject>} */
export const SUBJECTS = { none, direct, idle, floor, osano, c15t, vanilla, tarteaucitron, klaro, assent };
