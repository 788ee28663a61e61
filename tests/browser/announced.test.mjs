// What a choice did is heard: it stands in the browser's accessibility tree, and it came into a place that could be
// heard when it came.

import assert from 'node:assert/strict';
import { banner, CONFIG, control, dialog, press, page as scratch, stage } from './browser.mjs';

const SAVED = 'Your choices are saved.';
/** What is said when the banner comes. */
const ASKED = /^Your privacy choices /;

/** Notes every text that comes into a live region, and whether anybody could hear it there. Runs in the page. */
function listen() {
  window.said = [];
  const seen = new WeakSet(); // regions that were there in an earlier frame
  new MutationObserver((changes) => {
    const regions = new Set(
      changes.map(({ target }) =>
        (target instanceof Element ? target : target.parentElement)?.closest('[role=status], [aria-live], output'),
      ),
    );
    for (const region of regions) {
      if (!region?.closest('.assent') || !region.textContent) continue;
      const modals = [...document.querySelectorAll(':modal')];
      const heard =
        region.checkVisibility() &&
        (!modals.length || modals.some((modal) => modal.contains(region))) &&
        seen.has(region);
      window.said.push([region.textContent, heard]);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
  const look = () => {
    for (const region of document.querySelectorAll('[role=status], [aria-live], output')) seen.add(region);
    requestAnimationFrame(look);
  };
  look();
}

/** What stands in status regions for those who cannot see, as the browser tells them. */
async function heard(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const textOf = (node) =>
    node.ignored
      ? ''
      : node.role?.value === 'StaticText'
        ? (node.name?.value ?? '')
        : (node.childIds ?? []).map((id) => textOf(byId.get(id) ?? { ignored: true })).join('');
  return nodes
    .filter(({ role, ignored }) => role?.value === 'status' && !ignored)
    .map(textOf)
    .filter((text) => text && !ASKED.test(text));
}

/** @param {any} world @param {any} page */
async function isHeard(world, page, text = SAVED) {
  await world.becomes('what is heard', () => heard(page), [text]);
  const said = await page.evaluate(() => window.said);
  assert.deepEqual(
    said.filter(([one]) => !ASKED.test(one)),
    [[text, true]],
  );
}

const INLINE = '<section data-assent="panel"></section>';
const page = (body, config = CONFIG) => ({ pages: { '/': scratch({ body, config }) } });
const open = async (world) => {
  await world.context.addInitScript(listen);
  return world.open('/');
};

stage('What a choice did is heard', (story) => {
  story('B29: the banner is heard when it comes, once', { pages: { '/privacy': scratch() } }, async (world) => {
    await world.context.addInitScript(listen);
    const page = await world.open('/privacy');
    const asked = () => page.evaluate(() => window.said);
    await world.until('the banner is heard', async () => (await asked()).length);
    await press(page, 'settings');
    await dialog(page).waitFor();
    await page.keyboard.press('Escape');
    await banner(page).waitFor();
    await page.evaluate(() => document.body.replaceWith(document.body.cloneNode(true)));
    await world.becomes('banners', () => banner(page).count(), 1);
    await press(page, 'reject');
    await world.becomes('what is heard', () => heard(page), [SAVED]);
    const said = await asked();
    assert.equal(said.filter(([text]) => ASKED.test(text)).length, 1);
    assert.equal(said[0][1], true, 'it was heard where it was said');
  });

  story('B29: a choice in the banner is heard', page(''), async (world) => {
    const tab = await open(world);
    await press(tab, 'accept', '.assent-banner');
    await isHeard(world, tab);
  });

  story('B29: a choice in the preferences is heard', page(''), async (world) => {
    const tab = await open(world);
    await press(tab, 'settings');
    await press(tab, 'save', '.assent-dialog');
    await isHeard(world, tab);
  });

  story(
    'B29: a choice in the preferences is heard while they close above a panel in the page',
    page(INLINE),
    async (world) => {
      const tab = await open(world);
      await tab.locator('.assent-inline').waitFor();
      await press(tab, 'settings');
      await press(tab, 'save', '.assent-dialog');
      await isHeard(world, tab);
    },
  );

  story(
    'B29: a choice in a panel in the page, which stays and says so itself, is heard',
    page(INLINE),
    async (world) => {
      const tab = await open(world);
      // the banner stands over it, and makes room for the keyboard
      await control(tab, 'accept', '.assent-inline').press('Enter');
      await isHeard(world, tab);
      assert.equal(await tab.locator('.assent-inline .assent-status').textContent(), SAVED);
    },
  );

  story(
    'B29: a choice is heard from a panel that the page hides as soon as somebody has chosen',
    page(INLINE),
    async (world) => {
      const tab = await open(world);
      await tab.locator('.assent-inline').waitFor();
      await tab.evaluate(() =>
        document.addEventListener('assent:change', () => {
          document.querySelector('section').hidden = true;
        }),
      );
      // the banner stands over it, and makes room for the keyboard
      await control(tab, 'accept', '.assent-inline').press('Enter');
      await isHeard(world, tab);
    },
  );

  story(
    'B29: “Done” is heard where each switch acts at once and none was moved',
    page('', { ...CONFIG, apply: 'toggle' }),
    async (world) => {
      const tab = await open(world);
      await press(tab, 'settings');
      await press(tab, 'save', '.assent-dialog');
      await dialog(tab).waitFor({ state: 'detached' });
      await isHeard(world, tab);
    },
  );

  story(
    'B29: a choice is heard in the preferences that are opened again before those that chose are gone',
    page(''),
    async (world) => {
      const tab = await open(world);
      await press(tab, 'settings');
      await tab.evaluate(() => {
        document.querySelector('.assent-dialog [data-id=save]').click();
        window.assent.showPreferences();
      });
      await isHeard(world, tab);
      assert.equal(await tab.locator('.assent-dialog .assent-status').textContent(), SAVED);
    },
  );

  story(
    'B29: a choice is heard after a dialog of the page’s own, which opens at the choice, has closed',
    page('<dialog><button>Thanks</button></dialog>'),
    async (world) => {
      const tab = await open(world);
      await tab.evaluate(() =>
        document.addEventListener('assent:change', () => {
          const own = document.querySelector('dialog:not(.assent)');
          own.showModal();
          setTimeout(() => own.close(), 300); // as pages do
        }),
      );
      await press(tab, 'accept', '.assent-banner');
      await isHeard(world, tab);
    },
  );

  story(
    'B29: a choice is heard on a computer so slow that nothing is drawn for half a second after a choice',
    page(INLINE),
    async (world) => {
      const tab = await open(world);
      await tab.locator('.assent-inline').waitFor();
      await tab.evaluate(() =>
        document.addEventListener('assent:change', () => {
          for (const end = performance.now() + 500; performance.now() < end; );
        }),
      );
      await press(tab, 'settings');
      await press(tab, 'reject', '.assent-dialog');
      await isHeard(world, tab);
      assert.equal(await banner(tab).count(), 0);
    },
  );
});
