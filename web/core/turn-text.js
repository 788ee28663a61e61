// Turns of the core, as text. Which facts and fields a verb takes is said in src/contract.def, and checked by the compiler.
import { each, isList, join, map } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { replace } from '../platform/texts.js';

/** @typedef {import('#contract').VerbFacts} VerbFacts */
/** @typedef {import('#contract').VerbFields} VerbFields */
/** @typedef {Omit<VerbFacts['start'], 'now' | 'record' | 'mirror'>} Visitor  what is known of a visitor; what is left out is unknown */

/** A blank or a line break would make more of it. @param {unknown} value */
const clean = (value) => (value === true ? '1' : replace(`${value}`, /\s/g, '?'));

/** @param {string} name @param {unknown} value  nothing: it is unknown */
const fact = (name, value) => ((value ?? '') === '' ? '' : `\t${name}=${clean(value)}`);

/**
 * `verb⇥name=value⇥…`, for the verbs that take facts by name.
 * @template {keyof VerbFacts} Verb
 * @param {Verb} verb
 * @param {VerbFacts[Verb]} facts
 */
export function turnOf(verb, facts) {
  let text = /** @type {string} */ (verb);
  each(native.keys(facts), (name) => {
    const value = /** @type {any} */ (facts)[name];
    each(isList(value) ? value : [value], (one) => {
      text += fact(name, one);
    });
  });
  return text;
}

/**
 * `verb⇥field⇥…`, for the verbs that take fields by place. An empty last field makes of it what comes before one.
 * @template {keyof VerbFields} Verb
 * @param {Verb} verb
 * @param {VerbFields[Verb]} fields  each without control characters (storage/ledger.js has `plain`)
 */
export function questionOf(verb, fields) {
  let text = /** @type {string} */ (verb);
  for (let i = 0; i < fields.length; i++) text += `\t${fields[i] ?? ''}`;
  return text;
}

/** What a choice names: `⇥+id` grants it, `⇥-id` refuses it. @param {Record<string, boolean>} choice */
export const namesOf = (choice) =>
  join(
    map(native.keys(choice), (id) => `\t${choice[id] ? '+' : '-'}${clean(id)}`),
    '',
  );
