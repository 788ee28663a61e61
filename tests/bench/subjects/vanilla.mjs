// vanilla-cookieconsent, as its "getting started" says: a stylesheet, and a module with the settings that imports the
// library.

import { COOKIE, SCRIPTS } from '../page.mjs';
import { embedded, npm, SAYS } from './files.mjs';

const FOLDER = 'vanilla-cookieconsent/dist/';
const CATEGORIES = ['performance', 'functional', 'targeting'];

const settings = {
  hideFromBots: false,
  guiOptions: {
    consentModal: { layout: 'box', position: 'bottom left', equalWeightButtons: true, flipButtons: false },
    preferencesModal: { layout: 'box', position: 'right', equalWeightButtons: true, flipButtons: false },
  },
  categories: {
    essential: { enabled: true, readOnly: true },
    ...Object.fromEntries(
      CATEGORIES.map((id) => [
        id,
        {
          autoClear: {
            cookies: SCRIPTS.filter(({ category }) => category === id).map((one) => ({ name: COOKIE + one.id })),
          },
        },
      ]),
    ),
  },
  language: {
    default: 'en',
    translations: {
      en: {
        consentModal: {
          title: 'Your privacy choices',
          description: SAYS,
          acceptAllBtn: 'Accept all',
          acceptNecessaryBtn: 'Reject all',
          showPreferencesBtn: 'Settings',
          footer: '<a href="#privacy">Privacy policy</a>',
        },
        preferencesModal: {
          title: 'Privacy preferences',
          acceptAllBtn: 'Accept all',
          acceptNecessaryBtn: 'Reject all',
          savePreferencesBtn: 'Save choices',
          closeIconLabel: 'Close',
          sections: ['essential', ...CATEGORIES].map((id) => ({
            title: id,
            description: 'What it is for.',
            linkedCategory: id,
          })),
        },
      },
    },
  },
};

/** @type {import('../subjects.mjs').Subject} */
export default {
  title: 'vanilla-cookieconsent 3.1.0',
  peer: true,
  gates: true,
  files: {
    'cookieconsent.css': npm(`${FOLDER}cookieconsent.css`),
    'cookieconsent.umd.js': npm(`${FOLDER}cookieconsent.umd.js`),
    'settings.js': `import './cookieconsent.umd.js';
function fill() { for (const e of document.querySelectorAll('[data-gate]')) if (!e.src && CookieConsent.acceptedCategory(e.dataset.gate)) e.src = e.dataset.src; }
CookieConsent.run({ onConsent: fill, onChange: fill, ...${JSON.stringify(settings)} });`,
  },
  head: ({ base }) => `<link rel="stylesheet" href="${base}/cookieconsent.css">`,
  end: ({ base }) => `<script type="module" src="${base}/settings.js"></script>`,
  gate: (item) =>
    item.kind === 'script'
      ? `<script type="text/plain" data-category="${item.category}" async src="${item.url}"></script>`
      : embedded(item, `data-gate="${item.category}"`),
  banner: '#cc-main .cm',
  accept: '#cc-main .cm [data-role=all]',
  withdraw: '#cc-main .pm [data-role=necessary]',
  reopen: 'CookieConsent.showPreferences()',
};
