// Colours, and the contrast between them, as WCAG 2.2 reckons it.

/**
 * One of the probe's parts (probe.js): it is sent into a page as text, so it uses nothing from outside itself.
 * @param {Pick<ReturnType<typeof import('./seeing.js').seeing>, 'onceBehind'>} see
 */
export function colours({ onceBehind }) {
  const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  /** @type {Map<string, number[]>} */
  const known = new Map();

  /**
   * Any colour CSS can write, as red, green, blue (0 to 255) and alpha (0 to 1).
   * @param {string} css
   * @returns {number[]}
   */
  const colour = (css) => {
    const found = known.get(css);
    if (found || !pen) return found ?? [0, 0, 0, 1];
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = '#000';
    pen.fillStyle = css;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
    const made = [r, g, b, a / 255];
    known.set(css, made);
    return made;
  };

  /** One colour painted over another. @param {number[]} above @param {number[]} below */
  const over = ([r, g, b, a], below) => [...[r, g, b].map((c, i) => c * a + below[i] * (1 - a)), 1];

  /** What is painted behind everything. @returns {number[]} */
  const canvas = () =>
    getComputedStyle(document.documentElement).colorScheme.includes('dark') &&
    matchMedia('(prefers-color-scheme: dark)').matches
      ? [18, 18, 18, 1]
      : [255, 255, 255, 1];

  /** @param {Element | null} element @returns {number[]} */
  const behind = (element) => {
    if (!element) return canvas();
    return onceBehind(element, () => {
      const painted = colour(getComputedStyle(element).backgroundColor);
      return painted[3] === 1 ? painted : over(painted, behind(element.parentElement));
    });
  };

  /** @param {number[]} rgb */
  const luminance = (rgb) =>
    rgb
      .slice(0, 3)
      .map((c) => c / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
      .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);

  /** WCAG's contrast ratio, to two places. @param {number[]} above @param {number[]} below */
  const ratio = (above, below) => {
    const [light, dark] = [luminance(over(above, below)), luminance(below)].sort((a, b) => b - a);
    return Math.floor(((light + 0.05) / (dark + 0.05)) * 100) / 100;
  };

  /** How much of an element shows through, by itself and what it stands in. @param {Element} element */
  const opacity = (element) => {
    let whole = 1;
    for (let at = /** @type {Element | null} */ (element); at; at = at.parentElement)
      whole *= Number(getComputedStyle(at).opacity);
    return whole;
  };

  /** @param {Element} element */
  const textRatio = (element) => {
    const [r, g, b, a] = colour(getComputedStyle(element).color);
    return ratio([r, g, b, a * opacity(element)], behind(element));
  };

  /** The better of border and fill against what is around it: WCAG 1.4.11. @param {Element} element */
  const edgeRatio = (element) => {
    const style = getComputedStyle(element);
    const around = behind(element.parentElement);
    const border =
      parseFloat(style.borderTopWidth) && style.borderTopStyle !== 'none'
        ? ratio(colour(style.borderTopColor), around)
        : 1;
    return Math.max(border, ratio(colour(style.backgroundColor), around));
  };

  return { colour, ratio, behind, textRatio, edgeRatio };
}
