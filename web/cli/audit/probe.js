// All that the audit knows of a page comes from here: the browser's own boxes, computed styles and colours, as plain
// data. Each part is a function that is sent into every page as text, together with the parts that it needs.

import { LAYERS } from './layer-selectors.js';
import { colours } from './probe/colours.js';
import { happenings } from './probe/happenings.js';
import { keyboard } from './probe/keyboard.js';
import { layers } from './probe/layers.js';
import { seeing } from './probe/seeing.js';
import { storedNames } from './probe/stored-names.js';
import { surroundings } from './probe/surroundings.js';

/**
 * The parts that tell the contrast of a text, or of an edge, as the text of a script: `{ textRatio, edgeRatio, … }`.
 */
export const COLOURS = `(${colours})((${seeing})())`;

/**
 * A script that gives a page `assentProbe`.
 * @returns {string}
 */
export const probeScript = () => `globalThis.assentProbe = (() => {
  const see = (${seeing})();
  const colours = (${colours})(see);
  const layers = (${layers})(see, colours, ${JSON.stringify(LAYERS)});
  const { describe } = see;
  return {
    describe,
    ...layers,
    ...(${keyboard})(see, colours, layers),
    ...(${surroundings})(see, colours, layers),
    ...(${storedNames})(),
    ...(${happenings})(),
  };
})();`;
