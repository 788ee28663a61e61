// What the page asks the core all the time: may this element run, this host be reached, this name be stored? Answers are kept
// until the next turn that decides.
import { keep } from '../core/memo.js';
import { questionOf } from '../core/turn-text.js';
import { native } from '../platform/pristine.js';
import { replace } from '../platform/texts.js';
import { plain } from '../storage/ledger.js';
import { tellSoon } from './events.js';
import { now } from './turns.js';

/** @typedef {ReturnType<typeof openQuestions>} Questions */
/** @typedef {import('../gate/permission.js').Hold} Hold */

/** The page's own host, or one below it. @param {string} host */
const isOwn = (host) => host === location.hostname || native.endsWith(host, `.${location.hostname}`);

/** @param {import('#contract').Turned} turned @returns {Hold} */
const holdIn = ({ hold }) => hold ?? false;

/** Until somebody can decide. @type {Hold} */
const UNSTARTED = { why: 'unstarted', id: '' };

/** Only scripts that were withdrawn came from there. @type {Hold} */
const LEFT = { why: 'refused', id: '' };

const REACH = questionOf('reach', ['']);

/** A text that somebody else wrote, as a field of a turn. @param {string} text */
const field = (text) => replace(text, /[\0-\x1f]/g, '?');

/**
 * Asks whose record this is, if it is one.
 * @param {string} area @param {string} name @param {string} text
 */
export const whoseTurn = (area, name, text) => questionOf('whose', [area, plain(name), field(text)]);

/**
 * @param {import('./turns.js').Turns['decide']} decide
 * @param {() => boolean} isAble  the core can answer what is asked
 * @param {() => ReturnType<typeof import('../storage/writers.js').openWriters>} writers
 * @param {(host: string) => boolean} isLeft  only scripts that were withdrawn came from there
 */
export function openQuestions(decide, isAble, writers, isLeft) {
  // The last field stays empty here: what comes before it is written into the core once for all that are asked alike.
  const elements = keep((head) => keep((host) => holdIn(decide(host, head))));
  const hosts = keep((host) => holdIn(decide(host, REACH)));
  const names = keep((area) => {
    const head = questionOf('key', [area, '']);
    return keep((name) => mayStoreNow(area, name, head));
  });

  /**
   * Asks, and tells of what is refused, and of what nobody declared.
   * @param {string} area @param {string} name @param {string} head
   * @returns {boolean | undefined} undefined: no, and that is no answer for others
   */
  function mayStoreNow(area, name, head) {
    let turned = decide(plain(name), head);
    // What nobody declared is its writer's: an answer for this one is none for others.
    const writer = turned.write?.undeclared && writers().of(area, name);
    if (writer) turned = decide(`${plain(name)}\t${writer}`, head);
    const { write, hold } = turned;
    const of = { area: /** @type {import('#contract').Area} */ (area), name };
    if (write?.undeclared) tellSoon('unknown', of);
    if (hold) tellSoon('refused', { ...of, why: hold.why, id: hold.id });
    if (writer && !write) writers().forget(area, name);
    if (write) return true;
    return writer ? undefined : false;
  }

  /** @param {string} area @param {string} name */
  const mayStore = (area, name) => !!names(area)(name);

  /** A text without the attributes that say how long a cookie lives. @param {string} text */
  const withoutLifetime = (text) => replace(text, /;\s*(max-age|expires)\s*=[^;]*/gi, '');

  return {
    /** Another turn has decided. */
    forget() {
      elements.forget();
      hosts.forget();
      names.forget();
    },

    /** @param {string} kind @param {string} category @param {string} service @param {string} host @returns {Hold} */
    element: (kind, category, service, host) => elements(questionOf('element', [kind, category, service, '']))(host),

    /**
     * Why the page may not talk to a host, and whose that is. Until somebody can decide it may talk to its own alone.
     * @param {string} host @returns {Hold}
     */
    host(host) {
      if (!host || host === location.hostname) return false;
      if (!isAble()) return !isOwn(host) && UNSTARTED;
      return hosts(host) || (isLeft(host) && LEFT);
    },

    mayStore,

    /**
     * What of a text for document.cookie may be written: all of it, with a lifetime that the law allows, or nothing.
     * @param {string} text @returns {string | undefined}
     */
    cookie(text) {
      const { write, hold } = decide(questionOf('cookie', [`now=${now()}`, replace(text, /[\0-\x08\n-\x1f]/g, '?')]));
      if (!write) {
        if (hold) mayStore('cookie', hold.name); // tells it
        return;
      }
      if (write.undeclared && !mayStore('cookie', write.name)) return;
      if (write.seconds === null) return text;
      return withoutLifetime(text) + (write.seconds ? `;max-age=${write.seconds}` : '');
    },
  };
}
