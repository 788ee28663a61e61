// Where the keyboard is on a page, and how well that can be seen.

/**
 * One of the probe's parts (probe.js): it is sent into a page as text, so it uses nothing from outside itself.
 * @param {ReturnType<typeof import('./seeing.js').seeing>} see
 * @param {ReturnType<typeof import('./colours.js').colours>} colours
 * @param {ReturnType<typeof import('./layers.js').layers>} layers
 */
export function keyboard({ describe, visible }, { colour, ratio, behind }, { layerOf, layerAround }) {
  /** What shows where the keyboard is, and how well. @param {Element} element */
  const indicator = (element) => {
    const { outlineStyle, outlineWidth, outlineColor, outlineOffset, boxShadow } = getComputedStyle(element);
    const around = behind(parseFloat(outlineOffset) < 0 ? element : element.parentElement);
    // The browser's own outline has two colours, so that it is seen on any background.
    if (outlineStyle === 'auto') return 21;
    const ring = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1 ? ratio(colour(outlineColor), around) : 1;
    const glow =
      boxShadow === 'none' ? 1 : ratio(colour(boxShadow.match(/^(\w+\([^)]*\)|#\w+|\w+)/)?.[0] ?? '#0000'), around);
    return Math.max(ring, glow);
  };

  /** @param {Element} element @param {Element | undefined} above */
  const coveredBy = (element, above) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const points = [0.05, 0.5, 0.95].flatMap((x) =>
      [0.05, 0.5, 0.95].map((y) => [left + (right - left) * x, top + (bottom - top) * y]),
    );
    const inView = points.filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
    return !!above && inView.length > 0 && inView.every(([x, y]) => above.contains(document.elementFromPoint(x, y)));
  };

  /** What has the focus now. */
  const focus = () => {
    const at = document.activeElement ?? document.body;
    const layer = layerAround(at);
    return {
      element: describe(at),
      id: /** @type {HTMLElement} */ (at).dataset?.id ?? '',
      layer,
      none: at === document.body,
      indicator: at === document.body ? 21 : indicator(at),
      covered: !layer && at !== document.body && coveredBy(at, layerOf('first')),
    };
  };

  /** Places the keyboard on the last thing of the page, from where Shift+Tab walks back. */
  const focusLast = () => {
    const all = /** @type {HTMLElement[]} */ (
      [...document.querySelectorAll('a[href], button, input, select, textarea')].filter(
        (element) => visible(element) && !element.closest('.assent'),
      )
    );
    all.pop()?.focus();
  };

  return { focus, focusLast };
}
