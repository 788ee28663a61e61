// How well a text can be told from what is behind it, as the audit reckons it (web/cli/audit/probe/colours.js).

import { COLOURS } from '../../web/cli/audit/probe.js';

/**
 * Contrast of the text of each element that shows one, and of its edge, against what is painted behind them.
 * @param {import('playwright-core').Page} page
 * @param {string} selector
 * @returns {Promise<{ id?: string, text: string, ratio: number, edge: number }[]>}
 */
export const contrasts = (page, selector) =>
  page.evaluate(`(() => {
    const { textRatio, edgeRatio } = ${COLOURS};
    const showsText = (element) =>
      element.checkVisibility() && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    return [...document.querySelectorAll(${JSON.stringify(selector)})].filter(showsText).map((element) => ({
      id: element.dataset.id,
      text: element.textContent.slice(0, 40),
      ratio: textRatio(element),
      edge: edgeRatio(element),
    }));
  })()`);
