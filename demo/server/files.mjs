/** Files over HTTP: sirv finds them, names their types and answers 304; compression makes them small. */

import { extname } from 'node:path';
import compression from 'compression';
import sirv from 'sirv';

const compress = compression({ threshold: 512 }); // below this the header costs more than compression saves

/** Scripts and styles have to say that they are UTF-8: a page in another charset would read them in its own. */
const UTF8 = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css' };

/** @param {import('node:http').ServerResponse} response @param {string} path */
function setHeaders(response, path) {
  response.setHeader('x-content-type-options', 'nosniff');
  const type = UTF8[extname(path)];
  if (type) response.setHeader('content-type', `${type}; charset=utf-8`);
}

/** One handler for each folder. @type {Map<string, ReturnType<typeof sirv>>} */
const handlers = new Map();

/** @param {string} folder */
function handlerOf(folder) {
  const handler =
    handlers.get(folder) ??
    sirv(folder, {
      dev: true, // looks at the disk for every request, so a rebuilt file is noticed without a restart
      // The addresses carry no version. So a browser has to ask before it uses its copy again (`no-cache`), and the
      // ETag makes the answer a small 304.
      etag: true,
      extensions: [], // a file answers under its own name only, never without `.html`
      setHeaders,
    });
  handlers.set(folder, handler);
  return handler;
}

/**
 * Answers with a file. A header that the response has already counts more than the file's own.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {string} folder
 * @param {string} name  inside the folder, as it stands in an address; a name that leads out of the folder finds nothing
 * @returns {boolean} false: there is no such file, and nothing was written
 */
export function sendFile(request, response, folder, name) {
  const asked = request.url;
  let found = true;
  request.url = `/${name}`;
  compress(request, response, () =>
    handlerOf(folder)(request, response, () => {
      found = false;
    }),
  );
  request.url = asked;
  return found;
}
