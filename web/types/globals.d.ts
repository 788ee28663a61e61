// What the bundler makes: the core's bytes, one character each (wasm-build/embed.mjs), and stylesheets as text.
declare module 'assent:core' {
  export const packed: string, swaps: [from: number, to: number][];
}

/** W3C Global Privacy Control; undefined: this browser does not know it. */
interface Navigator {
  readonly globalPrivacyControl?: boolean;
}
