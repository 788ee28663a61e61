// `{ "use": "matomo" }` in a config stands for the service as the starter catalogue has it. What the site says of the
// service counts instead of what the catalogue says. The core does not know `use`: it judges the config in which each
// is written out. A `use` that the catalogue does not know stays, and the core tells of it at its place.

import { stringify } from '../platform/json.js';
import { each, filter, find, flatMap, isList, join, map, present } from '../platform/lists.js';
import { defineProperty, native } from '../platform/pristine.js';
import { elementsAt, endOf, membersAt, tokensOf } from './json-places.js';

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
 * category with its purpose, if there is exactly one. Else only the site can say, and the core asks for it.
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
 * Writes out every service that a config uses, in the place of its `use`.
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

/**
 * Each service of a config that has `use` once: where it begins and ends in the text, and where its `"use": "…"` does.
 * @param {string} json  which JSON.parse took
 */
function usesIn(json) {
  const tokens = tokensOf(json);
  const lists = filter(membersAt(tokens, 0), (member) => member.name === 'services');
  return present(
    map(
      flatMap(lists, (list) => elementsAt(tokens, list.value)),
      (service) => {
        const uses = filter(membersAt(tokens, service), (member) => member.name === 'use');
        if (uses.length !== 1) return undefined;
        const { from, to } = uses[0];
        return { begins: tokens[service].index, ends: endOf(tokens, service), from, to };
      },
    ),
  );
}

/** @param {string} text  which ends with a comma, but for blanks */
function withoutLastComma(text) {
  const at = native.lastIndexOf(text, ',');
  return native.test(/^,\s*$/, native.slice(text, at)) ? native.slice(text, 0, at) + native.slice(text, at + 1) : text;
}

/**
 * Does the same in a config as text. Only `"use": "…"` is replaced, and no line is added, so that the core tells of any
 * other fault in the line in which the site wrote it. A text that is no JSON, or that uses nothing known, comes back
 * byte for byte.
 * @param {string} json
 * @param {readonly Entry[]} catalogue
 */
export function expandText(json, catalogue) {
  if (!native.test(/"use"\s*:/, json)) return json;
  let config;
  try {
    config = native.parse(json);
  } catch {
    return json; // the core says where it is wrong
  }
  let written = '';
  let done = 0;
  each(usesIn(json), ({ begins, ends, from, to }) => {
    const more = added(native.parse(native.slice(json, begins, ends)), config.categories, catalogue);
    if (!more) return;
    const members = map(more, ({ name, value }) => `${native.quote(name)}:${stringify(value)}`);
    written += native.slice(json, done, from) + join(members, ',');
    done = to;
    if (members.length) return;
    // The site says everything itself: one comma goes with the `use`, the one behind it or the one before it.
    const comma = native.exec(/^\s*,/, native.slice(json, to));
    if (comma) done += comma[0].length;
    else written = withoutLastComma(written);
  });
  return written + native.slice(json, done);
}
