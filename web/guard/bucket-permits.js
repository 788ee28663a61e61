// Whose something is that was given out: a factory of databases, a cache storage, a database, a cache, a bucket.

import { native } from '../platform/pristine.js';

/** @typedef {() => boolean} May  may what this belongs to be stored now? */

/** Those that belong to a storage bucket, and what was opened. @type {WeakMap<object, May>} */
export const mays = new native.WeakMap();
