#!/usr/bin/env node
// The command line. Exit status: 0 all is well, 1 a config has faults, 2 it could not be asked (a wrong option, an unreadable file).
import { readFileSync } from 'node:fs';
import { build } from './build.js';
import { check } from './check.js';
import { state } from './state.js';
import { isTrouble, trouble } from './trouble.js';

const USAGE = `Usage:
  assent check site.json …         is this config good? every fault of it, with its place
  assent state site.json           what holds for a visitor, and whether they are asked
      --cookie TEXT                the visitor's Cookie header, or the stored decision alone; without it: a first visit
      --now TIME                   as of then: 2026-11-22, 2026-11-22T06:00:00Z or unix seconds
      --lang TAG                   language of the names
      --json                       for programs
  assent build site.json --out DIR the files a site serves, with the config built into assent.js
  assent help                      this text
  assent --version

Exit status: 0 good, 1 a config has faults, 2 a file or an option could not be read.
`;

/** @type {Record<string, (args: string[]) => number>} */
const COMMANDS = {
  check,
  state,
  build,
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

/** @param {string[]} args @returns {number} the exit status */
function run([word, ...rest]) {
  if (word === undefined) throw trouble('which command?', true);
  if (rest.includes('--help') || rest.includes('-h')) word = 'help';
  const name = SPELLINGS[word] ?? word;
  if (!Object.hasOwn(COMMANDS, name)) throw trouble(`no command "${word}"`, true);
  return COMMANDS[name](rest);
}

try {
  process.exitCode = run(process.argv.slice(2));
} catch (error) {
  if (!isTrouble(error)) throw error;
  process.stderr.write(`assent: ${error.message}\n${error.usage ? `\n${USAGE}` : ''}`);
  process.exitCode = 2;
}
