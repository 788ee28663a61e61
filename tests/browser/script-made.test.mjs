// What a script makes of a refused service: it waits as markup does, is let go by a grant, and comes back by no way
// after a withdrawal. Every story ends at the other origin's log.

import assert from 'node:assert/strict';
import { CONFIG, page as scratch, stage } from './browser.mjs';

const P = '{{party}}';
/** The other origin belongs to one service. */
const HOSTED = { ...CONFIG, services: [{ id: 'vendor', category: 'media', name: 'Vendor', hosts: ['127.0.0.4'] }] };
const PAGE = { '/privacy': scratch({ config: HOSTED, body: '<div id="box"></div>' }) };

/**
 * Ways in which a script brings an image, a script or a frame into a page; each asks for its own path below the origin.
 */
const WAYS = `({
  img: {
    src: (url) => { const image = new Image(); image.src = url; box.append(image); },
    srcset: (url) => { const image = new Image(); image.srcset = url + ' 1x, /own.gif 3x'; box.append(image); },
    setAttribute: (url) => { const image = new Image(); image.setAttribute('SRC', url); box.append(image); },
    setAttributeNS: (url) => { const image = new Image(); image.setAttributeNS(null, 'src', url); box.append(image); },
    'attribute node': (url) => { const image = new Image(), node = document.createAttribute('src'); node.value = url; image.setAttributeNode(node); box.append(image); },
    'named item': (url) => { const image = new Image(), node = document.createAttribute('src'); node.value = url; image.attributes.setNamedItem(node); box.append(image); },
    'value of a node': (url) => { const image = new Image(); image.setAttribute('src', ''); image.getAttributeNode('src').value = url; box.append(image); },
    innerHTML: (url) => { box.innerHTML = '<p><img src="' + url + '" alt=""></p>'; },
    'innerHTML, in no page': (url) => { const div = document.createElement('div'); div.innerHTML = '<img src="' + url + '" alt="">'; box.append(div); },
    picture: (url) => { box.innerHTML = '<picture><source srcset="' + url + ' 1x"><img src="/own.gif" alt=""></picture>'; },
    insertAdjacentHTML: (url) => box.insertAdjacentHTML('beforeend', '<img src="' + url + '" alt="">'),
    fragment: (url) => box.append(document.createRange().createContextualFragment('<img src="' + url + '" alt="">')),
    template: (url) => { const template = document.createElement('template'); template.innerHTML = '<img src="' + url + '" alt="">'; box.append(template.content.cloneNode(true)); },
    parsed: (url) => box.append(new DOMParser().parseFromString('<img src="' + url + '" alt="">', 'text/html').body.firstChild),
    imported: (url) => box.append(document.importNode(new DOMParser().parseFromString('<img src="' + url + '" alt="">', 'text/html').body, true)),
    outerHTML: (url) => { const p = document.createElement('p'); box.append(p); p.outerHTML = '<img src="' + url + '" alt="">'; },
    'in no page': (url) => { window.kept = new Image(); window.kept.src = url; },
    'the setter of the class': (url) => { const image = new Image(); Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src').set.call(image, url); box.append(image); },
  },
  script: {
    src: (url) => { const script = document.createElement('script'); script.src = url; box.append(script); },
    'src, once it is there': (url) => { const script = document.createElement('script'); box.append(script); script.src = url; },
    setAttribute: (url) => { const script = document.createElement('script'); script.setAttribute('src', url); document.head.appendChild(script); },
    setAttributeNS: (url) => { const script = document.createElement('script'); script.setAttributeNS(null, 'src', url); box.before(script); },
    'attribute node': (url) => { const script = document.createElement('script'), node = document.createAttribute('src'); node.value = url; script.setAttributeNode(node); box.prepend(script); },
    fragment: (url) => box.append(document.createRange().createContextualFragment('<script src="' + url + '"></' + 'script>')),
    'inside what is inserted': (url) => { const div = document.createElement('div'), script = document.createElement('script'); script.src = url; div.append(script); box.replaceChildren(div); },
    'before the first script': (url) => { const script = document.createElement('script'); script.async = true; script.src = url; const first = document.getElementsByTagName('script')[0]; first.parentNode.insertBefore(script, first); },
    range: (url) => { const script = document.createElement('script'), range = document.createRange(); script.src = url; range.selectNodeContents(box); range.insertNode(script); },
    module: (url) => { const script = document.createElement('script'); script.type = 'module'; script.src = url; box.insertAdjacentElement('afterbegin', script); },
  },
  iframe: {
    src: (url) => { const frame = document.createElement('iframe'); frame.src = url; box.append(frame); },
    'src, once it is there': (url) => { const frame = document.createElement('iframe'); box.append(frame); frame.src = url; },
    setAttribute: (url) => { const frame = document.createElement('iframe'); frame.setAttribute('src', url); box.appendChild(frame); },
    'value of a node': (url) => { const frame = document.createElement('iframe'); frame.setAttribute('src', ''); box.append(frame); frame.attributes[0].nodeValue = url; },
    innerHTML: (url) => { box.innerHTML = '<iframe src="' + url + '"></iframe>'; },
    shadow: (url) => { const host = document.createElement('div'); box.append(host); host.attachShadow({ mode: 'open' }).innerHTML = '<iframe src="' + url + '"></iframe>'; },
    replaceWith: (url) => { const p = document.createElement('p'), frame = document.createElement('iframe'); box.append(p); frame.src = url; p.replaceWith(frame); },
    copy: (url) => { const frame = document.createElement('iframe'); frame.src = url; box.append(frame.cloneNode()); },
  },
})`;

stage('What a script makes', (story) => {
  for (const kind of ['img', 'script', 'iframe']) {
    story(
      `P12 P13: ${kind}, made by script in every way: nothing leaves before a grant, and with it each is loaded`,
      { pages: PAGE, tolerated: /own\.gif|404/ },
      async (world) => {
        const page = await world.open('/privacy');
        const names = await page.evaluate(
          ([ways, kind, origin]) => {
            const made = eval(ways)[kind]; // eslint-disable-line no-eval
            const outer = document.getElementById('box');
            const names = Object.keys(made);
            for (const [i, name] of names.entries()) {
              window.box = document.createElement('div');
              outer.append(window.box);
              made[name](`${origin}/way?${i}`);
            }
            return names;
          },
          [WAYS, kind, world.party.origin],
        );
        await world.settle(page);
        const asked = () =>
          names.filter((_, i) =>
            world.party.log.some((path) => path.startsWith(`/way?${i}`) && !/^\d/.test(path.slice(`/way?${i}`.length))),
          );
        assert.deepEqual(asked(), [], 'undecided');
        await page.evaluate(() => assent.reject());
        await world.settle(page);
        assert.deepEqual(asked(), [], 'refused');
        await page.evaluate(() => assent.accept());
        await world.becomes('granted', asked, names);
      },
    );
  }

  story(
    'P1: a loader that waits for its script is answered when that is granted, by the element that it made',
    { pages: PAGE },
    async (world) => {
      world.party.answer(
        '/api.js',
        'window.api = (window.api ?? 0) + 1; window.found = document.currentScript.dataset.own',
      );
      const page = await world.open('/privacy');
      await page.evaluate((url) => {
        window.loaded = new Promise((done, failed) => {
          const script = document.createElement('script');
          script.src = url;
          script.dataset.own = 'mine';
          script.onload = () => done(script.src === url && document.querySelectorAll(`script[src="${url}"]`).length);
          script.onerror = failed;
          document.head.append(script);
        });
      }, `${world.party.origin}/api.js`);
      await world.settle(page);
      assert.deepEqual(world.party.log, []);
      assert.equal(
        await page.evaluate(
          (url) => document.querySelectorAll(`script[src="${url}"]`).length,
          `${world.party.origin}/api.js`,
        ),
        1,
        'who looks for it finds it',
      );
      await page.evaluate(() => assent.accept());
      assert.equal(await page.evaluate(() => window.loaded), 1);
      assert.deepEqual(await page.evaluate(() => [window.api, window.found]), [1, 'mine']);
      await page.evaluate(() => assent.reject());
      await page.evaluate(() => assent.accept());
      await world.settle(page);
      assert.equal(await page.evaluate(() => window.api), 1, 'once on a page');
    },
  );

  story(
    'P13: a frame that waits is not said to have loaded, and an address that is given up is not waited for',
    { pages: PAGE },
    async (world) => {
      world.party.answer('/frame', '<p>frame', 'text/html');
      const page = await world.open('/privacy');
      await page.evaluate((origin) => {
        window.loads = [];
        const [, second] = ['frame', 'second'].map((name) => {
          const frame = document.createElement('iframe');
          frame.onload = () => window.loads.push(name);
          frame.src = `${origin}/${name}`;
          document.body.append(frame);
          return frame;
        });
        second.removeAttribute('src');
        const image = new Image();
        image.src = `${origin}/image`;
        image.removeAttribute('src');
        document.body.append(image);
      }, world.party.origin);
      await world.settle(page);
      assert.ok(!(await page.evaluate(() => window.loads)).includes('frame'));
      await page.evaluate(() => assent.accept());
      await world.until('it has loaded', () => page.evaluate(() => window.loads.includes('frame')));
      await world.settle(page);
      assert.deepEqual(world.party.log, ['/frame']);
    },
  );

  story('P13: an image or a frame that waits tells its address to whoever asks', { pages: PAGE }, async (world) => {
    const page = await world.open('/privacy');
    assert.deepEqual(
      await page.evaluate((origin) => {
        const image = new Image(),
          frame = document.createElement('iframe');
        image.src = `${origin}/image`;
        frame.src = `${origin}/frame`;
        document.body.append(image, frame);
        return [image.src, frame.src];
      }, world.party.origin),
      [`${world.party.origin}/image`, `${world.party.origin}/frame`],
    );
    await world.settle(page);
    assert.deepEqual(world.party.log, []);
  });

  const FRAMED = {
    '/privacy': scratch({
      body: `<div id="box"><div id="inner">
    <script type="text/plain" data-category="media">window.ran = (window.ran ?? 0) + 1</script>
    <script type="text/plain" data-category="media" data-src="${P}/script.js"></script>
    <img data-category="media" data-src="${P}/image" alt=""><iframe data-category="media" data-src="${P}/frame" title="frame"></iframe></div></div>`,
    }),
  };
  /** Ways in which a page keeps a part of itself, and puts it back. */
  const KEPT = {
    'outerHTML, innerHTML': {
      keep: () => {
        window.kept = inner.outerHTML;
      },
      back: () => {
        box.innerHTML = window.kept;
      },
    },
    'outerHTML, insertAdjacentHTML': {
      keep: () => {
        window.kept = inner.outerHTML;
      },
      back: () => {
        box.insertAdjacentHTML('beforeend', window.kept);
      },
    },
    'outerHTML, createContextualFragment': {
      keep: () => {
        window.kept = inner.outerHTML;
      },
      back: () => {
        box.append(document.createRange().createContextualFragment(window.kept));
      },
    },
    'outerHTML, DOMParser': {
      keep: () => {
        window.kept = inner.outerHTML;
      },
      back: () => {
        box.append(...new DOMParser().parseFromString(window.kept, 'text/html').body.childNodes);
      },
    },
    'outerHTML, template': {
      keep: () => {
        window.kept = inner.outerHTML;
      },
      back: () => {
        const template = document.createElement('template');
        template.innerHTML = window.kept;
        box.append(document.importNode(template.content, true));
      },
    },
    cloneNode: {
      keep: () => {
        window.kept = inner.cloneNode(true);
      },
      back: () => {
        box.append(window.kept);
      },
    },
    'cloneNode afterwards': {
      keep: () => {
        window.kept = inner;
        inner.remove();
      },
      back: () => {
        box.append(window.kept.cloneNode(true));
      },
    },
    'the body, as Turbo swaps it': {
      keep: () => {
        window.kept = document.body.cloneNode(true);
      },
      back: () => {
        document.body.replaceWith(window.kept);
      },
    },
    'taken out meanwhile': {
      keep: () => {
        window.kept = inner;
        inner.remove();
      },
      back: () => {
        box.append(window.kept);
      },
    },
    'a fragment': {
      keep: () => {
        window.kept = document.createDocumentFragment();
        window.kept.append(inner);
      },
      back: () => {
        box.append(window.kept);
      },
    },
  };
  for (const [way, { keep, back }] of Object.entries(KEPT)) {
    story(
      `P5: what was released and is put back after the withdrawal is held (${way})`,
      { pages: FRAMED },
      async (world) => {
        for (const path of ['/frame', '/script.js'])
          world.party.answer(
            path,
            path === '/frame' ? '<p>frame' : 'window.ran = (window.ran ?? 0) + 1',
            path === '/frame' ? 'text/html' : 'text/javascript',
          );
        const page = await world.open('/privacy');
        await page.evaluate(() => assent.accept());
        await world.until(
          'all is asked for',
          () => ['/script.js', '/image', '/frame'].every((path) => world.party.log.includes(path)),
          () => world.party.log,
        );
        await world.becomes('what ran', () => page.evaluate(() => window.ran), 2);
        await page.evaluate(keep);
        await page.evaluate(() => assent.reject());
        world.party.log.length = 0;
        await page.evaluate(back);
        await world.settle(page);
        assert.deepEqual([world.party.log, await page.evaluate(() => window.ran)], [[], 2]);
      },
    );
  }
});

stage('Addresses', (story) => {
  const SPELLINGS = [
    '{}',
    ' {}',
    'ht\ntp:{rest}',
    '\\\\{host}',
    '/\\{host}',
    'http:\\\\{host}',
    '//{host}',
    'HTTP:{rest}',
    'http:{rest.}',
    'http://user:pass@{host}',
  ];
  const BASE = {
    '/privacy': scratch({ config: HOSTED, head: `<base href="${P}/under/">`, body: '<div id="box"></div>' }),
  };

  for (const [name, pages, spellings] of [
    ['in every spelling', PAGE, SPELLINGS],
    ['relative to a foreign base', BASE, ['relative', '/absolute', '?query', './dots/../x']],
  ]) {
    story(
      `P10 P12: an address is what the browser takes it for (${name}): nothing leaves while its service is refused`,
      { pages, tolerated: /./ },
      async (world) => {
        const page = await world.open('/privacy');
        const sent = await page.evaluate(
          async ([spellings, origin]) => {
            const { host } = new URL(origin),
              rest = `//${host}`;
            const told = [];
            let n = 0;
            for (const spelling of spellings) {
              const url = () =>
                `${spelling.replace('{}', origin).replace('{host}', host).replace('{rest}', rest).replace('{rest.}', rest.replace(/:/, '.:'))}${/[{]/.test(spelling) ? '/x' : ''}${spelling.includes('?') ? '&' : '?'}${(n += 1)}`;
              await fetch(url(), { mode: 'no-cors' }).then(
                () => told.push(`fetch ${spelling}`),
                () => {},
              );
              navigator.sendBeacon(url(), 'x');
              const request = new XMLHttpRequest();
              request.open('GET', url());
              request.send();
              for (const Class of [EventSource, WebSocket]) {
                try {
                  new Class(Class === WebSocket ? url().replace(/^\s*http/i, 'ws') : url()).close();
                } catch {}
              }
              for (const tag of ['img', 'script', 'iframe']) {
                const element = document.createElement(tag);
                element.src = url();
                document.getElementById('box').append(element);
              }
              await fetch({ url: '/own', toString: url }, { mode: 'no-cors' }).catch(() => {});
            }
            return told;
          },
          [spellings, world.party.origin],
        );
        assert.deepEqual(sent, []);
        await world.settle(page);
        assert.deepEqual(world.party.log, []);
      },
    );
  }

  const SETS = {
    '/privacy': scratch({
      config: {
        ...HOSTED,
        services: [...HOSTED.services, { id: 'other', category: 'stats', name: 'Other', hosts: ['127.0.0.5'] }],
      },
      body: `
    <img data-category="stats" data-srcset="/own.gif 1x, ${P}/candidate 2x" alt=""><picture><source data-category="stats" data-srcset="/own.gif 100w, ${P}/source 200w"><img alt=""></picture>
    <img data-category="stats" data-src="${P}/dotted" alt="">`,
    }).replace('127.0.0.4:', '127.0.0.4:'),
  };
  story(
    'P12: every candidate of a srcset must be granted, not the first alone',
    { pages: SETS, context: { deviceScaleFactor: 2 }, tolerated: /own\.gif|404/ },
    async (world) => {
      const page = await world.open('/privacy');
      await page.evaluate(() => assent.choose({ stats: true, media: false }));
      await world.settle(page);
      assert.deepEqual(world.party.log, []);
    },
  );
});

stage('Order', (story) => {
  const say = (name, more = '') =>
    `<script type="text/plain" data-category="stats" ${more}>order.push('${name}')</script>`;
  const external = (name, more = '') =>
    `<script type="text/plain" data-category="stats" data-src="${P}/${name}.js" ${more}></script>`;
  const ordered = (body) => ({
    '/privacy': scratch({ config: HOSTED, head: '<script>window.order = []</script>', body }),
  });
  const order = (page) => page.evaluate(() => window.order);

  story(
    'P1: scripts that a browser neither fetches nor runs hold up nobody: nomodule, templates, data, for and event',
    {
      pages:
        ordered(`${external('legacy', 'nomodule')}${external('template', 'data-type="text/x-handlebars"')}${external('event', 'for="a" event="onclick"')}
      ${say('data', 'data-type="application/ld+json"')}${say('inline')}${external('modern', 'data-type="module"')}${external('last', 'defer')}`),
    },
    async (world) => {
      for (const name of ['legacy', 'template', 'event', 'modern', 'last'])
        world.party.answer(`/${name}.js`, `order.push('${name}')`);
      const page = await world.open('/privacy');
      await page.evaluate(() => assent.accept());
      await world.becomes('order', () => order(page), ['inline', 'modern', 'last']);
      assert.equal(
        await page.evaluate(() => document.querySelector('script[type="application/ld+json"]').text),
        "order.push('data')",
        'data is there to be read',
      );
    },
  );

  story(
    'P1: a script that never answers holds up those of its own service, and nobody else’s',
    {
      pages:
        ordered(`<script type="text/plain" data-category="media" data-src="${P}/silent.js"></script><script type="text/plain" data-category="media">order.push('media')</script>
      ${external('stats')}${say('stats inline')}${external('deferred', 'defer')}`),
    },
    async (world) => {
      for (const name of ['silent', 'stats', 'deferred']) world.party.answer(`/${name}.js`, `order.push('${name}')`);
      const release = world.party.hold('/silent.js');
      const page = await world.open('/privacy');
      await page.evaluate(() => assent.accept());
      await world.becomes('the others', () => order(page), ['stats', 'stats inline', 'deferred']);
      release();
      await world.becomes('and those that waited', () => order(page), [
        'stats',
        'stats inline',
        'deferred',
        'silent',
        'media',
      ]);
    },
  );

  story(
    'P5: a withdrawal lets nothing start that waited behind a script that never answers',
    {
      pages: ordered(`${external('silent')}${say('behind it')}${external('later', 'defer')}`),
    },
    async (world) => {
      const release = world.party.hold('/silent.js');
      const page = await world.open('/privacy');
      await page.evaluate(() => assent.accept());
      await world.until('it is asked for', () => world.party.log.includes('/silent.js'));
      await page.evaluate(() => assent.reject());
      release();
      await world.settle(page);
      assert.deepEqual([await order(page), world.party.log], [[], ['/silent.js']]);
    },
  );

  story(
    'P1: what names no service runs behind the scripts of its category, as its author wrote them',
    {
      pages:
        ordered(`<script type="text/plain" data-category="media" data-service="vendor" data-src="${P}/library.js"></script>
      <script type="text/plain" data-category="media">order.push('set up')</script><script type="text/plain" data-category="media" data-service="vendor" data-src="${P}/plugin.js"></script>`),
    },
    async (world) => {
      for (const name of ['library', 'plugin']) world.party.answer(`/${name}.js`, `order.push('${name}')`);
      const release = world.party.hold('/library.js');
      const page = await world.open('/privacy');
      await page.evaluate(() => assent.accept());
      await world.until('it is asked for', () => world.party.log.includes('/library.js'));
      release();
      await world.becomes('order', () => order(page), ['library', 'set up', 'plugin']);
    },
  );

  story(
    'P1: types are compared as HTML does: capitals and blanks, and what follows a semicolon',
    {
      pages: ordered(
        ['TEXT/PLAIN', ' text/plain ', 'text/plain;charset=utf-8', 'Text/Plain; x=y']
          .map((type, i) => `<script type="${type}" data-category="stats">order.push(${i})</script>`)
          .join('') +
          `<script type="text/plain" data-category="stats" data-type="Module">order.push('module')</script>`,
      ),
    },
    async (world) => {
      const page = await world.open('/privacy');
      await world.settle(page);
      assert.deepEqual(await order(page), []);
      await page.evaluate(() => assent.accept());
      await world.becomes('order', () => order(page), [0, 1, 2, 3, 'module']);
    },
  );
});

stage('Before anybody can decide', (story) => {
  const LATE = scratch({ attributes: `data-config="/late.json"`, body: '<div id="box"></div>' }).replace(
    /<script type="application\/json".*?<\/script>/,
    '',
  );
  const try_ = async (origin) => {
    const told = (window.told = {});
    fetch(`${origin}/fetch`, { mode: 'no-cors' }).then(
      () => {
        told.fetch = true;
      },
      () => {
        told.fetch = false;
      },
    );
    fetch('/robots.txt').then(
      () => {
        told.own = true;
      },
      () => {
        told.own = false;
      },
    );
    told.beacon = navigator.sendBeacon(`${origin}/beacon`, 'x');
    const request = new XMLHttpRequest();
    request.open('GET', `${origin}/request`);
    request.onload = () => {
      told.request = request.responseText;
    };
    request.onerror = () => {
      told.request = false;
    };
    request.send();
    const source = new EventSource(`${origin}/events`);
    source.addEventListener('ping', ({ data }) => {
      told.events = data;
      source.close();
    });
    source.onerror = () => {
      told.events ??= false;
    };
    const script = document.createElement('script');
    script.src = `${origin}/script`;
    script.onload = () => {
      told.script = true;
    };
    document.head.append(script);
  };
  const PATHS = ['/beacon', '/events', '/fetch', '/request', '/script'];
  const answers = (world) => {
    world.party.answer('/request', 'answered');
    world.party.answer('/events', 'event: ping\ndata: heard\n\n', 'text/event-stream');
  };
  const LATER = {
    pages: { '/privacy': LATE },
    tolerated: /404|MIME|favicon/,
  };

  for (const [name, config, granted] of [
    ['they go when the core says so', CONFIG, true],
    ['they fail when it says no', HOSTED, false],
  ]) {
    story(
      `B08: until the config is there, requests to other hosts wait, those to the own host go: ${name}`,
      LATER,
      async (world) => {
        answers(world);
        let release;
        const held = new Promise((done) => {
          release = done;
        });
        await world.context.route('**/late.json', async (route) => {
          await held;
          await route.fulfill({ json: config });
        });
        const page = await world.open('/privacy', { started: false });
        await page.evaluate(try_, world.party.origin);
        await world.until('the own host answers', () => page.evaluate(() => told.own));
        // behind what was asked for earlier
        await page.evaluate(() => fetch('/favicon.ico', { cache: 'no-store' }).catch(() => {}));
        assert.deepEqual(world.party.log, [], 'and nothing has left');
        release();
        if (granted) {
          await world.becomes('what is told', () => page.evaluate(() => told), {
            own: true,
            beacon: true,
            fetch: true,
            request: 'answered',
            events: 'heard',
            script: true,
          });
          // a beacon is sent when it suits the browser
          await world.becomes('what left', () => [...new Set(world.party.log)].sort(), PATHS);
        } else {
          await world.becomes('what is told', () => page.evaluate(() => told), {
            own: true,
            beacon: true,
            fetch: false,
            request: false,
            events: false,
          });
          await world.settle(page);
          assert.deepEqual(world.party.log, []);
        }
      },
    );
  }

  story(
    'B08: with a faulty config requests to other hosts fail, those to the own host go, and one error names the config',
    {
      pages: { '/privacy': scratch({ config: { ...CONFIG, nonsense: 1 }, body: '<div id="box"></div>' }) },
      complaints: [/assent.*#assent-config[^]*nonsense: expected no such key/],
      tolerated: /404|favicon/,
    },
    async (world) => {
      const page = await world.open('/privacy', { started: false });
      await page.evaluate(() => assent.ready.catch(() => {}));
      await page.evaluate(try_, world.party.origin);
      await world.becomes('what is told', () => page.evaluate(() => told), {
        own: true,
        beacon: false,
        fetch: false,
        request: false,
        events: false,
      });
      await world.until(
        'the error',
        () => world.complaints.some((text) => /nonsense/.test(text)),
        () => world.complaints,
      );
      assert.equal(
        world.complaints.filter((text) => /assent/.test(text) && !/404|favicon/.test(text)).length,
        1,
        world.complaints.join('\n'),
      );
      assert.deepEqual(world.party.log, []);
    },
  );
});
