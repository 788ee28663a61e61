// Answers GET and HEAD with JSON, for Node's `http` and what is built on it.

/** @typedef {import('./place.js').Handler} Handler */

/**
 * @param {(request: import('./place.js').Request) => object} say
 * @param {Record<string, string>} headers
 * @returns {Handler}
 */
export const answer = (say, headers) => (request, response) => {
  const { method = 'GET' } = request;
  if (method !== 'GET' && method !== 'HEAD') {
    // a server that answers GET answers HEAD (RFC 9110, 9.1)
    response.statusCode = 405;
    response.setHeader('Allow', 'GET, HEAD');
    response.end();
    return;
  }
  const body = JSON.stringify(say(request));
  response.statusCode = 200;
  for (const [name, value] of Object.entries({ 'Content-Type': 'application/json', ...headers }))
    response.setHeader(name, value);
  response.end(method === 'HEAD' ? undefined : body);
};
