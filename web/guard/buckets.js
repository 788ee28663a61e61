// Storage buckets (`bucket`), with the databases, caches and files in one: these are asked about by the bucket's name.

import { each } from '../platform/lists.js';
import { apply, native } from '../platform/pristine.js';
import { mays } from './bucket-permits.js';

/**
 * @param {import('./hooks.js').Hook} hook
 * @param {(area: string, name: string) => boolean} store
 * @param {import('./denied.js').Denied} denied
 * @param {ReturnType<typeof import('./file-places.js').openFilePlaces>['addBucket']} addBucket
 */
export function guardBuckets(hook, store, denied, addBucket) {
  hook('StorageBucketManager', 'open', (self, args, act) => {
    if (!args.length) return apply(act, self, args); // says what is missing
    const name = `${args[0]}`,
      may = () => store('bucket', name);
    const { persisted, durability, quota, expires } = args[1] ?? {};
    return may()
      ? native.then(apply(act, self, [name, { persisted, durability, quota, expires }]), (bucket) => {
          mays.set(bucket, may);
          return bucket;
        })
      : denied();
  });
  each(['indexedDB', 'caches'], (key) =>
    hook(
      'StorageBucket',
      key,
      (self, args, act) => {
        const found = apply(act, self, args),
          may = mays.get(self);
        if (found && may) mays.set(found, may);
        return found;
      },
      'get',
    ),
  );
  hook('StorageBucket', 'getDirectory', (self, args, act) => {
    const may = mays.get(self);
    return may && !may()
      ? denied()
      : native.then(apply(act, self, args), (directory) => (may ? addBucket(directory, may) : directory));
  });
}
