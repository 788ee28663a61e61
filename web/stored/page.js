// What is stored, in a page: the inventory, the export, erasing, and their view in the panel. Loaded when somebody asks.
import { data, purposes } from '../panel/lang/en.json';
import { withParts } from '../panel/view.js';
import { TITLES } from '#law';
import { download } from './download.js';
import en from './en.json';
import { entriesOf } from './entries.js';
import { erase as erased } from './erase.js';
import { documentOf } from './export.js';
import { hostOf } from './host.js';
import { itemsOf, keyOf, ledgerOf, rowOf, wouldGo } from './inventory.js';
import { readableOf } from './readable.js';
import { viewIn } from './view.js';
import { namesOf, retentionOf } from './words.js';

/** @typedef {import('./host.js').Page} Page */

/** @param {import('./host.js').Host} host */
function namesFor({ site, lang }) {
  const own = lang || document.documentElement.lang;
  return namesOf(site, withParts(own ? [own] : navigator.languages), purposes);
}

/** @param {Page} page */
export async function stored(page) {
  const host = hostOf(page);
  return (await itemsOf(host.ask, host.now(), await entriesOf(host.site), ledgerOf(host.kept.ledger()))).map(rowOf);
}

/** @param {Page} page @param {Parameters<typeof erased>[1]} [what] */
export const erase = (page, what) => erased(hostOf(page), what);

/** @param {Page} page @param {{ format?: string, download?: boolean }} [options] */
export async function exportData(page, { format = 'json', download: saves = true } = {}) {
  const host = hostOf(page);
  const { site, ask } = host;
  const [now, entries, ledger] = [host.now(), await entriesOf(site), ledgerOf(host.kept.ledger())];
  const everything = await wouldGo(ask, now, 'everything', entries, ledger);
  const items = await itemsOf(ask, now, entries, ledger);
  const made = documentOf({
    site, items, now, state: page.state(), records: host.kept.history().split('\n').filter(Boolean), origin: location.origin, lang: en.lang, names: namesFor(host),
    withheld: new Set(items.map(keyOf).filter(key => !everything.has(key))),
    retention: key => retentionOf(en, key),
  });
  const [text, type] = format === 'html' ? [readableOf(made, en, { data, titles: TITLES }), 'text/html'] : [JSON.stringify(made, null, 2), 'application/json'];
  if (saves) download(text, `${type};charset=utf-8`, `${location.hostname}-${made.generated.slice(0, 10)}.${format === 'html' ? 'html' : 'json'}`);
  return made;
}

/**
 * Shows what is stored in place of the preferences, which stay behind it.
 * @param {Page} page @param {HTMLElement} root  of a dialog or an inline panel
 * @param {'erase' | 'clear'} [step]  what is to be confirmed at once
 */
export const look = (page, root, step) => viewIn(root, {
  words: en, host: hostOf(page), names: namesFor(hostOf(page)),
  save: format => exportData(page, { format }),
}, step);
