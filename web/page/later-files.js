// The later files of Assent. Each says of which build it is: one of another build may call what is not there, or show
// the words of other categories, so it is not used.

import { native } from '../platform/pristine.js';
import { BUILD } from './build-id.js';

/** It works with what was taken first, whatever has become of the page. @param {any} loaded @returns {object} */
function adopting(loaded) {
  loaded.adopt?.(native);
  return loaded;
}

/**
 * @param {string} base   address of their folder, with its final slash
 * @param {string} query  with its `?`, behind their names
 * @param {string} [site] the build of the file with the site's config, where one belongs to this script
 */
export function openFiles(base, query, site = BUILD) {
  /** @param {string} name @param {string} more  behind the query */
  const load = (name, more) => import(`${base}assent.${name}.js${query}${more}`);

  /**
   * A file that a cache has kept from another build is asked for once more, at an address that no cache has yet.
   * @param {string} name @returns {Promise<any>} rejected where it is not to be had, or only of another build
   */
  return async (name) => {
    const build = name === 'site' ? site : BUILD;
    const first = await load(name, '');
    if (first.build === build) return adopting(first);
    const second = await load(name, `${query ? '&' : '?'}build=${build}`);
    if (second.build === build) return adopting(second);
    throw new native.Error(
      `assent: assent.${name}.js is of build ${second.build ?? 'unknown'}, expected ${build}, that of this page's assent.js: ` +
        'it is not used. Put all files of one build on the server; a browser that has kept an old assent.js gets the new one by a reload without cache.',
    );
  };
}
