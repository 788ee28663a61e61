// A config as a built script takes it, whose core reads no JSON (src/config_packed.h).
import { turnedOf } from './carry-out.js';

/**
 * @param {ReturnType<typeof import('./connect.js').connect>} core  the whole one
 * @param {string} json  a config without faults
 */
export function pack(core, json) {
  core(`config\n${json}`);
  /** @type {string[]} */
  const all = [];
  for (;;) {
    const fields = turnedOf(core(`pack\t${all.length}`)).packed?.fields ?? [];
    if (fields.length === 0) return all.join('\t');
    all.push(...fields);
  }
}
