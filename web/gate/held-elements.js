// The table of held elements. It says of each kind of element which of its attributes are addresses that it asks for,
// where such an address waits while the element is held, and how the element is held. The gate, the guard's hooks on
// what scripts make, and `explain` read it; no other file names these attributes.
//
// A held element carries nothing that a browser acts on. Its addresses stand in other attributes, and a script has a
// type that nothing runs. So a copy of it, or its text put back into a page, is held as well:
//
//   its author marked it   <iframe data-category="video" data-src="…">
//                          <script type="text/plain" data-category="stats" data-src="…">
//   a script made it       <iframe data-assent-src="…">
//                          <script type="text/plain" data-assent-type="" src="…">

import { add, includes } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { candidatesOf, hostOf } from './addresses.js';
import { isInert } from './script-types.js';

/**
 * @typedef {object} Address  an attribute that holds an address, and where its value waits while the element is held
 * @property {string} name
 * @property {string} marked  written by the author of a marked element
 * @property {string} made    put there when an element is held that a script made
 * @property {boolean} isUrl  its property of the same name answers with the whole URL, not with what was written
 */
/** @param {string} name @param {boolean} [isUrl] @returns {Address} */
const address = (name, isUrl = true) => ({ name, marked: `data-${name}`, made: `data-assent-${name}`, isUrl });

const SRCSET = address('srcset', false);
const SRC = address('src');
const HREF = address('href');
const POSTER = address('poster');
const DATA = address('data');

/** Everything that a marked element, of whatever tag, may ask for. With `srcset` in place `src` is not fetched. */
export const ADDRESSES = [SRCSET, SRC, HREF, POSTER, DATA];

/** Those for which an element is held although nobody marked it, if a script makes it. */
export const WATCHED = [SRCSET, SRC];

/** What says whose an element is. */
export const MARKS = { category: 'data-category', service: 'data-service' };

/** Where a script's type waits: as its author wrote it, and where it is put when a made script is held. */
export const TYPE = address('type', false);

/**
 * @typedef {object} Kind
 * @property {string} [type]      of a watched one: `Image`, where its class is `HTMLImageElement`
 * @property {Address[]} watched  which of WATCHED it is held for
 * @property {boolean} [byType]   it is held by a type that nothing runs, and keeps its address; others lose theirs
 * @property {boolean} [isLoose]  it asks for its address although it is in no page
 * @property {Address} [frame]    it shows a page, which has this address
 * @property {boolean} [isCode]   to Trusted Types its address is code
 */

/**
 * By tag. What is not here is held if its author marked it.
 * @type {Record<string, Kind>}
 */
export const KINDS = /** @type {any} */ ({
  __proto__: null,
  script: { type: 'Script', watched: [SRC], byType: true, isCode: true },
  img: { type: 'Image', watched: WATCHED, isLoose: true },
  iframe: { type: 'IFrame', watched: [SRC], frame: SRC },
  frame: { type: 'Frame', watched: [SRC], frame: SRC },
  source: { type: 'Source', watched: WATCHED, isLoose: true },
  embed: { watched: [], frame: SRC, isCode: true },
  object: { watched: [], frame: DATA, isCode: true },
});

/** @param {Element} element @returns {Kind | undefined} */
export const kindOf = (element) => KINDS[native.nameOf(element)];

// ---- marks ----

/** The category that its author named; empty: none. @param {Element} element */
export const categoryOf = (element) => native.attribute(element, MARKS.category) ?? '';

/** The service that its author named; empty: none. @param {Element} element */
export const serviceOf = (element) => native.attribute(element, MARKS.service) ?? '';

/** @param {Element} element */
export const isMarked = (element) =>
  native.hasAttribute(element, MARKS.category) || native.hasAttribute(element, MARKS.service);

// ---- what waits, and what is in place ----

/** @typedef {(element: Element, address: Address) => string | null} Reader */

/** The address that waits: the one that was put away, or else the one that the author wrote. @type {Reader} */
export const waiting = (element, { made, marked }) =>
  native.attribute(element, made) ?? native.attribute(element, marked);

/** The address that is in place. @type {Reader} */
export const inPlace = (element, { name }) => native.attribute(element, name);

/** The source of a script, which waits or is in place; null: it is inline. @param {Element} script */
export const sourceOf = (script) => waiting(script, SRC) ?? inPlace(script, SRC);

/** The type that a held script has once it is released. @param {Element} script */
export const typeOf = (script) => waiting(script, TYPE);

/** Which of its addresses an element is held for. @param {Element} element @returns {Address[]} */
export const addressesOf = (element) => (isMarked(element) ? ADDRESSES : (kindOf(element)?.watched ?? []));

/** How long the names are that watchedOf knows. @type {Record<number, boolean>} */
const LENGTHS = /** @type {any} */ ({
  __proto__: null,
  [SRCSET.name.length]: true,
  [SRC.name.length]: true,
  [TYPE.name.length]: true,
});

/**
 * Which of the watched addresses an attribute of an element is, or its TYPE, by which scripts are held; nothing: neither.
 * A name is given in whatever case.
 * @param {Element} element
 * @param {string} name
 * @returns {Address | undefined}
 */
export function watchedOf(element, name) {
  // Its length tells of nearly every name that it is none of them: this is asked at every `setAttribute`.
  if (!LENGTHS[name.length]) return undefined;
  const kind = kindOf(element);
  if (!kind) return undefined;
  const key = native.lower(name);
  if (kind.byType && key === TYPE.name) return TYPE;
  for (let i = 0; i < kind.watched.length; i++) if (kind.watched[i].name === key) return kind.watched[i];
  return undefined;
}

/** Is one of its addresses in place, so that it asks for something already? @param {Element} element */
export function isAtWork(element) {
  if (kindOf(element)?.byType) return !isInert(element);
  for (let i = 0; i < ADDRESSES.length; i++) if (native.hasAttribute(element, ADDRESSES[i].name)) return true;
  return false;
}

/**
 * Puts the hosts that a value leads to into a list of hosts, each once.
 * @param {Element} element
 * @param {Address} address
 * @param {string} value
 * @param {string[]} hosts
 */
function addHosts(element, address, value, hosts) {
  const found = address === SRCSET ? candidatesOf(value) : [value];
  for (let i = 0; i < found.length; i++) {
    const host = hostOf(found[i], element);
    if (host && !includes(hosts, host)) add(hosts, host);
  }
}

/**
 * The hosts that some of its addresses lead to, each once. An address of this site leads to its host, too.
 * @param {Element} element
 * @param {Address[]} addresses
 * @param {Reader} read
 * @returns {string[] | undefined} nothing: it has none of these addresses
 */
function hostsOf(element, addresses, read) {
  /** @type {string[] | undefined} */
  let hosts;
  for (let i = 0; i < addresses.length; i++) {
    const value = read(element, addresses[i]);
    if (value == null) continue;
    hosts ??= [];
    addHosts(element, addresses[i], value, hosts);
  }
  return hosts;
}

/**
 * The hosts that one of its attributes would lead to.
 * @param {Element} element
 * @param {Address} address
 * @param {string} value
 */
export function hostsOfValue(element, address, value) {
  /** @type {string[]} */
  const hosts = [];
  addHosts(element, address, value, hosts);
  return hosts;
}

/** An address that waits and is not empty: an empty one holds nothing. @type {Reader} */
const waitingFilled = (element, address) => waiting(element, address) || null;

/**
 * The hosts that an element has to be granted for, as it waits, or would wait.
 * @param {Element} element
 * @returns {string[] | undefined} nothing: it is not one that is held, or was
 */
export function hostsHeld(element) {
  if (!kindOf(element)?.byType) return hostsOf(element, ADDRESSES, waitingFilled);
  return isInert(element) ? (hostsOf(element, [SRC], sourceOf) ?? []) : undefined;
}

/**
 * The hosts that an element asks for, or will as soon as it is inserted.
 * @param {Element} element
 * @returns {string[] | undefined} nothing: it asks for nothing. A marked inline script comes from no host, and is asked
 *   about
 */
export function hostsInPlace(element) {
  const hosts = hostsOf(element, addressesOf(element), inPlace);
  return hosts ?? (kindOf(element)?.byType && isMarked(element) ? [] : undefined);
}
