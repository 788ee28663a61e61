// What can be seen of an element, what it is called, and how the audit names it.

/** One of the probe's parts (probe.js): it is sent into a page as text, so it uses nothing from outside itself. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: it goes into a page as one text
export function seeing() {
  /** @param {string} text @param {number} [length] */
  const short = (text, length = 48) => {
    const line = text.replace(/\s+/g, ' ').trim();
    return line.length > length ? `${line.slice(0, length - 1)}…` : line;
  };

  /** As a developer would look for it. @param {Element} element */
  const describe = (element) => {
    const { id, category, service, assent } = /** @type {HTMLElement} */ (element).dataset ?? {};
    const marks = Object.entries({
      'data-id': id,
      'data-assent': assent,
      'data-category': category,
      'data-service': service,
    })
      .filter(([, value]) => value)
      .map(([name, value]) => ` ${name}="${value}"`)
      .join('');
    const name =
      marks ||
      (element.id
        ? ` id="${element.id}"`
        : element.className && typeof element.className === 'string'
          ? ` class="${element.className}"`
          : '');
    const text = id || element.matches('.assent, html, body') ? '' : short(element.textContent ?? '');
    return `<${element.localName}${name}>${text && ` “${text}”`}`;
  };

  /** @param {Element} element */
  const box = (element) => {
    const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
    return { left, top, right, bottom, width, height };
  };

  /**
   * What was found out of elements during one reading, in which nothing changes.
   * @type {{ shown: Map<Element, boolean>, behind: Map<Element, number[]> } | null}
   */
  let memory = null;

  /** Reads without looking at an element twice. @template T @param {() => T} look @returns {T} */
  const remembering = (look) => {
    memory = { shown: new Map(), behind: new Map() };
    try {
      return look();
    } finally {
      memory = null;
    }
  };

  /**
   * @template T
   * @param {Map<Element, T> | undefined} known
   * @param {Element} element
   * @param {() => T} find
   * @returns {T}
   */
  const once = (known, element, find) => {
    const before = known?.get(element);
    if (before !== undefined) return before;
    const found = find();
    known?.set(element, found);
    return found;
  };

  /**
   * Is it there for screen readers alone? Then it has a size, but nothing of it is painted.
   * @param {Element} element
   * @returns {boolean}
   */
  const quiet = (element) => {
    const { clipPath, position } = getComputedStyle(element);
    return (
      (position !== 'static' && /^inset\((50|100)%\)/.test(clipPath)) ||
      (!!element.parentElement && quiet(element.parentElement))
    );
  };

  /** @param {Element} element @returns {boolean} */
  const visible = (element) => once(memory?.shown, element, () => isSeen(element));

  /** What is painted behind an element. @param {Element} element @param {() => number[]} find */
  const onceBehind = (element, find) => once(memory?.behind, element, find);

  /** @param {Element} element */
  const isSeen = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return (
      width > 0 &&
      height > 0 &&
      /** @type {any} */ (element).checkVisibility({
        opacityProperty: true,
        visibilityProperty: true,
        checkOpacity: true,
        checkVisibilityCSS: true,
      }) &&
      !quiet(element)
    );
  };

  /** @param {Element} element */
  const ownText = (element) =>
    [...element.childNodes]
      .filter((node) => node.nodeType === 3)
      .map((node) => node.nodeValue ?? '')
      .join(' ')
      .trim();

  /** Its text without what is kept from readers. @param {Element} element @returns {string} */
  const spokenText = (element) =>
    [...element.childNodes]
      .map((node) =>
        node instanceof Element
          ? node.getAttribute('aria-hidden') === 'true'
            ? ''
            : (node.getAttribute('aria-label') ?? node.getAttribute('alt') ?? spokenText(node))
          : (node.nodeValue ?? ''),
      )
      .join(' ');

  /** @param {string} list */
  const byIds = (list) =>
    list
      .split(/\s+/)
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' ')
      .trim();

  /** @param {Element} element */
  const labelsOf = (element) => ('labels' in element && /** @type {HTMLInputElement} */ (element).labels) || [];

  /** The accessible name, as far as what Assent and pages use goes. @param {Element} element */
  const nameOf = (element) =>
    short(
      byIds(element.getAttribute('aria-labelledby') ?? '') ||
        element.getAttribute('aria-label') ||
        [...labelsOf(element)].map(spokenText).join(' ') ||
        (/^(dialog|section|div)$/.test(element.localName) ? '' : spokenText(element)) ||
        element.getAttribute('title') ||
        '',
      400,
    );

  /** What stands beside or in it for the eye. @param {HTMLElement} element */
  const labelOf = (element) => {
    const label = /** @type {HTMLInputElement} */ (element).labels?.[0];
    if (!label) return short(element.innerText ?? '', 400);
    return short(ownText(label.querySelector('.assent-name') ?? label) || label.innerText, 400);
  };

  return { short, describe, box, remembering, visible, onceBehind, ownText, nameOf, labelOf };
}
