// Where a visitor is, from the headers that the site's own edge adds. web/guide/place.md has the edge's side of it.
//
// Read strictly: what is not plainly a place is unknown, for the place may only relax what holds, and unknown is the
// strictest.

import { valuesOf } from './headers.js';
import { answer } from './json-answer.js';

/** @typedef {import('./place.js').HeaderBag} HeaderBag */
/** @typedef {(headers: HeaderBag) => string} Reader */

/**
 * Codes that are no country: nobody knows (XX, ZZ), and of old databases a continent or a network (EU, AP). T1, A1 and
 * ** are no two letters.
 */
const NOWHERE = ['XX', 'ZZ', 'EU', 'AP'];

/** @param {unknown} text */
const countryOf = (text) =>
  typeof text === 'string' && /^[a-z]{2}$/i.test(text) && !NOWHERE.includes(text.toUpperCase())
    ? text.toUpperCase()
    : '';

/**
 * The tail of a code of ISO 3166-2, which means nothing without its country: `CA` is California, and Canada.
 * @param {string} country
 * @param {unknown} tail
 */
const within = (country, tail) =>
  country && typeof tail === 'string' && /^[a-z0-9]{1,3}$/i.test(tail) ? `${country}-${tail.toUpperCase()}` : country;

/** The one value of a header; of several that differ none. @param {HeaderBag} headers @param {string} name */
function one(headers, name) {
  const values = new Set(valuesOf(headers, name));
  return values.size === 1 ? [...values][0] : '';
}

/** Country and tail in a header each. @param {string} country @param {string} part @returns {Reader} */
const pair = (country, part) => (headers) => within(countryOf(one(headers, country)), one(headers, part));

/** The subdivision is a word of its own, country and tail run together: `USCA`, of Unicode's CLDR. @type {Reader} */
function google(headers) {
  const country = countryOf(one(headers, 'x-client-region'));
  const whole = one(headers, 'x-client-region-subdivision').toUpperCase();
  return whole.startsWith(country) ? within(country, whole.slice(2)) : country;
}

/** `{"country":{"code":"US"},"subdivision":{"code":"CA"}}`, in base64; inside an edge function plain. @type {Reader} */
function netlify(headers) {
  const text = valuesOf(headers, 'x-nf-geo').join(','); // JSON has commas of its own; twice is no JSON
  try {
    const { country, subdivision } = JSON.parse(text.startsWith('{') ? text : atob(text));
    return within(countryOf(country?.code), subdivision?.code);
  } catch {
    return '';
  }
}

/** `georegion=246,country_code=US,region_code=CA,city=…` @type {Reader} */
function akamai(headers) {
  const said = (/** @type {string} */ name) => {
    const values = new Set(valuesOf(headers, 'x-akamai-edgescape').filter((part) => part.startsWith(`${name}=`)));
    return values.size === 1 ? [...values][0].slice(name.length + 1) : '';
  };
  return within(countryOf(said('country_code')), said('region_code'));
}

/** @type {Record<import('./place.js').Provider, Reader>} */
const READERS = {
  cloudflare: pair('cf-ipcountry', 'cf-region-code'),
  cloudfront: pair('cloudfront-viewer-country', 'cloudfront-viewer-country-region'),
  vercel: pair('x-vercel-ip-country', 'x-vercel-ip-country-region'),
  fastly: pair('x-country-code', 'x-region-code'),
  proxy: pair('x-country-code', 'x-region-code'),
  google,
  appengine: pair('x-appengine-country', 'x-appengine-region'),
  netlify,
  akamai,
  bunny: pair('cdn-requestcountrycode', 'cdn-requeststatecode'),
};

/** @param {Partial<import('./place.js').PlaceOptions> | undefined} options @returns {Reader} */
function readerOf({ provider = undefined } = {}) {
  if (!provider || !Object.hasOwn(READERS, provider)) {
    throw new TypeError(
      `assent: provider: expected one of ${Object.keys(READERS).join(', ')}, found ${JSON.stringify(provider) ?? 'nothing'}`,
    );
  }
  return READERS[provider];
}

/**
 * Reads where a visitor is: `US-CA`, `DE`, or empty. Empty is unknown, and then the strict rules hold. A place that is
 * said twice and differently is unknown, too: the second one may be the visitor's own.
 * @param headers  of the request
 * @param options.provider  who adds them
 * @throws {TypeError} without a provider
 * @type {typeof import('./place.js').placeOf}
 */
export const placeOf = (headers, options) => readerOf(options)(headers);

/**
 * Makes a handler for the address of `data-place`. It answers `GET` with `{"region":"US-CA"}`, which is private and
 * never stored.
 * @param options.provider  who adds the headers
 * @throws {TypeError} without a provider
 * @type {typeof import('./place.js').placeHandler}
 */
export function placeHandler(options) {
  const read = readerOf(options);
  // Of one visitor, at this moment: no cache between may keep it, nor the browser (RFC 9111, 5.2.2).
  return answer(({ headers }) => ({ region: read(headers) }), { 'Cache-Control': 'private, no-store' });
}
