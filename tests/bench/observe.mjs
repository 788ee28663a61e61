// What watches from inside the page. It is sent there as text, before any script of the page: it may use nothing from
// outside.

/**
 * @typedef {object} Seen  milliseconds since navigation; null: not yet
 * @property {number | null} painted   end of the first frame with the banner in it
 * @property {number | null} rest      end of the first frame in which the banner is opaque and where it is one frame
 *   later
 * @property {number | null} clicked   the last click
 * @property {number | null} gone      end of the first frame without the banner after it
 * @property {number | null} erased    the last third-party cookie was gone
 * @property {number} interaction      the longest event of a click, in the browser's steps of 8 ms; under 16 it tells
 *   nothing
 * @property {number} shift            layout shift that nobody caused
 * @property {number} longTasks        main-thread milliseconds of tasks longer than 50 ms
 * @property {number[]} ran            when third-party scripts ran
 */

/**
 * What a visit waits for, in the page: nobody talks to the page while it is measured.
 * @typedef {'loaded' | 'rest' | 'accepted' | 'returned' | 'withdrawn'} Awaited
 */

/**
 * @param {{ banner: string, scripts: number, prefix: string }} given  banner: a selector; scripts: how many third-party
 *   scripts; prefix: of their cookies
 */
export function observe({ banner, scripts, prefix }) {
  if (self !== top) return;
  /** @type {Seen & { erasing: boolean, until: (what: Awaited, tail: number, limit: number) => Promise<void> }} */
  const seen = {
    painted: null,
    rest: null,
    clicked: null,
    gone: null,
    erased: null,
    interaction: 8,
    shift: 0,
    longTasks: 0,
    ran: [],
    erasing: false,
    /** Then `tail` ms more, for what comes behind it; at most `limit` ms. */
    until: (what, tail, limit) =>
      new Promise((resolve) => {
        const end = performance.now() + limit;
        const complete = () => document.readyState === 'complete';
        const conditions = {
          loaded: complete,
          rest: () => seen.rest !== null && complete(),
          accepted: () => seen.ran.length >= scripts && seen.gone !== null,
          returned: () => seen.ran.length >= scripts && complete(),
          withdrawn: () => seen.erased !== null,
        };
        const look = () => {
          conditions[what]() || performance.now() > end ? setTimeout(resolve, tail) : requestAnimationFrame(look);
        };
        look();
      }),
  };
  /** @type {any} */ (self).bench = seen;

  const entries = (/** @type {string} */ type, /** @type {(entry: any) => void} */ use, more = {}) => {
    try {
      new PerformanceObserver((list) => list.getEntries().forEach(use)).observe({ type, buffered: true, ...more });
    } catch {
      /* not in this browser */
    }
  };
  entries(
    'event',
    ({ interactionId, duration }) => {
      if (interactionId) seen.interaction = Math.max(seen.interaction, duration);
    },
    { durationThreshold: 16 },
  );
  entries('layout-shift', ({ value, hadRecentInput }) => {
    if (!hadRecentInput) seen.shift += value;
  });
  entries('longtask', ({ duration }) => {
    seen.longTasks += duration;
  });

  /** A frame without the banner was begun; its end may be waited for while others begin. */
  let going = false;
  addEventListener(
    'click',
    ({ timeStamp }) => {
      Object.assign(seen, { clicked: timeStamp, gone: null });
      going = false;
    },
    true,
  );

  const cookie = /** @type {PropertyDescriptor & { get(): string, set(text: string): void }} */ (
    Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')
  );
  const look = () => {
    if (seen.erasing && seen.clicked !== null && seen.erased === null && !cookie.get.call(document).includes(prefix))
      seen.erased = performance.now();
  };
  // Reading cookies costs as much as writing one, so it is done once for each name that a write may have removed.
  const removed = new Set();
  Object.defineProperty(Document.prototype, 'cookie', {
    ...cookie,
    set(text) {
      cookie.set.call(this, text);
      const name = text.split('=')[0];
      if (!seen.erasing || !name.startsWith(prefix) || removed.has(name)) return;
      removed.add(name);
      look();
    },
  });

  /** A task after the frame in hand: its style, layout and paint are done. */
  const { port1, port2 } = new MessageChannel();
  /** @type {((at: number) => void)[]} */
  const due = [];
  port1.onmessage = () => {
    const at = performance.now();
    for (const use of due.splice(0)) use(at);
  };
  const afterFrame = (/** @type {(at: number) => void} */ use) => {
    due.push(use);
    port2.postMessage(0);
  };

  let place = '';
  let placed = 0;
  function frame() {
    const element = document.querySelector(banner);
    const box = element?.getBoundingClientRect();
    const inView =
      box &&
      box.width > 40 &&
      box.height > 20 &&
      box.top < innerHeight &&
      box.bottom > 0 &&
      box.left < innerWidth &&
      box.right > 0;
    let opacity = inView && getComputedStyle(/** @type {Element} */ (element)).visibility === 'visible' ? 1 : 0;
    for (let one = element; opacity && one; one = one.parentElement) opacity *= Number(getComputedStyle(one).opacity);
    if (opacity > 0.05 && seen.painted === null)
      afterFrame((at) => {
        seen.painted ??= at;
      });
    if (seen.rest === null && opacity > 0.99) {
      const now = [box?.left, box?.top, box?.width, box?.height].join();
      if (now === place) seen.rest = placed;
      place = now;
      afterFrame((at) => {
        placed = at;
      });
    }
    if (seen.clicked !== null && !going) {
      going = opacity <= 0.05;
      if (going)
        afterFrame((at) => {
          seen.gone = at;
        });
    }
    look();
    requestAnimationFrame(frame);
  }
  requestAnimationFrame(frame);
}
