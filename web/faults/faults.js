// Says in the console what is wrong with the page's config.

import { turnedOf } from '../core/carry-out.js';
import { wholeFor } from '../core/whole-core.js';
import { join, some } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { explain } from './fault-sentences.js';

export { adopt } from '../platform/pristine.js';

/**
 * @param {string} config @param {string} source  where it comes from
 * @param {(name: string) => Promise<any>} file  another file of Assent
 */
export async function tell(config, source, file) {
  const { answer } = await wholeFor(`config\n${config}`, () => file('twin'));
  const faults = turnedOf(answer).error ?? [];
  const { nearest } = some(faults, (fault) => native.endsWith(fault.where, '.use'))
    ? await file('services')
    : { nearest: () => [] };
  native.error(
    `assent: faulty config (${source}). Until it is mended everything stays held.\n` +
      join(explain(faults, config, nearest), '\n'),
  );
}
