// The ways to the preferences other than the banner: links, addresses, controls, inline, and the API.

import assert from 'node:assert/strict';
import { banner, control, dialog, press, page as scratch, stage, switchedOn } from './browser.mjs';

const PAGES = ['/', '/lesson', '/account', '/privacy', '/signed-out'];
const BARE = { '/privacy': scratch() };

/** What a call of the API ends with: its value, or the message of its error. */
const outcome = (page, call) =>
  page.evaluate(async (text) => {
    try {
      const promise = new Function(`return ${text}`)();
      if (typeof promise?.then !== 'function') return `not a promise: ${promise}`;
      await promise;
      return 'done';
    } catch (error) {
      return `${error.message}`;
    }
  }, call);

stage('Ways in', (story) => {
  for (const site of ['plexomni', 'aysar']) {
    story(
      `P2 B10: the footer link opens the panel on every page of ${site}, and shows what is stored`,
      async (world) => {
        const page = await world.open(world[site]);
        await press(page, 'reject');
        await banner(page).waitFor({ state: 'detached' });
        await page.evaluate(() => assent.choose({ functional: true }));
        for (const path of PAGES) {
          await world.open(world[site] + path, { page });
          await page.locator('footer a[href="#privacy-preferences"]').click();
          await dialog(page).waitFor();
          assert.ok((await switchedOn(page)).includes('functional'), path);
          assert.ok(!(await switchedOn(page)).includes('performance'), path);
          await page.keyboard.press('Escape');
          await dialog(page).waitFor({ state: 'detached' });
          assert.equal(
            await page.evaluate(() => document.activeElement.getAttribute('href')),
            '#privacy-preferences',
            'the focus is back',
          );
        }
      },
    );
  }

  story(
    'A7 B06: all is withdrawn from any page with as many clicks as it took to accept it, plus the link',
    async (world) => {
      const page = await world.open('/');
      await press(page, 'accept');
      await world.open('/account', { page });
      await page.locator('footer a[href="#privacy-preferences"]').click();
      await press(page, 'reject');
      await world.becomes('withdrawn', () => page.evaluate(() => assent.allows('performance')), false);
      await world.decided({ how: 'reject', entries: 'functional! performance! targeting!' });
    },
  );

  story('P2: an address with #privacy-preferences opens the panel, on loading and later', async (world) => {
    const page = await world.open('/lesson#privacy-preferences');
    await dialog(page).waitFor();
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    await page.evaluate(() => {
      location.hash = '';
    });
    await page.evaluate(() => {
      location.hash = '#privacy-preferences';
    });
    await dialog(page).waitFor();
    await world.nothingLeft(page);
    assert.equal(await world.record(), '');
  });

  const CONTROLS = {
    '/privacy': scratch({
      body: `
    <button data-assent="accept">yes</button><button data-assent="reject">no</button>
    <button data-assent="preferences"><b>choose</b></button>`,
    }),
  };
  story('P2: data-assent controls: accept, reject, preferences', { pages: CONTROLS }, async (world) => {
    const page = await world.open('/privacy');
    await page.locator('main [data-assent=accept]').click();
    await world.becomes('accepted', () => page.evaluate(() => assent.allows('stats')), true);
    await banner(page).waitFor({ state: 'detached' });
    await page.locator('main [data-assent=reject]').click();
    await world.becomes('rejected', () => page.evaluate(() => assent.allows('stats')), false);
    await page.locator('main b').click();
    await dialog(page).waitFor();
  });

  story(
    'A1 A3: the panel inside the account page: same categories, each switch acts at once, no dialog',
    async (world) => {
      const page = await world.open(`${world.aysar}/account`);
      const section = '[data-assent=panel]';
      await page.locator(`${section} h3`).first().waitFor();
      assert.deepEqual(
        await page
          .locator(`${section} h3 .assent-name`)
          .evaluateAll((names) => names.map((name) => name.firstChild.textContent)),
        ['Necessary', 'Performance', 'Functional', 'Customization'],
      );
      assert.deepEqual(await switchedOn(page, section), []);
      await press(page, 'functional', section);
      await world.reachedExactly(page, ['chat']);
      assert.equal(await dialog(page).count(), 0);
      assert.ok((await switchedOn(page, section)).includes('chat'), 'its services follow');
      await press(page, 'functional', section);
      await world.becomes('withdrawn', () => page.evaluate(() => assent.allows('chat')), false);
      await world.becomes(
        'its cookie is gone',
        async () => (await world.stored(page)).includes('cookie chat_visitor'),
        false,
      );
      // What is chosen elsewhere shows here.
      await page.evaluate(() => assent.accept());
      await world.becomes(
        'the switches follow',
        async () => (await switchedOn(page, section)).includes('performance'),
        true,
      );
    },
  );

  story('A1: the account page’s panel survives a reload with the stored choice', async (world) => {
    const page = await world.open(`${world.aysar}/account`);
    await press(page, 'performance', '[data-assent=panel]');
    await world.becomes('stored', async () => (await world.decision())?.entries === 'performance*', true);
    await page.reload();
    await control(page, 'performance', '[data-assent=panel]').waitFor();
    assert.ok((await switchedOn(page, '[data-assent=panel]')).includes('performance'));
  });

  story('API: ready, allows, choose, withdraw, accept, reject, state, show, hide', { pages: BARE }, async (world) => {
    const page = await world.open('/privacy');
    const state = () => page.evaluate(() => assent.state().grants);
    assert.deepEqual(await page.evaluate(() => assent.ready), await page.evaluate(() => assent.state()));
    assert.equal(
      await page.evaluate(() => Object.isFrozen(assent.state()) && Object.isFrozen(assent.state().grants)),
      true,
    );
    assert.deepEqual(await state(), { essential: true, stats: false, media: false });
    assert.equal(await page.evaluate(() => assent.choose({ stats: true }).then(() => assent.allows('stats'))), true);
    assert.equal(await page.evaluate(() => assent.accept('media').then(() => assent.allows('media'))), true);
    assert.equal(
      await page.evaluate(() => assent.withdraw('stats').then(() => assent.allows('stats') || !assent.allows('media'))),
      false,
    );
    assert.equal(await page.evaluate(() => assent.withdraw().then(() => assent.allows('media'))), false);
    assert.equal(
      await page.evaluate(() => assent.accept().then(() => assent.allows('media') && assent.allows('stats'))),
      true,
    );
    assert.equal(
      await page.evaluate(() => assent.reject().then(() => assent.allows('media') || assent.allows('stats'))),
      false,
    );
    assert.equal(await page.evaluate(() => assent.allows('nobody')), false);
    assert.equal(await page.evaluate(() => assent.allows('toString')), false);
    await page.evaluate(() => assent.show());
    await dialog(page).waitFor();
    await page.evaluate(() => assent.hide());
    await dialog(page).waitFor({ state: 'detached' });
    await page.evaluate(() => assent.showPreferences());
    await dialog(page).waitFor();
  });

  story(
    'API: events reach listeners and the document, once each, until unsubscribed',
    { pages: BARE },
    async (world) => {
      const page = await world.open('/privacy');
      await banner(page).waitFor();
      await page.evaluate(() => {
        window.heard = [];
        for (const name of ['first', 'change', 'show', 'hide', 'error', 'ready']) {
          assent.on(name, (_detail) => heard.push(name));
          document.addEventListener(`assent:${name}`, ({ detail }) => heard.push(`document ${name} ${typeof detail}`));
        }
        window.off = assent.on('change', ({ grants }) => heard.push(`grants ${grants.stats}`));
      });
      await page.evaluate(() => assent.choose({ stats: true, media: false }));
      await world.becomes(
        'events of the first choice',
        () => page.evaluate(() => heard.splice(0).sort()),
        [
          'change',
          'document change object',
          'document first object',
          'document hide object',
          'first',
          'grants true',
          'hide',
        ].sort(),
      );
      await page.evaluate(() => {
        off();
        return assent.reject();
      });
      await world.becomes('events of the second', () => page.evaluate(() => heard.splice(0)), [
        'change',
        'document change object',
      ]);
    },
  );

  story(
    'API: what cannot be done is a rejected promise that says why, and changes nothing',
    { pages: BARE },
    async (world) => {
      const page = await world.open('/privacy');
      assert.match(await outcome(page, 'assent.choose({ nobody: true })'), /^assent: no such /);
      assert.match(await outcome(page, 'assent.withdraw("essential")'), /cannot be refused/);
      assert.match(await outcome(page, 'assent.choose({ essential: false })'), /cannot be refused/);
      assert.match(await outcome(page, 'assent.show("nonsense")'), /^assent: /);
      assert.match(await outcome(page, 'assent.choose({ "stats\\tnow=1": true })'), /^assent: /);
      assert.match(await outcome(page, 'assent.choose({ "stats\\nhave": true })'), /^assent: /);
      assert.equal(await world.record(), '');
      assert.equal(await page.evaluate(() => assent.state().ask), 'first');
      assert.equal(await outcome(page, 'assent.choose({ stats: true })'), 'done', 'and it still works');
    },
  );

  story(
    'API: before the config is there a call is refused with a message, and works after ready',
    {
      pages: {
        '/privacy': scratch()
          .replace(/<script type="application\/json".*?<\/script>/, '')
          .replace('assent.js"', 'assent.js" data-config="{{party}}/late.json"'),
      },
    },
    async (world) => {
      const { CONFIG } = await import('./browser.mjs');
      world.party.answer('/late.json', JSON.stringify(CONFIG), 'application/json');
      const release = world.party.hold('/late.json');
      const page = await world.open('/privacy', { started: false });
      assert.match(await outcome(page, 'assent.accept()'), /not ready/);
      assert.equal(await page.evaluate(() => assent.allows('essential')), false);
      release();
      assert.equal(await outcome(page, 'assent.ready'), 'done');
      assert.equal(await outcome(page, 'assent.accept()'), 'done');
      assert.equal(await page.evaluate(() => assent.allows('stats')), true);
    },
  );
});
