// Osano's open-source cookieconsent, type opt-in. It gates nothing and erases nothing: its callbacks load everything at
// once.

import { embedded, npm, SAYS } from './files.mjs';

const FOLDER = 'cookieconsent/build/';

/** @type {import('../subjects.mjs').Subject} */
export default {
  title: 'Osano cookieconsent 3.1.1',
  peer: true,
  files: {
    'cookieconsent.min.js': npm(`${FOLDER}cookieconsent.min.js`),
    'cookieconsent.min.css': npm(`${FOLDER}cookieconsent.min.css`),
  },
  head: ({ base }) => `<link rel="stylesheet" href="${base}/cookieconsent.min.css">`,
  end: ({ base, scripts }) => `<script src="${base}/cookieconsent.min.js" data-cfasync="false"></script>
<script>
let loaded = false;
function load() {
  if (loaded) return;
  loaded = true;
  for (const src of ${JSON.stringify(scripts.map(({ url }) => url))}) document.head.append(Object.assign(document.createElement('script'), { async: true, src }));
  for (const e of document.querySelectorAll('[data-gate]')) e.src = e.dataset.src;
}
window.cookieconsent.initialise({
  palette: { popup: { background: '#edeff5', text: '#838391' }, button: { background: '#4b81e8' } },
  type: 'opt-in',
  content: { message: ${JSON.stringify(SAYS)}, allow: 'Accept all', deny: 'Reject all' },
  onInitialise() { if (this.hasConsented()) load(); },
  onStatusChange() { if (this.hasConsented()) load(); },
});
</script>`,
  gate: (item) => (item.kind === 'script' ? '' : embedded(item, 'data-gate')),
  banner: '.cc-window',
  accept: '.cc-window .cc-allow',
  withdraw: '.cc-window .cc-deny',
  reopen: "document.querySelector('.cc-revoke').click()",
};
