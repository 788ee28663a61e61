// What a page asks for, and whether it waits for anything.

/** So often a page is waited for that has still asked for something, or waits for an answer. */
export const ROUNDS = 30;

/** Kinds of requests by which a page may send something and never look at the answer. */
const REPORTS = new Set(['fetch', 'xhr', 'ping', 'eventsource']);

/** @param {import('playwright-core').Page} page */
export function trafficOf(page) {
  /** @type {import('./evidence.d.ts').Traffic[]} */
  const traffic = [];
  let asked = 0;
  /** Requests that nobody has answered yet. */
  const open = new Set();
  for (const event of /** @type {const} */ (['requestfinished', 'requestfailed']))
    page.on(/** @type {'requestfinished'} */ (event), (request) => open.delete(request));
  // Nobody need read the answer of a report, and then nothing says that it has ended.
  page.on('response', (response) => {
    if (REPORTS.has(response.request().resourceType())) open.delete(response.request());
  });
  page.on('request', (request) => {
    const url = request.url();
    asked++;
    open.add(request);
    if (/^https?:/.test(url)) traffic.push({ url, host: new URL(url).hostname });
  });
  return {
    traffic,

    /** The page is left: what it still waits for is never answered. */
    leave: () => open.clear(),

    /**
     * Until the page has nothing in hand: all it asked for was answered, and it did not ask for more while it had the
     * time to.
     */
    async settle() {
      for (let before = -1, round = 0; (asked !== before || open.size) && round < ROUNDS; round++) {
        before = asked;
        await page.evaluate(() => assentProbe.calm());
      }
    },
  };
}
