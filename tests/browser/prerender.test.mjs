// A page that Chromium prerenders (speculation rules): nobody has opened it yet, so nothing of what was granted runs,
// stores or is asked for, and no banner is drawn. When it is opened, everything goes as usual, by what is stored then.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { becomes, CONFIG, IN_FIREFOX, inFolder, page as scratch, unwatchedIn } from './browser.mjs';
import { withSite } from './unattended.mjs';

const skip = IN_FIREFOX ? 'Firefox does not prerender' : false;

const SITE = {
  ...CONFIG,
  keys: [
    { in: 'localStorage', name: 'progress', category: 'essential' },
    { in: 'localStorage', name: 'theme', category: 'media', retention: '30d' },
  ],
};

/**
 * The page that leads to the lesson.
 * @param {string} before  what it does before the lesson is prerendered
 * @param {string} after  and before it is opened
 */
const first =
  (before, after = '') =>
  () =>
    scratch({
      config: SITE,
      head: '{{tools}}',
      body: `
  <script>(async () => {
    await assent.ready;
    ${before}
    const rules = document.createElement('script');
    rules.type = 'speculationrules';
    rules.textContent = JSON.stringify({ prerender: [{ source: 'list', urls: ['/lesson'], eagerness: 'immediate' }] });
    document.head.append(rules);
    await word('open');
    ${after}
    location.href = '/lesson';
  })();</script>`,
    });

/** Tells what it sees when it is loaded, and again when it is opened and Assent is ready. */
const LESSON = (other) =>
  scratch({
    config: SITE,
    head: '{{tools}}',
    body: `
  <script type="text/plain" data-category="stats" data-src="${other}/stats.js"></script>
  <img data-category="media" data-src="${other}/film.gif" alt="">
  <script>
    const sees = async () => {
      localStorage.setItem('progress', '7');
      localStorage.setItem('theme', 'dark');
      await settled();
      return {
        prerendering: document.prerendering, stats: assent.allows('stats'), banner: !!document.querySelector('.assent-banner'),
        // the first page notes them, sooner or later
        stored: Object.keys(localStorage).filter((name) => !/^assent\\.(history|seen)$/.test(name)).sort(),
      };
    };
    addEventListener('load', async () => tell('loaded', await sees()));
    assent.ready.then(async () => {
      while (assent.state().ask && !document.querySelector('.assent-banner')) await settled();
      await tell('opened', { ...await sees(), activated: performance.getEntriesByType('navigation')[0].activationStart > 0 });
    });
  </script>`,
  });

const prerendered = (title, pages, happens) =>
  test(title, { skip, timeout: 180_000 }, () =>
    inFolder((folder) =>
      withSite({ '/lesson': LESSON, ...pages }, (site) => unwatchedIn(folder, `${site.address}/`, () => happens(site))),
    ),
  );

prerendered(
  'P1: on a prerendered page a returning learner’s grants run when the page is opened, and not before',
  { '/': first('await assent.accept();') },
  async ({ log, told, say }) => {
    assert.deepEqual(await told('loaded'), { prerendering: true, stats: false, banner: false, stored: ['progress'] });
    assert.deepEqual(log, [], 'nothing has reached the other origin');
    say('open');
    const { stored, ...opened } = await told('opened');
    assert.deepEqual(opened, { prerendering: false, stats: true, banner: false, activated: true });
    assert.ok(stored.includes('theme'), String(stored));
    await becomes('both are asked for', () => [...log].sort(), ['/film.gif', '/stats.js']);
  },
);

prerendered(
  'P1: on a prerendered first page the banner is drawn when the page is opened',
  { '/': first('') },
  async ({ log, told, say }) => {
    assert.deepEqual(await told('loaded'), { prerendering: true, stats: false, banner: false, stored: ['progress'] });
    say('open');
    const { banner, activated } = await told('opened');
    assert.deepEqual({ banner, activated }, { banner: true, activated: true });
    assert.deepEqual(log, []);
  },
);

prerendered(
  'P5: what was chosen on the first page after the second was prerendered counts when that is opened',
  {
    '/': first('await assent.accept();', 'await assent.withdraw();'),
  },
  async ({ log, told, say }) => {
    assert.equal((await told('loaded')).prerendering, true);
    say('open');
    const { stats, banner, activated } = await told('opened');
    assert.deepEqual({ stats, banner, activated }, { stats: false, banner: false, activated: true });
    assert.deepEqual(log, []);
  },
);

prerendered(
  'B08: a page that is prerendered and never opened leaves nothing and asks for nothing',
  {
    '/': first('await assent.accept();', "location.href = '/end'; return;"),
    '/end': () =>
      scratch({
        config: SITE,
        head: '{{tools}}',
        body: `<script>
    assent.ready.then(async () => { await settled(); await tell('end', Object.keys(localStorage).filter((name) => name !== 'assent.history')); });</script>`,
      }),
  },
  async ({ log, told, say }) => {
    assert.equal((await told('loaded')).prerendering, true);
    say('open');
    assert.deepEqual(
      (await told('end')).filter((name) => name !== 'assent.seen'),
      ['progress'],
    );
    assert.deepEqual(log, []);
  },
);
