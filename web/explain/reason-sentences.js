// Says in a sentence why something is allowed, held or missing. The core has decided, and says by what (src/reason.h).
// Here it is put into words.

import { AGE_ANY, RULES } from '#contract';
import { SOURCES, TITLES } from '#law';
import { questionOf, turnOf } from '../core/turn-text.js';
import { find, flat, includes, map } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { replace } from '../platform/texts.js';
import { plain } from '../storage/ledger.js';
import en from '../words/en/explain.js';
import { fill } from '../words/fill.js';
import { inWords } from '../words/lookup.js';

/** @typedef {typeof en} Words */
/** @typedef {import('../types/site.js').Explained} Explained */
/**
 * @typedef {object} Asker
 * @property {(turn: string) => import('#contract').Turned} ask  a turn of the core
 * @property {any} site  the config
 * @property {{ ask: string, decided: any }} state
 * @property {Partial<Words>} [words]  another language (web/words); what it lacks is English
 */

/** The rules of law that hold, as the core tells them. @param {import('#contract').RuleEffect[]} told */
export const lawOf = (told) =>
  map(told, ({ rule, value, row }) => {
    const of = RULES[/** @type {number} */ (rule)];
    return { field: of.name, value: meaningOf(of, value), row };
  });

/** What a rule's number means. @param {typeof RULES[number]} rule @param {number} value @returns {string | number | boolean} */
function meaningOf({ kind, words }, value) {
  if (words) return words[value];
  if (kind === 'Flag') return true;
  if (kind === 'Language') return letter(native.floor(value / 26)) + letter(value % 26);
  return value; // days, or an age
}

/** Of the alphabet, the first one for 0. @param {number} number */
const letter = (number) => native.fromCharCode(97 + number);

/**
 * @typedef {object} Why  what the core says by what it decided (src/reason.h)
 * @property {string} id
 * @property {string} kind      subject: a category or service; control: a button; link; unknown
 * @property {boolean} holds    it runs, or is shown
 * @property {string} standing  of a subject, how the law has it stand; of a control none, if there is nothing to ask
 * @property {string} word      what the visitor said of it
 * @property {boolean} signal   their browser's signal refuses it
 * @property {string} rule      of law, that counted; '': none
 * @property {number} value     the rule's number
 */

/**
 * Which sentence says why.
 * @param {Why} why
 * @param {string} ask  why the visitor is asked
 * @returns {string} its name in the language file
 */
function sentenceOf(why, ask) {
  switch (why.kind) {
    case 'unknown':
      return 'unknown';
    case 'link':
      return sentenceOfLink(why);
    case 'control':
      return sentenceOfButton(why);
    default:
      return sentenceOfSubject(why, ask);
  }
}

/** @param {Why} why */
function sentenceOfLink({ holds, rule }) {
  if (holds) return 'owed';
  return rule ? 'unsold' : 'unowed';
}

/** @param {Why} why */
function sentenceOfButton({ id, holds, standing, rule }) {
  if (holds) return rule ? 'owed' : 'offered';
  if (standing === 'none') return 'settled';
  if (id === 'x') return 'unowed';
  return id === 'accept' ? 'objects' : 'elsewhere';
}

/** @param {Why} why @param {string} ask */
function sentenceOfSubject({ holds, standing, word, signal, rule, value }, ask) {
  if (standing === 'free') return 'necessary';
  if (standing === 'absent' && !rule) return 'agreement';
  if (standing === 'absent') return value === AGE_ANY ? 'anyAge' : 'age';
  if (holds && word === 'nothing') return 'silent';
  if (holds && word === 'insisted' && !signal) return 'granted'; // by hand, and there was nothing to insist against
  if (holds) return word;
  if (signal) return 'signal';
  if (word === 'refused') return 'refused';
  if (standing === 'barred') return 'parent';
  return includes(['policy', 'expired', 'jurisdiction'], ask) ? ask : 'undecided';
}

/** @param {Asker} asker @returns {Words} */
const wordsOf = ({ words }) => ({ ...en, ...words });

/** What the site calls it. @param {any} site @param {string} id @param {string} lang */
function nameIn(site, id, lang) {
  const found = find(/** @type {any[]} */ (flat([site.categories, site.services ?? []])), (one) => one.id === id);
  return inWords(found?.name ?? found?.label, [lang]) || id;
}

/** A law, with the first of its sources. @param {Words} words @param {string} row  empty: none counted */
function lawText(words, row) {
  if (!row) return words.none;
  if (row === 'strict') return words.strict;
  return fill(words.law, { title: TITLES[row], source: native.split(SOURCES[row], ';')[0] });
}

/**
 * Why a category, service, button, `link` or host stands as it does.
 * @param {string} asked
 * @param {Asker} asker
 * @returns {Explained}
 */
export function explainId(asked, asker) {
  const { ask, site, state } = asker;
  const words = wordsOf(asker);
  const why = /** @type {import('#contract').WhyEffect} */ (ask(questionOf('explain', [asked])).why);
  const { id, kind, holds, standing, value, row, until } = why;
  const rule = why.rule === null ? '' : RULES[why.rule].name;
  const date = (/** @type {number} */ seconds) =>
    native.dayOf(native.date(seconds * 1000), words.lang, { dateStyle: 'long', timeZone: 'UTC' });
  const sentence = /** @type {keyof Words} */ (sentenceOf({ ...why, rule }, state.ask));
  const text = fill(words[sentence], {
    name: nameIn(site, id, words.lang),
    law: lawText(words, row),
    when: state.decided ? date(state.decided.when) : '',
    value,
  });
  const again = until ? ` ${fill(words.again, { until: date(until) })}` : '';
  return {
    id,
    holds,
    standing: /** @type {Explained['standing']} */ (kind === 'subject' ? standing : ''),
    text: replace(`${text}${again}`, /,\./g, '.'), // the strict profile's name ends with a comma
    law: rule ? { rule, value, row, title: TITLES[row], source: SOURCES[row] } : null,
  };
}

/**
 * What no law and no choice decides.
 * @param {'undeclared' | 'unknown' | 'unmarked'} sentence
 * @param {string} id
 * @param {boolean} holds
 * @param {Record<string, string>} values
 * @param {Asker} asker
 * @returns {Explained}
 */
export const explainPlainly = (sentence, id, holds, values, asker) => ({
  id,
  holds,
  standing: '',
  text: fill(wordsOf(asker)[sentence], values),
  law: null,
});

/**
 * Why something stored stands as it does: as its owner does, or as the site has it with what nobody declared.
 * @param {{ in: string, name: string }} target
 * @param {Asker} asker
 */
function explainStored(target, asker) {
  const { ask, site } = asker;
  const found = ask(`${turnOf('stored', { now: 0 })}\n${target.in}\t${plain(target.name)}`).stored?.[0];
  const { category = '', service = '', allowed = false } = found ?? {};
  // Assent's own is what the site cannot do without.
  if (service === 'assent')
    return explainId(find(site.categories, (/** @type {any} */ one) => one.purpose === 'necessary')?.id, asker);
  if (service || category) return explainId(service || category, asker);
  const values = { name: target.name, value: `${site.unknown?.keys ?? 'report'}s` };
  return explainPlainly('undeclared', '', allowed, values, asker);
}

/**
 * @param {string | { in: string, name: string }} target  an id, a host or an address; or something stored
 * @param {Asker} asker
 * @returns {Explained}
 */
export function explain(target, asker) {
  if (typeof target !== 'string') return explainStored(target, asker);
  const isAddress = native.test(/[/:]/, target);
  return explainId(isAddress ? native.hostnameOf(native.url(target, 'https://unknown.invalid')) : target, asker);
}
