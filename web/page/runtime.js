// The page: what its parts are, and what each is given. Parts collect facts, run turns of the core and carry effects out; the
// core decides.

import { turnOf } from '../core/turn-text.js';
import { gate } from '../gate/gate.js';
import { guard } from '../guard/guard.js';
import { attempt } from '../platform/attempt.js';
import { native } from '../platform/pristine.js';
import { orElse } from '../platform/promises.js';
import { openStorage } from '../storage/browser-storage.js';
import { openActs } from './acts.js';
import { apiOf } from './api.js';
import { openClicks } from './clicks.js';
import { listenToControls } from './controls.js';
import { openDecision } from './decision.js';
import { fail, orTell, tell } from './events.js';
import { openLaterCalls } from './later-calls.js';
import { openFiles } from './later-files.js';
import { openLayers } from './layers.js';
import { openPageParts } from './page-parts.js';
import { openQuestions, whoseTurn } from './questions.js';
import { closeIfItFails, openPatience, openSite, openStartUp, regionFrom } from './start-up.js';
import { openSweeps } from './sweeps.js';
import { openTabs } from './tabs.js';
import { now, openTurns } from './turns.js';
import { openUpkeep } from './upkeep.js';

/**
 * @typedef {object} Options
 * @property {string} base        address of the folder that the other files of Assent are in, with its final slash
 * @property {string} [query]     with its `?`, behind their names: who asks for a new copy of one asks for all
 * @property {string} [address]   of the script itself
 * @property {false | (() => import('../core/connect.js').Exports)} [instantiate]  throws where WebAssembly may not
 *   compile; without it: the twin
 * @property {() => string | Promise<string>} [config]  the site's config, as JSON; without it: assent.site.js has it
 * @property {string} [source]    where that comes from, as an error names it
 * @property {string} [packed]    the same as a built script has it (src/config_packed.h)
 * @property {string} [siteBuild] which build of assent.site.js belongs to it
 * @property {import('../core/turn-text.js').Visitor} [visitor]
 * @property {string} [place]     address, on this site, that answers with the visitor's region
 * @property {string} [lang]      language tag of the panel
 * @property {string} [nonce]     the page's
 * @property {boolean} [guard]    false: what scripts of the page store and send is not looked at
 * @property {boolean} [shared]   others use this computer, too
 * @property {boolean} [debug]    every turn to the console, as a golden transcript
 */

/** @param {Options} options */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: every part of a page is named here, once, with what it needs
export function open(options) {
  let visitor = options.visitor ?? {};
  let isPrepared = false; // nobody is here yet, and the core answers for what is necessary
  const file = openFiles(options.base, options.query ?? '', options.siteBuild);
  const site = openSite(options.config, file);
  /** What later files need to find their words in the right language (words/choose.js). */
  const need = { file, fail, lang: options.lang };
  const tabs = openTabs();
  const turns = openTurns(options.debug);
  const patience = openPatience(() => clicks.isStarted());
  const questions = openQuestions(
    turns.decide,
    () => isPrepared || clicks.isStarted(),
    () => sweeps.writers,
    (host) => gated.left(host),
  );
  const followParts = openPageParts({
    isStarted: () => clicks.isStarted(),
    layers: () => layers,
    showLink: () => clicks.showLink(),
  });
  const gated = gate({ ask: questions.element, reach: questions.host }, /** @type {any} */ (tell), followParts);
  const guarding = guard(
    options.guard !== false && {
      store: questions.mayStore,
      cookie: questions.cookie,
      born: gated.adopt,
      reach: (/** @type {string} */ host) =>
        !questions.host(host) || (clicks.isStarted() || patience.isClosed() ? false : undefined),
      started: () => (clicks.isStarted() ? undefined : orElse(() => ready, undefined)),
      decidable: patience.whenKnown,
      entered: () => {
        if (clicks.hasSwept()) upkeep.tidy();
      },
      gate: gated,
    },
  );
  const storage = openStorage(guarding);
  const mayReplace = (/** @type {string} */ area, /** @type {string} */ name, /** @type {string} */ text) =>
    !turns.decide(whoseTurn(area, name, text)).hold;
  const decision = openDecision(storage, tabs, mayReplace);

  /**
   * Who is here, and the record that the core knows. Where nobody said the place nobody reads the time zone: there is nothing
   * to tighten.
   * @returns {import('../core/turn-text.js').VerbFacts['start']}
   */
  const facts = () => ({
    now: now(),
    ...visitor,
    shared: options.shared || visitor.shared || undefined,
    zone: visitor.region && attempt(native.timeZone),
    gpc: native.gpc(),
    dnt: native.dnt(),
    record: decision.known(),
  });

  const sweeps = openSweeps(turns, storage, decision, tabs, gated.idOf);
  const { lingering } = gated;
  const upkeep = openUpkeep({ turns, decision, sweeps, tabs, clicks: () => clicks, facts, lingering });
  const later = openLaterCalls({
    whenReady: () => ready,
    file,
    site: site.text,
    facts,
    turns,
    sweeps,
    decision,
    upkeep,
    need,
    nonce: options.nonce,
  });
  const layers = openLayers({
    turns,
    file,
    site: site.text,
    lingering,
    act: (verb, argument) => acts.act(verb, argument),
    look: later.look,
    need,
    options,
  });
  const clicks = openClicks({
    turns,
    questions,
    decision,
    sweeps,
    layers,
    gated,
    guarding,
    file,
    onStart: patience.open,
    keepTidy: upkeep.keepTidy,
  });
  const acts = openActs(clicks);

  /** Somebody is here. */
  function enter() {
    const recall = decision.recall();
    decision.read();
    orTell(() => clicks.run(turnOf('start', facts())));
    orTell(async () => {
      const mirror = await recall();
      if (mirror) await upkeep.readAnew({ mirror });
    });
    upkeep.listen();
    listenToControls({
      act: acts.act,
      logout: upkeep.logout,
      exportData: (how) => later.data('exportData', how),
      confirm: (step) => layers.withPanel(() => later.lookInDialog(step)),
      drawInline: () => {
        if (clicks.isStarted()) layers.drawInline();
      },
    });
    const { place } = options;
    if (place) {
      orTell(async () => {
        visitor = { ...visitor, region: await regionFrom(place) };
        await upkeep.readAnew();
      });
    }
    if (options.debug) orTell(later.followHeld);
  }

  const startUp = openStartUp({
    options,
    turns,
    decision,
    site,
    file,
    facts,
    whenAble: () => {
      isPrepared = true;
      questions.forget();
    },
    enter,
  });
  const ready = startUp.run();
  closeIfItFails(ready, patience.close);

  return apiOf({ ready, turns, acts, later, logout: upkeep.logout });
}
