// What stands in for the panel where that cannot be had: its file is missing, or of another build. It refuses and
// withdraws; it never grants, because nobody is told here what for. It is in the script that everybody loads, and needs
// no other file and no stylesheet.

import { native } from '../platform/pristine.js';
import { whenParsed } from '../platform/timing.js';

const TEXT =
  'Privacy choices: this page could not load them completely. Nothing optional runs, except what you allowed earlier. You can refuse it here, or load the page again.';

/** Written as properties: a Content-Security-Policy refuses style attributes. */
const STYLE = {
  position: 'fixed',
  inset: 'auto 0 0 0',
  zIndex: '2147483647',
  padding: '1em',
  margin: '0',
  borderTop: '1px solid',
  background: 'Canvas',
  color: 'CanvasText',
  font: '16px/1.5 sans-serif',
};

/** @param {Record<'reject' | 'reload' | 'hide', () => unknown>} acts */
export function plainPanel(acts) {
  const root = native.create(document, 'div');

  /** @param {keyof typeof acts} id @param {string} label */
  function button(id, label) {
    const made = native.create(document, 'button');
    native.setAttribute(made, 'type', 'button');
    native.setAttribute(made, 'data-id', id);
    native.append(made, [label]);
    native.listen(made, 'click', () => acts[id]());
    return made;
  }

  function draw() {
    const text = native.create(document, 'p');
    native.append(text, [TEXT]);
    native.setAttribute(root, 'class', 'assent-plain');
    native.setAttribute(root, 'role', 'dialog');
    native.setAttribute(root, 'aria-label', 'Privacy choices');
    native.setAttribute(root, 'lang', 'en');
    native.setAttribute(root, 'dir', 'ltr');
    native.append(root, [
      text,
      button('reject', 'Reject all'),
      ' ',
      button('reload', 'Load again'),
      ' ',
      button('hide', 'Close'),
    ]);
    native.assign(native.styleOf(root), STYLE);
  }

  let shown = false;
  const place = () => native.append(native.bodyOf(document), [root]);
  return {
    /** The page has replaced its body. */
    restore() {
      if (shown && native.firstOf(root) && !native.isConnected(root)) place();
    },

    /** @param {boolean} on */
    show(on) {
      shown = on;
      whenParsed(() => {
        if (!shown) return native.remove(root);
        if (!native.parentOf(root)) {
          if (!native.firstOf(root)) draw();
          place();
        }
      });
    },
  };
}
