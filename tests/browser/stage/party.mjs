import { createServer } from 'node:http';

/**
 * An origin that answers what a test says, when it says so.
 * @returns a server with `answer(path, body, type?)`, `hold(path)` (returns what lets go) and `log` (paths, in order of
 *   arrival)
 */
export async function party() {
  /** @type {Map<string, { body: string, type: string }>} */
  const answers = new Map();
  /** @type {Map<string, Promise<void>>} */
  const holds = new Map();
  /** @type {string[]} */
  const log = [];
  const server = createServer(async (request, response) => {
    const path = request.url;
    log.push(path);
    await holds.get(path);
    const { body = '', type = 'text/javascript' } = answers.get(path.split('?')[0]) ?? {};
    response.writeHead(200, {
      'content-type': type,
      'access-control-allow-origin': '*',
      'cache-control': 'no-store',
      'timing-allow-origin': '*',
    });
    response.end(body);
  });
  await new Promise((done, refuse) => {
    server.once('error', refuse).listen(0, '127.0.0.4', () => done(undefined));
  });
  return {
    origin: `http://127.0.0.4:${server.address().port}`,
    log,
    answer: (path, body, type) => {
      answers.set(path, { body, type });
    },
    hold(path) {
      let release;
      holds.set(
        path,
        new Promise((done) => {
          release = done;
        }),
      );
      return () => {
        holds.delete(path);
        release();
      };
    },
    close: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
}
