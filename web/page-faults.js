// Says in the console what is wrong with the page's config.
import { explain } from './faults.js';
import { wholeFor } from './whole.js';

/** @param {string} config */
export async function tell(config) {
  const { answer } = await wholeFor(`config\n${config}`);
  const faults = answer.map(([, ...fault]) => fault);
  const { nearest } = faults.some(([where]) => where.endsWith('.use')) ? await import('#services') : { nearest: () => [] };
  console.error(explain(faults, config, nearest).join('\n'));
}
