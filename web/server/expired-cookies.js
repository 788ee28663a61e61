// Values of `Set-Cookie` that expire a cookie wherever a browser may have it.

/** The domains that a cookie may have been set for: '' is this host alone. @param {string} host  without a port */
function domainsOf(host) {
  if (/^[\d.]+$|^\[/.test(host)) return ['']; // an address has no parents
  const labels = host.split('.');
  // A public suffix is among these; a browser refuses a cookie for that by itself.
  const parents = labels.slice(0, -1).map((_, i) => labels.slice(i).join('.'));
  return ['', ...parents];
}

/** Every path above this one. @param {string} path  perhaps with a query */
function pathsOf(path) {
  const steps = path.split('?')[0].split('/').slice(1).filter(Boolean);
  return ['/', ...steps.map((_, i) => `/${steps.slice(0, i + 1).join('/')}`)];
}

/**
 * A value is Secure only if the cookie's prefix demands it: over plain http a browser refuses Secure cookies.
 * @param {string} name
 * @param {string} host  as in the request's `Host`
 * @param {string} path  as it was asked for
 * @param {string} [only]  of a cookie of Assent's own the one domain that this site keeps it for, or `host`: under its
 *   name others may keep theirs
 * @returns {string[]}
 */
export function expiriesOf(name, host, path, only) {
  const isHostOnly = /^__Host-/i.test(name);
  const isSecure = /^__(Host|Secure)-/i.test(name);
  /** @param {string} at @param {string} domain */
  const value = (at, domain) =>
    `${name}=0; Max-Age=0; Path=${at}${domain && `; Domain=${domain}`}${isSecure ? '; Secure' : ''}`;
  if (only) return [value('/', only === 'host' ? '' : only)];
  if (isHostOnly) return [value('/', '')];
  return pathsOf(path).flatMap((at) => domainsOf(host.replace(/:\d+$/, '')).map((domain) => value(at, domain)));
}
