// The second layer: every category with its explanation, what refusing it costs, and its services, each with a switch.

import { stringify } from '../platform/json.js';
import { add, each, filter, find, flat, flatMap, join, map, some } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { button, idOf, make, paragraph } from '../ui/dom.js';
import { fill } from '../words/fill.js';
import { controls, lawText, lingeringText, sayings, textOf, whyText } from './panel-words.js';

/** @typedef {import('./panel.js').View} View */
/** @typedef {import('./panel.js').Category} Category */
/** @typedef {import('./panel.js').Service} Service */
/** @typedef {{ input: HTMLInputElement, state: HTMLElement }} Row */
/**
 * @typedef {object} Sheet
 * @property {Node} body       the part that scrolls
 * @property {Node} foot       the buttons, always in view
 * @property {boolean} immediate  each switch acts at once
 * @property {HTMLElement} status  where "saved" is said
 * @property {(view: View, turn: number) => void} update  new states in the same structure
 * @property {(input: HTMLInputElement) => Category} toggled  a person moved this switch: the others of its category
 *   follow
 * @property {(only?: Category) => Record<string, boolean>} choices  what the switches say now, each service spelled out
 */

/**
 * @param {import('./panel-words.js').Words} words
 * @param {View} view
 * @returns {Sheet}
 */
export function drawPreferences(words, view) {
  /** @type {Map<string, Row>} */
  const rows = new native.Map();
  /** @type {HTMLElement[]} */
  const badges = [];
  const why = make('p', 'assent-why');
  const lingering = make('div', 'assent-lingering');
  const status = make('output', 'assent-status');
  let drawn = '';

  /**
   * Name, state in words, switch. The whole line is the label, so the whole line can be touched.
   * @param {Category | Service} item
   * @param {(Node | string)[]} name
   */
  function row(item, name) {
    const state = make('span', 'assent-state');
    const label = make('span', 'assent-name', name);
    if (item.state === 'locked' || item.state === 'barred') {
      native.setText(state, words[item.state]);
      return make('span', 'assent-row', [label, state]);
    }
    // autocomplete=off: Firefox would otherwise restore a switch from before a reload, and show a choice nobody made.
    const input = make('input', '', [], { type: 'checkbox', role: 'switch', autocomplete: 'off', 'data-id': item.id });
    rows.set(item.id, { input, state });
    return make('label', 'assent-row', [label, state, input]);
  }

  /** @param {string} term @param {string} [text] */
  const fact = (term, text) => text && make('div', '', [make('dt', '', [term]), make('dd', '', [text])]);

  /** @param {string} text @param {string} [href] */
  const link = (text, href) =>
    href &&
    make('a', '', [text, make('span', 'assent-quiet', [` ${words.newTab}`])], {
      href,
      target: '_blank',
      rel: 'noopener noreferrer',
    });

  /** @param {Service} service */
  const drawService = (service) =>
    make('li', '', [
      row(service, [service.name]),
      paragraph(service.does),
      paragraph(service.sells ? words.sale : ''),
      make('dl', '', [
        fact(words.vendor, service.vendor),
        fact(words.group, known(words.groups, service.group)),
        fact(
          words.receives,
          service.receives &&
            join(
              map(service.receives, (kind) => known(words.data, kind)),
              words.list,
            ),
        ),
        fact(words.safeguards, service.safeguards),
        fact(words.agreement, service.agreement),
      ]),
      make('p', 'assent-links', [
        link(fill(words.servicePolicy, { name: service.name }), service.policyUrl),
        link(fill(words.optOut, { name: service.name }), service.optOutUrl),
      ]),
    ]);

  /** @param {Category} category */
  function drawCategory(category) {
    const { services } = category;
    const refusal = textOf(words, category, 'refusal');
    const locked = category.state === 'locked';
    const badge = make('span', 'assent-new', [words.new]);
    add(badges, badge);
    return make('section', 'assent-category', [
      make('h3', '', [row(category, [textOf(words, category, 'label'), badge])]),
      paragraph(textOf(words, category, 'description')),
      locked
        ? paragraph(category.refusal || words.whyLocked)
        : refusal && make('p', '', [make('b', '', [words.refuse]), ` ${refusal}`]),
      services.length > 0 &&
        make(
          'details',
          '',
          [
            make('summary', '', [fill(words.services, { count: services.length })], {
              'data-id': `summary ${category.id}`,
            }),
            make('ul', '', map(services, drawService)),
          ],
          { 'data-id': `details ${category.id}` },
        ),
    ]);
  }

  /**
   * A category without services of its own to switch is its own switch; else it is the sum of them.
   * @param {Category} category
   */
  const switches = (category) =>
    /** @type {Row[]} */ (
      filter(
        map(category.services, (one) => rows.get(one.id)),
        (row) => row,
      )
    );

  /** @param {Row} row @param {boolean} checked @param {boolean} [mixed] */
  function set({ input, state }, checked, mixed = false) {
    native.setChecked(input, checked);
    native.setIndeterminate(input, mixed);
    native.setText(state, mixed ? words.mixed : checked ? words.on : words.off);
    // A switch says on and off by itself; "partly" it cannot, so there the text joins its name.
    native.setAttribute(state, 'aria-hidden', `${!mixed}`);
  }

  const body = make(
    'div',
    'assent-scroll',
    flat(
      /** @type {(Node | string | false | undefined)[][]} */ ([
        [why, lingering],
        sayings(words, view),
        [
          view.controls.length > 0 && paragraph(fill(words.intro[view.apply], { site: view.site.name })),
          paragraph(lawText(words, view), 'assent-law'),
        ],
        map(view.categories, drawCategory),
        [
          make('p', '', [button('stored', words.stored)]),
          make('p', 'assent-links', [
            make('span', '', [fill(words.controller, view.site)]),
            link(words.policy, view.site.policyUrl),
          ]),
        ],
      ]),
    ),
  );

  return {
    body,
    foot: make('div', 'assent-foot', [status, controls(words, view)]),
    status,
    immediate: view.apply === 'toggle',

    update(next, turn) {
      native.setText(why, whyText(words, next));
      native.fill(lingering, next.lingering.length ? lingeringText(words, next.lingering) : []);
      each(next.categories, (category, i) => native.setHidden(badges[i], !category.isNew));
      // Switches that were moved but not saved yet stay as they are while the decision behind them is the same.
      const decision =
        turn +
        stringify(map(next.categories, ({ state, services }) => [state, map(services, (service) => service.state)]));
      if (decision === drawn && next.apply === 'save') return;
      drawn = decision;
      each(flatMap(next.categories, itemsOf), (item) => {
        const row = rows.get(item.id);
        if (row) set(row, item.state === 'on', item.state === 'mixed');
      });
    },

    toggled(input) {
      native.setText(status, '');
      const id = idOf(input);
      const checked = native.isChecked(input);
      const category = /** @type {Category} */ (
        find(view.categories, (one) => some(itemsOf(one), (item) => item.id === id))
      );
      const parts = switches(category);
      const whole = rows.get(category.id);
      if (category.id === id) each(parts, (part) => set(part, checked));
      else set(/** @type {Row} */ (rows.get(id)), checked);
      if (whole) {
        const on = filter(parts, (part) => native.isChecked(part.input)).length;
        set(whole, parts.length ? on === parts.length : checked, on > 0 && on < parts.length);
      }
      return category;
    },

    choices(only) {
      /** @type {Record<string, boolean>} */
      const all = {};
      each(flatMap(only ? [only] : view.categories, itemsOf), (item) => {
        const row = rows.get(item.id);
        if (row) all[item.id] = native.isChecked(row.input);
      });
      return all;
    },
  };
}

/** A category and its services. @param {Category} category @returns {(Category | Service)[]} */
const itemsOf = (category) => flat(/** @type {(Category | Service)[][]} */ ([[category], category.services]));

/**
 * A word of the language file for a code, else what the site wrote itself.
 * @param {Record<string, string>} table
 * @param {string} code
 */
const known = (table, code) => (native.hasOwn(table, code) ? table[code] : code);
