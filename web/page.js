// The page: collects facts, runs turns, carries out effects. It decides nothing.
import { connect } from './core.js';
import { handlersFor } from './effects.js';
import { gate } from './gate.js';
import { erase, keeper, stored } from './storage.js';

/**
 * @typedef {object} Options
 * @property {string} base        address of the folder that the other files of Assent are in, with its final slash
 * @property {() => import('./core.js').Exports} [instantiate]  throws where WebAssembly may not compile; without it: the twin
 * @property {() => string | Promise<string>} config  the site's config, as JSON
 * @property {string} [lang]      language tag of the panel
 * @property {string} [nonce]     the page's
 * @property {boolean} [debug]    every turn to the console, as a golden transcript
 */
/** @typedef {import('./effects.js').Turned} Turned */

const now = () => `now=${Math.floor(Date.now() / 1000)}`;

/** Language tags in order of preference, each followed by its first part: what the core matches. @param {string} [lang] */
const languages = lang => {
  const own = lang || document.documentElement.lang;
  const tags = (own ? [own] : navigator.languages).flatMap(tag => [tag, tag.split('-')[0]]);
  return [...new Set(tags)].filter(tag => /^[\w-]{1,12}$/.test(tag)).slice(0, 4).join();
};

/** @param {Options} options */
export function open({ base, instantiate, config, lang, nonce, debug }) {
  /** @type {Record<string, boolean>} */
  const grants = {};
  /** @type {{ ask: string, decided: object | null }} */
  const state = { ask: '', decided: null };
  const events = new EventTarget();
  /** @type {ReturnType<typeof connect> | undefined} nothing is allowed before it is there */
  let core;
  /** @type {ReturnType<typeof keeper>} */
  let kept;
  let known = ''; // the record that the core saw last
  let started = false;
  /** @type {BroadcastChannel | undefined} */
  let channel;
  try { channel = new BroadcastChannel('assent'); } catch { /* an old browser, or a sandbox: the storage event serves */ }

  /** @param {string} name @param {object} [detail] */
  const tell = (name, detail) => {
    events.dispatchEvent(new CustomEvent(name, { detail }));
    document.dispatchEvent(new CustomEvent(`assent:${name}`, { detail }));
  };

  /** What holds now. */
  const snapshot = () => Object.freeze({ ...state, grants: Object.freeze({ ...grants }) });

  // ---- turns ----

  const handlers = handlersFor({
    grants,
    state,
    erase,
    keep: (name, domain) => { kept = keeper(name, domain); },
    save: (record, seconds) => {
      kept.write(known = record, seconds, !channel);
      channel?.postMessage(0);
    },
  });

  /** One turn and its effects, at once. @param {string} input */
  function carryOut(input) {
    /** @type {Turned} */
    const turned = {};
    for (const [effect, ...fields] of /** @type {ReturnType<typeof connect>} */ (core)(input)) handlers[effect](turned, ...fields);
    return turned;
  }

  /** @type {(() => void)[]} turns that arose while another one was carried out: never nested */
  const queue = [];
  let busy = false;

  /** @param {string} input @returns {Promise<void>} fulfilled when the effects are carried out */
  const run = input => new Promise((done, failed) => {
    queue.push(() => {
      try {
        const undecided = !state.decided;
        const turned = carryOut(input);
        settle(turned, undecided);
        done();
      } catch (error) { failed(error); }
    });
    if (busy) return;
    busy = true;
    for (let next; (next = queue.shift());) next();
    busy = false;
  });

  const { review, lingering } = gate((...element) => core ? carryOut(`element\t${element.join('\t')}`).hold ?? null : ['unstarted', ''], tell);

  /** @param {Turned} turned @param {boolean} undecided  before it */
  function settle({ changed, saved, view }, undecided) {
    if (view?.layer === 'none') show(view);
    if (changed) review();
    if (view && view.layer !== 'none') show(view);
    if (!started) {
      started = true;
      tell('ready', snapshot());
    } else if (changed || saved) {
      if (undecided) tell('first', snapshot());
      tell('change', snapshot());
      inline();
      if (!view || view.layer === 'none') note();
    }
  }

  // ---- the panel, loaded when something must be shown ----

  /** @type {any} */
  let mounted;
  /** @type {Promise<any> | undefined} */
  let loading;
  /** @type {any} the layer that is due */
  let due;
  /** @type {Element | undefined} what was pressed to show it */
  let opener;

  /** @param {() => void} use  at once if the panel is there */
  function withPanel(use) {
    if (mounted) return use();
    loading ??= import(`${base}assent.panel.js`).then(async ({ mount }) => {
      while (!document.body) await new Promise(requestAnimationFrame);
      mounted = mount({ act, nonce });
    });
    loading.then(use).catch(error => tell('error', { error }));
  }

  /** The names, for people, of scripts that cannot be unloaded. */
  function named() {
    const ids = lingering();
    const { view } = ids.length ? carryOut('show\tinline') : { view: { categories: [] } };
    const all = view.categories.flatMap((/** @type {any} */ category) => [{ id: category.id, name: category.label }, ...category.services]);
    return ids.map(id => all.find((/** @type {any} */ one) => one.id === id)?.name || id);
  }

  const note = () => {
    const names = named();
    if (names.length || mounted) withPanel(() => mounted.notice(names));
  };

  /** @param {any} view */
  function show(view) {
    due = view;
    if (view.layer === 'none' && !loading) return;
    withPanel(() => {
      if (due !== view) return; // another layer took its place while the panel was on its way
      view.lingering = named();
      if (view.layer === 'none') mounted.hide();
      else mounted.show(view, opener);
      tell(view.layer === 'none' ? 'hide' : 'show', { layer: view.layer });
    });
  }

  /** Panels inside the page. */
  function inline() {
    const sections = document.querySelectorAll('[data-assent=panel]');
    if (!started || !sections.length) return;
    withPanel(() => {
      const { view } = carryOut('show\tinline');
      view.lingering = named();
      for (const section of sections) mounted.inline(section, view);
    });
  }

  // ---- what people and other tabs do ----

  /** @param {string} verb @param {Record<string, boolean> | string} [argument] */
  function act(verb, argument) {
    if (!started) return Promise.reject(new Error('assent: not ready'));
    if (verb === 'show' || verb === 'hide') return run(argument ? `${verb}\t${argument}` : verb);
    const choice = Object.entries(argument ?? {}).map(([id, on]) => `\t${on ? '+' : '-'}${id}`).join('');
    return run(`${verb}\t${now()}${choice}${stored()}`);
  }

  /** Another tab chose, or this page comes back from a cache: what is stored counts. */
  function refresh() {
    const record = kept.read();
    if (record !== known) run(`record\t${now()}\trecord=${known = record}${stored()}`);
  }

  const follow = () => { if (location.hash === '#privacy-preferences') act('show', 'preferences'); };

  function listen() {
    if (channel) channel.onmessage = refresh;
    for (const event of ['storage', 'pageshow']) addEventListener(event, refresh);
    document.addEventListener('visibilitychange', refresh);
    addEventListener('hashchange', follow);
    document.addEventListener('click', event => {
      const control = /** @type {Element} */ (event.target).closest?.('[data-assent],a[href="#privacy-preferences"]');
      const verb = control && (control.getAttribute('data-assent') ?? 'preferences');
      if (verb !== 'preferences' && verb !== 'accept' && verb !== 'reject') return;
      event.preventDefault();
      opener = /** @type {Element} */ (control);
      if (verb === 'preferences') act('show', verb);
      else act(verb);
    });
    const parsed = () => {
      inline();
      follow();
      if (!document.querySelector('[data-assent],a[href="#privacy-preferences"]')) {
        console.warn('assent: no link to #privacy-preferences on this page: a choice must be as easy to change as to make');
      }
    };
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', parsed);
    else parsed();
  }

  // ---- start ----

  /** @param {string[][]} faults  of the config */
  function refuse(faults) {
    const plainly = faults.map(([where, expected, found]) => `${where}: expected ${expected}, found ${found}`);
    import(`${base}assent.panel.js`).then(({ explain }) => faults.map(explain), () => plainly).then(lines => {
      console.error(`assent: this site's config has faults, so everything stays held:\n${lines.join('\n')}`);
      tell('error', { faults: lines });
    });
    throw new Error('assent: the config has faults');
  }

  /** @param {import('./core.js').Exports} exports @param {string} json */
  function begin(exports, json) {
    core = connect(exports, debug ? (input, output) => console.log(`${input.replace(/^/gm, '> ')}\n${output.replace(/^/gm, '< ')}`) : undefined);
    const { faults } = carryOut(`config\n${json}`);
    if (faults) refuse(faults);
    known = kept.read();
    run(`start\t${now()}\tlang=${languages(lang)}\trecord=${known}${stored()}`);
    listen();
  }

  /** Synchronous if it can be: then nothing on the page comes before the first decision. */
  function startUp() {
    /** @type {any} */
    let exports;
    try { exports = instantiate?.(); } catch { /* a policy forbids WebAssembly: the twin is the same core */ }
    exports ??= import(`${base}assent.twin.js`).then(twin => twin.instantiate());
    const json = config();
    if (!exports.then && typeof json === 'string') return begin(exports, json);
    return Promise.all([exports, json]).then(([e, j]) => begin(e, j));
  }

  const ready = (async () => {
    await startUp();
    return snapshot();
  })();
  ready.catch(error => {
    console.error(error);
    tell('error', { error });
  });

  // ---- the API ----

  /** @param {string | string[]} ids @param {boolean} on */
  const all = (ids, on) => Object.fromEntries([ids].flat().map(id => [id, on]));

  return {
    ready,
    state: snapshot,
    allows: (/** @type {string} */ id) => grants[id] === true,
    show: (/** @type {string} */ layer = state.ask ? 'banner' : 'preferences') => act('show', layer),
    showPreferences: () => act('show', 'preferences'),
    hide: () => act('hide'),
    accept: (/** @type {string | string[]} */ ids = 'all') => ids === 'all' ? act('accept') : act('choose', all(ids, true)),
    reject: () => act('reject'),
    choose: (/** @type {Record<string, boolean>} */ choice) => act('choose', choice),
    withdraw: (/** @type {string | string[]} */ ids = []) => act('withdraw', all(ids, false)),
    on(/** @type {string} */ name, /** @type {(detail: any) => void} */ listener) {
      const heard = (/** @type {any} */ event) => listener(event.detail);
      events.addEventListener(name, heard);
      return () => events.removeEventListener(name, heard);
    },
  };
}
