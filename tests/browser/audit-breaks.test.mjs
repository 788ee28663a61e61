// A rule that cannot fail says nothing. Here each one does: pages are spoilt, and exactly the rules that say so tell,
// by the name of what is wrong. The first story says that the same page unspoilt is in order.

import assert from 'node:assert/strict';
import { audit } from '../../web/cli/audit/audit.js';
import { RULES } from '../../web/cli/audit/rules.js';
import { stage } from './browser.mjs';

const CONFIG = {
  schema: 1,
  site: { name: 'Scratch', controller: 'Scratch, scratch@scratch.example', policyUrl: '/privacy' },
  policy: { version: 3, date: '2026-01-01' },
  categories: [
    { id: 'essential', purpose: 'necessary' },
    { id: 'stats', purpose: 'statistics' },
    { id: 'media', purpose: 'functional' },
    { id: 'ads', purpose: 'advertising' },
  ],
  services: [
    { id: 'login', category: 'essential', name: 'Latchkey', does: { en: 'Signs you in.' } },
    {
      id: 'counter',
      category: 'stats',
      name: 'Counter',
      does: { en: 'Counts.' },
      keys: [{ in: 'cookie', name: '_cnt*' }],
    },
    { id: 'player', category: 'media', name: 'Player', does: { en: 'Plays.' } },
    { id: 'adnet', category: 'ads', name: 'Adnet', does: { en: 'Advertises.' } },
  ],
  keys: [{ in: 'cookie', name: 'plx_*', category: 'essential' }],
};

/** What the spoilt pages' scripts have in their hands. */
const TOOLS = `
  /** Once for each element that is there, or comes. */
  const when = (selector, act) => {
    const done = new WeakSet();
    new MutationObserver(() => document.querySelectorAll(selector).forEach((one) => {
      if (done.has(one)) return;
      done.add(one);
      act(one);
    })).observe(document, { childList: true, subtree: true });
  };
  /** As if another law held here. */
  const claim = (more, law = {}) => {
    const { state, law: before } = assent;
    assent.state = () => ({ ...state(), ...more });
    assent.law = async () => [...await before(), ...Object.entries(law).map(([field, value]) => ({ field, value, row: 'claimed' }))];
  };
`;

const LINKS = [
  '<a href="#privacy-preferences">Privacy preferences</a>',
  '<a href="/privacy">Policy</a>',
  '<a href="/lesson">Lesson</a>',
];

/**
 * The panel's own rules insist, with the weight of an id: a page that spoils it insists with that of three.
 * @param {string} css
 */
const insisting = (css) => css.replaceAll(/\.assent(-\w+)*/g, (one) => `:is(#_#_#_, ${one})`);

/**
 * @typedef {{ first?: string, css?: string, script?: string, body?: string, lang?: string, config?: (config: any) =>
 *   void, links?: (links: string[], path: string) => string[] }} Spoilt
 */

/** @param {string} path @param {Spoilt[]} spoilt */
function page(path, spoilt) {
  const config = structuredClone(CONFIG);
  for (const one of spoilt) one.config?.(config);
  const links = spoilt.reduce((all, one) => one.links?.(all, path) ?? all, LINKS);
  /** @param {'first' | 'css' | 'script' | 'body'} what */
  const all = (what) => spoilt.map((one) => one[what] ?? '');
  return `<!doctype html>
<html lang="${spoilt.find(({ lang }) => lang)?.lang ?? 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Scratch</title>
<script type="application/json" id="assent-config">${JSON.stringify(config)}</script>
<script>${all('first').join('\n')}</script>
<script src="/assent/assent.js"></script>
<style>body { margin: 0; font: 1rem/1.5 sans-serif } footer a { display: inline-block; padding: 6px } ${all('css').map(insisting).join('\n')}</style>
<script>${TOOLS}${all('script')
    .map((script) => `{ ${script} }`)
    .join('\n')}</script>
<script type="text/plain" data-category="stats" data-service="counter" data-src="{{party}}/count.js"></script>
</head><body><header><a href="/">Scratch</a> <nav><a href="/lesson">Lesson</a> <a href="/account">Account</a></nav></header>
<main><h1>Scratch</h1>${all('body').join('')}${'<p>Twelve plain words that stand here to make the page long enough to scroll.</p>'.repeat(30)}
${path === '/account' ? '<section data-assent="panel"></section>' : ''}</main>
<footer>${links.join(' ')}</footer></body></html>`;
}

/** @param {Spoilt[]} [spoilt] */
const site = (spoilt = []) => ({
  pages: Object.fromEntries(['/', '/lesson', '/account', '/privacy'].map((path) => [path, page(path, spoilt)])),
});

const REJECT = '<button data-id="reject">';
const BANNER = '<div class="assent assent-banner">';

/**
 * One page in each group, spoilt in ways that do not touch each other: the rule, what is wrong, what spoils it, and all
 * that the rule may name. Whatever else is named, by whichever rule, fails the test.
 * @type {Record<string, [string, string, Spoilt, (string | RegExp)[]][]>}
 */
const BREAKS = {
  'small things': [
    [
      'B01',
      'one layer has no reject',
      { css: '.assent-inline [data-id=reject] { display: none !important }' },
      [REJECT],
    ],
    [
      'B03',
      'reject is written smaller',
      { css: '.assent-banner [data-id=reject] { font-size: 11px !important }' },
      [REJECT],
    ],
    [
      'B08',
      'a pixel loads before the choice',
      { body: '<img src="http://127.0.0.9:9/pixel.gif" alt="">' },
      ['host 127.0.0.9'],
    ],
    [
      'B12',
      'what was withdrawn is loaded again',
      {
        first: "window.give = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src').set;",
        script: `let had = false;
      // past the guard
      const load = (image) => { if (had && !assent.allows(image.dataset.category)) give.call(image, image.dataset.src); };
      document.addEventListener('assent:change', () => {
        had = had || assent.allows('counter');
        document.querySelectorAll('img[data-category]').forEach(load);
      });
      when('img[data-category]', load);`,
      },
      [/^<img data-category=/],
    ],
    [
      'B18',
      'nobody says how many services there are',
      { script: 'when(".assent summary", (summary) => { summary.textContent = "Services"; });' },
      [/^<section class="assent-category">/],
    ],
    [
      'B26',
      'the keyboard leaves no trace',
      { css: '.assent-banner [data-id=reject]:focus-visible { outline: none !important }' },
      [REJECT],
    ],
    [
      'B30',
      'one page has the link elsewhere',
      { links: (links, path) => (path === '/lesson' ? links.slice().reverse() : links) },
      ['<a> “Privacy preferences”'],
    ],
    [
      'B31',
      'on and off differ in colour',
      { css: '.assent input::before { transform: none !important } .assent-state { display: none !important }' },
      ['<input data-id="stats">'],
    ],
  ],
  'a page with its own ideas': [
    [
      'B02',
      'the buttons float over the page',
      {
        css: '@media (min-width: 40em) { .assent-banner .assent-buttons { position: relative !important; top: -220px !important } }',
      },
      [REJECT],
    ],
    [
      'B04',
      'reject is grey on grey',
      {
        css: '.assent-dialog [data-id=reject] { background: #777 !important; border-color: #777 !important; color: #999 !important }',
      },
      [REJECT],
    ],
    [
      'B05',
      'a switch is on',
      {
        script: `when('.assent-dialog .assent-scroll', (sheet) => {
      const row = document.createElement('label');
      row.className = 'assent-row';
      const name = document.createElement('span');
      name.className = 'assent-name';
      name.textContent = 'Letters';
      const input = document.createElement('input');
      Object.assign(input, { type: 'checkbox', checked: true });
      input.dataset.id = 'letters';
      row.append(name, input);
      sheet.append(row);
    });`,
      },
      ['<input data-id="letters">'],
    ],
    [
      'B10',
      'one page has no way back',
      { links: (links, path) => links.slice(path === '/lesson' ? 1 : 0) },
      ['[data-assent=preferences], a[href="#privacy-preferences"]'],
    ],
    [
      'B15',
      'who refused cannot use the page',
      {
        script:
          'assent.ready.then(({ decided }) => addEventListener("DOMContentLoaded", () => { document.querySelector("main").inert = decided?.how === "reject"; }));',
      },
      ['<main>'],
    ],
    ['B28', 'the question goes away', { script: 'setTimeout(() => assent.hide(), 20 * 60_000);' }, [BANNER]],
    [
      'B29',
      'reject is called something else',
      { script: 'when(".assent-banner [data-id=reject]", (button) => button.setAttribute("aria-label", "Option 2"));' },
      [REJECT],
    ],
  ],
  hurdles: [
    [
      'B03',
      'the answers are below the fold of a small screen',
      {
        css: '@media (max-height: 300px) { .assent-banner { max-height: none !important; height: 600px !important; top: 0 !important; justify-content: flex-end !important } }',
      },
      [REJECT, '<button data-id="accept">'],
    ],
    [
      'B06',
      'reject must be pressed twice',
      {
        script: `let deaf = true;
      addEventListener('click', (event) => {
        if (!deaf || !event.target.closest('.assent-banner [data-id=reject]')) return;
        deaf = false;
        event.stopImmediatePropagation();
      }, true);`,
      },
      [REJECT],
    ],
    [
      'B09',
      'something necessary gives no reason',
      {
        config: (config) => {
          delete config.services[0].does;
        },
      },
      ['service login'],
    ],
    [
      'B14',
      'the policy is not there',
      {
        config: (config) => {
          config.site.policyUrl = '/nowhere';
        },
      },
      ['<a data-id="policy">'],
    ],
    [
      'B17',
      'on a phone the answers swap places',
      { css: '@media (max-width: 500px) { .assent-banner [data-id=reject] { order: -1 !important } }' },
      [BANNER],
    ],
    // What was decided records the signal as it was.
    [
      'B20',
      'Global Privacy Control is asked about',
      {
        script: `const { state } = assent;
      claim({ signal: true, place: "US-CA" }, { status: true });
      const { state: claimed } = assent;
      assent.state = () => state().decided ? state() : claimed();`,
      },
      ['ads', 'adnet', BANNER, '[data-say=honored]'],
    ],
    [
      'B24',
      'the focus does not return',
      {
        script: `let opened = false;
      document.addEventListener('assent:show', ({ detail }) => {
        if (detail.layer === 'preferences') opened = true;
        else if (opened) document.querySelector('header a').focus();
      });`,
      },
      ['<a> “Scratch”'],
    ],
  ],
  'duties of other places': [
    ['B07', 'the law wants an X', { script: 'claim({}, { x: true });' }, ['<button data-id="x">']],
    [
      'B07',
      'Escape in the preferences accepts',
      {
        script: `addEventListener('keydown', ({ key }) => {
      if (key === 'Escape' && document.querySelector('.assent-dialog')) assent.accept();
    }, true);`,
      },
      ['<dialog>'],
    ],
    ['B24', 'what Escape did there', {}, ['<dialog>']],
    [
      'B13',
      'the page speaks another language',
      { lang: 'de' },
      [BANNER, '<dialog class="assent assent-dialog">', '<div class="assent assent-inline">'],
    ],
    [
      'B21',
      'the opt-out link has words of its own',
      {
        script: 'claim({ link: "choices" });',
        links: (links) => [...links, '<a href="/privacy" data-assent="opt-out">Do not sell my data</a>'],
      },
      [/^<a data-assent="opt-out">/],
    ],
    [
      'B22',
      'Nigeria: only a strip; Texas: no notice',
      {
        config: (config) => {
          config.services[3].sale = 'sensitive';
        },
        script: 'claim({}, { position: true, texas: true });',
      },
      [BANNER, '[data-say=texas]'],
    ],
    [
      'B23',
      'a school is offered advertising',
      { script: 'claim({ audience: "k12" }, { advertising: "absent" });' },
      ['<input data-id="ads">'],
    ],
  ],
  pushing: [
    [
      'B07',
      'turning the wheel accepts',
      { script: 'addEventListener("wheel", () => assent.accept(), { once: true });' },
      ['<html>'],
    ],
    [
      'B08',
      'a number is stored before the choice',
      { script: 'localStorage.setItem("visitor", "7");' },
      ['localStorage visitor'],
    ],
    [
      'B11',
      'who refused is asked again',
      { script: 'assent.ready.then(({ decided }) => { if (decided?.how === "reject") assent.show("banner"); });' },
      [BANNER],
    ],
    [
      'B16',
      'reject is worded with shame',
      { script: 'when(".assent-banner [data-id=reject]", (button) => { button.textContent = "No, I don’t care"; });' },
      [REJECT],
    ],
    ['B21', 'the opt-out link is missing', { script: 'claim({ link: "choices" });' }, ['[data-assent=opt-out]']],
    [
      'B25',
      'the banner stays over what has the focus',
      { css: ':root { scroll-padding-bottom: 0 !important } :root::after { display: none !important }' },
      [/^<a> “(Privacy preferences|Policy|Lesson)”/],
    ],
    ['B27', 'lines do not break', { css: '.assent-dialog p { white-space: nowrap !important }' }, [/^</]],
  ],
  'what is recorded': [
    [
      'B07',
      'the X accepts',
      {
        script: `claim({}, { x: true });
      when('.assent-banner', (banner) => {
        const x = document.createElement('button');
        x.dataset.id = 'x';
        x.textContent = 'Close';
        x.style.minHeight = '44px';
        x.addEventListener('click', (event) => {
          event.stopPropagation(); // the panel would refuse
          assent.accept();
        });
        banner.append(x);
      });`,
      },
      ['<button data-id="x">'],
    ],
    [
      'B15',
      'who refused reads less',
      {
        css: '.refused main p:nth-of-type(n + 4) { display: none }',
        script:
          'assent.ready.then(({ decided }) => document.documentElement.classList.toggle("refused", decided?.how === "reject"));',
      },
      ['<main>'],
    ],
    [
      'B19',
      'saving an untouched form grants something',
      {
        script: `addEventListener('click', ({ target }) => {
      const dialog = target.closest('.assent-dialog');
      if (target.dataset.id === 'save' && dialog && !dialog.querySelector('input:checked')) dialog.querySelector('input[data-id=stats]').checked = true;
    }, true);`,
      },
      ['<button data-id="save">'],
    ],
    ['B22', 'Montana: no link outside the policy', { script: 'claim({ link: "rights" });' }, ['[data-assent=opt-out]']],
    [
      'B24',
      'the banner has no role',
      { script: 'when(".assent-banner", (banner) => banner.removeAttribute("role"));' },
      [BANNER],
    ],
    [
      'B28',
      'the banner slides',
      {
        css: '@keyframes slide { to { outline-color: red } } .assent-banner { animation: slide 1s infinite !important }',
      },
      [BANNER],
    ],
    [
      'B32',
      'accepting is recorded as something else',
      {
        script: `const resigned = (cookie) => {
      const record = cookie.slice('assent='.length, cookie.lastIndexOf('.'));
      // src/record.h
      const hash = [...record].reduce((sum, one) => Math.imul(sum ^ one.charCodeAt(0), 16777619) >>> 0, 2166136261);
      return 'assent=' + record + '.' + ((hash >>> 16 ^ hash) & 0xffff);
    };
    document.addEventListener('assent:change', ({ detail }) => {
      if (detail.decided?.how === 'accept') document.cookie = resigned(document.cookie.match(/assent=[^;]*/)[0].replace('.accept.', '.api.')) + ';path=/';
    });`,
      },
      ['<button data-id="accept">'],
    ],
  ],
};

stage('Audit', (story) => {
  /** @param {any} world */
  const look = async ({ context, plexomni, party }) => {
    party.answer('/count.js', 'document.cookie = "_cnt=1;path=/";');
    const { results } = await audit(context.browser(), `${plexomni}/`);
    return results;
  };

  story('a page that is in order breaks no rule', site(), async (world) => {
    const results = await look(world);
    assert.deepEqual(
      results.filter(({ status }) => status === 'broken').flatMap(({ findings }) => findings),
      [],
    );
    assert.deepEqual(
      results.filter(({ status }) => status === 'not owed').map(({ rule }) => rule),
      ['B20', 'B21', 'B22', 'B23'],
    );
  });

  story(
    'the same page on a computer where all that is put off comes half a second late: the audit waits for it',
    site([
      {
        first: `{
    const { setTimeout: later } = window;
    window.setTimeout = (act, ms = 0, ...rest) => later(act, ms >= 50 ? ms + 500 : ms, ...rest);
  }`,
      },
    ]),
    async (world) => {
      const results = await look(world);
      assert.deepEqual(
        results.flatMap(({ findings }) => findings),
        [],
      );
    },
  );

  story('each rule is broken by one of these pages', async () => {
    const broken = new Set(
      Object.values(BREAKS)
        .flat()
        .map(([rule]) => rule),
    );
    assert.deepEqual(
      RULES.map(({ id }) => id).filter((id) => !broken.has(id)),
      [],
    );
  });

  for (const [title, breaks] of Object.entries(BREAKS)) {
    story(
      `${title}: ${breaks.map(([rule, what]) => `${rule} tells that ${what}`).join('; ')}`,
      site(breaks.map(([, , spoilt]) => spoilt)),
      async (world) => {
        const findings = (await look(world)).flatMap((one) => one.findings);
        /**
         * @param {[string, string, Spoilt, (string | RegExp)[]]} one
         * @param {{ rule: string, element: string }} finding
         */
        const explains = ([rule, , , elements], finding) =>
          finding.rule === rule &&
          elements.some((element) =>
            typeof element === 'string' ? element === finding.element : element.test(finding.element),
          );
        assert.deepEqual(
          findings.filter((finding) => !breaks.some((one) => explains(one, finding))),
          [],
          'what nobody broke',
        );
        assert.deepEqual(
          breaks
            .filter((one) => !findings.some((finding) => explains(one, finding)))
            .map(([rule, what]) => `${rule}: ${what}`),
          [],
          'what nobody told',
        );
        assert.ok(findings.every(({ found, expected }) => found && expected));
      },
    );
  }
});
