// How a page begins: an engine for the core, the site's config, who is here; then the first turn.
import { turnOf } from '../core/turn-text.js';
import { attempt } from '../platform/attempt.js';
import { native } from '../platform/pristine.js';
import { fail, leaveToOthers } from './events.js';
import { isPrerendered, whenOpened } from './prerendering.js';

/** How long a request to another host waits for somebody who can decide (ms). */
const PATIENCE = 10_000;

/** @typedef {import('./runtime.js').Options} Options */

/**
 * Can anybody decide? Until then requests to other hosts wait; when nobody will, or not in time, they fail.
 * @param {() => boolean} isStarted
 */
export function openPatience(isStarted) {
  let isClosed = false;
  /** @type {() => void} */
  let know = () => {};
  const knowing = new native.Promise((done) => {
    know = /** @type {() => void} */ (done);
  });
  let isWaiting = false;
  return {
    /** Nobody will decide on this page any more, or nobody could in time. */
    isClosed: () => isClosed,
    /** Somebody can decide. */
    open: () => know(),
    close() {
      isClosed = true;
      know();
    },
    /** Fulfilled when somebody can decide, or when that takes too long. */
    whenKnown() {
      if (!isWaiting) {
        isWaiting = true;
        native.wait(() => {
          isClosed = !isStarted();
          know();
        }, PATIENCE);
      }
      return knowing;
    },
  };
}

/**
 * The site's config: from whoever gives it, else from assent.site.js; with the services that it uses written out.
 * @param {Options['config']} config
 * @param {(name: string) => Promise<any>} file  another file of Assent
 */
export function openSite(config, file) {
  /** @type {() => string | Promise<string>} */
  let site = config ?? (async () => (await file('site')).default);
  return {
    text: () => site(),
    /** Services of the catalogue are written out. @param {string} text @returns {Promise<string>} */
    async expand(text) {
      const expanded = native.test(/"use"\s*:/, text) ? (await file('services')).expand(text) : text;
      site = () => expanded;
      return expanded;
    },
  };
}

/**
 * @param {object} page
 * @param {Options} page.options
 * @param {import('./turns.js').Turns} page.turns
 * @param {import('./decision.js').Decision} page.decision
 * @param {ReturnType<typeof openSite>} page.site
 * @param {(name: string) => Promise<any>} page.file  another file of Assent
 * @param {() => import('../core/turn-text.js').VerbFacts['start']} page.facts  who is here, and the record that is known
 * @param {() => void} page.whenAble  what is necessary can be answered
 * @param {() => void} page.enter  somebody is here
 */
export function openStartUp({ options, turns, decision, site, file, facts, whenAble, enter }) {
  const { instantiate, packed, source = 'assent.site.js' } = options;

  /** One error, in words if there are any. @param {string} config @param {Error} error */
  async function tellFaults(config, error) {
    try {
      await (await file('faults')).tell(config, source, file);
    } catch {
      native.error(error);
    }
  }

  /** @param {import('../core/connect.js').Exports} exports @param {string} config */
  function begin(exports, config) {
    const { record, error } = turns.begin(exports, config);
    if (record) return decision.keepAt(record);
    if (!error) return;
    const faulty = new native.Error('assent: faulty config');
    leaveToOthers(faulty);
    tellFaults(config, faulty);
    throw faulty;
  }

  /**
   * In a page that a browser only prerenders what is necessary works. All else waits until somebody opens it: then what is
   * stored by then counts, and so do its link, law and layer.
   */
  async function waitForVisitor() {
    turns.carryOut(turnOf('start', { ...facts(), prerender: true }));
    whenAble();
    await whenOpened();
  }

  /** Where a policy forbids WebAssembly: the twin is the same core. @returns {Promise<import('../core/connect.js').Exports>} */
  async function twin() {
    const { instantiate: make } = await file('twin');
    const exports = make(native);
    return exports;
  }

  return {
    /**
     * At the end of the script, before the parser goes on, if it can be: then nothing on the page comes before the first
     * decision. Not within the script: to read a cookie a browser notes who calls, and would parse every function that
     * stands above, once more.
     */
    async run() {
      const compiled = instantiate && attempt(instantiate);
      const engine = compiled || twin();
      const given = compiled && packed ? packed : site.text();
      const exports = await engine;
      const config = await given;
      begin(exports, config === packed ? config : await site.expand(config));
      if (isPrerendered()) await waitForVisitor();
      enter();
      return turns.snapshot();
    },
  };
}

/** @param {Promise<unknown>} ready @param {() => void} close */
export async function closeIfItFails(ready, close) {
  try {
    await ready;
  } catch (error) {
    close();
    fail(error);
  }
}

/**
 * Until the site has answered where its visitor is, the strict rules hold; no answer, or none that can be read, is no place.
 * @param {string} address @returns {Promise<string>}
 */
export async function regionFrom(address) {
  const answer = await native.fetch(address, { mode: 'same-origin' });
  return native.parse(await native.bodyTextOf(answer)).region;
}
