/**
 * The site's config, as the page tells it under `data-debug`.
 * @param {import('playwright-core').Page} page
 * @returns {() => Promise<string>} as JSON; '' as long as nobody heard of it
 */
export function heardConfig(page) {
  let config = Promise.resolve('');
  page.on('console', (message) => {
    const [, lines] = message.text().match(/^> config\n((?:> .*(?:\n|$))+)/) ?? [];
    if (!lines) return;
    const text = lines.replace(/^> /gm, '');
    // Packed (src/pack.h): a file beside the script has its own words.
    const file = message.location().url.replace(/[^/?]*(?=$|\?)/, 'assent.site.js');
    config = /^\s*\{/.test(text)
      ? Promise.resolve(text)
      : page.evaluate(async (url) => (await import(url)).default, file).catch(() => '');
  });
  return () => config;
}
