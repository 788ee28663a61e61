/// <reference path="../types/assets.d.ts" />
// The preference UI. It draws views that the core made and reports clicks; it decides nothing, stores nothing, and
// loads nothing. It lives in the light DOM under the class `assent`, where assistive technology and opt-out assistants
// find it.

import { stringify } from '../platform/json.js';
import { each, flat, includes, isList, map } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { whenDrawn } from '../platform/timing.js';
import { button, idOf, make, refill, stylesheet } from '../ui/dom.js';
import { languagesAsked, wordsFor } from '../words/choose.js';
import { complete } from '../words/complete.js';
import english from '../words/en/panel.json';
import { announcer } from './announcer.js';
import { drawBanner, makeRoom } from './banner.js';
import css from './panel.css';
import { lingeringText } from './panel-words.js';
import preferencesCss from './preferences.css';
import { drawPreferences } from './preferences.js';
import { namesOf, viewOf } from './view.js';

/**
 * @typedef {object} Service
 * @property {string} id
 * @property {'on' | 'off' | 'locked' | 'barred'} state
 * @property {string} name
 * @property {string} [vendor]
 * @property {string} group
 * @property {string} does
 * @property {string[]} [receives]  kinds of data
 * @property {string} safeguards
 * @property {string} [agreement]  the number of the school's agreement
 * @property {boolean} sells
 * @property {string} [optOutUrl]
 * @property {string} [policyUrl]
 */
/**
 * @typedef {object} Category
 * @property {string} id
 * @property {'necessary' | 'functional' | 'statistics' | 'personalisation' | 'advertising' | 'security'} purpose
 * @property {'on' | 'off' | 'locked' | 'barred' | 'mixed'} state
 * @property {boolean} isNew
 * @property {string} label        '' in these three: the language file's words for the purpose
 * @property {string} description
 * @property {string} refusal
 * @property {Service[]} services
 */
/**
 * @typedef {object} View
 * @property {'banner' | 'notice' | 'preferences'} layer
 * @property {'first' | 'policy' | 'expired' | 'jurisdiction' | 'category' | ''} ask  why the site asks; '' when it does
 *   not
 * @property {{ date: string, text: string }} change  for 'policy': since when, and what changed in the site's words
 * @property {'save' | 'toggle'} apply
 * @property {{ name: string, controller: string, policyUrl: string }} site
 * @property {Category[]} categories
 * @property {{ row: string, place: string }} law  which law this layer follows
 * @property {('centre' | 'objects' | 'gpc' | 'parent' | 'school')[]} says  what it must also tell
 * @property {('accept' | 'reject' | 'settings' | 'save' | 'noted' | 'x')[]} controls  exactly these, in this order
 * @property {string[]} lingering  scripts that ran and cannot be unloaded before the page is left
 */
/**
 * @typedef {object} Host
 * @property {(verb: string, argument?: Record<string, boolean> | string) => void} act
 *   accept · reject · choose {id: boolean, …} · show 'preferences' · hide
 * @property {(root: HTMLElement) => Promise<void>} look  shows there, in place of the preferences, what is stored;
 *   rejected if it cannot
 * @property {string} site     the config, as JSON that the core has accepted
 * @property {(name: string) => Promise<any>} file  loads another file of Assent
 * @property {(error: unknown) => void} fail  tells the page's author of an error
 * @property {string} [lang]   what the page's author says with `data-lang`
 * @property {string} [nonce]  the page's, for engines without constructed stylesheets
 */
/**
 * @typedef {{ root: HTMLElement, shape: string, sheet?: import('./preferences.js').Sheet }} Surface  one place that is
 *   drawn on
 */

export { adopt } from '../platform/pristine.js';

/** When something more is in it. @param {Node} node @returns {Promise<void>} */
const whenAdded = (node) =>
  new native.Promise((done) => {
    const observer = native.mutationObserver(() => {
      native.disconnect(observer);
      done();
    });
    native.observe(observer, node, { childList: true });
  });

/** What of a view is its structure: all but what `update` brings up to date. @param {any} value @returns {any} */
function structureOf(value) {
  if (isList(value)) return map(value, structureOf);
  if (!value || typeof value !== 'object') return value;
  const structure = native.table();
  each(native.keys(value), (key) => {
    if (key === 'state') structure.state = (value.state === 'locked' || value.state === 'barred') && value.state;
    else if (!includes(['ask', 'isNew', 'lingering'], key)) structure[key] = structureOf(value[key]);
  });
  return structure;
}

/**
 * Loaded while a page is still being parsed, it waits for the body: not for a frame, which the banner would then miss.
 * @param {Host} host
 */
export async function mount(host) {
  const loading = wordsFor(host);
  while (!native.bodyOf(document)) await whenAdded(native.rootOf(document));
  const words = complete(english, (await loading).panel);
  const site = native.parse(host.site);
  const languages = languagesAsked(host.lang);
  /** @param {string[][]} layer @param {string} ask @param {string[]} lingering */
  const see = (layer, ask, lingering) => viewOf(site, languages, layer, ask, lingering);
  stylesheet(host.nonce)(css);
  const room = stylesheet(host.nonce);
  let dressed = false; // the preferences' own rules are there
  const live = make('div', 'assent assent-live', [], { role: 'status' });
  /** @type {WeakMap<Element, Surface>} */
  const inlined = new native.WeakMap();
  /** Preferences have a sheet; a banner has a room to leave. @type {(Surface & { leave?: () => void }) | null} */
  let layer = null;
  /** @type {(() => void) | null} takes the note away */
  let dismiss = null;
  /** @type {Element | null} the page's element to give the focus back to */
  let origin = null;
  let fromBanner = false; // the preferences were opened
  let turn = 0;
  /** @type {Surface | null} where somebody chose: "saved" is said there, or nearby */
  let chosenOn = null;
  let unsaid = false; // a choice was made, and nothing is drawn of it yet
  const say = announcer(() => [chosenOn?.sheet?.status, layer?.sheet?.status, live]);

  /**
   * @param {Surface} surface
   * @param {string} verb
   * @param {Record<string, boolean> | string} [argument]
   */
  function act(surface, verb, argument) {
    if (verb !== 'show' && verb !== 'hide') {
      turn++;
      chosenOn = surface;
      unsaid = true;
    }
    host.act(verb, argument);
  }

  function announce() {
    if (unsaid) say(words.saved);
    unsaid = false;
  }

  /**
   * Listens once, on the root: what is inside may be redrawn at any time.
   * @param {'div' | 'dialog'} tag
   * @param {string} className
   * @param {Record<string, string>} attributes
   * @returns {Surface}
   */
  function surfaceOf(tag, className, attributes) {
    const root = make(tag, `assent ${className}`, [], { lang: words.lang, dir: words.dir, ...attributes });
    /** @type {Surface} */
    const surface = { root, shape: '' };
    native.listen(root, 'click', (/** @type {Event} */ event) => {
      const pressed = native.closest(native.targetOf(event), 'button');
      if (!pressed) return;
      const id = idOf(pressed);
      if (!id)
        dismiss?.(); // the note's Close
      else if (id === 'reload') location.reload();
      else if (id === 'settings') act(surface, 'show', 'preferences');
      else if (id === 'x') act(surface, 'reject');
      else if (id === 'stored') look(surface);
      else if (id === 'save') {
        act(surface, 'choose', surface.sheet?.choices());
        if (surface.sheet?.immediate) act(surface, 'hide'); // "Done": each switch has acted already
      } else act(surface, id);
    });
    native.listen(root, 'change', (/** @type {Event} */ event) => {
      const { sheet } = surface;
      if (!sheet) return;
      const category = sheet.toggled(native.targetOf(event));
      if (sheet.immediate) act(surface, 'choose', sheet.choices(category));
    });
    return surface;
  }

  /** @param {Surface} surface */
  async function look({ root, sheet }) {
    try {
      await host.look(root);
    } catch {
      if (sheet) native.setText(sheet.status, words.failed);
    }
  }

  /**
   * Draws what is new and touches nothing else: a switch that was just moved stays the same element.
   * @param {Surface} surface
   * @param {View} view
   * @param {Node[]} [head]
   */
  function paintPreferences(surface, view, head = []) {
    const shape = stringify(structureOf(view));
    if (shape !== surface.shape) {
      if (!dressed) stylesheet(host.nonce)(preferencesCss);
      dressed = true;
      const sheet = drawPreferences(words, view);
      surface.shape = shape;
      surface.sheet = sheet;
      refill(surface.root, flat([head, [sheet.body, sheet.foot]]));
    }
    surface.sheet?.update(view, turn);
  }

  /**
   * First in the page: reached first by the keyboard and by a reader. The place for announcements comes with it and
   * stays.
   * @param {Node} root
   */
  function insert(root) {
    const body = native.bodyOf(document);
    native.append(body, native.isConnected(live) ? [root] : [root, live], native.firstOf(body));
  }

  /** Out of the page; the focus, if it was inside, is the caller's to place. @param {typeof layer} gone */
  function clear(gone) {
    gone?.leave?.();
    if (gone) native.remove(gone.root);
  }

  function giveFocusBack() {
    if (origin && native.isConnected(origin)) native.focus(origin, { preventScroll: true });
    origin = null;
  }

  /** @param {View} view */
  function showBanner(view) {
    const shape = stringify(view);
    if (layer?.leave) {
      if (shape !== layer.shape) refill(layer.root, drawBanner(words, view));
      layer.shape = shape;
      return;
    }
    const back = layer;
    clear(layer);
    const surface = surfaceOf('div', `assent-banner${includes(view.says, 'centre') ? ' assent-centre' : ''}`, {
      role: 'dialog',
      'aria-labelledby': 'assent-title',
    });
    const { root } = surface;
    native.append(root, drawBanner(words, view));
    native.listen(root, 'keydown', (/** @type {Event} */ event) => {
      if (native.keyOf(event) === 'Escape') act(surface, 'hide');
    });
    native.listen(root, 'focusin', (/** @type {Event} */ event) => {
      const left = native.relatedOf(event);
      if (left && !native.contains(root, left)) origin = left;
    });
    insert(root);
    /** @type {any} */ (surface).leave = makeRoom(root, room);
    surface.shape = shape;
    layer = surface;
    const settings = native.one(root, '[data-id=settings]');
    if (back && fromBanner) {
      if (settings) native.focus(settings);
    } else if (back) giveFocusBack();
  }

  /** @param {View} view */
  function showPreferences(view) {
    if (layer?.sheet) return paintPreferences(layer, view, [native.firstOf(layer.root)]);
    const focused = native.focusedOf(document);
    fromBanner = !!layer && native.contains(layer.root, focused);
    if (!fromBanner) origin = focused;
    clear(layer);
    const surface = surfaceOf('dialog', 'assent-dialog', { 'aria-labelledby': 'assent-title' });
    const root = /** @type {HTMLDialogElement} */ (surface.root);
    paintPreferences(surface, view, [
      make('div', 'assent-head', [
        make('h2', '', [words.preferences], { id: 'assent-title' }),
        button('hide', words.close),
      ]),
    ]);
    layer = surface;
    // Escape closes a dialog by itself, in some engines without asking first: hear of it when it is done. It is never a
    // choice.
    native.listen(root, 'close', () => {
      if (layer?.root === root) act(surface, 'hide');
    });
    insert(root);
    native.showModal(root);
  }

  return {
    /**
     * Draws a layer as the core described it, or redraws it, keeping focus and scroll.
     * @param {string[][]} layer  the effects `layer`, `category` …
     * @param {string} ask
     * @param {string[]} lingering  ids
     */
    show(layer, ask, lingering) {
      const view = see(layer, ask, lingering);
      dismiss?.();
      if (view.layer === 'preferences') showPreferences(view);
      else showBanner(view);
      announce();
    },

    /**
     * Out of sight at once. To take a dialog out and to place the focus lasts longer than all else that a choice does,
     * so that is done behind the next frame; `close()` would place the focus itself, and the removal ends that the
     * dialog blocks the page.
     */
    async hide() {
      const gone = layer;
      layer = null;
      const modal = gone?.sheet;
      const inside = modal || (gone && native.contains(gone.root, native.focusedOf(document)));
      if (modal) {
        native.removeAttribute(gone.root, 'open');
        await whenDrawn();
      }
      clear(gone);
      if (inside && !layer) giveFocusBack();
      announce();
    },

    /**
     * The same panel inside a section of the page; later calls redraw it.
     * @param {Element} element
     * @param {string[][]} shown  as `show`
     * @param {string} ask
     * @param {string[]} lingering
     */
    inline(element, shown, ask, lingering) {
      let surface = inlined.get(element);
      if (!surface) inlined.set(element, (surface = surfaceOf('div', 'assent-inline', {})));
      paintPreferences(surface, see(shown, ask, lingering));
      if (native.parentOf(surface.root) !== element) native.fill(element, [surface.root]);
      if (!native.isConnected(live)) insert(live);
      announce();
    },

    /**
     * Says, while no panel is open, which scripts stay until the page is left. No ids: the note goes.
     * @param {string[]} ids
     */
    notice(ids) {
      dismiss?.();
      if (!ids.length || layer) return;
      const names = namesOf(site, languages, ids);
      const { root } = surfaceOf('div', 'assent-note', { role: 'note' });
      const note = lingeringText(words, names);
      native.append(root, [note[0], note[1], button('', words.close)]);
      insert(root);
      chosenOn = null; // in no panel
      say(native.textOf(note[0]));
      const leave = makeRoom(root, room);
      dismiss = () => {
        dismiss = null;
        leave();
        native.remove(root);
      };
    },
  };
}
