// The list of what is stored, by purpose and service, with what is known of each thing.
import { filter, flat, flatMap, map, present } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { button, make, paragraph } from '../ui/dom.js';
import { fill } from '../words/fill.js';
import { keyOf } from './inventory.js';
import { endOf, relative, sizeOf } from './stored-words.js';

/** @typedef {import('./inventory.js').Item} Item */
/** @typedef {import('./stored-words.js').Words} Words */
/** @typedef {import('./view.js').Setting} Setting */
/** @typedef {{ name: string, items: Item[] }} Part  what one of several keeps; name '': there is one alone */

/** @param {string} term @param {string} text */
const fact = (term, text) => make('div', '', [make('dt', '', [term]), make('dd', '', [text])]);

/**
 * How long ago it was. A time that has not come yet counts as now.
 * @param {Words} words
 * @param {number | null} time
 * @param {number} now
 */
const since = (words, time, now) => (time === null ? words.notKnown : relative(words, native.min(time, now), now));

/** Areas of which the browser only estimates the size. */
const ESTIMATED = /^(indexedDB|cache|opfs)$/;

/** @param {Words} words @param {Item} item */
function sizeText(words, { area, size }) {
  if (size === null) return words.notKnown;
  const text = sizeOf(words, size);
  return native.test(ESTIMATED, area) ? fill(words.about, { size: text }) : text;
}

/** Why it cannot be deleted. @param {Words} words @param {Item} item */
function staysText({ stays }, { hidden, record, service }) {
  if (hidden) return stays.hidden;
  if (record) return stays.record;
  return service === 'assent' ? stays.own : stays.needed;
}

/** @param {Setting} setting @param {Item} item @param {number} now */
function drawItem({ words, names }, item, now) {
  const { area, name, first, last, record, deletable, holds, category, writer } = item;
  const isRefused = !holds && (category || writer);
  const remove = button(`stored-row ${keyOf(item)}`, words.delete);
  native.setAttribute(remove, 'aria-label', fill(words.deleteOne, { name }));
  return make('li', '', [
    make('div', 'assent-item', [
      make('div', 'assent-about', [
        make('span', 'assent-name', [
          name,
          record && make('span', 'assent-new', [words.record]),
          isRefused && make('span', 'assent-new', [words.refused]),
        ]),
        make('dl', '', [
          fact(words.in, words.areas[area]),
          writer && fact(words.writer, names.name(writer)),
          fact(words.size, sizeText(words, item)),
          fact(words.first, since(words, first, now)),
          last !== null && fact(words.last, since(words, last, now)),
          fact(words.goes, endOf(words, item, now)),
        ]),
        !deletable && paragraph(staysText(words, item), 'assent-law'),
      ]),
      deletable && remove,
    ]),
  ]);
}

/**
 * @param {Setting} setting
 * @param {string} label
 * @param {string} text
 * @param {Part[]} parts
 * @param {number} now
 * @returns {Node | false} false: there is nothing in it
 */
function drawGroup(setting, label, text, parts, now) {
  const filled = filter(parts, (part) => part.items.length);
  if (!filled.length) return false;
  const drawn = flatMap(filled, ({ name, items }) => [
    name && make('h5', '', [name]),
    make(
      'ul',
      '',
      map(items, (item) => drawItem(setting, item, now)),
    ),
  ]);
  return make(
    'section',
    'assent-category',
    flat(/** @type {(Node | string)[][]} */ ([[make('h4', '', [label]), paragraph(text)], drawn])),
  );
}

/**
 * A group for each purpose, in the site's order. In it stands first what the site itself stores, then what each service
 * stores. The last two groups are what nobody declared, and what Assent itself stores.
 * @param {Setting} setting
 * @param {Item[]} items
 * @param {number} now
 */
function drawGroups(setting, items, now) {
  const { words, host, names } = setting;
  const { site, services = [], categories } = host.site;
  const ofSite = fill(words.site, { site: site.name });
  const ofCategories = map(categories, (/** @type {any} */ { id }) => {
    const own = filter(items, ({ category }) => category === id);
    /** @type {Part} */
    const first = { name: ofSite, items: filter(own, ({ service }) => !service) };
    /** @type {Part[]} */
    const rest = map(services, (/** @type {any} */ one) => ({
      name: one.name,
      items: filter(own, ({ service }) => service === one.id),
    }));
    return drawGroup(setting, names.name(id), '', flat([[first], rest]), now);
  });
  const unknown = { name: '', items: filter(items, ({ category, service }) => !category && !service) };
  const own = { name: '', items: filter(items, ({ service }) => service === 'assent') };
  return present(
    flat([
      ofCategories,
      [
        drawGroup(setting, words.unknown, words.unknownText, [unknown], now),
        drawGroup(setting, words.own, words.ownText, [own], now),
      ],
    ]),
  );
}

/** How many there are, and how large they are together. @param {Words} words @param {Item[]} items */
function totalText(words, items) {
  let size = 0;
  for (let i = 0; i < items.length; i++) size += items[i].size ?? 0;
  return items.length ? fill(words.total, { count: items.length, size: sizeOf(words, size) }) : words.empty;
}

/** @param {Setting} setting @param {Item[]} items @param {number} now @returns {Node[]} */
export const drawList = (setting, items, now) =>
  flat([[make('p', 'assent-total', [totalText(setting.words, items)])], drawGroups(setting, items, now)]);
