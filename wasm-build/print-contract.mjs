// contract.js, and the types and tables of words, facts, effects and events.

const HEAD = '// Printed from src/contract.def by wasm-build/print.mjs; not written by hand.\n';

/** @param {string} text */
const quoted = (text) => `'${text.replace(/[\\']/g, '\\$&')}'`;

/** @param {string[]} list */
const listOf = (list) => `[${list.map(quoted).join(', ')}]`;

/** `hold` as HoldEffect. @param {string} name */
const effectType = (name) => `${name[0].toUpperCase()}${name.slice(1)}Effect`;

/** AREAS for Area, REASON_KINDS for ReasonKind: the constants' names. @param {{ list: string }} words */
const constantOf = ({ list }) => list.replace(/_$/, '');

// ---- contract.js ----

/** How a field of an effect is read. Words are the type's own texts. @type {Record<string, (at: string) => string>} */
const READ = {
  Text: (at) => at,
  Optional: (at) => `${at} ?? ''`,
  Number: (at) => `+${at}`,
  Seconds: (at) => `${at} ? +${at} : null`,
  Rule: (at) => `${at} ? +${at} : null`,
  Flag: (at) => `${at} === '1'`,
  Fields: () => 'rest(line)',
};

/** @param {any} effect */
function decoderOf({ name, fields }) {
  const members = fields.map(
    (/** @type {any} */ { field, type }, /** @type {number} */ i) =>
      `${field}: ${(READ[type] ?? READ.Text)(`line[${i + 1}]`)}`,
  );
  return `(line) => ({ ${[`effect: '${name}'`, ...members].join(', ')} })`;
}

/** @param {any} tables */
export function contractScript({ limits, errors, words, sweeps, rules, effects }) {
  const errorTexts = [];
  for (const { number, says } of errors) errorTexts[-number] = says;
  const wordsOf = (/** @type {string} */ type) =>
    words.find((/** @type {any} */ one) => one.type === type)?.words.map((/** @type {any} */ { word }) => word);
  return `${HEAD}
import { add } from '../../web/platform/lists.js';

// ---- limits ----
${Object.entries(limits)
  .map(([name, value]) => `export const ${name} = ${value};`)
  .join('\n')}

/** What is said of a turn that fails, by the number that it answers, without its sign. */
export const FAILURES = ${listOf(Array.from(errorTexts, (text) => text ?? ''))};

// ---- words ----
${words
  .map(
    (/** @type {any} */ list) =>
      `/** ${list.about} */\nexport const ${constantOf(list)} = ${listOf(list.words.map((/** @type {any} */ { word }) => word))};`,
  )
  .join('\n')}
/** What a sweep goes after. */
export const SWEEPS = ${listOf(sweeps.map((/** @type {any} */ { word }) => word))};

/** Rules of law, by the number that the core gives; \`words\`: those of its values. */
export const RULES = [
${rules.map((/** @type {any} */ { name, kind }) => `  { name: '${name}', kind: '${kind}'${wordsOf(kind) ? `, words: ${listOf(wordsOf(kind))}` : ''} },`).join('\n')}
];

// ---- effects ----

/** @param {string[]} line */
const rest = (line) => {
  const fields = [];
  for (let i = 1; i < line.length; i++) add(fields, line[i]);
  return fields;
};

/** A line of effects as an object. \`times\`: once in a turn, listed, or shown in a layer. */
export const EFFECTS = {
  __proto__: null,
${effects.map((/** @type {any} */ effect) => `  /** ${effect.about} */\n  ${effect.name}: { times: '${effect.times.toLowerCase()}', decode: ${decoderOf(effect)} },`).join('\n')}
};
`;
}

// ---- types ----

/** The type of an effect's field. @type {Record<string, string>} */
const TYPE = {
  Text: 'string',
  Optional: 'string',
  Number: 'number',
  Seconds: 'number | null',
  Rule: 'number | null',
  Flag: 'boolean',
  Fields: 'string[]',
  Now: 'string',
};

/** @param {string} about */
const comment = (about) => (about ? `/** ${about} */\n` : '');

/** @param {any} list */
const unionOf = ({ type, about, words }) =>
  `${comment([about, ...words.filter((/** @type {any} */ one) => one.about).map((/** @type {any} */ one) => `\`${one.word}\`: ${one.about}.`)].join(' '))}export type ${type} = ${words.map((/** @type {any} */ one) => quoted(one.word)).join(' | ')};`;

/** @param {any} effect */
const effectInterface = ({ name, about, fields }) =>
  `${comment(about)}export interface ${effectType(name)} {
  readonly effect: '${name}';
${fields.map((/** @type {any} */ { field, type, about: what }) => `${comment(what)}readonly ${field}: ${TYPE[type] ?? type};`).join('\n')}
}`;

/** Which facts a verb takes. @param {any} verb @param {any[]} facts */
function factsOf({ facts: taken }, facts) {
  /** @type {Record<string, string[]>} */
  const groups = {
    NO_FACTS: [],
    WHAT_IS_STORED: ['record', 'mirror'],
    VISITOR: facts.slice(facts.findIndex(({ name }) => name === 'region')).map(({ name }) => name),
  };
  const names = taken.split(' | ').flatMap((/** @type {string} */ one) => groups[one] ?? [one.toLowerCase()]);
  return facts.filter(({ name }) => names.includes(name));
}

/** @param {any} tables */
export function typesOfContract({ limits, words, rules, facts, verbs, effects }) {
  const shown = effects.filter((/** @type {any} */ { times }) => times === 'SHOWN');
  const turned = effects
    .filter((/** @type {any} */ { times }) => times !== 'SHOWN')
    .map((/** @type {any} */ { name, times }) => `${name}?: ${effectType(name)}${times === 'LISTED' ? '[]' : ''};`);
  const byPlace = verbs.filter((/** @type {any} */ { fields }) => fields.length > 0);
  const byName = verbs.filter((/** @type {any} */ { facts: taken }) => taken !== 'NO_FACTS');
  return `${HEAD}// What the core and those who call it say to each other.

${words.map(unionOf).join('\n')}

/** A rule of law. */
export type RuleName = ${rules.map((/** @type {any} */ { name }) => quoted(name)).join(' | ')};

// ---- turns ----

/** Facts of the verbs that take them by name. */
export interface VerbFacts {
${byName
  .map(
    (/** @type {any} */ verb) =>
      `${comment(verb.about)}${verb.name}: {\n${factsOf(verb, facts)
        .map(
          ({ name, type, about }) =>
            `${comment(about)}${name}${name === 'now' ? '' : '?'}: ${name === 'record' ? 'string | string[]' : type};`,
        )
        .join('\n')}\n};`,
  )
  .join('\n')}
}

/** Fields of the verbs that take them by place. */
export interface VerbFields {
${byPlace
  .map(
    (/** @type {any} */ verb) =>
      `${comment(verb.about)}${verb.name}: [${verb.fields.map((/** @type {any} */ { field, type }) => `${field}${type === 'Optional' ? '?' : ''}: string`).join(', ')}];`,
  )
  .join('\n')}
}

// ---- effects ----

${effects.map(effectInterface).join('\n\n')}

/** Part of what a layer shows. */
export type ShownEffect = ${shown.map((/** @type {any} */ { name }) => effectType(name)).join(' | ')};

/** What a turn left to do: its effects, by name. */
export interface Turned {
${turned.join('\n')}
/** What the \`layer\` shows, in its order. */
shown?: ShownEffect[];
}

export type Effect = ${effects.map((/** @type {any} */ { name }) => effectType(name)).join(' | ')};

// ---- values ----

${words.map((/** @type {any} */ list) => `export const ${constantOf(list)}: ${list.type}[];`).join('\n')}
export const SWEEPS: string[];
export const RULES: { readonly name: RuleName; readonly kind: string; readonly words?: readonly string[] }[];
export const FAILURES: string[];
export const EFFECTS: Record<
  Effect['effect'],
  { readonly times: 'once' | 'listed' | 'shown'; readonly decode: (line: string[]) => Effect }
>;
export const ${Object.keys(limits)
    .map((name) => `${name}: number`)
    .join(', ')};
`;
}

/** @param {any} tables */
export function typesOfEvents({ events }) {
  const detailOf = (/** @type {any} */ { fields }) => {
    const own = fields.filter((/** @type {any} */ { field }) => field !== 'everything');
    const state = own.length < fields.length ? ['State'] : [];
    const members = own.map(
      (/** @type {any} */ { field, type, need, about }) =>
        `${comment(about)}readonly ${field}${need === 'perhaps' ? '?' : ''}: ${type};`,
    );
    return [...state, ...(members.length > 0 ? [`{\n${members.join('\n')}\n}`] : [])].join(' & ');
  };
  return `${HEAD}import type { Area, Hold } from './contract.js';
import type { Erased, State } from './site.js';

/** What each event tells; as an event of \`document\` its name begins with \`assent:\`, and this is its \`detail\`. */
export interface AssentEvents {
${events.map((/** @type {any} */ event) => `${comment(event.about)}${event.name}: ${detailOf(event)};`).join('\n')}
}
`;
}

// ---- tables of the guide ----

/** In a cell of a table. @param {string} text */
const cell = (text) => text.replaceAll('|', '\\|');

/** @param {any} tables */
export const tableOfEvents = ({ events }) =>
  `| event | when | its detail |\n|---|---|---|\n${events
    .map(
      (/** @type {any} */ { name, about, fields }) =>
        `| \`assent:${name}\` | ${cell(about)} | ${fields
          .map((/** @type {any} */ { field, type, need, about: what }) =>
            field === 'everything'
              ? what
              : `\`${field}\`${need === 'perhaps' ? ' (perhaps)' : ''}: \`${cell(type)}\`${what ? `, ${cell(what)}` : ''}`,
          )
          .join('; ')} |`,
    )
    .join('\n')}\n`;

/** @param {any} tables */
export const tableOfEffects = ({ effects }) =>
  `| effect | what it asks for or answers | its fields |\n|---|---|---|\n${effects
    .map(
      (/** @type {any} */ { name, about, fields }) =>
        `| \`${name}\` | ${cell(about)} | ${fields.map((/** @type {any} */ { field, about: what }) => `\`${field}\`${what ? `: ${cell(what)}` : ''}`).join('; ')} |`,
    )
    .join('\n')}\n`;
