// assent.services.js: loaded by a page whose config, not built in, says `use`.
import catalogue from './catalogue.js';
import { expandText } from './use.js';

export { adopt } from '../pristine.js';
export { nearest } from './nearest.js';

/** @param {string} config  as the site wrote it */
export const expand = config => expandText(config, catalogue);
