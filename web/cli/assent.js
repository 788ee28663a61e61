#!/usr/bin/env node
// The command line. Exit status: 0 all is well, 1 a config has faults or a rule is broken, 2 it could not be
// asked (a wrong option, an unreadable file, a page that does not answer).
import { readFileSync } from 'node:fs';
import { audit } from './audit.js';
import { build } from './build.js';
import { check } from './check.js';
import { isTrouble, trouble } from './command-line.js';
import { explain } from './explain.js';
import { law } from './law.js';
import { report } from './report.js';
import { services } from './services.js';
import { state } from './state.js';

const USAGE = `Usage:
  assent check site.json …         is this config good? every fault of it, with its place
  assent state site.json           what holds for a visitor, under which law, and whether they are asked
      --lang TAG                   language of the names
  assent explain site.json         why everything is as it is for a visitor, and every rule of law, with its source
      --category ID                of one category alone; or --service ID, or --button NAME (accept, reject, settings, save, noted, x, link)
      --all                        of everything: the default
      --lang TAG                   language of the sentences
  assent report site.json          who receives learners' data, on which ground, under which law, kept how long; and what is missing:
                                   Markdown for a privacy officer, of pupils with --audience k12 (FERPA)
  assent law                       the jurisdiction table, place by place, as the core holds it: Markdown, or
      --html                       one page to read and print
  assent services                  the starter catalogue: what a config may name as { "use": "matomo" }
  assent services ID               one of them as a config would have it, in JSON
      --json                       all of them, with their sources, for programs
  assent build site.json --out DIR the files a site serves, with the config built into assent.js
  assent audit URL                 the banner rules in a real browser: which hold, which are broken, and by what
      --region US-CA --audience k12  as if the page said so
      --gpc                        with Global Privacy Control
      --browser FILE               a Chromium; without it $CHROMIUM, else one on PATH
      --json                       for programs
  assent help                      this text
  assent --version

The visitor, in state, explain and report:
      --region CODE                where, ISO 3166: DE, US-CA; without it: unknown, and the strict profile holds
      --audience WORD              general, minor (13 to 17), child (under 13), k12 (a pupil); without it: as the config says
      --age YEARS
      --gpc                        the browser sends Global Privacy Control
      --cookie TEXT                the visitor's Cookie header, or the stored decision alone; without it: a first visit
      --now TIME                   as of then: 2026-11-22, 2026-11-22T06:00:00Z or unix seconds
      --json                       for programs

Exit status: 0 good, 1 a config has faults or a rule is broken, 2 a file, an option or a page could not be read.
`;

/** @type {Record<string, (args: string[]) => number | Promise<number>>} */
const COMMANDS = {
  check,
  state,
  explain,
  report,
  law,
  services,
  build,
  audit,
  help: () => {
    process.stdout.write(USAGE);
    return 0;
  },
  version: () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    process.stdout.write(`${version}\n`);
    return 0;
  },
};

/** @type {Record<string, string>} */
const SPELLINGS = { '--help': 'help', '-h': 'help', '--version': 'version', '-v': 'version' };

/** @param {string[]} args @returns {number | Promise<number>} the exit status */
function run([word, ...rest]) {
  if (word === undefined) throw trouble('which command?', true);
  if (rest.includes('--help') || rest.includes('-h')) word = 'help';
  const name = SPELLINGS[word] ?? word;
  if (!Object.hasOwn(COMMANDS, name)) throw trouble(`no command "${word}"`, true);
  return COMMANDS[name](rest);
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!isTrouble(error)) throw error;
  process.stderr.write(`assent: ${error.message}\n${error.usage ? `\n${USAGE}` : ''}`);
  process.exitCode = 2;
}
