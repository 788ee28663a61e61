// The write guard in frames, and where storage is denied.

import assert from 'node:assert/strict';
import { inFolder, installed, stage } from './browser.mjs';
import { guarded, PAGES, SITE } from './guard.mjs';

stage('The guard in frames', (story) => {
  /**
   * Names of the cookies that a page and its frames wrote. Each document tells the browser of its own on a way of its
   * own: what a frame wrote may be seen by the page a moment later, in the order in which it was written.
   */
  const cookies = (page) =>
    page.evaluate(() =>
      document.cookie
        .split('; ')
        .map((text) => text.split('=')[0])
        .sort(),
    );

  /** In a page: writes with all that a window has, through it and on the page's own objects; tells what was written. */
  const plunder = async (world, how, path = '/privacy') => {
    const page = await world.open(path, { started: false });
    const told = await page.evaluate(async (kind) => {
      const frame = document.createElement(kind === 'object' ? 'object' : 'iframe');
      if (kind === 'srcdoc') frame.srcdoc = '<p>Hello';
      if (kind === 'site') frame.src = '/lesson';
      if (kind === 'object') frame.data = '/lesson';
      const loaded = new Promise((done) => {
        frame.addEventListener('load', done, { once: true });
      });
      if (kind === 'markup') document.body.innerHTML = '<div><iframe></iframe></div>';
      else document.body.append(frame);
      if (['srcdoc', 'site', 'object', 'late'].includes(kind)) await loaded;
      if (kind === 'markup' || kind === 'index') await null; // a microtask: what watches the page has seen it
      const view =
        kind === 'document'
          ? frame.contentDocument.defaultView
          : kind === 'markup' || kind === 'index'
            ? window[0]
            : kind === 'getter'
              ? Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow').get.call(frame)
              : frame.contentWindow;
      const write = (name) => {
        view.localStorage.setItem(`${name} 1`, 1);
        view.localStorage[`${name} 2`] = 1;
        view.Storage.prototype.setItem.call(localStorage, `${name} 3`, 1);
        Storage.prototype.setItem.call(view.localStorage, `${name} 4`, 1);
        view.__lookupGetter__('localStorage').call(window)[`${name} 5`] = 1;
        localStorage.setItem.call(view.__lookupGetter__('localStorage').call(window), `${name} 6`, 1);
        view.Object.assign(localStorage, { [`${name} 7`]: 1 });
        view.document.cookie = `${name}1=1;path=/`;
        view.Object.getOwnPropertyDescriptor(view.Document.prototype, 'cookie').set.call(document, `${name}2=1;path=/`);
        view.Reflect.set(view.document, 'cookie', `${name}3=1;path=/`);
      };
      write('no');
      write('yes');
      await new Promise((done) => {
        view.indexedDB.open('no').onerror = done;
      });
      await new Promise((done) => {
        view.IDBFactory.prototype.open.call(indexedDB, 'no').onerror = done;
      });
      return {
        kept: Object.keys(localStorage).filter((key) => !key.startsWith('yes')),
        allowed: Object.keys(localStorage).length,
        databases: (await indexedDB.databases()).length,
        native: (
          view.Function.prototype.toString.call(localStorage.setItem) +
          Function.prototype.toString.call(view.localStorage.setItem) +
          view.localStorage.setItem
        ).replace(/\s+/g, ' '),
        own:
          view.localStorage instanceof view.Storage &&
          !(view.localStorage instanceof Storage) &&
          view.localStorage === view.localStorage,
      };
    }, how);
    await world.becomes('cookies that are allowed', () => cookies(page), ['yes1', 'yes2', 'yes3']);
    return told;
  };

  for (const how of ['window', 'document', 'getter', 'index', 'markup', 'srcdoc', 'site', 'object', 'late']) {
    story(`P10: a frame is no way round it (${how})`, SITE, async (world) => {
      assert.deepEqual(await plunder(world, how), {
        kept: [],
        allowed: 7,
        databases: 0,
        native: 'function setItem() { [native code] }'.repeat(3),
        own: true,
      });
    });
  }

  story(
    'P10: what runs within a frame is guarded from its first script, and so is a frame in a frame',
    SITE,
    async (world) => {
      const page = await world.open('/privacy', { started: false });
      assert.deepEqual(
        await page.evaluate(async () => {
          const script = (text) => `<script>${text}</script>`;
          const frame = document.createElement('iframe');
          frame.srcdoc =
            script(`localStorage.no1 = 1; localStorage.yes1 = 1; document.cookie = 'no1=1'; document.cookie = 'yes1=1';
        const inner = document.body ?? document.documentElement; const frame = document.createElement('iframe'); inner.append(frame);
        frame.contentWindow.localStorage.no2 = 1; frame.contentWindow.localStorage.yes2 = 1;`);
          document.body.append(frame);
          await new Promise((done) => {
            frame.onload = done;
          });
          const blank = document.createElement('iframe');
          document.body.append(blank);
          blank.contentDocument.open();
          blank.contentDocument.write(
            script(
              "localStorage.no3 = 1; localStorage.yes3 = 1; document.cookie = 'no3=1'; document.cookie = 'yes3=1'",
            ),
          );
          blank.contentDocument.close();
          return Object.keys(localStorage).sort();
        }),
        ['yes1', 'yes2', 'yes3'],
      );
      await world.becomes('cookies that are allowed', () => cookies(page), ['yes1', 'yes3']);
    },
  );

  story(
    'P10: a frame that stands in the markup is guarded',
    {
      pages: {
        ...PAGES,
        '/privacy': guarded({
          body: '<iframe srcdoc="<script>localStorage.no = 1; localStorage.yes = 1</script>"></iframe><script>localStorage.done = 1</script>',
        }),
      },
    },
    async (world) => {
      const page = await world.open('/privacy', { started: false });
      await world.becomes('what the frame wrote', () => page.evaluate(() => Object.keys(localStorage).sort()), [
        'done',
        'yes',
      ]);
    },
  );

  story('P10: a frame that goes to another page of the site is guarded there, once', SITE, async (world) => {
    const page = await world.open('/privacy', { started: false });
    assert.deepEqual(
      await page.evaluate(async () => {
        const frame = document.createElement('iframe');
        frame.src = '/lesson';
        const loaded = () =>
          new Promise((done) => {
            frame.addEventListener('load', done, { once: true });
          });
        let wait = loaded();
        document.body.append(frame);
        await wait;
        for (let i = 0; i < 2; i += 1) {
          wait = loaded();
          frame.contentWindow.location.href = `/lesson?${i}`;
          await wait;
          window[0].localStorage[`no${i}`] = 1;
          window[0].localStorage[`yes${i}`] = 1;
          const { get } = Object.getOwnPropertyDescriptor(window[0], 'localStorage');
          if (get !== Object.getOwnPropertyDescriptor(frame.contentWindow, 'localStorage').get) return 'guarded twice';
        }
        return Object.keys(localStorage).sort();
      }),
      ['yes0', 'yes1'],
    );
  });

  story('P10: frames of other origins and detached ones do no harm', SITE, async (world) => {
    world.party.answer('/frame', '<!doctype html><p>Elsewhere', 'text/html');
    const page = await world.open('/privacy', { started: false });
    assert.deepEqual(
      await page.evaluate(async (src) => {
        const frame = document.createElement('iframe');
        frame.src = src;
        const loaded = new Promise((done) => {
          frame.onload = done;
        });
        document.body.append(frame);
        await loaded;
        frame.contentWindow.postMessage('hello', '*');
        document.body.append('a change');
        await null;
        const boxed = document.createElement('iframe');
        boxed.sandbox = 'allow-scripts';
        document.body.append(boxed);
        const results = [frame.contentDocument, boxed.contentDocument, typeof boxed.contentWindow];
        try {
          results.push(boxed.contentWindow.localStorage);
        } catch (error) {
          results.push(error.name);
        }
        const gone = document.createElement('iframe');
        document.body.append(gone);
        const { contentWindow } = gone;
        gone.remove();
        try {
          results.push(contentWindow.localStorage);
        } catch {
          results.push(null);
        } // Chromium has none, Firefox throws
        return [...results, gone.contentWindow, gone.contentDocument, document.createElement('iframe').contentWindow];
      }, `${world.party.origin}/frame`),
      [null, null, 'object', 'SecurityError', null, null, null, null],
    );
  });
});

stage('The guard where storage is denied', (story) => {
  const probe = async () => {
    const outcome = (act) => {
      try {
        return String(act());
      } catch (error) {
        return `${error.constructor === DOMException} ${error.name}: ${error.message}`;
      }
    };
    const later = async (act) => {
      try {
        return String(await act());
      } catch (error) {
        return `${error.name}: ${error.message}`;
      }
    };
    return [
      outcome(() => localStorage),
      outcome(() => sessionStorage.length),
      outcome(() => {
        localStorage.a = 1;
      }),
      outcome(() => 'localStorage' in window),
      outcome(() => document.cookie),
      outcome(() => {
        document.cookie = 'a=1';
      }),
      await later(() => caches.open('a')),
      await later(() => cookieStore.set('a', '1')),
      await later(
        () =>
          new Promise((done, failed) => {
            const request = indexedDB.open('a');
            request.onsuccess = done;
            request.onerror = () => failed(request.error);
          }),
      ),
    ];
  };

  story(
    'P10: in a sandbox every access throws as ever, and the page works',
    { ...SITE, policy: 'sandbox allow-scripts', tolerated: /favicon/ },
    async (world) => {
      const pages = await Promise.all(['/privacy', '/lesson'].map((path) => world.open(path, { started: false })));
      const [guarded, native] = await Promise.all(pages.map((page) => page.evaluate(probe)));
      assert.match(native[0], /^true SecurityError/);
      assert.deepEqual(guarded, native);
    },
  );

  story(
    'P10: where the browser takes no cookies, what it shows is the same with the guard',
    { ...SITE, chromium: 'the setting is' },
    (world) =>
      inFolder(async (folder) => {
        const context = await installed(folder, {
          preferences: { profile: { default_content_setting_values: { cookies: 2 } } },
        });
        try {
          const answers = [];
          for (const path of ['/privacy', '/lesson']) {
            const page = await context.newPage();
            await page.goto(new URL(path, world.plexomni).href);
            answers.push(await page.evaluate(probe));
          }
          assert.match(answers[1][0], /^true SecurityError/, 'they are blocked');
          assert.deepEqual(answers[0], answers[1]);
        } finally {
          await context.close();
        }
      }),
  );
});
