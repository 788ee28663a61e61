import { native } from '../platform/pristine.js';

/**
 * The config at an address, as text. What answers with an error has no config: the core refuses what stands here
 * instead.
 * @param {string} address
 */
export async function fetched(address) {
  const answer = await native.fetch(address); // past the guard, which waits for this
  return native.isOk(answer) ? native.bodyTextOf(answer) : `${address} ${native.statusOf(answer)}`;
}
