// By what the gate and the guard find elements that are held: selectors, and a pattern of markup. They are made of the
// table (held-elements.js).

import { each } from '../platform/lists.js';
import { native } from '../platform/pristine.js';
import { replace } from '../platform/texts.js';
import { KINDS, MARKS, TYPE, WATCHED } from './held-elements.js';

const MARKED = `[${MARKS.category}],[${MARKS.service}]`;

let waits = '';
each(WATCHED, ({ made }) => {
  waits += `,[${made}]`;
});

let watchedTags = '',
  looseTags = '',
  loading = '';
for (const tag in KINDS) {
  const { watched, byType, isLoose } = KINDS[tag];
  if (watched.length) watchedTags += `,${tag}`;
  if (isLoose) looseTags += `,${tag}`;
  if (!byType)
    each(watched, ({ name }) => {
      loading += `,${tag}[${name}]`;
    });
}

/** What is held, or was: what its author marked, and what was made inert when a script made it. */
export const HELD = `${MARKED},[${TYPE.made}]${waits}`;

/** What may ask for something as soon as it is inserted. */
export const SUSPECTS = `${MARKED}${watchedTags}`;

/** What asks for its address although it is in no page. */
export const LOOSE = native.slice(looseTags, 1);

/** What has loaded something, and neither carries a mark nor was held: a script made it while it was granted. */
export const UNMARKED = `:is(${native.slice(loading, 1)}):not(${MARKED}${waits})`;

/** Markup from which something could come that asks for something. A parser makes `img` of `image`. */
export const SUSPICIOUS = native.regExp(
  `<(?:image${replace(watchedTags, /,/g, '|')})\\b|${MARKS.category}|${MARKS.service}`,
  'i',
);
