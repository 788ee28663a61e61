// How well a text can be told from what is behind it, by WCAG's formula.

/**
 * Contrast of the text of each element that shows one, against the first opaque background behind it; and of its border
 * against the layer of Assent that it is in.
 * @param {import('playwright-core').Page} page
 * @param {string} selector
 */
export const contrasts = (page, selector) =>
  page.evaluate((within) => {
    const numbers = (color) => color.match(/[\d.]+/g).map(Number);
    const luminance = ([r, g, b]) =>
      [r, g, b]
        .map((c) => c / 255)
        .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const ratio = (one, two) => {
      const [a, b] = [luminance(one), luminance(two)].sort((x, y) => y - x);
      return (a + 0.05) / (b + 0.05);
    };
    const behind = (element) => {
      for (let at = element; at; at = at.parentElement) {
        const color = numbers(getComputedStyle(at).backgroundColor);
        if (color.length === 3 || color[3] === 1) return color;
      }
      return [255, 255, 255];
    };
    return [...document.querySelectorAll(within)]
      .filter(
        (element) =>
          element.checkVisibility() && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()),
      )
      .map((element) => ({
        id: element.dataset.id,
        text: element.textContent.slice(0, 40),
        ratio: Math.round(ratio(numbers(getComputedStyle(element).color), behind(element)) * 100) / 100,
        edge:
          Math.round(
            ratio(numbers(getComputedStyle(element).borderTopColor), behind(element.closest('.assent'))) * 100,
          ) / 100,
      }));
  }, selector);
