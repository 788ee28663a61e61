// The golden transcripts: how they are read, and how a story is played on each of the four flavours of the core.
//
//   # First visit, everything accepted        the story's name; other # lines are remarks
//   > config                                  lines that follow one another with > are one turn's input
//   > @plexomni.json                          here stands the content of turns/sites/plexomni.json
//   < record⇥assent⇥host                      what the turn must answer, line by line (⇥: a real tab)
//
//   > choose⇥now=1⇥+nobody
//   ! -5                                      or the error that it must answer
//
//   ## Another story                          begins anew, as a new page does
//
// Everything is bytes: texts are held as latin1 strings, one character for each byte. In an input ␀ stands for a zero
// byte, so that a transcript is a text for everybody.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { connect, makeRoom } from '../web/core/connect.js';
import { pack } from '../web/core/pack.js';
import { talkTo } from './cores.mjs';

const here = dirname(fileURLToPath(import.meta.url));
export const folder = join(here, 'turns');
export const out = join(here, '../wasm-build/out');

/**
 * @typedef {{ result: number, text: string }} Answer  text: latin1; empty for an error
 * @typedef {{ input: Buffer, expected: Answer, line: number, lastLine: number }} Turn  lines count from 1; lastLine: of
 *   the input
 * @typedef {{ file: string, title: string, turns: Turn[] }} Story
 */

export function transcripts() {
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.txt'))
        .sort()
        .map((name) => join(folder, name))
    : [];
}

const ZERO = Buffer.from('␀').toString('latin1');

/** @param {string} line */
function inputLine(line) {
  const text = line.slice(2);
  return /^@[\w.-]+\.json$/.test(text)
    ? readFileSync(join(folder, 'sites', text.slice(1)), 'latin1').trimEnd()
    : text.replaceAll(ZERO, '\0');
}

/** @param {string} file @returns {Story[]} */
export function readStories(file) {
  /** @type {Story[]} */
  const stories = [];
  /** @type {Turn | null} */
  let turn = null;
  /** @type {string[]} */
  let input = [];
  /** @type {string[]} */
  let answer = [];
  let previous = '';

  const finishTurn = () => {
    if (turn) {
      turn.input = Buffer.from(input.join('\n'), 'latin1');
      const text = answer.join('\n');
      if (turn.expected.result >= 0) turn.expected = { result: text.length, text };
    }
    turn = null;
    input = [];
    answer = [];
  };
  const story = () => {
    if (!stories.length) stories.push({ file: basename(file), title: '', turns: [] });
    return stories[stories.length - 1];
  };

  readFileSync(file, 'latin1')
    .split('\n')
    .forEach((line, index) => {
      const kind = line[0] ?? '';
      const fault = () => new Error(`${basename(file)}:${index + 1}: not a line of a transcript: ${line}`);
      if (line.length > 1 && '><!'.includes(kind) && line[1] !== ' ') throw fault();
      if (kind === '>') {
        if (previous !== '>') {
          finishTurn();
          turn = { input: Buffer.alloc(0), expected: { result: 0, text: '' }, line: index + 1, lastLine: index + 1 };
          story().turns.push(turn);
        }
        input.push(inputLine(line));
        if (turn) turn.lastLine = index + 1;
      } else if (kind === '<' && turn) {
        answer.push(line.slice(2));
      } else if (kind === '!' && turn) {
        turn.expected = { result: Number(line.slice(2)), text: '' };
        if (!(turn.expected.result < 0)) throw fault();
      } else if (line.startsWith('## ')) {
        finishTurn();
        const title = line.slice(3);
        if (stories.length === 1 && stories[0].turns.length === 0) stories.pop(); // the file's own heading, before its first story
        stories.push({ file: basename(file), title, turns: [] });
      } else if (kind === '#') {
        const current = story();
        current.title ||= line.replace(/^#\s*/, '');
      } else if (line !== '') {
        throw fault();
      }
      previous = kind;
    });
  finishTurn();
  return stories.filter((one) => one.turns.length > 0);
}

/** The stories in the format of the native programs. @param {Turn[][]} stories */
export function frames(stories) {
  return Buffer.concat(
    stories.flatMap((turns) => [
      Buffer.from('story\n'),
      ...turns.flatMap(({ input }) => [Buffer.from(`${input.length}\n`), input]),
    ]),
  );
}

/** @param {Turn[][]} stories @returns {Answer[][]} */
function playNative(stories) {
  const player = spawnSync(join(out, 'native/player'), { input: frames(stories), maxBuffer: 1 << 28 });
  if (player.error) throw player.error;
  if (player.status !== 0)
    throw new Error(`the native player ended with ${player.status ?? player.signal}:\n${player.stderr}`);
  const answers = [];
  for (let at = 0; at < player.stdout.length; ) {
    const end = player.stdout.indexOf(10, at);
    const result = Number(player.stdout.toString('latin1', at, end));
    at = end + 1 + Math.max(result, 0);
    answers.push({ result, text: player.stdout.toString('latin1', end + 1, at) });
  }
  let at = 0;
  return stories.map(({ length }) => answers.slice(at, (at += length)));
}

/** @param {any} exports  of the module, or of its twin @param {Turn[]} turns @returns {Answer[]} */
function playExports(exports, turns) {
  const core = talkTo(exports);
  return turns.map(({ input }) => {
    const result = core.turn(input); // what does not fit must be refused for its length alone
    return { result, text: core.latin1(result) };
  });
}

/** @type {Record<string, WebAssembly.Module>} */
const modules = {};
const load = (/** @type {string} */ name) =>
  /** @type {any} */ (
    new WebAssembly.Instance((modules[name] ??= new WebAssembly.Module(readFileSync(join(out, name))))).exports
  );

/** The memory of a build for pages is as large as its config needs. @param {string} name @param {Turn[]} turns */
function playPage(name, turns) {
  const exports = load(name);
  makeRoom(exports, turns.map(({ input }) => input).join());
  return playExports(exports, turns);
}

/**
 * As `assent build` has it in a page; what has faults is not built, and stays as it is.
 * @param {Turn} turn
 * @returns {Turn}
 */
function packed(turn) {
  if (!turn.expected.text.startsWith('record\t') || !turn.input.subarray(0, 7).equals(Buffer.from('config\n')))
    return turn;
  return { ...turn, input: Buffer.from(`config\n${pack(connect(load('core.wasm')), turn.input.toString().slice(7))}`) };
}

/**
 * Each plays every story from a fresh start.
 * @type {Record<string, (stories: Turn[][]) => Answer[][] | Promise<Answer[][]>>}
 */
export const flavours = {
  native: playNative,
  wasm: (stories) => stories.map((turns) => playPage('core.wasm', turns)),
  built: (stories) => stories.map((turns) => playPage('core.built.wasm', turns.map(packed))),
  async twin(stories) {
    const { instantiate } = await import(pathToFileURL(join(out, 'core.twin.js')).href);
    return stories.map((turns) => playExports(instantiate(), turns));
  },
};

/** An answer as a transcript writes it. @param {Answer} answer */
export function lines(answer) {
  if (answer.result < 0) return [`! ${answer.result}`];
  return answer.result === 0 ? [] : answer.text.split('\n').map((line) => (line === '' ? '<' : `< ${line}`));
}

/** Bytes as people read them. @param {string[]} text */
export const readable = (text) => Buffer.from(text.join('\n'), 'latin1').toString();
