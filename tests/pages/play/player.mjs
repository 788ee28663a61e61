// Plays a page in its states, in one browser profile, and compares what is seen in the world with what the page
// expects.

import assert from 'node:assert/strict';
import { until } from '../../browser/stage/waiting.mjs';
import { cast } from './cast.mjs';
import { STATES } from './page.mjs';

/** @typedef {import('./page.mjs').Facts} Facts */

/**
 * What the player needs of a browser's page: Playwright's has it, and so has the one that WebDriver drives.
 * @typedef {{ goto: (url: string, options?: any) => Promise<any>, evaluate: (act: any, argument?: any) => Promise<any>
 *   }} Page
 */

/**
 * @param {ReturnType<typeof import('./page.mjs').pagesFor>[number]} one @param {Page} page
 * @param {{ open?: () => string[], leave?: () => Promise<unknown> }} [more]  open: requests that the browser has made
 *   and nobody has answered; leave: before the site without Assent is left
 */
export async function play(one, page, more = {}) {
  const stage = await cast(
    Object.fromEntries(Object.entries(one.answers).map(([path, answer]) => [path, { ...answer }])),
  );
  const { at, log } = stage;
  const fill = (/** @type {string} */ text) =>
    text.replace(/\{\{(\w+)\}\}/g, (_, member) => (member === 'port' ? `${stage.port}` : at(member)));
  for (const answer of Object.values(stage.answers)) answer.text = fill(answer.text);
  const path = `/${one.name}`;
  const hooks = await one.hooks();
  let asked = 0,
    ran = 0;
  /** What ran in a document that was left. @type {string[]} */
  let before = [];

  /** What is seen of the world. @param {string} text  as the instrument tells it */
  const factsIn = (text) => {
    /** @type {any} */
    const facts = { asked: log.slice(asked).sort(), ran: [], shows: '', stored: [], asks: false };
    for (const line of text.split('\n').slice(1)) {
      const [fact, value] = line.split('\t');
      if (fact === 'shows') facts.shows = value;
      else if (fact === 'asks') facts.asks = true;
      else facts[fact].push(value);
    }
    facts.stored.sort();
    facts.ran = [...before, ...facts.ran.slice(ran)];
    return /** @type {Facts} */ (facts);
  };

  /** @param {boolean} [all]  without it what is stored is not looked at, which takes a browser longest */
  const look = async (all) =>
    factsIn(
      await page.evaluate(
        (/** @type {boolean} */ everything) => /** @type {any} */ (window).instrument.look(everything),
        !!all,
      ),
    );

  /**
   * Whatever the page was going to ask for because of what happened so far has arrived, or failed to. A page can ask
   * only those whom it names.
   * @returns what is seen then
   */
  const barrier = async () => {
    const text = await page.evaluate(
      (/** @type {any} */ how) => /** @type {any} */ (window).instrument.barrier(...how),
      [one.starts, [...one.others, /** @type {const} */ ('own')].map(at).join(' ')],
    );
    const hasArrived = () =>
      (more.open?.() ?? []).every((url) => stage.arrived.some((line) => url.endsWith(line.split(' ')[1])));
    if (hasArrived()) return factsIn(text);
    await until('what the browser asked for arrives', hasArrived, more.open);
    return look(true);
  };

  const differs = (/** @type {Facts} */ seen, /** @type {Facts} */ expected) => {
    try {
      assert.deepEqual(seen, expected);
    } catch {
      return true;
    }
    return false;
  };

  /** @param {import('./page.mjs').State} state */
  const judge = async (state) => {
    const expected = one.expected[state];
    /** What was not seen in time is said below. @param {boolean} all @param {Facts} facts */
    const seen = async (all, facts) => {
      let looked = false;
      try {
        await until(`${one.name}, ${state}`, async () => {
          const differ = differs(await look(all), facts);
          looked = true;
          return !differ;
        });
      } catch (error) {
        if (!looked) throw error;
      }
    };
    await seen(false, { ...expected, stored: [] });
    let behind = await barrier();
    if (differs(behind, expected)) {
      await seen(true, expected); // what is stored comes and goes a little later
      behind = await barrier();
    }
    assert.deepEqual(behind, expected, `${one.name}, ${state}: seen, then expected`);
    asked += expected.asked.length;
    ran += expected.ran.length - before.length;
    before = [];
  };

  const open = async (host = at('own')) => {
    // A page on which something never answers is never loaded.
    await page.goto(`http://${host}${path}`, one.loads ? {} : { waitUntil: 'commit' });
    await until('the page begins', () =>
      page.evaluate(() => !!document.body && !!(/** @type {any} */ (window).instrument)),
    );
    ran = 0;
  };

  /** What each state begins with. @type {Record<import('./page.mjs').State, () => Promise<void>>} */
  const begin = {
    without: () => open(at('plain')),
    undecided: () => open(),
    async refused() {
      await page.evaluate(() => {
        /** @type {any} */ (window).instrument.press('reject');
      });
      await until('the banner goes', async () => one.expected.undecided.asks === false || !(await look()).asks);
      before = (await barrier()).ran;
      await open();
    },
    accepted: async () =>
      one.starts &&
      page.evaluate(
        (/** @type {any} */ choice) =>
          window.assent.ready
            .then(() => (choice ? window.assent.choose(choice) : window.assent.accept()))
            .catch(() => {}),
        one.accepts,
      ),
    returning: () => open(),
    withdrawn: async () =>
      one.starts && page.evaluate(() => window.assent.ready.then(() => window.assent.reject()).catch(() => {})),
  };

  try {
    for (const state of STATES.filter(
      (state) => !process.env.UNTIL || STATES.indexOf(state) <= STATES.indexOf(/** @type {any} */ (process.env.UNTIL)),
    )) {
      stage.answers[path] = { type: 'text/html', text: one.served(state !== 'without', at) };
      if (hooks[state])
        await hooks[state]({
          page,
          stage,
          at,
          barrier,
          until,
          begin: begin[state],
          first: () => {
            ran = 0;
          },
        });
      else await begin[state]();
      await page.evaluate((/** @type {string} */ now) => /** @type {any} */ (window).instrument.play(now), state);
      await judge(state);
      if (state === 'without') await more.leave?.();
    }
  } finally {
    await stage.close();
  }
}
