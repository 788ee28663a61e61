// The write guard and cookies: document.cookie, and the cookie store.

import assert from 'node:assert/strict';
import { stage } from './browser.mjs';
import { guarded, SITE, serve } from './guard.mjs';

stage('The guard of cookies', (story) => {
  story(
    'P10: cookies: a refused one is not written, a capped one lives shorter, and nobody throws',
    SITE,
    async (world) => {
      const page = await world.open('/privacy', { started: false });
      await page.evaluate(() => {
        document.cookie = 'no=1';
        document.cookie = 'no2=1;path=/;max-age=1000';
        document.cookie = 'yes=1;path=/';
        document.cookie = { toString: () => 'object=1' };
        document.cookie = 'long=1;max-age=1000000';
        Object.getOwnPropertyDescriptor(Document.prototype, 'cookie').set.call(document, 'no3=1');
        document.cookie = 'no=;max-age=0';
      });
      assert.equal(await page.evaluate(() => document.cookie.split('; ').sort().join()), 'long=1,object=1,yes=1');
      const { expires } = (await world.context.cookies()).find(({ name }) => name === 'long');
      assert.ok(Math.abs(expires - Date.now() / 1000 - 60) < 30, `expires in ${expires - Date.now() / 1000} s`);
    },
  );

  story(
    'P10: cookieStore: both ways to call it; refused it rejects as where cookies are off, capped it lives shorter',
    SITE,
    async (world) => {
      const page = await world.open('/privacy', { started: false });
      const told = await page.evaluate(async () => {
        const outcome = (promise) =>
          promise.then(
            () => 'kept',
            (error) => (error.constructor === TypeError ? error.name : String(error)),
          );
        const far = Date.now() + 1e9;
        const results = [];
        for (const args of [
          ['no', '1'],
          [{ name: 'no', value: '1' }],
          ['yes', '1'],
          [{ name: 'object', value: '1', path: '/' }],
          [{ name: 'long', value: '1', expires: far }],
          [{ name: 'brief', value: '1', expires: far }],
          [{ name: 'far', value: '1', expires: far }],
          [],
          ['alone'],
          [{ name: 'bad', value: ';' }],
        ])
          results.push(await outcome(cookieStore.set(...args)));
        return results;
      });
      assert.deepEqual(told, [
        'TypeError',
        'TypeError',
        'kept',
        'kept',
        'kept',
        'kept',
        'kept',
        'TypeError',
        'TypeError',
        'TypeError',
      ]);
      const cookies = await world.context.cookies();
      const life = Object.fromEntries(
        cookies.map(({ name, expires }) => [
          name,
          expires < 0 ? 'session' : Math.round((expires - Date.now() / 1000) / 100),
        ]),
      );
      assert.deepEqual(life, { yes: 'session', object: 'session', long: 1, brief: 'session', far: 10000 });
    },
  );

  story(
    'P9: maxAge is a lifetime, too; options and attributes that the guard does not know reach nobody; a name is read once',
    {
      pages: {
        '/privacy': guarded({
          head: `<script>
      window.passed = [];
      for (const [type, key] of [['IDBFactory', 'open'], ['CacheStorage', 'open'], ['CookieStore', 'set']]) {
        const real = window[type]?.prototype[key];
        if (real) window[type].prototype[key] = function (...args) { passed.push([key, ...args.map((one) => typeof one === 'object' ? Object.keys(one).sort().join() : one)]); return real.apply(this, args); };
      }
      const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
      Object.defineProperty(Document.prototype, 'cookie', { ...cookie, set(text) { passed.push(['cookie', text]); cookie.set.call(this, text); } });
    </script>`,
        }),
      },
      serve,
    },
    async (world) => {
      const page = await world.open('/privacy', { started: false });
      const told = await page.evaluate(async () => {
        const twice = (first, then) => ({
          said: 0,
          toString() {
            return this.said++ ? then : first;
          },
        });
        document.cookie = 'yes=1; path=/; keep-for=10y ; FOREVER;Max-Age=50;\tsamesite=lax';
        const asked = indexedDB.open('yes', 1, { storage: 'persistent' });
        await new Promise((done) => {
          asked.onsuccess = () => {
            asked.result.close();
            done();
          };
        });
        await caches.open('yes', { forever: true });
        await window.cookieStore?.set({ name: 'long', value: '1', maxAge: 300 * 86400, forever: true });
        await window.cookieStore?.set({ name: 'far', value: '1', maxAge: 100, expires: undefined });
        localStorage.setItem(twice('yes', 'no'), 1);
        const db = indexedDB.open(twice('yes2', 'no'));
        await new Promise((done) => {
          db.onsuccess = () => {
            db.result.close();
            done();
          };
        });
        return {
          passed,
          local: Object.keys(localStorage),
          databases: (await indexedDB.databases()).map(({ name }) => name).sort(),
        };
      });
      assert.deepEqual(
        told.passed.filter(([key]) => key === 'cookie'),
        [['cookie', 'yes=1; path=/;Max-Age=50;\tsamesite=lax']],
      );
      assert.deepEqual(
        told.passed.filter(([key]) => key === 'open').map((one) => one.slice(0, 3)),
        [
          ['open', 'yes', 1],
          ['open', 'yes'],
          ['open', 'yes2'],
        ],
      );
      assert.deepEqual([told.local, told.databases], [['yes'], ['yes', 'yes2']]);
      const sets = told.passed.filter(([key]) => key === 'set');
      if (sets.length)
        assert.deepEqual(sets, [
          ['set', 'maxAge,name,value'],
          ['set', 'maxAge,name,value'],
        ]);
      const long = (await world.context.cookies()).find(({ name }) => name === 'long');
      if (long) assert.ok(long.expires < Date.now() / 1000 + 61, `expires in ${long.expires - Date.now() / 1000} s`);
    },
  );
});
