// Texts that a script is given at its very end, each on a line of its own:
//
//   ((PACKED_CONFIG, SITE_BUILD) => { …the script… })(
//   "@packed-config@",
//   "@site-build@"
//   );
//
// `assent build` writes other texts there (web/cli/build.js), and the source map still holds, for nothing of the script
// stands behind them.

/** @param {Record<string, string>} texts  by the names that the script knows them by */
export function givenTexts(texts) {
  const names = Object.keys(texts);
  /** What is passed until nothing minifies the script any more: names that nothing declares. */
  const call = `})(${names.map((name) => `GIVEN_${name}`).join(',')});`;
  const literals = Object.values(texts).map((text) => JSON.stringify(text));
  return {
    /** Makes a script take them. @param {string} code  of esbuild's format iife */
    take: (code) => swap(swap(code, '(() => {', `((${names.join(', ')}) => {`), '})();\n', `${call}\n`),
    /** Passes them to a script that takes them. @param {string} code */
    pass: (code) => swap(code, call, `})(\n${literals.join(',\n')}\n);`),
  };
}

/** @param {string} code @param {string} part  stands in it once, or first of all or last of all @param {string} by */
function swap(code, part, by) {
  const at = part.startsWith('}') ? code.lastIndexOf(part) : code.indexOf(part);
  if (at < 0) throw new Error(`given-texts: the script has no ${part}`);
  return code.slice(0, at) + by + code.slice(at + part.length);
}
