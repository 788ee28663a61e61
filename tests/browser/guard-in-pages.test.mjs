// The guard as Assent puts it into a page.

import assert from 'node:assert/strict';
import { CONFIG, page as scratch, stage } from './browser.mjs';

stage('The guard in Assent', (story) => {
  /** Who stands in the way of a native function shows in the trace of its error. */
  const stands = (page) =>
    page.evaluate(() => {
      try {
        Storage.prototype.setItem.call({}, 'a', 'b');
      } catch (error) {
        return /assent\.(m?js)/.test(error.stack);
      }
      return 'no error';
    });

  story(
    'P10: the guard is there before anything else of the page runs',
    { pages: { '/privacy': scratch() } },
    async (world) => {
      assert.equal(await stands(await world.open('/privacy')), true);
    },
  );

  story(
    'P10: data-guard="off" leaves everything native',
    { pages: { '/privacy': scratch({ attributes: 'data-guard="off"' }) } },
    async (world) => {
      const page = await world.open('/privacy');
      assert.equal(await stands(page), false);
      assert.equal(
        await page.evaluate(() => {
          localStorage.setItem('a', 1);
          return localStorage.a;
        }),
        '1',
      );
    },
  );

  const started = (guard) =>
    scratch().replace(
      /<script src=.*?<\/script>/,
      `<script type="module">
    import { start } from '/assent/assent.mjs';
    window.assent = start({ config: JSON.parse(document.getElementById('assent-config').textContent), guard: ${guard} });</script>`,
    );
  for (const on of [true, false]) {
    story(`P10: the module starts with guard: ${on}`, { pages: { '/privacy': started(on) } }, async (world) => {
      assert.equal(await stands(await world.open('/privacy')), on);
    });
  }

  story(
    'P10: what was refused is told once, by its name, if it has one',
    {
      pages: { '/privacy': scratch({ config: { ...CONFIG, unknown: { keys: 'refuse' } } }) },
    },
    async (world) => {
      const page = await world.open('/privacy');
      assert.deepEqual(
        await page.evaluate(async () => {
          const told = [];
          assent.on('refused', ({ area, name }) => told.push([area, name]));
          for (const text of ['other=1', ' other = 2;path=/a', 'nameless', 'nameless;path=/a=b', '=nameless'])
            document.cookie = text;
          localStorage.setItem('half\ud83d', 1);
          await new Promise(queueMicrotask); // they come behind the script that writes
          return told;
        }),
        [
          ['cookie', 'other'],
          ['cookie', ''],
          ['localStorage', 'half\ud83d'],
        ],
      );
    },
  );

  story(
    'P10: what nobody declared is stored and told once, by its name: a cookie as any other; to delete one is told to nobody',
    { pages: { '/privacy': scratch({ config: { ...CONFIG, unknown: { keys: 'report' } } }) } },
    async (world) => {
      const page = await world.open('/privacy');
      assert.deepEqual(
        await page.evaluate(async () => {
          const told = [];
          for (const event of ['unknown', 'refused'])
            assent.on(event, ({ area, name }) => told.push([event, area, name]));
          for (const text of ['other=1', ' other = 2;path=/', 'nameless', '=nameless', 'gone=;max-age=0'])
            document.cookie = text;
          localStorage.setItem('kept', '1');
          localStorage.setItem('kept', '2');
          await new Promise(queueMicrotask); // they come behind the script that writes
          // Of a cookie that has no name an engine may write the `=` behind it.
          const cookies = document.cookie.split('; ').map((one) => one.replace(/=$/, ''));
          return [told, cookies.filter((one) => /other|nameless/.test(one)), localStorage.kept];
        }),
        [
          [
            ['unknown', 'cookie', 'other'],
            ['unknown', 'cookie', ''],
            ['unknown', 'localStorage', 'kept'],
          ],
          ['other=2', 'nameless'],
          '2',
        ],
      );
    },
  );
});
