// The first layer: what is asked, by whom, for what, and the buttons. It never takes the focus and never blocks the page.
import { make, paragraph } from './dom.js';
import { controls, fill, labels, sayings, whyText } from './words.js';

/**
 * @param {import('./words.js').Words} words
 * @param {import('./panel.js').View} view
 * @returns {Node[]}
 */
export function drawBanner(words, view) {
  const optional = view.categories.filter(category => category.state !== 'locked');
  const partners = view.categories.flatMap(category => category.services).filter(service => service.state !== 'locked');
  const why = whyText(words, view);
  return [
    make('div', 'assent-scroll', [
      make('h2', '', [words.title], { id: 'assent-title' }),
      // A first visit reads its sentence last; who is asked again wants to know the reason before anything else.
      view.ask !== 'first' && paragraph(why, 'assent-why'),
      ...sayings(words, view),
      paragraph(fill(words[view.layer === 'notice' ? 'notice' : 'ask'], { site: view.site.name, preferences: words.preferences })
        + (view.ask === 'first' ? ` ${why}` : '')),
      make('p', '', [
        `${fill(words.purposesAre, { names: labels(words, optional), count: partners.length })} `,
        make('a', '', [words.policy], { href: view.site.policyUrl, 'data-id': 'policy' }),
      ]),
    ]),
    controls(words, view),
    // Last in the order of reading, first in the corner: an X that means refuse, where the law wants one.
    ...view.controls.includes('x') ? [make('button', 'assent-button assent-x', ['×'], { type: 'button', 'data-id': 'x', 'aria-label': words.x })] : [],
  ];
}

/**
 * Keeps what the keyboard reaches out from under the banner (WCAG 2.4.11): scrolling stops above it, and only if a focused element
 * is still covered, at the very end of a page, the page gets that much more room to scroll. Nothing that is in view moves.
 * @param {HTMLElement} banner
 * @param {(css: string) => void} write  replaces the text of a stylesheet
 * @returns {() => void} gives the room back
 */
export function makeRoom(banner, write) {
  let height = 0;
  let more = false;
  const apply = () => write(`:root{scroll-padding-bottom:${height}px}`
    + (more ? `:root::after{content:"";display:block;height:${height}px}` : ''));
  const measure = () => {
    height = Math.ceil(innerHeight - banner.getBoundingClientRect().top);
    apply();
  };
  const observer = new ResizeObserver(measure);
  /** Some of it is: of what is tall, of its first line. @param {Element} element */
  const covered = element => {
    const { top, bottom } = element.getBoundingClientRect();
    return Math.min(bottom, top + 44) - 1 > banner.getBoundingClientRect().top;
  };
  // Only who moves the focus needs the room: a rule on the root costs everybody else a style pass over the whole page.
  /** @param {{ target: EventTarget | null }} event */
  const uncover = ({ target }) => requestAnimationFrame(() => {
    if (!(target instanceof Element) || target !== document.activeElement || !banner.isConnected || banner.contains(target)) return;
    if (!height) {
      measure();
      observer.observe(banner);
    }
    if (!covered(target)) return;
    target.scrollIntoView({ block: 'nearest' });
    if (!covered(target)) return;
    more = true;
    apply();
    target.scrollIntoView({ block: 'nearest' });
  });
  document.addEventListener('focusin', uncover);
  // Who comes back from the preferences may have the focus already where this layer now stands.
  if (document.activeElement !== document.body) uncover({ target: document.activeElement });
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', uncover);
    if (height) write('');
  };
}
