// The bundler turns a stylesheet into its minified text (see the build's `.css=text` loader).
declare module '*.css' {
  const text: string;
  export default text;
}
