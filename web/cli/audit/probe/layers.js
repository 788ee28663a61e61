// The layers of Assent on a page: what is drawn there, and how.

/**
 * One of the probe's parts (probe.js): it is sent into a page as text, so it uses nothing from outside itself.
 * @param {ReturnType<typeof import('./seeing.js').seeing>} see
 * @param {ReturnType<typeof import('./colours.js').colours>} colours
 * @param {Record<string, string>} LAYERS  where each layer is drawn
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: it goes into a page as one text
export function layers(
  { short, describe, box, remembering, visible, ownText, nameOf, labelOf },
  { textRatio, edgeRatio },
  LAYERS,
) {
  const TARGETS = 'a[href], button, input, select, textarea, summary, [role=button], [role=switch], [tabindex]';

  /** @param {string} name */
  const layerOf = (name) =>
    /** @type {HTMLElement | undefined} */ ([...document.querySelectorAll(LAYERS[name])].filter(visible).pop());

  /**
   * @param {{ left: number, top: number, right: number, bottom: number }} inner
   * @param {{ left: number, top: number, right: number, bottom: number }} outer
   */
  const within = (inner, outer) =>
    inner.left >= outer.left - 0.5 &&
    inner.top >= outer.top - 0.5 &&
    inner.right <= outer.right + 0.5 &&
    inner.bottom <= outer.bottom + 0.5;

  /** @param {HTMLElement} element @param {HTMLElement} root */
  const readControl = (element, root) => {
    const style = getComputedStyle(element);
    const rect = box(element);
    const prose =
      element.parentElement &&
      /^(p|li|span|label)$/.test(element.parentElement.localName) &&
      ownText(element.parentElement);
    return {
      id: element.dataset.id ?? '',
      element: describe(element),
      tag: element.localName,
      label: labelOf(element),
      name: nameOf(element),
      rect,
      inView: within(rect, { left: 0, top: 0, right: innerWidth, bottom: innerHeight }),
      inBox: within(rect, box(root)),
      inProse: !!prose,
      looks: {
        'font-size': style.fontSize,
        'font-weight': style.fontWeight,
        padding: style.padding,
        border: `${style.borderTopWidth} ${style.borderTopStyle}`,
      },
      ratio: textRatio(element),
      edge: edgeRatio(element),
    };
  };

  /** @param {HTMLInputElement} input */
  const readSwitch = (input) => {
    const mark = getComputedStyle(input, '::before');
    return {
      id: input.dataset.id ?? '',
      element: describe(input),
      checked: input.checked || input.indeterminate || input.getAttribute('aria-checked') === 'true',
      mixed: input.indeterminate,
      label: labelOf(input),
      name: nameOf(input),
      edge: edgeRatio(input),
      /** All of its looks that is not colour. */
      shape: [
        visibleText(input.labels?.[0] ?? input),
        mark.transform,
        mark.content,
        mark.width,
        mark.borderRadius,
        mark.left,
        mark.marginLeft,
      ].join(' '),
      /** A browser's own control is drawn with a tick or a moved knob. */
      native: getComputedStyle(input).appearance !== 'none',
    };
  };

  /** @param {HTMLElement} element */
  const visibleText = (element) =>
    short([...element.querySelectorAll('*')].filter(visible).map(ownText).join(' '), 400);

  /** @param {HTMLElement} root */
  const readTargets = (root) => {
    const found = [...root.querySelectorAll(TARGETS)].filter(visible).map((element) => {
      // A label is pressed like what it labels.
      const whole = /** @type {HTMLInputElement} */ (element).labels?.[0] ?? element;
      const inText =
        element.localName === 'a' &&
        getComputedStyle(element).display === 'inline' &&
        !!element.parentElement &&
        !!ownText(element.parentElement);
      return { element: describe(element), inText, rect: box(whole) };
    });
    /** @param {{ rect: ReturnType<typeof box> }} one */
    const centre = ({ rect }) => ({ x: (rect.left + rect.right) / 2, y: (rect.top + rect.bottom) / 2 });
    return found.map((one) => {
      const small = one.rect.width < 23.5 || one.rect.height < 23.5;
      const { x, y } = centre(one);
      const crowded =
        small &&
        found.some(
          (other) =>
            other !== one &&
            Math.hypot(
              Math.max(other.rect.left - x, 0, x - other.rect.right),
              Math.max(other.rect.top - y, 0, y - other.rect.bottom),
            ) < 12,
        );
      return {
        element: one.element,
        width: one.rect.width,
        height: one.rect.height,
        small: small && !one.inText && crowded,
      };
    });
  };

  /** What is cut off, or makes somebody scroll sideways. @param {HTMLElement} root */
  const readOverflow = (root) =>
    [root, .../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('*'))]
      .filter(visible)
      .flatMap((element) => {
        const { left, right } = element.getBoundingClientRect();
        const { overflowX, overflowY } = getComputedStyle(element);
        const wider = element.scrollWidth - element.clientWidth;
        const higher = element.scrollHeight - element.clientHeight;
        const said = describe(element);
        if (left < -0.5 || right > innerWidth + 0.5)
          return { element: said, found: `reaches from ${Math.round(left)} to ${Math.round(right)} px` };
        if (!element.clientWidth || element.localName === 'input') return [];
        if (wider > 1 && (overflowX !== 'visible' || element.localName === 'button'))
          return { element: said, found: `its content is ${wider} px wider than it is` };
        if (higher > 1 && (/hidden|clip/.test(overflowY) || element.localName === 'button'))
          return { element: said, found: `its content is ${higher} px higher than it is` };
        return [];
      });

  /** A name in another language than the panel's is an element of its own. @param {Element} element */
  const nameIn = (element) => ownText(element.querySelector(':scope > bdi') ?? element);

  /** @param {HTMLElement} root */
  const readSections = (root) =>
    [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('.assent-category'))].map((section) => {
      const own = section.querySelector('h3');
      return {
        element: describe(section),
        title: short(nameIn(own?.querySelector('.assent-name') ?? own ?? section)),
        switches: [.../** @type {NodeListOf<HTMLInputElement>} */ (own?.querySelectorAll('input') ?? [])]
          .filter(visible)
          .map(({ dataset }) => dataset.id ?? ''),
        paragraphs: [.../** @type {NodeListOf<HTMLElement>} */ (section.querySelectorAll(':scope > p'))]
          .filter(visible)
          .map(({ innerText }) => innerText.trim()),
        summary: section.querySelector('summary')?.textContent ?? '',
        services: [.../** @type {NodeListOf<HTMLElement>} */ (section.querySelectorAll('li'))].map((item) => ({
          element: describe(item),
          name: short(nameIn(item.querySelector('.assent-name') ?? item)),
          switches: [...item.querySelectorAll('input')].map(({ dataset }) => dataset.id ?? ''),
          reason: [...item.querySelectorAll(':scope > p')]
            .map(({ textContent }) => textContent?.trim() ?? '')
            .join(' '),
        })),
      };
    });

  /** What is said because a law wants it said. @param {ParentNode} root */
  const saysIn = (root) =>
    [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('[data-say]'))]
      .filter(visible)
      .map((element) => ({ say: element.dataset.say ?? '', text: short(element.innerText, 200) }));

  /**
   * Everything that can be said of a layer as it is drawn now; null: it is not there.
   * @param {string} layer  first, preferences or inline
   */
  const read = (layer) => remembering(() => readNow(layer));

  const CONTROLS = 'button, [role=button], input[type=button], [data-id=accept], [data-id=reject]';
  const SWITCHES = 'input[type=checkbox], input[type=radio], [role=switch], [role=checkbox]';
  const MEDIA = 'img, video, audio, iframe, object, embed';

  /** What of these is seen. @param {HTMLElement} root @param {string} selector */
  const seen = (root, selector) => /** @type {HTMLElement[]} */ ([...root.querySelectorAll(selector)]).filter(visible);

  /** Is it animated, or does it change slowly? @param {Element} element */
  const isMoving = (element) => {
    const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
    return (animationName !== 'none' && /[1-9]/.test(animationDuration)) || /[1-9]/.test(transitionDuration);
  };

  /** @param {HTMLElement} element */
  const readText = (element) => ({
    element: describe(element),
    text: short(ownText(element), 200),
    ratio: textRatio(element),
  });

  /** @param {HTMLAnchorElement} link */
  const readLink = (link) => {
    const { textDecorationLine, borderBottomWidth } = getComputedStyle(link);
    return {
      element: describe(link),
      href: link.href,
      here: link.href.split('#')[0] === location.href.split('#')[0] && link.href.includes('#'),
      text: short(link.innerText),
      inText: !!link.parentElement && !!ownText(link.parentElement),
      marked: textDecorationLine.includes('underline') || !!parseFloat(borderBottomWidth),
    };
  };

  /** @param {string} layer */
  const readNow = (layer) => {
    const root = layerOf(layer);
    if (!root) return null;
    const all = [root, ...seen(root, '*')].filter(visible);
    const links = /** @type {HTMLAnchorElement[]} */ (all.filter((element) => element.matches('a[href]')));
    return {
      element: `<${root.localName} class="${root.className}">`,
      role: root.getAttribute('role') ?? root.localName,
      name: nameOf(root),
      modal: root.matches(':modal') || root.getAttribute('aria-modal') === 'true',
      lang: root.closest('[lang]')?.getAttribute('lang') ?? '',
      pageLang: document.documentElement.lang,
      rect: box(root),
      height: innerHeight,
      text: short(root.innerText, 4000),
      controls: seen(root, CONTROLS).map((element) => readControl(element, root)),
      switches: /** @type {HTMLInputElement[]} */ (seen(root, SWITCHES)).map(readSwitch),
      texts: all.filter(ownText).map(readText),
      headings: all
        .filter((element) => /^h\d$/.test(element.localName))
        .map((element) => short(element.textContent ?? '')),
      targets: readTargets(root),
      overflow: readOverflow(root),
      moving: all.filter(isMoving).map(describe),
      links: links.map(readLink),
      media: all.filter((element) => element.matches(MEDIA) && !element.closest('[data-assent=opt-out]')).map(describe),
      says: saysIn(root),
      sections: readSections(root),
    };
  };

  /** @param {string} layer @param {string} id */
  const isShown = (layer, id) => {
    const root = layerOf(layer);
    return !!root && (!id || [...root.querySelectorAll(`[data-id="${id}"]`)].some(visible));
  };

  /** The layer that an element is in; '' for one of the page. @param {Element} element */
  const layerAround = (element) => Object.keys(LAYERS).find((name) => element.closest(LAYERS[name])) ?? '';

  return { read, isShown, layerOf, layerAround, saysIn };
}
