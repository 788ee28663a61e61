// One handler for each effect of the core (src/effects.h names them; a test compares the two lists). A handler carries out, it does
// not decide; what is shown and what is released waits until the whole turn is carried out.

/**
 * @typedef {object} Turned  what a turn left to do
 * @property {boolean} [changed]  a grant changed
 * @property {boolean} [saved]    a decision was stored
 * @property {any} [view]         a layer to show: the View of panel/panel.js
 * @property {string[] | null} [hold]  answer to `element`: null for allowed
 * @property {string[][]} [faults]     of the config: where, expected, found
 */

/** How a decision was made: the record's letters (src/record.h), in words. @type {Record<string, string>} */
const HOW = { a: 'accept', r: 'reject', s: 'save', w: 'withdraw', g: 'gpc', p: 'api' };

/** @typedef {(turned: Turned, ...fields: string[]) => void} Handler */

/**
 * @param {object} page
 * @param {Record<string, boolean>} page.grants
 * @param {{ ask: string, decided: object | null }} page.state
 * @param {(name: string, domain: string) => void} page.keep
 * @param {(record: string, seconds: string) => void} page.save
 * @param {(area: string, name: string) => void} page.erase
 * @returns {Record<string, Handler>}
 */
export const handlersFor = ({ grants, state, keep, save, erase }) => ({
  error: (turned, ...fault) => { (turned.faults ??= []).push(fault); },
  record: (turned, name, domain) => keep(name, domain),
  decided: (turned, when, how, policy, regime) => { state.decided = Object.freeze({ when: +when, how: HOW[how], policy: +policy, regime }); },
  grant: (turned, id, on) => {
    grants[id] = on === '1';
    turned.changed = true;
  },
  ask: (turned, why) => { state.ask = why; },
  save: (turned, record, seconds) => {
    save(record, seconds);
    turned.saved = true;
  },
  erase: (turned, area, name) => erase(area, name),
  allow: turned => { turned.hold = null; },
  hold: (turned, ...why) => { turned.hold = why; },
  layer: (turned, layer) => { turned.view = { layer, ask: '', change: {}, categories: [] }; },
  site: ({ view }, name, controller, policyUrl, apply) => Object.assign(view, { site: { name, controller, policyUrl }, apply }),
  reason: ({ view }, ask, date, text) => Object.assign(view, { ask, change: { date, text } }),
  category: ({ view }, id, purpose, state, isNew, label, description, refusal) => view.categories.push(
    { id, purpose, state, isNew: isNew === '1', label, description, refusal, services: [] }),
  service: ({ view }, id, state, name, vendor, group, does, receives, safeguards, optOutUrl, policyUrl) => view.categories[view.categories.length - 1]
    .services.push({ id, state, name, vendor, group, does, receives, safeguards, optOutUrl, policyUrl }),
  controls: ({ view }, ...controls) => { view.controls = controls; },
});
