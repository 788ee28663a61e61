// Texts that a page gives the browser. To Trusted Types some are more than texts, and must stay what they are.

import { native } from '../platform/pristine.js';

/** @param {'isTrustedMarkup' | 'isTrustedAddress'} is @param {any} value */
function isTrusted(is, value) {
  const types = value !== null && typeof value === 'object' && native.trustedTypes();
  return types && native[is](types, value);
}

/**
 * Markup, read once: of an object with a `toString` of its own each reading could be another one.
 * @param {any} value
 */
export const markupOf = (value) => (value === null || isTrusted('isTrustedMarkup', value) ? value : `${value}`);

/** An address, read once. @param {any} value */
export const addressOf = (value) => (isTrusted('isTrustedAddress', value) ? value : `${value}`);
