// A page that a browser makes ready before anybody opens it (speculation rules, `prerender`): its scripts run, and
// nobody has come yet.
import { native } from '../platform/pristine.js';

export const isPrerendered = () => native.isPrerendered(document) === true; // undefined: this browser makes none

/** @returns {Promise<void>} */
export const whenOpened = () =>
  new native.Promise((done) => native.listen(document, 'prerenderingchange', () => done(undefined), { once: true }));
