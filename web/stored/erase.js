// Erasing (P6, P18): the core says what goes, the page erases it, the site's server hears of it.
import { entriesOf } from './entries.js';
import { keyOf, ledgerOf, wouldGo } from './inventory.js';

/** @typedef {import('./inventory.js').Named} Named */
/** @typedef {import('./host.js').Host} Host */

/**
 * Lets the site's server do its half.
 * @param {string} url @param {string} scope @param {Named[]} erased @param {number} when
 */
async function report(url, scope, erased, when) {
  const body = JSON.stringify({ scope, erased, when });
  const answer = await fetch(url, {
    method: 'POST', mode: 'same-origin', credentials: 'same-origin', headers: { 'content-type': 'application/json' }, body,
    keepalive: body.length < 2e4, // goes on when the page is left; browsers allow it 64 KB in all
  });
  if (!answer.ok) throw new Error(`assent: ${url} ${answer.status}`);
}

/**
 * @param {Host} host
 * @param {{ everything?: boolean, refused?: boolean, rows?: Named[] }} [what]  nothing: behavioural data
 * @returns {Promise<Named[]>} what went
 */
export async function erase(host, { everything, refused, rows } = {}) {
  const { site, ask, now, clear, kept, fail } = host;
  const what = rows ? 'row' : everything ? 'everything' : refused ? 'refused' : 'behaviour';
  const wanted = rows && new Set(rows.map(keyOf));
  const entries = (await entriesOf(site)).filter(one => !one.hidden && (!wanted || wanted.has(keyOf(one))));
  const goes = await wouldGo(ask, now(), what, entries, ledgerOf(kept.ledger()));
  const swept = await clear(entries.filter(one => goes.has(keyOf(one))).map(({ area, name }) => /** @type {import('../storage.js').Place} */ ([area, name])), everything);
  const left = new Set((await entriesOf(site)).map(keyOf));
  const erased = swept.filter(one => !left.has(keyOf(one)));
  const { eraseUrl } = site.site;
  if (eraseUrl && (erased[0] || !rows)) report(eraseUrl, rows ? 'rows' : what, erased, now()).catch(fail);
  return erased;
}
