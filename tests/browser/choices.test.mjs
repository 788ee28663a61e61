// What each button does, in both layers, on both sites.

import assert from 'node:assert/strict';
import { banner, control, dialog, press, stage, switchedOn } from './browser.mjs';

const PERFORMANCE = ['sentry', 'posthog', 'segment', 'abtest'];
const REFUSED = 'functional! performance! targeting!';
const COURSES = { performance: PERFORMANCE, functional: ['chat'], targeting: ['recs', 'pixel'] };

stage('Choices', (story) => {
  story('P1 B32: Accept all starts everything on the page at once, and is stored', async (world) => {
    const page = await world.open('/');
    await press(page, 'accept');
    await banner(page).waitFor({ state: 'detached' });
    await world.reachedExactly(page, Object.values(COURSES).flat());
    await world.decided({ how: 'accept', policy: 4, entries: 'functional* performance* targeting*' });
    assert.ok(Math.abs((await world.decision()).when - Date.now() / 1000) < 120);
    const { ask, grants, decided } = await page.evaluate(() => assent.state());
    assert.equal(ask, '');
    assert.equal(decided.how, 'accept');
    assert.ok(Object.values(grants).every(Boolean));
  });

  story('P1 B32: Reject all starts nothing and is stored', async (world) => {
    const page = await world.open('/lesson');
    await press(page, 'reject');
    await banner(page).waitFor({ state: 'detached' });
    await world.nothingLeft(page);
    await world.decided({ how: 'reject', policy: 4, entries: REFUSED });
    assert.deepEqual(
      (await world.stored(page)).filter((name) => !/plx_/.test(name)),
      ['cookie assent'],
    );
    assert.ok(
      await page.evaluate(() => assent.allows('essential') && !assent.allows('performance') && !assent.allows('video')),
    );
  });

  story('B19: Settings, then Save with nothing touched, is a refusal', async (world) => {
    const page = await world.open('/');
    await press(page, 'settings');
    await dialog(page).waitFor();
    assert.equal(await banner(page).count(), 0, 'one layer at a time');
    assert.deepEqual(await switchedOn(page), [], 'B05: nothing is switched on beforehand');
    await press(page, 'save');
    await dialog(page).waitFor({ state: 'detached' });
    assert.equal(await banner(page).count(), 0);
    await world.nothingLeft(page);
    await world.decided({ how: 'save', policy: 4, entries: REFUSED });
  });

  for (const [category, services] of Object.entries(COURSES)) {
    story(`P3: ${category} alone: exactly its services run`, async (world) => {
      const page = await world.open('/');
      await press(page, 'settings');
      await press(page, category);
      await press(page, 'save');
      await world.reachedExactly(page, services);
      await dialog(page).waitFor({ state: 'detached' });
      for (const other of Object.keys(COURSES)) {
        assert.equal(await page.evaluate((id) => assent.allows(id), other), other === category, other);
      }
    });
  }

  story('P11: one service alone runs while the rest of its category is refused', async (world) => {
    const page = await world.open('/');
    await press(page, 'settings');
    await dialog(page).locator('summary').first().waitFor();
    await dialog(page).locator('[data-id="details performance"] summary').click();
    await press(page, 'sentry');
    assert.equal(
      await control(page, 'performance').evaluate((input) => input.indeterminate),
      true,
      'the category is partly on',
    );
    await press(page, 'save');
    await world.reachedExactly(page, ['sentry']);
    await world.decided({ how: 'save', entries: 'functional! performance! sentry* targeting!' });
    assert.deepEqual(
      await page.evaluate(() => [assent.allows('sentry'), assent.allows('posthog'), assent.allows('performance')]),
      [true, false, false],
    );
  });

  story('P11: one service refused while the rest of its category runs', async (world) => {
    const page = await world.open('/');
    await press(page, 'settings');
    await press(page, 'targeting');
    await dialog(page).locator('[data-id="details targeting"] summary').click();
    await press(page, 'pixel');
    await press(page, 'save');
    await world.reachedExactly(page, ['recs']);
  });

  story('P3: Essential is shown, is on, says why, and has no switch', async (world) => {
    const page = await world.open('/');
    await press(page, 'settings');
    const essential = dialog(page).locator('.assent-category').first();
    await essential.waitFor();
    assert.match(await essential.textContent(), /Essential.*Always on.*cannot be switched off/s);
    assert.equal(await essential.locator('input').count(), 0);
    assert.deepEqual(
      await dialog(page)
        .locator('.assent-category h3 .assent-name')
        .evaluateAll((names) => names.map((name) => name.firstChild.textContent)),
      ['Essential', 'Performance', 'Functional', 'Targeting'],
    );
  });

  story(
    'P4 P11: each category says what refusing it costs; each service who it is and what it receives',
    async (world) => {
      const page = await world.open('/');
      await press(page, 'settings');
      const texts = await dialog(page).locator('.assent-category').allTextContents();
      assert.match(texts[1], /If you refuse:.*Nothing in your learning changes/s);
      assert.match(texts[2], /If you refuse:.*forgotten between visits/s);
      assert.match(texts[3], /If you refuse:.*same course suggestions as everybody/s);
      assert.match(
        texts[1],
        /PostHog.*Provider.*PostHog Inc\..*Receives.*IP address, pages visited, clicks, device and browser/s,
      );
      assert.equal(await dialog(page).locator('a[href="https://posthog.example/opt-out"]').count(), 1);
    },
  );

  story('B07: Escape in the banner puts it away, decides nothing and writes nothing', async (world) => {
    const page = await world.open('/');
    await control(page, 'accept').focus();
    await page.keyboard.press('Escape');
    await banner(page).waitFor({ state: 'detached' });
    assert.equal(await world.record(), '');
    await world.nothingLeft(page);
    assert.equal(await page.evaluate(() => assent.state().ask), 'first');
    await page.reload();
    await banner(page).waitFor();
    assert.equal(await world.record(), '');
  });

  for (const [how, leave] of Object.entries({
    Escape: (page) => page.keyboard.press('Escape'),
    Close: (page) => press(page, 'hide'),
  })) {
    story(`B07: ${how} in the panel, with switches moved, decides nothing and writes nothing`, async (world) => {
      const page = await world.open('/');
      await press(page, 'settings');
      await press(page, 'performance');
      await leave(page);
      await dialog(page).waitFor({ state: 'detached' });
      await banner(page).waitFor();
      assert.equal(await world.record(), '');
      await world.nothingLeft(page);
      await press(page, 'settings');
      assert.deepEqual(await switchedOn(page), [], 'what was not saved is not shown as chosen');
    });
  }

  story('B07: leaving the page, scrolling and clicking beside the banner decide nothing', async (world) => {
    const page = await world.open('/');
    await banner(page).waitFor();
    await page.mouse.wheel(0, 300);
    await page.locator('h1').click();
    await page.locator('header a[href="/lesson"]').click();
    await page.waitForURL('**/lesson');
    await banner(page).waitFor();
    assert.equal(await world.record(), '');
    await world.nothingLeft(page);
  });

  story('A2 A3: on the second site a switch acts at once, without a button, in both directions', async (world) => {
    const page = await world.open(world.aysar);
    await press(page, 'settings');
    await press(page, 'customization');
    await world.reachedExactly(page, ['recs', 'pixel']);
    assert.ok(await dialog(page).isVisible(), 'the panel stays open');
    await world.decided({ entries: 'customization*' });
    await press(page, 'customization');
    await world.becomes(
      'the pixel is held again: nothing is in it',
      () => page.locator('img[data-service=pixel]').evaluate((image) => image.naturalWidth),
      0,
    );
    await world.decided({ entries: 'customization!' });
    await press(page, 'save');
    await dialog(page).waitFor({ state: 'detached' });
    assert.equal(await banner(page).count(), 0);
    await world.decided({ entries: 'customization! functional! performance!' });
  });

  story(
    'A3: who moves one switch of the second site and closes the panel keeps that choice, and is asked for the others alone',
    async (world) => {
      const page = await world.open(world.aysar);
      await press(page, 'settings');
      await press(page, 'functional');
      await world.becomes('functional runs', () => page.evaluate(() => assent.allows('functional')), true);
      await press(page, 'hide');
      await dialog(page).waitFor({ state: 'detached' });
      await page.reload();
      await page.waitForFunction(() => window.assent?.ready.then(() => true));
      assert.equal(await page.evaluate(() => assent.allows('functional')), true);
      assert.equal(await page.evaluate(() => assent.allows('performance')), false);
      assert.match(await banner(page).textContent(), /You have not chosen yet for: Performance, Customi[sz]ation/);
    },
  );

  story('P1: the choice of one site says nothing on the other', async (world) => {
    const page = await world.open('/');
    await press(page, 'accept');
    await banner(page).waitFor({ state: 'detached' });
    const other = await world.open(world.aysar);
    await banner(other).waitFor();
    assert.equal(await other.evaluate(() => assent.allows('performance')), false);
    await world.settle(other);
    assert.deepEqual(
      world.log().filter(({ origin }) => origin === world.aysar),
      [],
    );
  });
});
