// The write guard alone, under rules that a page can see through: what begins with `no` is refused. Native is what
// another page of the same browser, without the guard, says and does; where the two must agree they are asked the same
// and compared.

import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const {
  outputFiles: [{ text: GUARD }],
} = await build({
  stdin: {
    contents: "export { guard } from './guard/guard.js'; export { native } from './platform/pristine.js';",
    resolveDir: fileURLToPath(new URL('../../web/', import.meta.url)),
  },
  bundle: true,
  write: false,
  format: 'iife',
  globalName: 'made',
  target: 'es2020',
});

const RULES = `
  window.no = /^no/;
  window.own = made.guard({
    born: () => {},
    store: (area, name) => !no.test(name),
    cookie: (text) => no.test(text) ? undefined : /^long/.test(text) ? text + ';max-age=60' : /^brief/.test(text) ? text.replace(/;max-age=[^;]*/, '') : text,
    reach: (host, address) => !/[/]no/.test(address),
  });`;

/** @param {{ body?: string, nonce?: string, guard?: boolean, head?: string }} [how] */
export const guarded = ({
  body = '',
  nonce = '',
  guard = true,
  head = '',
} = {}) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Guarded</title>
<link rel="icon" href="data:,">${head}${guard ? `<script ${nonce && `nonce="${nonce}"`}>${GUARD}${RULES}</script>` : ''}</head><body>${body}</body></html>`;

/** No cookies but the test's own. */
export const serve = { headers: () => ({ 'set-cookie': null }) };
export const PAGES = { '/privacy': guarded(), '/lesson': guarded({ guard: false }) };
export const SITE = { pages: PAGES, serve };

/** What the guarded page says, and what a native one does. */
export async function both(world, ask, ...rest) {
  const answers = [];
  world.both ??= await world.context.newPage();
  const one = world.both;
  for (const path of ['/privacy', '/lesson']) {
    await world.open(path, { started: false, page: one });
    answers.push(await one.evaluate(ask, ...rest));
    await one.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
  }
  return answers;
}
