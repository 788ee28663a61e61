// One handler for each effect of the core (src/effects.h names them; a test compares the two lists). A handler carries
// out, it does not decide; what is shown and what is released waits until the whole turn is carried out.
import { part } from '../platform/lists.js';
import { native } from '../platform/pristine.js';

/**
 * @typedef {object} Turned  what a turn left to do
 * @property {string[]} [grant]   a grant changed
 * @property {boolean} [refused]  one was refused
 * @property {string[]} [save]    a decision was stored
 * @property {string[]} [sweep]   empty: names of what is stored are to be asked about
 * @property {string[]} [session] empty: this session of the browser is to be marked
 * @property {string[]} [write]   answer to `key` and `cookie`, if it may be stored: for how many seconds at most, and 1
 *   if nobody declared it
 * @property {string[][]} [layer] a layer to show: the effects that describe it, as panel/view.js reads them
 * @property {string[]} [link]    the opt-out link that the page owes: which, and 1 or 0 of each thing that must stand
 *   beside it
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
const mark = (turned, line) => {
  turned[line[0]] = part(line, 1);
};

/** @type {Handler} */
const show = ({ layer }, line) => {
  if (layer) layer[layer.length] = line;
};

/** @type {Handler} */
const tell = (turned, line) => {
  const told = (turned.told ??= []);
  told[told.length] = part(line, 1);
};

/**
 * @param {object} page
 * @param {Record<string, boolean>} page.grants
 * @param {Holds} page.state
 * @param {(name: string, domain: string) => void} page.keep
 * @param {(record: string, seconds: string, said: string) => void} page.save
 * @param {(area: string, name: string, times: string[]) => void} page.note  what a sweep says of a stored thing: it
 *   stays, first seen and last used then; nothing: it goes
 * @returns {Record<string, Handler>}
 */
export const handlersFor = ({ grants, state, keep, save, note }) => ({
  error: tell,
  record: (_, line) => keep(line[1], line[2]),
  decided: (_, line) => {
    state.decided = native.freeze({ when: +line[1], how: line[2], policy: +line[3], regime: line[4] });
  },
  grant(turned, line) {
    mark(turned, line);
    grants[line[1]] = line[2] === '1';
    turned.refused ||= line[2] !== '1';
  },
  ask: (_, line) => {
    state.ask = line[1];
    state.decided = null;
  },
  regime: (_, line) => {
    native.assign(state, { regime: line[1], place: line[2], audience: line[3], signal: line[4] === '1' });
  },
  link(turned, line) {
    mark(turned, line);
    state.link = line[1];
  },
  save(turned, line) {
    mark(turned, line);
    save(line[1], line[2], line[3]);
  },
  sweep: mark,
  session: mark,
  erase: (_, line) => note(line[1], line[2], part(line, 3)),
  seen: (_, line) => note(line[1], line[2], part(line, 3)),
  write: mark,
  allow: mark,
  hold: mark,
  layer: (turned, line) => {
    turned.layer = [line];
  },
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
