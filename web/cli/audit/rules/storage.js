// B08, B09, B12, B32: what leaves the browser and what stays in it, before a choice, after it, and after it is taken
// back.
import { fits } from '../../../core/wildcard.js';
import { inWords } from '../../../words/lookup.js';
import { readRecord, scopeOf, siteOf, storedName } from '../record.js';
import { finding } from './finding.js';

/** @typedef {import('../evidence.d.ts').Choice} Choice */
/** @typedef {import('../evidence.d.ts').Facts} Facts */
/** @typedef {import('../evidence.d.ts').Finding} Finding */
/** @typedef {import('../evidence.d.ts').Judge} Judge */
/** @typedef {import('../evidence.d.ts').Stored} Stored */
/** @typedef {import('../evidence.d.ts').Traffic} Traffic */
/** @typedef {import('../evidence.d.ts').Where} Where */

/** Without a list of public suffixes: what two hosts of one site share. @param {string} host */
const site = (host) => (/^[\d.]+$|:/.test(host) ? host : host.split('.').slice(-2).join('.'));

/**
 * What may be loaded or kept: what is necessary, and what is granted.
 * @param {Facts} facts
 * @param {Record<string, boolean>} grants
 * @param {string | undefined} id
 */
function isFree({ config }, grants, id) {
  if (!id) return false;
  const category = config.services?.find((service) => service.id === id)?.category ?? id;
  return grants[id] ?? config.categories.some((one) => one.id === category && one.purpose === 'necessary');
}

/**
 * Requests that nothing allows: to the address of a held element, or to a host that is declared for something not
 * granted.
 * @param {Facts} facts
 * @param {Record<string, boolean>} grants
 * @param {Traffic[]} traffic
 * @param {Where} where
 * @param {boolean} strangers  hosts outside the site that nobody declared count, too
 * @returns {Finding[]}
 */
function leaks(facts, grants, traffic, where, strangers) {
  const { config, marked, address } = facts;
  const own = site(new URL(address).hostname);
  const seen = new Set();
  return traffic.flatMap(({ url, host }) => {
    const at = marked.filter((one) => one.address && one.address.split('?')[0] === url.split('?')[0]);
    const declared = (config.services ?? []).filter(({ hosts }) => hosts?.some((pattern) => fits(pattern, host)));
    const foreign = site(host) !== own && config.unknown?.hosts !== 'allow';
    const sameHost = foreign
      ? marked.filter((one) => one.address && new URL(one.address).host === new URL(url).host)
      : [];
    const owners = (at.length ? at : declared.length ? declared : sameHost).map(({ id }) => id);
    if (!owners.length && !(foreign && strangers)) return [];
    if (owners.some((id) => isFree(facts, grants, id))) return [];
    const element = at[0]?.element ?? (owners[0] ? `service ${owners[0]}` : `host ${host}`);
    if (seen.has(element)) return [];
    seen.add(element);
    return [
      finding(
        where,
        element,
        `${url.split('?')[0]} was asked for`,
        owners[0] ? `held: ${owners[0]} is not granted` : 'held: nobody declared this host',
      ),
    ];
  });
}

/** Whose a stored thing is: the exact name counts before a pattern. @param {Facts} facts @param {Stored[number]} one */
function ownersOf({ config }, { area, name }) {
  const all = [
    ...(config.keys ?? []).map((key) => ({ ...key, owner: key.category })),
    ...(config.services ?? []).flatMap(({ id, keys }) => (keys ?? []).map((key) => ({ ...key, owner: id }))),
  ].filter((key) => key.in === area && fits(key.name, name));
  const longest = Math.max(0, ...all.map((key) => (key.name === name ? Infinity : key.name.length)));
  return all.filter((key) => key.name === name || key.name.length === longest);
}

/**
 * @param {Facts} facts
 * @param {Record<string, boolean>} grants
 * @param {Stored} stored
 * @param {Where} where
 * @param {boolean} strangers  what nobody declared counts, too
 */
const kept = (facts, grants, stored, where, strangers) =>
  stored.flatMap((one) => {
    const owners = ownersOf(facts, one);
    const own = storedName(facts.config);
    if (one.name === own || one.name.startsWith(`${own}.`)) return []; // the decision, and what Assent notes beside it
    // What others store on their own hosts this site need not declare. Whether they may be reached is judged by the
    // request.
    if (one.host && site(one.host) !== site(new URL(facts.address).hostname)) return [];
    if (!owners.length)
      return strangers && facts.config.unknown?.keys !== 'allow'
        ? [finding(where, `${one.area} ${one.name}`, 'is stored', 'not there: nobody declared it')]
        : [];
    return owners.some(({ owner, record }) => record || isFree(facts, grants, owner))
      ? []
      : [finding(where, `${one.area} ${one.name}`, 'is stored', `not there: ${owners[0].owner} is not granted`)];
  });

/** @type {Judge} */
export const B08 = ({ facts, before }) => {
  const where = { when: 'before a choice' };
  return [
    ...leaks(facts, facts.state.grants, before.traffic, where, true),
    ...kept(facts, facts.state.grants, before.stored, where, true),
  ];
};

const INTEREST = new RegExp(
  [
    'legitimate interest',
    'berechtigtes interesse',
    'intérêt légitime',
    'interés legítimo',
    'interesse legittimo',
    'gerechtvaardigd belang',
  ].join('|'),
  'i',
);

/** @type {Judge} */
export const B09 = ({ facts, looks }) => {
  const { config } = facts;
  const look = looks.find(({ sections }) => sections.length);
  if (!look) return null;
  const where = { layer: look.where.layer };
  const lang = look.lang || look.pageLang;
  const found = [];
  for (const service of config.services ?? []) {
    const shown = look.sections.flatMap((section) =>
      section.services.filter(({ name }) => name === service.name).map((item) => ({ section, item })),
    );
    if (shown.length > 1)
      found.push(
        finding(where, shown[1].item.element, `${service.name} is listed ${shown.length} times`, 'under one purpose'),
      );
    if (
      config.categories.find(({ id }) => id === service.category)?.purpose === 'necessary' &&
      !inWords(service.does, [lang])
    ) {
      found.push(
        finding(
          where,
          `service ${service.id}`,
          'is necessary without a reason',
          'what it does, and why the site needs it',
        ),
      );
    }
  }
  for (const section of look.sections) {
    if (!section.switches.length && !section.paragraphs.some(Boolean))
      found.push(finding(where, section.element, 'cannot be refused and gives no reason', 'a reason'));
    if (section.switches.length > 1)
      found.push(
        finding(
          where,
          section.element,
          `has ${section.switches.length} switches of its own`,
          'one: consent is the only ground',
        ),
      );
  }
  for (const { element, text } of looks.flatMap(({ texts }) => texts)) {
    if (INTEREST.test(text))
      found.push(finding(where, element, `“${text.match(INTEREST)?.[0]}” as a ground`, 'consent'));
  }
  return found;
};

/** @type {Judge} */
export const B12 = ({ facts, accepted, withdrawn, after }) => {
  if (!accepted || !withdrawn || withdrawn.clicks === Infinity || !after) return null;
  const { grants } = withdrawn.state;
  const where = { when: 'after withdrawing' };
  const erases =
    facts.config.onWithdraw === 'erase' ||
    (facts.config.onWithdraw !== 'keep' && (!facts.law || facts.law.erases === true));
  /** @param {Stored} stored */
  const left = (stored) =>
    erases
      ? kept(facts, grants, stored, where, false).map((one) => ({
          ...one,
          expected: one.expected.replace('not there', 'erased'),
        }))
      : [];
  return [
    ...after.probes.ran.map((id) =>
      finding({ when: 'after accepting' }, `<img data-category="${id}">`, 'is held', 'loaded: it is granted'),
    ),
    ...after.probes.held
      .filter((id) => !grants[id])
      .map((id) => finding(where, `<img data-category="${id}">`, 'is loaded', 'held')),
    ...left(after.stored),
    ...leaks(facts, grants, after.reloaded.traffic, { when: 'on the page after withdrawing' }, false),
    ...left(after.reloaded.stored),
  ];
};

/** @param {Choice} choice @param {Facts} facts @param {string[]} hows @param {Where} where */
function faultsOf({ record, element, state }, { config, address, law }, hows, where) {
  /** @param {string} found @param {string} expected */
  const fault = (found, expected) => [finding(where, element, found, expected)];
  if (!record) return fault('records nothing', `a record of ${hows[0]}`);
  const decision = readRecord(record, config);
  if (decision?.format !== 2) return fault(`records “${record}”`, 'a record of format 2 (src/record.h)');
  const { site, scope, when, how, policy, regime, signal, said } = decision;
  if (site !== siteOf(config) || scope !== scopeOf(config))
    return fault(`records site “${site}” and scope “${scope}”`, `“${siteOf(config)}” and “${scopeOf(config)}”`);
  if (!hows.includes(how)) return fault(`records “${how}”`, hows[0]);
  if (policy !== config.policy.version) return fault(`records policy ${policy}`, `${config.policy.version}`);
  if (!/^[a-z][a-z0-9_]*$/.test(regime) || (state.regime && state.regime !== regime))
    return fault(`records regime “${regime}”`, state.regime || 'a row of law');
  if (signal !== state.signal)
    return fault(
      `records ${signal ? 'a' : 'no'} signal`,
      state.signal ? 'that the browser sent one' : 'that the browser sent none',
    );
  if (Math.abs(Date.now() / 1000 - when) > 600) return fault(`records the time ${when}`, 'now');
  const missing = config.categories.filter(
    ({ id, purpose }) => purpose !== 'necessary' && !/^(barred|absent)$/.test(law?.[purpose] ?? '') && !said[id],
  );
  if (missing.length)
    return fault(
      `does not record ${missing[0].id} on ${new URL(address).pathname}`,
      'every category that was asked for',
    );
  return [];
}

/** @type {Judge} */
export const B32 = ({ facts, refused, accepted, saved, withdrawn, revoked }) => {
  /** @type {[Choice | null, string[], string][]} */
  const all = [
    [accepted, ['accept'], 'accepting'],
    [refused, ['reject'], 'refusing'],
    [saved, ['save'], 'saving'],
    [withdrawn, ['reject', 'withdraw'], 'withdrawing'],
    [revoked, ['withdraw'], 'withdrawing by script'],
  ];
  const made = all.filter(([choice]) => choice);
  if (!made.length) return null;
  const found = made.flatMap(([choice, hows, when]) =>
    choice ? faultsOf(choice, facts, hows, { layer: choice.layer, when }) : [],
  );
  if (facts.state.signal && facts.state.decided && facts.state.decided.how !== 'gpc')
    found.push(finding({ when: 'under GPC' }, 'assent.state()', `decided by ${facts.state.decided.how}`, 'gpc'));
  return found;
};
