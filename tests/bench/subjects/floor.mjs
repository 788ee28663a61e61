// Thirty lines by hand: they read a cookie, load by category, show two buttons, and take cookies away again. As little
// as can be done.

import { embedded, SAYS } from './files.mjs';

const LETTER = /** @type {Record<string, string>} */ ({ performance: 'p', functional: 'f', targeting: 't' });

/** @type {import('../subjects.mjs').Subject} */
export default {
  title: 'thirty lines by hand',
  head: ({
    scripts,
  }) => `<style>#floor{position:fixed;inset:auto 16px 16px;z-index:9;padding:16px;background:#fff;border:1px solid #888;border-radius:8px;box-shadow:0 2px 12px #0003}
#floor[hidden]{display:none}#floor button{font:inherit;padding:8px 16px;margin-right:8px}</style>
<script>
(() => {
  const scripts = ${JSON.stringify(scripts.map(({ url, category }) => [url, LETTER[category]]))}, done = new Set();
  let banner;
  const load = granted => {
    for (const [url, letter] of scripts) if (granted.includes(letter) && !done.has(url)) {
      done.add(url);
      document.head.append(Object.assign(document.createElement('script'), { async: true, src: url }));
    }
  };
  const fill = granted => {
    for (const e of document.querySelectorAll('[data-floor]')) if (granted.includes(e.dataset.floor) && !e.src) e.src = e.dataset.src;
  };
  const choose = granted => {
    document.cookie = 'floor=' + granted + ';path=/;max-age=31536000;SameSite=Lax';
    banner.hidden = true;
    if (!granted.includes('t')) for (const one of document.cookie.split('; ')) if (one.startsWith('_tp_')) document.cookie = one.split('=')[0] + '=;path=/;max-age=0';
    load(granted);
    fill(granted);
  };
  self.floorShow = () => {
    if (!banner) {
      banner = Object.assign(document.createElement('div'), { id: 'floor', role: 'dialog', ariaLabel: 'Privacy', innerHTML: '<p>${SAYS}</p><button id="floor-yes">Accept all</button><button id="floor-no">Reject all</button>' });
      banner.onclick = ({ target }) => target.id === 'floor-yes' ? choose('pft') : target.id === 'floor-no' && choose('-');
      document.body.append(banner);
    }
    banner.hidden = false;
  };
  const granted = /(?:^|; )floor=([-pft]+)/.exec(document.cookie)?.[1];
  if (granted) load(granted);
  addEventListener('DOMContentLoaded', () => granted ? fill(granted) : floorShow());
})();
</script>`,
  gate: (item) => (item.kind === 'script' ? '' : embedded(item, `data-floor="${LETTER[item.category]}"`)),
  banner: '#floor',
  accept: '#floor-yes',
  withdraw: '#floor-no',
  reopen: 'floorShow()',
};
