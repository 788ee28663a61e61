// Says in the console what is wrong with the page's config.
import { explain } from './faults.js';
import { whole } from './whole.js';

/** @param {string} config */
export async function tell(config) {
  const { answer } = await whole([`config\n${config}`]);
  console.error(explain(answer.map(([, ...fault]) => fault), config).join('\n'));
}
