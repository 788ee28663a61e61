// What a page can do about what is stored: list it, export it, erase it, and show all that in the panel. This file is
// loaded when somebody asks.

import { TITLES } from '#law';
import { stringify } from '../platform/json.js';
import { filter, map, present } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { languagesAsked, wordsFor } from '../words/choose.js';
import { complete } from '../words/complete.js';
import { data, dir, lang, list, purposes } from '../words/en/panel.json';
import english from '../words/en/stored.json';
import { download } from './download.js';
import { entriesOf } from './entries.js';
import { erase as erased } from './erase.js';
import { documentOf } from './export-document.js';
import { readableOf } from './export-page.js';
import { hostOf } from './host.js';
import { itemsOf, keyOf, keysIn, ledgerOf, rowOf, wouldGo } from './inventory.js';
import { retentionOf, siteTextsOf } from './stored-words.js';
import { viewIn } from './view.js';

export { adopt } from '../platform/pristine.js';

/** @typedef {import('./host.js').Page} Page */

/** @param {Page} page @returns {Promise<import('./stored-words.js').Words>} */
async function wordsOf(page) {
  const own = await wordsFor(page);
  return { ...complete({ data, dir, lang, list, purposes }, own.panel), ...complete(english, own.stored) };
}

/** @param {import('./host.js').Host} host @param {import('./stored-words.js').Words} words */
const siteTextsFor = (host, words) => siteTextsOf(host.site, languagesAsked(host.lang), words.purposes);

/** @param {Page} page */
export async function stored(page) {
  const host = hostOf(page);
  return map(await itemsOf(host.ask, host.now(), await entriesOf(host.site), ledgerOf(host.kept.ledger())), rowOf);
}

/** @param {Page} page @param {Parameters<typeof erased>[1]} [what] */
export const erase = async (page, what) => (await erased(hostOf(page), what)).erased;

/** @param {Page} page @param {{ format?: string, download?: boolean }} [options] */
export async function exportData(page, { format = 'json', download: saves = true } = {}) {
  const host = hostOf(page);
  const words = await wordsOf(page);
  const { site, ask } = host;
  const now = host.now(),
    entries = await entriesOf(site),
    ledger = ledgerOf(host.kept.ledger());
  const everything = await wouldGo(ask, now, 'everything', entries, ledger);
  const items = await itemsOf(ask, now, entries, ledger);
  const made = documentOf({
    site,
    items,
    now,
    state: page.state(),
    records: present(native.split(host.kept.history(), '\n')),
    origin: location.origin,
    lang: words.lang,
    names: siteTextsFor(host, words),
    withheld: keysIn(filter(items, (one) => !everything.has(keyOf(one)))),
    retention: (key) => retentionOf(words, key),
  });
  if (saves) {
    const { text, type, ending } =
      format === 'html'
        ? { text: readableOf(made, words, TITLES), type: 'text/html', ending: 'html' }
        : { text: stringify(made, '  '), type: 'application/json', ending: 'json' };
    download(text, `${type};charset=utf-8`, `${location.hostname}-${native.slice(made.generated, 0, 10)}.${ending}`);
  }
  return made;
}

/**
 * Shows what is stored in place of the preferences, which stay behind it.
 * @param {Page} page @param {HTMLElement} root  of a dialog or an inline panel
 * @param {'erase' | 'clear'} [step]  what is to be confirmed at once
 */
export async function look(page, root, step) {
  const words = await wordsOf(page);
  const host = hostOf(page);
  const save = (/** @type {string} */ format) => exportData(page, { format });
  await viewIn(root, { words, host, names: siteTextsFor(host, words), save }, step);
}
