// The pages of the corpus on which engines differ, in WebKit: one browser for all of them, in which each page has an
// origin of its own. It does not tell what a page complains about.

import { after, before, describe, it } from 'node:test';
import { inWebKit } from '../webkit/webkit.mjs';
import { pagesFor } from './play/page.mjs';
import { play } from './play/player.mjs';

/** For one page, in milliseconds. */
const DEADLINE = 120_000;

describe('Pages in webkit', () => {
  /** @type {Parameters<Parameters<typeof inWebKit>[0]>[0]} */
  let page;
  let end = () => {};
  /** @type {Promise<void>} */
  let ended;
  before(
    () =>
      new Promise((done, refuse) => {
        ended = inWebKit((opened) => {
          page = opened;
          done(undefined);
          return new Promise((over) => {
            end = over;
          });
        });
        ended.catch(refuse);
      }),
  );
  after(() => {
    end();
    return ended;
  });

  for (const one of pagesFor('webkit')) {
    it(`${one.name}: ${one.title}`, { timeout: DEADLINE }, async () => {
      // Cookies know no ports: those of the page before would be this one's. A driver clears those of the site that is
      // open.
      try {
        await play(one, page, { leave: page.clearCookies });
      } finally {
        await page.clearCookies();
      }
    });
  }
});
