// The visit that decides nothing. It notes what is there before a choice, how each layer looks, where the keyboard
// goes, and what happens to somebody who does everything but choose.
import { DESKTOP, PHONE, SLOW } from './visit.js';

/** @typedef {import('./evidence.d.ts').Evidence} Evidence */
/** @typedef {import('./evidence.d.ts').Sight} Sight */
/** @typedef {import('./visit.js').Visit} Visit */

/**
 * At most so many other pages of a site are looked at: they differ only in what stands around the layers.
 */
const PAGES = 4;
/** Tab is pressed so often to reach every control of a layer. */
const TABS = 40;
/** So long nobody touches the page (ms); no timer waits longer. */
const LONG = 30 * 60 * 1000;

/** WCAG 1.4.12. */
const SPACING =
  '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}';

/** @param {Visit} visit @param {Evidence} evidence @param {string} layer */
async function looksAt({ page, rest, record }, { looks }, layer) {
  /** @param {{ width: number, height: number }} size @param {'light' | 'dark'} scheme @param {Sight} [sight] */
  async function take(size, scheme, sight = 'plain') {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: scheme });
    const reading = await page.evaluate(async (name) => {
      await assentProbe.rest();
      return assentProbe.read(name);
    }, layer);
    if (!reading) return;
    const name = layer !== 'first' ? layer : reading.controls.some(({ id }) => id === 'accept') ? 'banner' : 'notice';
    looks.push({ ...reading, sight, untouched, where: { width: size.width, scheme, layer: name } });
  }
  const untouched = (await record()) === '';
  if (layer !== 'first') await page.evaluate(() => assentProbe.unfold());
  await take(DESKTOP, 'light');
  await take(DESKTOP, 'dark');
  await take(PHONE, 'dark');
  await take(PHONE, 'light');
  if (layer === 'first') await take({ width: 320, height: 256 }, 'light', 'short');
  await page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }, SPACING);
  await take(PHONE, 'light', 'spaced');
  await page.evaluate(() => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1);
  });
  await rest();
}

/** @param {Visit} visit */
const focusOf = async ({ page, rest }) => {
  await rest(); // the panel makes room for the focus a frame later
  return page.evaluate(() => assentProbe.focus());
};

/** On the small screen: there a layer covers most. @param {Visit} visit @param {Evidence} evidence */
async function walkFirst(visit, { keys, looks }) {
  const { page } = visit;
  await page.setViewportSize(PHONE);
  const due = new Set(looks[0]?.controls.map(({ element }) => element));
  for (let i = 0; i < TABS && due.size; i++) {
    await page.keyboard.press('Tab');
    const at = await focusOf(visit);
    keys.first.push(at);
    if (at.layer === 'first') due.delete(at.element);
  }
  await page.evaluate(() => assentProbe.focusLast());
  keys.end.push(await focusOf(visit));
  for (let i = 0; i < 5; i++) {
    await page.keyboard.press('Shift+Tab');
    keys.end.push(await focusOf(visit));
  }
}

/**
 * Opens the preferences with the keyboard, walks around in them, and leaves with Escape.
 * @param {Visit} visit
 * @param {Evidence} evidence
 */
async function walkPreferences(visit, evidence) {
  const { page, until, shows } = visit;
  const { keys } = evidence;
  await page.setViewportSize(DESKTOP);
  const opener = (await page.evaluateHandle(() => assentProbe.opener())).asElement();
  if (!opener) return;
  keys.opener = await page.evaluate(() => assentProbe.describe(assentProbe.opener()));
  await opener.focus();
  await page.keyboard.press('Enter');
  if (!(await until(() => shows('preferences')))) return;
  keys.opened = await focusOf(visit);
  const stops = await page.evaluate(() => assentProbe.read('preferences')?.targets.length ?? 0);
  for (let i = 0; i < Math.min(stops, TABS) + 1; i++) {
    await page.keyboard.press('Tab');
    keys.preferences.push(await focusOf(visit));
  }
  for (let i = 0; i < 2; i++) {
    await page.keyboard.press('Shift+Tab');
    keys.preferences.push(await focusOf(visit));
  }
  await looksAt(visit, evidence, 'preferences');
  await page.setViewportSize(DESKTOP);
  await page.keyboard.press('Escape');
  await until(async () => !(await shows('preferences')), SLOW);
  await visit.settle();
  await until(
    () => page.evaluate((name) => assentProbe.describe(document.activeElement ?? document.body) === name, keys.opener),
    SLOW,
  );
  keys.closed = await focusOf(visit);
  await step(visit, evidence, 'Escape', 'preferences', '<dialog>');
}

/**
 * @param {Visit} visit
 * @param {Evidence} evidence
 * @param {string} what
 * @param {string} layer
 * @param {string} element
 */
async function step(visit, { steps }, what, layer, element) {
  await visit.settle();
  steps.push({ what, layer, element, record: await visit.record(), grants: (await visit.state()).grants });
}

/** Everything people do around a question without an answer in mind. @param {Visit} visit @param {Evidence} evidence */
async function pass(visit, evidence) {
  const { page, shows, control, press } = visit;
  if (await visit.openPreferences()) {
    await page.mouse.click(4, 4);
    await step(visit, evidence, 'a click beside it', 'preferences', '<dialog>');
    for (const id of ['hide', 'close']) {
      if (!(await shows('preferences', id)) || !(await press(control('preferences', id)))) continue;
      await step(visit, evidence, 'a click on the button that closes it', 'preferences', `<button data-id="${id}">`);
    }
  }
  await page.mouse.wheel(0, 4000);
  await page.mouse.wheel(0, -4000);
  await step(visit, evidence, 'scrolling', '', '<html>');
  await page
    .locator('h1, h2, p')
    .locator('visible=true')
    .first()
    .click({ timeout: 1000, position: { x: 2, y: 2 } })
    .catch(() => {});
  await step(visit, evidence, 'a click on the page', '', '<body>');
  if ((await shows('first')) && evidence.keys.first.length) {
    await page.locator('.assent-banner, .assent-notice').locator('button, a').first().focus();
    await page.keyboard.press('Escape');
    await step(visit, evidence, 'Escape', 'banner', '<div class="assent-banner">');
  }
}

/**
 * What stands around the layers on the page that is open.
 * @param {Visit} visit
 * @param {string} address
 * @returns {Promise<import('./evidence.d.ts').PageSeen>}
 */
const surroundings = async ({ page }, address) => ({
  address,
  ...(await page.evaluate(() => {
    const opener = assentProbe.opener();
    return {
      opener: opener ? assentProbe.describe(opener) : '',
      place: opener ? assentProbe.placeOf(opener) : '',
      optOuts: assentProbe.optOuts(),
      says: assentProbe.says(),
    };
  })),
});

/**
 * The other pages, with a clock that can be moved on.
 * @param {Visit} visit
 * @param {Evidence} evidence
 * @param {string[]} addresses
 */
async function wander(visit, evidence, addresses) {
  const { page, shows } = visit;
  await page.clock.install();
  for (const address of addresses) {
    if ((await visit.go(address)) >= 400) continue; // a link to nowhere is no page of the site
    if (!(await page.evaluate(() => 'assent' in window))) {
      evidence.pages.push({ address, opener: '', place: '', optOuts: [], says: [] });
      continue;
    }
    if ((await visit.arrive()) && !evidence.waited) {
      await step(visit, evidence, 'going to another page', '', '<html>');
      const text = () => page.evaluate(() => assentProbe.read('first')?.text ?? '');
      const before = await text();
      await page.clock.fastForward(LONG);
      await visit.settle();
      evidence.waited = { before, after: await text(), element: evidence.looks[0]?.element ?? '' };
      await step(visit, evidence, 'half an hour', 'banner', evidence.waited.element);
    }
    if (address !== evidence.facts.address) evidence.pages.push(await surroundings(visit, address));
    const drawn = evidence.looks.some(({ where }) => where.layer === 'inline');
    if (!drawn && (await shows('inline'))) await looksAt(visit, evidence, 'inline');
  }
}

/** The link of the first layer to the policy, followed. @param {Visit} visit @param {Evidence} evidence */
async function follow({ context }, evidence) {
  const [look] = evidence.looks;
  const link = look && /banner|notice/.test(look.where.layer ?? '') ? look.links[0] : undefined;
  if (!link) return;
  const answer = await context.request.get(link.href).catch(() => null);
  evidence.policy = { element: link.element, address: link.href, status: answer?.status() ?? 0, here: link.here };
}

/** @param {Visit} visit @param {Evidence} evidence  is filled in */
export async function lookAround(visit, evidence) {
  const { page, traffic } = visit;
  const addresses = (await page.evaluate(() => assentProbe.pages())).slice(0, PAGES);
  evidence.before = { traffic: traffic.slice(), stored: await visit.stored() };
  evidence.pages.push(await surroundings(visit, evidence.facts.address));
  if (await visit.shows('first')) {
    await looksAt(visit, evidence, 'first');
    await follow(visit, evidence);
    await walkFirst(visit, evidence);
  }
  await walkPreferences(visit, evidence);
  await pass(visit, evidence);
  if (await visit.shows('inline')) await looksAt(visit, evidence, 'inline');
  await wander(visit, evidence, addresses.length ? addresses : [evidence.facts.address]);
}
