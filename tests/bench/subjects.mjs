// Who is measured, and how each one is put on the page: as its own manual says.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesOf } from '../../web/cli/build.js';
import { KEY, SCRIPTS } from './page.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const read = (/** @type {string} */ name) => readFileSync(join(here, name), 'utf8');

/**
 * @typedef {object} Subject
 * @property {Record<string, string>} [files]  what it serves, by name, under /<subject>/
 * @property {string} [first]    the file in which its script starts: the mark goes in front of it, the only change made to anyone's file
 * @property {string[]} [preload]  modules that the server announces to a browser that has no decision yet
 * @property {string} [cookie]   where the decision is
 * @property {(items: import('./page.mjs').Gated[]) => string} [head]
 * @property {() => string} [end]  last in <body>
 * @property {(item: import('./page.mjs').Gated) => string} [gate]  the markup of one item
 * @property {string} [banner]   selectors of what is pressed
 * @property {string} [accept]
 * @property {string} [reject]
 * @property {string} [withdraw]
 * @property {string} [reopen]   JavaScript that shows the preferences
 */

/** Pixel and frame. @param {import('./page.mjs').Gated} item @param {string} attributes */
const embedded = ({ kind, url }, attributes) => kind === 'img' ? `<img ${attributes} data-src="${url}" width="1" height="1" alt="">`
  : `<iframe ${attributes} data-src="${url}" width="320" height="180" title="film"></iframe>`;

const LETTERS = /** @type {Record<string, string>} */ ({ performance: 'p', functional: 'f', targeting: 't' });

/** @type {Subject} */
const floor = {
  head: items => `<style>#floor{position:fixed;inset:auto 16px 16px;padding:16px;background:#fff;border:1px solid #888;border-radius:8px}
#floor[hidden]{display:none}#floor button{font:inherit;padding:8px 16px;margin-right:8px}</style>
<script>${read('floor.js').replace("'@scripts@'", JSON.stringify(items.filter(({ kind }) => kind === 'script')
    .map(({ url, category }) => [url, LETTERS[category]])))}</script>`,
  gate: item => item.kind === 'script' ? '' : embedded(item, `data-floor="${LETTERS[item.category]}"`),
  banner: '#floor', accept: '#floor-yes', reject: '#floor-no', withdraw: '#floor-no', reopen: 'floorShow()',
};

const config = {
  schema: 1,
  site: { name: 'Course', controller: 'Course, privacy@course.example', policyUrl: '/privacy' },
  policy: { version: 1, date: '2026-01-01' },
  categories: [
    { id: 'essential', purpose: 'necessary' }, { id: 'performance', purpose: 'statistics' },
    { id: 'functional', purpose: 'functional' }, { id: 'targeting', purpose: 'advertising' },
  ],
  keys: SCRIPTS.map(({ id, category }) => ({ category, in: 'cookie', name: KEY + id })),
};

/** As `assent build` makes it. @returns {Subject} */
const assent = () => ({
  files: filesOf(config),
  first: 'assent.js', preload: ['assent.panel.js', 'assent.site.js'], cookie: 'assent',
  head: () => '<script src="/assent/assent.js"></script>',
  gate: item => item.kind === 'script'
    ? `<script type="text/plain" data-category="${item.category}" data-src="${item.url}" async></script>`
    : embedded(item, `data-category="${item.category}"`),
  banner: '.assent-banner', accept: '.assent-banner [data-id=accept]', reject: '.assent-banner [data-id=reject]',
  withdraw: '.assent-dialog [data-id=reject]', reopen: 'void assent.showPreferences()',
});

const VANILLA = '../../node_modules/vanilla-cookieconsent/dist/';
const names = (/** @type {string} */ category) => SCRIPTS.filter(item => item.category === category).map(({ id }) => ({ name: KEY + id }));
/** Its "getting started": a stylesheet, and a module with the settings that imports the library. */
const vanillaSettings = {
  categories: {
    essential: { enabled: true, readOnly: true },
    ...Object.fromEntries(Object.keys(LETTERS).map(id => [id, { autoClear: { cookies: names(id) } }])),
  },
  language: { default: 'en', translations: { en: {
    consentModal: {
      title: 'Your privacy choices', acceptAllBtn: 'Accept all', acceptNecessaryBtn: 'Reject all', showPreferencesBtn: 'Settings',
      description: 'We use cookies and similar technologies for measurement, functionality and advertising.',
    },
    preferencesModal: {
      title: 'Privacy preferences', acceptAllBtn: 'Accept all', acceptNecessaryBtn: 'Reject all', savePreferencesBtn: 'Save choices',
      sections: ['essential', ...Object.keys(LETTERS)].map(id => ({ title: id, description: 'What it is for.', linkedCategory: id })),
    },
  } } },
};

/** @returns {Subject} */
const vanilla = () => ({
  files: {
    'cookieconsent.css': read(`${VANILLA}cookieconsent.css`),
    'cookieconsent.umd.js': read(`${VANILLA}cookieconsent.umd.js`),
    'settings.js': `import './cookieconsent.umd.js';
function fill() { for (const e of document.querySelectorAll('[data-gate]')) if (!e.src && CookieConsent.acceptedCategory(e.dataset.gate)) e.src = e.dataset.src; }
CookieConsent.run({ hideFromBots: false, onConsent: fill, onChange: fill, ...${JSON.stringify(vanillaSettings)} });`,
  },
  first: 'cookieconsent.umd.js',
  head: () => '<link rel="stylesheet" href="/vanilla/cookieconsent.css">',
  end: () => '<script type="module" src="/vanilla/settings.js"></script>',
  gate: item => item.kind === 'script' ? `<script type="text/plain" data-category="${item.category}" async src="${item.url}"></script>`
    : embedded(item, `data-gate="${item.category}"`),
  banner: '#cc-main .cm', accept: '#cc-main .cm [data-role=all]', reject: '#cc-main .cm [data-role=necessary]',
  withdraw: '#cc-main .pm [data-role=necessary]', reopen: 'CookieConsent.showPreferences()',
});

/** The page without third parties: what a first visit costs anyway. @type {Subject} */
const none = {};

/** The page with its third parties and nobody who asks: what a returning visit costs anyway. @type {Subject} */
const direct = {
  gate: ({ kind, url }) => kind === 'script' ? `<script async src="${url}"></script>`
    : embedded(/** @type {any} */ ({ kind, url }), '').replace('data-src', 'src'),
};

/** The two without a banner are controls: only what they cost is measured. @type {Record<string, Subject>} */
export const SUBJECTS = { none, direct, floor, assent: assent(), vanilla: vanilla() };
