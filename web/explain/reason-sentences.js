// Why something is allowed, held or missing, in a sentence. The core has decided, and says by what (src/reason.h); here
// are the words.

import { RULES, SOURCES, TITLES } from '#law';
import { find, flat, includes, map, part } from '../platform/lists.js';
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

/** From this age on a rule means everybody it is meant for. */
const EVERYBODY = 150;

/** @param {string} text @param {Record<string, string | number>} values */
const fill = (text, values) => replace(text, /\{(\w+)\}/g, (found) => `${values[found[1]]}`);

/** The rules of law that hold, as the core tells them. @param {string[][]} told */
export const lawOf = (told) =>
  map(told, ({ 0: rule, 1: value, 2: row }) => ({ field: RULES[+rule], value: meaningOf(RULES[+rule], +value), row }));

/** What a rule's number means. @param {string} rule @param {number} value */
function meaningOf(rule, value) {
  if (includes(part(RULES, 0, 6), rule)) return ['free', 'notice', 'object', 'ask', 'barred', 'absent'][value];
  if (rule === 'language')
    return native.fromCharCode(97 + native.floor(value / 26)) + native.fromCharCode(97 + (value % 26));
  /** @type {Record<string, string[]>} */
  const names = {
    reject: ['', 'recommended', 'equal', 'required'],
    gpc: ['', 'should', 'must'],
    link: ['', 'opt-out', 'rights', 'choices'],
    proof: ['', 'advised', 'opt-outs', 'consents'],
  };
  return names[rule]?.[value] ?? (native.test(/^(x|position|status|texas|florida|erases)$/, rule) ? true : value);
}

/**
 * What the core says of an id (src/reason.h), with names.
 * @param {string} id  of a category, service, button or `link`; or a host
 * @param {Asker['ask']} ask
 */
function whyOf(id, ask) {
  const line = /** @type {string[][]} */ (ask(`explain\t${id}`).told)[0];
  return {
    id: line[0],
    kind: line[1],
    holds: line[2] === '1',
    standing: line[3],
    word: line[4],
    signal: line[5] === '1',
    rule: line[6] && RULES[+line[6]],
    value: +line[7],
    row: line[8],
    until: +line[9],
  };
}
/** @typedef {ReturnType<typeof whyOf>} Why */

/** Which sentence. @param {Why} why @param {string} ask  why the learner must be asked @returns {string} */
function sentenceOf({ id, kind, holds, standing, word, signal, rule, value }, ask) {
  if (kind === 'unknown') return 'unknown';
  if (kind === 'link') return holds ? 'owed' : rule ? 'unsold' : 'unowed';
  if (kind === 'control') {
    if (holds) return rule ? 'owed' : 'offered';
    return standing === 'none' ? 'settled' : id === 'x' ? 'unowed' : id === 'accept' ? 'objects' : 'elsewhere';
  }
  if (standing === 'free') return 'necessary';
  if (standing === 'absent') return !rule ? 'agreement' : value > EVERYBODY ? 'anyAge' : 'age';
  if (holds) return word === 'nothing' ? 'silent' : word === 'insisted' && !signal ? 'granted' : word;
  if (signal) return 'signal';
  if (word === 'refused') return 'refused';
  return standing === 'barred' ? 'parent' : native.test(/^(policy|expired|jurisdiction)$/, ask) ? ask : 'undecided';
}

/** @param {Asker} asker @returns {Words} */
const wordsOf = ({ words }) => ({ ...en, ...words });

/** What people call a category or service; of anything else its id. @param {string} id @param {any} site @param {Words} words */
function nameOf(id, site, words) {
  const named = find(/** @type {any[]} */ (flat([site.categories, site.services ?? []])), (one) => one.id === id);
  return named?.name ?? named?.label?.[words.lang] ?? named?.label?.en ?? id;
}

/** The law that counted. @param {string} row  empty: none did @param {Words} words */
function lawNamed(row, words) {
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
  const { ask, site, state } = asker,
    words = wordsOf(asker);
  const why = whyOf(asked, ask),
    { id, rule, value, row } = why;
  const date = (/** @type {number} */ seconds) =>
    native.dayOf(native.date(seconds * 1000), words.lang, { dateStyle: 'long', timeZone: 'UTC' });
  const said = fill(words[/** @type {keyof Words} */ (sentenceOf(why, state.ask))], {
    name: nameOf(id, site, words),
    law: lawNamed(row, words),
    when: state.decided ? date(state.decided.when) : '',
    value,
  });
  const again = why.until ? ` ${fill(words.again, { until: date(why.until) })}` : '';
  return {
    id,
    holds: why.holds,
    standing: /** @type {Explained['standing']} */ (why.kind === 'subject' ? why.standing : ''),
    text: replace(said + again, /,\./g, '.'),
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
  const line = ask(`stored\tnow=0\n${target.in}\t${plain(target.name)}`).told?.[0] ?? [];
  const { 2: category, 3: service, 4: allowed } = line;
  // Assent's own: what the site cannot do without.
  if (service === 'assent')
    return explainId(find(site.categories, (/** @type {any} */ one) => one.purpose === 'necessary')?.id, asker);
  if (service || category) return explainId(service || category, asker);
  const values = { name: target.name, value: `${site.unknown?.keys ?? 'report'}s` };
  return explainPlainly('undeclared', '', allowed === '1', values, asker);
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
