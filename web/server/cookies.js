// Cookies as a browser sends them.

/**
 * @param {string} header  the value of a `Cookie:` header
 * @returns {[name: string, value: string][]} a cookie without a name is left out
 */
export const cookiesOf = (header) =>
  header.split(';').flatMap((cookie) => {
    const at = cookie.indexOf('=');
    return at < 0 ? [] : [/** @type {[string, string]} */ ([cookie.slice(0, at).trim(), cookie.slice(at + 1).trim()])];
  });
