// A list that keeps nothing alive: what nobody else refers to any more drops out of it. In a browser without weak
// references it keeps what is in it.

import { add, each, filter } from './lists.js';
import { native } from './pristine.js';

/** How many entries a list may have before those that are gone are looked for. */
const ROOM = 99;

/**
 * @template {object} T
 * @template [About=undefined]
 */
export function weakList() {
  /** @type {{ weak: WeakRef<T>, about: About }[]} */
  let entries = [];
  let room = ROOM;

  return {
    /** @param {T} one @param {About} about  what is to be known of it: this is kept as long as the entry */
    add(one, about) {
      if (entries.length >= room) {
        entries = filter(entries, ({ weak }) => native.deref(weak));
        room = 2 * entries.length + ROOM;
      }
      add(entries, { weak: native.weakly(one), about });
    },
    /** @param {(one: T, about: About) => unknown} act */
    each: (act) =>
      each(entries, ({ weak, about }) => {
        const one = native.deref(weak);
        if (one) act(one, about);
      }),
    /** Drops those that do not fit. @param {(one: T, about: About) => unknown} fits */
    keep(fits) {
      entries = filter(entries, ({ weak, about }) => {
        const one = native.deref(weak);
        return one && fits(one, about);
      });
    },
  };
}
