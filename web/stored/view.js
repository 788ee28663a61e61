/// <reference path="../panel/assets.d.ts" />
// The view: what is stored here, by purpose and service, and what can be done about it. It is drawn into a panel in place of the
// preferences, and follows what is stored while it is there.
import { button, idOf, make, paragraph, refill, stylesheet } from '../panel/dom.js';
import { entriesOf } from './entries.js';
import { erase } from './erase.js';
import { itemsOf, keyOf, ledgerOf, wouldGo } from './inventory.js';
import { endOf, fill, relative, sizeOf } from './words.js';
import css from './view.css';

/** @typedef {import('./inventory.js').Item} Item */
/** @typedef {import('./inventory.js').Named} Named */
/** @typedef {'refused' | 'behaviour' | 'everything'} Sweep */
/** @typedef {'erase' | 'clear' | 'shared'} Step  what asks for a confirmation */

/**
 * @typedef {object} Setting
 * @property {import('./words.js').Words} words
 * @property {import('./host.js').Host} host
 * @property {ReturnType<typeof import('./words.js').namesOf>} names
 * @property {(format: string) => Promise<object>} save
 */

/**
 * @typedef {object} Seen  what there is to draw
 * @property {Item[]} items
 * @property {Record<Sweep, Set<string>>} goes  what each way to erase would take
 * @property {boolean} shared  others use this device
 */

/** How often the list is brought up to date: some areas tell nobody of their changes. */
const EVERY = 2000;

/** What erases, for each step. @type {Record<Step, Sweep>} */
const SWEEP = { erase: 'behaviour', clear: 'everything', shared: 'everything' };

/** The views that are open, by their panel. @type {WeakMap<Element, ReturnType<typeof open>>} */
const views = new WeakMap();

let dressed = false;

/** Nothing moves before there is something to show. @param {HTMLElement} root @param {Setting} setting @param {Step} [step] */
export async function viewIn(root, setting, step) {
  const { host } = setting;
  const first = await see(host);
  if (!root.isConnected) return; // closed meanwhile
  if (!dressed) stylesheet(host.nonce)(css);
  dressed = true;
  let view = views.get(root);
  if (!view?.isOpen()) {
    view = open(root, setting, first);
    views.set(root, view);
  }
  view.begin(step);
}

/** @param {import('./host.js').Host} host @returns {Promise<Seen>} */
async function see({ ask, site, kept, now }) {
  const entries = await entriesOf(site);
  const [time, seen] = [now(), ledgerOf(kept.ledger())];
  const kinds = /** @type {const} */ (['refused', 'behaviour', 'everything']);
  const [items, [panel], ...goes] = await Promise.all([
    itemsOf(ask, time, entries, seen), ask(['show\tinline']), ...kinds.map(kind => wouldGo(ask, time, kind, entries, seen)),
  ]);
  return {
    items,
    shared: panel.some(([effect, word]) => effect === 'say' && word === 'shared'),
    goes: /** @type {Seen['goes']} */ (Object.fromEntries(kinds.map((kind, i) => [kind, goes[i]]))),
  };
}

/** @param {HTMLElement} root @param {Setting} setting @param {Seen} first */
function open(root, { words, host, names, save }, first) {
  const title = make('h3', '', [words.title], { tabindex: '-1', 'data-id': 'stored-title' });
  const offers = make('div', 'assent-offers');
  const actions = make('div', 'assent-actions', [button('stored-html', words.save.html), button('stored-json', words.save.json),
    button('stored-erase', words.confirm.erase.ask), button('stored-clear', words.confirm.clear.ask)]);
  const question = make('div', 'assent-question');
  const list = make('div', 'assent-list');
  const body = make('div', 'assent-scroll assent-stored', [
    title, paragraph(fill(words.intro, { site: host.site.site.name })), question, offers, actions, list, paragraph(words.unseen),
  ]);
  const status = make('output', 'assent-status');
  const foot = make('div', 'assent-foot', [status, make('div', 'assent-buttons', [button('stored-back', words.back)])]);
  let seen = first;
  let drawn = '';
  /** @type {Step | undefined} */
  let asked;

  // ---- its place in the panel ----

  /** Where the reader was, for when the panel is redrawn under them. */
  let [place, top] = ['stored-title', 0];
  body.addEventListener('focusin', ({ target }) => { place = idOf(/** @type {Element} */ (target)) || place; });
  body.addEventListener('scroll', () => { if (isOpen()) top = body.scrollTop; }, { passive: true });

  /** The preferences wait behind it, and what redraws them leaves it there. */
  function settle() {
    const lost = document.activeElement === document.body;
    for (const child of /** @type {Iterable<HTMLElement>} */ (root.children)) {
      if (child !== body && child !== foot && !child.classList.contains('assent-head')) child.hidden = true;
    }
    if (body.parentNode === root) return;
    const was = top;
    root.append(body, foot);
    body.scrollTop = was;
    if (lost) focusOn(place);
  }
  const observer = new MutationObserver(settle);

  let closed = false;
  /** Its panel is there; what is within it may be about to be put back. */
  const isOpen = () => !closed && root.isConnected;

  function close() {
    closed = true;
    stop();
    body.remove();
    foot.remove();
    for (const child of /** @type {Iterable<HTMLElement>} */ (root.children)) child.hidden = false;
    /** @type {HTMLElement | null} */ (root.querySelector('[data-id=stored]'))?.focus();
  }

  // ---- drawing ----

  /** @param {string} term @param {string} text */
  const fact = (term, text) => make('div', '', [make('dt', '', [term]), make('dd', '', [text])]);

  /** @param {number | null} time @param {number} now */
  const since = (time, now) => time === null ? words.notKnown : relative(words, Math.min(time, now), now);

  /** @param {Item} item */
  const staysFor = ({ hidden, record, service }) => words.stays[hidden ? 'hidden' : record ? 'record' : service === 'assent' ? 'own' : 'needed'];

  /** @param {Item} item @param {number} now */
  function drawItem(item, now) {
    const { area, name, size, first, last, record, deletable, holds, category } = item;
    const remove = button(`stored-row ${keyOf(item)}`, words.delete);
    remove.setAttribute('aria-label', fill(words.deleteOne, { name }));
    const isEstimate = area === 'indexedDB' || area === 'cache';
    const amount = size === null ? words.notKnown : sizeOf(words, size);
    return make('li', '', [
      make('div', 'assent-item', [
        make('div', 'assent-about', [
          make('span', 'assent-name', [name, record && make('span', 'assent-new', [words.record]), !holds && category && make('span', 'assent-new', [words.refused])]),
          make('dl', '', [
            fact(words.in, words.areas[area]),
            fact(words.size, isEstimate && size !== null ? fill(words.about, { size: amount }) : amount),
            fact(words.first, since(first, now)),
            last !== null && fact(words.last, since(last, now)),
            fact(words.goes, endOf(words, item, now)),
          ]),
          !deletable && paragraph(staysFor(item), 'assent-law'),
        ]),
        deletable && remove,
      ]),
    ]);
  }

  /** Every group by its purpose, in the site's order; first what is the site's own, then service by service. @param {number} now */
  function drawGroups(now) {
    const { site, services = [], categories } = host.site;
    /** @param {string} label @param {string} text @param {[string, Item[]][]} parts */
    const group = (label, text, parts) => parts.some(([, items]) => items.length) && make('section', 'assent-category', [
      make('h4', '', [label]),
      paragraph(text),
      ...parts.filter(([, items]) => items.length).flatMap(([name, items]) => [
        name && make('h5', '', [name]), make('ul', '', items.map(item => drawItem(item, now))),
      ]),
    ]);
    const { items } = seen;
    return [
      ...categories.map((/** @type {any} */ { id }) => {
        const own = items.filter(({ category }) => category === id);
        const others = services.map((/** @type {any} */ one) => [one.name, own.filter(({ service }) => service === one.id)]);
        return group(names.name(id), '', [[fill(words.site, { site: site.name }), own.filter(({ service }) => !service)], ...others]);
      }),
      group(words.unknown, words.unknownText, [['', items.filter(({ category, service }) => !category && !service)]]),
      group(words.own, words.ownText, [['', items.filter(({ service }) => service === 'assent')]]),
    ].filter(Boolean);
  }

  function draw() {
    const { items, goes, shared } = seen;
    const { size: refused } = goes.refused;
    const now = host.now();
    refill(offers, /** @type {Node[]} */ ([
      refused > 0 && make('div', 'assent-lingering', [paragraph(fill(words.kept, { count: refused })), button('stored-kept', words.keptYes)]),
      shared && make('div', 'assent-lingering', [paragraph(words.shared), button('stored-shared', words.confirm.shared.ask)]),
    ].filter(Boolean)));
    const total = items.reduce((sum, { size }) => sum + (size ?? 0), 0);
    refill(list, [
      make('p', 'assent-total', [items.length ? fill(words.total, { count: items.length, size: sizeOf(words, total) }) : words.empty]),
      .../** @type {Node[]} */ (drawGroups(now)),
    ]);
  }

  /** Draws anew what has changed. */
  function update() {
    const now = host.now();
    const shape = JSON.stringify([seen.items.map(({ value, first, last, ...item }) =>
      [item, [first, last].map(time => time && relative(words, time, now)), endOf(words, item, now)]), [...seen.goes.refused], seen.shared]);
    if (shape === drawn || !isOpen()) return;
    drawn = shape;
    draw();
    if (asked) ask(asked);
  }

  async function refresh() {
    seen = await see(host);
    update();
  }

  // ---- what people do ----

  /** @param {string} text */
  const say = text => { status.textContent = text; };

  /** @param {string} id */
  const focusOn = id => /** @type {HTMLElement | null} */ (body.querySelector(`[data-id="${id}"]`))?.focus();

  /** Puts the question, in place of what leads to it; the same one again keeps the focus where it is. @param {Step} step */
  function ask(step) {
    const { title, text, yes } = words.confirm[step];
    refill(question, [make('div', 'assent-lingering', [
      make('h4', '', [title], { tabindex: '-1', 'data-id': 'stored-question', id: `assent-${step}` }),
      paragraph(fill(text, { count: seen.goes[SWEEP[step]].size })),
      make('div', 'assent-actions', [button('stored-yes', yes), button('stored-no', words.no)]),
    ], { role: 'group', 'aria-labelledby': `assent-${step}` })]);
    asked = step;
    offers.hidden = actions.hidden = true;
  }

  function unask() {
    asked = undefined;
    question.replaceChildren();
    offers.hidden = actions.hidden = false;
  }

  /** @param {Step} [step] */
  function begin(step) {
    say('');
    if (!step) return title.focus();
    ask(step);
    focusOn('stored-question');
  }

  /** The buttons that delete a row, in order, and where the focus goes when this one is gone: to the next, else the one before, else the top. @param {string} id */
  function after(id) {
    const all = /** @type {HTMLElement[]} */ ([...list.querySelectorAll('button')]);
    const at = all.findIndex(one => one.dataset.id === id);
    const next = all[at + 1] ?? all[at - 1];
    return next?.dataset.id ?? 'stored-title';
  }

  /** @param {Named[]} gone @param {string} focus */
  async function tell(gone, focus) {
    await refresh();
    say(gone.length === 1 ? fill(words.deleted, { name: gone[0].name }) : gone.length ? fill(words.deletedMany, { count: gone.length }) : words.nothing);
    if (isOpen()) focusOn(focus);
  }

  /** @param {string} id  of the button */
  async function press(id) {
    const [, what, key] = /^stored-(\w+) ?([^]*)$/.exec(id) ?? [];
    if (what === 'back') return close();
    say('');
    if (what === 'html' || what === 'json') {
      await save(what);
      say(words.saved);
    } else if (what === 'row') {
      const focus = after(id);
      const gone = await erase(host, { rows: seen.items.filter(item => keyOf(item) === key) });
      await tell(gone, gone.length ? focus : id);
      if (!gone.length) say(words.undeleted);
    } else if (what === 'kept') await tell(await erase(host, { refused: true }), 'stored-title');
    else if (what === 'yes') {
      const step = asked;
      unask();
      const gone = await erase(host, step === 'erase' ? {} : { everything: true });
      if (step === 'shared') gone.push(...await host.logout());
      await tell(gone, 'stored-title');
    } else if (what === 'no') {
      const step = asked;
      unask();
      focusOn(`stored-${step}`);
    } else begin(/** @type {Step} */ (what));
  }

  // The panel listens on the root for buttons of its own.
  for (const part of [body, foot]) {
    part.addEventListener('click', event => {
      event.stopPropagation();
      const { id } = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest('button'))?.dataset ?? {};
      if (id) press(id).catch(failed);
    });
  }

  /** @param {unknown} error */
  function failed(error) {
    say(words.failed);
    host.fail(error);
  }

  // ---- while it is open ----

  const { cookieStore } = /** @type {any} */ (self);
  const changed = () => {
    if (isOpen()) refresh().catch(failed);
    else stop();
  };
  const timer = setInterval(() => { if (!document.hidden) changed(); }, EVERY);
  /** @type {[EventTarget | undefined, string][]} */
  const sources = [[self, 'storage'], [cookieStore, 'change'], [document, 'assent:change'], [document, 'visibilitychange']];
  for (const [source, name] of sources) source?.addEventListener(name, changed);
  function stop() {
    clearInterval(timer);
    for (const [source, name] of sources) source?.removeEventListener(name, changed);
    observer.disconnect();
  }

  settle();
  update();
  observer.observe(root, { childList: true });
  return { isOpen, begin };
}
