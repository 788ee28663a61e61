/**
 * Which build this file is of: wasm-build/bundle.mjs writes it over this text, and at the end of every file that is
 * loaded later.
 */
export const BUILD = '@build-id@@@';
