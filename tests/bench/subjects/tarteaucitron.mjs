// tarteaucitron.js, as its README says: a blocking script and its settings; styles, language and services it fetches
// itself.

import { COOKIE } from '../page.mjs';
import { embedded, npm } from './files.mjs';

const FOLDER = 'tarteaucitronjs/';
const FILES = [
  'tarteaucitron.min.js',
  'tarteaucitron.services.min.js',
  'lang/tarteaucitron.en.min.js',
  'css/tarteaucitron.min.css',
];
const TYPES = /** @type {Record<string, string>} */ ({
  performance: 'analytic',
  functional: 'support',
  targeting: 'ads',
});

/** The service that the pixel, or the frame, belongs to. */
const OWNER = /** @type {Record<string, string>} */ ({ pixel: 'ads1', video: 'maps' });

const settings = {
  privacyUrl: '',
  bodyPosition: 'bottom',
  hashtag: '#tarteaucitron',
  cookieName: 'tarteaucitron',
  orientation: 'middle',
  groupServices: false,
  showDetailsOnClick: true,
  serviceDefaultState: 'wait',
  showAlertSmall: false,
  showTitleBanner: false,
  cookieslist: false,
  cookieslistEmbed: false,
  showIcon: true,
  iconPosition: 'BottomRight',
  adblocker: false,
  DenyAllCta: true,
  AcceptAllCta: true,
  highPrivacy: true,
  alwaysNeedConsent: false,
  handleBrowserDNTRequest: false,
  removeCredit: false,
  moreInfoLink: true,
  useExternalCss: false,
  useExternalJs: false,
  readmoreLink: '',
  mandatory: true,
  mandatoryCta: true,
  googleConsentMode: true,
  bingConsentMode: true,
  pianoConsentMode: true,
  pianoConsentModeEssential: false,
  softConsentMode: false,
  dataLayer: false,
  serverSide: false,
  partnersList: false,
};

/** @type {import('../subjects.mjs').Subject} */
export default {
  title: 'tarteaucitron.js 1.34.0',
  peer: true,
  gates: true,
  files: Object.fromEntries(FILES.map((name) => [name, npm(FOLDER + name)])),
  head: ({ base }) => `<script src="${base}/${FILES[0]}"></script>
<script>tarteaucitron.init(${JSON.stringify(settings)});</script>`,
  end: ({ scripts }) => `<script>
function gate(key) { for (const e of document.querySelectorAll('[data-gate=' + key + ']')) e.src = e.dataset.src; }
${scripts
  .map(
    ({ id, category, url }) =>
      `tarteaucitron.services.${id} = { key: '${id}', type: '${TYPES[category]}', name: '${id}', needConsent: true, cookies: ['${COOKIE}${id}'], ` +
      `js() { tarteaucitron.addScript('${url}'); gate('${id}'); } };
(tarteaucitron.job = tarteaucitron.job || []).push('${id}');`,
  )
  .join('\n')}
</script>`,
  gate: (item) => (item.kind === 'script' ? '' : embedded(item, `data-gate="${OWNER[item.id]}"`)),
  banner: '#tarteaucitronAlertBig',
  accept: '#tarteaucitronPersonalize2',
  withdraw: '#tarteaucitronAllDenied',
  reopen: 'tarteaucitron.userInterface.openPanel()',
};
