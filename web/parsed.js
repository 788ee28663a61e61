/** Acts once the page is parsed. @param {() => void} act */
export const whenParsed = act => document.readyState === 'loading' ? document.addEventListener('DOMContentLoaded', act) : act();
