// What a story has in its hands: the servers, the browser's profile, and what has been seen of both.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readRecord } from '../../../web/cli/audit/record.js';
import { becomes, DEADLINE, settle, until } from './waiting.mjs';

/** Which service a request of the log belongs to. What the video host's page loads is the video's. */
const serviceOf = ({ path, query }) => (/(^|&)from=/.test(query) ? 'video' : path.split('/')[1].replace('.gif', ''));

/**
 * The config of the first of these pages that has one, or of the demo's built site.
 * @param {import('playwright-core').Page[]} pages
 */
async function configOf(pages) {
  for (const page of pages) {
    const [text, address] = await page
      .evaluate(() => {
        const script = document.querySelector('script[data-config]');
        return [document.getElementById('assent-config')?.textContent, script?.dataset.config];
      })
      .catch(() => []);
    if (text) return JSON.parse(text);
    if (address) return (await page.context().request.get(new URL(address, page.url()).href)).json();
  }
  return JSON.parse(readFileSync(new URL('../../../demo/aysar/site.json', import.meta.url), 'utf8'));
}

/** How a line on the console begins that says what Assent's event `error` tells. */
const TOLD = 'assent:error:';

/** Makes a profile's pages say on the console what they complain of. @param {import('playwright-core').BrowserContext} context */
export const makeHeard = (context) =>
  context.addInitScript((begins) => {
    // Firefox says of an error on the console no more than that it is one.
    const { debug } = console;
    addEventListener(
      'assent:error',
      ({ detail }) => {
        try {
          debug(`${begins} ${detail.error}\n${detail.error?.stack}`);
        } catch {
          /* a page that has replaced all */
        }
      },
      true,
    );
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
      console.error(`policy violated: ${effectiveDirective} by ${blockedURI} ${sample}`);
    });
  }, TOLD);

/** What a test has in its hands. */
export function worldOf(demo, other, context) {
  /** @type {string[]} */
  const complaints = [];
  /** Errors that Assent told of. @type {string[]} */
  const told = [];
  context.setDefaultTimeout(DEADLINE);
  /** What listens to the profile for this story alone. @type {[string, (...args: any[]) => void][]} */
  const listeners = [];
  const on = (event, listener) => {
    listeners.push([event, listener]);
    context.on(event, listener);
  };
  on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
    if (message.type() === 'debug' && message.text().startsWith(TOLD)) told.push(message.text());
  });
  on('weberror', (error) => {
    complaints.push(String(error.error().stack ?? error.error()));
  });

  /** Every address that this profile asked the third parties for, as the browser tells it. @type {string[]} */
  const asked = [];
  /** Those that have not ended yet. */
  const open = new Set();
  on('request', (request) => {
    if (!request.url().startsWith(demo.third)) return;
    asked.push(request.url());
    open.add(request);
  });
  for (const event of ['requestfinished', 'requestfailed']) on(event, (request) => open.delete(request));

  const reached = () => [...new Set(demo.log().map(serviceOf))].sort();

  const world = {
    ...demo,
    party: other,
    context,
    complaints,
    told,
    asked,
    until,
    becomes,
    settle,

    /** Nothing of the profile is heard any more. */
    end() {
      for (const [event, listener] of listeners) context.off(event, listener);
    },

    /** A new page of this profile. `started`: wait for Assent. @param {string} [address] */
    async open(address = '/', { started = true, page = undefined } = {}) {
      page ??= await context.newPage();
      await page.goto(new URL(address, demo.plexomni).href);
      // Playwright's own wait would bring a large script into each page first.
      if (started) await until('Assent starts', () => page.evaluate(() => window.assent?.ready.then(() => true)));
      return page;
    },

    /** The services that were reached, by what arrived at them. */
    reached,

    /**
     * Waits until exactly these services were reached, and sees that it stays so.
     * @param {any} page
     * @param {string[]} services
     */
    async reachedExactly(page, services) {
      const expected = [...services].sort();
      await until(`requests to ${expected}`, () => expected.every((id) => reached().includes(id)), reached);
      await settle(page);
      assert.deepEqual(reached(), expected, 'services that were reached');
    },

    /** Nothing left the browser: neither by its own account nor by the other side's. */
    async nothingLeft(page) {
      await settle(page);
      assert.deepEqual(asked, [], 'requests that the browser made to the third parties');
      assert.deepEqual(demo.log(), [], 'requests that reached the third parties');
    },

    /** Leaves the page, lets its last requests arrive, and begins a new count. */
    async leave(page) {
      await settle(page);
      // A film's frame is another site's: when the page is left nobody tells what it still asks for. So it has said its
      // last word before.
      const films = () =>
        page.evaluate(
          (/** @type {string} */ third) => document.querySelectorAll(`iframe[src^="${third}/video/embed/"]`).length,
          demo.third,
        );
      await until(
        'the films have begun',
        async () => demo.log().filter(({ path }) => path === '/video/beacon').length >= (await films()),
        demo.log,
      );
      await page.goto('about:blank');
      const arrived = ({ path, query }) => `${demo.third}${path}${query && `?${query}`}`;
      await until(
        'the last requests of the page that was left',
        () => {
          const log = new Set(demo.log().map(arrived));
          return [...open].every((request) => log.has(request.url()));
        },
        () => [...open].map((request) => request.url()),
      );
      demo.clear();
      open.clear();
      asked.length = 0;
    },

    /** Every cookie of this profile. A page's own read waits for what it wrote; the browser's list does not. */
    async cookies() {
      for (const page of context.pages())
        await page
          .evaluate(() => {
            void document.cookie;
          })
          .catch(() => {}); // a page without cookies has written none
      return context.cookies();
    },

    /** The stored decision, '' for none. */
    async record() {
      return (await context.cookies()).find(({ name }) => name === 'assent')?.value ?? '';
    },

    /** The stored decision, taken apart, with what it says of the page's categories, and of services that differ from theirs: granted *, refused !, against a signal ~, by a
     * parent '; null for none. */
    async decision() {
      const config = await configOf(context.pages());
      const read = readRecord(await world.record(), config);
      if (!read) return null;
      const { said, ...head } = read;
      const category = new Map(config.services?.map((one) => [one.id, one.category]));
      const differ = Object.keys(said).filter((id) => said[id] !== said[category.get(id)]);
      return {
        ...head,
        entries: differ
          .map((id) => id + { y: '*', n: '!', i: '~', p: "'" }[said[id]])
          .sort()
          .join(' '),
      };
    },

    /** Waits for a decision like this one. @param {Record<string, any>} expected */
    async decided(expected) {
      await becomes(
        'the stored decision',
        async () => {
          const found = await world.decision();
          return found && Object.fromEntries(Object.keys(expected).map((key) => [key, found[key]]));
        },
        expected,
      );
    },

    /** Names of all that is stored for this page’s site, but for what Assent notes beside the decision. */
    async stored(page) {
      const third = new URL(demo.third).hostname;
      // The page first: its read of a cookie waits for its writes, and the browser's own list does not.
      const [local, session] = await page.evaluate(() => [
        Object.keys(localStorage),
        Object.keys(sessionStorage),
        document.cookie,
      ]);
      const cookies = (await context.cookies()).filter(({ domain }) => domain !== third).map(({ name }) => name);
      return [
        ...cookies.map((name) => `cookie ${name}`),
        ...local.map((name) => `localStorage ${name}`),
        ...session.map((name) => `sessionStorage ${name}`),
      ]
        .filter((line) => !/ assent\.(seen|history|session)$/.test(line))
        .sort();
    },

    /** @param {RegExp[]} expected @param {RegExp} [tolerated] */
    check(expected, tolerated) {
      assert.deepEqual(
        complaints.filter((text) => !tolerated?.test(text) && !expected.some((pattern) => pattern.test(text))),
        [],
        'what the pages complained about',
      );
      for (const pattern of expected)
        assert.ok(
          complaints.some((text) => pattern.test(text)),
          `no complaint like ${pattern}: ${complaints}`,
        );
    },
  };
  return world;
}
