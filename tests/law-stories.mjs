// The stories of the law: for each row of src/law.def what a visitor of its place meets, told by the core itself.
// tests/law.test.mjs plays them on every build of the core, and compares their cards with those in tests/turns/law/,
// where people read them.
//
// A card is one story for all the laws under which it goes alike. On it LAW stands for the law's id, PLACE for its
// place, SUM for the sum at the end of a record, and days are counted from the story's first visit. The effects of a
// turn stand in few lines, "-" for an empty field; tests/turns/*.txt have them one by one.
//
// The core itself says how long a story lasts: the days it waits and the days a consent holds are asked of it, row by
// row. Whether those are the law's is another test's question: it has the law as a table.

import { RULES as RULE_ROWS } from '../wasm-build/out/contract.js';

/** The rules of law, by their number. */
const RULES = RULE_ROWS.map(({ name }) => name);

const DAY = 24 * 60 * 60;
const AS_OF = Date.UTC(2026, 10, 22) / 1000;

/** The site of these stories: a purpose of each kind, and no services. They are in tests/turns/law*.txt. */
export const SITE = 'law.json';

/** @typedef {import('../web/types/law.js').Row} Row */
/** @typedef {{ input: string, answer: string, remark?: string }} Turn  remark: said before it */
/**
 * @typedef {{ kind: string, row: Row, place: string, begin: number, turns: Turn[] }} Story  kind: a key of KINDS;
 *   begin: seconds
 */

/** Each kind of story has a file. @type {Record<string, string>} */
export const KINDS = {
  'before-it-begins': 'The day before a law begins',
  accepted: 'The first visit, and everything accepted',
  refused: 'Everything refused, and when it is asked about again',
  signal: 'Global Privacy Control on the first visit',
  minor: 'A minor of unknown age, and on each side of every age that the law names',
  child: 'A child, and what a parent may permit',
  school: 'A school, for a pupil whose age is unknown and one of 16 years',
};

/** Who meets this row: the facts of a visitor. What holds everywhere is met where no other law is. @param {Row} row */
function visitorOf({ id, places, audience }) {
  const place = id === 'strict' ? '' : places[0] === '*' ? 'AQ' : places[0];
  return [
    place && `region=${place}`,
    audience === 'CHILDREN' ? 'audience=child' : audience === 'PUPILS' ? 'audience=k12' : '',
  ].filter(Boolean);
}

const date = (/** @type {number} */ seconds) => new Date(seconds * 1000).toISOString().slice(0, 10);

/**
 * The stories of one row. `play` carries out one turn of a core and returns its lines; the turn `config` gives it the
 * site.
 * @param {Row} row @param {(input: string) => string} play @returns {Story[]}
 */
function storiesOf(row, play) {
  const begin = row.from && row.from > date(AS_OF) ? Date.parse(row.from) / 1000 : AS_OF;
  const visitor = visitorOf(row);
  const place = visitor[0]?.replace(/^region=/, '') ?? '';
  /** @type {Story[]} */
  const stories = [];
  let said = '';

  /** @param {string} input */
  const turn = (input) => {
    const answer = play(input);
    stories[stories.length - 1].turns.push({ input, answer, ...(said && { remark: said }) });
    said = '';
    return answer;
  };
  /** A visit. @param {number} days after the first one @param {string[]} facts @param {string} [record] */
  const visit = (days, facts, record) =>
    turn(['start', `now=${begin + days * DAY}`, ...facts, ...(record ? [`record=${record}`] : [])].join('\t'));
  const remark = (/** @type {string} */ text) => {
    said = text;
  };
  const isAsked = (/** @type {string} */ answer) => /^ask\t\w/m.test(answer);
  const saved = (/** @type {string} */ answer) => /^save\t(\S+)\t/m.exec(answer)?.[1] ?? '';

  /** What a rule says to this visitor. @param {string} name */
  const rule = (name) => Number(new RegExp(`^rule\t${RULES.indexOf(name)}\t(\\d+)\t`, 'm').exec(play('law'))?.[1] ?? 0);

  /** @param {string} kind @param {() => void} tell */
  function story(kind, tell) {
    stories.push({ kind, row, place, begin, turns: [] });
    turn('config');
    tell();
  }

  if (begin > AS_OF) {
    story('before-it-begins', () => {
      visit(-1, visitor);
    });
  }
  story('accepted', () => {
    const asks = isAsked(visit(0, visitor));
    const [wait, validity] = [rule('wait'), rule('validity')];
    const record = saved(turn(`accept\tnow=${begin + 60}`));
    if (asks) {
      remark(`A consent holds ${validity} days. On its last day:`);
      visit(validity, visitor, record);
    }
    remark(
      asks
        ? `And on the next${wait > validity ? '' : ': what was asked about is asked about again'}.`
        : 'Nothing is asked about here, not after a year either.',
    );
    visit(validity + 1, visitor, record);
  });
  story('refused', () => {
    const asks = isAsked(visit(0, visitor));
    const [wait, validity] = [rule('wait'), rule('validity')];
    const record = saved(turn(`reject\tnow=${begin + 60}`));
    remark(
      asks
        ? `Nobody asks within ${wait} days of a refusal, or before a consent would have ended, after ${validity}.`
        : 'What was refused stays so, and nobody asks.',
    );
    if (asks) visit(Math.max(wait, validity), visitor, record);
    visit(Math.max(wait, validity) + 1, visitor, record);
  });
  story('signal', () => {
    visit(0, [...visitor, 'gpc=1']);
    remark('Accepting everything does not accept what the signal refuses.');
    turn(`accept\tnow=${begin + 60}`);
  });
  if (row.audience === 'EVERYBODY') {
    story('minor', () => {
      visit(0, [...visitor, 'audience=minor']);
      const limits = ['child', 'optInBelow', 'optInProfilingBelow', 'optInAnyBelow', 'adsBelow', 'profilingBelow']
        .map(rule)
        .filter((age) => age > 13 && age < 19);
      const ages = new Set(limits.flatMap((age) => [age - 1, age]).filter((age) => age < 18));
      for (const age of [...ages].sort((one, other) => one - other))
        visit(0, [...visitor, 'audience=minor', `age=${age}`]);
    });
    story('child', () => {
      visit(0, [...visitor, 'audience=child']);
      parent();
    });
    story('school', () => {
      visit(0, [...visitor, 'audience=k12']);
      visit(0, [...visitor, 'audience=k12', 'age=16']);
    });
  } else {
    story('child', () => {
      visit(0, visitor);
      parent();
    });
  }

  /** A parent permits whatever the panel leaves to one. */
  function parent() {
    const barred = [...play('show\tinline').matchAll(/^category\t(\w+)\tbarred\t/gm)].map(([, id]) => `+${id}`);
    if (barred.length) turn(['permit', `now=${begin + 60}`, ...barred].join('\t'));
  }

  return stories;
}

/** @param {Row[]} rows @param {(input: string) => string} play */
export const storiesOfAll = (rows, play) => rows.flatMap((row) => storiesOf(row, play));

// ---- cards ----

/** One field of a turn, without what tells this law from another. @param {string} field @param {Story} story */
function masked(field, { row, place, begin }) {
  const alike = (/** @type {string} */ text) => (text === row.id ? 'LAW' : text === place && place ? 'PLACE' : text);
  const day = (/** @type {string} */ seconds) => {
    const since = Number(seconds) - begin;
    return `day${Math.floor(since / DAY)}${since % DAY ? `+${since % DAY}s` : ''}`;
  };
  const [, key = '', text] = /** @type {RegExpExecArray} */ (/^([a-z]+=)?(.*)$/.exec(field));
  if (/^(audience|age|gpc)=$/.test(key)) return field;
  // A record ends in a sum of all that stands before it, which differs from law to law.
  const parts = /^\d\.\S*\.\d+$/.test(text) ? [...text.split('.').slice(0, -1), 'SUM'] : [text];
  return key + parts.map((part) => (/^1\d{9}$/.test(part) ? day(part) : alike(part))).join('.');
}

/**
 * The effects of one turn: those of a name together, what a layer shows on a line of its own.
 * @param {string} answer
 * @param {Story} story
 */
function inFewLines(answer, story) {
  let text = '';
  let before = '';
  for (const line of answer ? answer.split('\n') : []) {
    const [name, ...fields] = line.split('\t');
    const rest = fields.map((field) => masked(field, story) || '-').join(' ');
    if (name === before) text += `, ${rest}`;
    else text += `${!text || name === 'layer' ? '\n< ' : ' · '}${name} ${rest}`.trimEnd();
    before = name;
  }
  return text;
}

/** @param {Story} story */
const cardOf = (story) =>
  story.turns
    .slice(1)
    .map(
      ({ input, answer, remark }) =>
        `${remark ? `# ${remark}\n` : ''}> ${input
          .split('\t')
          .map((field) => masked(field, story))
          .join(' ')}${inFewLines(answer, story)}`,
    )
    .join('\n');

/**
 * Every card, and the stories that go like it.
 * @param {Story[]} stories
 * @returns {{ kind: string, text: string, stories: Story[] }[]}
 */
export function cardsOf(stories) {
  /** @type {Map<string, { kind: string, text: string, stories: Story[] }>} */
  const cards = new Map();
  for (const story of stories) {
    const text = cardOf(story);
    const key = `${story.kind}\n${text}`;
    const card = cards.get(key) ?? { kind: story.kind, text, stories: [] };
    card.stories.push(story);
    cards.set(key, card);
  }
  return [...cards.values()];
}

/** Those under whose law it goes so, as people know them. @param {{ stories: Story[] }} card */
export const lawsOf = ({ stories }) =>
  stories.map(({ row, place }) => `${row.title} (${row.id}${place ? `, ${place}` : ''})`);

/** Every file of cards. @param {ReturnType<typeof cardsOf>} cards @returns {Map<string, string>} */
export function filesOf(cards) {
  /** @type {Map<string, string>} */
  const files = new Map();
  for (const [kind, title] of Object.entries(KINDS)) {
    const own = cards.filter((card) => card.kind === kind);
    const text = own.map(
      (card, i) =>
        `\n## ${i + 1}\n${lawsOf(card)
          .map((law) => `- ${law}\n`)
          .join('')}\n${card.text}\n`,
    );
    files.set(
      `${kind}.txt`,
      `# ${title}\n# Written by tests/law-stories.mjs, which says how to read it. The site: ${SITE}.\n${text.join('')}`,
    );
  }
  return files;
}
