// What is stored: seen in the panel, taken along, erased, with the site's server told of its half.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import ajv2020 from 'ajv/dist/2020.js';
import { banner, CONFIG, control, dialog, press, page as scratch, stage } from './browser.mjs';

const DAY = 24 * 60 * 60;
const schema = JSON.parse(readFileSync(new URL('../../web/stored/export.schema.json', import.meta.url), 'utf8'));
const validate = new /** @type {any} */ (ajv2020).default({ strictTypes: false }).compile(schema);

/** A site with something in every area, of everybody. */
const SITE = {
  ...CONFIG,
  site: { ...CONFIG.site, eraseUrl: '/privacy/erase' },
  services: [
    {
      id: 'counter',
      category: 'stats',
      group: 'analytics',
      name: 'Counter',
      vendor: 'Counter Ltd',
      keys: [
        { in: 'cookie', name: '_c*', retention: '90d' },
        { in: 'localStorage', name: 'count.*', retention: '90d' },
        { in: 'indexedDB', name: 'counts' },
      ],
    },
  ],
  keys: [
    { in: 'cookie', name: 'sid', category: 'essential', retention: '24h idle, logout' },
    { in: 'cookie', name: 'lasting', category: 'essential' },
    { in: 'cookie', name: 'server_only', category: 'essential', httpOnly: true },
    { in: 'localStorage', name: 'theme', category: 'media', retention: '1y idle' },
    { in: 'sessionStorage', name: 'place', category: 'media', retention: 'session' },
    { in: 'cache', name: 'lessons', category: 'media' },
    { in: 'localStorage', name: 'progress.*', category: 'media', record: true },
  ],
};

/** Fills every area. @param {any} page */
const fill = (page) =>
  page.evaluate(async () => {
    for (const text of ['sid=token;max-age=86400', 'lasting=1', '_c1=abc;max-age=9999999'])
      document.cookie = `${text};path=/`;
    for (const name of ['count.1', 'count.2', 'theme', 'progress.1', 'mystery']) localStorage.setItem(name, 'value');
    sessionStorage.setItem('place', '12');
    await caches.open('lessons');
    await new Promise((done) => {
      const request = indexedDB.open('counts');
      request.onsuccess = () => {
        request.result.close();
        done(undefined);
      };
    });
  });

/** Names of all that is there, as the page sees it, but for Assent's own and the demo's session. @param {any} page */
const there = (page) =>
  page.evaluate(async () =>
    [
      ...document.cookie
        .split('; ')
        .filter(Boolean)
        .map((pair) => pair.split('=')[0]),
      ...Object.keys(localStorage),
      ...Object.keys(sessionStorage),
      ...(await indexedDB.databases()).map(({ name }) => name),
      ...(await caches.keys()),
    ]
      .filter((name) => !/^(assent|plx_)/.test(name))
      .sort(),
  );

const ALL = [
  '_c1',
  'count.1',
  'count.2',
  'counts',
  'lasting',
  'lessons',
  'mystery',
  'place',
  'progress.1',
  'sid',
  'theme',
];

const view = (page, within = '.assent-dialog') => page.locator(`${within} .assent-stored`);
const row = (page, name) =>
  view(page)
    .locator('li')
    .filter({ has: page.locator('.assent-name', { hasText: name }) });
const named = (page) =>
  view(page)
    .locator('li .assent-name')
    .evaluateAll((all) =>
      all
        .map((one) => one.firstChild.textContent)
        .filter((name) => !/^(assent|plx_)/.test(name))
        .sort(),
    );
const status = (page) => page.locator('.assent-dialog output').last().textContent();
const focused = (page) => page.evaluate(() => document.activeElement.dataset.id);

/** The site, allowed and filled, with the view open. */
async function opened(world, address = '/privacy') {
  const page = await world.open(address);
  await page.evaluate(() => assent.accept());
  await fill(page);
  await page.evaluate(() => assent.showPreferences());
  await press(page, 'stored');
  await view(page).waitFor();
  return page;
}

const PAGES = { '/privacy': scratch({ config: SITE }) };
const KEPT = { '/privacy': scratch({ config: { ...SITE, onWithdraw: 'keep' } }) };

stage('What is stored here', (story) => {
  story(
    'P10, A9: everything in all five areas, by purpose and service, with its size, its age and what ends it',
    { pages: PAGES },
    async (world) => {
      const page = await world.open('/privacy');
      await page.evaluate(() => assent.accept());
      await fill(page);
      await page.evaluate(
        (first) => {
          localStorage.setItem('assent.seen', `localStorage\tcount.1\t${first}\t${first}`);
        },
        Math.floor(Date.now() / 1000) - 3 * DAY,
      );
      await page.close();
      const other = await opened(world);
      assert.deepEqual(await named(other), [...ALL, 'server_only'].sort());
      const groups = await view(other)
        .locator('section')
        .evaluateAll((all) => all.map((one) => one.querySelector('h4').textContent));
      assert.deepEqual(groups, ['Essential', 'Statistics', 'Functional', 'Unknown', 'Your privacy choices']);
      const stats = view(other).locator('section').nth(1);
      assert.deepEqual(await stats.locator('h5').allTextContents(), ['Counter']);
      assert.match(
        await row(other, 'count.1').textContent(),
        /Browser storage.*Size12 bytes.*First seen3 days ago.*Goes/,
      );
      assert.match(
        await row(other, 'sid').textContent(),
        /Cookie.*in 2[34] hours or when you sign out.*The site needs it/,
      );
      assert.match(await row(other, 'place').textContent(), /when you close this tab/);
      assert.match(await row(other, 'counts').textContent(), /Database/);
      assert.match(await row(other, 'lessons').textContent(), /Saved files/);
      assert.match(await row(other, 'server_only').textContent(), /Only the site’s server/);
      assert.match(await row(other, 'progress.1').textContent(), /Course record.*Stays with your course/);
      const rows = await other.evaluate(() => assent.stored());
      const until = rows.find(({ name }) => name === 'count.1').until - Date.now() / 1000;
      assert.ok(until > 86 * DAY && until < 88 * DAY, `${until / DAY} days`);
      assert.deepEqual(
        rows.filter(({ hidden }) => hidden).map(({ name }) => name),
        ['server_only'],
      );
    },
  );

  story(
    'P10: the list follows what is stored while it is open, and leaves the focus and the place alone',
    { pages: PAGES, context: { viewport: { width: 400, height: 500 } } },
    async (world) => {
      const page = await opened(world);
      const other = await world.open('/privacy');
      await row(page, 'theme').locator('button').focus();
      await view(page).evaluate((element) => {
        element.scrollTop = 400;
      });
      await other.evaluate(() => {
        localStorage.setItem('mystery.2', 'x');
      });
      await world.until('the new row', async () => (await named(page)).includes('mystery.2'));
      assert.match(await focused(page), /theme$/);
      assert.equal(await view(page).evaluate((element) => element.scrollTop), 400);
      await other.evaluate(() => {
        localStorage.removeItem('mystery.2');
        document.cookie = 'late=1;path=/';
      });
      // A browser tells of the two by different ways, in any order.
      await world.becomes(
        'the cookie, and not what went',
        async () => (await named(page)).filter((name) => name === 'late' || name === 'mystery.2'),
        ['late'],
      );
      await page.evaluate(() => {
        sessionStorage.setItem('unheard', '1');
      });
      await world.until('what no event tells of', async () => (await named(page)).includes('unheard'));
    },
  );

  story(
    'P10: each row can be deleted, where that is the learner’s to do; it is said, and the focus goes on',
    { pages: PAGES },
    async (world) => {
      const page = await opened(world);
      for (const name of ['sid', 'lasting', 'progress.1', 'server_only'])
        assert.equal(await row(page, name).locator('button').count(), 0, name);
      assert.equal(await row(page, 'count.1').locator('button').getAttribute('aria-label'), 'Delete count.1');
      await page.evaluate(() => {
        window.heard = [];
        assent.on('change', ({ erased }) => {
          if (erased) window.heard.push(erased);
        });
      });
      for (const name of ['count.1', '_c1', 'counts', 'lessons', 'mystery', 'place']) {
        await row(page, name).locator('button').click();
        await world.until(`${name} to be gone`, async () => !(await named(page)).includes(name));
        await world.becomes('what is said', () => status(page), `Deleted: ${name}.`);
        assert.match(await focused(page), /^stored-row /);
      }
      assert.deepEqual(
        await there(page),
        ALL.filter((name) => !['count.1', '_c1', 'counts', 'lessons', 'mystery', 'place'].includes(name)),
      );
      assert.deepEqual((await page.evaluate(() => window.heard))[0], [{ area: 'localStorage', name: 'count.1' }]);
      await world.becomes(
        'what the server heard',
        () => world.erasures().map(({ scope }) => scope),
        Array(6).fill('rows'),
      );
    },
  );

  story(
    'P10: a panel that is redrawn under the list, because another tab chose, leaves it there; Back leads to the choices',
    { pages: KEPT },
    async (world) => {
      const page = await opened(world);
      const other = await world.open('/privacy');
      await row(page, 'theme').locator('button').focus();
      await other.evaluate(() => assent.withdraw(['stats', 'counter']));
      await world.until(
        'the preferences behind it to say so',
        async () => (await dialog(page).locator('[data-say=kept]').count()) === 1,
      );
      await view(page).locator('[data-id=stored-kept]').waitFor();
      assert.ok(!(await control(page, 'save').isVisible()));
      assert.match(await focused(page), /theme$/);
      await press(page, 'stored-back');
      await control(page, 'save').waitFor();
      assert.equal(await view(page).count(), 0);
      assert.equal(await focused(page), 'stored');
    },
  );

  story('P10, A1: the same in the account page, inside the page', { serve: {} }, async (world) => {
    const page = await world.open(new URL('/account', world.aysar).href);
    await page.evaluate(() => assent.accept());
    await press(page, 'stored', '.assent-inline');
    await view(page, '.assent-inline').locator('li').first().waitFor();
    assert.equal(await dialog(page).count(), 0);
    await press(page, 'stored-back', '.assent-inline');
    await page.locator('.assent-inline input').first().waitFor();
    assert.equal(await view(page, '.assent-inline').count(), 0);
  });

  story(
    'P10: where the file cannot be had the preferences say so and work on',
    { pages: PAGES, complaints: [/stored\.js/] },
    async (world) => {
      await world.context.route('**/assent.stored.js', (route) => route.abort());
      const page = await world.open('/privacy');
      await page.evaluate(() => {
        window.errors = 0;
        assent.on('error', () => {
          window.errors += 1;
        });
        return assent.showPreferences();
      });
      await press(page, 'stored');
      await world.becomes('what is said', () => status(page), 'This did not load.');
      assert.equal(await page.evaluate(() => window.errors), 1);
      await press(page, 'reject');
      await world.decided({ how: 'reject' });
    },
  );

  for (const colorScheme of ['light', 'dark']) {
    story(
      `B24, B26: nothing is wider than a phone of 320 px, every control is large enough and has a name: ${colorScheme}`,
      {
        pages: PAGES,
        context: { viewport: { width: 320, height: 640 }, colorScheme },
      },
      async (world) => {
        const page = await opened(world);
        await page.evaluate(() => {
          localStorage.setItem(`mystery.${'x'.repeat(300)}`, '1');
        });
        await world.until('the long name', async () => (await named(page)).some((name) => name.length > 300));
        const faults = () =>
          view(page).evaluate((body) => {
            const buttons = [...body.querySelectorAll('button')].filter((one) => one.checkVisibility());
            return {
              scrolls: body.scrollWidth - body.clientWidth,
              wide: [...body.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > innerWidth)
                .length,
              small: buttons
                .map((one) => one.getBoundingClientRect())
                .filter((box) => box.width < 44 || box.height < 44).length,
              nameless: buttons.filter((one) => !(one.getAttribute('aria-label') || one.textContent)).length,
            };
          });
        const NONE = { scrolls: 0, wide: 0, small: 0, nameless: 0 };
        assert.deepEqual(await faults(), NONE);
        await press(page, 'stored-clear');
        assert.deepEqual(await faults(), NONE, 'with the question');
      },
    );
  }
});

stage('Erasing', (story) => {
  story(
    'P18: behavioural data goes after a confirmation; educational records and what is necessary stay; the site’s server hears of it',
    { pages: PAGES },
    async (world) => {
      const page = await opened(world);
      await page.evaluate(() => {
        window.heard = [];
        assent.on('change', (detail) => {
          if (detail.erased) window.heard.push(detail);
        });
      });
      await press(page, 'stored-erase');
      assert.equal(await focused(page), 'stored-question');
      await press(page, 'stored-no');
      assert.equal(await focused(page), 'stored-erase');
      assert.deepEqual(await there(page), ALL, 'nothing went');
      await press(page, 'stored-erase');
      await press(page, 'stored-yes');
      const gone = ['_c1', 'count.1', 'count.2', 'counts', 'lessons', 'place', 'theme'];
      await world.becomes(
        'what is left',
        () => there(page),
        ALL.filter((name) => !gone.includes(name)),
      );
      await world.becomes('what is said', () => status(page), 'Deleted. Items: 7.');
      assert.equal(await focused(page), 'stored-title');
      const [{ erased, grants }] = await page.evaluate(() => window.heard);
      assert.deepEqual(erased.map(({ name }) => name).sort(), gone);
      assert.equal(grants.stats, true, 'the choice stays');
      await world.until('the server', () => world.erasures().length);
      const [{ site, scope, erased: told, when }] = world.erasures();
      assert.deepEqual([site, scope, told.length], ['plexomni', 'behaviour', 7]);
      assert.ok(Math.abs(when - Date.now() / 1000) < 60);
    },
  );

  story(
    'P18: everything goes after a confirmation, but for what the sign-in needs; then nothing was ever chosen',
    { pages: PAGES },
    async (world) => {
      const page = await opened(world);
      await press(page, 'stored-clear');
      assert.match(await view(page).locator('[role=group]').textContent(), /cannot be undone/);
      assert.deepEqual(await there(page), ALL);
      await press(page, 'stored-yes');
      await world.becomes('what is left', () => there(page), ['sid']);
      assert.equal(await world.record(), '');
      assert.deepEqual(await page.evaluate(() => [assent.state().ask, assent.allows('stats')]), ['first', false]);
      await press(page, 'hide');
      await banner(page).waitFor();
      await world.until('the server', () => world.erasures()[0]?.scope === 'everything');
      await world.open('/privacy', { page });
      assert.equal(await page.evaluate(() => assent.state().ask), 'first');
    },
  );

  story('P18: by the API, and what is not stored or not the learner’s stays', { pages: PAGES }, async (world) => {
    const page = await world.open('/privacy');
    await page.evaluate(() => assent.accept());
    await fill(page);
    const rows = (...names) =>
      page.evaluate(
        (all) => assent.erase({ rows: all }),
        names.map(([area, name]) => ({ area, name })),
      );
    assert.deepEqual(
      await rows(
        ['localStorage', 'theme'],
        ['cookie', 'sid'],
        ['localStorage', 'progress.1'],
        ['localStorage', 'absent'],
      ),
      [{ area: 'localStorage', name: 'theme' }],
    );
    assert.deepEqual((await page.evaluate(() => assent.erase())).map(({ name }) => name).sort(), [
      '_c1',
      'count.1',
      'count.2',
      'counts',
      'lessons',
      'place',
    ]);
    assert.deepEqual(await there(page), ['lasting', 'mystery', 'progress.1', 'sid']);
    await page.evaluate(() => assent.erase({ everything: true }));
    assert.deepEqual(await there(page), ['sid']);
  });

  story(
    'P18: a server that does not answer is told of as an error, and nothing is lost',
    { pages: PAGES, complaints: [/500|privacy\/erase/] },
    async (world) => {
      await world.context.route('**/privacy/erase', (route) => route.fulfill({ status: 500 }));
      const page = await world.open('/privacy');
      await page.evaluate(() => assent.accept());
      await fill(page);
      await page.evaluate(() => {
        window.errors = [];
        assent.on('error', ({ error }) => {
          window.errors.push(error.message);
        });
      });
      assert.equal((await page.evaluate(() => assent.erase())).length, 7);
      await world.becomes('the error', () => page.evaluate(() => window.errors), ['assent: /privacy/erase 500']);
    },
  );

  story(
    'P6: withdrawing alone erases nothing where the site leaves it so; the panel then offers it, in the same place',
    { pages: KEPT },
    async (world) => {
      const page = await opened(world);
      await press(page, 'hide');
      await page.evaluate(() => assent.withdraw(['stats', 'counter']));
      await world.settle(page);
      assert.deepEqual(await there(page), ALL);
      await page.evaluate(() => assent.showPreferences());
      await dialog(page).locator('[data-say=kept]').waitFor();
      await press(page, 'stored');
      assert.match(
        await view(page).locator('.assent-offers').textContent(),
        /What you withdrew is still stored. Items: 4/,
      );
      assert.match(await row(page, 'count.1').textContent(), /Not allowed now/);
      await press(page, 'stored-kept');
      await world.becomes(
        'what is left',
        () => there(page),
        ALL.filter((name) => !/^_?c(ount|1)/.test(name)),
      );
      await world.until(
        'the offer to go',
        async () => (await view(page).locator('[data-id=stored-kept]').count()) === 0,
      );
      await world.until('the server', () => world.erasures()[0]?.scope === 'refused');
    },
  );

  const SHARED = { '/privacy': scratch({ config: { ...SITE, shared: true } }) };
  story(
    'P18: on a computer that others use, everything can be cleared at once, the sign-in too',
    { pages: SHARED },
    async (world) => {
      const page = await opened(world);
      await press(page, 'stored-shared');
      await press(page, 'stored-yes');
      await world.becomes('what is left', () => there(page), []);
      assert.equal(await world.record(), '');
    },
  );

  story('P7, P18: signing out ends the session here at once, and the site’s own way out still works', async (world) => {
    const page = await world.open('/account');
    await page.evaluate(() => assent.choose({ performance: false, functional: true, targeting: false }));
    await page.evaluate(() => {
      sessionStorage.setItem('plx.quiz.1', 'b');
      localStorage.setItem('plx.progress.measure', '4');
    });
    await page.locator('form[action="/sign-out"] button').click();
    await page.waitForURL('**/signed-out');
    assert.deepEqual(
      (await world.stored(page)).filter((name) => /plx[._]/.test(name)),
      ['localStorage plx.progress.measure'],
    );
  });

  const LINK = { '/privacy': scratch({ config: SITE, body: '<a href="#gone" data-assent="logout">Sign out</a>' }) };
  story('P7: a control of the page ends the session, and stays what it is', { pages: LINK }, async (world) => {
    const page = await world.open('/privacy');
    await page.evaluate(() => assent.accept());
    await fill(page);
    await page.getByText('Sign out').click();
    await page.waitForURL('**/privacy#gone');
    const left = await there(page);
    assert.ok(!left.includes('sid') && left.includes('lasting'), String(left));
  });
});

stage('Taking it along', (story) => {
  story('P17: one document, as its schema says, saved as a file and sent nowhere', { pages: PAGES }, async (world) => {
    const page = await opened(world);
    const asked = [];
    page.on('request', (request) => {
      if (!request.url().startsWith('blob:')) asked.push(request.url());
    });
    const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'stored-json')]);
    assert.match(download.suggestedFilename(), /^127\.0\.0\.1-\d{4}-\d\d-\d\d\.json$/);
    const data = JSON.parse(readFileSync(await download.path(), 'utf8'));
    assert.ok(validate(data), JSON.stringify(validate.errors));
    assert.deepEqual(asked, [], 'requests');
    assert.equal(data.preferences.decided.how, 'accept');
    assert.equal(data.stored.find(({ name }) => name === 'count.1').value, 'value');
    assert.deepEqual(
      data.stored.filter(({ withheld }) => withheld).map(({ name }) => name),
      ['sid'],
    );
    await world.becomes('what is said', () => status(page), 'A copy was saved with your downloads.');
    assert.equal(await focused(page), 'stored-json');
  });

  story('P17: the page to read opens offline, with what was stored as text', { pages: PAGES }, async (world) => {
    const page = await opened(world);
    await page.evaluate(() => {
      localStorage.setItem('<img src=x onerror=alert(1)>', '</td><script>window.evil = 1</script>');
    });
    const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'stored-html')]);
    assert.match(download.suggestedFilename(), /\.html$/);
    const reader = await world.context.newPage();
    await world.context.setOffline(true);
    await reader.setContent(readFileSync(await download.path(), 'utf8'));
    assert.equal(await reader.evaluate(() => window.evil), undefined);
    assert.equal(await reader.locator('script, img, link, iframe').count(), 0);
    assert.equal(await reader.locator('h1').textContent(), 'Your privacy choices and data at Scratch');
    assert.equal(await reader.getByText('</td><script>window.evil = 1</script>').count(), 1);
  });

  story('P17: the history of choices is in it, decoded', { pages: PAGES }, async (world) => {
    const page = await world.open('/privacy');
    await page.evaluate(() => assent.reject());
    await page.evaluate(() => assent.accept());
    const { history } = await page.evaluate(() => assent.exportData({ download: false }));
    assert.deepEqual(
      history.map(({ how, granted, refused }) => [how, granted.sort(), refused.sort()]),
      [
        ['reject', [], ['media', 'stats']],
        ['accept', ['media', 'stats'], []],
      ],
    );
  });

  for (const site of ['plexomni', 'aysar']) {
    story(
      `P17, P18: controls of the account page: save a copy, delete behavioural data, forget everything: ${site}`,
      async (world) => {
        const page = await world.open(new URL('/account', world[site]).href);
        await page.evaluate(() => assent.reject());
        const main = page.locator('main .data');
        const [json] = await Promise.all([
          page.waitForEvent('download'),
          main.locator('[data-assent=export]').last().click(),
        ]);
        assert.ok(validate(JSON.parse(readFileSync(await json.path(), 'utf8'))), JSON.stringify(validate.errors));
        const [html] = await Promise.all([page.waitForEvent('download'), main.locator('[data-format=html]').click()]);
        assert.match(html.suggestedFilename(), /\.html$/);
        for (const [verb, question] of [
          ['erase', 'Delete behavioural data?'],
          ['clear', 'Forget everything here?'],
        ]) {
          await main.locator(`[data-assent=${verb}]`).click();
          await dialog(page).getByText(question).waitFor();
          assert.equal(await focused(page), 'stored-question');
          await press(page, 'stored-no');
          await press(page, 'hide');
          await dialog(page).waitFor({ state: 'detached' });
          assert.equal(await page.evaluate(() => document.activeElement.dataset.assent), verb, 'the focus comes back');
        }
        await main.locator('[data-assent=clear]').click();
        await press(page, 'stored-yes');
        await world.until('the server', () => world.erasures()[0]?.site === site);
        await world.becomes('the question', () => page.evaluate(() => assent.state().ask), 'first');
      },
    );
  }

  story('P17, P18: another site’s page cannot have the server erase', async (world) => {
    const answer = await fetch(new URL('/privacy/erase', world.plexomni), {
      method: 'POST',
      headers: { origin: world.aysar },
      body: '{"scope":"everything","erased":[]}',
    });
    assert.equal(answer.status, 403);
    assert.deepEqual(world.erasures(), []);
  });
});
