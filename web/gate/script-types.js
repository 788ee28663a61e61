// Which scripts a browser runs (HTML, "prepare the script element").

import { native } from '../platform/pristine.js';

const trimmed = (/** @type {string | null} */ text) => native.lower(native.trim(text ?? ''));

/** A type without its parameters. @param {string | null} type */
const essence = (type) => native.trim(native.split(trimmed(type), ';')[0]);

/** Types that are JavaScript's (MIME Sniffing, "JavaScript MIME type"). */
const JAVASCRIPT =
  /^(?:text|application)\/(?:x-)?(?:java|ecma)script$|^text\/(?:javascript1\.[0-5]|jscript|livescript)$/;

/** The type of a held script: nothing runs it. */
export const INERT = 'text/plain';

/** Has this script the type of a held one? @param {Element} script */
export const isInert = (script) => essence(native.attribute(script, 'type')) === INERT;

/**
 * What a browser does with a script of this type.
 * @param {Element} script
 * @param {string | null} type  as it is once the script is released
 * @returns {'classic' | 'module' | 'data' | 'none'} data: it is not run, others read it; none: it is neither run nor
 *   fetched here
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
