// Held markup of every kind: what a browser would have done with it ungated is what it does once it is granted, and
// nothing before.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { banner, IN_FIREFOX, page as scratch, stage } from './browser.mjs';

const P = '{{party}}';

/** A page that notes what ran, with scripts that are gated or not. @param {boolean} gated */
function ordered(gated) {
  const say = (name) => `window.order.push('${name}')`;
  const script = (code, { src = '', type = '', more = '' } = {}) =>
    gated
      ? `<script type="text/plain" data-category="stats" ${src && `data-src="${src}"`} ${type && `data-type="${type}"`} ${more}>${code}</script>`
      : `<script ${src && `src="${src}"`} ${type && `type="${type}"`} ${more}>${code}</script>`;
  const external = (name, rest = {}) => script('', { ...rest, src: `${P}/${name}.js` });
  return scratch({
    head: `<script>window.order = [];</script>
      ${external('slow')}${script(say('inline 1'))}${external('defer 1', { more: 'defer' })}
      ${script(say('module inline'), { type: 'module' })}${external('quick')}${script(say('inline 2'))}`,
    body: `${external('module', { type: 'module' })}${external('defer 2', { more: 'defer' })}
      ${script(say('inline 3'))}${external('last')}${script(say('inline 4'), { more: 'async' })}`,
  });
}
const EXTERNAL = ['slow', 'quick', 'last', 'defer 1', 'defer 2', 'module'];
const IN_ORDER = [
  'slow',
  'inline 1',
  'quick',
  'inline 2',
  'inline 3',
  'last',
  'inline 4',
  'defer 1',
  'module inline',
  'module',
  'defer 2',
];

/** Every element that can ask for something. */
const KINDS = {
  img: `<img data-category="media" data-src="${P}/img" alt="">`,
  'img srcset': `<img data-category="media" data-srcset="${P}/srcset 1x" alt="">`,
  'picture source': `<picture><source data-category="media" data-srcset="${P}/source"><img data-category="media" data-src="${P}/source-not" alt=""></picture>`,
  stylesheet: `<link data-category="media" rel="stylesheet" data-href="${P}/sheet">`,
  prefetch: `<link data-category="media" rel="prefetch" data-href="${P}/prefetch">`,
  preload: `<link data-category="media" rel="preload" as="fetch" crossorigin data-href="${P}/preload">`,
  'video poster': `<video data-category="media" data-poster="${P}/poster"></video>`,
  video: `<video data-category="media" data-src="${P}/video" preload="auto" muted></video>`,
  'video source': `<video preload="auto" muted><source data-category="media" data-src="${P}/video-source"></video>`,
  audio: `<audio data-category="media" data-src="${P}/audio" preload="auto"></audio>`,
  object: `<object data-category="media" data-data="${P}/object" type="text/html"></object>`,
  embed: `<embed data-category="media" data-src="${P}/embed" type="text/html">`,
  iframe: `<iframe data-category="media" data-src="${P}/iframe" title="frame"></iframe>`,
  'input image': `<input type="image" data-category="media" data-src="${P}/input" alt="">`,
};
const PATHS = [
  '/img',
  '/srcset',
  '/source',
  '/sheet',
  '/preload',
  '/poster',
  '/video',
  '/video-source',
  '/audio',
  '/object',
  '/embed',
  '/iframe',
  '/input',
  ...(IN_FIREFOX ? [] : ['/prefetch']),
]; // Firefox waits with it until nothing else loads, and an embedded page without an end loads for ever
const body = Object.values(KINDS).join('\n');

stage('Gating', (story) => {
  const prepare = (world) => {
    for (const name of EXTERNAL) world.party.answer(`/${encodeURI(name)}.js`, `window.order.push('${name}')`);
  };
  const order = (page) => page.evaluate(() => window.order);
  /** The first script answers last, if the others are asked for before it has. */
  const slowly = async (world, act) => {
    const release = world.party.hold('/slow.js');
    const acted = act();
    await world.until(
      'the slow one is asked for',
      () => world.party.log.includes('/slow.js'),
      () => world.party.log,
    );
    await fetch(`${world.party.origin}/answered`);
    release();
    return acted;
  };

  story(
    'P1: the order that the next test expects is what the browser does ungated',
    { pages: { '/privacy': ordered(false) } },
    async (world) => {
      prepare(world);
      const page = await slowly(world, () => world.open('/privacy'));
      await world.becomes('order', () => order(page), IN_ORDER);
    },
  );

  story(
    'P1: scripts of every kind run in the order in which a browser runs them, when they are granted',
    { pages: { '/privacy': ordered(true) } },
    async (world) => {
      prepare(world);
      const page = await world.open('/privacy');
      await world.settle(page);
      assert.deepEqual(await order(page), []);
      assert.deepEqual(world.party.log, [], 'nothing was asked for');
      await slowly(world, () => page.evaluate(() => assent.accept()));
      await world.becomes('order', () => order(page), IN_ORDER);
    },
  );

  story(
    'P1: and from the start of the next page',
    { pages: { '/account': scratch(), '/privacy': ordered(true) } },
    async (world) => {
      prepare(world);
      const page = await world.open('/account');
      await page.evaluate(() => assent.accept());
      await slowly(world, () => world.open('/privacy', { page }));
      await world.becomes('order', () => order(page), IN_ORDER);
    },
  );

  const say = (name) => `<script type="text/plain" data-category="stats">window.order.push('${name}')</script>`;
  const TWO = {
    '/privacy': scratch({ head: '<script>window.order = []</script>', body: `${say('first')}<div id="a"></div>` }),
  };
  story(
    'P1 P5: the banner goes at once, and what was granted is released in a task behind it, still in the order of the document',
    { pages: TWO },
    async (world) => {
      const page = await world.open('/privacy');
      await banner(page).waitFor();
      const seen = await page.evaluate(async (html) => {
        const shown = () => !!document.querySelector('.assent-banner');
        document.addEventListener('assent:change', () => {
          document.getElementById('a').append(document.createRange().createContextualFragment(html));
          window.order.push(`change, banner ${shown()}`);
        });
        const done = assent.accept();
        await new Promise(queueMicrotask); // observers of the document have been told
        window.order.push(`click answered, banner ${shown()}`);
        await done;
        return window.order;
      }, say('second'));
      assert.deepEqual(seen, ['change, banner false', 'click answered, banner false', 'first', 'second']);
    },
  );

  story(
    'P1: scripts are asked for before the frames that stand above them, which take longest to load',
    {
      pages: {
        '/privacy': scratch({
          body: `${KINDS.iframe}
      <script type="text/plain" data-category="media">window.inline = document.querySelector('iframe').src;</script>
      <script type="text/plain" data-category="media" data-src="${P}/last.js"></script>`,
        }),
      },
    },
    async (world) => {
      for (const path of ['/iframe', '/last.js'])
        world.party.answer(path, '', path === '/iframe' ? 'text/html' : 'text/javascript');
      const page = await world.open('/privacy');
      await page.evaluate(() => assent.accept());
      await world.becomes(
        'the script behind it has run, and the frame was not there yet',
        () => page.evaluate(() => window.inline),
        '',
      );
      await world.until(
        'both were asked for',
        () => ['/iframe', '/last.js'].every((path) => world.party.log.includes(path)),
        () => world.party.log,
      );
      await page.evaluate(() => assent.reject());
      await page.evaluate(() => assent.accept());
      await world.until('granted again it loads again', () =>
        page.frames().some((one) => one.url().endsWith('/iframe')),
      );
    },
  );

  story('P2: what is granted and refused in one breath never runs', { pages: TWO }, async (world) => {
    const page = await world.open('/privacy');
    await banner(page).waitFor();
    await page.evaluate(() => Promise.all([assent.accept(), assent.reject()]));
    await world.settle(page);
    assert.deepEqual(await order(page), []);
  });

  const WITH = `{ const me = document.currentScript;
    window.with = [me.crossOrigin, me.referrerPolicy, me.className, me.dataset.own, me.nonce, me.getAttribute('fetchpriority'), me.type, document.getElementById('with') === me]; }`;
  const digest = (text) => `sha256-${createHash('sha256').update(text).digest('base64')}`;
  const ATTRIBUTES = {
    '/privacy': scratch({
      nonce: 'abc',
      body: `
    <script nonce="abc" type="text/plain" data-category="stats" data-service="" data-src="${P}/with.js" integrity="${digest(WITH)}"
      crossorigin="anonymous" referrerpolicy="no-referrer" id="with" class="c" data-own="own" fetchpriority="low"></script>
    <script nonce="abc" type="text/plain" data-category="stats" data-src="${P}/without.js" integrity="${digest('another text')}" crossorigin></script>
    <script nonce="abc" type="text/plain" data-category="stats" id="inline" data-own="2">window.me = [document.currentScript.id, document.currentScript.dataset.own, document.currentScript.nonce];</script>`,
    }),
  };
  story(
    'P1: a released script keeps its attributes, its nonce, and document.currentScript',
    {
      pages: ATTRIBUTES,
      policy: "default-src 'self'; script-src 'nonce-abc' 'wasm-unsafe-eval' 'strict-dynamic'; style-src 'self'",
      complaints: [/integrity/i],
    },
    async (world) => {
      world.party.answer('/with.js', WITH);
      world.party.answer('/without.js', 'window.bad = 1');
      const page = await world.open('/privacy');
      await page.evaluate(() => assent.accept());
      await world.becomes('currentScript', () => page.evaluate(() => window.me), ['inline', '2', 'abc']);
      await world.until(
        'the browser checks the digest',
        () => world.complaints.some((text) => /integrity/i.test(text)),
        () => world.complaints,
      );
      await world.becomes('what the script found of itself', () => page.evaluate(() => window.with), [
        'anonymous',
        'no-referrer',
        'c',
        'own',
        'abc',
        'low',
        '',
        true,
      ]);
      assert.equal(await page.evaluate(() => window.bad), undefined);
    },
  );

  story(
    'P12: images, styles, hints, media and embedded things wait; granted, each is asked for; withdrawn, each is held',
    { pages: { '/privacy': scratch({ body }) } },
    async (world) => {
      for (const path of PATHS)
        world.party.answer(
          path,
          path === '/sheet' ? 'h1 { color: rgb(1, 2, 3) }' : '',
          path === '/sheet' ? 'text/css' : 'text/html',
        );
      const page = await world.open('/privacy');
      await world.settle(page);
      assert.deepEqual(world.party.log, [], 'nothing before the choice');
      await page.evaluate(() => assent.accept());
      await world.until(
        'each is asked for',
        () => PATHS.every((path) => world.party.log.includes(path)),
        () => PATHS.filter((path) => !world.party.log.includes(path)),
      );
      assert.ok(!world.party.log.includes('/source-not'), 'a picture asks for its source alone');
      await world.becomes(
        'the sheet applies',
        () => page.evaluate(() => getComputedStyle(document.querySelector('h1')).color),
        'rgb(1, 2, 3)',
      );

      await page.evaluate(() => assent.reject());
      await world.becomes(
        'the sheet no longer applies',
        () => page.evaluate(() => getComputedStyle(document.querySelector('h1')).color),
        'rgb(0, 0, 0)',
      );
      await world.becomes(
        'frames',
        () => page.frames().filter((one) => one.url().startsWith(world.party.origin)).length,
        0,
      );
      const before = world.party.log.length;
      await world.settle(page);
      assert.equal(world.party.log.length, before, 'nothing after the withdrawal');
    },
  );

  story(
    'P1 P12: what the page inserts later is held before a choice and released with it',
    { pages: { '/privacy': scratch({ body: '<div id="a"></div><div id="b"></div>' }) } },
    async (world) => {
      world.party.answer('/appended.js', 'window.appended = (window.appended ?? 0) + 1');
      world.party.answer('/sheet', '', 'text/css');
      const page = await world.open('/privacy');
      await page.evaluate(
        ([html, origin]) => {
          const script = document.createElement('script');
          script.type = 'text/plain';
          script.dataset.category = 'stats';
          script.dataset.src = `${origin}/appended.js`;
          document.head.append(script);
          document.getElementById('a').innerHTML = html;
          document.getElementById('b').insertAdjacentHTML('beforeend', '<p>to be replaced</p>');
          const fragment = document
            .createRange()
            .createContextualFragment(`<img data-category="media" data-src="${origin}/replaced" alt="">`);
          document.querySelector('#b p').replaceWith(fragment);
        },
        [body.replaceAll(P, world.party.origin), world.party.origin],
      );
      await world.settle(page);
      assert.deepEqual(world.party.log, []);
      const expected = [...PATHS, '/replaced', '/appended.js'];
      await page.evaluate(() => assent.accept());
      await world.until(
        'each is asked for',
        () => expected.every((path) => world.party.log.includes(path)),
        () => expected.filter((path) => !world.party.log.includes(path)),
      );
      await world.becomes('the script ran', () => page.evaluate(() => window.appended), 1);
    },
  );

  story(
    'P1: what is inserted once it is granted loads at once; moving it about runs no script twice',
    { pages: { '/privacy': scratch({ body: '<div id="a"></div><div id="b"></div>' }) } },
    async (world) => {
      world.party.answer('/x.js', 'window.ran = (window.ran ?? 0) + 1');
      const page = await world.open('/privacy');
      await page.evaluate(() => assent.accept());
      await page.evaluate((origin) => {
        document.getElementById('a').innerHTML = `<img data-category="media" data-src="${origin}/img" alt="">
        <script type="text/plain" data-category="stats" data-src="${origin}/x.js"></script>`;
      }, world.party.origin);
      await world.becomes('it ran', () => page.evaluate(() => window.ran), 1);
      await page.evaluate(() => document.getElementById('b').append(...document.getElementById('a').childNodes));
      await page.evaluate(() => assent.reject());
      await page.evaluate(() => assent.accept());
      await world.settle(page);
      assert.equal(await page.evaluate(() => window.ran), 1);
      assert.ok(world.party.log.includes('/img'));
    },
  );

  const FRAME = {
    '/privacy': scratch({
      body: `<div id="a"><iframe data-category="media" data-src="${P}/frame" title="frame"></iframe></div>`,
    }),
  };
  story(
    'P5: a frame that the page wrote anew while it was granted is held after the withdrawal',
    { pages: FRAME },
    async (world) => {
      world.party.answer('/frame', '<p>frame</p>', 'text/html');
      const page = await world.open('/privacy');
      await page.evaluate(() => assent.accept());
      await world.until('the frame', () => world.party.log.length > 0);
      await page.evaluate(() => {
        const a = document.getElementById('a');
        a.innerHTML += '<p>more</p>';
      });
      await page.evaluate(() => assent.reject());
      await world.becomes(
        'frames',
        () => page.frames().filter((one) => one.url().startsWith(world.party.origin)).length,
        0,
      );
    },
  );

  story(
    'P5: markup that was copied while it was granted is held when it comes back after the withdrawal',
    { pages: FRAME },
    async (world) => {
      world.party.answer('/frame', '<p>frame</p>', 'text/html');
      const page = await world.open('/privacy');
      await page.evaluate(() => assent.accept());
      await world.until('the frame', () => world.party.log.length > 0);
      await page.evaluate(() => {
        window.copy = document.querySelector('iframe').cloneNode(true);
      });
      await page.evaluate(() => assent.reject());
      const before = world.party.log.length;
      await page.evaluate(() => document.querySelector('main').append(window.copy));
      await world.settle(page);
      await world.becomes(
        'frames',
        () => page.frames().filter((one) => one.url().startsWith(world.party.origin)).length,
        0,
      );
      assert.equal(world.party.log.length, before, 'it was not asked for again');
    },
  );

  const STRANGE = {
    '/privacy': scratch({
      body: `
    <img data-category="nobody" data-src="${P}/category" alt=""><img data-service="nobody" data-src="${P}/service" alt="">
    <script type="text/plain" data-category="">window.ran = 1</script><script type="text/plain" data-category="stats media">window.ran = 1</script>`,
    }),
  };
  story(
    'B08: a category or service that the config does not know stays held, and says so',
    { pages: STRANGE },
    async (world) => {
      const page = await world.context.newPage();
      await page.addInitScript(() => {
        window.held = [];
        document.addEventListener('assent:held', ({ detail }) => held.push(detail.why));
      });
      await world.open('/privacy', { page });
      await page.evaluate(() => assent.accept());
      await world.settle(page);
      assert.deepEqual(world.party.log, []);
      assert.equal(await page.evaluate(() => window.ran), undefined);
      assert.ok((await page.evaluate(() => held)).includes('unknown'));
      await banner(page).waitFor({ state: 'detached' });
    },
  );
});
