// One page with everything on it: real tools as their makers publish them, each on a host of its own, told to store in
// all areas they know, on the parent domain, to send soon and to send again when the page is left.
//
// What each declares is what it was seen to store; `stores` and `provoke` let a test see that before it says that it is
// gone.

import { CONFIG, page } from './browser.mjs';

/**
 * Of the site: a host with a parent, as schools have them, and secure without https, because Cache Storage is nowhere
 * else.
 * @type {string}
 */
export const HOST = 'course.school.localhost';

/** For `stage`. */
export const ENGINE = { hosts: { '*.school.localhost': '127.0.0.1', '*.tracker.example': '127.0.0.3' } };

/** @param {string} id */
const at = (id) => `http://${id}.tracker.example:{{port}}`;

/**
 * @typedef {object} Tracker
 * @property {string} id       of its service, and the name of its host
 * @property {string[]} src    its files
 * @property {string} run      what a site writes to start it
 * @property {string} provoke  what makes it write and send; `round` counts
 * @property {[area: string, name: string][]} keys
 * @property {[area: string, name: RegExp][]} stores  what must have been seen before its absence says anything
 * @property {RegExp} sends    the path of what it sends
 */

/** @type {Tracker[]} */
export const TRACKERS = [
  {
    id: 'posthog',
    src: ['/posthog/static/array.js'],
    run: `posthog.init('phc_school', { api_host: '${at('posthog')}/posthog', persistence: 'localStorage+cookie', cross_subdomain_cookie: true,
      autocapture: true, capture_pageview: true, capture_pageleave: true, disable_session_recording: true, opt_out_useragent_filter: true,
      request_queue_config: { flush_interval_ms: 250 } });`,
    provoke:
      "posthog.capture('again ' + round); posthog.register({ round }); posthog.register_for_session({ round }); posthog.reset(); posthog.identify('learner ' + round);",
    keys: [
      ['cookie', 'ph_*'],
      ['localStorage', 'ph_*'],
      ['localStorage', '__ph_*'],
      ['sessionStorage', 'ph_*'],
    ],
    stores: [
      ['cookie', /^ph_phc_school_posthog$/],
      ['localStorage', /^ph_phc_school_posthog$/],
      ['sessionStorage', /^ph_phc_school_/],
    ],
    sends: /^\/posthog\/(e|i\/v0\/e)\//,
  },
  {
    id: 'mixpanel',
    src: ['/mixpanel/mixpanel.umd.js'],
    run: `mixpanel.init('mp_school', { api_host: '${at('mixpanel')}/mixpanel', autocapture: true, track_pageview: true, persistence: 'localStorage',
      cross_subdomain_cookie: true, batch_flush_interval_ms: 300, ignore_dnt: true, record_sessions_percent: 100, record_min_ms: 0,
      recorder_src: '${at('mixpanel')}/mixpanel/mixpanel-recorder.min.js' });
    mixpanel.init('mp_cookies', { api_host: '${at('mixpanel')}/mixpanel', persistence: 'cookie', cross_subdomain_cookie: true, batch_requests: false, ignore_dnt: true }, 'second');`,
    provoke:
      "for (const one of [mixpanel, mixpanel.second]) { one.track('again', { round }); one.register({ round }); one.reset(); one.identify('learner ' + round); } mixpanel.start_session_recording();",
    keys: [
      ['cookie', 'mp_*'],
      ['localStorage', 'mp_*'],
      ['localStorage', '__mp*'],
      ['sessionStorage', 'mp_*'],
      ['sessionStorage', '__mp*'],
      ['indexedDB', 'mixpanel*'],
    ],
    stores: [
      ['cookie', /^mp_mp_cookies_mixpanel$/],
      ['localStorage', /^mp_mp_school_mixpanel$/],
      ['indexedDB', /^mixpanelBrowserDb$/],
    ],
    sends: /^\/mixpanel\/(track|record|engage)\//,
  },
  {
    id: 'segment',
    src: ['/segment/analytics-next/bundles/index.js'],
    run: `window.segment = AnalyticsNext.AnalyticsBrowser.load({ writeKey: 'school', cdnURL: '${at('segment')}/segment' });
    segment.page(); segment.identify('learner', { plan: 'school' });`,
    provoke: "segment.track('again', { round }); segment.identify('learner ' + round); segment.page();",
    keys: [
      ['cookie', 'ajs_*'],
      ['cookie', 'analytics_*'],
      ['localStorage', 'ajs_*'],
      ['localStorage', 'analytics_*'],
      ['localStorage', 'persisted-queue:*'],
      ['sessionStorage', 'ajs_*'],
    ],
    stores: [
      ['cookie', /^ajs_anonymous_id$/],
      ['localStorage', /^ajs_anonymous_id$/],
    ],
    sends: /^\/segment\/v1\//,
  },
  {
    id: 'snowplow',
    src: ['/snowplow/index.umd.min.js'],
    run: `snowplowBrowserTracking.newTracker('sp', '${at('snowplow')}', { appId: 'school', discoverRootDomain: true, stateStorageStrategy: 'cookieAndLocalStorage',
      eventMethod: 'post', bufferSize: 1, contexts: { webPage: true, session: true } });
    snowplowBrowserTracking.enableActivityTracking({ minimumVisitLength: 1, heartbeatDelay: 1 });
    snowplowBrowserTracking.trackPageView();`,
    provoke:
      'snowplowBrowserTracking.trackPageView(); snowplowBrowserTracking.setUserId(String(round)); snowplowBrowserTracking.newSession(); snowplowBrowserTracking.flushBuffer();',
    keys: [
      ['cookie', '_sp_*'],
      ['cookie', '_sp_root_domain_test_*'],
      ['localStorage', 'snowplow*'],
      ['localStorage', '_sp_*'],
    ],
    stores: [
      ['cookie', /^_sp_id\./],
      ['cookie', /^_sp_ses\./],
      ['localStorage', /^snowplowOutQueue_/],
    ],
    sends: /^\/com\.snowplowanalytics\.snowplow\/tp2$/,
  },
  {
    id: 'datadog',
    src: ['/datadog/datadog-rum-slim.js'],
    run: `DD_RUM.init({ clientToken: 'pub', applicationId: '00000000-0000-4000-8000-000000000000', site: 'datadoghq.com', proxy: '${at('datadog')}/datadog/in',
      sessionSampleRate: 100, trackSessionAcrossSubdomains: true, trackUserInteractions: true, trackResources: true, trackLongTasks: true,
      storeContextsAcrossPages: true });
    DD_RUM.setUser({ id: 'learner' });`,
    provoke:
      "DD_RUM.addAction('again', { round }); DD_RUM.addError(new Error('again')); DD_RUM.setUser({ id: 'learner ' + round }); DD_RUM.setGlobalContext({ round }); DD_RUM.startView('again ' + round);",
    keys: [
      ['cookie', '_dd_*'],
      ['cookie', 'dd_*'],
      ['localStorage', '_dd_*'],
      ['sessionStorage', '_dd_*'],
    ],
    stores: [
      ['cookie', /^_dd_s/],
      ['localStorage', /^_dd_c_/],
    ],
    sends: /^\/datadog\/in$/,
  },
  {
    id: 'sentry',
    src: ['/sentry/bundle.js'],
    run: `Sentry.init({ dsn: 'http://demo@sentry.tracker.example:{{port}}/sentry/1', release: 'school@1', tracesSampleRate: 1, replaysSessionSampleRate: 1,
      transport: Sentry.makeBrowserOfflineTransport(Sentry.makeFetchTransport), transportOptions: { dbName: 'sentry-offline', flushAtStartup: true },
      integrations: [Sentry.browserTracingIntegration(), Sentry.browserSessionIntegration(), Sentry.replayIntegration({ useCompression: false, minReplayDuration: 0, flushMinDelay: 250, flushMaxDelay: 500 })] });
    Sentry.captureMessage('page viewed');`,
    // Its database is written when what it sends does not arrive.
    provoke:
      "Sentry.captureMessage('again ' + round); Sentry.captureException(new Error('again ' + round)); Sentry.getReplay()?.flush();",
    keys: [
      ['sessionStorage', 'sentry*'],
      ['localStorage', 'sentry*'],
      ['indexedDB', 'sentry-*'],
    ],
    stores: [['sessionStorage', /^sentryReplaySession$/]],
    sends: /^\/sentry\/api\/1\/envelope\//,
  },
  {
    id: 'plyr',
    src: ['/plyr/plyr.js'],
    run: `window.player = new Plyr('#clip', { iconUrl: '${at('plyr')}/plyr/plyr.svg', muted: true, storage: { enabled: true, key: 'plyr' } });
    player.on('ready', () => { player.volume = 0.5; player.media.dispatchEvent(new Event('volumechange')); });`,
    provoke:
      "player.volume = (round % 9) / 10; player.speed = 1.5; player.media.dispatchEvent(new Event('volumechange')); player.storage.set({ round });",
    keys: [
      ['localStorage', 'plyr'],
      ['localStorage', 'cache-*'],
    ],
    stores: [['localStorage', /^plyr$/]],
    sends: /^\/plyr\/plyr\.(js|svg)$/, // its picture is kept where it was stored before
  },
  {
    id: 'shelf',
    src: ['/localforage/localforage.js'],
    run: `window.shelf = localforage.createInstance({ name: 'shelf', driver: localforage.INDEXEDDB });
    window.writeShelf = (round) => Promise.allSettled([
      fetch('${at('shelf')}/shelf/in?round=' + round, { method: 'POST', keepalive: true, mode: 'no-cors' }),
      shelf.setItem('visit ' + round, { round, at: Date.now() }),
      caches.open('shelf-pages').then((cache) => cache.put('/shelf/' + round, new Response('kept'))),
    ]);
    let beats = 0;
    setInterval(() => writeShelf('beat ' + (beats += 1)), 200);
    for (const event of ['pagehide', 'visibilitychange', 'beforeunload']) addEventListener(event, () => {
      writeShelf(event);
      navigator.sendBeacon('${at('shelf')}/shelf/in?event=' + event, 'gone');
    });
    writeShelf(0);`,
    provoke: 'writeShelf(round);',
    keys: [
      ['indexedDB', 'shelf'],
      ['cache', 'shelf-*'],
    ],
    stores: [
      ['indexedDB', /^shelf$/],
      ['cache', /^shelf-pages$/],
    ],
    sends: /^\/shelf\/in$/,
  },
];

/** More of them, for a crowd in which nobody has declared a key. @type {Tracker[]} */
export const MORE = [
  {
    id: 'amplitude',
    src: ['/amplitude/amplitude-min.umd.js'],
    run: `amplitude.init('amp-school', 'learner', { serverUrl: '${at('amplitude')}/amplitude/in', autocapture: true, flushIntervalMillis: 250, remoteConfig: { fetchRemoteConfig: false } });`,
    provoke: "amplitude.track('again', { round }); amplitude.setUserId('learner ' + round);",
    keys: [],
    stores: [
      ['cookie', /^AMP_amp-school/],
      ['localStorage', /^AMP_unsent_/],
      ['sessionStorage', /^AMP_PAGE_VIEW$/],
    ],
    sends: /^\/amplitude\/in$/,
  },
  {
    id: 'rollbar',
    src: ['/rollbar/rollbar.umd.min.js'],
    run: `window.rolling = new (window.Rollbar ?? window.rollbar)({ accessToken: 'school', captureUncaught: true, endpoint: '${at('rollbar')}/rollbar/in', recorder: { enabled: true } });`,
    provoke: "rolling.error('again ' + round);",
    keys: [],
    stores: [['sessionStorage', /^RollbarSession$/]],
    sends: /^\/rollbar\/in/,
  },
  {
    id: 'countly',
    src: ['/countly/countly.min.js'],
    run: `Countly.init({ app_key: 'cly-school', url: '${at('countly')}/countly' }); Countly.track_sessions(); Countly.track_pageview();`,
    provoke: "Countly.add_event({ key: 'again ' + round });",
    keys: [],
    stores: [['localStorage', /^cly-school\/cly_session$/]],
    sends: /^\/countly\/(i|o)/,
  },
  {
    id: 'clarity',
    src: ['/clarity/clarity.min.js'],
    run: `clarity('start', { projectId: 'school', upload: '${at('clarity')}/clarity/collect', track: true, content: true });`,
    provoke: "clarity('event', 'again', String(round));",
    keys: [],
    stores: [
      ['cookie', /^_clck$/],
      ['cookie', /^_clsk$/],
      ['sessionStorage', /^_cltk$/],
    ],
    sends: /^\/clarity\/collect/,
  },
  {
    id: 'ahoy',
    src: ['/ahoy/ahoy.min.js'],
    run: `ahoy.configure({ visitsUrl: '${at('ahoy')}/ahoy/visits', eventsUrl: '${at('ahoy')}/ahoy/events' }); ahoy.start(); ahoy.track('page', {});`,
    provoke: "ahoy.track('again', { round });",
    keys: [],
    stores: [
      ['cookie', /^ahoy_visit$/],
      ['cookie', /^ahoy_visitor$/],
    ],
    sends: /^\/ahoy\/(visits|events)/,
  },
  {
    id: 'rudder',
    src: ['/rudder/index.js'],
    run: `window.ra = new (window.rudderanalytics?.RudderAnalytics ?? window.RudderAnalytics)();
    ra.load('rs-school', '${at('rudder')}/rudder', { configUrl: '${at('rudder')}/rudder-config', storage: { type: 'cookieStorage' },
      getSourceConfig: () => ({ source: { id: 's', name: 's', writeKey: 'rs-school', enabled: true, config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } }, destinations: [], dataplanes: {} } }) });
    ra.page(); ra.identify('learner');`,
    provoke: "ra.track('again', { round }); ra.identify('learner ' + round);",
    keys: [],
    stores: [
      ['cookie', /^rl_anonymous_id$/],
      ['localStorage', /^rudder_rs-school/],
    ],
    sends: /^\/rudder\/v1\//,
  },
  {
    id: 'bugsnag',
    src: ['/bugsnag/bugsnag.min.js'],
    run: `Bugsnag.start({ apiKey: '0123456789abcdef0123456789abcdef', endpoints: { notify: '${at('bugsnag')}/bugsnag/n', sessions: '${at('bugsnag')}/bugsnag/s' } });`,
    provoke: "Bugsnag.notify(new Error('again ' + round));",
    keys: [],
    stores: [['localStorage', /^bugsnag-anonymous-id$/]],
    sends: /^\/bugsnag\//,
  },
  {
    id: 'faro',
    src: ['/faro/faro-web-sdk.iife.js'],
    run: `window.faroOf = GrafanaFaroWebSdk.initializeFaro({ url: '${at('faro')}/faro/collect', app: { name: 'school' }, sessionTracking: { enabled: true, persistent: true } });`,
    provoke: "faroOf.api.pushEvent('again', { round: String(round) });",
    keys: [],
    stores: [['localStorage', /^com\.grafana\.faro\.session$/]],
    sends: /^\/faro\/collect/,
  },
];

/** @param {Partial<Tracker> & { id: string, keys: [string, string][] }} tracker @param {string} category */
export const service = ({ id, keys }, category = 'stats') => ({
  id,
  category,
  group: 'analytics',
  name: id,
  vendor: `${id} Ltd`,
  does: { en: 'Counts' },
  receives: ['ip'],
  safeguards: { en: 'None' },
  hosts: [`${id}.tracker.example`],
  keys: keys.map(([area, name]) => ({ in: area, name, retention: '90d' })),
});

/** Strict in what it erases and, as ever, in what it asks. */
export const SITE = { ...CONFIG, onWithdraw: 'erase', services: TRACKERS.map((one) => service(one)) };

/** @param {Pick<Tracker, 'id' | 'src' | 'run'>} tracker @param {boolean} marks  with its service */
const marked = ({ id, src, run }, marks) =>
  [
    ...src.map(
      (path) =>
        `<script type="text/plain" data-category="stats"${marks ? ` data-service="${id}"` : ''} data-src="${at(id)}${path}" crossorigin="anonymous"></script>`,
    ),
    `<script type="text/plain" data-category="stats"${marks ? ` data-service="${id}"` : ''}>try { ${run} (window.running ??= []).push('${id}'); } catch (error) { console.error('${id}: ' + error.stack); }</script>`,
  ].join('\n');

/**
 * The page.
 * @param {{ config?: any, trackers?: Tracker[], body?: string, marks?: boolean }} [options]  marks: false: scripts are
 *   known by their hosts alone
 */
export const crowded = ({ config = SITE, trackers = TRACKERS, body = '', marks = true } = {}) =>
  page({
    config,
    body: `<button id="press" type="button">Press</button> <a href="#down">Down</a><video id="clip" playsinline controls></video>
${trackers.map((one) => marked(one, marks)).join('\n')}
<script>
  window.provoke = (round) => {
    const failed = [];
    ${trackers.map(({ id, provoke }) => `if (window.running?.includes('${id}')) try { ${provoke} } catch (error) { failed.push('${id}: ' + error); }`).join('\n    ')}
    document.getElementById('press').click();
    window.dispatchEvent(new Event('scroll'));
    return failed;
  };
</script>${body}`,
  });

/**
 * Everything that is stored for the page's site, whoever's it is, as `area name`.
 * @param {import('playwright-core').Page} page
 */
export async function kept(page) {
  // The page first: its read of a cookie waits for its writes, and the browser's own list does not.
  const areas = await page.evaluate(async () => {
    void document.cookie;
    return {
      localStorage: Object.keys(localStorage),
      sessionStorage: Object.keys(sessionStorage),
      indexedDB: (await indexedDB.databases()).map(({ name }) => name),
      cache: self.caches ? await caches.keys() : [],
      opfs:
        (await navigator.storage
          ?.getDirectory?.()
          .then((root) => Array.fromAsync(root.keys()))
          .catch(() => [])) ?? [],
      bucket: (await navigator.storageBuckets?.keys()) ?? [],
      serviceWorker:
        (await navigator.serviceWorker
          ?.getRegistrations()
          .then((all) => all.map(({ scope }) => new URL(scope).pathname))) ?? [],
    };
  });
  const { hostname } = new URL(page.url());
  const here = (domain) => `.${hostname}`.endsWith(domain.startsWith('.') ? domain : `.${domain}`);
  const cookies = (await page.context().cookies()).filter(({ domain }) => here(domain)).map(({ name }) => name);
  return Object.entries({ cookie: cookies, ...areas })
    .flatMap(([area, names]) => names.map((name) => `${area} ${name}`))
    .sort();
}

/** What is the site's own and Assent's. */
export const OWN = /^\w+ (assent(\.seen|\.history|\.session|\.mirror)?|plx_\w+)$/;
