// What is kept how long: by the ledger, at the write, at sign-out, and on a computer that others use, too.

import assert from 'node:assert/strict';
import { CLOCK_END } from '../cores.mjs';
import { banner, CONFIG, inFolder, installed, press, page as scratch, stage } from './browser.mjs';

const DAY = 24 * 60 * 60;
const SITE = {
  ...CONFIG,
  services: [
    {
      id: 'counter',
      category: 'stats',
      name: 'Counter',
      keys: [
        { in: 'cookie', name: '_count*', retention: '13 months' },
        { in: 'localStorage', name: 'count.visits', retention: '90d' },
      ],
    },
  ],
  keys: [
    { in: 'cookie', name: 'sid', category: 'essential', retention: '24h idle, logout' },
    { in: 'sessionStorage', name: 'quiz.*', category: 'essential', retention: 'session' },
    { in: 'localStorage', name: 'draft', category: 'essential', retention: 'Session' },
    { in: 'localStorage', name: 'theme', category: 'media', retention: '1y idle' },
    { in: 'localStorage', name: 'done.*', category: 'essential', record: true },
  ],
};
/** A page that shows what was there before anything of its own ran. */
const PAGE = scratch({
  config: SITE,
  head: '<script>window.found = [document.cookie, ...Object.keys(localStorage)].join(" ");</script>',
});
const pages = { '/privacy': PAGE };

/** The ledger says so of everything: first seen and last used so many days ago. */
const age = (page, days) =>
  page.evaluate((seconds) => {
    localStorage.setItem(
      'assent.seen',
      localStorage.getItem('assent.seen').replace(/\d{10}/g, (time) => String(Number(time) - seconds)),
    );
  }, days * DAY);

/** Leaves the page for a moment, so that what it does when it is left does not come in between. */
const aside = async (page, act) => {
  await page.goto(new URL('/site.json', page.url()).href);
  await act();
};

/** What is stored, but for Assent’s own and what the demo’s server sets. */
const kept = async (world, page) => (await world.stored(page)).filter((name) => !/assent|plx_/.test(name));

const fill = (page) =>
  page.evaluate(() => {
    document.cookie = 'sid=1;path=/;max-age=9999999';
    document.cookie = '_count=1;path=/;max-age=63072000';
    localStorage.setItem('count.visits', '1');
    localStorage.theme = 'dark';
    localStorage['done.algebra'] = 'yes';
  });

stage('Retention', (story) => {
  story('P9: a cookie that is written with maxAge lives no longer than its retention', { pages }, async (world) => {
    const page = await world.open('/privacy');
    await page.evaluate(() => assent.accept());
    await page.evaluate(async () => {
      for (const [name, more] of [
        ['_count_age', { maxAge: 3 * 365 * 86400 }],
        ['_count_date', { expires: Date.now() + 3 * 365 * 86400e3 }],
      ])
        await cookieStore.set({ name, value: '1', ...more });
    });
    const lives = (await world.context.cookies())
      .filter(({ name }) => /^_count_/.test(name))
      .map(({ expires }) => (expires - Date.now() / 1000) / DAY);
    assert.equal(lives.length, 2);
    for (const days of lives) assert.ok(days < 397, `${days} days`);
  });

  for (const [days, gone, kept] of [
    [2, ['sid'], ['_count', 'count.visits', 'theme', 'done.algebra']],
    [91, ['sid', 'count.visits'], ['_count', 'theme', 'done.algebra']],
    [396, ['sid', 'count.visits', '_count', 'theme'], ['done.algebra']],
  ]) {
    story(
      `P7 P8 P9: after ${days} days without a visit this goes before the page runs: ${gone.join(', ')}`,
      { pages },
      async (world) => {
        const page = await world.open('/privacy');
        await page.evaluate(() => assent.accept());
        await fill(page);
        await aside(page, () => age(page, days));
        await world.open('/privacy', { page });
        const found = (await page.evaluate(() => window.found)).split(/[ ;=]+/);
        assert.deepEqual(
          [gone.filter((name) => found.includes(name)), kept.filter((name) => !found.includes(name))],
          [[], []],
        );
      },
    );
  }

  story(
    'P9: a tracer lives 394 days in France, whatever its vendor asks; what is necessary lives as it says',
    { pages: { '/privacy': scratch({ config: SITE, attributes: 'data-region="FR"' }) } },
    async (world) => {
      const page = await world.open('/privacy');
      await page.evaluate(() => assent.accept());
      const life = (text) =>
        page.evaluate(async (cookie) => {
          document.cookie = cookie;
          void document.cookie; // waits for what was written before it, which cookieStore does not
          const found = await cookieStore.get(cookie.split('=')[0]);
          return Math.round((found.expires - Date.now()) / 86400e3);
        }, text);
      assert.equal(await life('_count=1;path=/;max-age=99999999'), 394);
      assert.equal(
        await life(`_count2=1;path=/;expires=${new Date(Date.now() + 399 * DAY * 1000).toUTCString()}`),
        394,
      );
      assert.equal(await life('_count3=1;path=/;max-age=864000'), 10);
      assert.equal(await life('sid=1;path=/;max-age=99999999'), 400, 'a browser’s own limit');
      await page.evaluate(() => cookieStore.set({ name: '_count4', value: '1', expires: Date.now() + 399 * 86400e3 }));
      assert.equal(
        await page.evaluate(async () =>
          Math.round(((await cookieStore.get('_count4')).expires - Date.now()) / 86400e3),
        ),
        394,
      );
    },
  );

  story(
    'P7: signing out ends the session rows at once, by the API and by a control',
    {
      pages: { '/privacy': scratch({ config: SITE, body: '<a href="#out" data-assent="logout">Sign out</a>' }) },
    },
    async (world) => {
      const page = await world.open('/privacy');
      for (const how of ['API', 'control']) {
        await page.evaluate(() => {
          document.cookie = 'sid=1;path=/';
          sessionStorage['quiz.7'] = 'b';
          localStorage.draft = 'text';
          localStorage['done.algebra'] = 'yes';
        });
        const changed = page.evaluate(
          () =>
            new Promise((done) => {
              document.addEventListener(
                'assent:change',
                ({ detail }) => done(detail.erased.map(({ name }) => name).sort()),
                { once: true },
              );
            }),
        );
        if (how === 'API')
          assert.deepEqual((await page.evaluate(() => assent.logout())).map(({ name }) => name).sort(), [
            'draft',
            'quiz.7',
            'sid',
          ]);
        else await page.locator('[data-assent=logout]').click();
        assert.deepEqual(await changed, ['draft', 'quiz.7', 'sid'], `${how}: the page hears of it`);
        assert.deepEqual(await kept(world, page), ['localStorage done.algebra']);
      }
      assert.match(page.url(), /#out$/, 'the link does what links do');
    },
  );

  story(
    'P7 P10: what ends with the session is gone after the browser was closed; a reload and a second tab change nothing',
    { pages },
    async (world) => {
      await inFolder(async (folder) => {
        let context = await installed(folder);
        let page = await context.newPage();
        const visit = async (one) => {
          await one.goto(`${world.plexomni}/privacy`);
          await one.waitForFunction(() => window.assent?.ready.then(() => true));
          return one.evaluate(() => [document.cookie, ...Object.keys(localStorage)].join(' '));
        };
        await visit(page);
        await page.evaluate(() => {
          localStorage.draft = 'text';
          localStorage['done.algebra'] = 'yes';
        });
        assert.match(await visit(page), /draft/);
        assert.match(await visit(await context.newPage()), /draft/);
        await context.close();
        context = await installed(folder);
        page = await context.newPage();
        const found = await visit(page);
        assert.doesNotMatch(found, /draft/);
        assert.match(found, /done\.algebra/);
        await context.close();
      });
    },
  );

  const SHARED = {
    '/privacy': scratch({
      config: SITE,
      attributes: 'data-shared',
      body: '<button data-assent="logout">Sign out</button>',
    }),
  };
  story(
    'P18: on a shared computer the choice and all that is not necessary end with the session, and with signing out',
    { pages: SHARED },
    async (world) => {
      const page = await world.open('/privacy');
      await press(page, 'accept');
      await fill(page);
      const session = async () =>
        (await world.cookies())
          .filter(({ expires, name }) => expires === -1 && !/plx_/.test(name))
          .map(({ name }) => name)
          .sort();
      assert.deepEqual(await session(), ['_count', 'assent', 'assent.session'].sort());
      assert.equal(
        await page.evaluate(() => localStorage.getItem('assent.history')),
        null,
        'no history is kept for the next',
      );
      await page.evaluate(() => {
        document.dispatchEvent(new Event('visibilitychange'));
      });
      assert.equal(await page.evaluate(() => localStorage.theme), 'dark', 'it lasts as long as the session');
      await page.locator('[data-assent=logout]').click();
      await banner(page).waitFor();
      assert.deepEqual(
        [await world.record(), await page.evaluate(() => assent.allows('stats'))],
        ['', false],
        'the next to sign in is asked',
      );
      assert.deepEqual(await kept(world, page), ['localStorage done.algebra']);
    },
  );

  const UNTIMED = {
    ...CONFIG,
    keys: [
      { in: 'localStorage', name: 'theme', category: 'media' },
      { in: 'localStorage', name: 'late', category: 'media' },
    ],
  };
  story(
    'A9: what a page stored is in the ledger once it has come to rest; where nothing is refused and nothing ends by time, the next page does not wait for it',
    {
      pages: { '/privacy': scratch({ config: UNTIMED }) },
    },
    async (world) => {
      const page = await world.open('/privacy');
      await page.evaluate(async () => {
        await assent.accept();
        localStorage.theme = 'dark';
      });
      await page.waitForFunction(() => /^localStorage\ttheme\t/m.test(localStorage.getItem('assent.seen')));
      await page.evaluate(() => {
        localStorage.late = 'yes';
      });
      await aside(page, async () =>
        assert.doesNotMatch(await page.evaluate(() => localStorage.getItem('assent.seen')), /late/),
      );
      await world.open('/privacy', { page });
      await page.evaluate(() => {
        document.dispatchEvent(new Event('visibilitychange'));
      });
      assert.match(
        await page.evaluate(() => localStorage.getItem('assent.seen')),
        /late/,
        'another tab in front of it is no hurry',
      );
    },
  );

  story(
    'A9: the ledger is in the open, bounded, shown, and can be erased; without it everything is new',
    { pages },
    async (world) => {
      const page = await world.open('/privacy');
      await page.evaluate(() => assent.accept());
      await fill(page);
      await world.open('/privacy', { page });
      const ledger = () => page.evaluate(() => localStorage.getItem('assent.seen'));
      assert.match(await ledger(), /^cookie\tsid\t\d{10}\t\d{10}$/m);
      const rows = await page.evaluate(() => assent.stored());
      const own = rows.find(({ name }) => name === 'assent.seen');
      assert.deepEqual([own.service, own.deletable, own.holds], ['assent', true, true]);
      assert.ok(rows.find(({ name }) => name === 'theme').first > 1.7e9, 'its age is known by it');
      await page.evaluate(() => {
        for (let i = 0; i < 1500; i += 1) localStorage[`done.${i}`] = 1;
      });
      await world.open('/privacy', { page });
      assert.ok((await ledger()).split('\n').length <= 1000, 'bounded');
      await page.evaluate(() => assent.erase({ rows: [{ area: 'localStorage', name: 'assent.seen' }] }));
      await world.open('/privacy', { page });
      assert.ok(await page.evaluate(() => localStorage.theme), 'nothing is lost by it');
    },
  );

  story(
    'A9: a ledger that is damaged is no ledger; a clock that ran ahead keeps nothing for ever',
    { pages },
    async (world) => {
      const page = await world.open('/privacy');
      await page.evaluate(() => assent.accept());
      await fill(page);
      await aside(page, () =>
        page.evaluate(
          (last) =>
            localStorage.setItem(
              'assent.seen',
              `\n\t\t\ncookie\tsid\tx\ty\nlocalStorage\ttheme\t9999999999\t${last}\n${'junk '.repeat(9999)}`,
            ),
          CLOCK_END - 1,
        ),
      );
      await world.open('/privacy', { page });
      assert.deepEqual(await kept(world, page), [
        'cookie _count',
        'cookie sid',
        'localStorage count.visits',
        'localStorage done.algebra',
        'localStorage theme',
      ]);
      const times = await page.evaluate(() => [...localStorage.getItem('assent.seen').matchAll(/\d{10}/g)].map(Number));
      assert.ok(times.length > 0 && times.every((time) => time <= Date.now() / 1000 + 5));
    },
  );
});
