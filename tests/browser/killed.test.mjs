// A browser that is killed behind a withdrawal: its cookie jar still has the old grant. The refusal is found in the
// mirror, and counts.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IN_FIREFOX, inFolder, installed, page as scratch, unwatchedIn } from './browser.mjs';
import { withSite } from './unattended.mjs';

const skip = IN_FIREFOX ? 'it starts Chromium' : false;

/** A lesson with a marked script, and what the page does by itself. @param {string} does */
const lesson = (does) => (other) =>
  scratch({
    head: '{{tools}}',
    body: `
  <script type="text/plain" data-category="stats" data-src="${other}/stats.js"></script>
  <script>(async () => { await assent.ready; ${does} })();</script>`,
  });

const PAGES = {
  '/accept': lesson('await assent.accept(); await tell("granted");'),
  '/withdraw': lesson(
    'await tell("returned", assent.allows("stats")); await assent.withdraw(); await tell("withdrawn");',
  ),
  // What the grant would run a moment later must not run any more.
  '/return': lesson(`
    const cookie = document.cookie;
    const began = performance.now();
    while (assent.allows('stats')) await new Promise((done) => document.addEventListener('assent:change', done, { once: true }));
    await tell('window', performance.now() - began);
    const script = document.createElement('script');
    script.type = 'text/plain';
    script.dataset.category = 'stats';
    script.dataset.src = document.querySelector('script[data-src]').dataset.src + '?late';
    document.body.append(script);
    await settled();
    await tell('held', { cookie, restored: document.cookie, state: assent.state().decided.how, banner: !!document.querySelector('.assent-banner') });`),
};

test(
  'A7: a browser is killed right behind a withdrawal: the next one has the old grant, finds the refusal, and nothing is asked for any more',
  { skip, timeout: 240_000 },
  (context) =>
    inFolder((folder) =>
      withSite(PAGES, async ({ address, log, told }) => {
        const browser = await installed(folder);
        await browser.newPage().then((page) => page.goto(`${address}/accept`));
        await told('granted');
        await browser.close(); // as people close it: its cookies are on the disk
        await unwatchedIn(folder, `${address}/withdraw`, async () => {
          assert.equal(await told('returned'), true, 'the grant is there');
          await told('withdrawn');
        });
        log.length = 0;
        await unwatchedIn(folder, `${address}/return`, async () => {
          const { cookie, restored, state, banner } = await told('held');
          context.diagnostic(`what is granted may run for ${Math.round(await told('window'))} ms`);
          assert.match(cookie, /accept/, 'the browser has lost the refusal: else this story shows nothing');
          assert.equal(state, 'withdraw');
          assert.equal(banner, false, 'nobody is asked again');
          assert.doesNotMatch(restored, /accept/, 'the refusal is in the cookie again');
          assert.ok(!log.some((path) => path.includes('late')), String(log));
        });
      }),
    ),
);

test(
  'B11: a browser is killed right behind the first refusal: the next one does not ask again',
  { skip, timeout: 240_000 },
  () =>
    inFolder((folder) =>
      withSite(
        {
          '/reject': lesson('await assent.reject(); await tell("rejected");'),
          '/return': lesson(`
      const cookie = document.cookie;
      while (!assent.state().decided) await new Promise((done) => document.addEventListener('assent:change', done, { once: true }));
      await settled();
      await tell('held', { cookie, ask: assent.state().ask });`),
        },
        async ({ address, log, told }) => {
          await unwatchedIn(folder, `${address}/reject`, () => told('rejected').then(() => {}));
          await unwatchedIn(folder, `${address}/return`, async () => {
            assert.deepEqual(await told('held'), { cookie: '', ask: '' });
          });
          assert.deepEqual(log, []);
        },
      ),
    ),
);
