// Names that the page has changed. What Assent uses of the platform it takes once, first, from prototypes
// (web/platform/pristine.js). So neither names in author content nor replaced built-ins stand in the way of the main
// job: it asks, it releases what was accepted, a refusal clears and holds, the preferences open, and the choice is
// there on the next page. The same is true of what a page loads later: the view of what is stored, the starter
// catalogue, the words for a faulty config.
//
// On such a page nobody can be asked anything in its own world. The stories end at the other origin's log, at the
// browser's own list of cookies, and at what is visible and can be pressed.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readRecord } from '../../web/cli/audit/record.js';
import { banner, CONFIG, control, dialog, IN_FIREFOX, press, page as scratch, stage } from './browser.mjs';

const SITE = {
  ...CONFIG,
  categories: [
    { id: 'essential', purpose: 'necessary' },
    { id: 'stats', purpose: 'statistics' },
    { id: 'media', purpose: 'functional' },
  ],
  services: [
    {
      id: 'counter',
      category: 'stats',
      name: 'Counter',
      does: { en: 'Counts.' },
      receives: ['usage'],
      safeguards: { en: 'None.' },
      policyUrl: 'https://counter.example/privacy',
      hosts: ['counter.example'],
      keys: [
        { in: 'cookie', name: '_count' },
        { in: 'localStorage', name: '_count' },
      ],
    },
  ],
};

/** What is gated on each page: a script, an inline one that asks the other origin for an image, an image, a frame. */
const GATED = `
  <script type="text/plain" data-service="counter" data-src="{{party}}/script.js"></script>
  <img alt="" data-service="counter" data-src="{{party}}/image">
  <iframe title="film" data-category="media" data-src="{{party}}/frame"></iframe>`;

const ALL = ['/frame', '/image', '/script.js'];

/** Stored before Assent is there, as by an earlier page. */
const PLANT = '<script>if (location.search === "?plant") localStorage.setItem("_count", "1")</script>';

/**
 * @param {{ before?: string, after?: string, content?: string, config?: any, attributes?: string }} changed  scripts in
 *   front of Assent and behind it, author content
 */
const changed = ({ before = '', after = '', content = '', config = SITE, attributes }) =>
  scratch({ config, attributes, head: after, body: `${content}${GATED}` }).replace(
    '<script type="application/json"',
    () => `${PLANT}${before}<script type="application/json"`,
  );

/** @param {string} code */
const script = (code) => `<script>${code}</script>`;

const BLANK = '<!doctype html><title>Nothing of Assent</title><p>Blank';

/**
 * Every frame shows what it was given: a page that is left before makes the driver of Firefox stumble.
 * @param {any} world
 * @param {any} page
 */
async function framesShow({ until }, page) {
  const addresses = () =>
    page
      .frames()
      .slice(1)
      .map((/** @type {any} */ frame) => frame.url());
  await until(
    'the frames',
    () => addresses().length > 0 && addresses().every((/** @type {string} */ address) => address.endsWith('/frame')),
    addresses,
  );
  for (const frame of page.frames()) await frame.waitForLoadState();
}

/** The main job, from the first visit to the visit after a withdrawal. @param {any} world */
async function mainJob(world) {
  const { party, context, until, becomes } = world;
  const arrived = () => [...new Set(party.log.map((/** @type {string} */ address) => address.split('?')[0]))].sort();
  const cookies = async () => (await context.cookies()).map(({ name }) => name);
  /** @param {any} page */
  const visit = async (page, address = '/privacy') => {
    party.log.length = 0;
    await page.goto(new URL(address, world.plexomni).href);
  };

  // The first visit is asked, and nothing is loaded.
  const page = await world.open('/privacy?plant', { started: false });
  await banner(page).waitFor();
  assert.match(await banner(page).innerText(), /Scratch/);
  assert.deepEqual(arrived(), []);

  // Accepted: what was held arrives at the other origin.
  await press(page, 'accept');
  await becomes('what arrived at the other origin', arrived, ALL);
  await framesShow(world, page);
  await banner(page).waitFor({ state: 'detached' });
  await until('a stored decision', async () => (await world.record()).length > 0, cookies);

  // The next page knows it.
  await visit(page);
  await becomes('what arrived at the other origin on the next page', arrived, ALL);
  await framesShow(world, page);
  assert.equal(await banner(page).count(), 0);

  // The preferences open from the footer, a switch can be moved, and what it says is kept.
  await page.locator('footer a').click();
  await dialog(page).waitFor();
  await control(page, 'media').click();
  await press(page, 'save');
  await dialog(page).waitFor({ state: 'detached' });
  await visit(page);
  await becomes('without the film', arrived, ['/image', '/script.js']);

  // Refused: what the counter stored goes at once, and on the next page nothing is loaded.
  const { hostname } = new URL(world.plexomni);
  await context.addCookies([{ name: '_count', value: '1', domain: hostname, path: '/' }]);
  await page.locator('footer a').click();
  await press(page, 'reject');
  await until('the counter’s cookie is gone', async () => !(await cookies()).includes('_count'), cookies);
  await visit(page);
  await page.locator('footer a').click();
  await dialog(page).waitFor();
  assert.deepEqual(await page.locator('.assent-dialog input:checked').count(), 0);
  assert.deepEqual(arrived(), [], 'what arrived at the other origin after the refusal');
  assert.equal(await banner(page).count(), 0);

  await visit(page, '/account');
  assert.equal(await page.evaluate(() => localStorage.getItem('_count')), null, 'what the counter had stored');
}

/** What the copies say. @param {(button: string) => Promise<string>} saved */
async function seeCopies(saved) {
  const { stored, history, providers } = JSON.parse(await saved('stored-json'));
  assert.deepEqual(
    stored.filter(({ name }) => name === '_count').map(({ area, value, service }) => [area, value, service]),
    [
      ['cookie', 'said', 'counter'],
      ['localStorage', '1', 'counter'],
    ],
  );
  assert.deepEqual(
    history.map(({ how, granted }) => [how, granted.sort()]),
    [['accept', ['media', 'stats']]],
  );
  assert.deepEqual(
    providers.map(({ name }) => name),
    ['Counter', 'Matomo'],
  );
  const readable = await saved('stored-html');
  assert.match(readable, /<th scope="row"><code>_count<\/code><\/th><td>Cookie<\/td><td>Statistics, Counter<\/td>/);
}

/**
 * What is stored is seen, deleted one by one, taken along, and forgotten. The config says `use`, so that the starter
 * catalogue works on such a page, too.
 * @param {any} world
 */
async function storedThings(world) {
  const { context, until, becomes } = world;
  const { hostname } = new URL(world.plexomni);
  const cookies = async () => (await context.cookies()).map(({ name }) => name);
  const page = await world.open('/privacy', { started: false });
  await press(page, 'accept');
  await banner(page).waitFor({ state: 'detached' });
  await until('a stored decision', async () => (await world.record()).length > 0, cookies);

  await framesShow(world, page);

  // What is stored by now is in the list, and so is what the site is given by its server.
  await context.addCookies(['_count', 'mystery'].map((name) => ({ name, value: 'said', domain: hostname, path: '/' })));
  await page.goto(new URL('/privacy?plant', world.plexomni).href);
  await framesShow(world, page);
  await page.locator('footer a').click();
  await press(page, 'stored');
  const view = page.locator('.assent-dialog .assent-stored');
  /** @param {any} all  one by one: to read them at once is to do so in the page's own world */
  const textsOf = async (all) => {
    const texts = [];
    // one may go meanwhile
    for (let i = 0, n = await all.count(); i < n; i++) texts.push(await all.nth(i).innerText({ timeout: 1000 }));
    return texts;
  };
  const rows = async () =>
    (await textsOf(view.locator('li .assent-name'))).filter((name) => /^(_count|mystery)/.test(name)).sort();
  await becomes('the rows', rows, ['_count', '_count', 'mystery']);
  await becomes(
    'where they stand',
    () => textsOf(view.locator('section').filter({ hasText: '_count' }).locator('h4, h5')),
    ['Statistics', 'Counter'],
  );

  // One is deleted.
  await view.locator('li').filter({ hasText: 'mystery' }).getByRole('button').click();
  await becomes('the rows', rows, ['_count', '_count']);
  await until('the cookie is gone', async () => !(await cookies()).includes('mystery'), cookies);
  const said = () => page.locator('.assent-dialog output').last().innerText();
  await becomes('what is said', said, 'Deleted: mystery.');

  // A copy is saved, for programs and for people. Nobody hears of Firefox's downloads.
  const saved = async (/** @type {string} */ id) => {
    const [download] = await Promise.all([page.waitForEvent('download'), press(page, id)]);
    return readFileSync(await download.path(), 'utf8');
  };
  if (IN_FIREFOX) await press(page, 'stored-json');
  else await seeCopies(saved);
  await becomes('what is said', said, 'A copy was saved with your downloads.');

  // Everything goes; nobody has chosen any more.
  await press(page, 'stored-clear');
  await press(page, 'stored-yes');
  await becomes('the rows', rows, []);
  await until(
    'the cookies are gone',
    async () => !(await cookies()).some((name) => /^(_count|assent)/.test(name)),
    cookies,
  );
  await page.goto(new URL('/account', world.plexomni).href);
  assert.equal(await page.evaluate(() => localStorage.getItem('_count')), null);
  await page.goto(new URL('/privacy', world.plexomni).href);
  await banner(page).waitFor();
}

/** What author content may be called, in every way that makes it a property of the document, the window or a form. */
const NAMES = [
  'cookie',
  'body',
  'head',
  'documentElement',
  'activeElement',
  'readyState',
  'currentScript',
  'hidden',
  'visibilityState',
  'baseURI',
  'defaultView',
  'adoptedStyleSheets',
  'createElement',
  'createElementNS',
  'createTextNode',
  'createEvent',
  'querySelector',
  'querySelectorAll',
  'getElementById',
  'dispatchEvent',
  'addEventListener',
  'removeEventListener',
  'adoptNode',
  'nodeType',
  'parentNode',
  'firstChild',
  'childNodes',
  'contains',
  'append',
  'prepend',
];
const IDS = [
  'origin',
  'caches',
  'indexedDB',
  'cookieStore',
  'localStorage',
  'navigator',
  'assent',
  'fetch',
  'trustedTypes',
  'BroadcastChannel',
  'queueMicrotask',
  'Intl',
  'JSON',
  'Map',
  'Event',
  'globalThis',
  'self',
  'console',
  'scheduler',
  'then',
  'native',
];
const FIELDS = [
  'getAttribute',
  'setAttribute',
  'hasAttribute',
  'parentNode',
  'nextSibling',
  'localName',
  'nodeType',
  'matches',
  'closest',
  'contains',
  'remove',
  'dataset',
  'querySelector',
  'querySelectorAll',
  'isConnected',
  'ownerDocument',
  'focus',
  'firstChild',
  'children',
  'textContent',
  'addEventListener',
];
const CONTENT = `
  ${NAMES.map((name, i) => (i % 3 ? `<img alt="" name="${name}">` : `<form name="${name}"></form>`)).join('')}
  ${IDS.map((id) => `<p id="${id}"></p>`).join('')}
  <form>${FIELDS.map((name) => `<input type="hidden" name="${name}">`).join('')}${GATED.replaceAll('/script.js', '/script.js?form')}</form>`;

/** Libraries of another time as they are, the last of each, as Debian packs them. @param {string} path */
const library = (path) =>
  script(readFileSync(`/usr/share/javascript/${path}`, 'utf8').replaceAll('</script', '<\\/script'));

/** What they and the shims of their time do, together and at its worst. Written for this test, after what those do. */
const OLD_LIBRARY = `
  Array.from = function (list) { var made = []; for (var i = 0; i < list.length; i++) made.push(list[i]); return made; };
  Array.prototype.toJSON = function () { return '[' + this.join(', ') + ']'; };
  Object.prototype.toJSON = undefined;
  delete Object.prototype.toJSON;
  String.prototype.toJSON = function () { return JSON.parse('"x"'); };
  Object.keys = function (object) { var names = []; for (var name in object) names.push(name); return names; };
  Object.entries = Object.fromEntries = Object.assign = undefined;
  Function.prototype.bind = function (self) { var method = this; return function () { return method.apply(self, arguments); }; };
  Array.prototype.map = function (make) { var made = []; for (var i = 0; i < this.length; i++) made.push(make(this[i])); return made; };
  Array.prototype.find = function (fits) { for (var i = 0; i < this.length; i++) if (fits(this[i])) return i; return -1; };
  Array.prototype.flat = function () { return this; };
  Array.prototype.includes = function () { return false; };
  String.prototype.startsWith = function (part) { return this.indexOf(part) === 0 ? part : null; };
  window.Element = function (tag) { return document.createElement(tag); };
  window.Document = function () {};
  window.Event = function (event) { this.event = event; };
  Event.prototype.preventDefault = function () { this.event.preventDefault(); };
  window.CustomEvent = function () { throw new Error('no custom events'); };
  window.Node = { ELEMENT_NODE: 1 };
  window.Hash = function () {};
  HTMLElement.prototype.remove = HTMLElement.prototype.append = function () { return this; };
  HTMLElement.prototype.select = HTMLElement.prototype.matches = HTMLElement.prototype.hide = function () { return this; };
  Object.prototype.inherited = function () {};`;

/**
 * Replaces whatever a script can: every method, property and constructor that is reached from the window, by one that
 * throws.
 * What the language and the browser themselves look up, and so nobody can take first, stays: web/platform/pristine.js
 * lists it.
 */
function replaceEverything() {
  const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Object;
  const { ownKeys } = Reflect;
  const Failure = Error;
  const spared = new Map(
    /** @type {[any, any[]][]} */ ([
      [Array.prototype, [Symbol.iterator, Symbol.unscopables]],
      [getPrototypeOf([][Symbol.iterator]()), ['next']],
      [Promise.prototype, ['then']],
    ]),
  );
  const seen = new Set([Symbol.prototype]);
  /** @type {(() => void)[]} */
  const replacements = [];

  /** @param {any} owner @param {string} path */
  function visit(owner, path) {
    if (
      (typeof owner !== 'object' && typeof owner !== 'function') ||
      owner === null ||
      seen.has(owner) ||
      path.split('.').length > 5
    )
      return;
    seen.add(owner);
    for (const key of ownKeys(owner)) {
      const name = `${path}.${String(key)}`;
      const found = /** @type {PropertyDescriptor} */ (getOwnPropertyDescriptor(owner, key));
      if (key === 'prototype') visit(found.value, name);
      if (key === 'constructor' || key === 'prototype' || !found.configurable || spared.get(owner)?.includes(key))
        continue;
      if (['location', 'document', 'window', 'top', 'assent'].includes(String(key)) && owner === window) continue;
      const fail = () => {
        throw new Failure(`replaced: ${name}`);
      };
      if (
        typeof found.value === 'function' ||
        (typeof found.value === 'object' && found.value !== null && owner === window)
      ) {
        visit(found.value, name);
        replacements.push(() => defineProperty(owner, key, { ...found, value: fail }));
      } else if (found.get || found.set)
        replacements.push(() =>
          defineProperty(owner, key, { ...found, get: found.get && fail, set: found.set && fail }),
        );
    }
  }
  visit(window, 'window');
  for (let at = getPrototypeOf(window); at && at !== Object.prototype; at = getPrototypeOf(at)) visit(at, 'Window');
  for (const one of [
    Uint8Array,
    [].values(),
    new Map().keys(),
    new Set().keys(),
    ''.matchAll(/x/g),
    (function* () {})(),
    async () => {},
    async function* () {},
  ]) {
    for (let at = getPrototypeOf(one); at && at !== Object.prototype; at = getPrototypeOf(at)) visit(at, 'intrinsic');
  }
  for (let i = 0; i < replacements.length; i++) replacements[i]();
}

/** No prototype and no constructor can be changed from now on. */
function freezeEverything() {
  for (const name of Object.getOwnPropertyNames(window)) {
    const { value } = Object.getOwnPropertyDescriptor(window, name) ?? {};
    if (typeof value !== 'function') continue;
    if (value.prototype) Object.freeze(value.prototype);
    Object.freeze(value);
  }
  for (const one of [JSON, Math, Reflect, Intl]) Object.freeze(one);
}

/** Everything throws. */
const BROKEN = { after: script(`(${replaceEverything})()`) };

/**
 * What a page may have changed, what of it may complain, and whether only the first file is of interest.
 * @type {Record<string, { what: Parameters<typeof changed>[0], tolerated?: RegExp, onlyFirst?: boolean }>}
 */
const CHANGED = {
  'Author content may be called like anything that Assent uses: of the document, of the window, of a form': {
    what: { content: CONTENT },
  },
  'Prototype.js stands in front of Assent': { what: { before: library('prototype/prototype.js') } },
  'MooTools stands in front of Assent': {
    what: { before: library('mootools/mootools-core-nc.js') + library('mootools/mootools-more-nc.js') },
  },
  'Prototype.js stands behind Assent': { what: { after: library('prototype/prototype.js') }, onlyFirst: true },
  'MooTools stands behind Assent': { what: { after: library('mootools/mootools-core-nc.js') }, onlyFirst: true },
  'Libraries of another time stand in front of Assent: lists without their second argument, JSON with texts in it, other elements and events':
    { what: { before: script(OLD_LIBRARY) }, onlyFirst: true },
  'Every built-in, and every method and property of the page, throws from the script behind Assent on': {
    what: BROKEN,
    tolerated: /replaced: /,
  },
  'Every prototype and constructor is frozen behind Assent': {
    what: { after: script(`(${freezeEverything})()`) },
    onlyFirst: true,
  },
  'Every prototype and constructor is frozen in front of Assent': {
    what: { before: script(`(${freezeEverything})()`) },
  },
};

/** Catches what is put at the beginning of a list by an assignment: it comes nowhere. */
function catchFirst() {
  for (const place of [0, 1]) Object.defineProperty(Array.prototype, place, { configurable: true, set() {} });
}

/** Refuses all, writes what is refused, and says so in the page: nobody can ask it. */
function refuseAndWrite() {
  const write = () => {
    document.cookie = '_count=2;path=/';
    localStorage.setItem('_count', '2');
  };
  write();
  assent.ready.then(async () => {
    await assent.reject();
    write();
    document.body.appendChild(document.createElement('p')).id = 'refused';
  });
}

const USING = {
  ...SITE,
  services: [...SITE.services, { use: 'matomo', hosts: ['matomo.example'], policyUrl: '/privacy' }],
};
const SELLING = { ...SITE, services: [{ ...SITE.services[0], sale: 'sensitive' }] };
const FAULTY = { ...SITE, services: [{ ...SITE.services[0], category: 'statz' }, { use: 'matomu' }] };

/** @param {Parameters<typeof changed>[0]} what */
const pages = (what) => ({ '/privacy': changed(what), '/account': BLANK });

stage('Names that the page has changed', (story) => {
  for (const [name, { what, tolerated, onlyFirst }] of Object.entries(CHANGED)) {
    story(
      name,
      { pages: pages(what), tolerated, chromium: onlyFirst && 'one of each kind is enough in the other engine' },
      mainJob,
    );
    if (!onlyFirst)
      story(
        `${name}; and what is stored is seen, deleted, taken along and forgotten`,
        { pages: pages({ ...what, config: USING }), tolerated },
        storedThings,
      );
  }

  story(
    'A setter for the first places of every list, in front of Assent, catches nothing of a refusal: all is held, what was stored goes, and the choice is stored',
    {
      pages: pages({ before: script(`(${catchFirst})()`), after: script(`(${refuseAndWrite})()`) }),
      tolerated: /.*/, // of the panel, which is not looked at here
    },
    async (world) => {
      const page = await world.context.newPage();
      const { hostname } = new URL(world.plexomni);
      await world.context.addCookies([{ name: '_count', value: '1', domain: hostname, path: '/' }]);
      await page.goto(new URL('/privacy?plant', world.plexomni).href);
      await world.until('the refusal is carried out', () => page.locator('#refused').count());
      const cookies = async () => (await world.context.cookies()).map(({ name }) => name);
      await world.until('a stored decision', async () => (await world.record()).length > 0, cookies);
      await world.becomes(
        'the counter’s cookies',
        async () => (await cookies()).filter((name) => name === '_count'),
        [],
      );
      assert.deepEqual(world.party.log, [], 'what arrived at the other origin');
      await page.goto(new URL('/account', world.plexomni).href);
      assert.equal(await page.evaluate(() => localStorage.getItem('_count')), null, 'what the counter had stored');
      const { said } = readRecord(await world.record(), SITE);
      assert.deepEqual([said.stats, said.media, said.counter], ['n', 'n', 'n']);
    },
  );

  story(
    'What is frozen in front of Assent cannot be guarded: the console says so, and how to cure it; on other pages it says nothing',
    {
      pages: { ...pages({ before: script(`(${freezeEverything})()`) }), '/account': changed({}) },
    },
    async (world) => {
      const heard = [];
      world.context.on('console', (message) => heard.push(message.text()));
      const page = await world.open('/account');
      await banner(page).waitFor();
      assert.deepEqual(heard, []);
      await page.goto(new URL('/privacy', world.plexomni).href);
      await banner(page).waitFor();
      assert.deepEqual(
        heard.map((text) =>
          /^assent: something in front of Assent has frozen .* Put Assent's script first\.$/.test(text),
        ),
        [true],
        heard.join('\n'),
      );
    },
  );

  story(
    'Where a law wants an opt-out link on every page it is there, and refuses, whatever has become of the built-ins',
    {
      pages: pages({ ...BROKEN, config: SELLING, attributes: 'data-region="US-CA"' }),
      context: { timezoneId: 'America/Los_Angeles' },
      tolerated: /replaced: /,
    },
    async (world) => {
      const page = await world.open('/privacy', { started: false });
      const link = page.locator('footer [data-assent="opt-out"]');
      await link.waitFor();
      assert.match(await link.innerText(), /^Your Privacy Choices/);
      await link.click();
      await dialog(page).waitFor();
      await press(page, 'reject');
      await world.until('a stored decision', async () => (await world.record()).length > 0);
    },
  );

  story(
    'With data-debug the console says why each element is held, whatever has become of the built-ins',
    { pages: pages({ ...BROKEN, attributes: 'data-debug' }), tolerated: /replaced: / },
    async (world) => {
      const heard = [];
      world.context.on('console', (message) => heard.push(message.text()));
      await world.open('/privacy', { started: false });
      for (const words of [/^Counter is held/, /^media is held/])
        await world.until(
          `${words}`,
          () => heard.some((text) => words.test(text)),
          () => heard,
        );
    },
  );

  story(
    'A faulty config is explained on the console, and everything stays held, whatever has become of the built-ins',
    {
      pages: pages({ ...BROKEN, config: FAULTY }),
      complaints: [
        /\nservices\[1\]\.use: expected a service of the starter catalogue, such as matomo, .*\nservices\[0\]\.category: expected the id of one of the categories, found "statz"/,
      ],
      tolerated: /replaced: |faulty config/,
    },
    async (world) => {
      const heard = [];
      world.context.on('console', (message) => heard.push(message.text()));
      await world.open('/privacy', { started: false });
      await world.until(
        'the words',
        () => heard.some((text) => text.includes('statz')),
        () => heard,
      );
      assert.deepEqual(world.party.log, []);
    },
  );
});
