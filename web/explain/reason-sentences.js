// Why something is allowed, held or missing, in a sentence. The core has decided, and says by what (src/reason.h); here
// are the words.

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

/** From this age on a rule means everybody it is meant for. */
const EVERYBODY = 150;

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

/** Which sentence. @param {Record<string, any>} why @param {string} ask */
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

/**
 * The core's `stored` line about something stored.
 * @param {{ in: string, name: string }} target
 * @param {Asker['ask']} ask
 */
const storedOf = (target, ask) => ask(`stored\tnow=0\n${target.in}\t${plain(target.name)}`).told?.[0] ?? [];

/**
 * The category, service, button or host that is meant: an element is what its marks say, an address its host, a stored
 * name its owner.
 * @param {any} target
 * @param {Asker} asker
 */
function idOf(target, { ask, site }) {
  if (target.in) {
    // something stored: whose it is
    const { 2: category, 3: service } = storedOf(target, ask);
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
    ask(`element\t${native.nameOf(target)}\t${category}\t${service}\t${host}`).hold?.[1] || service || category || host
  );
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
  const unknownKeys = kind === 'unknown' && target.in && (site.unknown?.keys ?? 'report');
  const sentence = /** @type {keyof Words} */ (
    unknownKeys
      ? 'undeclared'
      : sentenceOf(
          { id, kind, holds: holds === '1', standing, word, signal: signal === '1', rule, value: +value },
          state.ask,
        )
  );
  const named = find(/** @type {any[]} */ (flat([site.categories, site.services ?? []])), (one) => one.id === id);
  const text = fill(words[sentence], {
    name: unknownKeys ? target.name : inWords(named?.name ?? named?.label, [words.lang]) || id,
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
    holds: (unknownKeys ? storedOf(target, ask)[4] : holds) === '1',
    standing: /** @type {Explained['standing']} */ (kind === 'subject' ? standing : ''),
    text: replace(`${text}${until === '0' ? '' : ` ${fill(words.again, { until: date(+until) })}`}`, /,\./g, '.'),
    law: rule ? { rule, value: +value, row, title: TITLES[row], source: SOURCES[row] } : null,
  };
}
