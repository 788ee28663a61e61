// The note that says, while no panel is open, which scripts go on until the page is left.
import { native } from '../platform/pristine.js';
import { button } from '../ui/dom.js';
import { lingeringText } from './panel-words.js';
import { makeRoom } from './room.js';
import { surfaceOf } from './surface.js';

/**
 * @param {string[]} names  of what goes on
 * @param {Pick<import('./layer.js').Need, 'words' | 'acts' | 'writeRoom' | 'read' | 'insert'>} need
 * @returns {{ restore: () => void, leave: () => void }}  restore: puts it back where a page took it away
 */
export function showNote(names, { words, acts, writeRoom, read, insert }) {
  const { root } = surfaceOf('div', 'assent-note', { role: 'note', popover: 'manual' }, words, acts);
  const { 0: text, 1: reload } = lingeringText(words, names);
  native.append(root, [text, reload, button('', words.close)]);
  insert(root);
  read(text);
  const leave = makeRoom(root, writeRoom);
  return {
    restore() {
      if (!native.isConnected(root)) insert(root);
    },
    leave() {
      leave();
      native.remove(root);
    },
  };
}
