// The browsers' ways to store, as a list that others keep, beside what the guard knows (storage-apis.mjs).

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { it } from 'node:test';
import { page as scratch, stage } from './browser.mjs';
import { GUARDED, HARMLESS, KNOWN_OPTIONS, NAMES, STANDARDS } from './storage-apis.mjs';

const compat = createRequire(import.meta.url)('@mdn/browser-compat-data');

/** Every way to store, and what it takes: `Class.member`, `Class.member.option`. @param {Record<string, any>} api */
function ways(api) {
  const found = [];
  for (const [type, members] of Object.entries(api)) {
    for (const [name, member] of Object.entries(members)) {
      const standards = [member.__compat?.spec_url].flat().join(' ');
      if (
        /^__compat$|support$|secure_context_required/.test(name) ||
        !(NAMES.test(type) || NAMES.test(name) || STANDARDS.test(standards))
      )
        continue;
      found.push(`${type}.${name}`);
      found.push(
        ...Object.keys(member)
          .filter((part) => part !== '__compat')
          .map((part) => `${type}.${name}.${part}`),
      );
    }
  }
  return found;
}

const guarded = new Set(
  Object.entries(GUARDED).flatMap(([type, members]) =>
    members.flatMap((name) => [`${type || 'Window'}.${name}`, ...(type ? [] : [`${name}.${name}`])]),
  ),
);
const harmless = new RegExp(
  `^(${HARMLESS.flatMap(([names]) => names.split(' '))
    .map((name) => name.replace(/\./g, '\\.').replace(/\*/g, '.*'))
    .join('|')})$`,
);
/**
 * What is said of a guarded member’s own parts must be said of each; of a harmless one’s, its reason holds.
 * @param {string} way
 */
const isKnown = (way) => {
  const [type, name, part] = way.split('.');
  if (!part) return guarded.has(way) || harmless.test(way);
  return (
    way in KNOWN_OPTIONS ||
    /support|secure_context|ecmascript|sync_version/.test(part) ||
    (!guarded.has(`${type}.${name}`) && harmless.test(`${type}.${name}`))
  );
};

it('B10: every way to store that a browser has is guarded, or is known to be harmless, and why', () => {
  const all = ways(compat.api);
  assert.ok(all.length > 300, `${all.length} ways`);
  assert.deepEqual(
    all.filter((way) => !isKnown(way)),
    [],
    'new ways to store: guard them, or say in storage-apis.mjs why they are harmless',
  );
  const cookie = Object.keys(compat.http.headers['Set-Cookie'])
    .filter((name) => !/^(__compat|.*prefix.*)$/.test(name))
    .map((name) => name.toLowerCase());
  assert.deepEqual(
    cookie.filter((name) => !['httponly', 'max-age', 'partitioned', 'samesite'].includes(name)),
    [],
    'attributes of a cookie that the guard drops as unknown',
  );
});

it('B10: a browser that grows a way, a class or an option is noticed', () => {
  const grown = {
    CookieStore: { set: { forever_option: {} }, extend: {} },
    IDBFactory: { openForever: {} },
    StorageVault: { open: {} },
    Other: { keep: { __compat: { spec_url: 'https://storage.spec.whatwg.org/#keep' } } },
    SharedWorker: { SharedWorker: { options_immortal_parameter: {} } },
  };
  assert.deepEqual(
    ways(grown).filter((way) => !isKnown(way)),
    [
      'CookieStore.set.forever_option',
      'CookieStore.extend',
      'IDBFactory.openForever',
      'StorageVault.open',
      'Other.keep',
      'SharedWorker.SharedWorker.options_immortal_parameter',
    ],
  );
});

/** What stood there before Assent came, as far as this browser has it. */
const BEFORE = `<script>
  const guarded = ${JSON.stringify(GUARDED)};
  const find = (type, name) => Object.getOwnPropertyDescriptor(type ? window[type]?.prototype ?? {} : window, name);
  const parts = (found) => found && [found.value, found.get, found.set].filter(Boolean);
  const native = new Map(Object.entries(guarded).flatMap(([type, names]) => names.map((name) => [type + '.' + name, parts(find(type, name))])));
  window.unguarded = () => [...native].filter(([way, was]) => was && parts(find(...way.split('.'))).every((one, i) => one === was[i])).map(([way]) => way);
  window.had = () => [...native].filter(([, was]) => was).map(([way]) => way);
</script>`;

stage('The guard stands before them', (story) => {
  const html = scratch();
  story(
    'B10: each of those that are said to be guarded is another one than the browser’s',
    { pages: { '/privacy': html.replace('<script type="application/json"', `${BEFORE}$&`) } },
    async (world) => {
      const page = await world.open('/privacy');
      assert.ok((await page.evaluate(() => had())).length > 20);
      assert.deepEqual(await page.evaluate(() => unguarded()), []);
    },
  );
});
