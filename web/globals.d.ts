// What the bundler makes: the core's bytes, one character each (wasm-build/embed.mjs), and stylesheets as text.
declare module 'assent:core' {
  const packed: string;
  export default packed;
}
