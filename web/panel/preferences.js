// The second layer: every category with its explanation, what refusing it costs, and its services, each with a switch.
import { button, idOf, make, paragraph } from './dom.js';
import { controls, fill, lawText, lingeringText, sayings, textOf, whyText } from './words.js';

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
 * @property {(input: HTMLInputElement) => Category} toggled  a person moved this switch: the others of its category follow
 * @property {(only?: Category) => Record<string, boolean>} choices  what the switches say now, each service spelled out
 */

/**
 * @param {import('./words.js').Words} words
 * @param {View} view
 * @returns {Sheet}
 */
export function drawPreferences(words, view) {
  /** @type {Map<string, Row>} */
  const rows = new Map();
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
    if (/locked|barred/.test(item.state)) {
      state.textContent = words[/** @type {'locked' | 'barred'} */ (item.state)];
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
  const link = (text, href) => href && make('a', '', [text, make('span', 'assent-quiet', [` ${words.newTab}`])],
    { href, target: '_blank', rel: 'noopener noreferrer' });

  /** @param {Service} service */
  const drawService = service => make('li', '', [
    row(service, [service.name]),
    paragraph(service.does),
    paragraph(service.sells ? words.sale : ''),
    make('dl', '', [
      fact(words.vendor, service.vendor),
      fact(words.group, known(words.groups, service.group)),
      fact(words.receives, service.receives?.map(kind => known(words.data, kind)).join(words.list)),
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
    badges.push(badge);
    return make('section', 'assent-category', [
      make('h3', '', [row(category, [textOf(words, category, 'label'), badge])]),
      paragraph(textOf(words, category, 'description')),
      locked ? paragraph(category.refusal || words.whyLocked)
        : refusal && make('p', '', [make('b', '', [words.refuse]), ` ${refusal}`]),
      services.length > 0 && make('details', '', [
        make('summary', '', [fill(words.services, { count: services.length })], { 'data-id': `summary ${category.id}` }),
        make('ul', '', services.map(drawService)),
      ], { 'data-id': `details ${category.id}` }),
    ]);
  }

  /**
   * A category without services of its own to switch is its own switch; else it is the sum of them.
   * @param {Category} category
   */
  const switches = category => category.services.flatMap(({ id }) => rows.get(id) || []);

  /** @param {Row} row @param {boolean} checked @param {boolean} [mixed] */
  function set({ input, state }, checked, mixed = false) {
    input.checked = checked;
    input.indeterminate = mixed;
    state.textContent = mixed ? words.mixed : checked ? words.on : words.off;
    // A switch says on and off by itself; "partly" it cannot, so there the text joins its name.
    state.setAttribute('aria-hidden', `${!mixed}`);
  }

  const body = make('div', 'assent-scroll', [
    why,
    lingering,
    ...sayings(words, view),
    view.controls.length > 0 && paragraph(fill(words.intro[view.apply], { site: view.site.name })),
    paragraph(lawText(words, view), 'assent-law'),
    ...view.categories.map(drawCategory),
    make('p', '', [button('stored', words.stored)]),
    make('p', 'assent-links', [
      make('span', '', [fill(words.controller, view.site)]),
      link(words.policy, view.site.policyUrl),
    ]),
  ]);

  return {
    body,
    foot: make('div', 'assent-foot', [status, controls(words, view)]),
    status,
    immediate: view.apply === 'toggle',

    update(next, turn) {
      why.textContent = whyText(words, next);
      lingering.replaceChildren(...next.lingering.length ? lingeringText(words, next.lingering) : []);
      next.categories.forEach((category, i) => { badges[i].hidden = !category.isNew; });
      // Switches that were moved but not saved yet stay as they are while the decision behind them is the same.
      const decision = turn + JSON.stringify(next.categories.map(({ state, services }) => [state, services.map(service => service.state)]));
      if (decision === drawn && next.apply === 'save') return;
      drawn = decision;
      for (const item of next.categories.flatMap(category => [category, ...category.services])) {
        const row = rows.get(item.id);
        if (row) set(row, item.state === 'on', item.state === 'mixed');
      }
    },

    toggled(input) {
      status.textContent = '';
      const id = idOf(input);
      const category = /** @type {Category} */ (view.categories.find(one => one.id === id || one.services.some(service => service.id === id)));
      const parts = switches(category);
      const whole = rows.get(category.id);
      if (category.id === id) parts.forEach(part => set(part, input.checked));
      else set(/** @type {Row} */ (rows.get(id)), input.checked);
      if (whole) {
        const on = parts.filter(part => part.input.checked).length;
        set(whole, parts.length ? on === parts.length : input.checked, on > 0 && on < parts.length);
      }
      return category;
    },

    choices(only) {
      /** @type {Record<string, boolean>} */
      const all = {};
      for (const category of only ? [only] : view.categories) {
        for (const { id } of [category, ...category.services]) {
          const row = rows.get(id);
          if (row) all[id] = row.input.checked;
        }
      }
      return all;
    },
  };
}

/**
 * A word of the language file for a code, else what the site wrote itself.
 * @param {Record<string, string>} table
 * @param {string} code
 */
const known = (table, code) => Object.hasOwn(table, code) ? table[code] : code;
