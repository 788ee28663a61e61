// The life of a choice on both course sites, in Debian's WebKit: what the browser tests tell at length, once more by
// another engine.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serve } from '../../demo/server.mjs';
import { becomes, until } from '../browser/stage/waiting.mjs';
import { inWebKit } from './webkit.mjs';

const SERVICES = ['chat', 'pixel', 'posthog', 'recs', 'segment', 'sentry'];
const [TAB, ENTER] = ['\uE004', '\uE007'];

for (const [site, session] of /** @type {const} */ ([
  ['plexomni', 'plx_session'],
  ['aysar', 'ays_session'],
])) {
  test(`A7: ${site}: nothing before a choice; what was accepted, from then on; nothing more once it is refused`, {
    timeout: 120_000,
  }, async () => {
    const demo = await serve({ port: 0 });
    const reached = () => [...new Set(demo.log().map(({ path }) => path.split('/')[1].replace('.gif', '')))].sort();
    try {
      await inWebKit(async (page) => {
        const shows = (/** @type {string} */ selector) =>
          page.evaluate((css) => !!document.querySelector(css), selector);
        const stored = () =>
          page.evaluate(async () =>
            [
              document.cookie.split('; ').map((one) => one.split('=')[0]),
              Object.keys(localStorage),
              Object.keys(sessionStorage),
              (await indexedDB.databases()).map(({ name }) => name),
            ].map((names) => names.sort()),
          );

        await page.goto(demo[site]);
        await until('the banner', () => shows('.assent-banner'));
        assert.deepEqual(reached(), [], 'P1: nothing left the browser');
        assert.deepEqual(
          (await stored()).flat().filter((name) => !/^assent\.seen$|_(session|csrf)$/.test(name)),
          [],
          'P1: nothing is stored but the sign-in, and since when it is',
        );

        await page.click('.assent-banner [data-id=accept]');
        await until('what was accepted', () => SERVICES.every((id) => reached().includes(id)), reached);
        await until(
          'their keys',
          async () => (await stored())[1].some((/** @type {string} */ name) => /^ph_.*_posthog$/.test(name)),
          stored,
        );
        const inventory = await page.evaluate(async () =>
          (await window.assent.stored()).map(({ area, name, service }) => [area, name, service]),
        );
        assert.ok(
          inventory.some(([area, , service]) => area === 'localStorage' && service === 'posthog'),
          'P10: the inventory knows whose they are',
        );
        assert.match(
          await page.evaluate(async () => (await window.assent.explain('posthog')).text),
          /you allowed it/,
          'A8: and can say why',
        );

        await page.goto(`${demo[site]}/lesson`);
        await until(
          'the video, granted on an earlier page',
          () => ['plyr', 'video'].every((id) => reached().includes(id)),
          reached,
        );
        await page.click('a[href="#privacy-preferences"]');
        await until('the preferences', () => shows('.assent-dialog'));
        await page.type(TAB.repeat(3));
        assert.ok(
          await page.evaluate(() => document.querySelector('.assent-dialog').contains(document.activeElement)),
          'B24: the keyboard is in them',
        );
        await page.evaluate(() => document.querySelector('.assent-dialog [data-id=reject]').focus());
        await page.type(ENTER);
        const left = [
          ['assent', session.replace('session', 'csrf'), session].sort(),
          ['assent.history', 'assent.seen'],
          [],
          ['assent.mirror'],
        ];
        await becomes('P5: what is left', stored, left);
        await becomes(
          'P5: frames',
          () =>
            page.evaluate(() => [...document.querySelectorAll('iframe')].filter((one) => !one.contentDocument).length),
          0,
        ); // another origin's can be looked into by nobody

        await page.goto(`${demo[site]}/account`);
        demo.clear();
        await page.goto(`${demo[site]}/lesson`);
        await page.evaluate(() => window.assent.ready);
        await page.evaluate(() => fetch('/favicon.ico', { cache: 'no-store' }).then(() => {}));
        assert.deepEqual(reached(), [], 'P3: the next page asks for nothing');
        assert.deepEqual(await stored(), left);
        assert.equal(await shows('.assent-banner'), false, 'P2: and nobody is asked again');
      });
    } finally {
      await demo.close();
    }
  });
}

test('P10: what is refused is not written, by whichever way', { timeout: 120_000 }, async () => {
  const demo = await serve({ port: 0 });
  try {
    await inWebKit(async (page) => {
      await page.goto(demo.plexomni);
      await page.evaluate(() => window.assent.ready);
      assert.deepEqual(
        await page.evaluate(async () => {
          const view = document.body.appendChild(document.createElement('iframe')).contentWindow;
          const name = 'recs.profile';
          document.cookie = 'recs_id=1';
          view.document.cookie = 'recs_id=1';
          localStorage.setItem(name, '1');
          localStorage[name] = '1';
          view.localStorage[name] = '1';
          Object.defineProperty(localStorage, name, {
            value: '1',
            configurable: true,
            enumerable: true,
            writable: true,
          });
          view.Storage.prototype.setItem.call(localStorage, name, '1');
          localStorage.mine = '1';
          return [
            document.cookie.includes('recs_id'),
            localStorage.getItem(name),
            localStorage.mine,
            Object.keys(localStorage).filter((key) => key !== 'assent.seen'),
            `${localStorage.setItem}`.replace(/\s+/g, ' '),
          ];
        }),
        [false, null, '1', ['mine'], 'function setItem() { [native code] }'],
      );
    });
  } finally {
    await demo.close();
  }
});
