// Two tabs agree; a page that comes back from a cache sees what was chosen meanwhile.

import assert from 'node:assert/strict';
import { banner, dialog, press, page as scratch, stage } from './browser.mjs';

const agreed = (page, id, on) =>
  page.waitForFunction(([one, expected]) => assent.allows(one) === expected && performance.now(), [id, on], {
    polling: 10,
  });

stage('Tabs', (story) => {
  // Pages without tools: whatever a tool stores would wake the other tab as well.
  const FRAME = {
    '/privacy': scratch({ body: '<iframe data-category="media" data-src="{{party}}/frame" title="frame"></iframe>' }),
  };
  for (const way of ['BroadcastChannel', 'the storage event']) {
    story(
      `P5: a choice holds in the other tab within a second, both ways, and its banner closes (${way})`,
      { pages: FRAME },
      async (world) => {
        if (way === 'the storage event')
          await world.context.addInitScript(() => {
            delete window.BroadcastChannel;
          });
        const first = await world.open('/privacy');
        const second = await world.open('/privacy');
        await Promise.all([banner(first).waitFor(), banner(second).waitFor()]);
        // Both clocks are the machine's: one page notes when it chose, the other which frames it has drawn when it
        // heard. A second has 60 frames at most, and a busy machine's have fewer.
        const heard = (page, on) =>
          page.evaluate((expected) => {
            /** @type {number[]} */
            const frames = [];
            const draw = () => {
              frames.push(Date.now());
              requestAnimationFrame(draw);
            };
            draw();
            window.heard = new Promise((done) => {
              document.addEventListener('assent:change', () => {
                if (assent.allows('media') === expected) done([...frames]);
              });
            });
          }, on);
        const drawn = async (page, since) =>
          (await page.evaluate(() => window.heard)).filter((time) => time > since).length;
        const choose = (page, verb) =>
          page.evaluate((one) => {
            const now = Date.now();
            assent[one]();
            return now;
          }, verb);

        await heard(second, true);
        const accepted = await choose(first, 'accept');
        assert.ok((await drawn(second, accepted)) <= 60, 'within a second');
        await banner(second).waitFor({ state: 'detached' });
        await world.becomes('both frames load', () => world.party.log, ['/frame', '/frame']);

        await heard(first, false);
        const rejected = await choose(second, 'reject');
        assert.ok((await drawn(first, rejected)) <= 60, 'and the other way');
        await world.becomes(
          'its frame is empty',
          () => first.frames().filter((one) => one.url().startsWith(world.party.origin)).length,
          0,
        );
      },
    );
  }

  story('P5: an open panel shows what the other tab chose', async (world) => {
    const first = await world.open('/');
    await press(first, 'settings');
    await dialog(first).waitFor();
    const second = await world.open('/privacy');
    await second.evaluate(() => assent.choose({ targeting: true }));
    await agreed(first, 'targeting', true);
    await world.becomes('its switch', () => dialog(first).locator('input[data-id=targeting]').isChecked(), true);
    assert.ok(await dialog(first).isVisible());
  });

  story('P5: many choices in quick succession: both tabs end with the last', async (world) => {
    const first = await world.open('/account');
    const second = await world.open('/privacy');
    for (let round = 0; round < 10; round += 1) {
      const on = round % 2 === 0;
      await (round % 3 ? first : second).evaluate((yes) => assent.choose({ targeting: yes }), on);
    }
    await agreed(first, 'targeting', false);
    await agreed(second, 'targeting', false);
    await world.settle(first);
    assert.equal(
      await first.evaluate(() => JSON.stringify(assent.state().grants)),
      await second.evaluate(() => JSON.stringify(assent.state().grants)),
    );
  });

  story('P5: what another script says on the channel of the tabs holds up no tab', async (world) => {
    const first = await world.open('/account');
    const second = await world.open('/privacy');
    await second.evaluate(() => {
      const channel = new BroadcastChannel('assent');
      for (const word of [
        { length: 1e9 },
        [1, null, { length: 1e9 }],
        Array.from({ length: 1e5 }, (_, i) => `name ${i}`),
        'word',
      ])
        channel.postMessage(word);
    });
    await second.evaluate(() => assent.choose({ targeting: true })); // told behind those
    await agreed(first, 'targeting', true);
    await first.evaluate(() => assent.reject());
    await agreed(second, 'targeting', false);
  });

  for (const event of ['pageshow', 'visibilitychange']) {
    story(`P5: a page that comes back (${event}) sees a choice that no message told it of`, async (world) => {
      await world.context.addInitScript(() => {
        delete window.BroadcastChannel;
        addEventListener('storage', (heard) => heard.stopImmediatePropagation(), true);
      });
      const first = await world.open('/account');
      await banner(first).waitFor();
      const second = await world.open('/privacy');
      await second.evaluate(() => assent.choose({ targeting: true }));
      await world.settle(first);
      assert.equal(await first.evaluate(() => assent.allows('targeting')), false, 'it was not told');
      await first.evaluate(
        (name) =>
          name === 'pageshow'
            ? window.dispatchEvent(new PageTransitionEvent(name, { persisted: true }))
            : document.dispatchEvent(new Event(name)),
        event,
      );
      await agreed(first, 'targeting', true);
    });
  }
});

stage('Back and forward', { bfcache: true }, (story) => {
  const PAGES = { '/privacy': scratch(), '/account': scratch() };
  story(
    'P5: a page taken out of the back/forward cache obeys what was chosen meanwhile',
    { pages: PAGES, serve: { headers: () => ({ 'cache-control': 'no-cache' }) } },
    async (world) => {
      // A message on a channel makes engines throw the kept page away; without channels it comes back as it was.
      await world.context.addInitScript(() => {
        delete window.BroadcastChannel;
      });
      const page = await world.open('/privacy');
      await banner(page).waitFor();
      await page.evaluate(() => {
        window.mark = 1;
      });
      await world.open('/account', { page });
      await page.evaluate(() => assent.accept());
      await page.goBack({ waitUntil: 'commit' }); // a page that was kept does not load
      await page.waitForFunction(() => window.assent?.ready.then(() => assent.allows('stats')));
      await banner(page).waitFor({ state: 'detached' });
      assert.equal(await page.evaluate(() => window.mark), 1, 'it is the same page, not loaded anew');
    },
  );
});
