// Why something is allowed, held or missing, in a sentence. The core has decided, and says by what (src/reason.h); here
// are the words.

import { AGE_ANY, RULES } from '#contract';
import { SOURCES, TITLES } from '#law';
import { find, flat, map } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { replace } from '../platform/texts.js';
import { plain } from '../storage/ledger.js';
import en from '../words/en/explain.js';

/** @typedef {typeof en} Words */
/** @typedef {import('../types/site.js').Explained} Explained */
/**
 * @typedef {object} Asker
 * @property {(turn: string) => import('../core/carry-out.js').Turned} ask  a turn of the core
 * @property {any} site  the config
 * @property {{ ask: string, decided: any }} state
 * @property {Partial<Words>} [words]  another language; what it lacks is English
 */

/** @param {string} text @param {Record<string, string | number>} values */
const fill = (text, values) => replace(text, /\{(\w+)\}/g, (found) => `${values[found[1]]}`);

/** The rules of law that hold, as the core tells them. @param {import('#contract').RuleEffect[]} told */
export const lawOf = (told) =>
  map(told, ({ rule, value, row }) => {
    const of = RULES[/** @type {number} */ (rule)];
    return { field: of.name, value: meaningOf(of, value), row };
  });

/** Two letters as one number, as law.def writes a language. @param {number} value */
const languageOf = (value) =>
  native.fromCharCode(97 + native.floor(value / 26)) + native.fromCharCode(97 + (value % 26));

/** What a rule's number means. @param {typeof RULES[number]} rule @param {number} value */
function meaningOf({ kind, words }, value) {
  if (words) return words[value];
  if (kind === 'Language') return languageOf(value);
  return kind === 'Flag' ? true : value;
}

/** Which sentence. @param {Record<string, any>} why @param {string} ask */
function sentenceOf({ id, kind, holds, standing, word, signal, rule, value }, ask) {
  if (kind === 'unknown') return 'unknown';
  if (kind === 'link') return holds ? 'owed' : rule ? 'unsold' : 'unowed';
  if (kind === 'control') {
    if (holds) return rule ? 'owed' : 'offered';
    return standing === 'none' ? 'settled' : id === 'x' ? 'unowed' : id === 'accept' ? 'objects' : 'elsewhere';
  }
  if (standing === 'free') return 'necessary';
  if (standing === 'absent') return !rule ? 'agreement' : value >= AGE_ANY ? 'anyAge' : 'age';
  if (holds) return word === 'nothing' ? 'silent' : word === 'insisted' && !signal ? 'granted' : word;
  if (signal) return 'signal';
  if (word === 'refused') return 'refused';
  return standing === 'barred' ? 'parent' : native.test(/^(policy|expired|jurisdiction)$/, ask) ? ask : 'undecided';
}

/**
 * The core's `stored` line about something stored.
 * @param {{ in: string, name: string }} target
 * @param {Asker['ask']} ask
 */
const storedOf = (target, ask) => ask(`stored\tnow=0\n${target.in}\t${plain(target.name)}`).stored?.[0];

/**
 * The category, service, button or host that is meant: an element is what its marks say, an address its host, a stored
 * name its owner.
 * @param {any} target
 * @param {Asker} asker
 */
function idOf(target, { ask, site }) {
  if (target.in) {
    // something stored: whose it is
    const { category, service } = storedOf(target, ask) ?? {};
    // its own: what the site cannot do without
    if (service === 'assent') return find(site.categories, (/** @type {any} */ one) => one.purpose === 'necessary')?.id;
    return service || category || '?';
  }
  const hostOf = (/** @type {string} */ address, /** @type {string} */ base) =>
    native.hostnameOf(native.url(address, base));
  if (typeof target === 'string')
    return native.test(/[/:]/, target) ? hostOf(target, 'https://unknown.invalid') : target;
  const said = (/** @type {string} */ name) => native.attribute(target, name);
  const category = said('data-category') ?? '',
    service = said('data-service') ?? '';
  const address = said('data-src') ?? said('data-href') ?? said('src') ?? '';
  const host = address && hostOf(address, native.baseOf(target));
  return (
    ask(`element\t${native.nameOf(target)}\t${category}\t${service}\t${host}`).hold?.id || service || category || host
  );
}

/** @param {any} target @param {Asker} asker @returns {Explained} */
export function explain(target, asker) {
  const words = { ...en, ...asker.words };
  const { ask, site, state } = asker;
  const date = (/** @type {number} */ seconds) =>
    native.dayOf(native.date(seconds * 1000), words.lang, { dateStyle: 'long', timeZone: 'UTC' });
  const why = /** @type {import('#contract').WhyEffect} */ (ask(`explain\t${idOf(target, asker)}`).why);
  const { id, kind, holds, standing, value, row, until } = why;
  const rule = why.rule === null ? '' : RULES[why.rule].name;
  const unknownKeys = kind === 'unknown' && target.in && (site.unknown?.keys ?? 'report');
  const sentence = /** @type {keyof Words} */ (unknownKeys ? 'undeclared' : sentenceOf({ ...why, rule }, state.ask));
  const named = find(/** @type {any[]} */ (flat([site.categories, site.services ?? []])), (one) => one.id === id);
  const text = fill(words[sentence], {
    name: unknownKeys ? target.name : (named?.name ?? named?.label?.[words.lang] ?? named?.label?.en ?? id),
    law: !row
      ? words.none
      : row === 'strict'
        ? words.strict
        : fill(words.law, { title: TITLES[row], source: native.split(SOURCES[row], ';')[0] }),
    when: state.decided ? date(state.decided.when) : '',
    value: unknownKeys ? `${unknownKeys}s` : value,
  });
  return {
    id: unknownKeys ? '' : id,
    holds: unknownKeys ? storedOf(target, ask)?.allowed === true : holds,
    standing: /** @type {Explained['standing']} */ (kind === 'subject' ? standing : ''),
    text: replace(`${text}${until === 0 ? '' : ` ${fill(words.again, { until: date(until) })}`}`, /,\./g, '.'),
    law: rule ? { rule, value, row, title: TITLES[row], source: SOURCES[row] } : null,
  };
}
