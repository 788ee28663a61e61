// What an element asks for, and how it is held. A held element carries nothing that a browser acts on: its addresses
// stand in other attributes, and a script has a type that nothing runs. So a copy of it, or its text put back into a
// page, is held as well.
//
// written by the author <iframe data-category="video" data-src="…"> <script type="text/plain" data-category="stats"
// data-src="…"> made by script <iframe data-assent-src="…"> <script type="text/plain" data-assent-type="" src="…">

import { native } from '../platform/pristine.js';
import { candidatesOf, hostOf } from './addresses.js';

/**
 * Elements that the gate looks after: those that their author marked, and those that were held when a script made them.
 */
export const HELD = '[data-category],[data-service],[data-assent-type],[data-assent-src],[data-assent-srcset]';
/** Elements that may ask for something as soon as they are inserted. */
export const SUSPECTS = 'script,img,iframe,frame,source,[data-category],[data-service]';

/** What a marked element may ask for. `srcset` first: with it there, `src` is not fetched. */
export const ADDRESSES = ['srcset', 'src', 'href', 'poster', 'data'];
/** What others, which a script makes, are held for. @type {Record<string, string[]>} */
const MADE = { script: ['src'], iframe: ['src'], frame: ['src'], img: ['srcset', 'src'], source: ['srcset', 'src'] };

/** Which attributes of this element are addresses that it asks for. @param {string} tag @param {boolean} marked */
export const addressesOf = (tag, marked) => (marked ? ADDRESSES : (MADE[tag] ?? []));

/**
 * The address that waits under this name: where a script wrote it, or else where the author did.
 * @param {Element} element
 * @param {string} name
 * @returns {string | null}
 */
export const waiting = (element, name) =>
  native.attribute(element, `data-assent-${name}`) ?? native.attribute(element, `data-${name}`);

/**
 * Hosts that the value of an attribute leads to.
 * @param {Element} element
 * @param {string} name
 * @param {string | null} value
 * @param {string[]} [hosts]  those that are known already
 */
export function hostsOf(element, name, value, hosts = []) {
  if (value == null) return hosts;
  const found = name === 'srcset' ? candidatesOf(value) : [value];
  for (let i = 0; i < found.length; i++) {
    const host = hostOf(found[i], element);
    let known = false;
    for (let j = 0; j < hosts.length; j++) known ||= hosts[j] === host;
    if (host && !known) hosts[hosts.length] = host;
  }
  return hosts;
}

// ---- scripts: which of them a browser runs (HTML, "prepare the script element") ----

const trimmed = (/** @type {string | null} */ text) => native.lower(native.trim(text ?? ''));

/** A type without its parameters. @param {string | null} type */
const essence = (type) => native.trim(native.split(trimmed(type), ';')[0]);

/** Types that are JavaScript's (MIME Sniffing, "JavaScript MIME type"). */
const JAVASCRIPT =
  /^(?:text|application)\/(?:x-)?(?:java|ecma)script$|^text\/(?:javascript1\.[0-5]|jscript|livescript)$/;

/** Is this script inert because of its type: that of a held one? @param {Element} script */
export const isInert = (script) => essence(native.attribute(script, 'type')) === 'text/plain';

/**
 * What a browser does with a script of this type.
 * @param {Element} script @param {string | null} type  as it is once it is released
 * @returns {'classic' | 'module' | 'data' | 'none'}  data: it is not run, others read it; none: neither run nor fetched
 *   here
 */
export function workOf(script, type) {
  const said = trimmed(type);
  if (native.lower(type ?? '') === 'module') return 'module';
  if (said && !native.test(JAVASCRIPT, said)) return 'data';
  if (native.hasAttribute(script, 'nomodule')) return 'none';
  const when = native.attribute(script, 'event'),
    whose = native.attribute(script, 'for');
  return when == null || whose == null || (trimmed(whose) === 'window' && native.test(/^onload(\(\))?$/, trimmed(when)))
    ? 'classic'
    : 'none';
}
