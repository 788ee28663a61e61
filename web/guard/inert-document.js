// A document in which nothing runs and nothing loads. What a script makes is looked at there before it comes to life.

import { native } from '../platform/pristine.js';

/** @type {Document | undefined} */
let inert;

/** It is made when it is needed first. */
export const inertly = () => (inert ??= native.emptyDocument());
