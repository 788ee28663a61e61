// What is stored, in a page: the inventory, the export, erasing, and their view in the panel. Loaded when somebody
// asks.

import { TITLES } from '#law';
import { withParts } from '../panel/view.js';
import { stringify } from '../platform/json.js';
import { filter, map, present } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { data, purposes } from '../words/en/panel.json';
import en from '../words/en/stored.json';
import { hostOf } from './context.js';
import { download } from './download.js';
import { entriesOf } from './entries.js';
import { erase as erased } from './erase.js';
import { documentOf } from './export.js';
import { itemsOf, keyOf, keysIn, ledgerOf, rowOf, wouldGo } from './inventory.js';
import { readableOf } from './readable.js';
import { namesOf, retentionOf } from './stored-words.js';
import { viewIn } from './view.js';

export { adopt } from '../platform/pristine.js';

/** @typedef {import('./context.js').Page} Page */

/** @param {import('./context.js').Host} host */
function namesFor({ site, lang }) {
  const own = lang || native.attribute(native.rootOf(document), 'lang');
  return namesOf(site, withParts(own ? [own] : native.languagesOf(native.navigator())), purposes);
}

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
    lang: en.lang,
    names: namesFor(host),
    withheld: keysIn(filter(items, (one) => !everything.has(keyOf(one)))),
    retention: (key) => retentionOf(en, key),
  });
  if (saves) {
    const { text, type, ending } =
      format === 'html'
        ? { text: readableOf(made, en, { data, titles: TITLES }), type: 'text/html', ending: 'html' }
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
export const look = (page, root, step) =>
  viewIn(
    root,
    {
      words: en,
      host: hostOf(page),
      names: namesFor(hostOf(page)),
      save: (format) => exportData(page, { format }),
    },
    step,
  );
