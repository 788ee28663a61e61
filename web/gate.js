// Held elements: markup that is inert when it arrives and is released or held as the core answers.

const SELECTOR = '[data-category],[data-service]';
/** What is written as data-x is x once it is released. srcset first: with it there, src is not fetched. */
const ATTRIBUTES = ['srcset', 'src', 'href', 'poster', 'data'];

/** @typedef {{ epoch: number, why?: string, held?: HTMLScriptElement, ran?: boolean }} State  of a script that was released: its held original */

/** @param {string | null | undefined} address */
const hostOf = address => {
  try { return address ? new URL(address, document.baseURI).hostname : ''; } catch { return ''; }
};

/**
 * @param {(kind: string, category: string, service: string, host: string) => string[] | null} ask  null: allowed; else why not, and whose
 * @param {(name: string, detail: object) => void} tell
 */
export function gate(ask, tell) {
  /** @type {WeakMap<Element, State>} */
  const states = new WeakMap();
  /** Scripts that may run and wait for their turn, in document order; those that the parser would defer behind the others. */
  const waiting = [/** @type {HTMLScriptElement[]} */ ([]), /** @type {HTMLScriptElement[]} */ ([])];
  /** Scripts in order that were started and have not run yet: an inline one behind them waits. */
  const running = new Set();
  /** Adopting a script that is still loading keeps it from running: HTML, "execute the script element", step 2. @type {Document | undefined} */
  let limbo;
  let epoch = 0;

  /** @type {{ createScript(text: string): string, createScriptURL(url: string): string } | undefined} */
  let policy;
  /** Trusted Types see one policy, `assent`; all it passes on stood in the page's own markup. @param {'createScript' | 'createScriptURL'} kind @param {string} text */
  const trust = (kind, text) => {
    const types = /** @type {any} */ (self).trustedTypes;
    if (!types) return text;
    policy ??= types.createPolicy('assent', { createScript: String, createScriptURL: String });
    return /** @type {NonNullable<typeof policy>} */ (policy)[kind](text);
  };

  /** @param {Element} element */
  const addressOf = element => ATTRIBUTES.map(name => element.getAttribute(`data-${name}`)).find(Boolean);

  /** @param {HTMLScriptElement} held */
  function start(held) {
    const script = document.createElement('script');
    for (const { name, value } of held.attributes) {
      if (!['type', 'src', 'data-src', 'data-type'].includes(name)) script.setAttribute(name, value);
    }
    script.nonce = held.nonce; // the attribute reads as empty once a page with a policy is parsed
    const { type = held.type === 'text/plain' ? '' : held.type, src = held.getAttribute('src') } = held.dataset;
    if (type) script.type = type;
    script.async = held.hasAttribute('async');
    /** @type {State} */
    const state = { epoch, held };
    states.set(script, state);
    if (src) {
      if (!script.async) running.add(script);
      const done = () => {
        state.ran = true;
        running.delete(script);
        pump();
      };
      script.addEventListener('load', done);
      script.addEventListener('error', done);
      script.src = trust('createScriptURL', src);
    } else {
      state.ran = true;
      script.text = trust('createScript', held.text);
    }
    held.replaceWith(script);
  }

  /** Starts what may start: order is the document's, but for async. */
  function pump() {
    for (const queue of waiting) {
      while (queue.length) {
        const [next] = queue;
        const { async, src } = attributesOf(next);
        if (!async && !src && running.size) return; // inline: behind what stands before it
        queue.shift();
        attempt(next, () => start(next));
      }
      if (running.size || document.readyState === 'loading') return; // deferred ones: behind all others and the parser
    }
  }

  /** @param {HTMLScriptElement} held */
  const attributesOf = held => {
    const src = held.dataset.src ?? held.getAttribute('src');
    const async = held.hasAttribute('async') && (src || held.dataset.type === 'module');
    return { src, async, deferred: !async && ((src && held.defer) || held.dataset.type === 'module') };
  };

  /** @param {HTMLScriptElement} script  that was started and may no longer run */
  function stop(script, /** @type {State} */ { held, ran }) {
    if (ran || !held) return;
    running.delete(script);
    script.replaceWith(held);
    (limbo ??= document.implementation.createHTMLDocument('')).adoptNode(script);
    states.delete(script);
    pump();
  }

  /** @param {Element} element @param {boolean} on */
  function load(element, on) {
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(`data-${name}`);
      if (value === null) continue;
      if (!on) element.removeAttribute(name);
      else element.setAttribute(name, /^(embed|object)$/i.test(element.localName) ? trust('createScriptURL', value) : value);
    }
    if (!on && element.localName === 'iframe') { // taken out and put back, it is a new, empty frame, and no step in the history
      const place = document.createComment('');
      element.replaceWith(place);
      place.replaceWith(element);
    }
    /** @type {any} */ (element.localName === 'source' ? element.parentNode : element).load?.();
  }

  /** @param {Element} element @param {() => void} act  what may fail for this element alone */
  function attempt(element, act) {
    try { act(); } catch (error) { tell('error', { element, error }); }
  }

  /** @param {Element} element @returns {void} */
  function consider(element) {
    const script = element instanceof HTMLScriptElement;
    const address = addressOf(element) ?? (script ? element.getAttribute('src') : null);
    const known = states.get(element);
    if (known?.epoch === epoch || (!address && !script)) return;
    if (script && !known && element.type !== 'text/plain') return; // it was never held
    const { category = '', service = '' } = /** @type {HTMLElement} */ (element).dataset;
    const answer = ask(element.localName, category, service, hostOf(address));
    const was = known && !known.why;
    const queued = script && waiting.findIndex(queue => queue.includes(element));
    states.set(element, { ...known, epoch, why: answer?.[0] });
    if (answer && (!was || script)) tell('held', { element, why: answer[0], id: answer[1] });
    if (!script) {
      if (!answer !== !!was) load(element, !answer);
    } else if (known?.held) {
      if (answer) stop(element, known);
    } else if (!answer && queued === -1) waiting[attributesOf(element).deferred ? 1 : 0].push(element);
    else if (answer && queued !== -1) waiting[/** @type {number} */ (queued)].splice(waiting[/** @type {number} */ (queued)].indexOf(element), 1);
  }

  function scan() {
    for (const element of document.querySelectorAll(SELECTOR)) {
      attempt(element, () => consider(element));
    }
    pump();
  }

  new MutationObserver(scan).observe(document, { childList: true, subtree: true });
  document.addEventListener('DOMContentLoaded', scan);
  return {
    /** The grants changed: every element is asked about again. */
    review() {
      epoch++;
      scan();
    },
    /** Ids (a service's, else a category's) of scripts that ran, may no longer run, and stay until the page is left. */
    lingering() {
      const scripts = [...document.querySelectorAll('script')].filter(script => states.get(script)?.ran && states.get(script)?.why);
      return [...new Set(scripts.map(({ dataset }) => dataset.service || dataset.category || ''))];
    },
  };
}
