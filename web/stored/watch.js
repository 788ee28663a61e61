// Watches what may change what is stored, in this page or in another one.
import { each, present } from '../platform/lists.js';
import { native } from '../platform/pristine.js';

/** How often to look in any case (ms): some areas tell nobody of their changes. */
const EVERY = 2000;

/** @param {() => void} changed  called when something may have changed @returns {() => void} ends it */
export function watch(changed) {
  const timer = native.repeat(() => {
    if (!native.isHidden(document)) changed();
  }, EVERY);
  const cookies = native.cookieStore();
  /** @type {{ source: EventTarget, event: string }[]} */
  const sources = present([
    { source: window, event: 'storage' },
    cookies && { source: cookies, event: 'change' },
    { source: document, event: 'assent:change' },
    { source: document, event: 'visibilitychange' },
  ]);
  each(sources, ({ source, event }) => native.listen(source, event, changed));
  return () => {
    native.endRepeat(timer);
    each(sources, ({ source, event }) => native.unlisten(source, event, changed));
  };
}
