// assent.services.js: loaded by a page whose config, not built in, says `use`.
import catalogue from './starter-services.js';
import { expandText } from './use.js';

export { adopt } from '../platform/pristine.js';
export { nearest } from './nearest.js';

/** @param {string} config  as the site wrote it */
export const expand = (config) => expandText(config, catalogue);
