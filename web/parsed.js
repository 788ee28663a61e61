import { native } from './pristine.js';

/** Acts once the page is parsed. @param {() => void} act */
export const whenParsed = act => native.stateOf(document) === 'loading' ? native.listen(document, 'DOMContentLoaded', act) : act();
