// A page that changes around Assent: its body is replaced, what is not the page's own is taken away, a copy of an earlier
// page comes back, styles reach for everything. Banner, panel, link and opt-out link are there afterwards, and work.

import assert from 'node:assert/strict';
import { banner, CONFIG, dialog, press, page as scratch, stage } from './browser.mjs';

const SELLING = {
  ...CONFIG,
  services: [
    {
      id: 'ads',
      category: 'stats',
      name: 'Ads',
      does: { en: 'Counts.' },
      receives: ['usage'],
      safeguards: { en: 'None.' },
      policyUrl: 'https://ads.example/privacy',
      sale: 'sensitive',
      hosts: ['ads.example'],
      keys: [],
    },
  ],
};
const INLINE = '<section data-assent="panel"></section>';
const PRIVACY = { '/privacy': scratch({ body: INLINE }) };

/** What a page does to its body, by what does so. */
const SWAPS = {
  'a new body takes the place of the old one, as Turbo does': () => {
    const body = document.createElement('body');
    for (const node of document.body.childNodes)
      if (!(node instanceof Element && node.matches('.assent'))) body.append(node.cloneNode(true));
    document.body.replaceWith(body);
  },
  'the text of the body is written anew, as htmx does for its history': () => {
    const copy = document.body.cloneNode(true);
    for (const own of copy.querySelectorAll('body > .assent')) own.remove();
    document.body.innerHTML = copy.innerHTML;
  },
  'a copy of the page with all that was on it comes back': () => {
    document.body.replaceWith(document.body.cloneNode(true));
  },
  'all that a framework does not know is taken away': () => {
    for (const node of document.querySelectorAll('body > .assent')) node.remove();
  },
  'the whole document is drawn anew': () => {
    const root = document.documentElement.cloneNode(true);
    for (const own of root.querySelectorAll('body > .assent')) own.remove();
    document.documentElement.replaceWith(root);
  },
};

stage('A page that changes', (story) => {
  for (const [what, swap] of Object.entries(SWAPS)) {
    story(`P2 B10: ${what}: banner, link and panel are there, once, and alive`, { pages: PRIVACY }, async (world) => {
      const page = await world.open('/privacy');
      await banner(page).waitFor();
      await page.evaluate(swap);
      await world.becomes('banners', () => banner(page).count(), 1);
      await page.locator('footer a').click();
      await dialog(page).waitFor();
      await page.evaluate(swap);
      await world.becomes('dialogs', () => page.locator('.assent-dialog:modal').count(), 1);
      await page.keyboard.press('Escape');
      await banner(page).waitFor();
      await world.becomes('panels in the page', () => page.locator('[data-assent=panel] .assent-inline').count(), 1);
      await press(page, 'reject', '.assent-inline');
      await world.decided({ how: 'reject' });
      await page.evaluate(swap);
      await page.locator('footer a').click();
      await dialog(page).waitFor();
      assert.equal(await page.locator('.assent-dialog').count(), 1);
      await press(page, 'accept', '.assent-dialog');
      await world.decided({ how: 'accept' });
    });
  }

  story(
    'P2: where a law wants an opt-out link, a new body has it, too',
    { pages: { '/privacy': scratch({ config: SELLING, attributes: 'data-region="US-CA"' }) } },
    async (world) => {
      const page = await world.open('/privacy');
      const link = page.locator('[data-assent=opt-out]');
      await link.waitFor();
      await page.evaluate(SWAPS['a copy of the page with all that was on it comes back']);
      await world.becomes('links', () => link.count(), 1);
      await page.evaluate(() => {
        document.body.innerHTML = '<main>Next</main><footer><a href="#privacy-preferences">Privacy</a></footer>';
      });
      await link.waitFor();
      await link.click();
      await dialog(page).waitFor();
    },
  );

  story(
    'P2: a filter, a transform or a containment on the body, a chat window above all: the banner is at the lower edge, and can be pressed',
    {
      pages: {
        '/privacy': scratch({
          head: '<style>body { filter: grayscale(1); transform: translateZ(0); contain: paint; min-height: 4000px } #chat { position: fixed; inset: 0; z-index: 2147483647; background: #fff }</style>',
          body: '<div id="chat">Chat</div>',
        }),
      },
    },
    async (world) => {
      const page = await world.open('/privacy');
      await banner(page).waitFor();
      const { bottom, top } = await banner(page).evaluate((one) => one.getBoundingClientRect().toJSON());
      const height = await page.evaluate(() => innerHeight);
      assert.ok(top > 0 && bottom <= height, `from ${top} to ${bottom} of ${height}`);
      await press(page, 'reject');
      await world.decided({ how: 'reject' });
    },
  );

  story(
    'B03: what a page says of all buttons, however loudly, leaves the answers alike, readable and in their place',
    {
      pages: {
        '/privacy': scratch({
          head: '<style>button { background: #000 !important; color: #111 !important; font-size: 6px !important; opacity: .1 !important; float: left !important; text-transform: uppercase !important } .assent, .assent-banner { position: static !important; display: none !important; transform: scale(.1) !important }</style>',
        }),
      },
    },
    async (world) => {
      const page = await world.open('/privacy');
      await banner(page).waitFor();
      const looks = await page.locator('.assent-banner .assent-buttons button').evaluateAll((all) =>
        all.map((one) => {
          const { backgroundColor, color, fontSize, opacity, cssFloat, textTransform } = getComputedStyle(one);
          return { backgroundColor, color, fontSize, opacity, cssFloat, textTransform };
        }),
      );
      assert.equal(new Set(looks.map((look) => JSON.stringify(look))).size, 1);
      const [{ backgroundColor, color, ...rest }] = looks;
      assert.notEqual(backgroundColor, color);
      assert.deepEqual(rest, { fontSize: '16px', opacity: '1', cssFloat: 'none', textTransform: 'none' });
      assert.equal(await banner(page).evaluate((one) => getComputedStyle(one).position), 'fixed');
      await press(page, 'settings');
      await dialog(page).waitFor();
      assert.equal(await page.locator('.assent-new:visible').count(), 0, 'what is hidden stays hidden');
      await page.emulateMedia({ media: 'print' });
      assert.equal(await dialog(page).isVisible(), false, 'on paper');
    },
  );

  story(
    'B26: nothing of the footer is out of reach while the banner is open: at its end the page scrolls on',
    { pages: { '/privacy': scratch({ body: '<p style="height:1500px">Text</p>' }), '/account': scratch() } },
    async (world) => {
      const page = await world.open('/privacy');
      for (const path of ['/privacy', '/account']) {
        await page.goto(new URL(path, world.plexomni).href);
        await banner(page).waitFor();
        await world.until('the link is above the banner', async () => {
          await page.mouse.move(300, 100);
          await page.mouse.wheel(0, 5000);
          return page.evaluate(() => {
            const { bottom } = document.querySelector('footer a').getBoundingClientRect();
            return bottom < document.querySelector('.assent-banner').getBoundingClientRect().top;
          });
        });
        await page.mouse.click(
          ...(await page.locator('footer a').evaluate((one) => {
            const { left, top, width, height } = one.getBoundingClientRect();
            return [left + width / 2, top + height / 2];
          })),
        );
        await dialog(page).waitFor();
      }
    },
  );

  story(
    'P2 B10: the link to the preferences works in every spelling, every time, also where a footer keeps its clicks, in a shadow, and by its address',
    {
      pages: {
        '/privacy': scratch({
          body: `<p id="links"><a href="/privacy#privacy-preferences">absolute</a> <a href="./privacy#privacy-preferences">relative</a> <a href="privacy#privacy-preferences"><b>nested</b></a></p>
            <div id="host"></div>
            <script>document.querySelector('#links').addEventListener('click', (event) => event.stopPropagation());
            document.querySelector('#host').attachShadow({ mode: 'open' }).innerHTML = '<a href="#privacy-preferences">shadow</a>';</script>`,
        }),
      },
    },
    async (world) => {
      const page = await world.open('/privacy');
      await press(page, 'reject');
      const length = await page.evaluate(() => history.length);
      for (const name of ['absolute', 'relative', 'nested', 'shadow', 'absolute']) {
        await page.getByText(name, { exact: true }).click();
        await dialog(page).waitFor();
        await page.keyboard.press('Escape');
        await dialog(page).waitFor({ state: 'detached' });
      }
      assert.equal(await page.evaluate(() => history.length), length, 'steps in the history');
      await page.goto(new URL('/account', world.plexomni).href);
      await page.goto(new URL('/privacy?a=1#privacy-preferences', world.plexomni).href);
      await dialog(page).waitFor();
      assert.equal(new URL(page.url()).search, '?a=1');
      await page.reload();
      await world.ready?.(page);
      await page.evaluate(() => assent.ready);
      assert.equal(await dialog(page).count(), 0, 'a reload shows the page');
    },
  );

  story(
    'a layer is light or dark as the page is, whatever the system prefers',
    {
      pages: {
        '/privacy': scratch({ head: '<style>:root { color-scheme: light }</style>' }),
        '/account': scratch({ head: '<style>:root { color-scheme: dark }</style>' }),
        '/lesson': scratch(),
      },
      context: { colorScheme: 'dark' },
    },
    async (world) => {
      const page = await world.context.newPage();
      for (const [path, expected] of [
        ['/privacy', 'rgb(255, 255, 255)'],
        ['/account', 'rgb(28, 31, 36)'],
        ['/lesson', 'rgb(255, 255, 255)'],
      ]) {
        await world.open(path, { page });
        await banner(page).waitFor();
        assert.equal(await banner(page).evaluate((one) => getComputedStyle(one).backgroundColor), expected, path);
      }
    },
  );

  story(
    'B26: in letters of twice the size no word of an answer is broken, on the smallest phone, too',
    { pages: PRIVACY, context: { viewport: { width: 320, height: 640 } } },
    async (world) => {
      const page = await world.open('/privacy');
      await banner(page).waitFor();
      const lines = await banner(page).evaluate((one) => {
        one.style.setProperty('font-size', '32px', 'important');
        return [...one.querySelectorAll('.assent-buttons button')].map((button) => {
          const range = document.createRange();
          const [text] = button.childNodes;
          return button.textContent.split(' ').every((word) => {
            const at = button.textContent.indexOf(word);
            range.setStart(text, at);
            range.setEnd(text, at + word.length);
            return range.getClientRects().length === 1;
          });
        });
      });
      assert.deepEqual(lines, [true, true, true]);
    },
  );

  story(
    'B13: a text of the site in another language than the panel says so, and begins on its own side',
    {
      pages: {
        '/privacy': scratch({
          config: {
            ...CONFIG,
            categories: [
              CONFIG.categories[0],
              { ...CONFIG.categories[1], label: { ar: 'إحصاءات' }, description: { ar: 'نعدّ الزيارات.' } },
              { ...CONFIG.categories[2], label: { en: 'Films' } },
            ],
          },
        }),
      },
    },
    async (world) => {
      const page = await world.open('/privacy');
      await press(page, 'settings');
      const name = page.locator('.assent-dialog .assent-name', { hasText: 'إحصاءات' }).locator('bdi');
      assert.deepEqual(await name.evaluate((one) => [one.lang, one.dir, getComputedStyle(one).direction]), [
        'ar',
        'auto',
        'rtl',
      ]);
      const text = page.locator('.assent-dialog p[lang=ar]');
      assert.equal(await text.evaluate((one) => getComputedStyle(one).direction), 'rtl');
      assert.equal(
        await page.locator('.assent-dialog bdi').count(),
        1,
        'what is in the panel’s language stands as it is',
      );
    },
  );
});
