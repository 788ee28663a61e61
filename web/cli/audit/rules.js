// The banner rules: what each means, where it comes from, and the function that judges it. TF: EDPB Cookie
// Banner Taskforce, report of 17.01.2023; DP: EDPB guidelines 03/2022 on deceptive design patterns; numbers such as
// 1.4.3: WCAG 2.2.
import { B01, B02, B03, B17 } from './rules/buttons.js';
import { B05, B06, B07, B19 } from './rules/clicks.js';
import { B04, B31 } from './rules/contrast.js';
import { B20, B21, B22, B23 } from './rules/duties.js';
import { B24, B25, B26, B29 } from './rules/keyboard.js';
import { B27, B28 } from './rules/reflow.js';
import { B08, B09, B12, B32 } from './rules/storage.js';
import { B10, B11, B15, B30 } from './rules/ways.js';
import { B13, B14, B16, B18 } from './rules/wording.js';

/**
 * @typedef {object} Rule
 * @property {string} id
 * @property {string} means
 * @property {string} source
 * @property {import('./evidence.d.ts').Judge} judge  gives null if what the rule asks for is not owed here
 */

/** @type {Rule[]} */
export const RULES = [
  {
    id: 'B01',
    judge: B01,
    means: 'Every layer with an accept control has a reject control of the same kind.',
    source: 'TF 8; VG Hannover 10 A 5385/22; AEPD; GAID 2025 art. 7',
  },
  {
    id: 'B02',
    judge: B02,
    means: 'Reject is a button inside the layer, not a link in its text or outside it.',
    source: 'TF 14',
  },
  {
    id: 'B03',
    judge: B03,
    means: 'Accept and reject have the same size and type, and both are in view on the smallest screen.',
    source: 'CNIL 2020-092 34; 1.4.10',
  },
  {
    id: 'B04',
    judge: B04,
    means: 'Text and boundaries have contrast enough, and accept no more of it than reject.',
    source: 'TF 18; 1.4.3; 1.4.11',
  },
  {
    id: 'B05',
    judge: B05,
    means: 'No switch is on before a choice, but for what the law lets run until it is refused.',
    source: 'TF 10; CJEU C-673/17 (Planet49)',
  },
  {
    id: 'B06',
    judge: B06,
    means: 'Refusing and withdrawing take no more clicks than accepting.',
    source: 'GDPR 7(3); TF 34; 11 CCR 7004(a)(2)',
  },
  {
    id: 'B07',
    judge: B07,
    means:
      'Escape, the backdrop, scrolling, going on and waiting grant nothing; where the law asks for an X, it refuses.',
    source: 'Garante 231/2021; EDPB 05/2020; 11 CCR 7004',
  },
  {
    id: 'B08',
    judge: B08,
    means: 'Before a grant no request, cookie or stored key of what is not necessary.',
    source: 'ePrivacy Directive 5(3)',
  },
  {
    id: 'B09',
    judge: B09,
    means: 'A service has one purpose; what is called necessary gives its reason; nobody claims legitimate interest.',
    source: 'TF 23 to 31',
  },
  {
    id: 'B10',
    judge: B10,
    means: 'Every page has a control that opens the preferences, signed out, too, with what was saved in it.',
    source: 'TF 32 to 35; Garante 231/2021',
  },
  {
    id: 'B11',
    judge: B11,
    means: 'After a refusal nobody asks again before the wait is over.',
    source: 'DP 4.1.1; Garante 231/2021 6.2; ÚOOÚ',
  },
  {
    id: 'B12',
    judge: B12,
    means: 'After withdrawal nothing of it starts again and what it stored is gone.',
    source: 'GDPR 7(3)',
  },
  {
    id: 'B13',
    judge: B13,
    means: 'The layers speak the language of the page, or the one the law asks for, with no word missing.',
    source: 'DP, language discontinuity; 3.1.1',
  },
  {
    id: 'B14',
    judge: B14,
    means:
      'The first layer names the purposes, the number of partners, the right to withdraw, and a policy that can be read.',
    source: 'TF; DP, dead end',
  },
  {
    id: 'B15',
    judge: B15,
    means: 'No wall: who refuses has the same page as who accepts.',
    source: 'EDPB 05/2020; APD',
  },
  {
    id: 'B16',
    judge: B16,
    means: 'Labels are plain: no feelings, no double negation; no pictures in a layer.',
    source: 'DP 4.3.1; 11 CCR 7004(a)(3)',
  },
  {
    id: 'B17',
    judge: B17,
    means: 'The same structure on small and large screens, the same order of buttons in every layer.',
    source: 'DP, inconsistent interface',
  },
  {
    id: 'B18',
    judge: B18,
    means: 'The number of services is shown, and many can be switched at once.',
    source: 'DP, too many options',
  },
  { id: 'B19', judge: B19, means: 'Saving with nothing touched grants nothing.', source: 'DP, misleading action' },
  {
    id: 'B20',
    judge: B20,
    means:
      'Global Privacy Control refuses sale, sharing and advertising, is not asked about, and is shown as honoured where the law says so.',
    source: '11 CCR 7025',
  },
  {
    id: 'B21',
    judge: B21,
    means:
      'The opt-out link has its exact text and icon, in header or footer of every page, as large as its neighbours.',
    source: '11 CCR 7013, 7015',
  },
  {
    id: 'B22',
    judge: B22,
    means: 'Nigeria: not only a strip below; Montana: a link outside the policy; Texas and Florida: their notices.',
    source: 'GAID 2025 art. 7; MCA 30-14-28 (SB 297); TBCC 541.102; FS 501.715',
  },
  {
    id: 'B23',
    judge: B23,
    means: 'To minors and in schools advertising is not offered at all.',
    source: 'SOPIPA; COPPA (16 CFR 312); DSA 28(2)',
  },
  {
    id: 'B24',
    judge: B24,
    means: 'Dialogs have role and label; a modal one takes the focus, keeps it and gives it back; Escape closes it.',
    source: '2.1.2; 2.4.3; 4.1.2',
  },
  { id: 'B25', judge: B25, means: 'What has the focus is not under the banner.', source: '2.4.11' },
  {
    id: 'B26',
    judge: B26,
    means: 'Targets are large enough, and the keyboard can be seen.',
    source: '2.5.8; 2.4.7; 1.4.11',
  },
  {
    id: 'B27',
    judge: B27,
    means: 'At 400 % and with wide text spacing nothing is cut off or scrolls sideways.',
    source: '1.4.10; 1.4.12',
  },
  {
    id: 'B28',
    judge: B28,
    means: 'Nothing goes away or counts down by itself, and nothing moves for who wants it still.',
    source: '2.2.1; 2.3.3',
  },
  {
    id: 'B29',
    judge: B29,
    means: 'Controls are called what is written on them, and what a choice did is announced, politely.',
    source: '2.5.3; 4.1.3',
  },
  {
    id: 'B30',
    judge: B30,
    means: 'The control that opens the preferences is in the same place on all pages.',
    source: '3.2.3; 3.2.6',
  },
  { id: 'B31', judge: B31, means: 'On and off, and links in a text, differ by more than colour.', source: '1.4.1' },
  {
    id: 'B32',
    judge: B32,
    means: 'Every kind of choice leaves its record: when, how, which policy, which law, what was said.',
    source: 'GDPR 7(1); CNIL 2020-092 48',
  },
];
