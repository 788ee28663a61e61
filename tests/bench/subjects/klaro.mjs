// Klaro, as its README says: two deferred scripts, styles and words in them; what is held carries data-name and
// data-src.

import { COOKIE, SCRIPTS } from '../page.mjs';
import { embedded, npm, SAYS } from './files.mjs';

/** The service that the pixel, or the frame, belongs to. */
const OWNER = /** @type {Record<string, string>} */ ({ pixel: 'ads1', video: 'maps' });

const settings = {
  version: 1,
  elementID: 'klaro',
  htmlTexts: true,
  groupByPurpose: true,
  storageMethod: 'cookie',
  cookieName: 'klaro',
  cookieExpiresAfterDays: 365,
  default: false,
  mustConsent: false,
  acceptAll: true,
  hideDeclineAll: false,
  hideLearnMore: false,
  translations: {
    zz: { privacyPolicyUrl: '/#privacy' },
    en: {
      consentNotice: { description: SAYS },
      purposes: {
        performance: 'Performance',
        functional: 'Functional',
        targeting: 'Targeting',
        essential: 'Essential',
      },
    },
  },
  services: [
    { name: 'session', title: 'Session', purposes: ['essential'], required: true },
    ...SCRIPTS.map(({ id, category }) => ({ name: id, title: id, purposes: [category], cookies: [COOKIE + id] })),
  ],
};

/** @type {import('../subjects.mjs').Subject} */
export default {
  title: 'Klaro 0.7.22',
  peer: true,
  gates: true,
  files: { 'klaro.js': npm('klaro/dist/klaro.js'), 'config.js': `var klaroConfig = ${JSON.stringify(settings)};` },
  head: ({ base }) => `<script defer src="${base}/config.js"></script>
<script defer src="${base}/klaro.js"></script>`,
  gate: (item) =>
    item.kind === 'script'
      ? `<script type="text/plain" data-type="text/javascript" data-name="${item.id}" data-src="${item.url}"></script>`
      : embedded(item, `data-name="${OWNER[item.id]}"`),
  banner: '#klaro .cookie-notice:not(.cookie-notice-hidden)',
  accept: '#klaro .cookie-notice .cm-btn-success',
  // After a decision it offers no "decline all": everything is switched off first, then the click on Save is timed.
  reopen: "klaro.show(); setTimeout(() => document.querySelector('#purpose-item-disableAll').click(), 400)",
  withdraw: '#klaro .cookie-modal .cm-btn-accept',
};
