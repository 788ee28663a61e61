// What may throw because a browser, a policy or a page says so.

/** @template T @param {() => T} act @returns {T | undefined}  nothing: it threw */
export const attempt = (act) => {
  try {
    return act();
  } catch {}
};
