// Writes the stories of the law: for each row of src/law.def what a visitor of its place meets. They are played and compared by
// tests/law.test.mjs; people read them in tests/turns/law/, a file for each part of the world.
//
// The core itself says how long a story lasts: the days it waits and the days a consent holds are asked of it, row by row. Whether
// those are the law's is another test's question: it has the law as a table.

import { RULES } from '../wasm-build/out/law.js';

export const DAY = 24 * 60 * 60;
const AS_OF = Date.UTC(2026, 10, 22) / 1000;

/** The site of these stories: a purpose of each kind, and no services. They are in tests/turns/law*.txt. */
export const SITE = 'law.json';

/** @typedef {import('../web/law.js').Row} Row */

/** Where in the world, by a place of the row; the first that fits. @type {[string, RegExp][]} */
const PARTS = [
  ['everywhere', /^\*/],
  ['united-states', /^US/],
  ['europe', /^(EE|BG|SI|HR|AT|FR|DE|IT|ES|IE|CZ|BE|DK|NL|LU|GR|NO|AX|GB|CH|TR|RS|RU)\b/],
  ['americas', /^(BR|CA|CA-QC|MX|AR|CL|CO)$/],
  ['africa-and-middle-east', /^(ZA|NG|KE|SA|AE|QA|IL)$/],
  ['asia-and-pacific', /^(JP|KR|CN|HK|IN|TH|VN|ID|SG|AU|NZ)$/],
];

/** @param {Row} row */
export const partOf = (row) => PARTS.find(([, places]) => places.test(row.places[0]))?.[0] ?? 'elsewhere';

/** Who meets this row: the facts of a visitor. What holds everywhere is met where no other law is. @param {Row} row */
function visitorOf({ id, places, audience }) {
  const place = id === 'row' ? '' : places[0] === '*' ? 'AQ' : places[0];
  return [place && `region=${place}`, audience === 'CHILDREN' ? 'audience=child' : audience === 'PUPILS' ? 'audience=k12' : ''].filter(Boolean);
}

const date = (/** @type {number} */ seconds) => new Date(seconds * 1000).toISOString().slice(0, 10);

/**
 * The stories of one row. `play` carries out one turn of a core that knows the site, and returns its lines.
 * @param {Row} row @param {(input: string) => string} play
 */
export function storiesOf(row, play) {
  const begin = row.from && row.from > date(AS_OF) ? Date.parse(row.from) / 1000 : AS_OF;
  const visitor = visitorOf(row);
  /** @type {string[]} */
  let lines = [];

  /** @param {string} input */
  const turn = (input) => {
    const answer = play(input);
    lines.push(`> ${input}`, ...(answer ? answer.split('\n').map((line) => `< ${line}`) : []), '');
    return answer;
  };
  /** A visit. @param {number} days after the first one @param {string[]} facts @param {string} [record] */
  const visit = (days, facts, record) => turn(['start', `now=${begin + days * DAY}`, ...facts, ...(record ? [`record=${record}`] : [])].join('\t'));
  const remark = (/** @type {string} */ text) => { lines.push(`# ${text}`); };
  const isAsked = (/** @type {string} */ answer) => /^ask\t\w/m.test(answer);
  const saved = (/** @type {string} */ answer) => /^save\t(\S+)\t/m.exec(answer)?.[1] ?? '';

  /** What a rule says to this visitor. @param {string} name */
  const rule = (name) => Number(new RegExp(`^rule\t${RULES.indexOf(name)}\t(\\d+)\t`, 'm').exec(play('law'))?.[1] ?? 0);

  /** @param {string} what @param {() => void} tell */
  function story(what, tell) {
    lines.push(`## ${row.id}, ${row.title}: ${what}`, '> config', `> @${SITE}`, `< ${play('config')}`, '');
    tell();
  }

  if (begin > AS_OF) {
    story('the day before it begins', () => { visit(-1, visitor); });
  }
  story('the first visit, and everything accepted (P1, P15)', () => {
    const asks = isAsked(visit(0, visitor));
    const [wait, validity] = [rule('wait'), rule('validity')];
    const record = saved(turn(`accept\tnow=${begin + 60}`));
    if (asks) {
      remark(`A consent holds ${validity} days. On its last day:`);
      visit(validity, visitor, record);
    }
    remark(asks ? `And on the next${wait > validity ? '' : ': what was asked about is asked about again'}.` : 'Nothing is asked about here, not after a year either.');
    visit(validity + 1, visitor, record);
  });
  story('everything refused, and when it is asked about again (A7, B11)', () => {
    const asks = isAsked(visit(0, visitor));
    const [wait, validity] = [rule('wait'), rule('validity')];
    const record = saved(turn(`reject\tnow=${begin + 60}`));
    remark(asks ? `Nobody asks within ${wait} days of a refusal, or before a consent would have ended, after ${validity}.` : 'What was refused stays so, and nobody asks.');
    if (asks) visit(Math.max(wait, validity), visitor, record);
    visit(Math.max(wait, validity) + 1, visitor, record);
  });
  story('Global Privacy Control on the first visit (B20)', () => {
    visit(0, [...visitor, 'gpc=1']);
    remark('Accepting everything does not accept what the signal refuses.');
    turn(`accept\tnow=${begin + 60}`);
  });
  if (row.audience === 'EVERYBODY') {
    story('a minor of unknown age, and on each side of every age that the law names (B23)', () => {
      visit(0, [...visitor, 'audience=minor']);
      const limits = ['child', 'optInBelow', 'optInProfilingBelow', 'optInAnyBelow', 'adsBelow', 'profilingBelow'].map(rule).filter((age) => age > 13 && age < 19);
      const ages = new Set(limits.flatMap((age) => [age - 1, age]).filter((age) => age < 18));
      for (const age of [...ages].sort((one, other) => one - other)) visit(0, [...visitor, 'audience=minor', `age=${age}`]);
    });
    story('a child, and what a parent may permit (B23)', () => {
      visit(0, [...visitor, 'audience=child']);
      parent();
    });
    story('a school, for a pupil whose age is unknown and one of 16 years (A8, B23)', () => {
      visit(0, [...visitor, 'audience=k12']);
      visit(0, [...visitor, 'audience=k12', 'age=16']);
    });
  } else {
    story('what a parent may permit (B23)', () => {
      visit(0, visitor);
      parent();
    });
  }

  /** A parent permits whatever the panel leaves to one. */
  function parent() {
    const barred = [...play('show\tinline').matchAll(/^category\t(\w+)\tbarred\t/gm)].map(([, id]) => `+${id}`);
    if (barred.length) turn(['permit', `now=${begin + 60}`, ...barred].join('\t'));
  }

  const told = lines;
  lines = [];
  return told.join('\n');
}

/**
 * Every file of them. @param {Row[]} rows @param {(input: string) => string} play
 * @returns {Map<string, string>}
 */
export function filesOf(rows, play) {
  /** @type {Map<string, string>} */
  const files = new Map();
  for (const row of rows) {
    const name = `${partOf(row)}.txt`;
    const heading = `# What visitors meet, by the law of their place: ${name.slice(0, -4).replaceAll('-', ' ')}\n# Written by tests/law-stories.mjs.\n`;
    files.set(name, `${files.get(name) ?? heading}\n${storiesOf(row, play)}`);
  }
  return files;
}
