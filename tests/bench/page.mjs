// The one course page that everything is measured on: eight third-party scripts, a pixel and a frame, each to be held until a choice.

/** @typedef {{ id: string, category: string, kind: 'script' | 'img' | 'iframe', host: number, path: string }} Item  host: 2 is 127.0.0.2 */
/** @typedef {Item & { url: string }} Gated */

const script = (/** @type {string} */ id, /** @type {string} */ category, /** @type {number} */ host) =>
  /** @type {Item} */ ({ id, category, kind: 'script', host, path: `/${id}.js` });

/** Each script on a site of its own, as third parties are. @type {Item[]} */
export const ITEMS = [
  script('visits', 'performance', 2), script('errors', 'performance', 3),
  script('chat', 'functional', 4), script('maps', 'functional', 5),
  script('ads', 'targeting', 6), script('bids', 'targeting', 7), script('again', 'targeting', 8), script('social', 'targeting', 9),
  { id: 'pixel', category: 'targeting', kind: 'img', host: 6, path: '/pixel.gif' },
  { id: 'film', category: 'functional', kind: 'iframe', host: 5, path: '/film.html' },
];

export const SCRIPTS = ITEMS.filter(({ kind }) => kind === 'script');

/** What every third-party script leaves behind: a cookie on the first party, and the moment at which it ran. */
export const KEY = '_tp_';
export const thirdPartyScript = (/** @type {string} */ id) =>
  `document.cookie='${KEY}${id}=1;path=/;max-age=86400;samesite=lax';self.bench?.ran.push(performance.now());`;

const TEXT = 'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua.';
const card = (/** @type {unknown} */ _, /** @type {number} */ i) => `<article><h3>Lesson ${i + 1}</h3><p>${TEXT}</p><a href="#l${i}">Open</a></article>`;
const row = (/** @type {unknown} */ _, /** @type {number} */ i) => `<tr><td>Exercise ${i + 1}</td><td>${(i * 37) % 100}</td><td>done</td></tr>`;

export const CSS = `body{margin:0;font:16px/1.5 system-ui,sans-serif;color:#222}header,main,footer{padding:16px 32px}header{background:#234;color:#fff}
main section{display:grid;grid-template-columns:repeat(4,1fr);gap:16px}article{padding:12px;border:1px solid #ccd;border-radius:8px}
table{width:100%;margin:24px 0;border-collapse:collapse}td{padding:4px 8px;border-top:1px solid #dde}iframe{border:0;background:#eee}`;

/**
 * The page as this subject would have it.
 * @param {import('./subjects.mjs').Subject} subject
 * @param {Gated[]} items
 */
export function page({ head, end, gate }, items) {
  const held = items.map(item => gate?.(item) ?? '');
  const scripts = held.filter((_, i) => items[i].kind === 'script').join('\n');
  const others = held.filter((_, i) => items[i].kind !== 'script').join(' ');
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Course</title><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
${head?.(items) ?? ''}
<link rel="stylesheet" href="/page.css">
${scripts}
</head><body>
<header><strong>Course</strong></header>
<main><h1>A page that has to stay fast</h1><p>${TEXT}</p>
<section>${Array.from({ length: 12 }, card).join('')}</section>
<p>${others}</p>
<table>${Array.from({ length: 16 }, row).join('')}</table></main>
<footer><a href="#privacy-preferences">Privacy</a></footer>
${end?.() ?? ''}
</body></html>`;
}
