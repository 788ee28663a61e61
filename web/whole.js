// The whole core, in JavaScript, for what a page asks of it seldom: reasons, and the words for a faulty config. The core that a page
// embeds leaves both out (src/base.h); this one is told the same and then answers alike.
import { connect } from './core.js';

/** @param {string[]} turns  what it is told first; the answer to the last one comes with it */
export async function whole(turns) {
  const { instantiate } = await import('#twin');
  const core = connect(instantiate());
  const [answer] = turns.map(core).slice(-1);
  return { core, answer };
}
