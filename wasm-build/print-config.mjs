// The config, as src/config.def has it: as a JSON Schema, as types, and as the guide's reference.

/** @typedef {{ name: string, kind: string, need: string, more: string, preset: string, about: string }} Key */
/** @typedef {{ object: string, type: string, about: string, keys: Key[] }} ConfigObject */

// ---- kinds of values ----

const CONTROL = '\\u0000-\\u001f\\u007f';
const ADDRESS = '[^\\u0000-\\u0020"<>\\\\^`\\u007f]';

/** A span of time, as src/retention.c reads it. */
const SPAN =
  '(?:[1-9][0-9]{0,3} ?(?:[Ss]|[Ss]ecs?|[Ss]econds?|[Mm]in|[Mm]ins|[Mm]inutes?|[Hh]|[Hh]rs?|[Hh]ours?|[Dd]|[Dd]ays?)|[1-9][0-9]{0,2} ?(?:[Ww]|[Ww]ks?|[Ww]eeks?|[Mm]|[Mm]os?|[Mm]onths?)|[1-9][0-9]? ?(?:[Yy]|[Yy]rs?|[Yy]ears?))(?: (?:[Ii]dle|[Oo]f [Ii]nactivity))?';
const ENDS = `(?:[Ss]ession|[Ll]ogout|${SPAN})`;

/**
 * What each kind is: its name among the schema's definitions, its schema, and its type. A test plays the schema against the
 * core's own reader.
 * @param {Record<string, number>} limits
 * @returns {Record<string, { def?: string, schema: any, type: string }>}
 */
const kindsOf = ({ TEXT_MAX, ID_MAX, LIST_MAX, WHOLE_MAX }) => {
  const text = (/** @type {string} */ pattern) => ({ type: 'string', pattern, maxLength: TEXT_MAX });
  const list = (/** @type {any} */ items) => ({ type: 'array', maxItems: LIST_MAX, items });
  const ref = (/** @type {string} */ name) => ({ $ref: `#/$defs/${name}` });
  return {
    A_TEXT: {
      def: 'text',
      schema: { description: `1 to ${TEXT_MAX} bytes, no control characters.`, ...text(`^[^${CONTROL}]+$`) },
      type: 'string',
    },
    A_DIGEST: { schema: ref('text'), type: 'string' },
    AN_ID: {
      def: 'id',
      schema: {
        description: `A letter a-z, then a-z, 0-9, - and _, at most ${ID_MAX} in all.`,
        type: 'string',
        pattern: `^[a-z][a-z0-9_-]{0,${ID_MAX - 1}}$`,
      },
      type: 'string',
    },
    A_URL: {
      def: 'url',
      schema: {
        description: 'https://…, http://…, mailto:…, or a path on this site: /…',
        ...text(`^(?:/(?!/)${ADDRESS}*|(?:https?|mailto):${ADDRESS}+)$`),
      },
      type: 'string',
    },
    A_PATH: { schema: { allOf: [ref('url'), { pattern: '^/' }] }, type: 'string' },
    A_HOST: {
      def: 'host',
      schema: {
        description:
          'A host such as stats.example, or *.stats.example for all below it; * stands for any run of characters, but not alone; lower case, no scheme, no port.',
        ...text('^(?=.*[^*])[a-z0-9.*-]+$'),
      },
      type: 'string',
    },
    A_PATTERN: { schema: text(`^(?=.*[^*])[^${CONTROL}]+$`), type: 'string' },
    A_RETENTION: { def: 'retention', schema: text(`^ ?${ENDS}(?:, ?${ENDS})*$`), type: 'string' },
    A_DATE: { schema: { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' }, type: 'string' },
    A_COOKIE: { schema: text('^[a-zA-Z0-9_-]+$'), type: 'string' },
    A_DOMAIN: { schema: text('^[a-z0-9.-]+$'), type: "'host' | (string & {})" },
    SOME_WORDS: {
      def: 'words',
      schema: {
        description: 'One text in several languages, by language tag: { "en": "…", "pt-BR": "…" }.',
        type: 'object',
        minProperties: 1,
        additionalProperties: ref('text'),
      },
      type: 'Words',
    },
    A_WHOLE: { def: 'whole', schema: { type: 'integer', minimum: 0, maximum: WHOLE_MAX }, type: 'number' },
    A_FLAG: { schema: { type: 'boolean' }, type: 'boolean' },
    A_NEGATION: { schema: { type: 'boolean' }, type: 'boolean' },
    TEXTS: { schema: list(ref('text')), type: 'string[]' },
    HOSTS: { schema: list(ref('host')), type: 'string[]' },
  };
};

/** What a key says, with its default. @param {Key} key */
const aboutOf = ({ about, preset }) => (preset ? `${about} Default: ${preset}.` : about);

/** The version of the format: the one number that `schema` may be. */
const VERSION = 1;

// ---- the schema ----

/** @param {any} tables */
export function schemaOf({ limits, words, config }) {
  const kinds = kindsOf(limits);
  const objects = new Map(config.map((/** @type {ConfigObject} */ one) => [one.object, one]));

  /** @param {ConfigObject} object @returns {any} */
  const objectSchema = ({ object, keys }) => {
    const required = keys.filter(({ need }) => need === 'NEEDED').map(({ name }) => name);
    const uses = keys.some(({ name }) => name === 'use'); // all else may then be the catalogue's
    return {
      type: 'object',
      additionalProperties: false,
      ...(uses ? { if: { required: ['use'] }, else: { required } } : required.length > 0 && { required }),
      properties: Object.fromEntries(keys.map((key) => [key.name, keySchema(key, object)])),
    };
  };

  /** @param {Key} key @param {string} object */
  const keySchema = (key, object) => {
    const { name, kind, more } = key;
    const description = aboutOf(key);
    if (name === 'schema' && object === 'CONFIG') return { description, type: 'integer', const: VERSION };
    if (kind === 'A_CHOICE') {
      const { words: choices } = words.find((/** @type {any} */ { list }) => list === more);
      return { description, enum: choices.map((/** @type {any} */ { word }) => word) };
    }
    if (kind === 'AN_OBJECT') return { description, ...objectSchema(/** @type {any} */ (objects.get(more))) };
    if (kind === 'A_LIST') {
      const of = objectSchema(/** @type {any} */ (objects.get(more)));
      const sizes =
        more === 'CATEGORY' ? { minItems: 1, maxItems: limits.CATEGORIES_MAX } : { maxItems: limits.LIST_MAX };
      return { description, type: 'array', ...sizes, items: of };
    }
    const { def, schema } = kinds[kind];
    return def ? { description, $ref: `#/$defs/${def}` } : { description, ...schema };
  };

  const whole = /** @type {ConfigObject} */ (objects.get('CONFIG'));
  return JSON.stringify({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Assent site config',
    description:
      'What a site tells Assent: who it is, its policy, its categories, its third parties and what each stores. `assent check site.json` says the same, and also what a schema cannot: that ids are unique, that categories exist, that no key stands twice.',
    ...objectSchema(whole),
    $defs: Object.fromEntries(
      Object.values(kinds)
        .filter(({ def }) => def)
        .map(({ def, schema }) => [def, schema]),
    ),
  });
}

// ---- types ----

/** @param {any} tables */
export function typesOfConfig({ limits, words, config }) {
  const kinds = kindsOf(limits);
  /** @param {Key} key @param {string} object */
  const typeOf = ({ name, kind, more }, object) => {
    if (name === 'schema' && object === 'CONFIG') return String(VERSION);
    if (more === 'SERVICE') return 'Service[]';
    const type = config.find((/** @type {ConfigObject} */ one) => one.object === more)?.type;
    if (kind === 'AN_OBJECT') return type;
    if (kind === 'A_LIST') return `${type}[]`;
    return kind === 'A_CHOICE' ? words.find((/** @type {any} */ { list }) => list === more).type : kinds[kind].type;
  };
  const used = new Set(
    config.flatMap(({ keys }) =>
      keys.filter(({ kind }) => kind === 'A_CHOICE').map((/** @type {Key} */ key) => typeOf(key, '')),
    ),
  );
  const generic = '<Service = SiteService | UsedService>';
  const interfaces = config.map(
    (/** @type {ConfigObject} */ { object, type, about, keys }) => `/** ${about} */
export interface ${type}${object === 'CONFIG' ? generic : ''} {
${keys
  .filter(({ name }) => name !== 'use')
  .map((key) => `/** ${aboutOf(key)} */\n${key.name}${key.need === 'NEEDED' ? '' : '?'}: ${typeOf(key, object)};`)
  .join('\n')}
}`,
  );
  return `// Printed from src/config.def by wasm-build/print.mjs; not written by hand.
import type { ${[...used].sort().join(', ')} } from './contract.js';

/** One text by language tag. */
export type Words = Record<string, string>;

${interfaces.join('\n\n')}

/** A service of the starter catalogue; what else is said here is said in place of what the catalogue says. */
export interface UsedService extends Partial<SiteService> {
  /** Its id there: \`npx assent services\` lists them. */
  use: string;
}
`;
}

// ---- the guide's reference ----

/** What people call each kind. @type {Record<string, string>} */
const KIND_NAMES = {
  A_TEXT: 'text',
  A_DIGEST: 'text',
  AN_ID: 'id',
  A_URL: 'address',
  A_PATH: 'path on this site',
  A_HOST: 'host',
  A_PATTERN: 'name, perhaps with `*`',
  A_RETENTION: 'retention',
  A_DATE: 'date',
  A_COOKIE: 'cookie name',
  A_DOMAIN: '`host`, or a domain',
  SOME_WORDS: 'texts by language',
  A_WHOLE: 'whole number',
  A_FLAG: 'true or false',
  A_NEGATION: 'true or false',
  AN_OBJECT: 'object',
  A_LIST: 'list of objects',
  TEXTS: 'list of texts',
  HOSTS: 'list of hosts',
};

/** @param {any} tables */
export function tableOfConfig({ words, config }) {
  /** @param {Key} key */
  const kindOf = ({ kind, more }) =>
    kind === 'A_CHOICE'
      ? words
          .find((/** @type {any} */ { list }) => list === more)
          .words.map((/** @type {any} */ { word }) => `\`${word}\``)
          .join(', ')
      : KIND_NAMES[kind];
  /** @param {string} path @param {ConfigObject} object @returns {string[]} */
  const rows = (path, { keys }) =>
    keys.flatMap((key) => {
      const here = `${path}${key.name}`;
      const row = `| \`${here}\` | ${kindOf(key)} | ${key.need === 'NEEDED' ? 'yes' : ''} | ${key.preset} | ${key.about} |`;
      const inner = config.find((/** @type {ConfigObject} */ { object }) => object === key.more);
      return inner ? [row, ...rows(`${here}${key.kind === 'A_LIST' ? '[]' : ''}.`, inner)] : [row];
    });
  return `| key | value | needed | default | |\n|---|---|---|---|---|\n${rows('', config.at(-1)).join('\n')}\n`;
}
