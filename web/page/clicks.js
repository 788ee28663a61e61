// A click: what a turn that decides leaves to do, and when. What a learner waits for to see the click answered is done within
// it; all else is done behind the next frame.
//
//   within the click      what closes goes · what is refused goes back to held, and its connections end · what was granted is
//                         released in a task of its own · the record is written · cookies and storages of what was refused go
//   behind the frame      frames are unloaded · cookies in other places, databases and caches go · the panel says what lingers
//
// Only a turn that changes a grant on a page that has begun is a click. All else (a page begins; a first refusal where the law
// asks first, which changes no grant) is done at once. What the gate, the panel and the erasing put off themselves stands in
// gate/held-frames.js, panel/layer.js and storage/erasing.js.

import { some } from '../platform/lists.js';
import { whenDrawn } from '../platform/timing.js';
import { orTell, tell } from './events.js';

/** @typedef {import('#contract').Turned} Turned */
/** @typedef {ReturnType<typeof openClicks>} Clicks */

/**
 * @param {object} page
 * @param {import('./turns.js').Turns} page.turns
 * @param {import('./questions.js').Questions} page.questions
 * @param {import('./decision.js').Decision} page.decision
 * @param {import('./sweeps.js').Sweeps} page.sweeps
 * @param {import('./layers.js').Layers} page.layers
 * @param {ReturnType<typeof import('../gate/gate.js').gate>} page.gated
 * @param {ReturnType<typeof import('../guard/guard.js').guard>} page.guarding
 * @param {(name: string) => Promise<any>} page.file  another file of Assent
 * @param {() => void} page.onStart  the first turn is carried out
 * @param {() => void} page.keepTidy  something withdrawn may go on running
 */
export function openClicks({ turns, questions, decision, sweeps, layers, gated, guarding, file, onStart, keepTidy }) {
  let isStarted = false;
  /** On this page something had to go, or may have had to. */
  let hasSwept = false;
  /** @type {Promise<void> | undefined} an opt-out link was shown */
  let owed;

  /** Grants, layers and events. @param {Turned} turned @param {boolean} wasUndecided @param {boolean} isFirst */
  function settle(turned, wasUndecided, isFirst) {
    const { grant, save, layer } = turned;
    const closes = layer?.layer === 'none';
    const refuses = !!grant && some(grant, ({ granted }) => !granted);
    if (closes) layers.show(turned);
    if (grant) {
      gated.review(closes && !refuses); // what is only granted waits until the click is seen to be answered
      guarding.closeRefused();
    }
    if (layer && !closes) layers.show(turned);
    if (isFirst) {
      onStart();
      tell('ready', turns.snapshot());
    } else if (grant || save) {
      if (wasUndecided) tell('first', turns.snapshot());
      tell('change', turns.snapshot());
      layers.drawInline();
      keepTidy();
      if (gated.lingering()[0] || layers.isLoaded()) layers.noticeLater();
    }
  }

  /** @type {import('#contract').LinkEffect | undefined} what is owed now */
  let lastLink;

  /** @param {import('#contract').LinkEffect | undefined} link */
  function showLink(link) {
    if (!link || (!link.link && !owed)) return;
    lastLink = link;
    owed = orTell(async () => {
      (await file('link')).show(link);
    });
  }

  /** @param {Turned} turned @param {Promise<unknown> | undefined} swept  what was begun at once */
  async function finish(turned, swept) {
    const written = turned.save && decision.whenMirrored();
    await swept;
    await written;
  }

  /** @param {Turned} turned */
  async function finishBehindFrame(turned) {
    const written = turned.save && decision.whenMirrored();
    await whenDrawn();
    if (turned.sweep) {
      const { remaining } = await sweeps.sweepAll();
      if (remaining[0]) tell('change', { ...turns.snapshot(), remaining });
    }
    await written;
  }

  /** One turn that decides, in its place among the others. @param {string} input @returns {Promise<void>} of what is done later */
  function decide(input) {
    const wasUndecided = !turns.state.decided;
    const isFirst = !isStarted;
    questions.forget();
    const turned = turns.carryOut(input);
    if (turned.save) decision.save(turned.save);
    const facts = turned.session && decision.kept().isNew() ? { new: /** @type {1} */ (1) } : {};
    hasSwept ||= !!turned.sweep;
    const isClick = isStarted && !!turned.grant;
    let swept;
    if (turned.sweep && isClick) sweeps.sweepQuickly(facts);
    else if (turned.sweep) swept = sweeps.sweepAll(facts);
    isStarted = true;
    settle(turned, wasUndecided, isFirst);
    showLink(turned.link);
    return isClick ? finishBehindFrame(turned) : finish(turned, swept);
  }

  return {
    isStarted: () => isStarted,
    hasSwept: () => hasSwept,

    /** The page has new places for the opt-out link. */
    showLink: () => showLink(lastLink),

    /** @param {string} input  a turn that decides @returns {Promise<void>} fulfilled when it is carried out */
    async run(input) {
      const { rest } = await turns.inOrder(() => decide(input));
      await rest;
    },
  };
}
