// The browser tests' stage: one browser for all files that share a process, and for each test servers of its own, a
// profile in which nothing is, and a list of complaints.
//
//   stage('First visit', (story) => {
//     story('P1: …', async ({ open, until, reached }) => { … });
//   });
//
// Nothing waits for time: `until` polls a condition and, if it never comes, says what it saw last. What must *not*
// happen is looked for behind a barrier (`settle`). Whatever the page complains about (errors, violations of its
// policies) fails the test, unless the test says that it expects it.
//
// With ENGINE=firefox the stories are played in Debian's Firefox (tests/firefox/ does so); what only Chromium can be
// made to do is passed over there.
//
// stage/ holds its parts: engine.mjs (browsers), profiles.mjs, waiting.mjs, world.mjs (what a story has in its hands),
// party.mjs (an origin that answers what a test says), pages.mjs (pages that a test writes, and hands for them).

import { before, describe, it } from 'node:test';
import { serve } from '../../demo/server.mjs';
import { browserLike, closeBrowsersInTheEnd, IN_FIREFOX, inFolder, installed } from './stage/engine.mjs';
import { party } from './stage/party.mjs';
import { atNewAddress, withProfile } from './stage/profiles.mjs';
import { until } from './stage/waiting.mjs';
import { makeHeard, worldOf } from './stage/world.mjs';

export * from './stage/engine.mjs';
export * from './stage/pages.mjs';
export { becomes, settle, until } from './stage/waiting.mjs';

/** For a story, in milliseconds. */
const TEST_DEADLINE = 120_000;

/**
 * @typedef {object} Story
 * @property {any} [serve]      options of the demo's server
 * @property {any} [context]    options of the browser profile
 * @property {Record<string, string | ((party: string) => string)>} [pages]  pages of the first site that the test
 *   writes itself
 * @property {string | null} [policy]   Content-Security-Policy of those pages; {{party}} is the other origin of the
 *   test; {{third}} that of the third parties, {{port}} its port, for those who call it by a name
 * @property {RegExp[]} [complaints]    what the page must complain about, and may
 * @property {RegExp} [tolerated]       what it may complain about, where engines differ
 * @property {string} [chromium]        why this story is Chromium's alone
 * @property {boolean} [instrument]     the course sites have the demo's instrument on them
 */

/**
 * @param {string} title
 * @param {...any} rest  what the browser must be like (may be left out), then the function that tells the stories
 */
export function stage(title, ...rest) {
  const tell = rest.pop();
  /** @type {Engine} */
  const engine = rest[0] ?? {};
  const { hosts, bfcache, preferences } = engine;
  const skip = IN_FIREFOX && (hosts || bfcache || preferences) ? 'only Chromium can be made so' : false;
  closeBrowsersInTheEnd(); // in the end of the file, not of the stage: another may want the same
  // Two: three kept two processors no busier (4 % sooner done), and each story half as long again. In Firefox one page
  // at a time has the keyboard.
  describe(title, { concurrency: IN_FIREFOX ? 1 : 2, skip }, () => {
    if (!engine.preferences) before(() => browserLike(engine)); // so that no story's time has the start of a browser in it
    tell(storyIn(engine));
  });
}

/**
 * A page of the course sites without the demo's instrument, which is no part of a site and asks its server for the log
 * every other second.
 * @param {string} html
 */
const withoutInstrument = (html) =>
  html.replace(/<(link|script)[^>]*"\/demo\/watch\.\w+"[^>]*>(<\/script>)?|<aside class="watch"[^]*?<\/aside>/g, '');

/** @param {Engine} engine */
function storyIn(engine) {
  /** @param {string} name @param {...any} rest  options (may be left out), then what happens */
  return function story(name, ...rest) {
    const happens = rest.pop();
    /** @type {Story} */
    const options = rest[0] ?? {};
    it(name, { timeout: TEST_DEADLINE, skip: IN_FIREFOX && options.chromium }, async () => {
      const other = await atNewAddress(party, ({ origin }) => [origin]);
      const fill = (text) =>
        text
          .replaceAll('{{party}}', other.origin)
          .replaceAll('{{third}}', demo.third)
          .replaceAll('{{port}}', new URL(demo.third).port);
      const own = (site, path) => site === 'plexomni' && options.pages?.[path];
      const served = {
        port: 0,
        ...(process.env.ASSENT_OUT && { assent: process.env.ASSENT_OUT }),
        ...options.serve,
        page(html, site, path) {
          if (own(site, path)) return fill(own(site, path));
          const course = options.instrument ? html : withoutInstrument(html);
          return options.serve?.page?.(course, site, path) ?? course;
        },
        headers: (site, path) =>
          own(site, path)
            ? {
                'content-security-policy': options.policy ? fill(options.policy) : null,
                link: null,
                ...options.serve?.headers?.(site, path),
              }
            : options.serve?.headers?.(site, path),
      };
      const demo = await atNewAddress(
        () => serve(served),
        ({ plexomni, aysar, third }) => [plexomni, aysar, third],
      );
      const profile = { viewport: { width: 1000, height: 700 }, ...options.context };
      /** @param {import('playwright-core').BrowserContext} context */
      const play = async (context) => {
        const world = worldOf(demo, other, context);
        try {
          await happens(world);
          // What a page complains of may need a file first, and that a second.
          await until(
            'the complaints that are expected',
            () => (options.complaints ?? []).every((pattern) => world.complaints.some((text) => pattern.test(text))),
            () => world.complaints,
          );
          world.check(options.complaints ?? [], options.tolerated);
        } catch (error) {
          if (world.complaints.length)
            error.message += `\nThe pages complained:\n${[...world.complaints, ...world.told].join('\n')}`;
          throw error;
        } finally {
          world.end();
        }
      };
      try {
        await (engine.preferences
          ? inFolder(async (folder) => {
              const context = await installed(folder, engine, profile);
              await makeHeard(context);
              await play(context).finally(() => context.close());
            })
          : withProfile(engine, profile, play));
      } finally {
        await demo.close();
        await other.close();
      }
    });
  };
}
