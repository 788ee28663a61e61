// Every banner rule on both course sites, and the command that says so about any page: `assent audit`.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RULES as RULE_ROWS } from '../../wasm-build/out/contract.js';
import { ROWS } from '../../wasm-build/out/law.js';
import { audit } from '../../web/cli/audit/audit.js';
import { RULES } from '../../web/cli/audit/rules.js';
import { ROUNDS } from '../../web/cli/audit/traffic.js';
import { profile, visit } from '../../web/cli/audit/visit.js';
import { connect } from '../../web/core/connect.js';
import { turnOf } from '../../web/core/turn-text.js';
import { flavours } from '../cores.mjs';
import { CHROMIUM, CONFIG, page, SHELL, stage } from './browser.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** What is owed only in some places, to some audiences, or to browsers that send a signal. */
const DUTIES = ['B20', 'B21', 'B22', 'B23'];

/**
 * @param {string[]} args
 * @param {{ program?: string, env?: Record<string, string> }} [options]
 * @returns {Promise<{ status: number, stdout: string, stderr: string }>}
 */
const assent = (args, { program = join(root, 'web/cli/assent.js'), env = {} } = {}) =>
  new Promise((done) => {
    execFile(
      process.execPath,
      [program, 'audit', ...args],
      { env: { ...process.env, CHROMIUM: SHELL, ...env } },
      (error, stdout, stderr) => {
        done({ status: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr });
      },
    );
  });

/** A page of its own, without services and without other pages. @param {string} [head] */
const alone = (head) =>
  page({ head, config: { ...CONFIG, keys: [{ in: 'cookie', name: 'plx_*', category: 'essential' }] } });
const NOT_THERE = ['B18', 'B30'];

/**
 * What of all that rules judge differs between two visitors: each layer as a whole, the buttons of the first beside
 * those of the second, which link is owed, which notices, another language than the panel's, a signal that counts, and
 * whether the law erases. A rule that looks at two of these at once has them together in one kind.
 * @type {Record<'plexomni' | 'aysar', (first: string[][], second: string[][], law: Map<string, string>, signal: string)
 *   => string[]>} from the effects of the start, those of the preferences, the rules of law that hold, and where the
 *   browser's signal is heard
 */
const KINDS = {
  plexomni(first, second, law, signal) {
    /**
     * Every line of a layer by itself: no rule looks at two of them at once but at the buttons.
     * @param {string} layer
     * @param {string[][]} effects
     */
    const lines = (layer, effects) =>
      effects.filter(([effect]) => /^(category|say)$/.test(effect)).map((line) => `${layer} ${line.join(' ')}`);
    const [, link, honored, ...notices] = first.find(([effect]) => effect === 'link');
    return [
      ...lines('first', first),
      ...lines('preferences', second),
      `layers ${layers(first)}, ${layers(second)}`,
      `buttons ${buttons(first)}, ${buttons(second)}`,
      `link ${link}`,
      `honored ${honored}`,
      `notices ${notices}`,
      `foreign ${foreign(law)}, layer ${layers(first)}`,
      `signal ${signal}, layer ${layers(first)}`,
      `erases ${law.has('erases')}`,
    ];
  },
  // Of this site the words alone are others, and how many there are: one visitor sees them.
  aysar: () => [],
};
const named = (effects, name) =>
  effects
    .filter(([effect]) => effect === name)
    .map(([, id]) => id)
    .join(' ');
const layers = (effects) => named(effects, 'layer');
const buttons = (effects) => named(effects, 'control');
const foreign = (law) => law.has('language');

/** Where a browser's signal counts in each way it can, and where it meets another language. */
const SIGNALLED = [undefined, 'US-CA', 'US-NJ', 'CZ'];
const NOW = Math.floor(Date.now() / 1000);

/**
 * Visitors who between them meet every kind that the laws by the hundred make of this site. One visitor meets several,
 * so each next one is who meets most that none before has met; the first is an adult of whom nothing is known.
 * @param {'plexomni' | 'aysar'} site
 */
function visitorsOf(site) {
  const config = readFileSync(join(root, 'demo', site, 'site.json'), 'utf8');
  const turn = connect(flavours.wasm());
  const places = [...new Set(ROWS.flatMap((row) => row.places))].filter((place) => place !== '*');
  const visitors = [];
  for (const region of [undefined, ...places]) {
    for (const audience of ['general', 'minor', 'child', 'k12']) {
      for (const gpc of SIGNALLED.includes(region) ? [false, true] : [false]) {
        turn(`config\n${config}`);
        const first = turn(turnOf('start', { now: NOW, region, audience, gpc }));
        const second = turn('show\tpreferences');
        const law = new Map(turn('law').map(([, rule, value]) => [RULE_ROWS[Number(rule)].name, value]));
        visitors.push({
          region,
          audience,
          gpc,
          foreign: foreign(law),
          kinds: KINDS[site](
            first,
            second,
            law,
            !gpc ? 'none' : /^US/.test(region ?? '') ? 'in the United States' : 'elsewhere',
          ),
        });
      }
    }
  }
  let [next] = visitors;
  let chosen = [];
  const met = (who) => new Set(who.flatMap(({ kinds }) => kinds));
  for (let left = 1; left > 0; ) {
    chosen.push(next);
    const known = met(chosen);
    const news = ({ kinds }) => kinds.filter((kind) => !known.has(kind)).length;
    next = visitors.reduce((best, one) => (news(one) > news(best) ? one : best));
    left = news(next);
  }
  // Some meet nothing that those after them do not meet as well.
  for (const one of chosen.slice(1)) {
    const others = chosen.filter((other) => other !== one);
    if (one.kinds.every((kind) => met(others).has(kind))) chosen = others;
  }
  return chosen;
}

stage('Audit of the course sites', (story) => {
  for (const site of /** @type {const} */ (['plexomni', 'aysar'])) {
    for (const { region, audience, gpc, foreign: otherLanguage } of visitorsOf(site)) {
      const name = [region ?? 'place unknown', audience, ...(gpc ? ['Global Privacy Control'] : [])].join(', ');
      // The third parties' real scripts run in the first of them; the others are answered with nothing, and are as soon
      // seen.
      const real = region === undefined && audience === 'general';
      const other = { origin: '' };
      const serve = real
        ? {}
        : {
            page: (html) => html.replaceAll(/http:\/\/127\.0\.0\.3:\d+/g, other.origin),
            headers: () => ({ 'content-security-policy': null }),
          };
      story(`B01 to B32: ${site}: ${name}`, { serve, instrument: real }, async (world) => {
        other.origin = world.party.origin;
        const { results } = await audit(world.context.browser(), `${world[site]}/`, { region, audience, gpc });
        assert.deepEqual(
          results.map(({ rule }) => rule),
          RULES.map(({ id }) => id),
        );
        // Where the law wants the banner in Czech or in French, the audit must say that it is not: English is all there
        // is so far.
        const findings = results.flatMap((result) => result.findings);
        assert.deepEqual(
          findings.filter(({ rule }) => !otherLanguage || rule !== 'B13'),
          [],
        );
        assert.equal(findings.length > 0, otherLanguage);
      });
    }
  }

  // A browser does not say when the answer to a report has ended that nobody reads, and most trackers send such.
  story(
    'the audit does not wait for what nobody waits for',
    {
      pages: {
        '/privacy': alone(
          '<script>fetch("{{party}}/report", { method: "POST", body: "seen", keepalive: true }); navigator.sendBeacon("{{party}}/beacon", "seen");</script>',
        ),
      },
    },
    async (world) => {
      world.party.answer('/report', '{"taken":true}', 'application/json');
      const visitor = await visit(
        await profile(world.context.browser(), { attributes: {}, gpc: false }),
        `${world.plexomni}/privacy`,
      );
      await visitor.go();
      await world.becomes('what arrived', () => [...world.party.log].sort(), ['/beacon', '/report']);
      await visitor.page.evaluate(() => {
        const { calm } = assentProbe;
        assentProbe.calm = () => {
          window.rounds = (window.rounds ?? 0) + 1;
          return calm();
        };
      });
      await visitor.settle();
      const rounds = await visitor.page.evaluate(() => window.rounds);
      await visitor.context.close();
      assert.ok(rounds < ROUNDS / 2, `it waited ${rounds} rounds`);
    },
  );

  story('assent audit: a line for each rule, and 0 if all hold', { pages: { '/privacy': alone() } }, async (world) => {
    // as people have it
    const { status, stdout, stderr } = await assent([`${world.plexomni}/privacy`], { env: { CHROMIUM } });
    assert.equal(stderr, '');
    const lines = stdout.trimEnd().split('\n');
    assert.deepEqual(
      lines.slice(0, -1),
      RULES.map(({ id }) => `${id} ${[...DUTIES, ...NOT_THERE].includes(id) ? 'not owed here' : 'holds'}`),
    );
    assert.match(lines[RULES.length], /\/privacy.*: 26 rules hold, 0 broken, 6 not owed here$/);
    assert.equal(status, 0);
  });

  story(
    'assent audit: what is broken, where, by which element; --json for programs; 1',
    {
      pages: {
        '/privacy': alone('<style>.assent-banner:not(#_#_#_) [data-id=reject] { font-size: 11px !important }</style>'),
      },
    },
    async (world) => {
      const [said, told] = await Promise.all([
        assent([`${world.plexomni}/privacy`]),
        assent([`${world.plexomni}/privacy`, '--json', '--gpc']),
      ]);
      assert.match(
        said.stdout,
        /^B03 BROKEN at 320 px, light and dark, banner: <button data-id="reject">: font-size 11px, expected accept \d+px$/m,
      );
      assert.equal(said.status, 1);
      const { results, gpc } = JSON.parse(told.stdout);
      assert.equal(gpc, true);
      assert.deepEqual(
        results.filter((one) => one.status === 'broken').map(({ rule }) => rule),
        ['B03'],
      );
      assert.deepEqual(Object.keys(results[2]), ['rule', 'means', 'source', 'status', 'findings']);
      assert.equal(told.status, 1);
    },
  );

  story(
    'assent audit: what cannot be asked is said in a sentence; 2',
    { pages: { '/privacy': '<!doctype html><title>Bare</title>' } },
    async (world) => {
      const naked = mkdtempSync(join(tmpdir(), 'assent-audit-'));
      for (const part of ['web', 'package.json', 'wasm-build/out'])
        cpSync(join(root, part), join(naked, part), {
          recursive: true,
          filter: (from) => !from.includes('/out/native'), // where a fuzzer may be at work
        });
      /** @type {[string, RegExp, Promise<{ status: number, stdout: string, stderr: string }>][]} */
      const runs = [
        ['no Assent', /privacy carries no Assent/, assent([`${world.plexomni}/privacy`])],
        ['no such page', /nowhere answers 404/, assent([`${world.plexomni}/nowhere`])],
        ['nobody there', /127\.0\.0\.9:9\/ does not answer/, assent(['http://127.0.0.9:9/'])],
        ['no address', /which page\?/, assent([])],
        ['an address of another kind', /site\.json is no address/, assent(['site.json'])],
        ['no such browser', /not-there is no program/, assent([world.plexomni, '--browser', '/not-there'])],
        [
          'no browser at all',
          /no browser found/,
          assent([world.plexomni], { env: { PATH: naked, CHROMIUM: undefined } }),
        ],
        [
          'no playwright-core',
          /npm install playwright-core/,
          assent([world.plexomni], { program: join(naked, 'web/cli/assent.js') }),
        ],
      ];
      try {
        for (const [what, pattern, run] of runs) {
          const { status, stdout, stderr } = await run;
          assert.match(stderr, pattern, what);
          assert.match(stderr, /^assent: /, what);
          assert.equal(stdout, '', what);
          assert.equal(status, 2, what);
        }
      } finally {
        await Promise.all(runs.map(([, , run]) => run));
        rmSync(naked, { recursive: true });
      }
    },
  );
});
