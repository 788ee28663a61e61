// The page: collects facts, runs turns, carries out effects. It decides nothing.

import { handlersFor } from '../core/carry-out.js';
import { connect, makeRoom } from '../core/connect.js';
import { keep } from '../core/memo.js';
import { factsOf } from '../core/visitor.js';
import { gate } from '../gate/gate.js';
import { guard } from '../guard/guard.js';
import { attempt } from '../platform/attempt.js';
import { add, each, filter, flat, includes, isList, join, map, part } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { all, orElse } from '../platform/promises.js';
import { replace } from '../platform/texts.js';
import { whenDrawn, whenParsed } from '../platform/timing.js';
import { lineOf, openStorage } from '../storage/browser-storage.js';
import { LIMIT, makeWay, within } from '../storage/databases.js';
import { openLedger, plain, turnsOf } from '../storage/ledger.js';
import { openMirror } from '../storage/record-mirror.js';
import { openWriters } from '../storage/writers.js';
import { openFiles } from './later-files.js';
import { isPrerendered, whenOpened } from './prerendering.js';
import { plainPanel } from './stand-in-panel.js';

/**
 * @typedef {object} Options
 * @property {string} base        address of the folder that the other files of Assent are in, with its final slash
 * @property {string} [query]     with its `?`, behind their names: who asks for a new copy of one asks for all
 * @property {string} [address]   of the script itself
 * @property {false | (() => import('../core/connect.js').Exports)} [instantiate]  throws where WebAssembly may not
 *   compile; without it: the twin
 * @property {() => string | Promise<string>} [config]  the site's config, as JSON; without it: assent.site.js has it
 * @property {string} [source]    where that comes from, as an error names it
 * @property {string} [packed]    the same as `instantiate` takes it, without what only people read (src/pack.h)
 * @property {string} [siteBuild] which build of assent.site.js belongs to it
 * @property {import('../core/visitor.js').Visitor} [visitor]
 * @property {string} [place]     address, on this site, that answers with the visitor's region
 * @property {string} [lang]      language tag of the panel
 * @property {string} [nonce]     the page's
 * @property {boolean} [guard]    false: what scripts of the page store and send is not looked at
 * @property {boolean} [shared]   others use this computer, too
 * @property {boolean} [debug]    every turn to the console, as a golden transcript
 */
/** @typedef {import('../core/carry-out.js').Turned} Turned */
/** @typedef {import('../storage/browser-storage.js').Place} Place */

/**
 * @typedef {{ erased: Named[], remaining: Named[] }} Outcome  what went, and what had to go and could not be removed
 */
/** @typedef {{ area: string, name: string }} Named */

/** By how much a word between tabs may come before what it is about (ms). */
const OVERTAKEN = 1000;

/** When a page has come to rest (ms): what it stored while it loaded is noted in the ledger then. */
const SETTLED = 5000;
/** Of names in one word to another tab: more than anybody stores. */
const MOST_NAMES = 999;

/** How long a request to another host waits for somebody who can decide (ms). */
const PATIENCE = 10_000;

/** How long many writes are noted as one (ms). */
const NOTED = 500;

const now = () => `now=${native.floor(native.now() / 1000)}`;

/** @param {string} name @param {object} [detail] */
const tell = (name, detail) => native.dispatch(document, native.event(`assent:${name}`, detail));

/** @param {Place[]} places  that had to go @param {Place[]} stayed @returns {Outcome} */
function outcomeOf(places, stayed) {
  const named = (/** @type {Place[]} */ all) => map(all, (place) => ({ area: place[0], name: place[1] }));
  const left = map(stayed, lineOf);
  return { erased: named(filter(places, (place) => !includes(left, lineOf(place)))), remaining: named(stayed) };
}

/** @type {unknown} an error that somebody else tells on the console */
let said;

/** @param {unknown} error */
const fail = (error) => {
  if (error !== said) native.error(error);
  tell('error', { error });
};

/** What fails is told. @param {() => unknown} act */
const orTell = async (act) => {
  try {
    await act();
  } catch (error) {
    fail(error);
  }
};

/** @param {Options} options */
export function open({
  base,
  query = '',
  address,
  instantiate,
  config,
  source = 'assent.site.js',
  packed,
  siteBuild,
  visitor = {},
  place,
  lang,
  nonce,
  guard: guarded = true,
  shared,
  debug,
}) {
  /** @type {Record<string, boolean>} */
  const grants = {};
  /** @type {import('../core/carry-out.js').Holds} */
  const state = /** @type {any} */ ({ ask: '', decided: null });
  /** @type {ReturnType<typeof connect> | undefined} nothing is allowed before it is there */
  let core;
  /** @type {ReturnType<typeof storage.keep>} */
  let kept;
  /** @type {ReturnType<typeof openMirror>} */
  let mirror;
  /** @type {Promise<unknown> | undefined} the last record is being written into it */
  let mirrored;
  let known = ''; // the record that the core saw last
  let able = false; // the core can answer what is asked
  let started = false;
  const channel = native.channel('assent'); // an old browser has the storage event

  /** Another file of Assent. */
  const file = openFiles(base, query, siteBuild);

  /** The site's config, as JSON. @type {() => string | Promise<string>} */
  let site = config ?? (async () => (await file('site')).default);

  /** What holds now. */
  const snapshot = () => native.freeze({ ...state, grants: native.freeze({ ...grants }) });

  // ---- turns ----

  /** @type {ReturnType<typeof openLedger>} of the sweep in hand */
  let ledger;
  /** @type {Place[]} what it found that goes */
  let gone = [];

  const handlers = handlersFor({
    grants,
    state,
    keep: (name, domain) => {
      kept = storage.keep(name, domain);
      mirror = openMirror(name);
    },
    save: (record, seconds, said) => {
      mirrored = mirror.write(seconds === '0' ? '' : record); // a shared computer keeps no more than the cookie
      kept.write(record, seconds, said, !channel, mayReplace);
      known = kept.read();
      post(0);
    },
    note: (area, name, times) => each(ledger.note(`${area}\t${name}`, join(times, '\t')), (place) => add(gone, place)),
  });

  /**
   * One turn and its effects, at once.
   * @param {string} input
   * @param {string} [head]  what comes before it (core/connect.js)
   */
  function carryOut(input, head) {
    /** @type {Turned} */
    const turned = native.table(); // what is not in it, a page's `Object.prototype` does not answer
    each(/** @type {ReturnType<typeof connect>} */ (core)(input, head), (line) => handlers[line[0]](turned, line));
    return turned;
  }

  /** A question that must have an answer: who cannot decide refuses. @type {typeof carryOut} */
  const decide = (input, head) =>
    attempt(() => carryOut(input, head)) ?? /** @type {any} */ ({ __proto__: null, hold: ['unstarted'] });

  /**
   * Removes these, and has other tabs close their databases.
   * @param {Place[]} places
   * @param {unknown} [quick]
   * @returns {Promise<Place[]>} what could not be removed
   */
  function erase(places, quick) {
    const databases = map(
      filter(places, (place) => place[0] === 'indexedDB'),
      (place) => place[1],
    );
    if (databases[0]) post(databases);
    return storage.erase(places, quick);
  }

  /** Asks whose record this is, if it is one. @param {string} area @param {string} name @param {string} text */
  const asksWhose = (area, name, text) => `whose\t${area}\t${plain(name)}\t${replace(text, /[\0-\x1f]/g, '?')}`;
  const whose = () => map(storage.records(), (one) => asksWhose(one[0], one[1], one[2]));
  /** @param {string} area @param {string} name @param {string} text */
  const mayReplace = (area, name, text) => !decide(asksWhose(area, name, text)).hold;

  /**
   * Goes through what is stored: what must go goes, and the ledger is kept.
   * @param {string} [more]  facts of the turn beside the time (src/consent.h)
   * @param {unknown} [quick]  as `erase` takes it (storage/browser-storage.js): another sweep follows
   * @param {Place[]} [places]
   * @returns what had to go, and a promise of what could not be removed
   */
  function sweep(more = '', quick, places = storage.stored()) {
    each(whose(), (turn) => decide(turn));
    const before = kept.ledger();
    ledger = openLedger(places, before, writers.written);
    gone = [];
    each(turnsOf(`sweep\t${now()}${more}`, ledger.lines()), (turn) => carryOut(turn));
    const stayed = erase(gone, quick);
    const after = ledger.text(gone);
    if (after !== before) kept.note(after);
    return { gone, stayed };
  }

  /** The same, and for databases and caches, of which the browser tells later. @param {string} [more] */
  async function sweepAll(more) {
    const first = sweep(more),
      second = sweep(more, '', await storage.later());
    return outcomeOf(flat([first.gone, second.gone]), flat([await first.stayed, await second.stayed]));
  }

  /** @type {unknown} on this page something had to go, or may have had to */
  let swept;

  /** To the other tabs. @param {unknown} message */
  const post = (message) => {
    if (channel) native.post(channel, message);
  };

  /** @type {Promise<void> | undefined} an opt-out link was shown */
  let owed;

  /** @type {(() => void)[]} turns that arose while another one was carried out: never nested */
  let queue = [];
  let busy = false;

  /** @param {string} input @returns {Promise<void>} fulfilled when the effects are carried out */
  async function run(input) {
    const { rest } = await new native.Promise((done, failed) => {
      add(queue, () => {
        try {
          done({ rest: take(input) });
        } catch (error) {
          failed(error);
        }
      });
      if (busy) return;
      busy = true;
      for (let i = 0; i < queue.length; i++) queue[i]();
      queue = [];
      busy = false;
    });
    await rest;
  }

  /**
   * One turn that decides, in its place among the others.
   * @param {string} input
   * @returns {Promise<void>} of what is done later
   */
  function take(input) {
    const undecided = !state.decided;
    forget();
    const turned = carryOut(input);
    const more = turned.session && kept.isNew() ? '\tnew=1' : '';
    swept ||= turned.sweep;
    // a choice: what need not be done within its click is done behind the next frame
    const click = started && turned.grant;
    const later = turned.sweep && (click ? sweep(more, click) : sweepAll(more));
    settle(turned, undecided);
    const { link } = turned;
    if (link && (link[0] || owed))
      owed = orTell(async () => {
        (await file('link')).show(link[0], part(link, 1));
      });
    return end(turned, click ? undefined : later, click);
  }

  /** @param {Turned} turned @param {unknown} later @param {unknown} click */
  async function end(turned, later, click) {
    const written = turned.save && within(mirrored, LIMIT, undefined);
    await later;
    if (click) await whenDrawn(); // behind the frames that are unloaded
    if (click && turned.sweep) tellRemaining(await sweepAll());
    await written;
  }

  // ---- questions, and their answers until the next turn that decides ----

  /** @type {[name: string, detail: object][]} */
  let untold = [];
  /**
   * Behind the script that runs, for what is refused must not notice. All at once: to ask the browser for a turn takes
   * longer than a decision.
   * @param {string} name
   * @param {object} detail
   */
  function tellSoon(name, detail) {
    add(untold, [name, detail]);
    if (untold.length > 1) return;
    native.soon(() => {
      const telling = untold;
      untold = [];
      each(telling, (one) => tell(one[0], one[1]));
    });
  }

  const elements = keep((head) => keep((host) => decide(host, head).hold ?? false));
  const hosts = keep((host) => decide(host, 'reach\t').hold ?? false);
  const names = keep((area, head = `key\t${area}\t`) =>
    keep((name) => {
      let turned = decide(plain(name), head);
      // What nobody declared is its writer's: an answer for this one is none for others.
      const writer = turned.write?.[1] === '1' && writers.of(area, name);
      if (writer) turned = decide(`${plain(name)}\t${writer}`, head);
      const { write, hold } = turned;
      if (writer && !write) writers.forget(area, name);
      if (!write || write[1] === '1')
        tellSoon(write ? 'unknown' : 'refused', { area, name, why: hold?.[0], id: hold?.[1] });
      return write ? true : writer ? undefined : false;
    }),
  );
  const mayStore = (/** @type {string} */ area, /** @type {string} */ name) => !!names(area)(name);
  function forget() {
    elements.forget();
    hosts.forget();
    names.forget();
  }

  /**
   * The page's own host, or one below it: until somebody can decide, the page may talk to these alone.
   * @param {string} host
   */
  const isOwn = (host) => host === location.hostname || native.endsWith(host, `.${location.hostname}`);

  /**
   * Why the page may not talk to a host, and whose that is; false: it may.
   * @param {string} host
   * @returns {string[] | false}
   */
  const holdOfHost = (host) =>
    !host || host === location.hostname
      ? false
      : !able
        ? !isOwn(host) && ['unstarted']
        : hosts(host) || (gated.left(host) && ['refused', '']);

  const gated = gate(
    {
      ask: (kind, category, service, host) => elements(`element\t${kind}\t${category}\t${service}\t`)(host),
      reach: holdOfHost,
    },
    tell,
  );
  const { review, lingering } = gated;

  /** Nobody will be able to decide on this page any more, or nobody could in time. */
  let closed = false;
  /** @type {() => void} somebody can decide, or nobody will */
  let know = () => {};
  const knowing = new native.Promise((done) => {
    know = /** @type {() => void} */ (done);
  });
  let isWaitingToDecide = false;
  /** Fulfilled when somebody can decide, or when that takes too long: then what waits fails, and so does what comes. */
  function decidable() {
    if (!isWaitingToDecide) {
      isWaitingToDecide = true;
      native.wait(() => {
        closed = !started;
        know();
      }, PATIENCE);
    }
    return knowing;
  }

  const guarding = guard(
    guarded && {
      store: mayStore,
      cookie(text) {
        const { write } = decide(`cookie\t${now()}\t${replace(text, /[\0-\x08\n-\x1f]/g, '?')}`);
        const unknown = write?.[1] === '1';
        if (
          ((!write || unknown) &&
            !mayStore('cookie', native.trim(/** @type {string[]} */ (native.exec(/^[^;=]*(?==)|/, text))[0]))) ||
          !write
        )
          return;
        return write[0]
          ? replace(text, /;\s*(max-age|expires)\s*=[^;]*/gi, '') + (+write[0] ? `;max-age=${write[0]}` : '')
          : text;
      },
      born: gated.adopt,
      reach: (host) => !holdOfHost(host) || (started || closed ? false : undefined),
      started: () => (started ? undefined : orElse(() => ready, undefined)),
      decidable,
      entered: () => {
        if (swept) tidy();
      },
      gate: gated,
    },
  );
  const storage = openStorage(guarding);

  const writers = openWriters(
    gated.idOf,
    () => kept.ledger(),
    () => {
      noting ??= native.wait(noteWriters, NOTED);
    },
  );
  /** @type {number | undefined} */
  let noting;
  /** Who wrote what nobody declared goes into the ledger, where the next page finds it. */
  function noteWriters() {
    native.endWait(noting);
    noting = undefined;
    const before = kept.ledger();
    const after = openLedger([], before, writers.written).text([]);
    if (after !== before) kept.note(after);
  }

  /** With all that was written until now. */
  function ledgerNow() {
    if (noting) noteWriters();
    return kept.ledger();
  }

  /** @param {Turned} turned @param {boolean} undecided  before it */
  function settle({ grant, refused, save, layer }, undecided) {
    const closes = layer?.[0][1] === 'none',
      isFirst = !started;
    able = started = true;
    if (closes) show(layer); // what closes goes first, what is released comes next, what opens comes last
    if (grant) {
      // what is granted, not before the click is seen to be answered; what is refused, at once
      review(closes && !refused);
      guarding.closeRefused();
    }
    if (layer && !closes) show(layer);
    if (isFirst) {
      know();
      tell('ready', snapshot());
    } else if (grant || save) {
      if (undecided) tell('first', snapshot());
      tell('change', snapshot());
      inline();
      keepTidy();
      // What is gone is seen to be gone before anything new is drawn.
      if (lingering()[0] || panel) noticeLater();
    }
  }

  async function noticeLater() {
    await whenDrawn();
    withPanel(() => panel.notice(lingering()));
  }

  // ---- the panel, loaded when something must be shown ----

  /** @type {any} */
  let panel;
  /** @type {Promise<any> | undefined} */
  let loading;
  /** @type {string[][] | undefined} the layer that is due */
  let due;

  async function load() {
    const {
      0: { mount },
      1: json,
    } = await all([file('panel'), site()]);
    panel = await mount({ act, site: json, lang, nonce, look });
  }

  /** A copy of the script that a browser has kept goes first: the others may be newer. */
  async function reload() {
    if (address) await within(native.fetch(address, { cache: 'reload' }), LIMIT, undefined);
    location.reload();
  }
  const standIn = plainPanel({ reject: () => act('reject'), hide: () => act('hide'), reload });

  /** @param {() => void} use */
  async function whenLoaded(use) {
    try {
      await loading;
      use();
    } catch (error) {
      fail(error);
      standIn.show(!!due && due[0][1] !== 'none');
    }
  }

  /** @param {() => void} use  at once if the panel is there */
  function withPanel(use) {
    if (panel) return use();
    loading ??= load();
    whenLoaded(use);
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
    const sections = native.all(document, '[data-assent=panel]');
    if (started && sections[0]) {
      withPanel(() =>
        each(sections, (section) => panel.inline(section, carryOut('show\tinline').layer, state.ask, lingering())),
      );
    }
  }

  // ---- what people and other tabs do ----

  /**
   * @param {string} verb
   * @param {Record<string, boolean> | string} [argument]
   * @param {string} [how]  a fact more: by hand, unless it says otherwise
   */
  async function act(verb, argument, how = verb === 'choose' ? '\thow=save' : '') {
    if (!started) throw new native.Error('assent: not ready');
    if (verb === 'show' || verb === 'hide') return await run(argument ? `${verb}\t${argument}` : verb);
    let choice = '';
    const answers = /** @type {Record<string, boolean>} */ (argument ?? {});
    each(native.keys(answers), (id) => {
      choice += `\t${answers[id] ? '+' : '-'}${replace(id, /\s/g, '?')}`;
    });
    return await run(`${verb}\t${now()}${how}${choice}`);
  }

  /**
   * Who is here and the record that the core knows, as facts. Where nobody said the place nobody reads the time zone:
   * there is nothing to tighten.
   */
  const facts = () =>
    now() +
    factsOf({
      ...visitor,
      shared: shared || undefined,
      zone: visitor.region && attempt(native.timeZone),
      gpc: native.gpc(),
      dnt: native.dnt(),
    }) +
    `\trecord=${known}`;

  /** The same, with the record that is stored now. */
  const read = () => {
    known = kept.read();
    return facts();
  };

  /** Another tab chose, or this page comes back from a cache: what is stored counts. */
  function refresh() {
    if (kept.read() !== known) orTell(() => run(`record\t${read()}`));
  }

  /** In Firefox the word that another tab chose may overtake the cookie. */
  function refreshTwice() {
    refresh();
    native.wait(refresh, OVERTAKEN);
  }

  /**
   * While what was withdrawn is still running it may write past the guard, from a worker or a frame; when a page is
   * left, also after it.
   */
  function tidy() {
    if (lingering()[0]) orTell(sweepAll);
    else sweep();
  }

  /** A page was not looked at for a while, or will not be. */
  function lookAgain() {
    refresh();
    tidy();
  }

  /** @type {number | undefined} */
  let watch;
  function keepTidy() {
    native.endRepeat(watch);
    if (lingering()[0]) watch = native.repeat(tidy, 1000);
  }

  /** What a withdrawal could not remove. @param {Outcome} outcome */
  const tellRemaining = ({ remaining }) => {
    if (remaining[0]) tell('change', { ...snapshot(), remaining });
  };

  /** Something went because somebody said so: the choice, perhaps, with it. @param {Outcome} outcome */
  async function tellErased(outcome) {
    await followRecord();
    tell('change', { ...snapshot(), ...outcome });
    return outcome;
  }

  /** The choice went with what was erased. */
  async function followRecord() {
    if (kept.read() === known) return;
    post(0);
    await run(`record\t${read()}`);
  }

  const logout = async () => await tellErased(await sweepAll('\twhat=logout'));

  /**
   * Erases what the learner chose.
   * @param {Place[]} places
   * @param {boolean} [forgets]  also a choice that only memory keeps
   */
  async function clear(places, forgets) {
    const ended = erase(places);
    each(places, (place) => writers.forget(place[0], place[1]));
    if (forgets) kept.forget();
    await followRecord();
    return await tellErased(outcomeOf(places, await ended));
  }

  /**
   * Until the site has answered where its visitor is, the strict rules hold; no answer, or none that can be read, is no
   * place.
   */
  async function ask() {
    const answer = await native.fetch(place, { mode: 'same-origin' });
    visitor = { ...visitor, region: native.parse(await native.bodyTextOf(answer)).region };
    await run(`record\t${read()}`);
  }

  const follow = () => {
    if (location.hash === '#privacy-preferences') orTell(() => act('show', 'preferences'));
  };

  let leaving = false;
  function listen() {
    native.wait(tidy, SETTLED);
    if (channel) {
      native.listen(channel, 'message', (/** @type {Event} */ event) => {
        const names = native.dataOf(event); // any script of this origin may speak here
        if (native.isArray(names)) makeWay(filter(part(names, 0, MOST_NAMES), (one) => typeof one === 'string'));
        else refreshTwice();
      });
    }
    native.listen(window, 'storage', refresh);
    native.listen(window, 'pageshow', (/** @type {Event} */ event) => {
      leaving = false;
      if (native.persistedOf(event)) lookAgain();
    });
    native.listen(window, 'pagehide', () => {
      leaving = true;
      if (noting) noteWriters();
      if (lingering()[0]) tidy();
    });
    native.listen(document, 'visibilitychange', () => {
      if (swept || !leaving) lookAgain(); // else the next page waits for this, and nothing is refused
    });
    native.listen(window, 'hashchange', follow);
    native.listen(document, 'click', (/** @type {Event} */ event) => {
      const target = native.targetOf(event);
      const control =
        native.kindOf(target) === 1 && native.closest(target, '[data-assent],a[href="#privacy-preferences"]');
      if (!control) return;
      const said = (/** @type {string} */ name) => native.attribute(control, `data-${name}`) ?? undefined;
      const verb = said('assent') ?? 'preferences';
      if (!native.test(/^(preferences|opt-out|accept|reject|export|erase|clear|logout)$/, verb)) return;
      if (verb === 'logout') return void orTell(logout); // and then whatever signs the learner out at the server
      native.prevent(event);
      native.focus(control); // not every engine does when it is pressed, and the focus comes back here
      if (verb === 'export') orTell(() => data('exportData', { format: said('format'), download: said('download') }));
      else if (native.test(/^[ar]/, verb)) orTell(() => act(verb));
      else {
        orTell(() => act('show', 'preferences'));
        if (native.test(/^[ec]/, verb))
          withPanel(() => {
            lookOrLeave(native.one(document, '.assent-dialog'), verb);
          });
      }
    });
    whenParsed(() => {
      inline();
      follow();
    });
  }

  const twin = () => file('twin');

  /** What the core knows, as turns for one that can say why: a function that tells it. */
  async function teller() {
    await ready;
    const turn = `config\n${await site()}`;
    return () => flat([[turn, `start\t${facts()}`], whose()]);
  }

  // ---- what is stored, to be seen, taken along and erased by people: a file of its own ----

  /** @param {string} call @param {...any} rest @returns {Promise<any>} */
  const data = async (call, ...rest) =>
    await (await file('stored'))[call](
      {
        told: await teller(),
        state: snapshot,
        clear,
        logout,
        kept: { ...kept, ledger: ledgerNow },
        fail,
        lang,
        nonce,
        twin,
      },
      rest[0],
      rest[1],
    );

  /**
   * In a panel, in place of the preferences: what is stored.
   * @param {Element | null} root
   * @param {string} [step]  what is to be confirmed
   */
  async function look(root, step) {
    try {
      return await data('look', root, step);
    } catch (error) {
      fail(error);
      throw error;
    }
  }

  /**
   * The same for a control of the page, which has nowhere to say that it failed.
   * @param {Element | null} root
   * @param {string} step
   */
  async function lookOrLeave(root, step) {
    try {
      await look(root, step);
    } catch {}
  }

  // ---- start ----

  /** @param {import('../core/connect.js').Exports} exports @param {string} text  the config */
  function begin(exports, text) {
    makeRoom(exports, text);
    core = connect(
      exports,
      debug
        ? (input, output) => native.log(`${replace(input, /^/gm, '> ')}\n${replace(output, /^/gm, '< ')}`)
        : undefined,
    );
    if (carryOut(`config\n${text}`).told) {
      const error = new native.Error('assent: faulty config');
      tellFaults(text, error);
      said = error;
      throw error;
    }
  }

  /** One error, in words if there are any. @param {string} text  the config @param {Error} error */
  async function tellFaults(text, error) {
    try {
      await (await file('faults')).tell(text, source, file);
    } catch {
      native.error(error);
    }
  }

  /**
   * In a page that a browser only prerenders what is necessary works. All else waits until somebody opens it: then what
   * is stored by then counts.
   */
  async function waitForVisitor() {
    carryOut(`start\t${facts()}\tprerender=1`); // its link, law and layer are for somebody who is here
    able = true;
    forget();
    await whenOpened();
  }

  /** Somebody is here. */
  function enter() {
    const remembered = mirror.read();
    orTell(() => run(`start\t${read()}`));
    orTell(() => recall(remembered));
    listen();
    if (place) orTell(ask);
    if (debug)
      orTell(async () => {
        (await file('explain')).follow(await teller(), twin);
      });
  }

  /** A killed browser loses the record, and not its mirror. @param {Promise<string>} remembered */
  async function recall(remembered) {
    const before = known;
    const text = /** @type {string[]} */ (native.exec(/^\S*/, await remembered))[0];
    if (text && !includes(native.split(known, '\trecord='), text) && known === before)
      await run(`record\t${read()}\tmirror=${text}`);
  }

  /**
   * At the end of the script, before the parser goes on, if it can be: then nothing on the page comes before the first
   * decision. Not within the script: to read a cookie a browser notes who calls, and would parse every function that
   * stands above, once more.
   */
  async function startUp() {
    // Where a policy forbids WebAssembly: the twin is the same core.
    const compiled = instantiate && attempt(instantiate);
    const engine =
      compiled ||
      (async () => /** @type {import('../core/connect.js').Exports} */ ((await twin()).instantiate(native)))();
    const config = (compiled && packed) || site();
    const exports = await engine;
    let text = await config;
    if (text !== packed) {
      if (native.test(/"use"\s*:/, text)) text = (await file('services')).expand(text);
      site = () => text;
    }
    begin(exports, text);
    if (isPrerendered()) await waitForVisitor();
    enter();
    return snapshot();
  }

  const ready = startUp();
  closeIfItFails();

  async function closeIfItFails() {
    try {
      await ready;
    } catch (error) {
      closed = true;
      know();
      fail(error);
    }
  }

  // ---- the API ----

  /** @param {string | string[]} ids @param {boolean} on */
  function choiceOf(ids, on) {
    const choice = native.table();
    each(isList(ids) ? ids : [ids], (id) => {
      choice[id] = on;
    });
    return choice;
  }

  return {
    ready,
    state: snapshot,
    allows: (/** @type {string} */ id) => grants[id] === true,
    law: async () => await (await file('explain')).law((await teller())(), twin),
    explain: async (/** @type {any} */ target) =>
      await (await file('explain')).explain(target, (await teller())(), twin),
    show: (/** @type {string} */ layer = state.ask ? 'banner' : 'preferences') => act('show', layer),
    showPreferences: () => act('show', 'preferences'),
    hide: () => act('hide'),
    accept: (/** @type {string | string[]} */ ids = 'all') =>
      ids === 'all' ? act('accept') : act('choose', choiceOf(ids, true), ''),
    reject: () => act('reject'),
    choose: (/** @type {Record<string, boolean>} */ choice) => act('choose', choice, ''),
    permit: (/** @type {Record<string, boolean>} */ choice) => act('permit', choice),
    withdraw: (/** @type {string | string[]} */ ids) =>
      act(ids?.length === 0 ? 'choose' : 'withdraw', ids && choiceOf(ids, false)),
    logout: async () => (await logout()).erased,
    stored: () => data('stored'),
    exportData: (/** @type {object} */ options) => data('exportData', options),
    erase: (/** @type {object} */ what) => data('erase', what),
    on(/** @type {string} */ name, /** @type {(detail: any) => void} */ listener) {
      const heard = (/** @type {Event} */ event) => listener(native.detailOf(event));
      native.listen(document, `assent:${name}`, heard);
      return () => native.unlisten(document, `assent:${name}`, heard);
    },
  };
}
