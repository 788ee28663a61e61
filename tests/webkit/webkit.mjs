// Debian's WebKit by the W3C's WebDriver protocol, as far as the stories here need it: a browser that nothing else
// drives from Node. It wants a display, so it gets one of its own.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { until } from '../browser/stage/waiting.mjs';

const LIB = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/`;

/** The little browser that comes with the library. */
const browser = () => `${LIB}${readdirSync(LIB).find((name) => name.startsWith('webkit2gtk-'))}/MiniBrowser`;

/** @returns {Promise<number>} a port that nobody listens on */
const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => done(port));
    });
  });

/** @param {import('node:child_process').ChildProcess} child */
async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = once(child, 'exit');
  child.kill();
  await over;
}

/**
 * Opens a browser with an empty profile, gives it to `happens`, and ends it.
 * @param {(page: ReturnType<typeof pageOf>) => Promise<void>} happens
 */
export async function inWebKit(happens) {
  const screen = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1100x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [display] = await once(createInterface(screen.stdout), 'line');
  const env = {
    ...process.env,
    DISPLAY: `:${display}`,
    GDK_BACKEND: 'x11',
    GSETTINGS_BACKEND: 'memory',
    NO_AT_BRIDGE: '1',
    LIBGL_ALWAYS_SOFTWARE: '1',
    WEBKIT_DISABLE_DMABUF_RENDERER: '1',
  };
  let port = 0;
  /** @type {import('node:child_process').ChildProcess} */
  let driver;
  /** Its port was free a moment ago: where somebody else took it meanwhile, the driver ends. */
  async function start() {
    port = await freePort();
    driver = spawn('WebKitWebDriver', [`--port=${port}`], { stdio: 'ignore', env });
  }

  /** @param {string} method @param {string} path @param {object} [body] */
  async function call(method, path, body) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    const { value } = await answer.json();
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }
  try {
    await start();
    await until('WebKitWebDriver to answer', async () => {
      if (driver.exitCode !== null) await start();
      return call('GET', '/status');
    });
    const { sessionId } = await call('POST', '/session', {
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary: browser(), args: ['--automation'] } } },
    });
    const own = (/** @type {string} */ method, /** @type {string} */ path, /** @type {object} */ body = undefined) =>
      call(method, `/session/${sessionId}${path}`, body);
    try {
      await own('POST', '/timeouts', { script: 20_000, pageLoad: 30_000 });
      await happens(pageOf(own));
    } finally {
      await own('DELETE', '');
    }
  } finally {
    await end(driver);
    await end(screen);
  }
}

/** @param {(method: string, path: string, body?: object) => Promise<any>} call */
const pageOf = (call) => ({
  /** @param {string} url */
  goto: (url) => call('POST', '/url', { url }),
  reload: () => call('POST', '/refresh', {}),
  /** Cookies of the page that is open go. */
  clearCookies: () => call('DELETE', '/cookie'),
  /** @param {(...args: any[]) => any} act  runs in the page; may be asynchronous @param {any[]} args */
  async evaluate(act, ...args) {
    const { error, result } = await call('POST', '/execute/async', {
      script: `const done = arguments[1]; Promise.resolve().then(() => (${act})(...arguments[0])).then(result => done({ result }), error => done({ error: String(error) }));`,
      args: [args],
    });
    if (error) throw new Error(error);
    return result;
  },
  /**
   * As a person does it, who waits until what moves about on a page that still loads stands still.
   * @param {string} selector
   */
  async click(selector) {
    await until(`${selector} is seen and stands still`, () =>
      this.evaluate(async (css) => {
        const element = document.querySelector(css);
        element.scrollIntoView({ block: 'center', behavior: 'instant' });
        const place = () => {
          const { x, y, width, height } = element.getBoundingClientRect();
          return [x + width / 2, y + height / 2];
        };
        const [left, top] = place();
        for (let frame = 0; frame < 5; frame += 1)
          await new Promise((done) => {
            requestAnimationFrame(done);
          });
        return `${place()}` === `${[left, top]}` && element.contains(document.elementFromPoint(left, top));
      }, selector),
    );
    const [id] = Object.values(await call('POST', '/element', { using: 'css selector', value: selector }));
    await call('POST', `/element/${id}/click`, {});
  },
  /** @param {string} text  typed into what has the focus; `\uE004` is Tab (WebDriver, 17.4.2) */
  async type(text) {
    const actions = [...text].flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await call('POST', '/actions', { actions: [{ type: 'key', id: 'keys', actions }] });
  },
});
