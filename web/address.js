// Addresses, as a page writes them.
import { attempt } from './attempt.js';

/** The host of an address as the page wrote it, relative to its base. @param {string | null | undefined} address @returns {string} empty: it has none */
export const hostOf = address => (address && attempt(() => new URL(address, document.baseURI).hostname)) || '';
