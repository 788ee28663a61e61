// Erasing (P6, P18): the core says what goes, the page erases it, the site's server hears of it.
import { stringify } from '../platform/json.js';
import { filter, map } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { entriesOf } from './entries.js';
import { keyOf, keysIn, ledgerOf, wouldGo } from './inventory.js';

/** @typedef {import('./inventory.js').Named} Named */
/** @typedef {import('./host.js').Host} Host */

/**
 * Tells the site's server what was erased, so that it can do its part. Rejects if the server does not answer with
 * success.
 * @param {string} url @param {string} scope @param {Named[]} erased @param {number} when
 */
async function report(url, scope, erased, when) {
  const body = stringify({ scope, erased, when });
  const answer = await native.fetch(url, {
    method: 'POST',
    mode: 'same-origin',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body,
    keepalive: body.length < 2e4, // goes on when the page is left; browsers allow it 64 KB in all
  });
  if (!native.isOk(answer)) throw new native.Error(`assent: ${url} ${native.statusOf(answer)}`);
}

/** @param {Promise<void>} reported @param {Host['fail']} fail */
async function orTell(reported, fail) {
  try {
    await reported;
  } catch (error) {
    fail(error);
  }
}

/**
 * @param {Host} host
 * @param {{ everything?: boolean, refused?: boolean, rows?: Named[] }} [what]  nothing: behavioural data
 * @returns {Promise<import('../page/sweeps.js').Outcome>}
 */
export async function erase(host, { everything, refused, rows } = {}) {
  const { site, ask, now, clear, kept, fail } = host;
  const what = rows ? 'row' : everything ? 'everything' : refused ? 'refused' : 'behaviour';
  const wanted = rows && keysIn(rows);
  const entries = filter(await entriesOf(site), (one) => !one.hidden && (!wanted || wanted.has(keyOf(one))));
  const goes = await wouldGo(ask, now(), what, entries, ledgerOf(kept.ledger()));
  const outcome = await clear(
    map(
      filter(entries, (one) => goes.has(keyOf(one))),
      ({ area, name }) => /** @type {import('../storage/browser-storage.js').Place} */ ([area, name]),
    ),
    everything,
  );
  const { erased } = outcome;
  const { eraseUrl } = site.site;
  if (eraseUrl && (erased[0] || !rows)) orTell(report(eraseUrl, rows ? 'rows' : what, erased, now()), fail);
  return outcome;
}
