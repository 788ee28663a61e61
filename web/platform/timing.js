// Moments of a page that other work waits for.

import { native } from './pristine.js';
import { after } from './promises.js';

/** Behind the next frame or two: what a learner need not wait for to see a click answered. @returns {Promise<void>} */
export const whenDrawn = () => after(50);

/** Acts once the page is parsed. @param {() => void} act */
export const whenParsed = (act) =>
  native.stateOf(document) === 'loading' ? native.listen(document, 'DOMContentLoaded', act) : act();
