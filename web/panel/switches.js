// The switches of the preferences: one for each category and service that can be chosen. If the services of a category
// have switches, the switch of the category shows them together: on, off or partly on.
import { each, filter, find, flat, flatMap, map, present, some } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { idOf, make } from '../ui/dom.js';

/** @typedef {import('./panel.js').Category} Category */
/** @typedef {import('./panel.js').Service} Service */
/** @typedef {{ input: HTMLInputElement, state: HTMLElement }} Row  a switch, and the text of its state */

/** A category and its services. @param {Category} category @returns {(Category | Service)[]} */
const itemsOf = (category) => flat(/** @type {(Category | Service)[][]} */ ([[category], category.services]));

/** Can nobody move it? @param {Category | Service} item */
export const isFixed = ({ state }) => state === 'locked' || state === 'barred';

/**
 * The line of a switch: name, state in words, switch. The whole line is the label, so the whole line can be touched.
 * @param {import('./panel-words.js').Words} words
 * @param {Category | Service} item
 * @param {(Node | string)[]} name
 * @returns {{ line: HTMLElement, row?: Row }} without a row: nobody can move it
 */
function drawRow(words, item, name) {
  const state = make('span', 'assent-state');
  const label = make('span', 'assent-name', name);
  if (item.state === 'locked' || item.state === 'barred') {
    native.setText(state, words[item.state]);
    return { line: make('span', 'assent-row', [label, state]) };
  }
  // autocomplete=off: Firefox would otherwise restore a switch from before a reload, and show a choice nobody made.
  const attributes = { type: 'checkbox', role: 'switch', autocomplete: 'off', 'data-id': item.id };
  const input = make('input', '', [], attributes);
  return { line: make('label', 'assent-row', [label, state, input]), row: { input, state } };
}

/**
 * @param {import('./panel-words.js').Words} words
 * @param {Row} row
 * @param {boolean} isOn
 * @param {boolean} [isMixed]
 */
function setRow(words, { input, state }, isOn, isMixed = false) {
  native.setChecked(input, isOn);
  native.setIndeterminate(input, isMixed);
  native.setText(state, isMixed ? words.mixed : isOn ? words.on : words.off);
  // A switch says on and off by itself. "Partly" it cannot say, so there the text joins its name.
  native.setAttribute(state, 'aria-hidden', `${!isMixed}`);
}

/** @param {import('./panel-words.js').Words} words */
export function openSwitches(words) {
  /** @type {Map<string, Row>} */
  const rows = new native.Map();
  return {
    /** Gives the line of a switch. @param {Category | Service} item @param {(Node | string)[]} name */
    draw(item, name) {
      const { line, row } = drawRow(words, item, name);
      if (row) rows.set(item.id, row);
      return line;
    },

    /** Brings all of them to what holds. @param {Category[]} categories */
    show(categories) {
      each(flatMap(categories, itemsOf), (item) => {
        const row = rows.get(item.id);
        if (row) setRow(words, row, item.state === 'on', item.state === 'mixed');
      });
    },

    /**
     * A person moved a switch: the others of its category follow.
     * @param {HTMLInputElement} input
     * @param {Category[]} categories
     * @returns {Category} its category
     */
    toggled(input, categories) {
      const id = idOf(input);
      const isOn = native.isChecked(input);
      const category = /** @type {Category} */ (
        find(categories, (one) => some(itemsOf(one), (item) => item.id === id))
      );
      const parts = present(map(category.services, (service) => rows.get(service.id)));
      const whole = rows.get(category.id);
      if (category.id === id) each(parts, (part) => setRow(words, part, isOn));
      else setRow(words, /** @type {Row} */ (rows.get(id)), isOn);
      if (whole) {
        const on = filter(parts, (part) => native.isChecked(part.input)).length;
        setRow(words, whole, parts.length ? on === parts.length : isOn, on > 0 && on < parts.length);
      }
      return category;
    },

    /**
     * What the switches say now, each service spelled out.
     * @param {Category[]} categories
     * @returns {Record<string, boolean>} by id
     */
    choices(categories) {
      /** @type {Record<string, boolean>} */
      const all = {};
      each(flatMap(categories, itemsOf), ({ id }) => {
        const row = rows.get(id);
        if (row) all[id] = native.isChecked(row.input);
      });
      return all;
    },
  };
}
