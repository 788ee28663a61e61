// The history of choices, for people. A line of it is a record (src/record.h) and, from format 2 on, behind a blank
// what the record says in words (src/effects.h). Nothing is decided by it.
import { TIME_END } from '#contract';
import { add, each } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { matches } from '../platform/texts.js';
import { isoTime } from './iso-time.js';

/** when, how, policy, regime, entries: these are readable */
const FORMAT_1 = /^1\.(\d+)\.(\w+)\.(\d+)\.(\w+)\.([^.]*)\.\d+$/;
/** when, how, policy, regime, signal, law; the entries are hashes */
const FORMAT_2 = /^2\.[\w-]+\.[\w-]*\.(\d+)\.(\w+)\.(\d+)\.(\w+)\.([01])\.([\w-]*)\.[\w-]*\.\d+$/;

/** What is behind an id in an entry of format 1. @type {Record<string, 'granted' | 'refused'>} */
const MARKS = { '*': 'granted', '~': 'granted', "'": 'granted', '!': 'refused' };
const ENTRY = /([a-z][a-z0-9_-]*)([*!~'])/g;

/** What stands before an id in the words. @type {Record<string, 'granted' | 'refused'>} */
const SIGNS = { '+': 'granted', '-': 'refused' };
const WORD = /([+-])([a-z][a-z0-9_-]*)/g;

/** @typedef {{ granted: string[], refused: string[] }} Said  ids */

/** @param {string} entries @returns {Said} */
function saidInEntries(entries) {
  /** @type {Said} */
  const said = { granted: [], refused: [] };
  each(matches(entries, ENTRY), (found) => add(said[MARKS[found[2]]], found[1]));
  return said;
}

/** @param {string} words @returns {Said} */
function saidInWords(words) {
  /** @type {Said} */
  const said = { granted: [], refused: [] };
  each(matches(words, WORD), (found) => add(said[SIGNS[found[1]]], found[2]));
  return said;
}

/**
 * @param {string} line
 * @returns {import('../types/site.js').ExportDocument['history'][number] | null} null: it is no choice
 */
export function choiceOf(line) {
  const { 0: record, 1: words = '' } = native.split(line, ' ');
  const newer = native.exec(FORMAT_2, record);
  const found = newer ?? native.exec(FORMAT_1, record);
  if (!found || +found[1] >= TIME_END) return null;
  const { 1: when, 2: how, 3: policy, 4: regime } = found;
  const head = { when: /** @type {string} */ (isoTime(+when)), how, policy: +policy };
  return newer
    ? { ...head, regime, signal: newer[5] === '1', law: newer[6], ...saidInWords(words), record }
    : {
        ...head,
        regime: regime === 'row' ? 'strict' : regime, // what the strict profile was called then
        signal: null,
        law: '',
        ...saidInEntries(found[5]),
        record,
      };
}
