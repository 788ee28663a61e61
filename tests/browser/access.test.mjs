// For everybody: keyboard, small screens, contrast, names and roles, dark mode, less motion, equal prominence.

import assert from 'node:assert/strict';
import { COLOURS } from '../../web/cli/audit/probe.js';
import { banner, control, dialog, press, stage, switchedOn } from './browser.mjs';

/** What has the focus: its data-id, its text, and whether it is in Assent's layer. */
const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    return {
      id: element.dataset?.id ?? '',
      name: element.localName,
      inBanner: !!element.closest('.assent-banner'),
      inDialog: !!element.closest('.assent-dialog'),
    };
  });

const box = (locator) =>
  locator.evaluate((element) => {
    const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
    return {
      left,
      top,
      right,
      bottom,
      width,
      height,
      inView: left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight,
    };
  });

/** Contrast of the text of each element against what is behind it, and of its edge, by the audit's own eyes. */
const contrasts = (page, selector) =>
  page.evaluate(`(() => {
    const { textRatio, edgeRatio } = ${COLOURS};
    return [...document.querySelectorAll(${JSON.stringify(selector)})]
      .filter((element) => element.checkVisibility() && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
      .map((element) => ({
        id: element.dataset.id,
        text: element.textContent.slice(0, 40),
        ratio: textRatio(element),
        edge: edgeRatio(element),
      }));
  })()`);

stage('Access', (story) => {
  story('B24: keyboard: Tab reaches the banner first, Enter presses its buttons', async (world) => {
    const page = await world.open('/');
    await banner(page).waitFor();
    const way = [];
    for (let i = 0; i < 6 && !way.some(({ id }) => id === 'settings'); i += 1) {
      await page.keyboard.press('Tab');
      way.push(await focused(page));
    }
    assert.ok(
      way.every(({ inBanner }) => inBanner),
      JSON.stringify(way),
    );
    assert.deepEqual(
      way.map(({ id }) => id).filter((id) => ['accept', 'reject', 'settings'].includes(id)),
      ['accept', 'reject', 'settings'],
    );
    await page.keyboard.press('Shift+Tab');
    assert.equal((await focused(page)).id, 'reject');
    await page.keyboard.press('Enter');
    await banner(page).waitFor({ state: 'detached' });
    await world.decided({ how: 'reject' });
    await page.keyboard.press('Tab');
    assert.notEqual((await focused(page)).name, 'body', 'the keyboard goes on in the page');
  });

  story('B24: keyboard: the panel takes the focus, keeps it, toggles with Space, and gives it back', async (world) => {
    const page = await world.open('/');
    await control(page, 'settings').focus();
    await page.keyboard.press('Enter');
    await dialog(page).waitFor();
    await world.becomes('the focus is inside', async () => (await focused(page)).inDialog, true);
    const stops = await dialog(page)
      .locator('button, input, a, summary')
      .evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
    for (const key of ['Tab', 'Shift+Tab']) {
      for (let i = 0; i < stops + 4; i += 1) {
        await page.keyboard.press(key);
        const at = await focused(page);
        assert.ok(at.inDialog || at.name === 'body', `outside the dialog: ${JSON.stringify(at)}`);
      }
    }
    await control(page, 'functional').focus();
    await page.keyboard.press('Space');
    assert.ok((await switchedOn(page)).includes('functional'));
    assert.equal((await focused(page)).id, 'functional', 'a switch keeps the focus');
    await page.keyboard.press('Space');
    assert.deepEqual(await switchedOn(page), []);
    await page.keyboard.press('Escape');
    await banner(page).waitFor();
    assert.equal((await focused(page)).id, 'settings', 'back where it came from');
    assert.equal(await world.record(), '');
  });

  story('B24: keyboard: from the footer link and back, after a choice, too', async (world) => {
    const page = await world.open('/privacy');
    await press(page, 'reject');
    await banner(page).waitFor({ state: 'detached' });
    const link = page.locator('footer a[href="#privacy-preferences"]');
    await link.focus();
    await page.keyboard.press('Enter');
    await dialog(page).waitFor();
    await control(page, 'save').focus();
    await page.keyboard.press('Enter');
    await dialog(page).waitFor({ state: 'detached' });
    assert.equal(await link.evaluate((element) => element === document.activeElement), true);
  });

  story(
    'B24: preferences that are closed are gone at once; opened again at once, they have the focus and give the page back',
    async (world) => {
      const page = await world.open('/privacy');
      await press(page, 'reject');
      await banner(page).waitFor({ state: 'detached' });
      const link = page.locator('footer a[href="#privacy-preferences"]');
      await link.click();
      await dialog(page).waitFor();
      const shown = await page.evaluate(() => {
        const visible = () =>
          [...document.querySelectorAll('.assent-dialog')].filter((one) => one.checkVisibility()).length;
        assent.hide();
        const closed = visible();
        assent.showPreferences();
        return { closed, opened: visible() };
      });
      assert.deepEqual(shown, { closed: 0, opened: 1 });
      await world.becomes('one is left', () => dialog(page).count(), 1);
      assert.equal((await focused(page)).inDialog, true);
      await page.keyboard.press('Escape');
      await dialog(page).waitFor({ state: 'detached' });
      await link.click();
      await dialog(page).waitFor();
    },
  );

  story('B24 B29: names and roles; a choice is announced', async (world) => {
    const page = await world.open('/');
    await page.getByRole('dialog', { name: 'Your privacy choices' }).waitFor();
    for (const name of ['Accept all', 'Reject all', 'Settings'])
      assert.equal(await page.getByRole('button', { name, exact: true }).count(), 1, name);
    await press(page, 'settings');
    await page.getByRole('dialog', { name: 'Privacy preferences' }).waitFor();
    assert.equal(await banner(page).count(), 0);
    for (const name of ['Performance', 'Functional', 'Targeting'])
      assert.equal(await page.getByRole('switch', { name: new RegExp(`^${name}`) }).count(), 1, name);
    assert.equal(await page.getByRole('switch', { name: /Essential/ }).count(), 0);
    assert.deepEqual(
      await page.locator('.assent h2, .assent h3').evaluateAll((all) => all.map(({ localName }) => localName)),
      ['h2', 'h3', 'h3', 'h3', 'h3'],
    );
    assert.deepEqual(
      await page
        .locator('.assent button, .assent input')
        .evaluateAll((all) => all.filter((one) => !(one.textContent || one.labels?.length)).length),
      0,
    );
    assert.equal(
      await page.evaluate(
        () =>
          new Set([...document.querySelectorAll('[id]')].map(({ id }) => id)).size ===
          document.querySelectorAll('[id]').length,
      ),
      true,
      'ids are unique',
    );
    await press(page, 'save');
    await dialog(page).waitFor({ state: 'detached' });
    await world.becomes(
      'announced',
      () => page.locator('[role=status].assent-live').textContent(),
      'Your choices are saved.',
    );
  });

  for (const site of ['plexomni', 'aysar']) {
    story(
      `B01 B02 B03 B14 B16: the first layer of ${site}: equal buttons, plain labels, what it must say`,
      async (world) => {
        const page = await world.open(world[site]);
        await banner(page).waitFor();
        assert.deepEqual(await banner(page).locator('button').allTextContents(), [
          'Accept all',
          'Reject all',
          'Settings',
        ]);
        const looks = await banner(page)
          .locator('button')
          .evaluateAll((buttons) =>
            buttons.map((button) => {
              const style = getComputedStyle(button);
              return [
                button.localName,
                style.fontSize,
                style.fontWeight,
                style.padding,
                style.border,
                style.backgroundColor,
                style.color,
                Math.round(button.getBoundingClientRect().width),
                Math.round(button.getBoundingClientRect().height),
              ].join(' ');
            }),
          );
        assert.equal(new Set(looks).size, 1, looks.join('\n'));
        const text = await banner(page).textContent();
        assert.match(text, /at any time/);
        assert.match(text, /Partners: \d+/);
        assert.ok(text.includes('Performance'));
        const policy = await banner(page).locator('a').getAttribute('href');
        assert.equal((await page.request.get(new URL(policy, world[site]).href)).status(), 200);
        await press(page, 'settings');
        assert.deepEqual(
          (await dialog(page).locator('.assent-foot button').allTextContents()).slice(0, 2),
          ['Accept all', 'Reject all'],
          'B17: the same order in both layers',
        );
      },
    );
  }

  for (const colorScheme of ['light', 'dark']) {
    story(`B04 B26: contrast and targets, ${colorScheme}`, { context: { colorScheme } }, async (world) => {
      const page = await world.open('/');
      await banner(page).waitFor();
      const seen = [];
      const look = async (within) => {
        const found = await contrasts(page, `${within} *`);
        for (const { text, ratio } of found) assert.ok(ratio >= 4.5, `${ratio}: ${text}`);
        for (const { id, text, edge } of found)
          if (id === 'accept' || id === 'reject') assert.ok(edge >= 3, `edge ${edge}: ${text}`);
        seen.push(...found);
      };
      await look('.assent-banner');
      const [accept, reject] = ['accept', 'reject'].map((id) => seen.find((one) => one.id === id).ratio);
      assert.ok(Math.abs(accept - reject) <= 1);
      await press(page, 'settings');
      await dialog(page).waitFor();
      for (const summary of await dialog(page).locator('summary').all()) await summary.click();
      await look('.assent-dialog');
      const small = await page
        .locator('.assent button, .assent input, .assent summary, .assent .assent-links a')
        .evaluateAll((all) =>
          all
            .filter((one) => one.checkVisibility())
            .map((one) => ({ text: one.textContent || one.dataset.id, box: one.getBoundingClientRect() }))
            .filter(({ box: { width, height } }) => width < 24 || height < 24)
            .map(({ text, box: { width, height } }) => `${text} ${width}x${height}`),
        );
      assert.deepEqual(small, [], 'targets under 24 by 24');
      const background = await dialog(page).evaluate((element) =>
        getComputedStyle(element).backgroundColor.match(/\d+/g).map(Number),
      );
      assert.equal(background[0] > 128, colorScheme === 'light', 'it follows the colour scheme');
    });
  }

  for (const viewport of [
    { width: 320, height: 640 },
    { width: 320, height: 256 },
  ]) {
    story(
      `B03 B27: ${viewport.width}×${viewport.height}: every button in view, nothing wider than the screen, in both layers`,
      { context: { viewport } },
      async (world) => {
        for (const site of ['plexomni', 'aysar']) {
          const page = await world.open(world[site]);
          await banner(page).waitFor();
          for (const id of ['accept', 'reject', 'settings'])
            assert.ok((await box(control(page, id))).inView, `${site} ${id}`);
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
          assert.ok((await box(banner(page))).top > 0, 'some of the page is in view');
          await press(page, 'settings');
          await dialog(page).waitFor();
          for (const id of ['accept', 'reject', 'save', 'hide'])
            assert.ok((await box(control(page, id))).inView, `${site} panel ${id}`);
          for (const summary of await dialog(page).locator('summary').all()) await summary.click();
          assert.deepEqual(
            await page
              .locator('.assent-dialog, .assent-dialog *')
              .evaluateAll((all) =>
                all
                  .filter(
                    (one) =>
                      one.checkVisibility() &&
                      !one.closest('.assent-quiet') &&
                      (one.getBoundingClientRect().right > 320.5 || one.getBoundingClientRect().left < -0.5),
                  )
                  .map((one) => one.outerHTML.slice(0, 80)),
              ),
            [],
          );
          const sheet = dialog(page).locator('.assent-scroll');
          assert.ok(
            (await sheet.evaluate((element) => element.clientHeight)) >= 44,
            'there is room to read and scroll',
          );
          await page.close();
        }
      },
    );
  }

  story(
    'B25: what has the focus is not under the banner',
    { context: { viewport: { width: 360, height: 500 } } },
    async (world) => {
      const page = await world.open('/account');
      await banner(page).waitFor();
      for (const link of [
        page.locator('form[action="/sign-out"] button'),
        page.locator('footer a').last(),
        page.locator('footer a').first(),
      ]) {
        await link.focus();
        await world.becomes(
          'clear of the banner',
          async () => (await box(link)).bottom <= (await box(banner(page))).top + 0.5,
          true,
        );
      }
    },
  );

  story('B25: who comes back from the preferences finds the focus clear of the banner', async (world) => {
    const page = await world.open('/');
    await banner(page).waitFor();
    const link = page.locator('footer a[href="#privacy-preferences"]');
    await link.focus();
    await page.keyboard.press('Enter');
    await dialog(page).waitFor();
    await page.keyboard.press('Escape');
    await banner(page).waitFor();
    assert.equal(await link.evaluate((element) => element === document.activeElement), true);
    await world.becomes(
      'clear of the banner',
      async () => (await box(link)).bottom <= (await box(banner(page))).top + 0.5,
      true,
    );
  });

  story(
    'B28: with less motion nothing moves, and nothing goes away by itself',
    { context: { reducedMotion: 'reduce' } },
    async (world) => {
      const page = await world.open('/');
      await press(page, 'settings');
      await press(page, 'functional');
      assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
      await page.keyboard.press('Escape');
      await banner(page).waitFor();
      assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
    },
  );

  story(
    'B27 B31: with wide text spacing no button’s text is cut off; on and off differ by more than colour',
    async (world) => {
      const page = await world.open('/');
      await banner(page).waitFor();
      await page.addStyleTag({ url: '/site.css' });
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(
          '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }',
        );
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      });
      assert.deepEqual(
        await page
          .locator('.assent button')
          .evaluateAll((all) =>
            all
              .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
              .map((one) => one.textContent),
          ),
        [],
      );
      await press(page, 'settings');
      assert.deepEqual(
        await page
          .locator('.assent-dialog button')
          .evaluateAll((all) =>
            all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent),
          ),
        [],
      );
      const state = dialog(page).locator('label:has(input[data-id=functional]) .assent-state');
      assert.equal(await state.textContent(), 'Off');
      await press(page, 'functional');
      assert.equal(await state.textContent(), 'On');
    },
  );

  story('B15: no wall: after a refusal the content is all there, as after an acceptance', async (world) => {
    const page = await world.open('/privacy');
    await press(page, 'reject');
    await banner(page).waitFor({ state: 'detached' });
    const text = await page.locator('main').innerText();
    assert.equal(
      await page.evaluate(
        () => !!document.querySelector('[inert]') || getComputedStyle(document.body).overflow === 'hidden',
      ),
      false,
    );
    await page.evaluate(() => assent.accept());
    assert.equal(await page.locator('main').innerText(), text);
  });
});
