// Caches, of the page and of its storage buckets, and the requests by which they fetch what they keep.

import { each, includes, map } from '../platform/lists.js';
import { apply, native } from '../platform/pristine.js';
import { mays } from './bucket-permits.js';
import { reaches, targetOf } from './reaching.js';

/**
 * @param {import('./hooks.js').Realm} realm
 * @param {import('./hooks.js').Hook} hook
 * @param {import('./guard.js').Rules} rules
 * @param {import('./denied.js').Denied} denied
 */
export function guardCaches(realm, hook, rules, denied) {
  const { store } = rules;
  /** What to ask for, read once; nothing: the page may not, or nobody can say yet. @param {any} asked */
  const targetFor = (asked) => {
    const { address, what } = targetOf(realm, asked);
    return reaches(rules, address) ? what : undefined;
  };

  hook('CacheStorage', 'open', (self, args, act) => {
    if (!args.length) return apply(act, self, args); // says what is missing
    const name = `${args[0]}`,
      may = mays.get(self) ?? (() => store('cache', name));
    return !may()
      ? denied()
      : native.then(apply(act, self, [name]), (/** @type {Cache} */ cache) => {
          mays.set(cache, may);
          return cache;
        });
  });
  each(['add', 'addAll', 'put'], (key) =>
    hook('Cache', key, (self, args, act) => {
      if (!(mays.get(self) ?? (() => store('cache', '')))()) return denied();
      if (key === 'put' || !args.length) return apply(act, self, args);
      const targets = map(key === 'add' ? [args[0]] : native.listFrom(args[0]), targetFor);
      return includes(targets, undefined) ? denied() : apply(act, self, key === 'add' ? targets : [targets]);
    }),
  );
}
