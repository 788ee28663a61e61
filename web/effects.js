// One handler for each effect of the core (src/effects.h names them; a test compares the two lists). A handler carries out, it does
// not decide; what is shown and what is released waits until the whole turn is carried out.

/**
 * @typedef {object} Turned  what a turn left to do
 * @property {string[]} [grant]   a grant changed
 * @property {boolean} [refused]  one was refused
 * @property {string[]} [save]    a decision was stored
 * @property {string[]} [sweep]   empty: names of what is stored are to be asked about
 * @property {string[]} [session] empty: this session of the browser is to be marked
 * @property {string[]} [write]   answer to `key` and `cookie`, if it may be stored: for how many seconds at most, and 1 if nobody declared it
 * @property {string[][]} [layer] a layer to show: the effects that describe it, as panel/view.js reads them
 * @property {string[]} [link]    the opt-out link that the page owes: which, and 1 or 0 of each thing that must stand beside it
 * @property {string[][]} [told]  answers to `explain` and `law`; faults of the config: where, expected
 * @property {string[]} [hold]    answer to `element`, if it may not run: why, and whose
 */
/**
 * @typedef {object} Holds  what holds, as `state()` tells it
 * @property {string} ask       why the learner must be asked; empty: not
 * @property {object | null} decided
 * @property {string} regime    the row of law
 * @property {string} place     where that is; empty: unknown
 * @property {string} audience
 * @property {boolean} signal   the browser refuses sale and advertising
 * @property {string} link      which opt-out link the page owes; empty: none
 */
/** @typedef {(turned: Turned, line: string[]) => void} Handler */

/** @type {(turned: any, line: string[]) => void} it waits under its own name */
const mark = (turned, [name, ...fields]) => { turned[name] = fields; };

/** @type {Handler} */
const show = ({ layer }, line) => layer?.push(line);

/** @type {Handler} */
const tell = (turned, [, ...told]) => { (turned.told ??= []).push(told); };

/**
 * @param {object} page
 * @param {Record<string, boolean>} page.grants
 * @param {Holds} page.state
 * @param {(name: string, domain: string) => void} page.keep
 * @param {(record: string, seconds: string) => void} page.save
 * @param {(area: string, name: string, times: string[]) => void} page.note  what a sweep says of a stored thing: it stays, first seen and last used then; nothing: it goes
 * @returns {Record<string, Handler>}
 */
export const handlersFor = ({ grants, state, keep, save, note }) => ({
  error: tell,
  record: (_, [, name, domain]) => keep(name, domain),
  decided: (_, [, when, how, policy, regime]) => { state.decided = Object.freeze({ when: +when, how, policy: +policy, regime }); },
  grant(turned, line) {
    mark(turned, line);
    grants[line[1]] = line[2] === '1';
    turned.refused ||= line[2] !== '1';
  },
  ask: (_, [, why]) => {
    state.ask = why;
    state.decided = null;
  },
  regime: (_, [, regime, place, audience, signal]) => { Object.assign(state, { regime, place, audience, signal: signal === '1' }); },
  link(turned, line) {
    mark(turned, line);
    state.link = line[1];
  },
  save(turned, line) {
    mark(turned, line);
    save(line[1], line[2]);
  },
  sweep: mark,
  session: mark,
  erase: (_, [, area, name, ...times]) => note(area, name, times),
  seen: (_, [, area, name, ...times]) => note(area, name, times),
  write: mark,
  allow: mark,
  hold: mark,
  layer: (turned, line) => { turned.layer = [line]; },
  law: show,
  say: show,
  category: show,
  service: show,
  control: show,
  why: tell,
  rule: tell,
  stored: tell,
  packed: tell,
});
