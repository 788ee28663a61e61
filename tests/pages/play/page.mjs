// A page of the corpus as a file: what it is, what is expected of it, what it is served as.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { OTHERS } from './cast.mjs';

const FOLDER = new URL('../', import.meta.url);
const SITE = JSON.parse(readFileSync(new URL('site.json', FOLDER), 'utf8'));

/** In the order in which they are played. */
export const STATES = /** @type {const} */ (['without', 'undecided', 'refused', 'accepted', 'returning', 'withdrawn']);
/** @typedef {(typeof STATES)[number]} State */

/**
 * What is seen of a state. What is not named must not be.
 * @typedef {object} Facts
 * @property {string[]} asked   which requests reached which other origins since the state before; in no order
 * @property {string[]} ran     what ran since, in order
 * @property {string} shows     what is to be seen in the page's <output> elements
 * @property {string[]} stored  names of all that is stored now, but for what Assent keeps
 * @property {boolean} asks     is the banner up, or what stands in for it?
 */

/** @typedef {Record<State, Facts>} Expected */

const BLOCK = /<script type="(text\/expected|text\/answer)"([^>]*)>([^]*?)<\/script>\s*/g;

/** What many pages have in common, with what is expected of it. @type {Record<string, string>} */
const PARTS = Object.fromEntries(
  readdirSync(new URL('play/', FOLDER))
    .filter((file) => file.endsWith('.html'))
    .map((file) => [file.slice(0, -5), readFileSync(new URL(`play/${file}`, FOLDER), 'utf8')]),
);

/** @param {string} [id]  of the site, where it has one of its own */
const config = (id) => JSON.stringify(id ? { ...SITE, site: { id, ...SITE.site } } : SITE);

/** @param {string} name @param {string[]} blocks  which say it together */
function expectationsOf(name, blocks) {
  const told = Object.assign(
    {},
    ...blocks.map((json) => {
      try {
        return JSON.parse(json);
      } catch (error) {
        throw new Error(`tests/pages/${name}.html, the block of type text/expected: ${error}`, { cause: error });
      }
    }),
  );
  const { accepts, loads = true, starts = true, complains = [], ...rest } = told;
  /** @type {any} */
  const expected = {};
  for (const [keys, facts] of Object.entries(rest)) {
    for (const key of keys.split(', ')) {
      assert.ok(
        STATES.includes(/** @type {any} */ (key)),
        `tests/pages/${name}.html expects something of "${key}"; the states are ${STATES.join(', ')}`,
      );
      assert.ok(!expected[key], `tests/pages/${name}.html expects something of "${key}" twice`);
      for (const fact of Object.keys(facts))
        assert.ok(
          ['asked', 'ran', 'shows', 'stored', 'asks'].includes(fact),
          `tests/pages/${name}.html, ${key}: nobody can see "${fact}"`,
        );
      expected[key] = { asked: [], ran: [], shows: '', stored: [], asks: key === 'undecided', ...facts };
      expected[key].asked.sort();
      expected[key].stored.sort();
    }
  }
  for (const state of STATES)
    assert.ok(expected[state], `tests/pages/${name}.html does not say what is expected ${state}`);
  return {
    accepts,
    loads,
    starts,
    complains: complains.map((/** @type {string} */ one) => new RegExp(one)),
    expected: /** @type {Expected} */ (expected),
  };
}

/** As its author would have written it without Assent: what is held is not. @param {string} html */
const unmarked = (html) =>
  html.replace(/<[a-z][^<>]*\sdata-(?:category|service)=[^<>]*>/gi, (tag) =>
    tag
      .replace(/\sdata-(?:category|service)="[^"]*"/g, '')
      .replace(/\stype="\s*text\/plain[^"]*"/i, '')
      .replace(/\sdata-(type|src|srcset|href|poster|data)=/g, ' $1='),
  );

/** @param {string} name */
function read(name) {
  const source = readFileSync(new URL(`${name}.html`, FOLDER), 'utf8').replace(
    /^\{\{(\w+)\}\}\n/gm,
    (all, part) => PARTS[part] ?? all,
  );
  const text = source.replace(/\{\{config(?::([\w-]+))?\}\}/g, (_, id) => config(id));
  /** @type {Record<string, import('./cast.mjs').Answer>} */
  const answers = {};
  /** @type {string[]} */
  const blocks = [];
  const html = text.replace(BLOCK, (_, kind, attributes, content) => {
    if (kind === 'text/expected') blocks.push(content);
    else
      answers[/ at="([^"]*)"/.exec(attributes)?.[1] ?? ''] = {
        text: content.replaceAll('<\\/script', '</script'),
        type: / as="([^"]*)"/.exec(attributes)?.[1],
      };
    return '';
  });
  const engines = /<meta name="engines" content="([^"]*)"/.exec(html)?.[1].split(' ') ?? ['chromium'];
  const whole = /<meta name="needs" content="whole browser"/.test(html);
  const title = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? name;
  const hooks = new URL(`${name}.mjs`, FOLDER);

  return {
    name,
    title,
    engines,
    /** Whom it may ask for something: those that it names; a page that spells hosts in its own way may ask anybody. */
    others: OTHERS.filter((member) => /\{\{port\}\}/.test(source) || source.includes(`{{${member}}}`)),
    /** Does it need Chromium as people have it, with its history? */
    whole,
    answers,
    ...expectationsOf(name, blocks),
    /**
     * Functions by the name of a state: what happens there instead of what the player does; `begin` does that.
     * @returns {Promise<Partial<Record<State, (world: any) => Promise<void>>>>}
     */
    hooks: async () => (existsSync(hooks) ? import(pathToFileURL(fileURLToPath(hooks)).href) : {}),
    /** As it is sent. @param {(member: any) => string} at  where somebody is */
    served(/** @type {boolean} */ assent, at) {
      const block = `<script type="application/json" id="assent-config">${config()}</script>\n`;
      const whole = /id="assent-config"|data-config=/.test(html)
        ? html
        : html.replace('<script src="/assent/', (tag) => block + tag);
      return (assent ? whole : unmarked(whole))
        .replace('<head>', '<head><script src="/instrument.js"></script>')
        .replace(/\{\{(\w+)\}\}/g, (_all, member) =>
          member === 'own' ? at(assent ? 'own' : 'plain') : member === 'port' ? at('own').split(':')[1] : at(member),
        );
    },
  };
}

/** Every page that is for this engine. @param {'chromium' | 'firefox' | 'webkit'} engine */
export const pagesFor = (engine) =>
  readdirSync(fileURLToPath(FOLDER))
    .filter((file) => file.endsWith('.html'))
    .map((file) => read(file.slice(0, -'.html'.length)))
    .filter(
      ({ name, engines }) =>
        engines.includes(engine) &&
        (!process.env.ONLY || process.env.ONLY.split(',').some((part) => name.includes(part))),
    );
