// A is accepted. The learner opens B, which must ask for itself, and comes back to A, where the choice still holds.

/** @param {any} world */
export async function accepted({ page, at, until, begin, stage, barrier, first }) {
  const before = stage.log.length;
  await begin();
  await until('A’s lecture', () => stage.log.slice(before).includes('film /a.html'));
  await page.goto(`http://${at('own')}/course-b/`);
  const asks = await until('B has begun', () =>
    page.evaluate(() =>
      window.assent.ready.then((/** @type {any} */ state) => (state.ask ? 'B asks' : 'B does not ask')),
    ),
  );
  await page.evaluate(() => window.assent.reject());
  await page.goto(`http://${at('own')}/two-sites-on-one-origin`);
  first();
  await until('A is back', () => page.evaluate(() => !!(/** @type {any} */ (window).instrument)));
  await page.evaluate((/** @type {string} */ text) => {
    document.querySelector('output').textContent = text;
  }, asks);
  await barrier();
}
