// Which services of the starter catalogue somebody may have meant.
import catalogue from './catalogue.js';

/** How many letters differ, are missing or are too many (Levenshtein). @param {string} one @param {string} other */
function distance(one, other) {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + Number(one[i - 1] !== other[j - 1]));
    row = next;
  }
  return row[other.length];
}

/** The three ids that are nearest to this one; what is part of an id, or of a name, is near. @param {unknown} id */
export function nearest(id) {
  const asked = String(id).toLowerCase().slice(0, 64);
  const far = catalogue.map(entry => ({
    id: entry.id,
    far: Math.min(distance(asked, entry.id), ...asked && `${entry.id} ${entry.name.toLowerCase()}`.includes(asked) ? [1] : []),
  }));
  return far.sort((a, b) => a.far - b.far).slice(0, 3).map(one => one.id);
}
