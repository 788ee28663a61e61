// What the write guard costs a page: the same calls in two frames of one page, one of them guarded, by turns and a few at a time, so
// that whatever else the machine does meets both.

/** @typedef {Record<string, number[]>} Times  ns for one call, one number for each round */
/** @typedef {{ native: Times, guarded: Times }} StorageFigures */

/** In a frame: how long each kind of call takes. @param {string} [address]  of the guard; nothing: none */
async function prepare(address) {
  if (address) {
    const { guard } = await import(address);
    /** @type {Record<string, Map<string, boolean>>} as Assent keeps its answers */
    const kept = { localStorage: new Map(), sessionStorage: new Map() };
    guard({
      store(/** @type {string} */ area, /** @type {string} */ name) {
        let answer = kept[area].get(name);
        if (answer === undefined) kept[area].set(name, answer = true);
        return answer;
      },
      cookie: (/** @type {string} */ text) => text,
      born: () => {},
      reach: () => true,
    });
  }
  const keys = Array.from({ length: 16 }, (_, i) => `course.progress.${i}`);
  for (const key of keys) localStorage.setItem(key, '0');
  /** @type {Record<string, (i: number) => unknown>} */
  const kinds = {
    'getItem': i => localStorage.getItem(keys[i & 15]),
    'property read': i => localStorage[keys[i & 15]],
    'setItem': i => localStorage.setItem(keys[i & 15], `${i}`),
    'property write': i => { localStorage[keys[i & 15]] = `${i}`; },
    'mixed': i => {
      const step = i % 10;
      if (step === 9) localStorage.setItem(keys[i & 15], `${i}`);
      else if (step > 6) localStorage[keys[i & 15]];
      else localStorage.getItem(keys[i & 15]);
    },
    'setAttribute': i => document.body.setAttribute('data-step', keys[i & 15]),
  };
  /** @type {any} */ (self).time = (/** @type {string} */ kind, /** @type {number} */ calls) => {
    const call = kinds[kind];
    const start = performance.now();
    for (let i = 0; i < calls; i++) call(i);
    return (performance.now() - start) * 1e6 / calls;
  };
  return Object.keys(kinds);
}

/** In the page. @param {{ kinds: string[], rounds: number, calls: number }} how @returns {StorageFigures} */
function compare({ kinds, rounds, calls }) {
  /** @type {StorageFigures} */
  const times = { native: {}, guarded: {} };
  const frames = /** @type {any} */ ({ native: window[0], guarded: window[1] });
  for (let round = -rounds / 10; round < rounds; round++) { // the first ones are for the compiler
    for (const kind of kinds) {
      for (const who of /** @type {('native' | 'guarded')[]} */ (round & 1 ? ['native', 'guarded'] : ['guarded', 'native'])) {
        const time = frames[who].time(kind, /write|setItem/.test(kind) ? calls : calls * 20); // a write takes that much longer
        if (round >= 0) (times[who][kind] ??= []).push(time);
      }
    }
  }
  return times;
}

/** @param {import('playwright-core').Page} page  of the bench's first party */
export async function storage(page) {
  await page.evaluate(() => Promise.all([0, 1].map(() => new Promise(loaded => {
    const frame = document.createElement('iframe');
    frame.src = '/warm.html';
    frame.onload = loaded;
    document.body.append(frame);
  }))));
  const [, native, guarded] = page.frames();
  await native.evaluate(prepare, undefined);
  const kinds = await guarded.evaluate(prepare, new URL('/guard.js', page.url()).href);
  return page.evaluate(compare, { kinds, rounds: 100, calls: 500 });
}
