// The page: collects facts, runs turns, carries out effects. It decides nothing.
import { keep } from './answers.js';
import { connect } from './core.js';
import { handlersFor } from './effects.js';
import { gate } from './gate.js';
import { whenParsed } from './parsed.js';
import { erase, eraseEverywhere, keeper, stored } from './storage.js';
import { factsOf } from './visitor.js';

/**
 * @typedef {object} Options
 * @property {string} base        address of the folder that the other files of Assent are in, with its final slash
 * @property {() => import('./core.js').Exports} [instantiate]  throws where WebAssembly may not compile; without it: the twin
 * @property {() => string | Promise<string>} config  the site's config, as JSON
 * @property {import('./visitor.js').Visitor} [visitor]
 * @property {string} [place]     address, on this site, that answers with the visitor's region
 * @property {string} [lang]      language tag of the panel
 * @property {string} [nonce]     the page's
 * @property {boolean} [debug]    every turn to the console, as a golden transcript
 */
/** @typedef {import('./effects.js').Turned} Turned */

const now = () => `now=${Math.floor(Date.now() / 1000)}`;

/** @param {string} name @param {object} [detail] */
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`assent:${name}`, { detail }));

/** @param {unknown} error */
const fail = error => {
  console.error(error);
  tell('error', { error });
};

/** @param {Options} options */
export function open({ base, instantiate, config, visitor = {}, place, lang, nonce, debug }) {
  /** @type {Record<string, boolean>} */
  const grants = {};
  /** @type {import('./effects.js').Holds} */
  const state = /** @type {any} */ ({ ask: '', decided: null });
  /** @type {ReturnType<typeof connect> | undefined} nothing is allowed before it is there */
  let core;
  /** @type {ReturnType<typeof keeper>} */
  let kept;
  let site = ''; // the config
  let known = ''; // the record that the core saw last
  let started = false;
  const channel = self.BroadcastChannel && new BroadcastChannel('assent'); // an old browser has the storage event

  /** Another file of Assent. @param {string} name */
  const file = name => import(`${base}assent.${name}.js`);

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
    for (const line of /** @type {ReturnType<typeof connect>} */ (core)(input)) handlers[line[0]](turned, line);
    return turned;
  }

  /** Before anything else runs, what refused services stored goes: a few names a turn, so that no turn is too large for them. */
  function sweep() {
    /** @type {string[]} */
    const erased = [];
    for (let lines = stored(); lines[0]; lines = lines.slice(20)) erased.push(...carryOut(['sweep', ...lines.slice(0, 20)].join('\n')).erased ?? []);
    if (erased[0]) eraseEverywhere(name => erased.includes(name));
  }

  /** @type {Promise<void> | undefined} an opt-out link was shown */
  let owed;

  /** @type {(() => void)[]} turns that arose while another one was carried out: never nested */
  const queue = [];
  let busy = false;

  /** @param {string} input @returns {Promise<void>} fulfilled when the effects are carried out */
  const run = input => new Promise((done, failed) => {
    queue.push(() => {
      try {
        const undecided = !state.decided;
        forget();
        const turned = carryOut(input);
        if (turned.sweep) sweep();
        settle(turned, undecided);
        const { link } = turned;
        if (link && (link[0] || owed)) owed = file('link').then(({ show }) => show(...link)).catch(fail);
        done();
      } catch (error) { failed(error); }
    });
    if (busy) return;
    busy = true;
    for (let next; (next = queue.shift());) next();
    busy = false;
  });

  const { answer, forget } = keep(element => core ? carryOut(`element\t${element}`).hold : ['unstarted']);
  const { review, lingering } = gate((...element) => answer(element.join('\t')), tell);

  /** @param {Turned} turned @param {boolean} undecided  before it */
  function settle({ changed, saved, layer }, undecided) {
    const closes = layer?.[0][1] === 'none';
    if (closes) show(layer); // what closes goes first, what is released comes next, what opens comes last
    if (changed) review();
    if (layer && !closes) show(layer);
    if (!started) {
      started = true;
      tell('ready', snapshot());
    } else if (changed || saved) {
      if (undecided) tell('first', snapshot());
      tell('change', snapshot());
      inline();
      // Behind the next frame: what is gone is seen to be gone before anything new is drawn.
      if (lingering()[0] || panel) requestAnimationFrame(() => setTimeout(() => withPanel(() => panel.notice(lingering()))));
    }
  }

  // ---- the panel, loaded when something must be shown ----

  /** @type {any} */
  let panel;
  /** @type {Promise<any> | undefined} */
  let loading;
  /** @type {string[][] | undefined} the layer that is due */
  let due;

  /** @param {() => void} use  at once if the panel is there */
  function withPanel(use) {
    if (panel) return use();
    loading ??= file('panel').then(async ({ mount }) => {
      panel = await mount({ act, site, lang, nonce });
    });
    loading.then(use).catch(fail);
  }

  /** @param {string[][]} layer */
  function show(layer) {
    const name = layer[0][1];
    due = layer;
    if (name === 'none' && !loading) return;
    withPanel(() => {
      if (due !== layer) return; // another one took its place while the panel was on its way
      if (name === 'none') panel.hide();
      else panel.show(layer, state.ask, lingering());
      tell(name === 'none' ? 'hide' : 'show', { layer: name });
    });
  }

  /** Panels inside the page. */
  function inline() {
    const sections = document.querySelectorAll('[data-assent=panel]');
    if (started && sections[0]) {
      withPanel(() => sections.forEach(section => panel.inline(section, carryOut('show\tinline').layer, state.ask, lingering())));
    }
  }

  // ---- what people and other tabs do ----

  /** @param {string} verb @param {Record<string, boolean> | string} [argument] @param {string} [how]  a fact more: by hand, unless it says otherwise */
  async function act(verb, argument, how = verb === 'choose' ? '\thow=save' : '') {
    if (!started) throw new Error('assent: not ready');
    if (verb === 'show' || verb === 'hide') return run(argument ? `${verb}\t${argument}` : verb);
    const choice = Object.entries(argument ?? {}).map(([id, on]) => `\t${on ? '+' : '-'}${id.replace(/\s/g, '?')}`);
    return run(`${verb}\t${now()}${how}${choice.join('')}`);
  }

  /** What is stored and who is here, as facts. Where nobody said the place nobody reads the time zone: there is nothing to tighten. */
  const facts = () => now() + factsOf({
    ...visitor,
    zone: visitor.region && Intl.DateTimeFormat().resolvedOptions().timeZone,
    gpc: navigator.globalPrivacyControl,
    dnt: navigator.doNotTrack,
  }) + `\trecord=${known = kept.read()}`;

  /** Another tab chose, or this page comes back from a cache: what is stored counts. */
  function refresh() {
    if (kept.read() !== known) run(`record\t${facts()}`).catch(fail);
  }

  /** Until the site has answered where its visitor is, the strict rules hold; no answer, or none that can be read, is no place. */
  async function ask() {
    const answer = await fetch(/** @type {string} */ (place), { mode: 'same-origin' });
    visitor = { ...visitor, region: (await answer.json()).region };
    await run(`record\t${facts()}`);
  }

  const follow = () => { if (location.hash === '#privacy-preferences') act('show', 'preferences'); };

  function listen() {
    if (channel) channel.onmessage = refresh;
    addEventListener('storage', refresh);
    addEventListener('pageshow', ({ persisted }) => { if (persisted) refresh(); });
    document.addEventListener('visibilitychange', refresh);
    addEventListener('hashchange', follow);
    document.addEventListener('click', event => {
      const control = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest?.('[data-assent],a[href="#privacy-preferences"]'));
      const verb = control?.dataset.assent ?? 'preferences';
      if (!control || !/^(preferences|opt-out|accept|reject)$/.test(verb)) return;
      event.preventDefault();
      control.focus(); // not every engine does when it is pressed, and the focus comes back here
      if (/^[ar]/.test(verb)) act(verb);
      else act('show', 'preferences');
    });
    whenParsed(() => {
      inline();
      follow();
    });
  }

  /** What the core knows, as turns for one that can say why. */
  const told = () => [`config\n${site}`, `start\t${facts()}`];

  // ---- start ----

  /** @param {import('./core.js').Exports} exports @param {string} json */
  function begin(exports, json) {
    core = connect(exports, debug ? (input, output) => console.log(`${input.replace(/^/gm, '> ')}\n${output.replace(/^/gm, '< ')}`) : undefined);
    const { faults } = carryOut(`config\n${site = json}`);
    if (faults) {
      file('faults').then(({ tell }) => tell(site)).catch(fail);
      throw new Error('assent: faulty config');
    }
    run(`start\t${facts()}`);
    listen();
    if (place) ask().catch(fail);
    if (debug) file('explain').then(({ follow }) => follow(told)).catch(fail);
  }

  /**
   * At the end of the script, before the parser goes on, if it can be: then nothing on the page comes before the first decision. Not
   * within the script: to read a cookie a browser notes who calls, and would parse every function that stands above, once more.
   */
  async function startUp() {
    /** @type {any} */
    let exports;
    try { exports = instantiate?.(); } catch { /* a policy forbids WebAssembly: the twin is the same core */ }
    exports ??= file('twin').then(twin => twin.instantiate());
    const json = config();
    begin(await exports, await json);
    return snapshot();
  }

  const ready = startUp();
  ready.catch(fail);

  // ---- the API ----

  /** @param {string | string[]} ids @param {boolean} on */
  const all = (ids, on) => Object.fromEntries([ids].flat().map(id => [id, on]));

  return {
    ready,
    state: snapshot,
    allows: (/** @type {string} */ id) => grants[id] === true,
    law: async () => (await file('explain')).law(told()),
    explain: async (/** @type {any} */ target) => (await file('explain')).explain(target, told()),
    show: (/** @type {string} */ layer = state.ask ? 'banner' : 'preferences') => act('show', layer),
    showPreferences: () => act('show', 'preferences'),
    hide: () => act('hide'),
    accept: (/** @type {string | string[]} */ ids = 'all') => ids === 'all' ? act('accept') : act('choose', all(ids, true), ''),
    reject: () => act('reject'),
    choose: (/** @type {Record<string, boolean>} */ choice) => act('choose', choice, ''),
    permit: (/** @type {Record<string, boolean>} */ choice) => act('permit', choice),
    withdraw: (/** @type {string | string[]} */ ids) => act(ids?.length === 0 ? 'choose' : 'withdraw', ids && all(ids, false)),
    on(/** @type {string} */ name, /** @type {(detail: any) => void} */ listener) {
      const heard = (/** @type {any} */ event) => listener(event.detail);
      document.addEventListener(`assent:${name}`, heard);
      return () => document.removeEventListener(`assent:${name}`, heard);
    },
  };
}
