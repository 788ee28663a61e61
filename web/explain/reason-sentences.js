// Says in a sentence why something is allowed, held or missing. The core has decided, and says by what (src/reason.h).
// Here it is put into words.

import { RULES, SOURCES, TITLES } from '#law';
import { find, flat, includes, map, part } from '../platform/lists.js';
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
 * @property {(turn: string) => import('../core/carry-out.js').Turned} ask  a turn of the core
 * @property {any} site  the config
 * @property {{ ask: string, decided: any }} state
 * @property {Partial<Words>} [words]  another language (web/words); what it lacks is English
 */

/** The core gives this number for an age if a rule holds at any age, as some do for children and pupils (src/law.c). */
export const ANY_AGE = 200;

/** The first rules of the list say how a purpose stands, or selling. */
const PURPOSE_RULES = 6;
const STANDINGS = ['free', 'notice', 'object', 'ask', 'barred', 'absent'];

/** What the numbers of other rules mean. @type {Record<string, string[]>} */
const MEANINGS = {
  reject: ['', 'recommended', 'equal', 'required'],
  gpc: ['', 'should', 'must'],
  link: ['', 'opt-out', 'rights', 'choices'],
  proof: ['', 'advised', 'opt-outs', 'consents'],
};

/** Rules that have no value: they are there or not. */
const DUTIES = ['x', 'position', 'status', 'texas', 'florida', 'erases'];

/** The rules of law that hold, as the core tells them. @param {string[][]} told */
export const lawOf = (told) =>
  map(told, ({ 0: rule, 1: value, 2: row }) => ({ field: RULES[+rule], value: meaningOf(RULES[+rule], +value), row }));

/** What a rule's number means. @param {string} rule @param {number} value @returns {string | number | boolean} */
function meaningOf(rule, value) {
  if (includes(part(RULES, 0, PURPOSE_RULES), rule)) return STANDINGS[value];
  if (includes(DUTIES, rule)) return true;
  if (rule === 'language') return letter(native.floor(value / 26)) + letter(value % 26);
  return MEANINGS[rule]?.[value] ?? value; // days, or an age
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
  if (standing === 'absent') return value === ANY_AGE ? 'anyAge' : 'age';
  if (holds && word === 'nothing') return 'silent';
  if (holds && word === 'insisted' && !signal) return 'granted'; // by hand, and there was nothing to insist against
  if (holds) return word;
  if (signal) return 'signal';
  if (word === 'refused') return 'refused';
  if (standing === 'barred') return 'parent';
  return includes(['policy', 'expired', 'jurisdiction'], ask) ? ask : 'undecided';
}

/**
 * The core's `stored` line about something stored.
 * @param {{ in: string, name: string }} target
 * @param {Asker['ask']} ask
 */
const storedOf = (target, ask) => ask(`stored\tnow=0\n${target.in}\t${plain(target.name)}`).told?.[0] ?? [];

/**
 * The category, service, button or host that is meant.
 * @param {any} target  an id, a host or an address; an element; something stored, as `{ in, name }`
 * @param {Asker} asker
 * @returns {string}
 */
function idOf(target, asker) {
  if (target.in) return ownerOf(target, asker);
  if (typeof target !== 'string') return idOfElement(target, asker);
  const isAddress = native.test(/[/:]/, target);
  return isAddress ? hostOf(target, 'https://unknown.invalid') : target;
}

/** @param {string} address @param {string} base */
const hostOf = (address, base) => native.hostnameOf(native.url(address, base));

/** Whose something stored is. @param {{ in: string, name: string }} target @param {Asker} asker */
function ownerOf(target, { ask, site }) {
  const { 2: category, 3: service } = storedOf(target, ask);
  // Assent's own is what the site cannot do without.
  if (service === 'assent') return find(site.categories, (/** @type {any} */ one) => one.purpose === 'necessary')?.id;
  return service || category || '?';
}

/** What an element is by its marks. @param {Element} element @param {Asker} asker */
function idOfElement(element, { ask }) {
  const said = (/** @type {string} */ name) => native.attribute(element, name);
  const category = said('data-category') ?? '';
  const service = said('data-service') ?? '';
  const address = said('data-src') ?? said('data-href') ?? said('src') ?? '';
  const host = address && hostOf(address, native.baseOf(element));
  const { hold } = ask(`element\t${native.nameOf(element)}\t${category}\t${service}\t${host}`);
  return hold?.[1] || service || category || host;
}

/** @param {any} target @param {Asker} asker @returns {Explained} */
export function explain(target, asker) {
  const words = { ...en, ...asker.words };
  const { ask, site, state } = asker;
  const date = (/** @type {number} */ seconds) =>
    native.dayOf(native.date(seconds * 1000), words.lang, { dateStyle: 'long', timeZone: 'UTC' });
  const {
    0: id,
    1: kind,
    2: holds,
    3: standing,
    4: word,
    5: signal,
    6: number,
    7: value,
    8: row,
    9: until,
  } = /** @type {string[][]} */ (ask(`explain\t${idOf(target, asker)}`).told)[0];
  const rule = number && RULES[+number];
  const why = { id, kind, holds: holds === '1', standing, word, signal: signal === '1', rule, value: +value };
  // What the config says of a stored name that nobody declared: it reports, refuses or allows such names.
  const fate = kind === 'unknown' && target.in && (site.unknown?.keys ?? 'report');
  const sentence = /** @type {keyof Words} */ (fate ? 'undeclared' : sentenceOf(why, state.ask));
  const text = fill(words[sentence], {
    name: fate ? target.name : nameIn(site, id, words.lang),
    law: row ? lawText(words, row) : words.none,
    when: state.decided ? date(state.decided.when) : '',
    value: fate ? `${fate}s` : value,
  });
  const again = until === '0' ? '' : ` ${fill(words.again, { until: date(+until) })}`;
  return {
    id: fate ? '' : id,
    holds: fate ? storedOf(target, ask)[4] === '1' : why.holds,
    standing: /** @type {Explained['standing']} */ (kind === 'subject' ? standing : ''),
    text: replace(`${text}${again}`, /,\./g, '.'), // the strict profile's name ends with a comma
    law: rule ? { rule, value: +value, row, title: TITLES[row], source: SOURCES[row] } : null,
  };
}

/** What the site calls it. @param {any} site @param {string} id @param {string} lang */
function nameIn(site, id, lang) {
  const found = find(/** @type {any[]} */ (flat([site.categories, site.services ?? []])), (one) => one.id === id);
  return inWords(found?.name ?? found?.label, [lang]) || id;
}

/** A law, with the first of its sources. @param {Words} words @param {string} row */
const lawText = (words, row) =>
  row === 'strict' ? words.strict : fill(words.law, { title: TITLES[row], source: native.split(SOURCES[row], ';')[0] });
