// The export as a page to read: one file without scripts, which works offline.

import { each, flat, flatMap, join, map, present } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { htmlOf } from '../ui/html-page.js';
import { fill } from '../words/fill.js';
import { dateOf, endOf, sizeOf } from './stored-words.js';

/** @typedef {import('../types/site.js').ExportDocument} ExportDocument */
/** @typedef {import('../types/document.js').Inline} Inline */
/** @typedef {import('../types/document.js').Block} Block */
/** @typedef {import('./stored-words.js').Words} Words */
/** @typedef {ReturnType<typeof wordingOf>} Wording */

/** @param {string | null} time */
const seconds = (time) => (time === null ? null : native.timeOf(native.date(time)) / 1000);

/** A word for a code, else the code. @param {Record<string, string>} table @param {string} code */
const known = (table, code) => (native.hasOwn(table, code) ? table[code] : code);

/** What categories and services are called, by id. @param {ExportDocument['preferences']['categories']} categories */
function namesIn(categories) {
  /** @type {Map<string, string>} */
  const names = new native.Map();
  each(categories, (category) => {
    names.set(category.id, category.name);
    each(category.services, (service) => names.set(service.id, service.name));
  });
  return names;
}

/**
 * How the data's codes and times are worded.
 * @param {ExportDocument} data
 * @param {Words} words
 * @param {Record<string, string>} titles  of rows of law
 */
function wordingOf(data, words, titles) {
  const { export: said } = words;
  const names = namesIn(data.preferences.categories);
  const name = (/** @type {string} */ id) => names.get(id) ?? id;
  const list = (/** @type {string[]} */ ids) => join(map(ids, name), words.list);
  return {
    list,
    day: (/** @type {string} */ time) => dateOf(words, /** @type {number} */ (seconds(time))),
    moment: (/** @type {string} */ time) =>
      native.momentOf(native.date(time), words.lang, { dateStyle: 'long', timeStyle: 'short' }),
    law: (/** @type {string} */ row) => known(titles, row),
    how: (/** @type {string} */ word) => known(said.hows, word),
    area: (/** @type {string} */ id) => known(words.areas, id),
    kinds: (/** @type {string[]} */ codes) =>
      join(
        map(codes, (code) => known(words.data, code)),
        words.list,
      ),
    allowed: (/** @type {boolean} */ granted) => (granted ? said.allowed : said.notAllowed),

    /** Whose something stored is. @param {string} category @param {string} service @param {string} [writer] */
    owner(category, service, writer = '') {
      if (service === 'assent') return words.own;
      if (category) return list(present([category, service]));
      return writer ? fill(said.probably, { name: name(writer) }) : words.unknown;
    },
  };
}

/**
 * A link, where a browser only goes there; what it would run stays a text.
 * @param {string | null} url
 * @param {string} text
 * @returns {Inline[]}
 */
function link(url, text) {
  if (!url) return [];
  return native.test(/^(https?|mailto):/, url) ? [{ url, text }] : [url];
}

/**
 * @param {string} heading
 * @param {string[]} columns
 * @param {Inline[][]} rows
 * @param {string} none  is said where there is no row
 * @returns {Block[]}
 */
const table = (heading, columns, rows, none) => [
  { heading: 2, text: heading },
  rows.length ? { head: columns, rows } : { paragraph: none },
];

/** @param {ExportDocument} data @param {Words} words @param {Wording} wording @returns {Block[]} */
function choicesNow({ preferences, site, generated }, { export: said, list }, wording) {
  const { decided, regime, place, signal, categories } = preferences;
  const decision = decided
    ? fill(said.decided, { how: wording.how(decided.how), when: wording.day(decided.when), policy: decided.policy })
    : said.undecided;
  const rows = flatMap(categories, (one) =>
    flat([
      [[one.name, wording.allowed(one.granted)]],
      map(one.services, (service) => [`${one.name}${list}${service.name}`, wording.allowed(service.granted)]),
    ]),
  );
  return flat(
    /** @type {Block[][]} */ ([
      [
        { paragraph: fill(said.made, { when: wording.moment(generated), origin: site.origin }) },
        {
          paragraph: flat([
            [fill(said.controller, { controller: site.controller })],
            link(site.policyUrl, site.policyUrl),
          ]),
        },
        { heading: 2, text: said.choices },
        { paragraph: decision },
        { paragraph: fill(said.law, { law: wording.law(regime), place: place || said.noPlace }) },
      ],
      signal ? [{ paragraph: said.signal }] : [],
      [{ head: [said.head.what, said.head.now], rows }],
    ]),
  );
}

/** @param {ExportDocument} data @param {Words} words @param {Wording} wording @returns {Block[]} */
function allChoices({ history }, { export: { head, ...said } }, wording) {
  const rows = map(history, (one) => [
    wording.moment(one.when),
    wording.how(one.how),
    `${one.policy}`,
    wording.law(one.regime),
    wording.list(one.granted),
    wording.list(one.refused),
  ]);
  const columns = [head.when, head.how, head.policy, head.law, head.granted, head.refused];
  return table(said.history, columns, rows, said.noHistory);
}

/** @param {ExportDocument} data @param {Words} words @param {Wording} wording @returns {Block[]} */
function storedNow({ stored, generated }, words, wording) {
  const { export: said } = words;
  const now = /** @type {number} */ (seconds(generated));
  const day = (/** @type {string | null} */ time) => (time === null ? words.notKnown : wording.day(time));
  const rows = map(stored, (one) => {
    const expires = one.expires === 'session' ? 0 : seconds(one.expires);
    /** @type {Inline} */
    const value = one.value === null ? '' : { code: one.value };
    return [
      { code: one.name },
      wording.area(one.area),
      wording.owner(one.category, one.service, one.writer),
      one.size === null ? words.notKnown : sizeOf(words, one.size),
      day(one.first),
      day(one.last),
      endOf(words, { ...one, until: seconds(one.until), expires }, now),
      one.withheld ? said.withheld : value,
    ];
  });
  const columns = [
    said.head.name,
    words.in,
    said.head.whose,
    words.size,
    words.first,
    words.last,
    words.goes,
    said.head.value,
  ];
  return flat([table(said.stored, columns, rows, words.empty), [{ paragraph: said.values }]]);
}

/** @param {ExportDocument} data @param {Words} words @param {Wording} wording @returns {Block[]} */
function declared({ retention }, { export: { head, ...said }, in: area }, wording) {
  const rows = map(retention, (one) => [
    { code: one.name },
    wording.area(one.area),
    wording.owner(one.category, one.service),
    one.text,
  ]);
  return table(said.retention, [head.name, area, head.whose, head.kept], rows, said.noRetention);
}

/** @param {ExportDocument} data @param {Words} words @param {Wording} wording @returns {Block[]} */
function receivers({ providers }, { export: { head, ...said }, list }, wording) {
  const rows = map(providers, (one) => [
    one.name,
    one.vendor,
    wording.allowed(one.granted),
    one.does,
    wording.kinds(one.receives),
    one.safeguards,
    flat([
      link(one.policyUrl, said.policy),
      one.policyUrl && one.optOutUrl ? [list] : [],
      link(one.optOutUrl, said.optOut),
    ]),
  ]);
  const columns = [head.provider, head.vendor, head.now, head.does, head.receives, head.safeguards, head.links];
  return table(said.providers, columns, rows, said.noProviders);
}

/**
 * @param {ExportDocument} data
 * @param {Words} words
 * @param {Record<string, string>} titles  of rows of law
 */
export function readableOf(data, words, titles) {
  const wording = wordingOf(data, words, titles);
  return htmlOf({
    title: fill(words.export.title, { site: data.site.name }),
    lang: words.lang,
    dir: words.dir,
    blocks: flat([
      choicesNow(data, words, wording),
      allChoices(data, words, wording),
      storedNow(data, words, wording),
      declared(data, words, wording),
      receivers(data, words, wording),
    ]),
  });
}
