/* An A/B test: puts the visitor in one of two groups, changes a text for one of them, and reports who saw what. */
(() => {
  const home = new URL('.', document.currentScript.src);
  const name = document.currentScript.dataset.experiment ?? 'start';
  const known = /(?:^|; )ab_visitor=([^;]*)/.exec(document.cookie)?.[1];
  const id = known ?? Math.random().toString(36).slice(2, 10);
  document.cookie = `ab_visitor=${id}; path=/; max-age=7776000; samesite=lax`;
  const group = id.charCodeAt(0) % 2 ? 'b' : 'a';
  sessionStorage.setItem('ab.groups', JSON.stringify({ [name]: group }));
  const target = document.querySelector(`[data-experiment-text="${name}"]`);
  if (target && group === 'b') target.textContent = target.dataset.b ?? target.textContent;
  fetch(new URL(`seen?experiment=${name}&group=${group}`, home), { method: 'POST', keepalive: true }).catch(() => {});
})();
