// The second layer: every category with its explanation, what refusing it costs, and its services, each with a switch.

import { stringify } from '../platform/json.js';
import { add, each, flat, join, map } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { button, make, paragraph, refill, stylesheet } from '../ui/dom.js';
import { fill } from '../words/fill.js';
import { controls, inlineText, lawText, lingeringText, sayings, siteText, textOf, whyText } from './panel-words.js';
import css from './preferences.css';
import { isFixed, openSwitches } from './switches.js';

/** @typedef {import('./panel.js').View} View */
/** @typedef {import('./panel.js').Category} Category */
/** @typedef {import('./panel.js').Service} Service */
/** @typedef {import('./panel-words.js').Words} Words */
/** @typedef {ReturnType<typeof openSwitches>} Switches */
/**
 * @typedef {object} Sheet  the preferences, as they are drawn in one place
 * @property {Node} body       the part that scrolls
 * @property {Node} foot       the buttons, always in view
 * @property {boolean} immediate  each switch acts at once
 * @property {HTMLElement} status  where "saved" is said
 * @property {(view: View, choices: number) => void} update  shows new states in the same structure; choices: so many
 *   were made on this page
 * @property {(input: HTMLInputElement) => Category} toggled  a person moved this switch: the others of its category
 *   follow
 * @property {(only?: Category) => Record<string, boolean>} choices  what the switches say now, each service spelled out
 */

/**
 * Gives the function that draws the preferences on a surface. It draws what is new and touches nothing else: a switch
 * that was just moved stays the same element.
 * @param {Words} words
 * @param {string} [nonce]  the page's, for engines without constructed stylesheets
 */
export function openPainter(words, nonce) {
  let isDressed = false; // the stylesheet is in the page
  /**
   * @param {import('./surface.js').Surface} surface
   * @param {View} view
   * @param {number} choices  so many were made on this page
   * @param {Node[]} head     stands above them
   */
  return (surface, view, choices, head) => {
    const shape = structureOf(view);
    if (shape !== surface.shape) {
      if (!isDressed) stylesheet(nonce)(css);
      isDressed = true;
      const sheet = drawPreferences(words, view);
      surface.shape = shape;
      surface.sheet = sheet;
      refill(surface.root, flat([head, [sheet.body, sheet.foot]]));
    }
    surface.sheet?.update(view, choices);
  };
}

/** A view without what `update` shows: while this text stays the same, nothing is drawn anew. @param {View} view */
function structureOf(view) {
  /** @param {Category | Service} item */
  const state = (item) => (isFixed(item) ? item.state : 'switch');
  return stringify({
    ...view,
    ask: '',
    lingering: [],
    categories: map(view.categories, (category) => ({
      ...category,
      isNew: false,
      state: state(category),
      services: map(category.services, (service) => ({ ...service, state: state(service) })),
    })),
  });
}

/** @param {Words} words @param {View} view @returns {Sheet} */
function drawPreferences(words, view) {
  const switches = openSwitches(words);
  /** @type {HTMLElement[]} one for each category */
  const badges = [];
  const why = make('p', 'assent-why');
  const lingering = make('div', 'assent-lingering');
  const status = make('output', 'assent-status');
  let drawn = '';

  const body = make(
    'div',
    'assent-scroll',
    flat(
      /** @type {(Node | string | false)[][]} */ ([
        [why, lingering],
        sayings(words, view),
        [
          view.controls.length > 0 && paragraph(fill(words.intro[view.apply], { site: view.site.name })),
          paragraph(lawText(words, view), 'assent-law'),
        ],
        map(view.categories, (category) => drawCategory(words, category, switches, badges)),
        [make('p', '', [button('stored', words.stored)]), drawController(words, view.site)],
      ]),
    ),
  );

  return {
    body,
    foot: make('div', 'assent-foot', [status, controls(words, view)]),
    status,
    immediate: view.apply === 'toggle',

    update(next, choices) {
      native.fill(why, whyText(words, next));
      native.fill(lingering, next.lingering.length ? lingeringText(words, next.lingering) : []);
      each(next.categories, (category, i) => native.setHidden(badges[i], !category.isNew));
      // Switches that were moved but not saved yet stay as they are while the decision behind them is the same.
      const states = map(next.categories, ({ state, services }) => [state, map(services, (service) => service.state)]);
      const decision = choices + stringify(states);
      if (decision === drawn && next.apply === 'save') return;
      drawn = decision;
      switches.show(next.categories);
    },

    toggled(input) {
      native.setText(status, '');
      return switches.toggled(input, view.categories);
    },

    choices: (only) => switches.choices(only ? [only] : view.categories),
  };
}

/**
 * @param {Words} words
 * @param {Category} category
 * @param {Switches} switches
 * @param {HTMLElement[]} badges  gets one more
 */
function drawCategory(words, category, switches, badges) {
  const badge = make('span', 'assent-new', [words.new]);
  add(badges, badge);
  return make('section', 'assent-category', [
    make('h3', '', [switches.draw(category, [inlineText(words, textOf(words, category, 'label')), badge])]),
    siteText(words, textOf(words, category, 'description'), 'p'),
    drawRefusal(words, category),
    category.services.length > 0 && drawServices(words, category, switches),
  ]);
}

/** What refusing it costs, or why it cannot be refused. @param {Words} words @param {Category} category */
function drawRefusal(words, category) {
  if (category.state === 'locked')
    return siteText(words, category.refusal.text ? category.refusal : { text: words.whyLocked, lang: words.lang }, 'p');
  const refusal = textOf(words, category, 'refusal');
  return refusal.text && make('p', '', [make('b', '', [words.refuse]), ' ', inlineText(words, refusal)]);
}

/** @param {Words} words @param {Category} category @param {Switches} switches */
function drawServices(words, { id, services }, switches) {
  const summary = fill(words.services, { count: services.length });
  return make(
    'details',
    '',
    [
      make('summary', '', [summary], { 'data-id': `summary ${id}` }),
      make(
        'ul',
        '',
        map(services, (service) => drawService(words, service, switches)),
      ),
    ],
    { 'data-id': `details ${id}` },
  );
}

/** @param {Words} words @param {Service} service @param {Switches} switches */
function drawService(words, service, switches) {
  const { name, receives = [] } = service;
  const kinds = map(receives, (kind) => known(words.data, kind));
  return make('li', '', [
    switches.draw(service, [name]),
    siteText(words, service.does, 'p'),
    paragraph(service.sells ? words.sale : ''),
    make('dl', '', [
      fact(words.vendor, service.vendor),
      fact(words.group, known(words.groups, service.group)),
      fact(words.receives, join(kinds, words.list)),
      fact(words.safeguards, inlineText(words, service.safeguards)),
      fact(words.agreement, service.agreement),
    ]),
    make('p', 'assent-links', [
      link(words, fill(words.servicePolicy, { name }), service.policyUrl),
      link(words, fill(words.optOut, { name }), service.optOutUrl),
    ]),
  ]);
}

/** Who is responsible, and the policy. @param {Words} words @param {View['site']} site */
const drawController = (words, site) =>
  make('p', 'assent-links', [
    make('span', '', [fill(words.controller, site)]),
    link(words, words.policy, site.policyUrl),
  ]);

/** @param {string} term @param {string | Node} [told]  without it there is no line */
const fact = (term, told) => told && make('div', '', [make('dt', '', [term]), make('dd', '', [told])]);

/** @param {Words} words @param {string} text @param {string} [href]  without it there is no link */
const link = (words, text, href) =>
  href &&
  make('a', '', [text, make('span', 'assent-quiet', [` ${words.newTab}`])], {
    href,
    target: '_blank',
    rel: 'noopener noreferrer',
  });

/**
 * A word of the language file for a code, else what the site wrote itself.
 * @param {Record<string, string>} table
 * @param {string} code
 */
const known = (table, code) => (native.hasOwn(table, code) ? table[code] : code);
