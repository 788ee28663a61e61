/// <reference path="../types/assets.d.ts" />
// The preference UI. It draws views that the core made, and reports clicks. It decides nothing and stores nothing. It
// lives in the light DOM under the class `assent`, where assistive technology and opt-out assistants find it.

import { attempt } from '../platform/attempt.js';
import { native } from '../platform/pristine.js';
import { stylesheet } from '../ui/dom.js';
import { languagesAsked, wordsFor } from '../words/choose.js';
import { complete } from '../words/complete.js';
import english from '../words/en/panel.json';
import { openLayer } from './layer.js';
import { showNote } from './note.js';
import { openOutcome } from './outcome.js';
import css from './panel.css';
import { openPainter } from './preferences.js';
import { isOwn, surfaceOf } from './surface.js';
import { namesOf, viewOf } from './view.js';

/** @typedef {{ text: string, lang: string }} SiteText  in the site's own words, and in which language; '': it does not say */
/**
 * @typedef {object} Service
 * @property {string} id
 * @property {'on' | 'off' | 'locked' | 'barred'} state
 * @property {string} name
 * @property {string} [vendor]
 * @property {string} group
 * @property {SiteText} does
 * @property {string[]} [receives]  kinds of data
 * @property {SiteText} safeguards
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
 * @property {SiteText} label        empty in these three: the language file's words for the purpose
 * @property {SiteText} description
 * @property {SiteText} refusal
 * @property {Service[]} services
 */
/**
 * @typedef {object} View
 * @property {'banner' | 'notice' | 'preferences'} layer
 * @property {'first' | 'policy' | 'expired' | 'jurisdiction' | 'category' | ''} ask  why the site asks; '' when it does
 *   not
 * @property {{ date: string, text: SiteText }} change  for 'policy': since when, and what changed in the site's words
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
/** @typedef {import('./surface.js').Surface} Surface */

export { adopt } from '../platform/pristine.js';

/** Fulfilled when something more is in it. @param {Node} node @returns {Promise<void>} */
const whenAdded = (node) =>
  new native.Promise((done) => {
    const observer = native.mutationObserver(() => {
      native.disconnect(observer);
      done();
    });
    native.observe(observer, node, { childList: true });
  });

/**
 * If the panel is loaded while the page is still being parsed, it waits for the body. It does not wait for a frame,
 * because the banner would then come a frame later.
 * @param {Host} host
 */
export async function mount(host) {
  const loading = wordsFor(host);
  while (!native.bodyOf(document)) await whenAdded(native.rootOf(document));
  const words = complete(english, (await loading).panel);
  stylesheet(host.nonce)(css);
  return openPanel(host, words);
}

/** @param {Host} host @param {Surface} surface @param {import('./panel-words.js').Words} words */
async function lookAtStored(host, { root, sheet }, words) {
  try {
    await host.look(root);
  } catch {
    if (sheet) native.setText(sheet.status, words.failed);
  }
}

/**
 * Longer than 60 lines: it puts the parts together, and they need one another.
 * @param {Host} host
 * @param {import('./panel-words.js').Words} words
 */
function openPanel(host, words) {
  const site = native.parse(host.site);
  const languages = languagesAsked(host.lang);
  let choices = 0; // so many were made
  let isPlaced = false; // something was put into the page
  /** @type {ReturnType<typeof showNote> | undefined} */
  let note;
  /** Sections of the page, and the panel in each. @type {WeakMap<Element, Surface>} */
  const sections = new native.WeakMap();

  const outcome = openOutcome(words, () => layer.top());
  const draw = openPainter(words, host.nonce);

  /** @type {import('./surface.js').Acts} */
  const acts = {
    act(surface, verb, argument) {
      if (verb !== 'show' && verb !== 'hide') {
        choices++;
        outcome.chosen(surface);
      }
      host.act(verb, argument);
    },
    look: (surface) => lookAtStored(host, surface, words),
    dismiss() {
      note?.leave();
      note = undefined;
    },
  };

  /** @param {Surface} surface @param {View} view @param {Node[]} [head] */
  const paint = (surface, view, head = []) => draw(surface, view, choices, head);

  /**
   * Puts it last into the page: a framework that takes over a whole document counts its nodes from the first, and bears
   * others behind its own alone. It stands above all else that the page shows. The place for announcements comes with it
   * and stays.
   * @param {HTMLElement} root
   */
  function insert(root) {
    place(root);
    if (native.stateOf(document) !== 'loading') return;
    // The parser has put more behind it. It goes behind that before the first script runs that waits for the whole page.
    const moveOn = () => {
      native.unlisten(document, 'readystatechange', moveOn);
      const last = native.lastOf(native.bodyOf(document));
      if (!native.isConnected(root) || last === root || last === outcome.live) return;
      const focused = native.focusedOf(document);
      place(root);
      if (focused && native.contains(root, focused)) native.focus(focused, { preventScroll: true });
    };
    native.listen(document, 'readystatechange', moveOn);
  }

  /** @param {HTMLElement} root */
  function place(root) {
    isPlaced = true;
    const { live } = outcome;
    native.append(native.bodyOf(document), root === live || native.isConnected(live) ? [root] : [root, live]);
    if (native.hasAttribute(root, 'popover')) attempt(() => native.showPopover(root)); // an older browser: by its z-index
  }

  const need = { words, acts, writeRoom: stylesheet(host.nonce), paint, read: outcome.read, insert };
  const layer = openLayer(need);

  return {
    /**
     * Draws a layer as the core described it, or redraws it, keeping focus and scroll.
     * @param {import('./view.js').Shows} effects  a layer, and what it shows
     * @param {string} ask
     * @param {string[]} lingering  ids
     */
    show(effects, ask, lingering) {
      acts.dismiss();
      layer.show(viewOf(site, languages, effects, ask, lingering));
      outcome.drawn();
    },

    /** Takes the layer away. */
    async hide() {
      await layer.hide();
      outcome.drawn();
    },

    /**
     * Draws the preferences inside a section of the page, or redraws them there.
     * @param {Element} section
     * @param {import('./view.js').Shows} effects  as `show` takes them
     * @param {string} ask
     * @param {string[]} lingering  ids
     */
    inline(section, effects, ask, lingering) {
      const surface = sections.get(section) ?? surfaceOf('div', 'assent-inline', {}, words, acts);
      sections.set(section, surface);
      paint(surface, viewOf(site, languages, effects, ask, lingering));
      if (native.parentOf(surface.root) !== section) native.fill(section, [surface.root]);
      if (!native.isConnected(outcome.live)) insert(outcome.live);
      outcome.drawn();
    },

    /**
     * Says, while no layer is open, which scripts stay until the page is left. No ids: the note goes.
     * @param {string[]} ids
     */
    notice(ids) {
      acts.dismiss();
      if (ids.length && !layer.top()) note = showNote(namesOf(site, languages, ids), need);
    },

    /** The page has changed: what stood in a body that it has replaced comes back. */
    restore() {
      layer.restore();
      note?.restore();
      if (isPlaced && !native.isConnected(outcome.live)) place(outcome.live);
    },

    /** Does the panel of this page draw it? One that does not is a copy, as of a page that a framework keeps. @param {Element} root */
    isOwn,
  };
}
