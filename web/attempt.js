// What may throw because a browser, a policy or a page says so.

/** @template T @param {() => T} act @returns {T | undefined}  nothing: it threw */
export const attempt = act => {
  try { return act(); } catch { return undefined; }
};

/** The host of an address as the page wrote it, relative to its base. @param {string | null | undefined} address @returns {string} empty: it has none */
export const hostOf = address => (address && attempt(() => new URL(address, document.baseURI).hostname)) || '';
