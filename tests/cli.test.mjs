// The command line, run as people run it.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { open } from 'assent/node';
import { build as bundle } from 'esbuild';
import { BUNDLES } from '../wasm-build/bundles.mjs';
import { ROWS, TITLES } from '../wasm-build/out/law.js';
import { connect } from '../web/core/connect.js';
import { assentIn } from './command.mjs';
import { CLOCK_END, flavours } from './cores.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { version, bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const program = join(root, bin.assent);
const folder = mkdtempSync(join(tmpdir(), 'assent-cli-'));
after(() => rmSync(folder, { recursive: true }));

const assent = (/** @type {string[]} */ ...args) => assentIn(folder, args);

/** @param {string} name @param {any} content */
function file(name, content) {
  writeFileSync(
    join(folder, name),
    typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content, null, 2),
  );
  return name;
}

const CONFIG = {
  schema: 1,
  site: { name: 'Plexomni Labs', controller: 'Plexomni Labs', policyUrl: '/privacy' },
  policy: { version: 4, date: '2026-11-01' },
  categories: [
    { id: 'essential', purpose: 'necessary', label: { en: 'Essential', de: 'Notwendig' } },
    { id: 'performance', purpose: 'statistics', label: { en: 'Performance', de: 'Leistung' } },
    { id: 'targeting', purpose: 'personalisation' },
  ],
  services: [
    { id: 'matomo', category: 'performance', name: 'Matomo', keys: [{ in: 'cookie', name: '_pk_*' }] },
    { id: 'sentry', category: 'performance', name: 'Sentry' },
  ],
  keys: [{ in: 'localStorage', name: 'theme', category: 'essential' }],
};
const NOW = 1795305600; // 2026-11-22 00:00 UTC
const good = file('good.json', CONFIG);
const bad = file('bad.json', {
  ...CONFIG,
  services: [{ id: 'matomo', category: 'performance', name: 'Matomo', hosts: ['https://stats.example'] }],
  colour: 'red',
});
const BAD_LINES = `bad.json: services[0].hosts[0]: expected a host name such as stats.example or *.stats.example, in lower case, found "https://stats.example"
bad.json: colour: expected no such key: check its spelling, or remove it, found "red"
`;

/** @param {string} input a choice */
function recordOf(input) {
  const turn = connect(flavours.wasm());
  turn(`config\n${JSON.stringify(CONFIG)}`);
  turn(`start\tnow=${NOW}`);
  return turn(input).filter(([effect]) => effect === 'save')[0][1];
}

// ---- check ----

test('assent check says in one line what a good config holds, and ends with 0', () => {
  assert.deepEqual(assent('check', good), {
    status: 0,
    stdout: 'good.json: good: 3 categories, 2 services, 2 keys\n',
    stderr: '',
  });
  const one = file('one.json', { ...CONFIG, categories: [CONFIG.categories[0]], services: undefined });
  assert.deepEqual(assent('check', one), {
    status: 0,
    stdout: 'one.json: good: 1 category, 0 services, 1 key\n',
    stderr: '',
  });
});

test('assent check tells every fault of a config as a line with its file and place, and ends with 1', () => {
  assert.deepEqual(assent('check', bad), { status: 1, stdout: '', stderr: BAD_LINES });
});

test('assent check looks at every file it is given', () => {
  const run = assent('check', bad, good, 'missing.json', good);
  assert.equal(run.stdout, 'good.json: good: 3 categories, 2 services, 2 keys\n'.repeat(2));
  assert.equal(run.stderr, `${BAD_LINES}assent: missing.json cannot be read: there is no such file\n`);
  assert.equal(run.status, 2);
  assert.equal(assent('check', good, bad).status, 1);
});

test('assent check tells the place of JSON that is not JSON, and of bytes that are no UTF-8', () => {
  file('broken.json', '{\n  "schema": 01\n}');
  assert.deepEqual(assent('check', 'broken.json'), {
    status: 1,
    stdout: '',
    stderr: 'broken.json: line 2, column 13: expected JSON (RFC 8259) with whole numbers only, found "01"\n',
  });
  file('empty.json', '');
  assert.deepEqual(assent('check', 'empty.json'), {
    status: 1,
    stdout: '',
    stderr: 'empty.json: line 1, column 1: expected JSON (RFC 8259) with whole numbers only, found nothing\n',
  });
  file('latin1.json', Buffer.from('{\n  "schema": 1,\n  "site": { "name": "Schön" } }', 'latin1'));
  assert.deepEqual(assent('check', 'latin1.json'), {
    status: 1,
    stdout: '',
    stderr: 'latin1.json: line 3, column 25: expected valid UTF-8, found "\ufffdn\\" } }"\n',
  });
});

test('assent check says plainly that a file cannot be read, and ends with 2', () => {
  mkdirSync(join(folder, 'sub'));
  assert.deepEqual(assent('check', 'missing.json'), {
    status: 2,
    stdout: '',
    stderr: 'assent: missing.json cannot be read: there is no such file\n',
  });
  assert.deepEqual(assent('check', 'sub'), {
    status: 2,
    stdout: '',
    stderr: 'assent: sub cannot be read: it is a folder\n',
  });
  for (const command of [
    ['state', 'missing.json'],
    ['build', 'missing.json', '--out', 'x'],
  ]) {
    assert.deepEqual(assent(...command), {
      status: 2,
      stdout: '',
      stderr: 'assent: missing.json cannot be read: there is no such file\n',
    });
  }
});

test('assent check finds the configs of both demo sites good', () => {
  for (const site of ['aysar', 'plexomni']) {
    const run = assent('check', join(root, 'demo', site, 'site.json'));
    assert.match(run.stdout, /: good: 4 categories, 10 services, \d\d keys\n$/, run.stderr);
    assert.equal(run.status, 0);
  }
});

// ---- state ----

test('P1: state tells of a first visit in words', () => {
  assert.deepEqual(assent('state', good, '--now', `${NOW}`), {
    status: 0,
    stderr: '',
    stdout: `Plexomni Labs, policy version 4 of 2026-11-01, as of 2026-11-22 00:00 UTC

Law: Strict profile, as the place is unknown (Assent's own).
Opt-out link: none is owed.

No decision.
The visitor is asked: nothing was decided yet.

  always on  Essential (essential)
  undecided  Performance (performance)
  undecided    Matomo (matomo)
  undecided    Sentry (sentry)
  undecided  targeting (targeting)
`,
  });
});

test('A7: state tells what a decision holds, what it refuses, and what is to be erased', () => {
  const record = recordOf(`choose\tnow=${NOW}\thow=save\t+performance\t-matomo\t-targeting`);
  const words = `Plexomni Labs, policy version 4 of 2026-11-01, as of 2026-11-22 06:30 UTC

Law: Strict profile, as the place is unknown (Assent's own).
Opt-out link: none is owed.

Decided on 2026-11-22 00:00 UTC by saving a choice in the preferences; policy version 4, regime strict.
The visitor is not asked.

  always on  Essential (essential)
  granted    Performance (performance)
  refused      Matomo (matomo)
  granted      Sentry (sentry)
  refused    targeting (targeting)

Cookies of what was refused, to be erased: _pk_id.1
`;
  for (const cookie of [`assent=${record}; _pk_id.1=x; other=y`, `Cookie: _pk_id.1=x; assent=${record}`]) {
    assert.deepEqual(assent('state', good, '--cookie', cookie, '--now', '2026-11-22T06:30:00Z'), {
      status: 0,
      stdout: words,
      stderr: '',
    });
  }
  const alone = words.slice(0, words.indexOf('\nCookies of'));
  assert.deepEqual(
    assent('state', good, '--cookie', record, '--now', '2026-11-22T06:30:00Z').stdout,
    alone,
    'the record alone',
  );
});

test('P1: state says why the visitor is asked', () => {
  const record = recordOf(`accept\tnow=${NOW}`);
  const asked = (/** @type {string} */ name, /** @type {string} */ cookie, /** @type {string} */ now) =>
    /^The visitor is (?:not asked|asked: (.*))\.$/m.exec(
      assent('state', name, '--cookie', cookie, '--now', now).stdout,
    )?.[1];
  const newer = file('newer.json', { ...CONFIG, policy: { version: 5, date: '2026-12-01' } });
  const wider = file('wider.json', {
    ...CONFIG,
    categories: [...CONFIG.categories, { id: 'more', purpose: 'functional' }],
  });
  assert.equal(asked(good, record, `${NOW}`), undefined);
  assert.equal(asked(newer, record, `${NOW}`), 'the policy is now version 5, and version 4 was shown');
  assert.equal(
    asked(wider, record, `${NOW}`),
    'there is a category or service that the decision does not speak of, or that was asked about otherwise',
  );
  assert.equal(asked(good, record, '2027-11-22'), 'the decision is too old to carry any longer');
  const unreadable =
    "what is stored is no decision of this site: damaged, cut off, dated ahead, another site's or another tool's";
  assert.equal(asked(good, record.slice(0, -1), `${NOW}`), unreadable);
  assert.equal(asked(good, 'assent=yes', `${NOW}`), unreadable);
  assert.equal(asked(good, 'other=yes', `${NOW}`), 'nothing was decided yet');
});

test('state --json is for programs', () => {
  const record = recordOf(`reject\tnow=${NOW}`);
  const run = assent('state', good, '--json', '--cookie', `_pk_1=a; assent=${record}`, '--now', `${NOW}`);
  assert.deepEqual(JSON.parse(run.stdout), {
    grants: { essential: true, performance: false, targeting: false, matomo: false, sentry: false },
    ask: '',
    decided: { when: NOW, how: 'reject', policy: 4, regime: 'strict' },
    erase: [{ area: 'cookie', name: '_pk_1' }],
    law: { row: 'strict', title: 'Strict profile', source: 'Assent' },
    place: '',
    audience: 'general',
    signal: false,
    link: '',
  });
  assert.equal(run.status, 0);
});

test('state names categories in the language asked for', () => {
  assert.match(assent('state', good, '--lang', 'de-AT').stdout, /Leistung \(performance\)/);
  assert.match(assent('state', good, '--lang', 'fr').stdout, /Performance \(performance\)/);
});

test('state without --now means this moment', () => {
  const before = new Date().toISOString().slice(0, 10);
  const said = /as of (\S+) /.exec(assent('state', good).stdout)?.[1];
  assert.ok(said === before || said === new Date().toISOString().slice(0, 10), said);
});

test('state refuses a time that is none, and a config with faults', () => {
  for (const now of ['soon', '2026-13-45', '1795305600000', String(CLOCK_END), '2103-02-05', '']) {
    const run = assent('state', good, '--now', now);
    assert.equal(run.status, 2, now);
    assert.match(run.stderr, /^assent: --now .*: expected a time such as 2026-11-22,/);
  }
  assert.deepEqual(assent('state', bad), { status: 1, stdout: '', stderr: BAD_LINES });
});

test('P15: state names the law of the place, its link and its wording', () => {
  const sells = file('sells.json', {
    ...CONFIG,
    services: [{ id: 'ads', category: 'targeting', name: 'Ads', sale: 'sensitive' }],
  });
  const told = (/** @type {string[]} */ ...args) =>
    assent('state', sells, '--now', `${NOW}`, ...args)
      .stdout.split('\n')
      .slice(2, -1)
      .join('\n');
  assert.equal(
    told('--region', 'us-ca', '--gpc'),
    `Law: California for US-CA (Civ.C. 1798.120/.135; 11 CCR 7004,7013,7015,7025-26; confidence H).
The browser refuses sale, sharing and advertising.
Opt-out link: the link “Your Privacy Choices” with its icon.
Owed, too: that the browser's signal was obeyed is shown, in set words (California).

Decided on 2026-11-22 00:00 UTC by the Global Privacy Control signal of the browser; policy version 4, regime us_ca.
The visitor is not asked, but a notice tells what runs until it is refused.

  always on  Essential (essential)
  granted    Performance (performance)
  granted    targeting (targeting)
  refused      Ads (ads)`,
  );
  assert.match(
    told('--region', 'US-TX'),
    /Owed, too: who sells sensitive data says “NOTICE: We may sell your sensitive personal data\.” \(Texas\)\./,
  );
  assert.match(told('--region', 'IT'), /Owed, too: the banner's X is there, and refuses \(Italy\)\./);
  assert.match(told('--region', 'CA-QC'), /Owed, too: the banner's language is “fr” \(Quebec\)\./);
  assert.match(
    told('--region', 'DE', '--audience', 'k12'),
    /^Law: Germany for DE, for a pupil \(§25,26 TDDDG; DSK OH Digitale Dienste; confidence H\)\.\nOpt-out link: none is owed\.\n/,
  );
  assert.match(told('--region', 'DE', '--audience', 'k12'), /barred {5}Performance[^]*absent {7}Ads/);
  const young = assent('state', good, '--region', 'US-CA', '--age', '14', '--json').stdout;
  assert.equal(JSON.parse(young).law.row, 'us_ca');
});

test('state says that a choice was made where no law asked first', () => {
  const turn = connect(flavours.wasm());
  turn(`config\n${JSON.stringify(CONFIG)}`);
  turn(`start\tnow=${NOW}\tregion=US-CA`);
  const record = turn(`accept\tnow=${NOW}`).filter(([effect]) => effect === 'save')[0][1];
  assert.match(
    assent('state', good, '--cookie', record, '--region', 'DE', '--now', `${NOW}`).stdout,
    /asked: here the law asks before things run, and where the decision was made \(California\) it did not\./,
  );
});

test('a visitor who cannot be read is refused, not taken for another', () => {
  for (const command of ['state', 'explain']) {
    assert.match(
      assent(command, good, '--region', 'Germany').stderr,
      /^assent: --region Germany: expected a place of ISO 3166 such as DE or US-CA\n\nUsage:/,
    );
    assert.match(
      assent(command, good, '--audience', 'pupil').stderr,
      /^assent: --audience pupil: expected general, minor, child or k12\n/,
    );
    assert.match(assent(command, good, '--age', 'ten').stderr, /^assent: --age ten: expected whole years\n/);
    assert.equal(assent(command, good, '--age', 'ten').status, 2);
  }
});

// ---- explain ----

test('P15: explain gives one reason in the words of the page, with the row of the law that counted', () => {
  const explained = (/** @type {string[]} */ ...args) => assent('explain', good, '--now', `${NOW}`, ...args);
  assert.deepEqual(explained('--region', 'DE', '--service', 'matomo'), {
    status: 0,
    stderr: '',
    stdout:
      'Matomo is held, because Germany (§25,26 TDDDG) asks for consent first and you have not chosen.\n  eu_de: Germany (§25,26 TDDDG; DSK OH Digitale Dienste; confidence H)\n',
  });
  assert.equal(
    explained('--category', 'essential').stdout,
    'Essential runs: the site cannot work without it, so it cannot be refused.\n',
  );
  assert.equal(
    explained('--region', 'IT', '--button', 'x').stdout,
    '“x” is here, because Italy (Garante provv. 231/2021 [9677876] §6-7) wants it.\n  eu_it: Italy (Garante provv. 231/2021 [9677876] §6-7; confidence H)\n',
  );
  assert.deepEqual(
    JSON.parse(explained('--region', 'DE', '--category', 'performance', '--json').stdout),
    open(CONFIG).read('', { now: NOW, region: 'DE' }).explain('performance'),
  );
});

test('P15: explain tells everything at once, grouped, with every rule of law and where it stands', () => {
  const run = assent('explain', good, '--region', 'US-CA', '--audience', 'k12', '--now', `${NOW}`);
  const parent =
    'is held, because California (Civ.C. 1798.120/.135) leaves consent below the age of 13 to a parent, and the site has none.';
  const settled = 'is not here, because there is nothing to ask: no first layer is shown.';
  const ca = 'us_ca: California (Civ.C. 1798.120/.135; 11 CCR 7004,7013,7015,7025-26; confidence H)';
  const k12 = 'us_k12: Schools in the United States (SOPIPA-type acts; FERPA 34 CFR 99; PPRA; confidence H)';
  assert.deepEqual(run, {
    status: 0,
    stderr: '',
    stdout: `Plexomni Labs: US-CA, audience k12, as of 2026-11-22 00:00 UTC
Law: ${ca.slice(7)}

Categories and their services
  Essential runs: the site cannot work without it, so it cannot be refused.
  Performance ${parent}
    Matomo ${parent}
    Sentry ${parent}
  targeting does not exist here, because Schools in the United States (SOPIPA-type acts) forbids it for pupils and children, whatever anybody agrees to.

Buttons of the first layer, and the opt-out link
  “accept” ${settled}
  “reject” ${settled}
  “settings” ${settled}
  “save” ${settled}
  “noted” ${settled}
  “x” ${settled}
  “link” is not here: California (Civ.C. 1798.120/.135) wants it of who sells, shares or advertises, and nothing here does that to you.

Rules of law
  sale or sharing of data: forbidden — ${k12}
  functional: a parent's to allow — ${ca}
  statistics: a parent's to allow — ${ca}
  personalisation: forbidden — ${k12}
  advertising: forbidden — ${k12}
  fraud detection: a parent's to allow — ${ca}
  Global Privacy Control: must be honoured — ${ca}
  on every page, where data is sold, shared or used for advertising: the link “Your Privacy Choices” with its icon — ${ca}
  after a refusal nobody asks again for: 5856 days — ${ca}
  a consent holds: 365 days — house: Everywhere (Assent's own)
  consent is a parent's to give: below 13 — ${ca}
  sale and advertising need consent: below 16 — ${ca}
  sale and advertising are forbidden: at any age — ${k12}
  personalisation is forbidden: at any age — ${k12}
  who refused as a minor is not asked again before the age of: 16 — ${ca}
  to be kept: proof of each consent — ${k12}
  that the browser's signal was obeyed: is shown, in set words — ${ca}
  withdrawing consent: erases what is stored in the browser — ${k12}
`,
  });
  assert.equal(
    assent('explain', good, '--all', '--region', 'US-CA', '--audience', 'k12', '--now', `${NOW}`).stdout,
    run.stdout,
    '--all is the default',
  );
});

test('explain --json lists what the core says, with title, source and confidence of each rule', () => {
  const told = JSON.parse(assent('explain', good, '--region', 'GB', '--now', `${NOW}`, '--json').stdout);
  const reading = open(CONFIG).read('', { now: NOW, region: 'GB' });
  assert.equal(told.regime, 'gb');
  assert.deepEqual(
    told.categories,
    CONFIG.categories.map(({ id }) => reading.explain(id)),
  );
  assert.deepEqual(
    told.services,
    CONFIG.services.map(({ id }) => reading.explain(id)),
  );
  assert.deepEqual(
    told.law.map((/** @type {any} */ { field, value, row }) => ({ field, value, row })),
    reading.law(),
  );
  for (const rule of told.law)
    assert.ok(rule.title && rule.source && /^[HML]$/.test(rule.confidence) && rule.note, rule.field);
});

test('A8: under FERPA explain names the agreement that is missing, not the ages', () => {
  const school = file('school.json', {
    ...CONFIG,
    services: [{ id: 'roster', category: 'essential', name: 'Roster', records: true }],
  });
  assert.equal(
    assent('explain', school, '--region', 'US-CA', '--audience', 'k12', '--service', 'roster').stdout,
    'Roster is held, because it would receive educational records and the config names no agreement of the school with it.\n',
  );
});

test('explain refuses what does not exist, and two questions at once', () => {
  const refused = (/** @type {string[]} */ ...args) => {
    const { status, stderr } = assent('explain', good, ...args);
    assert.equal(status, 2);
    return stderr.split('\n')[0];
  };
  assert.equal(refused('--service', 'matmo'), 'assent: no service "matmo": there is matomo, sentry');
  assert.equal(
    refused('--button', 'close'),
    'assent: no button "close": there is accept, reject, settings, save, noted, x, link',
  );
  assert.equal(
    refused('--service', 'matomo', '--category', 'performance'),
    'assent: --category or --service, not both',
  );
  assert.equal(
    refused('--service', 'matomo', '--all'),
    'assent: --all, or one of --category, --service and --button, not both',
  );
  assert.deepEqual(assent('explain', bad), { status: 1, stdout: '', stderr: BAD_LINES });
});

// ---- report ----

const SCHOOL = {
  ...CONFIG,
  site: { name: 'Aysar Ipoux', controller: 'Aysar Ipoux | privacy@aysar.example', policyUrl: '/privacy' },
  categories: [...CONFIG.categories, { id: 'ads', purpose: 'advertising' }],
  services: [
    {
      id: 'roster',
      category: 'essential',
      name: 'Roster',
      vendor: 'Rollbook Inc.',
      does: { en: 'Reads the class list.' },
      receives: ['name', 'class'],
      records: true,
      agreement: 'DPA-2026-014',
      safeguards: { en: 'Kept in the district.' },
      policyUrl: 'https://rollbook.example/privacy',
      keys: [{ in: 'cookie', name: 'roster_*', retention: '24h idle, logout' }],
    },
    {
      id: 'quiz',
      category: 'performance',
      group: 'analytics',
      name: 'Quiz_Lab',
      receives: ['answers'],
      records: true,
      keys: [{ in: 'localStorage', name: 'quiz' }],
    },
    {
      id: 'matomo',
      category: 'performance',
      group: 'analytics',
      name: 'Matomo',
      vendor: 'InnoCraft Ltd',
      does: { en: 'Counts visits.' },
      receives: ['pages'],
      safeguards: { en: 'On our own server.' },
      optOutUrl: 'https://stats.example/out',
      policyUrl: 'https://stats.example/privacy',
      agreement: 'DPA-2026-015',
      records: true,
    },
    {
      id: 'banner',
      category: 'ads',
      name: 'Bannerly',
      vendor: 'Bannerly',
      does: { en: 'Shows ads.' },
      safeguards: { en: '-' },
      optOutUrl: '/o',
      policyUrl: '/p',
      sale: 'personal',
    },
  ],
  keys: [
    { in: 'localStorage', name: 'progress.*', category: 'essential', retention: '1y idle', record: true },
    { in: 'localStorage', name: 'theme', category: 'performance' },
  ],
};
const school = file('aysar.json', SCHOOL);

test('P15: under FERPA the report says who receives what of a pupil, on which ground, under which law, and what is missing', () => {
  const run = assent('report', school, '--region', 'US-CA', '--audience', 'k12', '--now', `${NOW}`);
  assert.deepEqual(run, {
    status: 0,
    stderr: '',
    stdout: `# Aysar Ipoux: who receives learners' data

For pupils whose school manages the account, in US-CA; as of 2026-11-22 00:00 UTC; tracking policy version 4 of 2026-11-01.

Responsible: Aysar Ipoux \\| privacy@aysar.example. Policy: /privacy

Law: California. What it consists of here (engineering research, not legal advice; confidence H is a statute or regulator, M one secondary source, L needs counsel):

- Schools in the United States: SOPIPA-type acts; FERPA 34 CFR 99; PPRA; confidence H
- California: Civ.C. 1798.120/.135; 11 CCR 7004,7013,7015,7025-26; confidence H
- Everywhere: Assent's own

## Recipients

| Service | Vendor | Group | For | Receives | Ground | Law |
|---|---|---|---|---|---|---|
| Roster | Rollbook Inc. | technology | Reads the class list. | name, class; educational records | necessary for the site; the school's agreement DPA-2026-014 |  |
| Quiz\\_Lab | not said | analytics | not said | answers; educational records | none: the school's agreement is missing |  |
| Matomo | InnoCraft Ltd | analytics | Counts visits. | pages; educational records | a parent's permission, verified by the site; the school's agreement DPA-2026-015 | California (Civ.C. 1798.120/.135; 11 CCR 7004,7013,7015,7025-26) |
| Bannerly | Bannerly | technology | Shows ads. | not said; sold or shared (personal) | none: forbidden | Schools in the United States (SOPIPA-type acts; FERPA 34 CFR 99; PPRA) |

## Kept in the browser by them

| Service | Where | Name | Kept | Educational record |
|---|---|---|---|---|
| Roster | cookie | \`roster_*\` | 24h idle, logout |  |
| Quiz\\_Lab | localStorage | \`quiz\` | not said |  |

## Safeguards and ways out

| Service | Safeguards | Vendor's opt-out | Vendor's policy |
|---|---|---|---|
| Roster | Kept in the district. | not said | https://rollbook.example/privacy |
| Quiz\\_Lab | not said | not said | not said |
| Matomo | On our own server. | https://stats.example/out | https://stats.example/privacy |
| Bannerly | - | /o | /p |

## Educational records kept in the browser

| Whose | Where | Name | Kept |
|---|---|---|---|
| this site | localStorage | \`progress.*\` | 1y idle |

No withdrawal erases them.

## Findings

- \`services[1]\` Quiz\\_Lab receives educational records, and no agreement of the school with it is named. It is held until there is one.
- \`services[1]\` The company behind Quiz\\_Lab is not named.
- \`services[1]\` What Quiz\\_Lab is for is not said.
- \`services[1]\` What protects the data at Quiz\\_Lab is not said.
- \`services[1]\` The vendor's privacy policy for Quiz\\_Lab is missing.
- \`services[1]\` The vendor's own opt-out page for Quiz\\_Lab is missing.
- \`services[1].keys[0]\` How long quiz (localStorage) is kept is not said.
- \`services[3]\` Bannerly sells or shares what it receives, which is forbidden here (Schools in the United States: SOPIPA-type acts; FERPA 34 CFR 99; PPRA). It never runs; take it off the pages of these learners.
- \`services[3]\` What Bannerly receives is not said.
- \`keys[1]\` How long theme (localStorage) is kept is not said.
`,
  });
});

test("P15: the grounds of the report are the core's: consent, until refused, a parent, none", () => {
  const grounds = (/** @type {string[]} */ ...args) => {
    const told = JSON.parse(assent('report', school, '--json', '--now', `${NOW}`, ...args).stdout);
    return Object.fromEntries(told.recipients.map((/** @type {any} */ { service, basis }) => [service, basis]));
  };
  assert.deepEqual(grounds('--region', 'DE'), {
    roster: 'necessary',
    quiz: 'consent',
    matomo: 'consent',
    banner: 'consent',
  });
  assert.deepEqual(grounds('--region', 'US-CA'), {
    roster: 'necessary',
    quiz: 'until-refused',
    matomo: 'until-refused',
    banner: 'until-refused',
  });
  assert.deepEqual(grounds('--region', 'DE', '--age', '15'), {
    roster: 'necessary',
    quiz: 'parent',
    matomo: 'parent',
    banner: 'forbidden',
  });
  assert.deepEqual(grounds('--audience', 'k12'), {
    roster: 'necessary',
    quiz: 'no-agreement',
    matomo: 'parent',
    banner: 'forbidden',
  });
});

test('P15: report --json has the shape that web/cli/report.d.ts promises', () => {
  const told = JSON.parse(
    assent('report', school, '--json', '--region', 'US-CA', '--audience', 'k12', '--now', `${NOW}`).stdout,
  );
  const { recipients, findings, laws, ...rest } = told;
  const california = {
    row: 'us_ca',
    title: 'California',
    source: 'Civ.C. 1798.120/.135; 11 CCR 7004,7013,7015,7025-26',
    confidence: 'H',
  };
  assert.deepEqual(rest, {
    format: 1,
    asOf: '2026-11-22T00:00:00.000Z',
    site: SCHOOL.site,
    policy: { version: 4, date: '2026-11-01' },
    visitor: { place: 'US-CA', audience: 'k12', signal: false },
    law: california,
    records: [
      {
        at: 'keys[0]',
        service: null,
        category: 'essential',
        in: 'localStorage',
        name: 'progress.*',
        retention: '1y idle',
        record: true,
      },
    ],
  });
  assert.deepEqual(
    laws.map((/** @type {any} */ { row }) => row),
    ['us_k12', 'us_ca', 'house'],
  );
  assert.deepEqual(recipients[2], {
    service: 'matomo',
    name: 'Matomo',
    vendor: 'InnoCraft Ltd',
    group: 'analytics',
    category: 'performance',
    does: 'Counts visits.',
    receives: ['pages'],
    records: true,
    sale: 'no',
    basis: 'parent',
    agreement: 'DPA-2026-015',
    law: { rule: 'child', ...california },
    runs: false,
    why: 'Matomo is held, because California (Civ.C. 1798.120/.135) leaves consent below the age of 13 to a parent, and the site has none.',
    keys: [],
    safeguards: 'On our own server.',
    optOutUrl: 'https://stats.example/out',
    policyUrl: 'https://stats.example/privacy',
  });
  assert.deepEqual(
    findings.map((/** @type {any} */ { code, at }) => `${at} ${code}`),
    [
      'services[1] agreement',
      'services[1] vendor',
      'services[1] does',
      'services[1] safeguards',
      'services[1] policyUrl',
      'services[1] optOutUrl',
      'services[1].keys[0] retention',
      'services[3] sale',
      'services[3] receives',
      'keys[1] retention',
    ],
  );
});

test('a report takes nothing of a config for markup', () => {
  const odd = file('odd.json', {
    ...CONFIG,
    services: [
      { id: 'odd', category: 'performance', name: '<b>*a*</b> | [x](y) `c`', keys: [{ in: 'cookie', name: 'a|b`*' }] },
    ],
    keys: [],
  });
  const { stdout } = assent('report', odd);
  assert.ok(
    stdout.includes('\n| \\<b\\>\\*a\\*\\</b\\> \\| \\[x\\](y) \\`c\\` | cookie | `` a\\|b`* `` | not said |  |\n'),
    stdout,
  );
});

test('P15: a report of a config with faults ends with 1, and one of nothing says so', () => {
  assert.deepEqual(assent('report', bad), { status: 1, stdout: '', stderr: BAD_LINES });
  const bare = file('bare.json', { ...CONFIG, services: undefined, keys: undefined });
  const run = assent('report', bare);
  assert.equal(run.status, 0);
  assert.match(
    run.stdout,
    /## Recipients\n\nNone\.\n\n## Kept in the browser by them\n\nNothing\.\n[^]*## Findings\n\nNone\.\n$/,
  );
});

// ---- law ----

const LAW_ROWS = [...readFileSync(join(root, 'src/law.def'), 'utf8').matchAll(/^LAW\((\w+),/gm)].map(([, id]) => ({
  id,
  title: TITLES[id],
}));
/** A row without a model and without rules: it only makes a place known. */
const SILENT_ROWS = ROWS.filter(({ model, rules }) => model === 'SILENT' && !Object.keys(rules).length).map(
  ({ id }) => id,
);
const table = JSON.parse(assent('law', '--json', '--now', `${NOW}`).stdout);

test('law asks about every row of the table, in its order, and where it is to be seen', () => {
  assert.ok(LAW_ROWS.length > 70);
  assert.deepEqual(
    table.rows.map((/** @type {any} */ { row }) => row),
    LAW_ROWS.map(({ id }) => id),
  );
  for (const { row, regime, rules } of table.rows) {
    const gives = Object.values(rules).some((/** @type {any} */ rule) => rule.row === row);
    // A weak row may say nothing that the strict profile, which joins it, does not say more strictly.
    assert.ok(
      regime === row || gives || regime === 'strict' || SILENT_ROWS.includes(row),
      `${row} is nowhere to be seen where it was asked for`,
    );
  }
});

test('law tells what the core holds, row by row: rules, first visit, what a choice gives', () => {
  const turn = connect(flavours.twin()); // another build than the one that the command asks
  const purposes = ['necessary', 'functional', 'statistics', 'personalisation', 'advertising', 'security'];
  turn(
    `config\n${JSON.stringify({ ...CONFIG, keys: [], categories: purposes.map((id) => ({ id, purpose: id })), services: [{ id: 'broker', category: 'advertising', name: 'B', sale: 'sensitive' }] })}`,
  );
  const standings = ['free', 'notice', 'object', 'ask', 'barred', 'absent'];
  for (const { row, title, place, audience, asOf, rules, first, accepted, rejected, signalled, young } of [
    ...table.rows,
    ...table.places,
  ]) {
    const start = (/** @type {string} */ who, more = '') =>
      turn(`start\tnow=${asOf}\tregion=${place}\taudience=${who}${more}`);
    const what = row || title;
    const met = start(audience);
    const layerOf = (/** @type {string[][]} */ lines) => lines.find(([effect]) => effect === 'layer')?.[1] ?? 'none';
    const grantsOf = (/** @type {string[][]} */ lines) =>
      Object.fromEntries(lines.filter(([effect]) => effect === 'grant').map(([, id, on]) => [id, on === '1']));
    assert.equal(first.layer, layerOf(met), what);
    assert.equal(first.link, met.find(([effect]) => effect === 'link')?.[1], what);
    assert.deepEqual(first.grants, grantsOf(met), what);
    assert.deepEqual(
      first.buttons,
      met.filter(([effect]) => effect === 'control').map(([, id]) => id),
      what,
    );
    const said = turn('law');
    assert.equal(said.length, Object.keys(rules).length, what);
    for (const [, number, value, by] of said) {
      const [field, rule] = Object.entries(rules)[said.findIndex(([, other]) => other === number)];
      assert.equal(/** @type {any} */ (rule).row, by, `${what}: ${field}`);
      const told = /** @type {any} */ (rule).value;
      if (Number(number) < 6) assert.equal(told, standings[Number(value)], `${what}: ${field}`);
      else if (typeof told === 'number') assert.equal(told, Number(value), `${what}: ${field}`);
    }
    assert.deepEqual(accepted.grants, { ...grantsOf(met), ...grantsOf(turn(`accept\tnow=${asOf}`)) }, what);
    start(audience);
    assert.deepEqual(rejected.grants, { ...grantsOf(met), ...grantsOf(turn(`reject\tnow=${asOf}`)) }, what);
    assert.deepEqual(signalled.grants, grantsOf(start(audience, '\tgpc=1')), what);
    for (const who of ['minor', 'child', 'k12']) assert.equal(young[who].layer, layerOf(start(who)), `${what}: ${who}`);
  }
});

test('law is a page that a lawyer can read: every row in every table, and all of them with their source', () => {
  const { status, stdout } = assent('law', '--now', `${NOW}`);
  assert.equal(status, 0);
  const [intro, ...parts] = stdout.split(/^## /m);
  assert.match(
    intro,
    /^# The law, as Assent holds it\n\nAs of 2026-11-22\. Engineering research, not legal advice\.\n/,
  );
  assert.deepEqual(
    parts.map((part) => part.split('\n')[0]),
    [
      'What may run, and when',
      'The first visit',
      'Choices and signals',
      'Times',
      'Ages',
      'Minors, children and pupils',
      'The rows',
    ],
  );
  for (const { id, title } of LAW_ROWS) {
    for (const part of parts.slice(0, -1))
      assert.ok(part.includes(`| [${title}](#${id}) (`), `${id} is not in the table: ${part.split('\n')[0]}`);
    assert.match(
      parts[6],
      new RegExp(`<a id="${id}"></a>\n\n### [^\n]+\n\n- Places: [^\n]+\n- Source: [^\n]+\n- [^\n]+\n`),
      id,
    );
  }
  const line = (/** @type {number} */ part, /** @type {string} */ row) =>
    parts[part].split('\n').find((one) => one.startsWith(`| [${row}]`));
  assert.equal(
    line(0, 'United Kingdom, Gibraltar and the Crown dependencies'),
    '| [United Kingdom, Gibraltar and the Crown dependencies](#gb) (GB) | runs until refused | runs until refused | asks first | asks first | asks first | asks first | [gb](#gb) |',
  );
  assert.equal(
    line(1, 'Italy'),
    '| [Italy](#eu_it) (IT) | the banner | accept, reject, settings, X, which refuses | required | – | – | – |',
  );
  assert.equal(
    line(2, 'California'),
    '| [California](#us_ca) (US-CA) | everything | everything | nothing optional | must be honoured | ' +
      "functional, statistics, personalisation, fraud detection | that something runs until refused; that the browser's signal is obeyed; beside the link: “Opt-Out Request Honored” |",
  );
  assert.equal(
    line(3, 'Chile'),
    '| [Chile](#cl) (CL) | 184 days | 365 days | – | – | proof of each consent | erases what is stored in the browser | 2026-12-01 | 2026-12-01 |',
  );
  assert.equal(line(4, 'Colorado'), '| [Colorado](#us_co) (US-CO) | below 13 | below 18 | below 18 | – | – | – | – |');
});

test('law --html is one page without scripts, links to nowhere else, and holds the same', () => {
  const { status, stdout } = assent('law', '--html', '--now', `${NOW}`);
  assert.equal(status, 0);
  assert.match(stdout, /^<!doctype html>\n<html lang="en">/);
  assert.doesNotMatch(stdout, /<script|<link|<img|@import|url\(|src=|href="(?!#)| style=/);
  for (const rule of ['color-scheme: light dark', '@media print']) assert.ok(stdout.includes(rule), rule);
  for (const { id } of LAW_ROWS) {
    assert.ok(stdout.includes(`<h3 id="${id}">`), id);
    assert.equal(stdout.split(`<th scope="row"><a href="#${id}">`).length - 1, 6, id);
  }
  for (const tag of ['table', 'tr', 'td', 'th', 'ul', 'li', 'a', 'div', 'h2', 'h3', 'p']) {
    assert.equal(stdout.split(`</${tag}>`).length, stdout.match(new RegExp(`<${tag}[ >]`, 'g'))?.length + 1, tag);
  }
  assert.equal(assent('law', good).status, 2);
});

// ---- build ----

const SHIPPED = ['assent.js', ...BUNDLES.filter(({ site }) => site).map(({ name }) => name)]
  .flatMap((name) => [name, `${name}.map`])
  .concat('assent.site.js')
  .sort();
const out = (/** @type {string} */ name) => readFileSync(join(root, 'wasm-build/out', name), 'utf8');

test('build writes what a site serves, and says what it weighs', () => {
  const run = assent('build', good, '--out', 'made/assent');
  assert.equal(run.status, 0, run.stderr);
  assert.deepEqual(readdirSync(join(folder, 'made/assent')).sort(), SHIPPED);
  for (const name of SHIPPED.filter((one) => !/^assent\.(js|site)/.test(one)))
    assert.equal(readFileSync(join(folder, 'made/assent', name), 'utf8'), out(name));
  assert.match(
    run.stdout,
    /assent\.js: \d+\.\d KB gzip, 0\.\d KB of it this site's config; on every page, first in <head>\n/,
  );
  assert.match(
    run.stdout,
    /assent\.site\.js: \d+\.\d KB gzip, the config in its own words, loaded when somebody looks at it\n/,
  );
  assert.match(run.stdout, /assent\.panel\.js: \d+\.\d KB gzip, loaded when/);
  assert.match(run.stdout, /assent\.twin\.js: \d+\.\d KB gzip, loaded only/);
  assert.equal(assent('build', good, '--out', 'made/assent').status, 0, 'and again over the old files');
});

/** What stands in the built script where the config goes, and whether the rest is as it was. @param {string} name */
function builtIn(name) {
  const [, build] = /build = '(\w+)'/.exec(readFileSync(join(folder, name, 'assent.site.js'), 'utf8'));
  const script = readFileSync(join(folder, name, 'assent.js'), 'utf8').replace(build, '@site-build@');
  const [before, after] = empty.split('"@packed-config@"');
  assert.ok(script.startsWith(before) && script.endsWith(after), 'nothing else has changed');
  return script.slice(before.length, script.length - after.length);
}
const empty = out('assent.built.js').replace('assent.built.js.map', 'assent.js.map');

/** The config in its own words, as a page imports it. @param {string} name */
const siteOf = async (name) => (await import(pathToFileURL(join(folder, name, 'assent.site.js')).href)).default;

test('build puts the config into assent.js as one text, and beside it what people read, whatever is in it', async () => {
  const evil = '</script><!-- $& $1 $` " \\ \' \u2028 \u2029 😀 ${x}';
  const nasty = {
    ...CONFIG,
    site: { ...CONFIG.site, name: evil, policyUrl: '/p?$&=1' },
    keys: [{ in: 'cache', name: `${evil}*`, category: 'essential' }],
  };
  assert.equal(assent('build', file('nasty.json', nasty), '--out', 'nasty').status, 0);
  const literal = builtIn('nasty');
  assert.doesNotMatch(literal, /<|[\u2028\u2029]/);
  const packed = vm.runInNewContext(literal);
  assert.ok(packed.includes(`\t${evil}*\t`), 'what the core needs');
  assert.ok(!packed.includes(nasty.site.controller), 'and not what only people read');
  assert.doesNotMatch(readFileSync(join(folder, 'nasty/assent.site.js'), 'utf8'), /<|[\u2028\u2029]/);
  assert.equal(await siteOf('nasty'), JSON.stringify(nasty), 'without the blanks of the file');
});

test('build packs a config that is larger than one answer of the core', async () => {
  const keys = Array.from({ length: 250 }, (_, i) => ({
    in: 'localStorage',
    name: `${i}-${'x'.repeat(400)}`,
    category: 'essential',
  }));
  assert.equal(assent('build', file('large.json', { ...CONFIG, keys }), '--out', 'large').status, 0);
  const packed = vm.runInNewContext(builtIn('large'));
  assert.ok(packed.length > 64 * 1024, `${packed.length} characters`);
  for (const { name } of keys) assert.ok(packed.includes(`\t${name}\t`), name.slice(0, 4));
});

test('the built script is a script, and the source map of the script without a config still holds', () => {
  assert.equal(assent('build', good, '--out', 'mapped').status, 0);
  const script = readFileSync(join(folder, 'mapped/assent.js'), 'utf8');
  assert.doesNotThrow(() => new vm.Script(script));
  const map = JSON.parse(readFileSync(join(folder, 'mapped/assent.js.map'), 'utf8'));
  assert.deepEqual(map, { ...JSON.parse(out('assent.built.js.map')), file: 'assent.js' });
  // Nothing but the line of the config itself is longer than it was, and nothing stands behind it that the map knows.
  const lines = empty.split('\n');
  const at = lines.indexOf('"@packed-config@",');
  assert.deepEqual(script.split('\n').slice(0, at), lines.slice(0, at));
  assert.deepEqual(lines.slice(at + 1), ['"@site-build@"', ');', '//# sourceMappingURL=assent.js.map']);
  assert.ok(map.mappings.split(';').length <= at, 'the map ends before them');
  assert.ok(map.mappings.length > 10_000);
});

test('build refuses a config with faults, and writes nothing', () => {
  assert.deepEqual(assent('build', bad, '--out', 'nothing'), { status: 1, stdout: '', stderr: BAD_LINES });
  assert.equal(existsSync(join(folder, 'nothing')), false);
});

test('build says where it cannot write, and asks for --out', () => {
  const blocked = assent('build', good, '--out', join(good, 'x'));
  assert.equal(blocked.status, 2);
  assert.match(blocked.stderr, /^assent: good\.json\/x cannot be written: /);
  const aimless = assent('build', good);
  assert.equal(aimless.status, 2);
  assert.match(aimless.stderr, /^assent: build needs --out DIR: where the files go\n\nUsage:/);
});

// ---- the program itself ----

test('help and --version answer, and end with 0', () => {
  for (const args of [['help'], ['--help'], ['-h'], ['check', '--help']]) {
    const run = assent(...args);
    assert.match(run.stdout, /^Usage:\n {2}assent check site\.json/);
    assert.equal(run.status, 0);
    assert.equal(run.stderr, '');
  }
  assert.deepEqual(assent('--version'), { status: 0, stdout: `${version}\n`, stderr: '' });
});

/** @type {[string[], RegExp][]} */
const MISUSED = [
  [[], /which command\?/],
  [['chekc', 'good.json'], /no command "chekc"/],
  [['constructor'], /no command "constructor"/],
  [['check'], /which config\?/],
  [['state'], /which config\?/],
  [['state', 'good.json', 'good.json'], /one config at a time, not 2/],
  [['build', 'good.json', 'good.json', '--out', 'x'], /one config at a time, not 2/],
  [['check', '--quiet', 'good.json'], /--quiet/],
  [['state', 'good.json', '--cookie'], /--cookie/],
  [['state', 'good.json', '--json=yes'], /--json/],
];

for (const [args, message] of MISUSED) {
  test(`assent ${args.join(' ')}: a message, the usage, and 2`, () => {
    const run = assent(...args);
    assert.equal(run.status, 2);
    assert.equal(run.stdout, '');
    assert.match(run.stderr.split('\n')[0], message);
    assert.match(run.stderr, /\nUsage:\n {2}assent check/);
  });
}

test('what a command says and how it ends is the same as a process of its own', () => {
  for (const args of [
    ['check', good],
    ['check', bad],
    ['state', 'missing.json'],
    ['law', '--now', `${NOW}`],
    ['build', good, '--out', 'alone'],
  ]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
      encoding: 'utf8',
      cwd: folder,
    });
    assert.deepEqual(assent(...args), { status, stdout, stderr }, args.join(' '));
  }
});

test('the program runs as npm links it', () => {
  assert.ok(statSync(program).mode & 0o100, 'it may be executed');
  symlinkSync(program, join(folder, 'assent'));
  const run = spawnSync(join(folder, 'assent'), ['--version'], { encoding: 'utf8' });
  assert.equal(run.stdout, `${version}\n`, run.stderr);
});

test('the package holds every file that its entries name, and not what only the build needs', async () => {
  const run = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { encoding: 'utf8', cwd: root });
  const files = new Set(JSON.parse(run.stdout)[0].files.map((/** @type {{ path: string }} */ { path }) => path));
  const { exports, imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  /** @param {any} entry @returns {string[]} */
  const targets = (entry) =>
    typeof entry === 'string' ? [entry.replace(/^\.\//, '')] : Object.values(entry).flatMap(targets);
  const named = targets([exports, imports, bin].map((entries) => Object.values(entries)));
  assert.ok(named.length > 10);
  const shipped = SHIPPED.map((name) => name.replace(/site\.js$/, 'built.js')); // the site's own file is made of its config, and its script of this one
  for (const path of [...named, ...shipped.map((name) => `wasm-build/out/${name}`)])
    assert.ok(files.has(path), `${path} is not in the package`);
  assert.deepEqual(
    [...files].filter((path) =>
      /^(src|tests|demo)\/|out\/(native|cjson|aysar|core\.(\w+\.embedded|twin))/.test(/** @type {string} */ (path)),
    ),
    [],
  );
  await bundle({
    stdin: {
      contents: 'import "assent/server"; import "assent/browser"; import "assent/place"; import "assent/gpc";',
      resolveDir: root,
    },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    logLevel: 'silent',
  });
});
