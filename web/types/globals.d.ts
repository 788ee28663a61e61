// What the bundler makes: the core's bytes, one character each (wasm-build/embed.mjs).
declare module 'assent:core' {
  export const packed: string, swaps: [from: number, to: number][];
}

// What stands at the end of assent.built.js, for `assent build` to write over.
declare const PACKED_CONFIG: string, SITE_BUILD: string;

// And the languages that Assent's own words are in: the names of the folders in web/words.
declare module 'assent:languages' {
  export const languages: string[];
}

/** W3C Global Privacy Control; undefined: this browser does not know it. */
interface Navigator {
  readonly globalPrivacyControl?: boolean;
}
