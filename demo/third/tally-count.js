/* Visit statistics of the small kind: gives the visitor a number, and tells its server which page was opened. */
(() => {
  const home = new URL('.', document.currentScript.src);
  const known = /(?:^|; )tally_visitor=([^;]*)/.exec(document.cookie)?.[1];
  const id = known ?? Math.random().toString(36).slice(2, 10);
  document.cookie = `tally_visitor=${id}; path=/; max-age=7776000; samesite=lax`;
  const view = new URLSearchParams({ visitor: id, page: location.pathname, width: String(screen.width) });
  fetch(new URL(`view?${view}`, home), { method: 'POST', keepalive: true }).catch(() => {});
})();
