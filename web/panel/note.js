// The note that says, while no panel is open, which scripts go on until the page is left.
import { native } from '../platform/pristine.js';
import { button } from '../ui/dom.js';
import { lingeringText } from './panel-words.js';
import { makeRoom } from './room.js';
import { surfaceOf } from './surface.js';

/**
 * @param {string[]} names  of what goes on
 * @param {Pick<import('./layer.js').Need, 'words' | 'acts' | 'writeRoom' | 'insert'>} need
 * @param {(text: Node) => void} read  says its text to those who listen
 * @returns {() => void} takes it away
 */
export function showNote(names, { words, acts, writeRoom, insert }, read) {
  const { root } = surfaceOf('div', 'assent-note', { role: 'note' }, words, acts);
  const { 0: text, 1: reload } = lingeringText(words, names);
  native.append(root, [text, reload, button('', words.close)]);
  insert(root);
  read(text);
  const leave = makeRoom(root, writeRoom);
  return () => {
    leave();
    native.remove(root);
  };
}
