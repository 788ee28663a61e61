// The one way this folder makes elements: no markup text is ever parsed, so Trusted Types and a strict CSP have nothing to object to.

/**
 * Falsy children are left out, so that a text the site did not give leaves no empty box behind.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} className
 * @param {(Node | string | false | null | undefined)[]} [children]
 * @param {Record<string, string>} [attributes]
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, className, children = [], attributes = {}) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  for (const name in attributes) node.setAttribute(name, attributes[name]);
  for (const child of children) if (child) node.append(child);
  return node;
}

/**
 * A paragraph, or nothing when there is nothing to say.
 * @param {string} text
 * @param {string} [className]
 */
export const paragraph = (text, className = '') => text ? make('p', className, [text]) : '';

/**
 * Buttons carry `data-id`: the panel's click handler reads it, and a redraw finds the focused one again by it.
 * @param {string} id
 * @param {string} label
 */
export const button = (id, label) => make('button', 'assent-button', [label], { type: 'button', 'data-id': id });

/**
 * Returns the function that writes a stylesheet's text; the sheet comes onto the page with its first one.
 * Engines without constructed stylesheets get a <style> with the page's nonce.
 * @param {string} [nonce]
 * @returns {(text: string) => void}
 */
export function stylesheet(nonce) {
  /** @type {((text: string) => void) | undefined} */
  let write;
  return text => {
    if (!write) {
      try {
        const sheet = new CSSStyleSheet();
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
        write = text => sheet.replaceSync(text);
      } catch {
        const sheet = make('style', '', [], nonce ? { nonce } : {});
        document.head.append(sheet);
        write = text => { sheet.textContent = text; };
      }
    }
    write(text);
  };
}

/**
 * Replaces what is in `root`, keeping focus, scroll position and opened details: the person in the middle of it should not notice.
 * @param {HTMLElement} root
 * @param {Node[]} children
 */
export function refill(root, children) {
  const active = /** @type {HTMLElement | null} */ (document.activeElement);
  const focused = active && root.contains(active) && active.dataset.id;
  const top = root.querySelector('.assent-scroll')?.scrollTop;
  const open = [...root.querySelectorAll('details[open]')].map(idOf);
  root.replaceChildren(...children);
  for (const node of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('[data-id]'))) {
    if (open.includes(idOf(node))) node.setAttribute('open', '');
    if (focused === idOf(node)) node.focus({ preventScroll: true });
  }
  if (top) /** @type {Element} */ (root.querySelector('.assent-scroll')).scrollTop = top;
}

/** @param {Element} node */
export const idOf = node => /** @type {HTMLElement} */ (node).dataset.id || '';
