// What a page asks for, and whether it waits for anything.

/** How many times a page is waited for that goes on asking, or waits for an answer. */
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
  // A page need not read the answer to such a request, and then the browser does not say that it has ended.
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
     * Waits until the page is at rest: all its requests were answered, and it made no more although it had time to.
     */
    async settle() {
      for (let before = -1, round = 0; (asked !== before || open.size) && round < ROUNDS; round++) {
        before = asked;
        await page.evaluate(() => assentProbe.calm());
      }
    },
  };
}
