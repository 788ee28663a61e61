// What a page stores, as far as its own scripts can see it.

/** One of the probe's parts (probe.js): it is sent into a page as text, so it uses nothing from outside itself. */
export function storedNames() {
  /** Names of what is stored here, cookies apart. */
  const stored = async () => {
    /** @param {() => string[]} names */
    const attempt = (names) => {
      try {
        return names();
      } catch {
        return [];
      }
    };
    /** @param {() => Promise<string[]>} names */
    const later = async (names) => {
      try {
        return await names();
      } catch {
        return [];
      }
    };
    return {
      localStorage: attempt(() => Object.keys(localStorage)),
      sessionStorage: attempt(() => Object.keys(sessionStorage)),
      indexedDB: await later(async () => (await indexedDB.databases()).map(({ name }) => name ?? '')),
      cache: await later(() => caches.keys()),
    };
  };

  return { stored };
}
