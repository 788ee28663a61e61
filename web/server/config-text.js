// The text of a config, in whatever form it is given.

/**
 * The core leaves two faults to us: bytes that are no UTF-8, and a byte order mark, which RFC 8259 forbids.
 * @param {object | string | Uint8Array} config  an object, JSON, or JSON as bytes
 * @returns {{ text: string, faults?: import('../faults/fault-sentences.js').Fault[] }} faults: as the core tells them
 */
export function textOf(config) {
  if (config instanceof Uint8Array) return textOfBytes(config);
  const text = typeof config === 'string' ? config : String(JSON.stringify(config));
  return { text, faults: text[0] === '\ufeff' ? [{ where: '0', expected: 'json' }] : undefined };
}

/** @param {Uint8Array} bytes @returns {ReturnType<typeof textOf>} */
function textOfBytes(bytes) {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  // U+FFFD stands where the bytes are no UTF-8. So the text, encoded again, differs from the bytes there first.
  const again = new TextEncoder().encode(text);
  let at = 0;
  while (at < again.length && again[at] === bytes[at]) at++;
  if (at === bytes.length && at === again.length) return textOf(text);
  while ((again[at] & 0xc0) === 0x80) at--; // to where its character begins
  return { text, faults: [{ where: String(at), expected: 'utf-8' }] };
}
