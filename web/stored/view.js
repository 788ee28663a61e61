/// <reference path="../types/assets.d.ts" />
// The view: what is stored here, by purpose and service, and what can be done about it. It is drawn into a panel in
// place of the preferences, and follows what is stored while it is there.
import { stringify } from '../platform/json.js';
import { each, filter, find, flat, flatMap, indexOf, join, keysOf, map, present, some } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { all as allOf } from '../platform/promises.js';
import { button, idOf, make, paragraph, refill, stylesheet } from '../ui/dom.js';
import { fill } from '../words/fill.js';
import { entriesOf } from './entries.js';
import { erase } from './erase.js';
import { itemsOf, keyOf, ledgerOf, wouldGo } from './inventory.js';
import { endOf, relative, sizeOf } from './stored-words.js';
import css from './view.css';

/** @typedef {import('./inventory.js').Item} Item */
/** @typedef {import('../page/runtime.js').Outcome} Outcome */
/** @typedef {'refused' | 'behaviour' | 'everything'} Sweep */
/** @typedef {'erase' | 'clear' | 'shared'} Step  what asks for a confirmation */

/**
 * @typedef {object} Setting
 * @property {import('./stored-words.js').Words} words
 * @property {import('./context.js').Host} host
 * @property {ReturnType<typeof import('./stored-words.js').siteTextsOf>} names
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

/**
 * The views that are open, by their panel; made with the first.
 * @type {WeakMap<Element, ReturnType<typeof open>> | undefined}
 */
let views;

let dressed = false;

/**
 * Nothing moves before there is something to show.
 * @param {HTMLElement} root
 * @param {Setting} setting
 * @param {Step} [step]
 */
export async function viewIn(root, setting, step) {
  const { host } = setting;
  const first = await see(host);
  if (!native.isConnected(root)) return; // closed meanwhile
  if (!dressed) stylesheet(host.nonce)(css);
  dressed = true;
  views ??= /** @type {NonNullable<typeof views>} */ (new native.WeakMap());
  let view = views.get(root);
  if (!view?.isOpen()) {
    view = open(root, setting, first);
    views.set(root, view);
  }
  view.begin(step);
}

/** @template {import('./inventory.js').Named} T @param {T[]} all @returns {T[]} */
function eachOnce(all) {
  /** @type {Map<string, T>} */
  const named = new native.Map();
  each(all, (one) => named.set(keyOf(one), one));
  return map(keysOf(named), (key) => /** @type {T} */ (named.get(key)));
}

/** @param {import('./context.js').Host} host @returns {Promise<Seen>} */
async function see({ ask, site, kept, now }) {
  const entries = await entriesOf(site);
  const time = now(),
    seen = ledgerOf(kept.ledger());
  /** @param {Sweep} kind */
  const taken = (kind) => wouldGo(ask, time, kind, entries, seen);
  const {
    0: items,
    1: panels,
    2: refused,
    3: behaviour,
    4: everything,
  } = await allOf([
    itemsOf(ask, time, entries, seen),
    ask(['show\tinline']),
    taken('refused'),
    taken('behaviour'),
    taken('everything'),
  ]);
  return {
    items,
    shared: some(/** @type {string[][]} */ (panels[0]), (line) => line[0] === 'say' && line[1] === 'shared'),
    goes: { refused, behaviour, everything },
  };
}

/** @param {HTMLElement} root @param {Setting} setting @param {Seen} first */
function open(root, { words, host, names, save }, first) {
  const title = make('h3', '', [words.title], { tabindex: '-1', 'data-id': 'stored-title' });
  const offers = make('div', 'assent-offers');
  const actions = make('div', 'assent-actions', [
    button('stored-html', words.save.html),
    button('stored-json', words.save.json),
    button('stored-erase', words.confirm.erase.ask),
    button('stored-clear', words.confirm.clear.ask),
  ]);
  const question = make('div', 'assent-question');
  const list = make('div', 'assent-list');
  const body = make('div', 'assent-scroll assent-stored', [
    title,
    paragraph(fill(words.intro, { site: host.site.site.name })),
    question,
    offers,
    actions,
    list,
    paragraph(words.unseen),
  ]);
  const status = make('output', 'assent-status');
  const foot = make('div', 'assent-foot', [status, make('div', 'assent-buttons', [button('stored-back', words.back)])]);
  let seen = first;
  let drawn = '';
  /** @type {Step | undefined} */
  let asked;

  // ---- its place in the panel ----

  /** Where the reader was, for when the panel is redrawn under them. */
  let place = 'stored-title',
    top = 0;
  native.listen(body, 'focusin', (/** @type {Event} */ event) => {
    place = idOf(native.targetOf(event)) || place;
  });
  native.listen(
    body,
    'scroll',
    () => {
      if (isOpen()) top = native.scrollTopOf(body);
    },
    { passive: true },
  );

  /** What else is in the panel: the preferences. @returns {HTMLElement[]} */
  const others = () => filter(native.childrenOf(root), (child) => child !== body && child !== foot);

  /** The preferences wait behind it, and what redraws them leaves it there. */
  function settle() {
    const lost = native.focusedOf(document) === native.bodyOf(document);
    each(others(), (child) => {
      if (!native.matches(child, '.assent-head')) native.setHidden(child, true);
    });
    if (native.parentOf(body) === root) return;
    const was = top;
    native.append(root, [body, foot]);
    native.setScrollTop(body, was);
    if (lost) focusOn(place);
  }
  const observer = native.mutationObserver(settle);

  let closed = false;
  /** Its panel is there; what is within it may be about to be put back. */
  const isOpen = () => !closed && native.isConnected(root);

  function close() {
    closed = true;
    stop();
    native.remove(body);
    native.remove(foot);
    each(others(), (child) => native.setHidden(child, false));
    focusIn(root, 'stored');
  }

  // ---- drawing ----

  /** @param {string} term @param {string} text */
  const fact = (term, text) => make('div', '', [make('dt', '', [term]), make('dd', '', [text])]);

  /** @param {number | null} time @param {number} now */
  const since = (time, now) => (time === null ? words.notKnown : relative(words, native.min(time, now), now));

  /** @param {Item} item */
  const staysFor = ({ hidden, record, service }) =>
    words.stays[hidden ? 'hidden' : record ? 'record' : service === 'assent' ? 'own' : 'needed'];

  /** @param {Item} item @param {number} now */
  function drawItem(item, now) {
    const { area, name, size, first, last, record, deletable, holds, category, writer } = item;
    const remove = button(`stored-row ${keyOf(item)}`, words.delete);
    native.setAttribute(remove, 'aria-label', fill(words.deleteOne, { name }));
    const isEstimate = area === 'indexedDB' || area === 'cache' || area === 'opfs';
    const amount = size === null ? words.notKnown : sizeOf(words, size);
    return make('li', '', [
      make('div', 'assent-item', [
        make('div', 'assent-about', [
          make('span', 'assent-name', [
            name,
            record && make('span', 'assent-new', [words.record]),
            !holds && (category || writer) && make('span', 'assent-new', [words.refused]),
          ]),
          make('dl', '', [
            fact(words.in, words.areas[area]),
            writer && fact(words.writer, names.name(writer)),
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

  /**
   * Every group by its purpose, in the site's order; first what is the site's own, then service by service.
   * @param {number} now
   */
  function drawGroups(now) {
    const { site, services = [], categories } = host.site;
    /** @typedef {{ name: string, items: Item[] }} Part */
    /** @param {string} label @param {string} text @param {Part[]} all */
    const group = (label, text, all) => {
      const parts = filter(all, (one) => one.items.length);
      return (
        parts.length > 0 &&
        make(
          'section',
          'assent-category',
          flat(
            /** @type {(Node | string)[][]} */ ([
              [make('h4', '', [label]), paragraph(text)],
              flatMap(parts, ({ name, items }) => [
                name && make('h5', '', [name]),
                make(
                  'ul',
                  '',
                  map(items, (item) => drawItem(item, now)),
                ),
              ]),
            ]),
          ),
        )
      );
    };
    const { items } = seen;
    return present(
      flat([
        map(categories, (/** @type {any} */ { id }) => {
          const own = filter(items, ({ category }) => category === id);
          /** @type {Part} */
          const ofSite = { name: fill(words.site, { site: site.name }), items: filter(own, ({ service }) => !service) };
          /** @type {Part[]} */
          const ofServices = map(services, (/** @type {any} */ one) => ({
            name: one.name,
            items: filter(own, ({ service }) => service === one.id),
          }));
          return group(names.name(id), '', flat([[ofSite], ofServices]));
        }),
        [
          group(words.unknown, words.unknownText, [
            { name: '', items: filter(items, ({ category, service }) => !category && !service) },
          ]),
          group(words.own, words.ownText, [{ name: '', items: filter(items, ({ service }) => service === 'assent') }]),
        ],
      ]),
    );
  }

  function draw() {
    const { items, goes, shared } = seen;
    const { size: refused } = goes.refused;
    const now = host.now();
    refill(
      offers,
      present([
        refused > 0 &&
          make('div', 'assent-lingering', [
            paragraph(fill(words.kept, { count: refused })),
            button('stored-kept', words.keptYes),
          ]),
        shared &&
          make('div', 'assent-lingering', [paragraph(words.shared), button('stored-shared', words.confirm.shared.ask)]),
      ]),
    );
    let total = 0;
    each(items, ({ size }) => {
      total += size ?? 0;
    });
    refill(
      list,
      flat([
        [
          make('p', 'assent-total', [
            items.length ? fill(words.total, { count: items.length, size: sizeOf(words, total) }) : words.empty,
          ]),
        ],
        drawGroups(now),
      ]),
    );
  }

  /** Draws anew what has changed. */
  function update() {
    const now = host.now();
    const shape = stringify([
      map(seen.items, ({ value, first, last, ...item }) => [
        item,
        map([first, last], (time) => time && relative(words, time, now)),
        endOf(words, item, now),
      ]),
      keysOf(seen.goes.refused),
      seen.shared,
    ]);
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
  const say = (text) => native.setText(status, text);

  /** @param {Element} within @param {string} id */
  function focusIn(within, id) {
    const one = find(native.all(within, '[data-id]'), (node) => idOf(node) === id);
    if (one) native.focus(one);
  }

  /** @param {string} id */
  const focusOn = (id) => focusIn(body, id);

  /** @param {boolean} shows  what leads to a question */
  const offer = (shows) => each([offers, actions], (one) => native.setHidden(one, !shows));

  /**
   * Puts the question, in place of what leads to it; the same one again keeps the focus where it is.
   * @param {Step} step
   */
  function ask(step) {
    const { title, text, yes } = words.confirm[step];
    refill(question, [
      make(
        'div',
        'assent-lingering',
        [
          make('h4', '', [title], { tabindex: '-1', 'data-id': 'stored-question', id: `assent-${step}` }),
          paragraph(fill(text, { count: seen.goes[SWEEP[step]].size })),
          make('div', 'assent-actions', [button('stored-yes', yes), button('stored-no', words.no)]),
        ],
        { role: 'group', 'aria-labelledby': `assent-${step}` },
      ),
    ]);
    asked = step;
    offer(false);
  }

  function unask() {
    asked = undefined;
    native.empty(question);
    offer(true);
  }

  /** @param {Step} [step] */
  function begin(step) {
    say('');
    if (!step) return native.focus(title);
    ask(step);
    focusOn('stored-question');
  }

  /**
   * The buttons that delete a row, in order, and where the focus goes when this one is gone: to the next, else the one
   * before, else the top.
   * @param {string} id
   */
  function after(id) {
    const all = native.all(list, 'button');
    const at = indexOf(all, (one) => idOf(one) === id);
    const next = all[at + 1] ?? all[at - 1];
    return next ? idOf(next) : 'stored-title';
  }

  /** @param {Outcome} outcome @param {string} focus */
  async function tell({ erased, remaining }, focus) {
    await refresh();
    const names = join(
      map(remaining, ({ name }) => name),
      words.list,
    );
    const went =
      erased.length === 1
        ? fill(words.deleted, { name: erased[0].name })
        : erased.length
          ? fill(words.deletedMany, { count: erased.length })
          : words.nothing;
    say(!names ? went : join(present([erased.length && went, fill(words.undeleted, { names })]), ' '));
    if (isOpen()) focusOn(focus);
  }

  /** @param {string} id  of the button */
  async function press(id) {
    const { 1: what, 2: key } = native.exec(/^stored-(\w+) ?([^]*)$/, id) ?? [];
    if (what === 'back') return close();
    say('');
    if (what === 'html' || what === 'json') {
      await save(what);
      say(words.saved);
    } else if (what === 'row') {
      const focus = after(id);
      const outcome = await erase(host, { rows: filter(seen.items, (item) => keyOf(item) === key) });
      await tell(outcome, outcome.erased.length ? focus : id);
    } else if (what === 'kept') await tell(await erase(host, { refused: true }), 'stored-title');
    else if (what === 'yes') {
      const step = asked;
      unask();
      const outcome = await erase(host, step === 'erase' ? {} : { everything: true });
      const also = step === 'shared' ? await host.logout() : { erased: [], remaining: [] };
      await tell(
        { erased: flat([outcome.erased, also.erased]), remaining: eachOnce(flat([outcome.remaining, also.remaining])) },
        'stored-title',
      );
    } else if (what === 'no') {
      const step = asked;
      unask();
      focusOn(`stored-${step}`);
    } else begin(/** @type {Step} */ (what));
  }

  // The panel listens on the root for buttons of its own.
  each([body, foot], (part) =>
    native.listen(part, 'click', (/** @type {Event} */ event) => {
      native.stop(event);
      const pressed = native.closest(native.targetOf(event), 'button');
      const id = pressed && idOf(pressed);
      if (id) orTell(() => press(id));
    }),
  );

  /** @param {() => Promise<void>} act */
  async function orTell(act) {
    try {
      await act();
    } catch (error) {
      say(words.failed);
      host.fail(error);
    }
  }

  // ---- while it is open ----

  const changed = () => {
    if (isOpen()) orTell(refresh);
    else stop();
  };
  const timer = native.repeat(() => {
    if (!native.isHidden(document)) changed();
  }, EVERY);
  /** What tells that something may have changed. @type {[source: EventTarget | undefined, event: string][]} */
  const sources = [
    [window, 'storage'],
    [native.cookieStore(), 'change'],
    [document, 'assent:change'],
    [document, 'visibilitychange'],
  ];
  each(sources, (one) => one[0] && native.listen(one[0], one[1], changed));
  function stop() {
    native.endRepeat(timer);
    each(sources, (one) => one[0] && native.unlisten(one[0], one[1], changed));
    native.disconnect(observer);
  }

  settle();
  update();
  native.observe(observer, root, { childList: true });
  return { isOpen, begin };
}
