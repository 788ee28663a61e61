// What the audit knows of a page it knows from here: the browser's own boxes, computed styles and colours, as plain
// data. The function is sent into every page as text, so it uses nothing from outside itself.

/** What every audited page has as `assentProbe`. */
export function probe() {
  /** Where each layer is drawn. @type {Record<string, string>} */
  const LAYERS = { first: '.assent-banner, .assent-notice', preferences: '.assent-dialog', inline: '.assent-inline' };
  const TARGETS = 'a[href], button, input, select, textarea, summary, [role=button], [role=switch], [tabindex]';
  const OPENERS = '[data-assent=preferences], a[href="#privacy-preferences"]';

  // ---- naming and seeing ----

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

  /** For readers only: it has a size, but none of it is painted. @param {Element} element @returns {boolean} */
  const quiet = (element) => {
    const { clipPath, position } = getComputedStyle(element);
    return (
      (position !== 'static' && /^inset\((50|100)%\)/.test(clipPath)) ||
      (!!element.parentElement && quiet(element.parentElement))
    );
  };

  /** @param {Element} element @returns {boolean} */
  const visible = (element) => {
    const known = memory?.shown.get(element);
    if (known !== undefined) return known;
    const found = isSeen(element);
    memory?.shown.set(element, found);
    return found;
  };

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

  // ---- colours ----

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
    const known = memory?.behind.get(element);
    if (known) return known;
    const painted = colour(getComputedStyle(element).backgroundColor);
    const found = painted[3] === 1 ? painted : over(painted, behind(element.parentElement));
    memory?.behind.set(element, found);
    return found;
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

  // ---- one layer ----

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
      /** Whatever of its looks is not a colour. */
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

  /** @param {HTMLElement} root */
  const readSections = (root) =>
    [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('.assent-category'))].map((section) => {
      const own = section.querySelector('h3');
      return {
        element: describe(section),
        title: short(ownText(own?.querySelector('.assent-name') ?? own ?? section)),
        switches: [.../** @type {NodeListOf<HTMLInputElement>} */ (own?.querySelectorAll('input') ?? [])]
          .filter(visible)
          .map(({ dataset }) => dataset.id ?? ''),
        paragraphs: [.../** @type {NodeListOf<HTMLElement>} */ (section.querySelectorAll(':scope > p'))]
          .filter(visible)
          .map(({ innerText }) => innerText.trim()),
        summary: section.querySelector('summary')?.textContent ?? '',
        services: [.../** @type {NodeListOf<HTMLElement>} */ (section.querySelectorAll('li'))].map((item) => ({
          element: describe(item),
          name: short(ownText(item.querySelector('.assent-name') ?? item)),
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
  const read = (layer) => {
    memory = { shown: new Map(), behind: new Map() };
    try {
      return readNow(layer);
    } finally {
      memory = null;
    }
  };

  /** @param {string} layer */
  const readNow = (layer) => {
    const root = layerOf(layer);
    if (!root) return null;
    const all = /** @type {HTMLElement[]} */ ([root, ...root.querySelectorAll('*')].filter(visible));
    const controls = /** @type {HTMLElement[]} */ (
      [
        ...root.querySelectorAll('button, [role=button], input[type=button], [data-id=accept], [data-id=reject]'),
      ].filter(visible)
    );
    const switches = /** @type {HTMLInputElement[]} */ (
      [...root.querySelectorAll('input[type=checkbox], input[type=radio], [role=switch], [role=checkbox]')].filter(
        visible,
      )
    );
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
      controls: controls.map((element) => readControl(element, root)),
      switches: switches.map(readSwitch),
      texts: all.filter(ownText).map((element) => ({
        element: describe(element),
        text: short(ownText(element), 200),
        ratio: textRatio(element),
      })),
      headings: all
        .filter((element) => /^h\d$/.test(element.localName))
        .map((element) => short(element.textContent ?? '')),
      targets: readTargets(root),
      overflow: readOverflow(root),
      moving: all
        .filter((element) => {
          const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
          return (animationName !== 'none' && /[1-9]/.test(animationDuration)) || /[1-9]/.test(transitionDuration);
        })
        .map(describe),
      links: /** @type {HTMLAnchorElement[]} */ (all.filter((element) => element.matches('a[href]'))).map((link) => ({
        element: describe(link),
        href: link.href,
        here: link.href.split('#')[0] === location.href.split('#')[0] && link.href.includes('#'),
        text: short(link.innerText),
        inText: !!link.parentElement && !!ownText(link.parentElement),
        marked:
          getComputedStyle(link).textDecorationLine.includes('underline') ||
          !!parseFloat(getComputedStyle(link).borderBottomWidth),
      })),
      media: all
        .filter(
          (element) =>
            element.matches('img, video, audio, iframe, object, embed') && !element.closest('[data-assent=opt-out]'),
        )
        .map(describe),
      says: saysIn(root),
      sections: readSections(root),
    };
  };

  // ---- the keyboard ----

  /** What shows where the keyboard is, and how well. @param {Element} element */
  const indicator = (element) => {
    const { outlineStyle, outlineWidth, outlineColor, outlineOffset, boxShadow } = getComputedStyle(element);
    const around = behind(parseFloat(outlineOffset) < 0 ? element : element.parentElement);
    if (outlineStyle === 'auto') return 21; // the browser's own has two colours and is seen on any
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
    const layer = Object.keys(LAYERS).find((name) => at.closest(LAYERS[name])) ?? '';
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

  // ---- the page around the layers ----

  const LANDMARKS = 'footer, header, nav, [role=contentinfo], [role=banner], [role=navigation]';

  /** Where on the page: its landmark, and its number among the links there. @param {Element} element */
  const placeOf = (element) => {
    const landmark = element.closest(LANDMARKS);
    const outer = landmark?.parentElement?.closest(LANDMARKS);
    if (!landmark) return '';
    const rest = [...landmark.querySelectorAll('a[href], button')].filter(visible);
    return `${outer ? `${outer.localName} ` : ''}${landmark.localName}, link ${rest.indexOf(element) + 1}`;
  };

  /** The control that always leads to the preferences: best one in a landmark, which is the same on all pages. */
  const opener = () => {
    const all = [...document.querySelectorAll(OPENERS)].filter(
      (element) => visible(element) && !element.closest('.assent'),
    );
    return all.find((element) => element.closest(LANDMARKS)) ?? all[0];
  };

  const optOuts = () =>
    [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-assent=opt-out]'))]
      .filter(visible)
      .map((element) => {
        const landmark = element.closest(LANDMARKS);
        const others = [...(landmark?.querySelectorAll('a[href], button') ?? [])].filter(
          (other) => visible(other) && other !== element,
        );
        const icon =
          element.querySelector('svg, img') ??
          [element.previousElementSibling, element.nextElementSibling].find((beside) => beside?.matches('svg, img'));
        return {
          element: describe(element),
          text: short(element.innerText),
          icon: !!icon && visible(icon),
          place: placeOf(element),
          inPolicy: !!element.closest('article, main') && !landmark,
          size: parseFloat(getComputedStyle(element).fontSize),
          sizeOfOthers: Math.min(...others.map((other) => parseFloat(getComputedStyle(other).fontSize))),
          ratio: textRatio(element),
        };
      });

  /** What somebody can read and do on the page itself. */
  const content = () => {
    const main = /** @type {HTMLElement} */ (document.querySelector('main, [role=main]') ?? document.body);
    const { left, right, top } = main.getBoundingClientRect();
    const x = Math.min(Math.max((left + right) / 2, 0), innerWidth - 1);
    const spot = document.elementFromPoint(x, Math.min(Math.max(top + 20, 0), innerHeight - 1));
    const blocks = /** @type {HTMLElement[]} */ (
      [...main.querySelectorAll('*')].filter(
        (element) => ownText(element) && !element.closest('.assent') && !element.closest('[role=status]'),
      )
    );
    return {
      element: describe(main).replace(/ “.*/, ''),
      words: blocks.filter(visible).map(ownText).join(' ').split(/\s+/),
      titles: blocks
        .filter((element) => visible(element) && /^h\d$/.test(element.localName))
        .map((element) => short(element.innerText)),
      controls: [...main.querySelectorAll('a[href], button, input, select, textarea')].filter(
        (element) => visible(element) && !element.closest('.assent'),
      ).length,
      inert: !!main.closest('[inert], [aria-hidden=true]'),
      unseen: !visible(main),
      covered:
        spot && !main.contains(spot) && !spot.contains(main) && !spot.closest(LANDMARKS) && !spot.closest('.assent')
          ? describe(spot)
          : '',
      stuck:
        /hidden|clip/.test(getComputedStyle(document.body).overflowY) &&
        document.documentElement.scrollHeight > innerHeight,
    };
  };

  /** Pages of this site that this one leads to, those that every page leads to first. */
  const pages = () => {
    const here = location.origin + location.pathname;
    const links = /** @type {HTMLAnchorElement[]} */ (
      [...document.querySelectorAll(LANDMARKS)]
        .flatMap((landmark) => [...landmark.querySelectorAll('a[href]')])
        .concat([...document.querySelectorAll('a[href]')])
    );
    const found = links
      .filter(
        ({ origin, pathname, download, target }) =>
          origin === location.origin &&
          !download &&
          target !== '_blank' &&
          !/log-?out|sign-?(out|off)|\.(pdf|zip|png|jpe?g|svg|json|xml|ics)$/i.test(pathname),
      )
      .map(({ origin, pathname, search }) => origin + pathname + search);
    return [...new Set(found)].filter((address) => address.split('?')[0] !== here);
  };

  /** What the page marked for Assent, and where it would be fetched from. */
  const marked = () =>
    [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-category], [data-service]'))].map(
      (element) => ({
        element: describe(element),
        id: element.dataset.service || element.dataset.category || '',
        address:
          [
            element.dataset.src,
            element.dataset.href,
            element.dataset.srcset?.split(/\s/)[0],
            element.dataset.poster,
            element.dataset.data,
          ]
            .filter(Boolean)
            .map((address) => new URL(address ?? '', document.baseURI).href)[0] ?? '',
      }),
    );

  /** Names of what is stored here, cookies apart. */
  const stored = async () => {
    /** @param {() => string[]} names */
    const attempt = (names) => {
      try {
        return names();
      } catch {
        return [];
      }
    };
    /** @param {() => Promise<string[]>} names */
    const later = async (names) => {
      try {
        return await names();
      } catch {
        return [];
      }
    };
    return {
      localStorage: attempt(() => Object.keys(localStorage)),
      sessionStorage: attempt(() => Object.keys(sessionStorage)),
      indexedDB: await later(async () => (await indexedDB.databases()).map(({ name }) => name ?? '')),
      cache: await later(() => caches.keys()),
    };
  };

  // ---- what happens while nobody asks ----

  /** What is behind a modal dialog, or in one that is closed, is read to nobody. @param {Element} region */
  const isHeard = (region) => {
    const modals = [...document.querySelectorAll(':modal')];
    return (
      region.getClientRects().length > 0 &&
      !region.closest('[inert], [aria-hidden=true]') &&
      (!modals.length || modals.some((modal) => modal.contains(region)))
    );
  };

  /**
   * What Assent's live regions said to those who listen, one after another.
   * @type {{ text: string, polite: boolean }[]}
   */
  const spoken = [];
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const region = (target instanceof Element ? target : target.parentElement)?.closest(
        '[role=status], [role=alert], [aria-live], output',
      );
      const text = region?.textContent?.trim();
      if (!region?.closest('.assent') || !text || !isHeard(region)) continue;
      const live =
        region.getAttribute('aria-live') ?? (region.getAttribute('role') === 'alert' ? 'assertive' : 'polite');
      spoken.push({ text, polite: live === 'polite' });
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });

  /** A frame and what it sets off. @param {number} [later]  ms */
  const frame = (later = 0) =>
    new Promise((done) => {
      requestAnimationFrame(() => setTimeout(done, later));
    });

  const rest = async () => {
    for (let i = 0; i < 2; i++) await frame();
  };

  /** What the page put off for up to 80 ms is done when this is: timers go off in their order, however late. */
  const calm = async () => {
    for (let i = 0; i < 4; i++) await frame(20);
  };

  /** Services are folded away; what is folded is looked at as well. */
  const unfold = async () => {
    for (const details of document.querySelectorAll('.assent details')) details.setAttribute('open', '');
    await rest();
  };

  /** @param {string} layer @param {string} id */
  const isShown = (layer, id) => {
    const root = layerOf(layer);
    return !!root && (!id || [...root.querySelectorAll(`[data-id="${id}"]`)].some(visible));
  };

  return {
    read,
    focus,
    focusLast,
    describe,
    opener,
    placeOf,
    optOuts,
    says: () => saysIn(document),
    content,
    pages,
    marked,
    stored,
    spoken,
    frame,
    rest,
    calm,
    unfold,
    isShown,
  };
}
