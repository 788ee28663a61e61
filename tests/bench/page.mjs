// The one course page on which everybody is measured. A subject only adds what its manual says; the rest is the same
// for all.

/** @typedef {{ id: string, category: string, kind: 'script' | 'img' | 'iframe', host: string, path: string }} Item */
/** @typedef {Item & { url: string }} Gated  third-party content that waits for a choice */

/** @param {string} id @param {string} category @param {number} host @returns {Item} */
const script = (id, category, host) => ({ id, category, kind: 'script', host: `127.0.0.${host}`, path: `/${id}.js` });

/** Eight scripts, each on a site of its own as third parties are, a pixel and a frame. @type {Item[]} */
export const ITEMS = [
  script('analytics1', 'performance', 2),
  script('analytics2', 'performance', 3),
  script('chat', 'functional', 4),
  script('maps', 'functional', 5),
  script('ads1', 'targeting', 6),
  script('ads2', 'targeting', 7),
  script('retarget', 'targeting', 8),
  script('social', 'targeting', 9),
  { id: 'pixel', category: 'targeting', kind: 'img', host: '127.0.0.6', path: '/pixel.gif' },
  { id: 'video', category: 'functional', kind: 'iframe', host: '127.0.0.5', path: '/frame.html' },
];
export const SCRIPTS = ITEMS.filter(({ kind }) => kind === 'script');

/** Every third-party script leaves a cookie of this name and its own id on the first party, and tells when it ran. */
export const COOKIE = '_tp_';
export const thirdPartyScript = (/** @type {string} */ id) =>
  `document.cookie="${COOKIE}${id}=1;path=/;max-age=86400;SameSite=Lax";self.bench&&bench.ran.push(performance.now());`;

const TEXT =
  'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation.';
const bar = (/** @type {unknown} */ _, /** @type {number} */ i) => {
  const height = (i * 41) % 160;
  return `<rect x="${i * 20}" y="${200 - height}" width="14" height="${height}" fill="#5b86b5"/>`;
};
const card = (/** @type {unknown} */ _, /** @type {number} */ i) =>
  `<article class="card"><h3>Lesson ${i + 1}</h3><p>${TEXT}</p><a href="#l${i}">Open</a></article>`;
const row = (/** @type {unknown} */ _, /** @type {number} */ i) =>
  `<tr><td>Exercise ${i + 1}</td><td>${(i * 37) % 100}</td><td>${(i * 53) % 100}</td><td>done</td></tr>`;

export const CSS = `*,*::before,*::after{box-sizing:border-box}
html{font:16px/1.55 system-ui,sans-serif;color:#1c2430;background:#fff}body{margin:0}
header{display:flex;align-items:center;justify-content:space-between;padding:14px 28px;border-bottom:1px solid #e3e7ee}
header a{margin-left:18px;color:#24507a}
.hero{display:grid;grid-template-columns:1fr 1fr;gap:32px;padding:36px 28px;background:#f4f7fb}
.hero h1{font-size:34px;line-height:1.15;margin:0 0 12px}.hero svg{width:100%;height:220px;display:block}
main{max-width:1080px;margin:0 auto;padding:24px 28px}
.cards{display:grid;grid-template-columns:repeat(3,1fr);gap:18px}
.card{border:1px solid #e3e7ee;border-radius:8px;padding:16px}.card h3{margin:0 0 6px;font-size:17px}.card p{margin:0 0 8px;color:#465266}
.media{display:grid;grid-template-columns:320px 1fr;gap:18px;margin:24px 0}
.slot{width:320px;height:180px;background:#e9eef5;overflow:hidden}.slot iframe{width:320px;height:180px;border:0;display:block}
table{border-collapse:collapse;width:100%;margin:20px 0}td,th{border:1px solid #e3e7ee;padding:6px 10px;text-align:left;font-size:14px}
footer{padding:24px 28px;border-top:1px solid #e3e7ee;color:#465266;font-size:14px}`;

/**
 * The page as this subject would have it.
 * @param {import('./subjects.mjs').Subject} subject
 * @param {import('./subjects.mjs').Place} place
 */
export function pageFor({ head, end, gate }, place) {
  const held = (/** @type {Gated} */ item) => gate?.(item) ?? '';
  const byId = (/** @type {string} */ id) => held(/** @type {Gated} */ (place.items.find((item) => item.id === id)));
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Course</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="icon" href="data:,">
${head?.(place) ?? ''}
<link rel="stylesheet" href="/page.css">
${place.scripts.map(held).join('\n')}
</head>
<body>
<header><strong>Course</strong><nav><a href="#a">Lessons</a><a href="#b">Exercises</a><a href="#c">Marks</a><a href="#d">About</a></nav></header>
<section class="hero"><div><h1>A page that has to stay fast</h1><p>${TEXT}</p><p>${TEXT}</p></div>
<svg viewBox="0 0 400 220" role="img" aria-label="Marks"><rect width="400" height="220" fill="#dfe8f3"/>${Array.from({ length: 20 }, bar).join('')}</svg></section>
<main>
<div class="cards">${Array.from({ length: 12 }, card).join('\n')}</div>
<div class="media"><div class="slot">${byId('video')}</div><p>${TEXT} ${byId('pixel')}</p></div>
<table><thead><tr><th>Name</th><th>Tries</th><th>Mark</th><th>State</th></tr></thead><tbody>${Array.from({ length: 16 }, row).join('')}</tbody></table>
</main>
<footer>Course <a href="#privacy">Privacy</a></footer>
${end?.(place) ?? ''}
</body>
</html>`;
}
