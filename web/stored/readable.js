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

/** @param {string | null} time */
const seconds = (time) => (time === null ? null : native.timeOf(native.date(time)) / 1000);

/**
 * @param {ExportDocument} data
 * @param {Words} words
 * @param {Record<string, string>} titles  of rows of law
 */
export function readableOf(data, words, titles) {
  /** @type {Record<string, string>} */
  const kinds = words.data;
  const { export: said } = words;
  const { head } = said;
  const { site, preferences, generated } = data;
  const { decided } = preferences;
  /** @type {Map<string, string>} */
  const names = new native.Map();
  each(
    flat([
      preferences.categories,
      flatMap(
        /** @type {{ services: { id: string, name: string }[] }[]} */ (preferences.categories),
        (one) => one.services,
      ),
    ]),
    (one) => names.set(one.id, one.name),
  );
  const name = (/** @type {string} */ id) => names.get(id) ?? id;
  const list = (/** @type {string[]} */ ids) => join(map(ids, name), words.list);
  const day = (/** @type {string} */ time) => dateOf(words, /** @type {number} */ (seconds(time)));
  const moment = (/** @type {string} */ time) =>
    native.momentOf(native.date(time), words.lang, { dateStyle: 'long', timeStyle: 'short' });
  const law = (/** @type {string} */ row) => (native.hasOwn(titles, row) ? titles[row] : row);
  const how = (/** @type {string} */ word) =>
    native.hasOwn(said.hows, word) ? /** @type {Record<string, string>} */ (said.hows)[word] : word;
  const allowed = (/** @type {boolean} */ granted) => (granted ? said.allowed : said.notAllowed);
  const owner = (/** @type {string} */ category, /** @type {string} */ service, writer = '') =>
    service === 'assent'
      ? words.own
      : category
        ? list(present([category, service]))
        : writer
          ? fill(said.probably, { name: name(writer) })
          : words.unknown;
  /**
   * Only where a browser goes, not what it would run.
   * @param {string | null} url
   * @param {string} text
   * @returns {Inline[]}
   */
  const link = (url, text) => (url && native.test(/^(https?|mailto):/, url) ? [{ url, text }] : url ? [url] : []);
  const area = (/** @type {string} */ id) => /** @type {Record<string, string>} */ (words.areas)[id] ?? id;

  /**
   * @param {string} heading
   * @param {string[]} columns
   * @param {Inline[][]} rows
   * @param {string} none
   * @returns {Block[]}
   */
  const table = (heading, columns, rows, none) => [
    { heading: 2, text: heading },
    rows.length ? { head: columns, rows } : { paragraph: none },
  ];

  return htmlOf({
    title: fill(said.title, { site: site.name }),
    lang: words.lang,
    dir: words.dir,
    blocks: flat(
      /** @type {Block[][]} */ ([
        [
          { paragraph: fill(said.made, { when: moment(generated), origin: site.origin }) },
          {
            paragraph: flat([
              [fill(said.controller, { controller: site.controller })],
              link(site.policyUrl, site.policyUrl),
            ]),
          },

          { heading: 2, text: said.choices },
          {
            paragraph: decided
              ? fill(said.decided, { how: how(decided.how), when: day(decided.when), policy: decided.policy })
              : said.undecided,
          },
          { paragraph: fill(said.law, { law: law(preferences.regime), place: preferences.place || said.noPlace }) },
        ],
        preferences.signal ? [{ paragraph: said.signal }] : [],
        [
          {
            head: [head.what, head.now],
            rows: flatMap(preferences.categories, (one) =>
              flat([
                [[one.name, allowed(one.granted)]],
                map(one.services, (service) => [`${one.name}${words.list}${service.name}`, allowed(service.granted)]),
              ]),
            ),
          },
        ],

        table(
          said.history,
          [head.when, head.how, head.policy, head.law, head.granted, head.refused],
          map(data.history, (one) => [
            moment(one.when),
            how(one.how),
            `${one.policy}`,
            law(one.regime),
            list(one.granted),
            list(one.refused),
          ]),
          said.noHistory,
        ),

        table(
          said.stored,
          [head.name, words.in, head.whose, words.size, words.first, words.last, words.goes, head.value],
          map(data.stored, (one) => [
            { code: one.name },
            area(one.area),
            owner(one.category, one.service, one.writer),
            one.size === null ? words.notKnown : sizeOf(words, one.size),
            one.first === null ? words.notKnown : day(one.first),
            one.last === null ? words.notKnown : day(one.last),
            endOf(
              words,
              {
                ...one,
                until: seconds(one.until),
                expires: one.expires === 'session' ? 0 : seconds(one.expires),
              },
              /** @type {number} */ (seconds(generated)),
            ),
            one.withheld ? said.withheld : one.value === null ? '' : { code: one.value },
          ]),
          words.empty,
        ),
        [{ paragraph: said.values }],

        table(
          said.retention,
          [head.name, words.in, head.whose, head.kept],
          map(data.retention, (one) => [
            { code: one.name },
            area(one.area),
            owner(one.category, one.service),
            one.text,
          ]),
          said.noRetention,
        ),

        table(
          said.providers,
          [head.provider, head.vendor, head.now, head.does, head.receives, head.safeguards, head.links],
          map(data.providers, (one) => [
            one.name,
            one.vendor,
            allowed(one.granted),
            one.does,
            join(
              map(one.receives, (kind) => (native.hasOwn(kinds, kind) ? kinds[kind] : kind)),
              words.list,
            ),
            one.safeguards,
            flat([
              link(one.policyUrl, said.policy),
              one.policyUrl && one.optOutUrl ? [words.list] : [],
              link(one.optOutUrl, said.optOut),
            ]),
          ]),
          said.noProviders,
        ),
      ]),
    ),
  });
}
