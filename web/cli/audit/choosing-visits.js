// The visits that decide: one accepts and withdraws, one saves, one presses the X where there must be one, and one
// refuses.
import { SLOW } from './visit.js';

/** @typedef {import('./evidence.d.ts').Evidence} Evidence */
/** @typedef {import('./visit.js').Visit} Visit */

const DAY = 86_400_000;

/**
 * The second layer, from the first if that leads there.
 * @param {Visit} visit
 * @returns {Promise<number>} clicks from an open layer; -1: it did not open
 */
async function toPreferences(visit) {
  if (
    (await visit.shows('first', 'settings')) &&
    (await visit.press(visit.control('first', 'settings'))) &&
    (await visit.until(() => visit.shows('preferences')))
  )
    return 1;
  return (await visit.openPreferences()) ? 0 : -1;
}

/** Is there anything to choose in the second layer? @param {Visit} visit */
const isOpen = ({ page }) =>
  page.evaluate(() => {
    const reading = assentProbe.read('preferences');
    return (
      !reading || reading.switches.length > 0 || reading.controls.some(({ id }) => /^(accept|reject|save)$/.test(id))
    );
  });

/**
 * The shortest way to an answer for everything; null where nothing is left to anybody's choice.
 * @param {Visit} visit
 * @param {'accept' | 'reject'} id
 */
async function answer(visit, id) {
  if (await visit.shows('first', id)) {
    const choice = await visit.choose('first', id);
    if (choice.clicks < Infinity) return choice;
  }
  const clicks = await toPreferences(visit);
  return (await isOpen(visit)) ? visit.choose('preferences', id, Math.max(0, clicks)) : null;
}

/** @param {Visit} visit @param {Evidence} evidence */
export async function refuse(visit, evidence) {
  const { page, context } = visit;
  const { address, law } = evidence.facts;
  await visit.go();
  await visit.arrive();
  evidence.refused = await answer(visit, 'reject');
  if (!evidence.refused) return;
  const own = await visit.cookieName();
  const cookie = (await context.cookies(page.url())).find(({ name }) => name === own);
  evidence.expires = cookie ? cookie.expires * 1000 - Date.now() : evidence.refused.record ? Infinity : 0;
  await visit.go();
  evidence.asked.push({ when: 'when the page is loaded again', asks: await visit.arrive() });
  const refused = await page.evaluate(() => assentProbe.content());
  const days = Number(law?.wait ?? 184) - 1;
  await page.clock.setFixedTime(Date.now() + days * DAY);
  await visit.go();
  evidence.asked.push({ when: `${days} days later`, asks: await visit.arrive() });
  // What others put into the page once they may is not what a wall would have kept back.
  await page.route(
    ({ hostname }) => hostname !== new URL(address).hostname,
    (route) => route.abort(),
  );
  await page.evaluate(() => window.assent.accept());
  await visit.go();
  await visit.arrive();
  evidence.content = { refused, accepted: await page.evaluate(() => assentProbe.content()) };
}

/**
 * Held pictures of the audit's own, one for each category: whether the gate is open can be seen on any page.
 * @param {Visit} visit
 * @param {string[]} ids
 * @param {string} round
 */
const plant = ({ page }, ids, round) =>
  page.evaluate(
    ([categories, name]) => {
      for (const id of categories) {
        const image = document.createElement('img');
        image.alt = '';
        image.hidden = true;
        image.dataset.category = id;
        image.dataset.src = `/assent-audit/${name}/${id}`;
        document.body.append(image);
      }
    },
    /** @type {[string[], string]} */ ([ids, round]),
  );

/** @param {Visit} visit @param {Evidence} evidence */
export async function accept(visit, evidence) {
  const { page, traffic } = visit;
  const ids = evidence.facts.config.categories.filter(({ purpose }) => purpose !== 'necessary').map(({ id }) => id);
  await page.route('**/assent-audit/**', (route) => route.fulfill({ status: 204 }));
  /** @param {string} round */
  const arrived = (round) =>
    ids.filter((id) => traffic.some(({ url }) => url.endsWith(`/assent-audit/${round}/${id}`)));
  await visit.go();
  await visit.arrive();
  await plant(visit, ids, 'first');
  const choice = await answer(visit, 'accept');
  evidence.accepted = choice;
  if (!choice) return;
  const late = () => ids.filter((id) => choice.state.grants[id] && !arrived('first').includes(id));
  await visit.until(async () => !late().length, SLOW);
  const had = await visit.stored();
  const ran = late();
  if (!(await visit.openPreferences())) return;
  evidence.withdrawn = await visit.choose('preferences', 'reject');
  await plant(visit, ids, 'later');
  await visit.settle();
  const stored = await visit.stored();
  const held = arrived('later');
  await page.goto('about:blank'); // what ran and cannot be unloaded may say goodbye: that is not the next page's doing
  await visit.settle().catch(() => {});
  const start = traffic.length;
  await visit.go();
  await visit.arrive();
  evidence.after = {
    traffic: traffic.slice(0, start),
    stored,
    had,
    probes: { id: 'assent-audit', ran, held },
    reloaded: { traffic: traffic.slice(start), stored: await visit.stored() },
  };
  await page.evaluate(async () => {
    await window.assent.accept();
    await window.assent.withdraw();
  });
  evidence.revoked = {
    clicks: 0,
    element: 'assent.withdraw()',
    layer: '',
    record: await visit.record(),
    state: await visit.state(),
    said: [],
  };
}

/** @param {Visit} visit @param {Evidence} evidence */
export async function save(visit, evidence) {
  const { page, context } = visit;
  await visit.go();
  await visit.arrive();
  if ((await toPreferences(visit)) < 0 || !(await isOpen(visit))) return;
  evidence.saved = await visit.choose('preferences', 'save');
  if (!(await visit.openPreferences())) return;
  const switches = () => page.evaluate(() => assentProbe.read('preferences')?.switches ?? []);
  const off = (await switches()).find(({ checked }) => !checked);
  if (off) {
    await visit.press(visit.control('preferences', off.id));
    await visit.rest();
    const on = (await switches()).find(({ id }) => id === off.id);
    if (on) evidence.moved.push({ off, on, layer: 'preferences' });
  }
  const choice = await visit.choose('preferences', 'save');
  // Signed out: nothing of the site is left but the decision.
  const name = await visit.cookieName();
  const cookies = await context.cookies();
  await context.clearCookies();
  await context.addCookies(cookies.filter((one) => one.name === name));
  const elsewhere = (await page.evaluate(() => assentProbe.pages()))[0] ?? evidence.facts.address;
  await visit.go(elsewhere);
  const there = await page.evaluate(() => 'assent' in window);
  if (there) await visit.arrive();
  const opened = there && (await visit.openPreferences());
  const shown = Object.fromEntries(
    opened ? (await switches()).filter(({ mixed }) => !mixed).map(({ id, checked }) => [id, checked]) : [],
  );
  evidence.chosen = { choice, page: elsewhere, shown, opened };
}

/** @param {Visit} visit @param {Evidence} evidence */
export async function cross(visit, evidence) {
  await visit.go();
  await visit.arrive();
  if (await visit.shows('first', 'x')) evidence.x = await visit.choose('first', 'x');
}
