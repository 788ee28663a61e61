// The learner goes on, refuses everything there, and comes back to a page that its server forbids to be kept.

/** @param {any} world */
export async function withdrawn({ page, at, until }) {
  await page.goto(`http://${at('own')}/other`);
  await page.evaluate(() => window.assent.ready.then(() => window.assent.reject()));
  await page.goBack();
  await until('the page is back', () => page.evaluate(() => !!(/** @type {any} */ (window).instrument)));
}
