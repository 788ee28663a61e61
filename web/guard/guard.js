// The write guard stands before everything through which a page stores, or sends. It knows nothing of consent: it asks.
// What is refused, a browser with that storage switched off, or without that connection, would not do either.
//
//   hooks.js            how something stands before what is built in, and cannot be told from it
//   cookies.js          document.cookie, cookieStore
//   window-storages.js  localStorage, sessionStorage
//   databases.js        indexedDB                               caches.js            caches, and what they fetch
//   files.js            the private file system                 file-places.js       to whom a file belongs
//   buckets.js          storage buckets                         unlisted-storages.js what nobody could show or erase
//   workers.js          workers                                 service-workers.js   their registration
//   requests.js         fetch, beacons                          xml-requests.js      XMLHttpRequest
//   connections.js      sockets, event sources                  waiting-connections.js what stands for one
//   reaching.js         may the page talk to an address?        late-events.js       what is heard of a failure
//   insertions.js       what scripts put into a page            copies.js, markup.js as a copy, as a text
//   given-addresses.js  what scripts give an element to load    attribute-nodes.js, address-changes.js
//   frames.js           a document in a frame is guarded too    frame-navigation.js  when it goes elsewhere

import { native } from '../platform/pristine.js';
import { guardBuckets } from './buckets.js';
import { guardCaches } from './caches.js';
import { closeRefused, guardConnections } from './connections.js';
import { guardCookies } from './cookies.js';
import { guardDatabases } from './databases.js';
import { deniedIn } from './denied.js';
import { openFilePlaces } from './file-places.js';
import { guardFiles, releaseFile } from './files.js';
import { guardNavigation } from './frame-navigation.js';
import { guardFrames, openFrames } from './frames.js';
import { hooksIn, isEverythingHooked } from './hooks.js';
import { guardMade } from './insertions.js';
import { guardRequests } from './requests.js';
import { guardServiceWorkers } from './service-workers.js';
import { refuseUnlistedStorages } from './unlisted-storages.js';
import { guardWindowStorages } from './window-storages.js';
import { guardWorkers } from './workers.js';
import { guardXmlRequests } from './xml-requests.js';

/** @typedef {import('./hooks.js').Realm} Realm */
/**
 * @typedef {object} Rules  asked at every write: answer from memory
 * @property {(area: string, name: string) => boolean} store  may this be stored?
 * @property {(text: string) => string | undefined} cookie    what to write instead: the text, one that lives shorter,
 *   or nothing
 * @property {(worker: Worker | SharedWorker) => void} born   one was started: nothing else of it passes here
 * @property {(host: string, address: string) => boolean | undefined} reach  may the page talk to this host? Nothing:
 *   nobody can say yet
 * @property {() => Promise<unknown>} [decidable]  what a request waits for: fulfilled when somebody can say, or when
 *   that takes too long
 * @property {() => Promise<unknown> | undefined} [started]  what a registration waits for, however long that takes:
 *   fulfilled when somebody can say, or nobody ever will; nothing: somebody can
 * @property {() => void} [entered]  a document has been loaded into a frame, unguarded up to then: what it stored may
 *   have to go
 * @property {import('./insertions.js').Gate & { watch: (root: Document) => void }} [gate]  what a script makes waits
 *   there; without it nobody looks at it
 */

const FROZEN =
  "assent: something in front of Assent has frozen what is built in, so that not all that scripts store and send can be looked at. Put Assent's script first.";

/** Guards this page, and its frames as they come. @param {Rules} rules @param {Realm} first  this page's own realm */
function guardPage(rules, first) {
  const { store, cookie, born, started, gate } = rules;
  const places = openFilePlaces(store);
  const visit = openFrames(first, install, rules);

  /** @param {Realm} realm */
  function install(realm) {
    const hooks = hooksIn(realm),
      { hook, hookClass } = hooks;
    const denied = deniedIn(realm);

    guardCookies(hook, cookie);
    guardWindowStorages(realm, hooks, store, realm === first);
    guardDatabases(hook, store);
    guardCaches(realm, hook, rules, denied);
    guardFiles(hook, denied, places);
    guardBuckets(hook, store, denied, places.addBucket);
    refuseUnlistedStorages(realm, hook, denied);
    guardWorkers(hooks, born);
    guardServiceWorkers(realm, hook, store, denied, started);

    guardRequests(realm, hook, rules);
    guardXmlRequests(realm, hook, rules);
    guardConnections(realm, hookClass, rules);
    if (realm !== window) guardNavigation(realm, rules);

    if (gate) guardMade(realm, hook, gate);
    guardFrames(hook, visit);
  }

  install(first);
  if (!isEverythingHooked()) native.warn(FROZEN);
  visit(first.document);
}

/**
 * @param {Rules | false} rules  false: nothing is guarded
 * @param {Realm} [first]
 * @returns what Assent itself writes through: nobody is asked
 */
export function guard(rules, first = window) {
  if (rules) guardPage(rules, first);
  return {
    /** An entry of the private file system goes. */
    release: releaseFile,
    /** The grants changed: connections to whom the page may not talk to any more end. */
    closeRefused() {
      if (rules) closeRefused(rules);
    },
  };
}
