/// <reference path="../types/assets.d.ts" />
// The view: what is stored here, by purpose and service, and what can be done about it. It is drawn into a panel in
// place of the preferences, and follows what is stored while it is there.

import { stringify } from '../platform/json.js';
import { each, filter, indexOf, keysOf, map, present } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { button, idOf, make, paragraph, refill, stylesheet } from '../ui/dom.js';
import { fill } from '../words/fill.js';
import { carryOut, outcomeText } from './deletion.js';
import { erase } from './erase.js';
import { keyOf } from './inventory.js';
import { drawList } from './list.js';
import { openQuestion } from './question.js';
import { focusIn, takeSeat } from './seat.js';
import { see } from './seen.js';
import { endOf, relative } from './stored-words.js';
import css from './view.css';
import { watch } from './watch.js';

/** @typedef {import('./seen.js').Seen} Seen */
/** @typedef {import('../page/sweeps.js').Outcome} Outcome */
/** @typedef {import('./question.js').Step} Step */
/**
 * @typedef {object} Setting
 * @property {import('./stored-words.js').Words} words
 * @property {import('./host.js').Host} host
 * @property {ReturnType<typeof import('./stored-words.js').siteTextsOf>} names
 * @property {(format: string) => Promise<object>} save
 */

/**
 * The views that are open, by their panel; made with the first.
 * @type {WeakMap<Element, ReturnType<typeof open>> | undefined}
 */
let views;

let isDressed = false; // the stylesheet is in the page

/**
 * Shows the view. The panel stays as it is until there is something to show.
 * @param {HTMLElement} root  of the panel
 * @param {Setting} setting
 * @param {Step} [step]  what is to be confirmed at once
 */
export async function viewIn(root, setting, step) {
  const { host } = setting;
  const first = await see(host);
  if (!native.isConnected(root)) return; // closed meanwhile
  if (!isDressed) stylesheet(host.nonce)(css);
  isDressed = true;
  views ??= /** @type {NonNullable<typeof views>} */ (new native.WeakMap());
  let view = views.get(root);
  if (!view?.isOpen()) {
    view = open(root, setting, first);
    views.set(root, view);
  }
  view.begin(step);
}

/** The parts of the view, those that change still empty. @param {Setting} setting */
function drawFrame({ words, host }) {
  const title = make('h3', '', [words.title], { tabindex: '-1', 'data-id': 'stored-title' });
  const offers = make('div', 'assent-offers');
  const actions = make('div', 'assent-actions', [
    button('stored-html', words.save.html),
    button('stored-json', words.save.json),
    button('stored-erase', words.confirm.erase.ask),
    button('stored-clear', words.confirm.clear.ask),
  ]);
  const place = make('div', 'assent-question');
  const list = make('div', 'assent-list');
  const intro = paragraph(fill(words.intro, { site: host.site.site.name }));
  const unseen = paragraph(words.unseen);
  const status = make('output', 'assent-status');
  return {
    title,
    offers,
    actions,
    place,
    list,
    status,
    body: make('div', 'assent-scroll assent-stored', [title, intro, place, offers, actions, list, unseen]),
    foot: make('div', 'assent-foot', [status, make('div', 'assent-buttons', [button('stored-back', words.back)])]),
  };
}

/** What could be deleted at once, where there is a reason to. @param {Setting['words']} words @param {Seen} seen */
function drawOffers(words, { goes, shared }) {
  const { size: refused } = goes.refused;
  const offer = (/** @type {string} */ text, /** @type {Node} */ button) =>
    make('div', 'assent-lingering', [paragraph(text), button]);
  return present([
    refused > 0 && offer(fill(words.kept, { count: refused }), button('stored-kept', words.keptYes)),
    shared && offer(words.shared, button('stored-shared', words.confirm.shared.ask)),
  ]);
}

/** All that is to be seen of it, as a text. @param {Setting['words']} words @param {Seen} seen @param {number} now */
const shapeOf = (words, seen, now) =>
  stringify([
    map(seen.items, ({ value, first, last, ...item }) => [
      item,
      map([first, last], (time) => time && relative(words, time, now)),
      endOf(words, item, now),
    ]),
    keysOf(seen.goes.refused),
    seen.shared,
  ]);

/**
 * Where the focus goes when the row of a button is gone: to the button of the next row, else of the one before, else to
 * the top.
 * @param {Element} list
 * @param {string} id  of the button
 */
function nextTo(list, id) {
  const all = native.all(list, 'button');
  const at = indexOf(all, (one) => idOf(one) === id);
  const next = all[at + 1] ?? all[at - 1];
  return next ? idOf(next) : 'stored-title';
}

/**
 * @param {HTMLElement} root
 * @param {Setting} setting
 * @param {Seen} first
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: its functions share what was seen last
function open(root, setting, first) {
  const { words, host, save } = setting;
  const { title, offers, actions, place, list, status, body, foot } = drawFrame(setting);
  let seen = first;
  let drawn = '';

  const seat = takeSeat(root, body, foot);
  const question = openQuestion(words, place, [offers, actions]);

  /** @param {string} text */
  const say = (text) => native.setText(status, text);

  // ---- drawing ----

  /** Draws anew what has changed. */
  function update() {
    const now = host.now();
    const shape = shapeOf(words, seen, now);
    if (shape === drawn || !seat.isTaken()) return;
    drawn = shape;
    refill(offers, drawOffers(words, seen));
    refill(list, drawList(setting, seen.items, now));
    question.redraw(seen);
  }

  async function refresh() {
    seen = await see(host);
    update();
  }

  // ---- what people do ----

  /** @param {Step} [step]  what is to be confirmed at once */
  function begin(step) {
    say('');
    if (!step) return native.focus(title);
    question.ask(step, seen);
    focusIn(body, 'stored-question');
  }

  /** @param {Outcome} outcome @param {string} focus */
  async function tell(outcome, focus) {
    await refresh();
    say(outcomeText(words, outcome));
    if (seat.isTaken()) focusIn(body, focus);
  }

  /** @param {string} id  of its button @param {string} key */
  async function deleteRow(id, key) {
    const focus = nextTo(list, id);
    const outcome = await erase(host, { rows: filter(seen.items, (item) => keyOf(item) === key) });
    await tell(outcome, outcome.erased.length ? focus : id);
  }

  function close() {
    stop();
    seat.leave();
  }

  /** @param {string} id  of the button */
  async function press(id) {
    const { 1: what, 2: key } = native.exec(/^stored-(\w+) ?([^]*)$/, id) ?? [];
    if (what === 'back') return close();
    say('');
    switch (what) {
      case 'html':
      case 'json':
        await save(what);
        return say(words.saved);
      case 'row':
        return await deleteRow(id, key);
      case 'kept':
        return await tell(await erase(host, { refused: true }), 'stored-title');
      case 'yes':
        return await tell(await carryOut(question.close(), host), 'stored-title');
      case 'no':
        return focusIn(body, `stored-${question.close()}`);
      default:
        begin(/** @type {Step} */ (what));
    }
  }

  /** @param {() => Promise<void>} act */
  async function orTell(act) {
    try {
      await act();
    } catch (error) {
      say(words.failed);
      host.fail(error);
    }
  }

  // The panel listens for its own buttons on its root, so a press in the view must not get there.
  each([body, foot], (part) =>
    native.listen(part, 'click', (/** @type {Event} */ event) => {
      native.stop(event);
      const pressed = native.closest(native.targetOf(event), 'button');
      const id = pressed && idOf(pressed);
      if (id) orTell(() => press(id));
    }),
  );

  // ---- while it is open ----

  const unwatch = watch(() => {
    if (seat.isTaken()) orTell(refresh);
    else stop();
  });

  function stop() {
    unwatch();
    seat.stop();
  }

  update();
  seat.keep();
  return { isOpen: seat.isTaken, begin };
}
