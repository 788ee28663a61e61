// The network guard.

import assert from 'node:assert/strict';
import { stage } from './browser.mjs';
import { SITE } from './guard.mjs';

stage('The network guard', (story) => {
  story(
    'P10: nothing reaches an address that is refused: fetch, beacons, XMLHttpRequest, sockets, event sources',
    SITE,
    async (world) => {
      const page = await world.open('/privacy', { started: false });
      const told = await page.evaluate(async (origin) => {
        const refused = (path) => `${origin}/no-${path}`;
        const outcome = (promise) =>
          promise.then(
            () => 'answered',
            (error) => `${error instanceof TypeError} ${error.message}`,
          );
        const heard = (target, ...types) =>
          new Promise((done) => {
            const list = [];
            for (const type of types) {
              target.addEventListener(type, () => {
                list.push(`${type}${target.readyState ?? ''}`);
                if (type === types.at(-1)) done(list.join(' '));
              });
            }
          });
        const results = [
          await outcome(fetch(refused('fetch'))),
          await outcome(fetch(new URL(refused('fetch-url')))),
          await outcome(fetch(new Request(refused('fetch-request')))),
          navigator.sendBeacon(refused('beacon'), 'x'),
        ];
        const request = new XMLHttpRequest();
        request.open('GET', refused('xhr'));
        const handled = new Promise((done) => {
          request.onerror = ({ type }) => done(`on${type} ${request.status}`);
        });
        request.send();
        results.push(await heard(request, 'readystatechange', 'error', 'loadend'), await handled);
        const blocking = new XMLHttpRequest();
        blocking.open('GET', refused('xhr-sync'), false);
        blocking.send();
        results.push(`${blocking.readyState} ${blocking.status}`);
        const socket = new WebSocket(refused('socket').replace('http', 'ws'));
        const closed = new Promise((done) => {
          socket.onclose = ({ type }) => done(type);
        });
        socket.send('x');
        results.push(
          await heard(socket, 'error', 'close'),
          await closed,
          socket instanceof WebSocket,
          socket.url === refused('socket').replace('http', 'ws'),
          socket.CLOSED,
          socket.close(),
        );
        const source = new EventSource(refused('events'));
        results.push(await heard(source, 'error'), source instanceof EventSource);
        return results;
      }, world.party.origin);
      assert.deepEqual(told, [
        'true Failed to fetch',
        'true Failed to fetch',
        'true Failed to fetch',
        false,
        'readystatechange4 error4 loadend4',
        'onerror 0',
        '4 0',
        'error3 close3',
        'close',
        true,
        true,
        3,
        undefined,
        'error2',
        true,
      ]);
      await world.settle(page);
      assert.deepEqual(world.party.log, []);
    },
  );

  story(
    'P10: what is not refused goes as ever: texts, addresses, requests, relative ones',
    { ...SITE, tolerated: /WebSocket|404|MIME/ },
    async (world) => {
      world.party.answer('/js', 'window.ran = 1');
      const page = await world.open('/privacy', { started: false });
      const told = await page.evaluate(async (origin) => {
        const text = async (...args) => (await fetch(...args)).status;
        const results = [
          await text(`${origin}/a`),
          await text(new URL(`${origin}/b`)),
          await text(new Request(`${origin}/c`)),
          await text('/lesson'),
          await text('lesson', { method: 'GET' }),
          navigator.sendBeacon(`${origin}/beacon`, 'x'),
        ];
        const get = (url, ...rest) =>
          new Promise((done) => {
            const request = new XMLHttpRequest();
            request.onloadend = () => done(request.status);
            request.open('GET', url, ...rest);
            request.send();
          });
        results.push(await get(`${origin}/d`), await get('lesson', true), await get(new URL('/lesson', location)));
        const script = document.createElement('script');
        script.src = `${origin}/js`;
        await new Promise((done) => {
          script.onload = done;
          document.head.append(script);
        });
        const image = new Image();
        await new Promise((done) => {
          image.onerror = done;
          image.setAttribute('src', `${origin}/image`);
        });
        const again = new XMLHttpRequest(); // an object that is used twice
        again.open('GET', '/no-first');
        again.send();
        await new Promise((done) => {
          again.onerror = done;
        });
        again.open('GET', '/lesson');
        again.send();
        await new Promise((done) => {
          again.onload = done;
        });
        const events = new EventSource('/lesson');
        const socket = new WebSocket(origin.replace('http', 'ws'));
        socket.close();
        events.close();
        class Mine extends WebSocket {
          mine() {
            return this instanceof Mine && this instanceof WebSocket;
          }
        }
        const mine = new Mine(origin.replace('http', 'ws'));
        mine.close();
        return [
          ...results,
          window.ran,
          image.src === `${origin}/image`,
          again.status,
          again.readyState,
          events.readyState,
          socket.url.startsWith('ws'),
          mine.mine(),
        ];
      }, world.party.origin);
      assert.deepEqual(told, [200, 200, 200, 200, 200, true, 200, 200, 200, 1, true, 200, 4, 2, true, true]);
      await world.until(
        'what was sent',
        () => ['/a', '/b', '/c', '/d', '/beacon', '/js', '/image'].every((path) => world.party.log.includes(path)),
        () => world.party.log,
      );
    },
  );
});
