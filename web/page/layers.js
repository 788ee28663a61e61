// The layers that a learner sees: the panel, which is loaded when something must be shown, and what stands in for it.
import { each } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { all } from '../platform/promises.js';
import { whenDrawn } from '../platform/timing.js';
import { LIMIT, within } from '../storage/databases.js';
import { fail, tell } from './events.js';
import { plainPanel } from './stand-in-panel.js';

/** @typedef {ReturnType<typeof openLayers>} Layers */
/** @typedef {Pick<import('#contract').Turned, 'layer' | 'shown'>} Shows  a layer, and what it shows */

/**
 * @param {object} page
 * @param {import('./turns.js').Turns} page.turns
 * @param {(name: string) => Promise<any>} page.file  another file of Assent
 * @param {() => string | Promise<string>} page.site  the config, as JSON
 * @param {() => string[]} page.lingering  ids of what was withdrawn and runs until the page is left
 * @param {(verb: string, argument?: any) => Promise<void>} page.act  what people do
 * @param {(root: Element | null, step?: string) => Promise<any>} page.look  shows what is stored
 * @param {import('../words/choose.js').Need} page.need
 * @param {Pick<import('./runtime.js').Options, 'address' | 'nonce'>} page.options
 */
export function openLayers({ turns, file, site, lingering, act, look, need, options: { address, nonce } }) {
  /** @type {any} */
  let panel;
  /** @type {Promise<any> | undefined} */
  let loading;
  /** @type {Shows | undefined} what is to be seen now */
  let due;

  const isDue = () => !!due && due.layer?.layer !== 'none';

  async function load() {
    const {
      0: { mount },
      1: json,
    } = await all([file('panel'), site()]);
    panel = await mount({ act, site: json, nonce, look, ...need });
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
      standIn.show(isDue());
    }
  }

  /** @param {() => void} use  at once if the panel is there */
  function withPanel(use) {
    if (panel) return use();
    loading ??= load();
    whenLoaded(use);
  }

  return {
    withPanel,
    isLoaded: () => !!panel,

    /** @param {Shows} shows */
    show(shows) {
      const layer = /** @type {import('#contract').LayerEffect} */ (shows.layer).layer;
      const hides = layer === 'none';
      due = shows;
      if (hides && !loading) return;
      withPanel(() => {
        if (due !== shows) return; // another one took its place while the panel was on its way
        if (hides) panel.hide();
        else panel.show({ layer, shown: shows.shown }, turns.state.ask, lingering());
        tell(/** @type {any} */ (hides ? 'hide' : 'show'), /** @type {any} */ ({ layer }));
      });
    },

    /** The page has changed: what stood in a body that it has replaced comes back. */
    restore() {
      panel?.restore();
      standIn.restore();
    },

    /** Is it drawn by this page's panel, and no copy? @param {Element} layer */
    isOwn: (layer) => !!panel?.isOwn(layer),

    /** Draws the panels inside the page. */
    drawInline() {
      const sections = native.all(document, '[data-assent=panel]');
      if (!sections[0]) return;
      withPanel(() =>
        each(sections, (section) => {
          const { shown } = turns.carryOut('show\tinline');
          panel.inline(section, { layer: 'inline', shown }, turns.state.ask, lingering());
        }),
      );
    },

    /** Says that something withdrawn runs on. What is gone is seen to be gone before anything new is drawn. */
    async noticeLater() {
      await whenDrawn();
      withPanel(() => panel.notice(lingering()));
    },
  };
}
