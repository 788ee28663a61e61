// The page around the layers: its way to the preferences, its links, what can be read on it, what it stores.

/**
 * One of the probe's parts (probe.js): it is sent into a page as text, so it uses nothing from outside itself.
 * @param {ReturnType<typeof import('./seeing.js').seeing>} see
 * @param {ReturnType<typeof import('./colours.js').colours>} colours
 * @param {ReturnType<typeof import('./layers.js').layers>} layers
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: it goes into a page as one text
export function surroundings({ short, describe, visible, ownText }, { textRatio }, { saysIn }) {
  const OPENERS = '[data-assent=preferences], a[href="#privacy-preferences"]';
  const LANDMARKS = 'footer, header, nav, [role=contentinfo], [role=banner], [role=navigation]';

  /** Where on the page: its landmark, and its number among the links there. @param {Element} element */
  const placeOf = (element) => {
    const landmark = element.closest(LANDMARKS);
    const outer = landmark?.parentElement?.closest(LANDMARKS);
    if (!landmark) return '';
    const rest = [...landmark.querySelectorAll('a[href], button')].filter(visible);
    return `${outer ? `${outer.localName} ` : ''}${landmark.localName}, link ${rest.indexOf(element) + 1}`;
  };

  /** The control that leads to the preferences. One in a landmark is taken first: that is the same on all pages. */
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

  /** Pages of this site that this page leads to. Those to which every page leads come first. */
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

  return { opener, placeOf, optOuts, content, pages, marked, says: () => saysIn(document) };
}
