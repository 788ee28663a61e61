// Makes elements without parsing any markup, so that Trusted Types and a strict Content-Security-Policy have nothing to
// object to. Panel, view and link make all of theirs here.
import { add, each, includes, map, present } from '../platform/lists.js';
import { native } from '../platform/pristine.js';

/**
 * Makes an element. Falsy children are left out: a text that the site did not give leaves no empty box.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} className
 * @param {(Node | string | false | null | undefined)[]} [children]
 * @param {Record<string, string>} [attributes]
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, className, children = [], attributes = {}) {
  const node = native.create(document, tag);
  if (className) native.setAttribute(node, 'class', className);
  each(native.keys(attributes), (name) => native.setAttribute(node, name, attributes[name]));
  native.append(node, present(children));
  return node;
}

/**
 * A paragraph, or nothing when there is nothing to say.
 * @param {string} text
 * @param {string} [className]
 */
export const paragraph = (text, className = '') => (text ? make('p', className, [text]) : '');

/**
 * Buttons carry `data-id`: the panel's click handler reads it, and a redraw finds the focused one again by it.
 * @param {string} id
 * @param {string} label
 */
export const button = (id, label) => make('button', 'assent-button', [label], { type: 'button', 'data-id': id });

/**
 * Gives a function that writes the text of a stylesheet. The sheet comes onto the page with its first text. Engines
 * without constructed stylesheets get a <style> with the page's nonce.
 * @param {string} [nonce]
 * @returns {(text: string) => void}
 */
export function stylesheet(nonce) {
  /** @type {((text: string) => void) | undefined} */
  let write;
  return (text) => {
    if (!write) {
      try {
        const sheet = native.sheet();
        const sheets = map(native.sheetsOf(document), (one) => one);
        add(sheets, sheet);
        native.setSheets(document, sheets);
        write = (text) => native.setSheet(sheet, text);
      } catch {
        const sheet = make('style', '', [], nonce ? { nonce } : {});
        native.append(native.headOf(document) ?? native.rootOf(document), [sheet]);
        write = (text) => native.setText(sheet, text);
      }
    }
    write(text);
  };
}

/**
 * Replaces what is in `root`. Focus, scroll position and opened details stay, so that somebody who is in the middle of
 * it does not notice.
 * @param {HTMLElement} root
 * @param {Node[]} children
 */
export function refill(root, children) {
  const active = native.focusedOf(document);
  const focused = active && native.contains(root, active) && idOf(active);
  const scrolled = native.one(root, '.assent-scroll');
  const top = scrolled && native.scrollTopOf(scrolled);
  const open = map(native.all(root, 'details[open]'), idOf);
  native.fill(root, children);
  each(native.all(root, '[data-id]'), (node) => {
    if (includes(open, idOf(node))) native.setAttribute(node, 'open', '');
    if (focused && focused === idOf(node)) native.focus(node, { preventScroll: true });
  });
  if (top) native.setScrollTop(native.one(root, '.assent-scroll'), top);
}

/** @param {Element} node @returns {string} */
export const idOf = (node) => native.attribute(node, 'data-id') || '';
