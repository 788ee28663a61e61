/**
 * The third parties. Their scripts are real packages from npm, as they were published. The endpoints take whatever those
 * send, and answer just enough that they carry on. Every request is recorded.
 */

import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sendFile } from './files.mjs';

const FOLDER = fileURLToPath(new URL('../third/', import.meta.url));
const require = createRequire(import.meta.url);
const NEVER_STORED = 'no-store'; // a copy in the browser's cache would hide a request from the log
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** The folder of a package, wherever npm put it. Some do not export package.json, so the main file says where. */
function packageFolder(name) {
  const main = require.resolve(name);
  return (
    main.slice(0, main.lastIndexOf(join('node_modules', ...name.split('/')))) + join('node_modules', ...name.split('/'))
  );
}

/** The folder whose files answer below each path. */
const PACKAGES = {
  '/posthog/static/': () => join(packageFolder('posthog-js'), 'dist'),
  '/segment/analytics-next/bundles/': () => join(packageFolder('@segment/analytics-next'), 'dist', 'umd'),
  '/plyr/': () => join(packageFolder('plyr'), 'dist'),
  '/mixpanel/': () => join(packageFolder('mixpanel-browser'), 'dist'),
  '/snowplow/': () => join(packageFolder('@snowplow/browser-tracker'), 'dist'),
  '/datadog/': () => join(packageFolder('@datadog/browser-rum-slim'), 'bundle'),
  '/localforage/': () => join(packageFolder('localforage'), 'dist'),
  '/amplitude/': () => join(packageFolder('@amplitude/analytics-browser'), 'lib', 'scripts'),
  '/rollbar/': () => join(packageFolder('rollbar'), 'dist'),
  '/countly/': () => join(packageFolder('countly-sdk-web'), 'lib'),
  '/clarity/': () => join(packageFolder('clarity-js'), 'build'),
  '/ahoy/': () => join(packageFolder('ahoy.js'), 'dist'),
  '/rudder/': () => join(packageFolder('@rudderstack/analytics-js'), 'dist', 'npm', 'modern', 'bundled', 'umd'),
  '/bugsnag/': () => join(packageFolder('@bugsnag/browser'), 'dist'),
  '/faro/': () => join(packageFolder('@grafana/faro-web-sdk'), 'dist', 'bundle'),
  '/scorm-again/': () => join(packageFolder('scorm-again'), 'dist'),
};

/** @type {Promise<Uint8Array> | undefined} */
let sentry;

/** Sentry as one script. It publishes none on npm, so esbuild makes one of its modules, in memory. */
function sentryBundle() {
  sentry ??= import('esbuild').then(async ({ build }) => {
    const made = await build({
      stdin: { contents: "export * from '@sentry/browser';", resolveDir: dirname(fileURLToPath(import.meta.url)) },
      bundle: true,
      minify: true,
      write: false,
      format: 'iife',
      globalName: 'Sentry',
      target: 'es2020',
      // A top-level `var Sentry` is global in a classic script, but not where a loader wraps the text.
      footer: { js: 'globalThis.Sentry = Sentry;' },
    });
    return made.outputFiles[0].contents;
  });
  sentry.catch(() => {
    sentry = undefined;
  });
  return sentry;
}

/** @param {any} world what `serve` shares with its handlers */
export function thirdHandler(world) {
  return async (request, response) => {
    const url = new URL(world.origins.third + request.url);
    const { pathname: path } = url;
    world.record({
      at: Date.now(),
      method: request.method,
      host: String(request.headers.host ?? ''),
      path,
      query: url.search.slice(1),
      referer: String(request.headers.referer ?? ''),
      origin: whose(request, url, world.origins),
      cookie: String(request.headers.cookie ?? ''),
    });
    for (const [name, value] of Object.entries(permission(request))) response.setHeader(name, value);
    if (request.method === 'OPTIONS') return end(response, 204);
    request.resume(); // nobody reads the body

    const wait = typeof world.delay === 'function' ? world.delay(path) : world.delay;
    if (wait > 0)
      await new Promise((done) => {
        setTimeout(done, wait);
      });

    if (request.method === 'GET' || request.method === 'HEAD') {
      if (await asset(request, response, path)) return;
      if (path.startsWith('/video/embed/')) return embed(request, response, url, world);
    }
    return swallow(request, response, path, world, whose(request, url, world.origins));
  };
}

/** The origin of the site that caused a request. A frame's address says it, or else the browser's headers do; '' if none. */
function whose(request, url, origins) {
  const from = url.searchParams.get('from') ?? '';
  if (from !== 'third' && Object.hasOwn(origins, from)) return origins[from];
  for (const value of [request.headers.origin, request.headers.referer]) {
    if (!value || value === 'null') continue;
    try {
      const { origin } = new URL(String(value));
      if (origin !== origins.third) return origin;
    } catch {
      /* not an address: ask the next header */
    }
  }
  return '';
}

/** The headers by which a third party lets every site read its answers, with cookies. */
function permission(request) {
  const origin = request.headers.origin;
  return {
    'access-control-allow-origin': origin ?? '*',
    ...(origin && { 'access-control-allow-credentials': 'true', vary: 'origin' }),
    'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS',
    'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
    'access-control-max-age': '0',
    'cross-origin-resource-policy': 'cross-origin',
    'timing-allow-origin': '*',
    'cache-control': NEVER_STORED,
  };
}

function end(response, status, type, body) {
  response.writeHead(status, {
    ...(type && { 'content-type': type }),
    ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
  });
  response.end(body);
}

const json = (response, value) => end(response, 200, 'application/json; charset=utf-8', JSON.stringify(value));

/** Answers with a script or a style: one of a package, or one that was written for this demo. False: it has none. */
async function asset(request, response, path) {
  if (path === '/sentry/bundle.js') {
    end(response, 200, 'text/javascript; charset=utf-8', Buffer.from(await sentryBundle()));
    return true;
  }
  for (const [prefix, folder] of Object.entries(PACKAGES)) {
    if (!path.startsWith(prefix)) continue;
    const name = path.slice(prefix.length).replace(/^\d+\.\d+\.\d+\//, ''); // posthog-js asks for its parts by version
    return sendFile(request, response, folder(), name);
  }
  if (/^\/(chat|abtest|recs|roster|tally|video)\/[a-z]+\.(js|mjs|css)$/.test(path)) {
    return sendFile(request, response, FOLDER, path.slice(1).replace('/', '-'));
  }
  return false;
}

/** The video host's page, for a frame. There it is the first party: its cookie and storage are its own, not the site's. */
async function embed(request, response, url, world) {
  const number = /^\/video\/embed\/(\d{1,3})$/.exec(url.pathname)?.[1];
  if (!number) return end(response, 404, 'text/plain', 'No such video');
  const site =
    Object.keys(world.origins).find((name) => world.origins[name] === whose(request, url, world.origins)) ?? '';
  const html = (await readFile(join(FOLDER, 'embed.html'), 'utf8'))
    .replaceAll('{{number}}', number)
    .replaceAll('{{from}}', site);
  response.setHeader(
    'set-cookie',
    `vid_viewer=${randomBytes(8).toString('hex')}; Path=/; Max-Age=31536000; SameSite=None; Secure; Partitioned`,
  );
  end(response, 200, 'text/html; charset=utf-8', html);
}

/** Answers whatever the packages send or ask for. */
function swallow(request, response, path, world, site) {
  const { host } = request.headers; // the name that the third party was called by
  if (path === '/pixel.gif') {
    response.setHeader(
      'set-cookie',
      `px_seen=${Date.now()}; Path=/; Max-Age=7776000; SameSite=None; Secure; Partitioned`,
    );
    return end(response, 200, 'image/gif', PIXEL);
  }
  if (/^\/video\/poster-\d+\.svg$/.test(path)) return end(response, 200, 'image/svg+xml', poster(path));
  if (path.startsWith('/posthog/')) {
    if (path.endsWith('/config.js')) return end(response, 200, 'text/javascript; charset=utf-8', '');
    if (path.endsWith('/config')) return json(response, POSTHOG_CONFIG);
    if (/^\/posthog\/(flags|decide)\//.test(path))
      return json(response, {
        ...POSTHOG_CONFIG,
        flags: {},
        featureFlags: {},
        errorsWhileComputingFlags: false,
        requestId: 'demo',
      });
    return json(response, { status: 1 });
  }
  if (path.startsWith('/segment/')) {
    if (path.endsWith('/settings')) {
      return json(response, {
        integrations: {
          'Segment.io': { apiKey: 'demo', apiHost: `${host}/segment/v1`, protocol: 'http', addBundledMetadata: false },
        },
        metrics: { sampleRate: 0 },
        plan: { track: { __default: { enabled: true } } },
      });
    }
    return json(response, { success: true });
  }
  if (path.startsWith('/mixpanel/')) return json(response, { status: 1, error: null });
  if (path.startsWith('/sentry/')) return json(response, { id: randomBytes(16).toString('hex') });
  if (path === '/recs/suggestions')
    return json(response, site === world.origins.aysar ? SUGGESTIONS.aysar : SUGGESTIONS.plexomni);
  if (path === '/roster/classes')
    return json(response, { school: 'Northfield School', classes: ['Biology, year 9', 'Study skills, year 9'] });
  return end(response, 204);
}

const POSTHOG_CONFIG = {
  supportedCompression: [],
  hasFeatureFlags: false,
  captureDeadClicks: false,
  capturePerformance: false,
  autocapture_opt_out: false,
  autocaptureExceptions: false,
  sessionRecording: false,
  heatmaps: true,
  surveys: false,
  siteApps: [],
  isAuthenticated: false,
};

const SUGGESTIONS = {
  plexomni: {
    because: 'because you watched “Reading a measurement” twice',
    courses: [
      { title: 'Error bars without fear', about: 'A second look at what you found hard.' },
      { title: 'From notebook to graph', about: 'Learners like you went here next.' },
      { title: 'Measuring at home', about: 'Short evenings: twelve minutes a lesson.' },
    ],
  },
  aysar: {
    because: 'because you stayed long with the first letter',
    courses: [
      { title: 'Letters of Mary Wollstonecraft', about: 'You like an honest voice.' },
      { title: 'The art of the postscript', about: 'Readers like you went here next.' },
      { title: 'Writing before breakfast', about: 'You mostly come in the mornings.' },
    ],
  },
};

/** A drawn picture for the video host's poster image. */
function poster(path) {
  const hue = (Number(/\d+/.exec(path)[0]) * 67) % 360;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360"><rect width="640" height="360" fill="hsl(${hue} 35% 28%)"/>` +
    `<path d="M0 260 C120 120 220 340 340 200 S560 90 640 170 V360 H0Z" fill="hsl(${hue} 45% 45%)"/>` +
    '<circle cx="320" cy="170" r="46" fill="#fff" opacity=".9"/><path d="M305 145v50l42-25z" fill="#222"/></svg>'
  );
}
