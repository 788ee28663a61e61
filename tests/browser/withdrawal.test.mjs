// Withdrawing: what stops, what goes, what stays and is said to stay; and changing one's mind again and again.

import assert from 'node:assert/strict';
import { banner, becomes, CONFIG, press, page as scratch, stage } from './browser.mjs';

const frame = (page) => page.locator('main iframe');
const ran = (page) => page.evaluate(() => window.ran ?? 0);

stage('Withdrawal', (story) => {
  story(
    'P5 A7: when a withdrawal is carried out its frame is empty, held again, and has left no step in the history',
    async (world) => {
      const page = await world.open('/lesson');
      await banner(page).waitFor();
      const steps = await page.evaluate(() => history.length);
      for (let round = 1; round <= 3; round += 1) {
        await page.evaluate(() => assent.choose({ functional: true }));
        await world.until(
          'the video’s page',
          () => page.frames().find((one) => one.url().startsWith(world.third)),
          () => page.frames().map((one) => one.url()),
        );
        await world.until(
          'its own request',
          () => world.log().filter(({ path }) => path.startsWith('/video/embed/')).length === round,
          world.log,
        );
        await page.evaluate(() => assent.withdraw('functional'));
        await world.becomes('frames', () => page.frames().filter((one) => one.url().startsWith(world.third)).length, 0);
        assert.equal(
          await frame(page).evaluate((element) => element.contentDocument?.body?.childElementCount),
          0,
          'nothing in it',
        );
        assert.equal(await page.evaluate(() => history.length), steps, 'the Back button goes where it went before');
        await world.settle(page);
        assert.equal(
          world.log().filter(({ path }) => path.startsWith('/video/embed/')).length,
          round,
          'it is not asked for again',
        );
      }
      assert.equal(
        await page.locator('.next img').evaluate((image) => image.naturalWidth),
        0,
        'the picture of the next film is not seen',
      );
      assert.deepEqual(
        await page.evaluate(
          (third) =>
            [...document.styleSheets].map(({ href }) => href).filter((href) => href?.startsWith(`${third}/plyr/`)),
          world.third,
        ),
        [],
        'the player’s sheet does not apply',
      );
    },
  );

  story('P5: a frame that is withdrawn and granted again at once stays', async (world) => {
    // Frames go 50 ms after a withdrawal: here so late that nothing in between is missed.
    await world.context.addInitScript(() => {
      const { setTimeout: wait } = window;
      window.setTimeout = /** @type {any} */ ((act, ms = 0, ...rest) => wait(act, ms === 50 ? 1000 : ms, ...rest));
    });
    const page = await world.open('/lesson');
    await banner(page).waitFor();
    await page.evaluate(() => assent.choose({ functional: true }));
    await world.until('its request', () => world.log().some(({ path }) => path.startsWith('/video/embed/')), world.log);
    await world.until(
      'the video’s page',
      () => page.frames().find((one) => one.url().startsWith(world.third)),
      () => page.frames().map((one) => one.url()),
    );
    await page.evaluate(async () => {
      const task = (ms = 0) =>
        new Promise((done) => {
          setTimeout(done, ms);
        });
      assent.withdraw('functional');
      await task();
      await task();
      await assent.choose({ functional: true });
      await task(50); // as long as the frame would have had
    });
    await world.settle(page);
    assert.equal(
      world.log().filter(({ path }) => path.startsWith('/video/embed/')).length,
      1,
      'it was not loaded again',
    );
    assert.equal(
      await frame(page).evaluate((element) => element.contentDocument),
      null,
      'and the other origin is still in it',
    );
  });

  story(
    'P5: what is declared goes within the click, and what is granted again at once may store again',
    async (world) => {
      const page = await world.open('/');
      await banner(page).waitFor();
      const seen = await page.evaluate(async () => {
        const visitor = () => /chat_visitor=(\w+)/.exec(document.cookie)?.[1] ?? null;
        await assent.choose({ functional: true });
        document.cookie = 'chat_visitor=once; path=/';
        const before = visitor();
        const withdrawn = assent.withdraw('functional');
        const within = visitor();
        const granted = assent.choose({ functional: true });
        document.cookie = 'chat_visitor=again; path=/';
        await Promise.all([withdrawn, granted]);
        return { before, within, after: visitor() };
      });
      assert.deepEqual(seen, { before: 'once', within: null, after: 'again' });
    },
  );

  story('B12 P18: withdrawal removes what the tools stored and keeps the course record', async (world) => {
    const page = await world.open('/lesson');
    await press(page, 'accept');
    await world.until(
      'the tools stored something',
      async () => {
        const stored = await world.stored(page);
        return (
          ['cookie ab_visitor', 'cookie chat_visitor', 'localStorage chat.thread', 'sessionStorage ab.groups'].every(
            (name) => stored.includes(name),
          ) &&
          stored.some((name) => /^localStorage ph_.*_posthog$/.test(name)) &&
          stored.some((name) => /ajs_/.test(name)) &&
          stored
        );
      },
      () => world.stored(page),
    );
    await page.locator('[data-progress-finish]').click();
    await page.locator('#notes').fill('a note');
    await world.becomes(
      'the note is kept',
      async () => (await world.stored(page)).includes('localStorage plx.draft.measure'),
      true,
    );

    await page.locator('footer a[href="#privacy-preferences"]').click();
    await press(page, 'reject');
    await world.becomes('withdrawn', () => page.evaluate(() => assent.allows('performance')), false);
    // The tools are still in memory until the page is left, and one of them may write once more: the next page clears
    // that, too.
    await world.leave(page);
    await world.open('/account', { page });
    assert.deepEqual(
      await world.stored(page),
      ['cookie assent', 'cookie plx_csrf', 'cookie plx_session', 'localStorage plx.progress.measure'].sort(),
    );
    await world.open('/', { page });
    await world.settle(page);
    assert.deepEqual(world.log(), [], 'the next page starts nothing of it');
  });

  story(
    'P5: what cannot be unloaded is named in a note, which goes when it is closed, and is told by nothing after a reload',
    async (world) => {
      const page = await world.open('/');
      await press(page, 'accept');
      await world.reachedExactly(page, ['sentry', 'posthog', 'segment', 'abtest', 'chat', 'recs', 'pixel']);
      await world.until(
        'the A/B test has run',
        () => world.log().some(({ method, path }) => method === 'POST' && path === '/abtest/seen'),
        world.log,
      );
      await page.waitForFunction(() => window.Sentry && window.posthog?.__loaded && window.segment); // no service waits for another one's scripts
      await page.evaluate(() => assent.withdraw('performance'));
      const note = page.locator('.assent-note');
      await note.waitFor();
      for (const name of ['PostHog', 'Sentry', 'Segment', 'Evenhand'])
        assert.ok((await note.textContent()).includes(name), name);
      assert.ok(!(await note.textContent()).includes('Quickask'), 'what is still granted is not named');
      await page.locator('footer a[href="#privacy-preferences"]').click();
      await page.locator('.assent-dialog .assent-lingering').waitFor();
      assert.match(await page.locator('.assent-dialog .assent-lingering').textContent(), /PostHog/);
      await page.locator('.assent-dialog [data-id=reload]').click();
      await page.waitForFunction(() => window.assent?.ready.then(() => !assent.allows('performance')));
      await world.settle(page);
      assert.equal(await note.count(), 0);
    },
  );

  const SELF_REMOVING = {
    '/privacy': scratch({
      body: `
    <script type="text/plain" data-category="stats">window.ran = 1; document.currentScript.remove();</script>`,
    }),
  };
  story(
    'P5: a script that took itself out of the page is still named as running',
    { pages: SELF_REMOVING, policy: null },
    async (world) => {
      const page = await world.open('/privacy');
      await banner(page).waitFor();
      await page.evaluate(() => assent.accept());
      await world.becomes('it ran', () => ran(page), 1);
      await page.evaluate(() => assent.reject());
      const note = page.locator('.assent-note');
      await note.waitFor();
      await note.getByRole('button', { name: 'Close' }).click();
      await world.becomes('notes', () => note.count(), 0);
    },
  );

  const LOADING = {
    '/privacy': scratch({
      body: `
    <script type="text/plain" data-category="stats" data-src="{{party}}/slow.js"></script>
    <script type="text/plain" data-category="stats">window.after = (window.after ?? 0) + 1;</script>
    <script type="text/plain" data-category="media" data-src="{{party}}/other.js"></script>`,
    }),
  };
  for (const how of ['', 'async', 'defer']) {
    const pages = { '/privacy': LOADING['/privacy'].replace('slow.js"', `slow.js" ${how}`) };
    story(
      `A7: a script that is withdrawn while it loads never runs; granted again it runs once (${how || 'in order'})`,
      { pages },
      async (world) => {
        world.party.answer('/slow.js', 'window.ran = (window.ran ?? 0) + 1;');
        world.party.answer('/other.js', 'window.other = 1;');
        const page = await world.open('/privacy');
        for (let round = 0; round < 3; round += 1) {
          const release = world.party.hold('/slow.js');
          const before = world.party.log.filter((path) => path === '/slow.js').length;
          await page.evaluate(() => assent.choose({ stats: true, media: true }));
          await world.until(
            'it is asked for',
            () => world.party.log.filter((path) => path === '/slow.js').length > before,
            () => world.party.log,
          );
          await page.evaluate(() => assent.choose({ stats: false }));
          release();
          await world.becomes('what stood behind it is not stuck', () => page.evaluate(() => window.other), 1);
          await world.settle(page);
          assert.deepEqual(
            await page.evaluate(() => [window.ran ?? 0, window.after ?? 0]),
            [0, how === 'async' || how === 'defer' ? 1 : 0],
            'neither it ran nor what stood behind it',
          );
        }
        await page.evaluate(() => assent.choose({ stats: true }));
        await world.becomes('it ran', () => ran(page), 1);
        await world.becomes('the one behind it ran', () => page.evaluate(() => window.after), 1);
        for (let round = 0; round < 3; round += 1) {
          await page.evaluate(() => assent.choose({ stats: false }));
          await page.evaluate(() => assent.choose({ stats: true }));
        }
        await world.settle(page);
        assert.deepEqual(
          await page.evaluate(() => [window.ran, window.after]),
          [1, 1],
          'a script that ran is not run twice',
        );
      },
    );
  }

  const MODULE = {
    '/privacy': scratch({
      body: `
    <script type="text/plain" data-type="module" data-category="stats">
      import '{{party}}/slow.mjs';
      window.ran = (window.ran ?? 0) + 1;
    </script>`,
    }),
  };
  // Of an inline module nobody hears whether it ran, so on this page it is not started again.
  story(
    'A7: an inline module that is withdrawn while its imports load does not run on this page; granted again, on the next',
    { pages: MODULE },
    async (world) => {
      world.party.answer('/slow.mjs', 'window.imported = 1;');
      const release = world.party.hold('/slow.mjs');
      const page = await world.open('/privacy');
      await page.evaluate(() => assent.accept());
      await world.until(
        'its import is asked for',
        () => world.party.log.includes('/slow.mjs'),
        () => world.party.log,
      );
      await page.evaluate(() => assent.reject());
      release();
      await world.settle(page);
      assert.deepEqual(await page.evaluate(() => [window.ran ?? 0, window.imported ?? 0]), [0, 0]);
      await page.evaluate(() => assent.accept());
      await world.settle(page);
      assert.equal(await page.evaluate(() => window.ran ?? 0), 0);
      await page.reload();
      await world.becomes('on the next page it runs', () => ran(page), 1);
    },
  );

  story('A7: granted, withdrawn and granted within one moment: it runs once', { pages: LOADING }, async (world) => {
    world.party.answer('/slow.js', 'window.ran = (window.ran ?? 0) + 1;');
    const page = await world.open('/privacy');
    await page.evaluate(() => {
      assent.accept();
      assent.reject();
      assent.accept();
      assent.reject();
      assent.accept();
    });
    await world.becomes('it ran', () => ran(page), 1);
    await world.settle(page);
    assert.deepEqual(await page.evaluate(() => [window.ran, window.after]), [1, 1]);
  });

  story(
    'A7: with a slow third party: withdrawn before its scripts arrive, none of them runs',
    { serve: { delay: (path) => (path.endsWith('.js') ? 1500 : 0) } },
    async (world) => {
      const page = await world.open('/');
      await press(page, 'accept');
      await world.until('scripts are asked for', () => world.reached().includes('sentry'), world.reached);
      await page.evaluate(() => assent.reject());
      await world.until('one has answered', () =>
        page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('/sentry/'))),
      );
      await world.settle(page);
      assert.deepEqual(
        await page.evaluate(() => ['Sentry', 'posthog', 'AnalyticsNext', 'recs'].filter((name) => name in window)),
        [],
      );
      assert.deepEqual(
        (await world.stored(page)).filter((name) => !/plx_|assent/.test(name)),
        [],
      );
      assert.deepEqual(
        world.log().filter(({ method }) => method === 'POST'),
        [],
        'nothing was sent',
      );
    },
  );
});

// Cookies live on hosts, parent domains and paths: this needs host names.
const KEYS = [
  { in: 'cookie', name: 'st_*', retention: '90d' },
  { in: 'localStorage', name: 'st.*', retention: '90d' },
  { in: 'sessionStorage', name: 'st.*', retention: 'session' },
];
const config = {
  ...CONFIG,
  services: [
    {
      id: 'counter',
      category: 'stats',
      group: 'analytics',
      name: 'Counter',
      vendor: 'Counter Ltd',
      does: { en: 'Counts' },
      receives: ['ip'],
      safeguards: { en: 'None' },
      keys: KEYS,
    },
  ],
  keys: [
    { in: 'localStorage', name: 'st.record', category: 'stats', retention: '1y', record: true },
    { in: 'cookie', name: 'keep', category: 'essential', retention: 'session' },
  ],
};

stage('Withdrawal on hosts with parents', { hosts: '*.assent.test' }, (story) => {
  const PAGES = { '/account': scratch({ config }), '/privacy': scratch({ config }) };
  story(
    'B12: declared cookies go from the host, its parent and every path; storage goes; records and others stay',
    { pages: PAGES },
    async (world) => {
      const port = new URL(world.plexomni).port;
      const home = `http://course.assent.test:${port}`;
      const page = await world.open(`${home}/account`);
      await page.evaluate(() => assent.accept());
      await page.evaluate(() => {
        document.cookie = 'st_host=1;path=/';
        document.cookie = 'st_path=1;path=/account';
        document.cookie = 'st_parent=1;path=/;domain=assent.test';
        document.cookie = 'st_both=1;path=/';
        document.cookie = 'st_both=1;path=/account;domain=.assent.test';
        document.cookie = 'st_elsewhere=1;path=/privacy';
        document.cookie = 'keep=1;path=/';
        document.cookie = 'foreign=1;path=/';
        for (const storage of [localStorage, sessionStorage]) {
          storage.setItem('st.a', '1');
          storage.setItem('other', '1');
        }
        localStorage.setItem('st.record', '1');
      });
      await page.evaluate(() => assent.withdraw('stats'));
      const rest = [
        'cookie assent',
        'cookie foreign',
        'cookie keep',
        'localStorage other',
        'localStorage st.record',
        'sessionStorage other',
      ];
      const stored = async () => (await world.stored(page)).filter((name) => !/plx_/.test(name));
      assert.deepEqual(
        await stored(),
        [...rest, 'cookie st_elsewhere'].sort(),
        'what this page can reach is gone at once',
      );
      await world.open(`${home}/privacy`, { page });
      assert.deepEqual(await stored(), rest, 'and the rest on the page that can');
    },
  );

  story(
    'B12: a key that a refused service left behind is gone before the next page runs anything',
    { pages: PAGES },
    async (world) => {
      const home = `http://course.assent.test:${new URL(world.plexomni).port}`;
      const page = await world.open(`${home}/account`);
      await page.evaluate(() => assent.reject());
      await page.evaluate(() => {
        document.cookie = 'st_late=1;path=/;domain=assent.test';
        localStorage.setItem('st.late', '1');
      });
      await page.addInitScript(() =>
        addEventListener('DOMContentLoaded', () => {
          window.seen = `${document.cookie} ${Object.keys(localStorage)}`;
        }),
      );
      await page.reload();
      assert.doesNotMatch(await page.evaluate(() => window.seen), /st[_.]late/);
    },
  );

  const SHARED = { '/account': scratch({ config: { ...config, cookie: { domain: 'assent.test' } } }) };
  story('B10: with a parent domain in the config one decision holds on its hosts', { pages: SHARED }, async (world) => {
    const port = new URL(world.plexomni).port;
    const page = await world.open(`http://one.assent.test:${port}/account`);
    await press(page, 'accept');
    await banner(page).waitFor({ state: 'detached' });
    await world.open(`http://two.assent.test:${port}/account`, { page });
    await becomes('granted there', () => page.evaluate(() => assent.allows('stats')), true);
    await page.evaluate(() => assent.reject());
    await world.open(`http://one.assent.test:${port}/account`, { page });
    assert.equal(await page.evaluate(() => assent.allows('stats')), false);
  });
});
