// Events of what has failed, as where there is no network: they come later.

import { each } from '../platform/lists.js';
import { apply, getOwnPropertyDescriptor, native } from '../platform/pristine.js';

/**
 * Tells an event to who listens, and to the handler that stands in a property of the same name.
 * @param {any} target
 * @param {any} event
 */
export function tellOf(target, event) {
  native.dispatch(target, event);
  const handler = getOwnPropertyDescriptor(target, `on${native.typeOfEvent(event)}`)?.value;
  if (typeof handler === 'function') apply(handler, target, [event]);
}

/** @param {import('./hooks.js').Realm} realm @param {any} target @param {string[]} types */
export const fireLater = (realm, target, types) =>
  native.wait(() => each(types, (type) => tellOf(target, native.eventIn(realm.document, type))));
