// The audit: visitors go through a page in a real browser, and the rules judge what they bring back.
import { panelWordsOf } from '../languages.js';
import { accept, cross, refuse, save } from './choosing-visits.js';
import { lookAround } from './looking-visit.js';
import { RULES } from './rules.js';
import { profile, visit } from './visit.js';

/** @typedef {import('./evidence.d.ts').Evidence} Evidence */
/** @typedef {import('./evidence.d.ts').Facts} Facts */
/** @typedef {import('./visit.js').Visit} Visit */

/** A page that cannot be audited. @param {string} message */
const unfit = (message) => Object.assign(new Error(message), { unfit: true });

/** @param {Visit} visit @param {string} address @param {boolean} gpc @returns {Promise<Facts>} */
async function arrive(visit, address, gpc) {
  const { page } = visit;
  const status = await visit.go().catch((error) => {
    throw unfit(`${address} does not answer: ${error.message.split('\n')[0]}`);
  });
  if (status >= 400) throw unfit(`${address} answers ${status}`);
  if (!(await page.evaluate(() => 'assent' in window)))
    throw unfit(`${address} carries no Assent: there is no window.assent on it`);
  const wrong = await page.evaluate(() =>
    window.assent.ready.then(
      () => '',
      (error) => String(error.message),
    ),
  );
  if (wrong) throw unfit(`Assent did not start on ${address}: ${wrong}`);
  await visit.arrive();
  const config = await visit.config();
  if (!config)
    throw unfit(
      `the config of ${address} cannot be heard: start Assent there with the classic script, or with debug: true`,
    );
  const told = await page.evaluate(() => /** @type {any} */ (window.assent).law?.() ?? null);
  const lang = await page.evaluate(
    () => document.querySelector('.assent')?.closest('[lang]')?.getAttribute('lang') ?? document.documentElement.lang,
  );
  return {
    address,
    config: JSON.parse(config),
    state: await visit.state(),
    law:
      told &&
      Object.fromEntries(
        told.map((/** @type {{ field: string, value: unknown }} */ { field, value }) => [field, value]),
      ),
    words: panelWordsOf(lang),
    gpc,
    marked: await page.evaluate(() => assentProbe.marked()),
  };
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 * @param {object} [as]
 * @param {string} [as.region]    such as US-CA
 * @param {string} [as.audience]  general, minor, child or k12
 * @param {boolean} [as.gpc]      with Global Privacy Control
 * @returns {Promise<{ facts: Facts, results: import('./evidence.d.ts').Result[] }>}
 * @throws {Error & { unfit: true }} if there is nothing to audit
 */
export async function audit(browser, address, { region, audience, gpc = false } = {}) {
  const attributes = {
    ...(region !== undefined && { 'data-region': region }),
    ...(audience !== undefined && { 'data-audience': audience }),
  };
  const profiles = await Promise.all([0, 1].map(() => profile(browser, { attributes, gpc })));
  try {
    const evidence = await gather(profiles, address, gpc);
    return { facts: evidence.facts, results: RULES.map((rule) => judged(rule, evidence)) };
  } finally {
    await Promise.all(profiles.map((one) => one.close()));
  }
}

/**
 * One visitor looks while others, one after another, choose.
 * @param {import('playwright-core').BrowserContext[]} profiles
 * @param {string} address
 * @param {boolean} gpc
 */
async function gather([quiet, busy], address, gpc) {
  const watcher = await visit(quiet, address);
  /** @type {Evidence} */
  const evidence = {
    facts: await arrive(watcher, address, gpc),
    looks: [],
    moved: [],
    keys: { first: [], preferences: [], end: [], opener: '' },
    before: { traffic: [], stored: [] },
    steps: [],
    waited: null,
    pages: [],
    policy: null,
    refused: null,
    asked: [],
    expires: 0,
    content: null,
    accepted: null,
    withdrawn: null,
    revoked: null,
    after: null,
    saved: null,
    chosen: null,
    x: null,
  };
  const choose = async () => {
    for (const choice of [accept, save, ...(evidence.facts.law?.x ? [cross] : []), refuse]) {
      // refuse comes last: it moves the clock
      const one = await visit(busy, address);
      await choice(one, evidence);
      await one.close();
    }
  };
  await Promise.all([lookAround(watcher, evidence), choose()]);
  return evidence;
}

/** @param {import('./rules.js').Rule} rule @param {Evidence} evidence @returns {import('./evidence.d.ts').Result} */
function judged({ id, means, source, judge }, evidence) {
  const findings = judge(evidence);
  return {
    rule: id,
    means,
    source,
    status: !findings ? 'not owed' : findings.length ? 'broken' : 'holds',
    findings: (findings ?? []).map((one) => ({ rule: id, ...one })),
  };
}
