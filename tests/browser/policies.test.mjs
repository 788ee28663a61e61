// Pages with strict policies, browsers without WebAssembly, documents in an old encoding: the same decisions
// everywhere.

import assert from 'node:assert/strict';
import { banner, dialog, press, page as scratch, stage } from './browser.mjs';

const P = '{{party}}';
const marked = (nonce = '') => `
  <script nonce="${nonce}" type="text/plain" data-category="stats" data-src="${P}/s.js"></script>
  <script nonce="${nonce}" type="text/plain" data-category="stats">window.inline = 1</script>
  <img data-category="media" data-src="${P}/img" alt=""><iframe data-category="media" data-src="${P}/frame" title="frame"></iframe>`;
const strict = (more = '') =>
  `default-src 'self'; script-src 'self' 'nonce-abc' ${more} ${P}; img-src ${P}; frame-src ${P}; style-src 'self'; connect-src 'self'; base-uri 'none'`;

/** The whole life of a choice; afterwards the page must not have complained. */
async function live(world, { twin, path = '/privacy' }) {
  world.party.answer('/s.js', 'window.external = 1');
  world.party.answer('/frame', '<p>frame</p>', 'text/html');
  const own = [];
  world.context.on('request', (request) => own.push(new URL(request.url()).pathname));
  const page = await world.open(path);
  await banner(page).waitFor();
  await world.settle(page);
  assert.deepEqual(world.party.log, []);
  assert.equal(
    own.includes('/assent/assent.twin.js'),
    twin,
    twin ? 'the twin takes over' : 'the twin is not asked for',
  );
  // Drawn by its stylesheet, not as bare elements.
  assert.equal(await banner(page).evaluate((element) => getComputedStyle(element).position), 'fixed');
  await press(page, 'settings');
  await press(page, 'stats');
  await press(page, 'save');
  await dialog(page).waitFor({ state: 'detached' });
  await world.becomes('what ran', () => page.evaluate(() => [window.external, window.inline]), [1, 1]);
  assert.deepEqual(world.party.log, ['/s.js']);
  await page.evaluate(() => assent.accept());
  await world.until(
    'the frame and the image',
    () => ['/frame', '/img'].every((one) => world.party.log.includes(one)),
    () => world.party.log,
  );
  await page.evaluate(() => assent.reject());
  await world.becomes(
    'the frame is empty',
    () => page.frames().filter((one) => one.url().startsWith(world.party.origin)).length,
    0,
  );
  await page.locator('.assent-note').waitFor();
  world.party.log.length = 0;
  await page.reload();
  await page.waitForFunction(() =>
    window.assent?.ready.then(() => !assent.allows('stats') && assent.state().ask === ''),
  );
  await world.settle(page);
  assert.deepEqual(world.party.log, []);
  return page;
}

stage('Policies', (story) => {
  const STRICT = {
    '/privacy': scratch({ body: marked('abc'), nonce: 'abc' }).replace(
      'type="application/json"',
      'type="application/json" nonce="abc"',
    ),
  };
  story(
    "B08: default-src 'self' with a nonce and 'wasm-unsafe-eval': the wasm core",
    { pages: STRICT, policy: strict("'wasm-unsafe-eval'") },
    (world) => live(world, { twin: false }),
  );

  story(
    "B08: the same without 'wasm-unsafe-eval': its twin",
    { pages: STRICT, policy: strict(), tolerated: /wasm|WebAssembly/ },
    (world) => live(world, { twin: true }),
  );

  story(
    'B08: data-engine="js": the twin',
    { pages: { '/privacy': scratch({ body: marked(), attributes: 'data-engine="js"' }) } },
    (world) => live(world, { twin: true }),
  );

  const TYPES = {
    '/privacy': scratch({
      body: `${marked()}
    <object data-category="media" data-data="${P}/object" type="text/html"></object><embed data-category="media" data-src="${P}/embed" type="text/html">`,
    }),
  };
  story(
    'B08: Trusted Types enforced, with one policy of the name assent',
    {
      pages: TYPES,
      policy: "require-trusted-types-for 'script'; trusted-types assent",
    },
    async (world) => {
      const page = await live(world, { twin: false });
      await page.evaluate(() => assent.accept());
      await world.until(
        'objects, too',
        () => ['/object', '/embed'].every((one) => world.party.log.includes(one)),
        () => world.party.log,
      );
    },
  );

  story(
    'B08: a page in windows-1252 whose script comes without a charset: the core in it is garbled, its twin takes over',
    {
      pages: { '/privacy': scratch({ body: marked() }) },
      serve: {
        headers: (_site, path) => (path === '/privacy' ? { 'content-type': 'text/html; charset=windows-1252' } : {}),
      },
    },
    async (world) => {
      await world.context.route('**/assent/assent.js', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, headers: { ...response.headers(), 'content-type': 'text/javascript' } });
      });
      const page = await live(world, { twin: true });
      assert.equal(await page.evaluate(() => document.characterSet), 'windows-1252');
    },
  );
});

stage('Without WebAssembly', { wasm: false }, (story) => {
  story(
    'B08: a browser that has none: the twin',
    { pages: { '/privacy': scratch({ body: marked() }) } },
    async (world) => {
      const page = await live(world, { twin: true });
      assert.equal(await page.evaluate(() => typeof WebAssembly), 'undefined');
    },
  );

  story('P1: and the demo works there as anywhere', async (world) => {
    const page = await world.open('/');
    await banner(page).waitFor();
    await world.nothingLeft(page);
    await press(page, 'settings');
    await press(page, 'targeting');
    await press(page, 'save');
    await world.reachedExactly(page, ['recs', 'pixel']);
  });
});
