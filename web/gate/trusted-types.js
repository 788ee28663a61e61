// Trusted Types see one policy, `assent`. All that it passes on stood in the page's own markup.

import { native } from '../platform/pristine.js';

const BARRED =
  'assent: scripts and frames stay held, because the Content-Security-Policy of this page lets nobody make the Trusted Types policy that they need: add "assent" to its trusted-types';

/** @type {any} */
let policy;
/** @type {Error | undefined} the page lets nobody make one */
let barred;

const asItIs = (/** @type {string} */ text) => text;

/**
 * Makes what Trusted Types take for a script, or for its address, out of a text; without Trusted Types the text itself.
 * Throws where the page lets nobody make a policy, and says so on the console once.
 * @param {'createScript' | 'createScriptURL'} kind
 * @param {string} text
 * @returns {any}
 */
export function trust(kind, text) {
  const types = native.trustedTypes();
  if (!types) return text;
  if (barred) throw barred;
  try {
    policy ??= native.createPolicy(types, 'assent', { createScript: asItIs, createScriptURL: asItIs });
  } catch {
    barred = new native.Error(BARRED);
    native.error(barred);
    throw barred;
  }
  return kind === 'createScript' ? native.trustScript(policy, text) : native.trustAddress(policy, text);
}
