// Puts values into a sentence of a language file.
import { replace } from '../platform/texts.js';

/**
 * @param {string} text  with places such as `{name}`
 * @param {Record<string, string | number>} values
 */
export const fill = (text, values) => replace(text, /\{(\w+)\}/g, (found) => `${values[found[1]]}`);
