// A config as a page takes it that reads no JSON (src/pack.h).

/**
 * @param {ReturnType<typeof import('./connect.js').connect>} core  the whole one
 * @param {string} json  a config without faults
 */
export function pack(core, json) {
  core(`config\n${json}`);
  /** @type {string[]} */
  const fields = [];
  for (let more; (more = core(`pack\t${fields.length}`)[0].slice(1))[0] !== undefined; ) fields.push(...more);
  return fields.join('\t');
}
