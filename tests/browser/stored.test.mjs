// The stored decision: where it is kept, what happens when it cannot be, and when it no longer answers what is asked.

import assert from 'node:assert/strict';
import { banner, CONFIG, press, page as scratch, stage } from './browser.mjs';

const DAY = 24 * 60 * 60;
const allows = (page, id) => page.evaluate((one) => assent.allows(one), id);
const ask = (page) => page.evaluate(() => assent.state().ask);

stage('The stored decision', (story) => {
  story(
    'B32: a cookie of this host for 184 days, SameSite=Lax, on every path, readable, at most 160 bytes',
    async (world) => {
      // Some engines report SameSite=Lax where nothing was said, so what is written is read, too.
      await world.context.addInitScript(() => {
        const real = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
        window.written = [];
        Object.defineProperty(Document.prototype, 'cookie', {
          ...real,
          set(text) {
            window.written.push(text);
            real.set.call(this, text);
          },
        });
      });
      const page = await world.open('/lesson');
      await press(page, 'accept');
      await world.until('it is stored', world.record);
      assert.match(
        (await page.evaluate(() => window.written)).find((text) => text.startsWith('assent=2')),
        /; ?samesite=lax(;|$)/i,
      );
      const cookie = (await world.context.cookies()).find(({ name }) => name === 'assent');
      assert.deepEqual(
        [cookie.domain, cookie.path, cookie.sameSite, cookie.secure, cookie.httpOnly],
        ['127.0.0.1', '/', 'Lax', false, false],
      );
      const days = (cookie.expires - Date.now() / 1000) / DAY;
      assert.ok(days > 183.9 && days < 184.1, `${days} days`);
      assert.ok(`assent=${cookie.value}`.length <= 160, cookie.value);
      assert.equal(await page.evaluate(() => localStorage.getItem('assent')), null, 'one place is enough');
    },
  );

  story('B32: on https the cookie is Secure', { pages: { '/privacy': scratch() } }, async (world) => {
    // The test answers for a host that only speaks https with what the demo's server says.
    await world.context.route('https://course.assent.test/**', async (route) => {
      const { pathname } = new URL(route.request().url());
      await route.fulfill({ response: await route.fetch({ url: world.plexomni + pathname }) });
    });
    const page = await world.open('https://course.assent.test/privacy');
    await press(page, 'accept');
    await world.until('it is stored', world.record);
    const cookie = (await world.context.cookies()).find(({ name }) => name === 'assent');
    assert.deepEqual([cookie.domain, cookie.secure, cookie.sameSite], ['course.assent.test', true, 'Lax']);
    await page.evaluate(() => {
      document.cookie = 'stale=1;secure;path=/';
      return assent.reject();
    });
    await page.reload();
    await page.waitForFunction(() => window.assent?.ready.then(() => assent.state().decided?.how === 'reject'));
  });

  const REFUSED = { '/privacy': scratch({ config: { ...CONFIG, cookie: { domain: 'elsewhere.example' } } }) };
  story(
    'B32: where the browser takes no cookie for the domain of the config, the console says so, localStorage keeps the decision, and other tabs hear of it',
    {
      pages: REFUSED,
      complaints: [
        /assent: cookie\.domain: expected 127\.0\.0\.1 or a domain that it is part of.* found "elsewhere\.example"/,
      ],
    },
    async (world) => {
      const page = await world.open('/privacy');
      const other = await world.open('/privacy');
      await page.evaluate(() => assent.choose({ stats: true, media: false }));
      assert.equal(await world.record(), '');
      assert.match(await page.evaluate(() => localStorage.getItem('assent')), /^2\./);
      await world.becomes('the other tab', () => allows(other, 'stats'), true);
      await world.open('/privacy', { page });
      assert.equal(await allows(page, 'stats'), true);
      assert.equal(await ask(page), '');
    },
  );

  story(
    'B32: where nothing may be stored, the decision holds until the page is left',
    {
      pages: { '/privacy': scratch() },
      policy: 'sandbox allow-scripts',
      tolerated: /favicon/,
    },
    async (world) => {
      // A sandboxed page has no origin: its cookies and storages throw, and its modules must come with permission.
      await world.context.route('**/assent/**', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, headers: { ...response.headers(), 'access-control-allow-origin': '*' } });
      });
      const page = await world.open('/privacy');
      assert.match(
        await page.evaluate(() => {
          try {
            return document.cookie;
          } catch (error) {
            return error.name;
          }
        }),
        /SecurityError/,
      );
      await banner(page).waitFor();
      await press(page, 'accept');
      await banner(page).waitFor({ state: 'detached' });
      assert.equal(await allows(page, 'stats'), true);
      await page.evaluate(() => assent.withdraw('stats'));
      assert.deepEqual([await allows(page, 'stats'), await allows(page, 'media')], [false, true]);
      await page.evaluate(() => {
        document.dispatchEvent(new Event('visibilitychange'));
      });
      await world.settle(page);
      assert.deepEqual(
        [await allows(page, 'stats'), await allows(page, 'media')],
        [false, true],
        'and nothing makes it forget',
      );
      await page.reload();
      await banner(page).waitFor();
      assert.equal(await allows(page, 'media'), false);
    },
  );

  const MARKED = { '/privacy': scratch({ body: '<img data-category="media" data-src="{{party}}/img" alt="">' }) };
  story(
    'P1: a damaged, truncated, foreign or future record is no decision: asked again as for the first time',
    { pages: MARKED },
    async (world) => {
      const page = await world.open('/privacy');
      await press(page, 'accept');
      await world.becomes('requests', () => world.party.log, ['/img']);
      const good = await world.until('it is stored', world.record);
      const flip = (text, at) => text.slice(0, at) + (text[at] === 'a' ? 'b' : 'a') + text.slice(at + 1);
      const BAD = [
        good.slice(0, -1),
        good.slice(0, 20),
        flip(good, good.length - 1),
        good.replace(/y(?=\.\d+$)/, 'n'),
        good.replace(/^2/, '3'),
        `${good}.`,
        'yes',
        '1',
        '%00%0a',
        'a'.repeat(3000),
        `${good}${good}`,
        '{"media":true}',
        good.toUpperCase(),
        `"${good}"`,
      ];
      for (const value of BAD) {
        await world.context.addCookies([{ name: 'assent', value, url: world.plexomni }]);
        await world.open('/privacy', { page });
        assert.equal(await ask(page), 'first', value.slice(0, 80));
        await banner(page).waitFor();
        await world.settle(page);
        assert.deepEqual(world.party.log, ['/img'], value.slice(0, 80));
      }
      await press(page, 'reject');
      await world.decided({ how: 'reject', policy: 1, entries: 'media! stats!' });
    },
  );
});

stage('Asked again', (story) => {
  /** A site whose config the test changes between two visits. */
  const site = () => {
    const state = { change: (config) => config };
    return {
      state,
      serve: { config: (json, name) => (name === 'plexomni' ? JSON.stringify(state.change(JSON.parse(json))) : json) },
    };
  };
  /** One service was granted, and ran; it sends nothing when the page is left. */
  const before = async (world) => {
    const page = await world.open('/account');
    await banner(page).waitFor();
    await page.evaluate(() => assent.choose({ performance: false, functional: false, targeting: false, pixel: true }));
    await world.reachedExactly(page, ['pixel']);
    await world.leave(page);
    return page;
  };

  const policy = site();
  story(
    'P16: a new version of the policy asks again, says why, and holds everything until it is answered',
    { serve: policy.serve },
    async (world) => {
      const page = await before(world);
      policy.state.change = (config) => ({
        ...config,
        policy: { ...config.policy, version: 5, changes: { en: 'Heatmaps were added.' } },
      });
      await world.open('/account', { page });
      assert.equal(await ask(page), 'policy');
      await banner(page).waitFor();
      assert.match(await banner(page).textContent(), /The policy changed on November 1, 2026.*Heatmaps were added\./);
      await world.nothingLeft(page);
      await press(page, 'reject');
      await world.decided({ how: 'reject', policy: 5 });
      await page.reload();
      await page.waitForFunction(() => window.assent?.ready.then(() => assent.state().ask === ''));
    },
  );

  const minor = site();
  story('P16: a minor version does not ask', { serve: minor.serve }, async (world) => {
    const page = await before(world);
    minor.state.change = (config) => ({ ...config, policy: { ...config.policy, version: 5, significant: false } });
    await world.open('/account', { page });
    assert.equal(await ask(page), '');
    assert.equal(await page.locator('.assent').count(), 0);
  });

  const category = site();
  story(
    'P1: a new category asks for itself alone; what was granted runs on',
    { serve: category.serve },
    async (world) => {
      const page = await before(world);
      category.state.change = (config) => ({
        ...config,
        categories: [...config.categories, { id: 'ads', purpose: 'advertising', label: { en: 'Partners' } }],
      });
      await world.open('/account', { page });
      assert.equal(await ask(page), 'category');
      await banner(page).waitFor();
      assert.match(await banner(page).textContent(), /You have not chosen yet for: Partners\./);
      await world.reachedExactly(page, ['pixel']);
      await press(page, 'settings');
      assert.deepEqual(
        await page
          .locator('.assent-new')
          .evaluateAll((badges) =>
            badges
              .filter((badge) => badge.checkVisibility())
              .map((badge) => badge.parentElement.firstChild.textContent),
          ),
        ['Partners'],
      );
      await press(page, 'save');
      await world.decided({ entries: 'ads! functional! performance! pixel* targeting!' });
    },
  );

  story('P1: a decision that is too old asks again, says so, and grants nothing', async (world) => {
    const page = await before(world);
    await world.context.clock.setFixedTime(Date.now() + 185 * DAY * 1000);
    await world.open('/account', { page });
    assert.equal(await ask(page), 'expired');
    await banner(page).waitFor();
    assert.match(await banner(page).textContent(), /expired/);
    await world.nothingLeft(page);
  });
});
