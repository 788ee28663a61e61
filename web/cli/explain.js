// assent explain: why something runs, waits or is missing for a visitor, in the sentences of the page's own `explain`.

import { onlyOne, readOptions, trouble } from './command-line.js';
import { load } from './config-file.js';
import { explainWordsOf } from './languages.js';
import { citation, nameOf, rowOf, wordsOf } from './rule-sentences.js';
import { date, VISITOR, visit } from './visitor-options.js';

/** @typedef {import('../server/node.js').Reading} Reading */
/** @typedef {import('../types/site.js').FullConfig} FullConfig */

/** The buttons of a first layer: VIEW_CONTROLS in src/view.h, and the link that a page may owe. */
const BUTTONS = ['accept', 'reject', 'settings', 'save', 'noted', 'x', 'link'];

const ONE = /** @type {const} */ (['category', 'service', 'button']);

/** What can be asked about, by kind. @param {FullConfig} config */
const targetsOf = ({ categories, services = [] }) => ({
  category: categories.map(({ id }) => id),
  service: services.map(({ id }) => id),
  button: BUTTONS,
});

/**
 * @param {Partial<Record<typeof ONE[number], string>>} values
 * @param {FullConfig} config
 * @returns {string | undefined} the one target that is asked about
 */
function targetOf(values, config) {
  const [kind, more] = ONE.filter((one) => values[one] !== undefined);
  if (!kind) return undefined;
  if (more) throw trouble(`--${kind} or --${more}, not both`, true);
  const id = /** @type {string} */ (values[kind]);
  const ids = targetsOf(config)[kind];
  if (!ids.includes(id)) throw trouble(`no ${kind} "${id}": there is ${ids.join(', ') || 'none'}`);
  return id;
}

/** Gives the answer about a target. @typedef {(id: string) => import('../server/node.js').Explained} Explain */

/** @param {Reading} reading @param {Explain} explained @param {FullConfig} config @param {number} now */
function tellAll(reading, explained, config, now) {
  const { category, service, button } = targetsOf(config);
  const say = (/** @type {string} */ id) => explained(id).text;
  const services = config.services ?? [];
  return [
    `${config.site.name}: ${reading.place || 'an unknown place'}, audience ${reading.audience}, as of ${date(now)}`,
    `Law: ${citation(reading.regime)}`,
    '',
    'Categories and their services',
    ...category.flatMap((id) => [
      `  ${say(id)}`,
      ...service.filter((_, i) => services[i].category === id).map((own) => `    ${say(own)}`),
    ]),
    '',
    'Buttons of the first layer, and the opt-out link',
    ...button.map((id) => `  ${say(id)}`),
    '',
    'Rules of law',
    ...reading.law().map((rule) => `  ${nameOf(rule.field)}: ${wordsOf(rule)} — ${rule.row}: ${citation(rule.row)}`),
    '',
  ].join('\n');
}

/** The same for programs. @param {Reading} reading @param {Explain} explained @param {FullConfig} config */
function listAll(reading, explained, config) {
  const { category, service, button } = targetsOf(config);
  const { regime, place, audience, signal, link } = reading;
  return {
    regime,
    place,
    audience,
    signal,
    link,
    categories: category.map(explained),
    services: service.map(explained),
    buttons: button.map(explained),
    law: reading.law().map((rule) => {
      const { title, source, confidence, note } = rowOf(rule.row);
      return { ...rule, title, source, confidence, note };
    }),
  };
}

/** @param {string[]} args */
export async function explain(args) {
  const { values, files } = readOptions(args, {
    ...VISITOR,
    category: { type: 'string' },
    service: { type: 'string' },
    button: { type: 'string' },
    all: { type: 'boolean' },
    lang: { type: 'string' },
    json: { type: 'boolean' },
  });
  const file = onlyOne(files);
  const loaded = load(file);
  if (!loaded) return 1;
  const { site, config } = loaded;
  const target = targetOf(values, config);
  if (target !== undefined && values.all)
    throw trouble('--all, or one of --category, --service and --button, not both', true);
  const words = await explainWordsOf(values.lang ?? 'en');
  const { reading, now } = visit(site, values);
  /** @type {Explain} */
  const explained = (id) => reading.explain(id, words);
  if (target === undefined) {
    process.stdout.write(
      values.json
        ? `${JSON.stringify(listAll(reading, explained, config), null, 2)}\n`
        : tellAll(reading, explained, config, now),
    );
  } else {
    const answer = explained(target);
    const source = answer.law ? `\n  ${answer.law.row}: ${citation(answer.law.row)}` : '';
    process.stdout.write(values.json ? `${JSON.stringify(answer, null, 2)}\n` : `${answer.text}${source}\n`);
  }
  return 0;
}
