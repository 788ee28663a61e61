// assent.services.js: a page loads it if its config says `use` and is not built in.
import catalogue from './starter-services.js';
import { expandText } from './use.js';

export { adopt } from '../platform/pristine.js';
export { nearest } from './nearest.js';

/** @param {string} config  as the site wrote it */
export const expand = (config) => expandText(config, catalogue);
