// What happens on a page while nobody asks: what is said to those who listen, and whether it has come to rest.

/** One of the probe's parts (probe.js): it is sent into a page as text, so it uses nothing from outside itself. */
export function happenings() {
  /** Is it read out? Not if it is behind a modal dialog, or in one that is closed. @param {Element} region */
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

  /**
   * When this ends, the page has done all that it put off for up to 80 ms: timers go off in their order, however late.
   */
  const calm = async () => {
    for (let i = 0; i < 4; i++) await frame(20);
  };

  /** Opens what is folded away, as services are, so that it is looked at, too. */
  const unfold = async () => {
    for (const details of document.querySelectorAll('.assent details')) details.setAttribute('open', '');
    await rest();
  };

  return { spoken, frame, rest, calm, unfold };
}
