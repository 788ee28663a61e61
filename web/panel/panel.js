/// <reference path="../types/assets.d.ts" />
// The preference UI. It draws views that the core made, and reports clicks. It decides nothing and stores nothing. It
// lives in the light DOM under the class `assent`, where assistive technology and opt-out assistants find it.

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
import { surfaceOf } from './surface.js';
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
  /** @type {(() => void) | undefined} takes the note away */
  let takeNote;
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
      takeNote?.();
      takeNote = undefined;
    },
  };

  /** @param {Surface} surface @param {View} view @param {Node[]} [head] */
  const paint = (surface, view, head = []) => draw(surface, view, choices, head);

  /**
   * Puts it first into the page, where the keyboard and a reader reach it first. The place for announcements comes with
   * it and stays.
   * @param {Node} root
   */
  function insert(root) {
    const body = native.bodyOf(document);
    const { live } = outcome;
    native.append(body, native.isConnected(live) ? [root] : [root, live], native.firstOf(body));
  }

  const need = { words, acts, writeRoom: stylesheet(host.nonce), paint, insert };
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
      if (ids.length && !layer.top()) takeNote = showNote(namesOf(site, languages, ids), need, outcome.read);
    },
  };
}
