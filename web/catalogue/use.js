// `{ "use": "matomo" }` in a config: the service as the starter catalogue has it, with whatever the site says of it in
// place of that. The core knows no `use`; it judges what came of it. One that the catalogue has not stays in, and is a
// fault at its place.

import { stringify } from '../platform/json.js';
import { add, each, filter, find, flatMap, isList, join, last, map } from '../platform/lists.js';
import { defineProperty, native } from '../platform/pristine.js';
import { matches } from '../platform/texts.js';

/** @typedef {import('./starter-services.js').Entry} Entry */
/** @typedef {{ name: string, value: any }} Member  of an object */

/** @param {any} object @returns {Member[]} */
const membersOf = (object) => map(native.keys(object), (name) => ({ name, value: object[name] }));

/** @param {Member[]} members @returns {any} */
function objectOf(members) {
  const object = {};
  each(members, ({ name, value }) =>
    defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true }),
  );
  return object;
}

/**
 * What the catalogue adds to a service: all that the site does not say itself. A service without a category gets the
 * only one that has its purpose; where there are several, or none, only the site can say, and the core asks for it.
 * @param {any} service
 * @param {any} categories  of the config, which nobody has judged yet
 * @param {readonly Entry[]} catalogue
 * @returns {Member[] | undefined} undefined: it uses nothing that is known
 */
function added(service, categories, catalogue) {
  const entry = find(catalogue, ({ id }) => id === service?.use);
  if (!entry) return undefined;
  const { id, purpose, source, ...facts } = entry;
  const { 0: category, 1: another } = isList(categories) ? filter(categories, (one) => one?.purpose === purpose) : [];
  return filter(
    membersOf({ id, category: another ? undefined : category?.id, ...facts }),
    (one) => one.value !== undefined && !native.hasOwn(service, one.name),
  );
}

/**
 * The config with every service that it uses written out, where its `use` stood.
 * @template T
 * @param {T} config
 * @param {readonly Entry[]} catalogue
 * @returns {T}
 */
export function expand(config, catalogue) {
  const { services, categories } = /** @type {any} */ (config ?? {});
  if (!isList(services)) return config;
  return {
    ...config,
    services: map(services, (service) => {
      const more = added(service, categories, catalogue);
      return more ? objectOf(flatMap(membersOf(service), (one) => (one.name === 'use' ? more : [one]))) : service;
    }),
  };
}

/** @param {string} text  which ends with a comma, but for blanks */
function withoutLastComma(text) {
  const at = native.lastIndexOf(text, ',');
  return native.test(/^,\s*$/, native.slice(text, at)) ? native.slice(text, 0, at) + native.slice(text, at + 1) : text;
}

/** What JSON is made of, but for blanks. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[,:[\]{}]|[^\s",:[\]{}]+/g;

/**
 * Each service of a config that has `use`, once: where it begins and ends in the text, and where `"use": "…"` does.
 * @param {string} json  which JSON.parse took
 */
function usesIn(json) {
  /** @type {{ begins: number, ends: number, from: number, to: number }[]} */
  const found = [];
  /** @type {string[]} the brackets that are open */
  const open = [];
  let list = ''; // the key of the config that we are in
  let key = '';
  let before = { text: '', at: 0 };
  let service = { begins: 0, ends: 0, from: 0, to: 0, count: 0 };
  each(matches(json, TOKEN), ({ 0: text, index: at }) => {
    const inService = list === 'services' && join(open, '') === '{[{';
    if (before.text === ':' && inService && key === 'use') service.to = at + text.length;
    if (text === '{' || text === '[') {
      add(open, text);
      if (open.length === 3) service = { begins: at, ends: 0, from: 0, to: 0, count: 0 };
    } else if (text === '}' || text === ']') {
      if (inService && service.count === 1) add(found, { ...service, ends: at + 1 });
      open.length--;
    } else if (text === ':' && last(open) === '{') {
      key = native.parse(before.text);
      if (open.length === 1) list = key;
      if (inService && key === 'use') {
        service.from = before.at;
        service.count++;
      }
    }
    before = { text, at };
  });
  return found;
}

/**
 * The same for a config as text. Only `"use": "…"` gives way to what it stands for, and no line is added: whatever else
 * the core must refuse, it finds as the site wrote it, in its line. What is no JSON, or uses nothing that is known,
 * comes back byte for byte.
 * @param {string} json
 * @param {readonly Entry[]} catalogue
 */
export function expandText(json, catalogue) {
  if (!native.test(/"use"\s*:/, json)) return json;
  let config;
  try {
    config = native.parse(json);
  } catch {
    return json;
  } // the core says where
  let written = '';
  let done = 0;
  each(usesIn(json), ({ begins, ends, from, to }) => {
    const more = added(native.parse(native.slice(json, begins, ends)), config.categories, catalogue);
    if (!more) return;
    written +=
      native.slice(json, done, from) +
      join(
        map(more, ({ name, value }) => `${native.quote(name)}:${stringify(value)}`),
        ',',
      );
    done = to;
    if (more.length) return;
    // the site says everything itself: one comma goes with it
    const comma = native.exec(/^\s*,/, native.slice(json, to));
    if (comma) done += comma[0].length;
    else written = withoutLastComma(written);
  });
  return written + native.slice(json, done);
}
