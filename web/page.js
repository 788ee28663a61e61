// The page: collects facts, runs turns, carries out effects. It decides nothing.
import { hostOf } from './address.js';
import { keep } from './answers.js';
import { attempt } from './attempt.js';
import { connect, makeRoom } from './core.js';
import { handlersFor } from './effects.js';
import { whenDrawn } from './drawn.js';
import { gate } from './gate.js';
import { guard } from './guard.js';
import { openLedger, plain, turnsOf } from './ledger.js';
import { whenParsed } from './parsed.js';
import { openStorage } from './storage.js';
import { factsOf } from './visitor.js';

/**
 * @typedef {object} Options
 * @property {string} base        address of the folder that the other files of Assent are in, with its final slash
 * @property {string} [query]     with its `?`, behind their names: who asks for a new copy of one asks for all
 * @property {false | (() => import('./core.js').Exports)} [instantiate]  throws where WebAssembly may not compile; without it: the twin
 * @property {() => string | Promise<string>} [config]  the site's config, as JSON; without it: assent.site.js has it
 * @property {string} [packed]    the same as `instantiate` takes it, without what only people read (src/pack.h)
 * @property {import('./visitor.js').Visitor} [visitor]
 * @property {string} [place]     address, on this site, that answers with the visitor's region
 * @property {string} [lang]      language tag of the panel
 * @property {string} [nonce]     the page's
 * @property {boolean} [guard]    false: what scripts of the page store and send is not looked at
 * @property {boolean} [shared]   others use this computer, too
 * @property {boolean} [debug]    every turn to the console, as a golden transcript
 */
/** @typedef {import('./effects.js').Turned} Turned */
/** @typedef {import('./storage.js').Place} Place */

/** When a page has come to rest (ms): what it stored while it loaded is noted in the ledger then. */
const SETTLED = 5000;

const now = () => `now=${Math.floor(Date.now() / 1000)}`;

/** @param {string} name @param {object} [detail] */
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`assent:${name}`, { detail }));

/** @param {unknown} error */
const fail = error => {
  console.error(error);
  tell('error', { error });
};

/** @param {Options} options */
export function open({ base, query = '', instantiate, config, packed, visitor = {}, place, lang, nonce, guard: guarded = true, shared, debug }) {
  /** @type {Record<string, boolean>} */
  const grants = {};
  /** @type {import('./effects.js').Holds} */
  const state = /** @type {any} */ ({ ask: '', decided: null });
  /** @type {ReturnType<typeof connect> | undefined} nothing is allowed before it is there */
  let core;
  /** @type {ReturnType<typeof storage.keep>} */
  let kept;
  let known = ''; // the record that the core saw last
  let started = false;
  const channel = self.BroadcastChannel && new BroadcastChannel('assent'); // an old browser has the storage event

  /** Another file of Assent. @param {string} name */
  const file = name => import(`${base}assent.${name}.js${query}`);

  /** The site's config, as JSON. @type {() => string | Promise<string>} */
  let site = config ?? (() => file('site').then(({ default: json }) => json));

  /** What holds now. */
  const snapshot = () => Object.freeze({ ...state, grants: Object.freeze({ ...grants }) });

  // ---- turns ----

  /** @type {ReturnType<typeof openLedger>} of the sweep in hand */
  let ledger;
  /** @type {Place[]} what it found that goes */
  let gone = [];

  const handlers = handlersFor({
    grants,
    state,
    keep: (name, domain) => { kept = storage.keep(name, domain); },
    save: (record, seconds) => {
      kept.write(known = record, seconds, !channel);
      channel?.postMessage(0);
    },
    note: (area, name, times) => { gone.push(...ledger.note(`${area}\t${name}`, times.join('\t'))); },
  });

  /** One turn and its effects, at once. @param {string} input @param {string} [head]  what comes before it (core.js) */
  function carryOut(input, head) {
    /** @type {Turned} */
    const turned = {};
    for (const line of /** @type {ReturnType<typeof connect>} */ (core)(input, head)) handlers[line[0]](turned, line);
    return turned;
  }

  /** A question that must have an answer: who cannot decide refuses. @type {typeof carryOut} */
  const decide = (...question) => attempt(() => carryOut(...question)) ?? { hold: ['unstarted'] };

  /**
   * Goes through what is stored: what must go goes, and the ledger is kept.
   * @param {string} [more]  facts of the turn beside the time (src/consent.h)
   * @param {unknown} [quick]  as `erase` takes it (storage.js): another sweep follows
   * @param {Place[]} [places]
   * @returns what went
   */
  function sweep(more = '', quick, places = storage.stored()) {
    const before = kept.ledger();
    ledger = openLedger(places, before);
    gone = [];
    for (const turn of turnsOf(`sweep\t${now()}${more}`, ledger.lines())) carryOut(turn);
    storage.erase(gone, quick);
    const after = ledger.text(gone);
    if (after !== before) kept.note(after);
    return gone;
  }

  /** The same, and for databases and caches, of which the browser tells later. @param {string} [more] */
  const sweepAll = async more => [...sweep(more), ...sweep(more, '', await storage.later())];

  /** @type {unknown} on this page something had to go, or may have had to */
  let swept;

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
        const more = turned.session && kept.isNew() ? '\tnew=1' : '';
        swept ||= turned.sweep;
        const click = started && turned.grant; // a choice: what need not be done within its click is done behind the next frame
        const later = turned.sweep && (click ? sweep(more, click) : sweepAll(more));
        settle(turned, undecided);
        const { link } = turned;
        if (link && (link[0] || owed)) owed = file('link').then(({ show }) => show(...link)).catch(fail);
        done(/** @type {any} */ (click ? whenDrawn().then(() => turned.sweep && sweepAll()) : later)); // behind the frames that are unloaded
      } catch (error) { failed(error); }
    });
    if (busy) return;
    busy = true;
    for (let next; (next = queue.shift());) next();
    busy = false;
  });

  // ---- questions, and their answers until the next turn that decides ----

  const elements = keep(head => keep(host => decide(host, head).hold ?? false));
  const hosts = keep(host => !decide(host, 'reach\t').hold);
  const names = keep((area, head = `key\t${area}\t`) => keep(name => {
    const { write, hold: [why, id] = [] } = decide(plain(name), head);
    // Told once, and later: a script that is refused must not notice.
    if (!write || write[1] === '1') queueMicrotask(() => tell(write ? 'unknown' : 'refused', { area, name, why, id }));
    return !!write;
  }));
  const mayStore = (/** @type {string} */ area, /** @type {string} */ name) => names(area)(name);
  const forget = () => [elements, hosts, names].forEach(kept => kept.forget());

  const { review, lingering, left, adopt } = gate((kind, category, service, host) => elements(`element\t${kind}\t${category}\t${service}\t`)(host), tell);

  const storage = openStorage(guard(guarded && {
    store: mayStore,
    cookie(text) {
      const { write } = decide(`cookie\t${now()}\t${text.replace(/[\0-\x08\n-\x1f]/g, '?')}`);
      if (!write) return void mayStore('cookie', /** @type {string[]} */ (text.match(/^[^;=]*(?==)|/))[0].trim());
      return write[0] ? text.replace(/;\s*(max-age|expires)\s*=[^;]*/gi, '') + (+write[0] ? `;max-age=${write[0]}` : '') : text;
    },
    born: adopt,
    reach(url) {
      const host = /^(\w+:)?\/\//.test(url) && hostOf(url);
      return !host || !started || host === location.hostname || (hosts(host) && !left(host));
    },
  }));

  /** @param {Turned} turned @param {boolean} undecided  before it */
  function settle({ grant, refused, save, layer }, undecided) {
    const closes = layer?.[0][1] === 'none';
    if (closes) show(layer); // what closes goes first, what is released comes next, what opens comes last
    if (grant) review(closes && !refused); // what is granted, not before the click is seen to be answered; what is refused, at once
    if (layer && !closes) show(layer);
    if (!started) {
      started = true;
      tell('ready', snapshot());
    } else if (grant || save) {
      if (undecided) tell('first', snapshot());
      tell('change', snapshot());
      inline();
      keepTidy();
      // What is gone is seen to be gone before anything new is drawn.
      if (lingering()[0] || panel) whenDrawn().then(() => withPanel(() => panel.notice(lingering())));
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
    loading ??= Promise.all([file('panel'), site()]).then(async ([{ mount }, site]) => {
      panel = await mount({ act, site, lang, nonce, look });
    });
    loading.then(use).catch(fail);
  }

  /** @param {string[][]} layer */
  function show(layer) {
    const name = layer[0][1];
    const call = name === 'none' ? 'hide' : 'show';
    due = layer;
    if (call === 'hide' && !loading) return;
    withPanel(() => {
      if (due !== layer) return; // another one took its place while the panel was on its way
      panel[call](layer, state.ask, lingering());
      tell(call, { layer: name });
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

  /** Who is here and the record that the core knows, as facts. Where nobody said the place nobody reads the time zone: there is nothing to tighten. */
  const facts = () => now() + factsOf({
    ...visitor,
    shared: shared || undefined,
    zone: visitor.region && Intl.DateTimeFormat().resolvedOptions().timeZone,
    gpc: navigator.globalPrivacyControl,
    dnt: navigator.doNotTrack,
  }) + `\trecord=${known}`;

  /** The same, with the record that is stored now. */
  const read = () => {
    known = kept.read();
    return facts();
  };

  /** Another tab chose, or this page comes back from a cache: what is stored counts. */
  function refresh() {
    if (kept.read() !== known) run(`record\t${read()}`).catch(fail);
  }

  /** While what was withdrawn is still running it may write past the guard, from a worker or a frame; when a page is left, also after it. */
  function tidy() {
    if (lingering()[0]) sweepAll().catch(fail);
    else sweep();
  }

  /** A page was not looked at for a while, or will not be. */
  function lookAgain() {
    refresh();
    tidy();
  }

  /** @type {ReturnType<typeof setInterval> | undefined} */
  let watch;
  function keepTidy() {
    clearInterval(watch);
    if (lingering()[0]) watch = setInterval(tidy, 1000);
  }

  /**
   * These went because somebody said so: the choice, perhaps, with them.
   * @param {Place[]} places
   */
  async function tellErased(places) {
    if (known && !kept.read()) {
      channel?.postMessage(0);
      await run(`record\t${read()}`);
    }
    const erased = places.map(([area, name]) => ({ area, name }));
    tell('change', { ...snapshot(), erased });
    return erased;
  }

  const logout = async () => tellErased(await sweepAll('\twhat=logout'));

  /** Erases what the learner chose. @param {Place[]} places @param {boolean} [forgets]  also a choice that only memory keeps */
  async function clear(places, forgets) {
    const ended = storage.erase(places);
    if (forgets) kept.forget();
    const erased = await tellErased(places);
    await ended;
    return erased;
  }

  /** Until the site has answered where its visitor is, the strict rules hold; no answer, or none that can be read, is no place. */
  async function ask() {
    const answer = await fetch(/** @type {string} */ (place), { mode: 'same-origin' });
    visitor = { ...visitor, region: (await answer.json()).region };
    await run(`record\t${read()}`);
  }

  const follow = () => { if (location.hash === '#privacy-preferences') act('show', 'preferences'); };

  let leaving = false;
  function listen() {
    setTimeout(tidy, SETTLED);
    if (channel) channel.onmessage = refresh;
    addEventListener('storage', refresh);
    addEventListener('pageshow', ({ persisted }) => {
      leaving = false;
      if (persisted) lookAgain();
    });
    addEventListener('pagehide', () => {
      leaving = true;
      if (lingering()[0]) tidy();
    });
    document.addEventListener('visibilitychange', () => {
      if (swept || !leaving) lookAgain(); // else the next page waits for this, and nothing is refused
    });
    addEventListener('hashchange', follow);
    document.addEventListener('click', event => {
      const control = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest?.('[data-assent],a[href="#privacy-preferences"]'));
      const verb = control?.dataset.assent ?? 'preferences';
      if (!control || !/^(preferences|opt-out|accept|reject|export|erase|clear|logout)$/.test(verb)) return;
      if (verb === 'logout') return void logout(); // and then whatever signs the learner out at the server
      event.preventDefault();
      control.focus(); // not every engine does when it is pressed, and the focus comes back here
      if (verb === 'export') data('exportData', control.dataset).catch(fail);
      else if (/^[ar]/.test(verb)) act(verb);
      else {
        act('show', 'preferences');
        if (/^[ec]/.test(verb)) withPanel(() => look(document.querySelector('.assent-dialog'), verb).catch(() => {}));
      }
    });
    whenParsed(() => {
      inline();
      follow();
    });
  }

  /** What the core knows, as turns for one that can say why: a function that tells it. */
  async function teller() {
    await ready;
    const turn = `config\n${await site()}`;
    return () => [turn, `start\t${facts()}`];
  }

  // ---- what is stored, to be seen, taken along and erased by people: a file of its own ----

  /** @param {string} call @param {...any} rest @returns {Promise<any>} */
  const data = async (call, ...rest) => (await file('stored'))[call]({ told: await teller(), state: snapshot, clear, logout, kept, fail, lang, nonce }, ...rest);

  /** In a panel, in place of the preferences: what is stored. @param {Element | null} root @param {string} [step]  what is to be confirmed */
  const look = (root, step) => data('look', root, step).catch(error => {
    fail(error);
    throw error;
  });

  // ---- start ----

  /** @param {import('./core.js').Exports} exports @param {string} text  the config */
  function begin(exports, text) {
    makeRoom(exports, text);
    core = connect(exports, debug ? (input, output) => console.log(`${input.replace(/^/gm, '> ')}\n${output.replace(/^/gm, '< ')}`) : undefined);
    if (carryOut(`config\n${text}`).told) {
      file('faults').then(({ tell }) => tell(text)).catch(fail);
      throw new Error('assent: faulty config');
    }
    run(`start\t${read()}`);
    listen();
    if (place) ask().catch(fail);
    if (debug) Promise.all([file('explain'), teller()]).then(([{ follow }, told]) => follow(told)).catch(fail);
  }

  /**
   * At the end of the script, before the parser goes on, if it can be: then nothing on the page comes before the first decision. Not
   * within the script: to read a cookie a browser notes who calls, and would parse every function that stands above, once more.
   */
  async function startUp() {
    // Where a policy forbids WebAssembly: the twin is the same core.
    const compiled = instantiate && attempt(instantiate);
    const engine = compiled || file('twin').then(twin => twin.instantiate());
    const config = compiled && packed || site();
    const exports = await engine;
    let text = await config;
    if (text !== packed) {
      if (/"use"\s*:/.test(text)) text = (await file('services')).expand(text);
      site = () => text;
    }
    begin(exports, text);
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
    law: async () => (await file('explain')).law((await teller())()),
    explain: async (/** @type {any} */ target) => (await file('explain')).explain(target, (await teller())()),
    show: (/** @type {string} */ layer = state.ask ? 'banner' : 'preferences') => act('show', layer),
    showPreferences: () => act('show', 'preferences'),
    hide: () => act('hide'),
    accept: (/** @type {string | string[]} */ ids = 'all') => ids === 'all' ? act('accept') : act('choose', all(ids, true), ''),
    reject: () => act('reject'),
    choose: (/** @type {Record<string, boolean>} */ choice) => act('choose', choice, ''),
    permit: (/** @type {Record<string, boolean>} */ choice) => act('permit', choice),
    withdraw: (/** @type {string | string[]} */ ids) => act(ids?.length === 0 ? 'choose' : 'withdraw', ids && all(ids, false)),
    logout,
    stored: () => data('stored'),
    exportData: (/** @type {object} */ options) => data('exportData', options),
    erase: (/** @type {object} */ what) => data('erase', what),
    on(/** @type {string} */ name, /** @type {(detail: any) => void} */ listener) {
      const heard = (/** @type {any} */ event) => listener(event.detail);
      document.addEventListener(`assent:${name}`, heard);
      return () => document.removeEventListener(`assent:${name}`, heard);
    },
  };
}
