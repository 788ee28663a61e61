// `{ "use": "matomo" }` in a config: the service as the starter catalogue has it, with whatever the site says of it in place of that.
// The core knows no `use`; it judges what came of it. One that the catalogue has not stays in, and is a fault at its place.

/** @typedef {import('./catalogue.js').Entry} Entry */

/**
 * What the catalogue adds to a service: all that the site does not say itself. A service without a category gets the only one that has
 * its purpose; where there are several, or none, only the site can say, and the core asks for it.
 * @param {any} service
 * @param {any} categories  of the config, which nobody has judged yet
 * @param {readonly Entry[]} catalogue
 * @returns {[name: string, value: any][] | undefined} undefined: it uses nothing that is known
 */
function added(service, categories, catalogue) {
  const entry = catalogue.find(({ id }) => id === service?.use);
  if (!entry) return undefined;
  const { id, purpose, source, ...facts } = entry;
  const [category, another] = Array.isArray(categories) ? categories.filter(one => one?.purpose === purpose) : [];
  return Object.entries({ id, category: another ? undefined : category?.id, ...facts })
    .filter(([name, value]) => value !== undefined && !(name in service));
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
  if (!Array.isArray(services)) return config;
  return { ...config, services: services.map(service => {
    const more = added(service, categories, catalogue);
    return more ? Object.fromEntries(Object.entries(service).flatMap(one => one[0] === 'use' ? more : [one])) : service;
  }) };
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
  let last = { text: '', at: 0 };
  let service = { begins: 0, ends: 0, from: 0, to: 0, count: 0 };
  for (const { 0: text, index: at = 0 } of json.matchAll(TOKEN)) {
    const inService = list === 'services' && open.join('') === '{[{';
    if (last.text === ':' && inService && key === 'use') service.to = at + text.length;
    if (text === '{' || text === '[') {
      open.push(text);
      if (open.length === 3) service = { begins: at, ends: 0, from: 0, to: 0, count: 0 };
    } else if (text === '}' || text === ']') {
      if (inService && service.count === 1) found.push({ ...service, ends: at + 1 });
      open.pop();
    } else if (text === ':' && open[open.length - 1] === '{') {
      key = JSON.parse(last.text);
      if (open.length === 1) list = key;
      if (inService && key === 'use') {
        service.from = last.at;
        service.count++;
      }
    }
    last = { text, at };
  }
  return found;
}

/**
 * The same for a config as text. Only `"use": "…"` gives way to what it stands for, and no line is added: whatever else the core must
 * refuse, it finds as the site wrote it, in its line. What is no JSON, or uses nothing that is known, comes back byte for byte.
 * @param {string} json
 * @param {readonly Entry[]} catalogue
 */
export function expandText(json, catalogue) {
  if (!/"use"\s*:/.test(json)) return json;
  let config;
  try { config = JSON.parse(json); } catch { return json; } // the core says where
  let written = '';
  let done = 0;
  for (const { begins, ends, from, to } of usesIn(json)) {
    const more = added(JSON.parse(json.slice(begins, ends)), config.categories, catalogue);
    if (!more) continue;
    written += json.slice(done, from) + more.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',');
    done = to;
    if (more.length) continue;
    const comma = /^\s*,/.exec(json.slice(to)); // the site says everything itself: one comma goes with it
    if (comma) done += comma[0].length;
    else written = written.replace(/,(\s*)$/, '$1');
  }
  return written + json.slice(done);
}
