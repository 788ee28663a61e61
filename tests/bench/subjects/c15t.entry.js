// c15t's core in offline mode, and the banner of its documentation ("Building UI", without a framework). Bundled by
// c15t.mjs.
import { getOrCreateConsentRuntime } from 'c15t';

const CATEGORIES = { performance: 'measurement', functional: 'functionality', targeting: 'marketing' };
const { says, scripts } = JSON.parse(document.getElementById('c15t-settings').textContent);

const { consentStore } = getOrCreateConsentRuntime({
  mode: 'offline',
  consentCategories: ['necessary', 'functionality', 'measurement', 'marketing'],
  overrides: { country: 'DE' },
  scripts: scripts.map(([id, category, src]) => ({ id, src, category: CATEGORIES[category] })),
});

const banner = document.createElement('div');
banner.id = 'consent-banner';
banner.setAttribute('role', 'dialog');
banner.setAttribute('aria-label', 'Cookie consent');
banner.innerHTML =
  '<p></p><div><button id="consent-accept">Accept all</button><button id="consent-reject">Reject all</button></div>';
banner.firstChild.textContent = says;
document.body.append(banner);
banner.querySelector('#consent-accept').onclick = () => consentStore.getState().saveConsents('all');
banner.querySelector('#consent-reject').onclick = () => consentStore.getState().saveConsents('necessary');

consentStore.getState().initializeIframeBlocker();
function draw(state) {
  banner.style.display = state.activeUI === 'banner' ? 'block' : 'none';
  if (state.has('marketing'))
    for (const image of document.querySelectorAll('img[data-gate]')) if (!image.src) image.src = image.dataset.src;
}
consentStore.subscribe(draw);
draw(consentStore.getState());
self.c15tShow = () => consentStore.getState().setActiveUI('banner', { force: true });
