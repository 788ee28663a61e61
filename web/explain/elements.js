// Why an element runs or is held. It is asked about as the gate asks (gate/permission.js), by the same table.

import { questionOf } from '../core/turn-text.js';
import { categoryOf, hostsHeld, hostsInPlace, isAtWork, serviceOf } from '../gate/held-elements.js';
import { holdOf } from '../gate/permission.js';
import { find, flat, present } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { explainId, explainPlainly } from './reason-sentences.js';

/** @typedef {import('./reason-sentences.js').Asker} Asker */

/** @param {import('#contract').Turned} turned @returns {import('../gate/permission.js').Hold} */
const holdIn = ({ hold }) => hold ?? false;

/** The gate's questions, of this core. @param {Asker['ask']} ask @returns {import('../gate/permission.js').Questions} */
const questionsTo = (ask) => ({
  ask: (kind, category, service, host) => holdIn(ask(questionOf('element', [kind, category, service, host]))),
  reach: (host) => host !== location.hostname && holdIn(ask(questionOf('reach', [host]))),
});

/**
 * Of one that is held: why its mark or its host holds it. Of one that runs: why the first does that it is granted for.
 * @param {Element} element
 * @param {Asker} asker
 */
export function explainElement(element, asker) {
  const held = hostsHeld(element),
    hosts = held ?? hostsInPlace(element) ?? [];
  const why = holdOf(questionsTo(asker.ask), element, hosts, !held);
  // The gate leaves an element alone that is at work and carries somebody else's marks.
  const isUnknown = why && why.why === 'unknown';
  if (isUnknown && !isAtWork(element)) return explainPlainly('unknown', why.id, false, { name: why.id }, asker);
  if (why && !isUnknown) return explainId(why.id, asker);
  const ids = present(flat([[serviceOf(element), categoryOf(element)], hosts]));
  const granted = find(ids, (id) => explainId(id, asker).holds);
  return granted === undefined
    ? explainPlainly('unmarked', '', true, { name: native.nameOf(element) }, asker)
    : explainId(granted, asker);
}
