// Reads what was given to a command, and tells what keeps the command from being carried out.
import { parseArgs } from 'node:util';

/** @typedef {Error & { trouble: true, usage: boolean }} Trouble  usage: tell how it is used */

/** @param {string} message @param {boolean} [usage] @returns {Trouble} */
export const trouble = (message, usage = false) =>
  Object.assign(new Error(message), { trouble: /** @type {const} */ (true), usage });

/** @param {any} error @returns {error is Trouble} */
export const isTrouble = (error) => error?.trouble === true;

/**
 * Options and files of a command.
 * @template {NonNullable<import('node:util').ParseArgsConfig['options']>} T
 * @param {string[]} args
 * @param {T} options
 */
export function readOptions(args, options) {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    return { values, files: positionals };
  } catch (error) {
    // parseArgs says which option it does not know, or what it misses
    throw trouble(/** @type {Error} */ (error).message, true);
  }
}

/** @param {string[]} files @returns {string} */
export function onlyOne(files) {
  if (files.length !== 1)
    throw trouble(
      files.length ? `one config at a time, not ${files.length}` : 'which config? give a file such as site.json',
      true,
    );
  return files[0];
}
