// What of Assent stands in the page, while the page changes around it. A page may replace its whole body, take away what
// is not its own, or put back a copy of an earlier page that it has kept. Then open layers come back, new places for the
// panel and the opt-out link are filled, and copies go: nobody would hear a press on them.
import { each } from '../platform/lists.js';
import { native } from '../platform/pristine.js';

/** A layer, whether this page's panel has drawn it or not. */
const LAYER = '.assent[class*=" assent-"]';
const SECTION = '[data-assent=panel]';
const LINK = '[data-assent=opt-out],[data-assent=preferences],a[href$="#privacy-preferences"]';
const PARTS = `${LAYER},${SECTION},${LINK}`;

/**
 * @param {object} page
 * @param {() => boolean} page.isStarted
 * @param {() => import('./layers.js').Layers} page.layers
 * @param {() => void} page.showLink  shows the opt-out link once more, where one is owed
 * @returns {(records: MutationRecord[]) => void} follows what was inserted and taken away
 */
export function openPageParts({ isStarted, layers, showLink }) {
  /** Places that are filled, or will be. @type {WeakSet<Element>} */
  const met = new native.WeakSet();
  let hasSection = false,
    hasLink = false;

  /** @param {Element} part */
  function meet(part) {
    if (native.ownerOf(part) !== document || met.has(part)) return;
    if (native.matches(part, LAYER)) {
      if (!layers().isOwn(part)) native.remove(part);
      return;
    }
    met.add(part);
    if (native.matches(part, SECTION)) hasSection = true;
    else hasLink = true;
  }

  /** @param {Node} node */
  function look(node) {
    if (native.kindOf(node) !== 1) return;
    if (native.matches(node, PARTS)) meet(/** @type {Element} */ (node));
    if (native.firstOf(node)) each(native.all(node, PARTS), meet);
  }

  return (records) => {
    hasSection = hasLink = false;
    each(records, (record) => each(native.listOf(native.addedTo(record)), look));
    // Who starts, and who waits for the whole page, fills all that is there then.
    if (!isStarted() || native.stateOf(document) === 'loading') return;
    layers().restore();
    if (hasSection) layers().drawInline();
    if (hasLink) showLink();
  };
}
