// Reads where a visitor is from the headers that the site's own edge adds. web/guide/place.md says how to set up the
// edge.
//
// A place can only relax the rules: those for an unknown place are the strictest. So whatever is not plainly a place is
// unknown.

import { valuesOf } from './headers.js';
import { answer } from './json-answer.js';

/** @typedef {import('./place.js').HeaderBag} HeaderBag */
/** @typedef {(headers: HeaderBag) => string} Reader */

/**
 * Codes that are no country: for unknown (XX, ZZ), and from old databases for a continent or a region (EU, AP). Others,
 * such as T1, A1 and **, are refused because they are not two letters.
 */
const NOWHERE = ['XX', 'ZZ', 'EU', 'AP'];

/** @param {unknown} text */
const countryOf = (text) =>
  typeof text === 'string' && /^[a-z]{2}$/i.test(text) && !NOWHERE.includes(text.toUpperCase())
    ? text.toUpperCase()
    : '';

/**
 * Joins a country with the second part of a code of ISO 3166-2. Alone that part means nothing: `CA` is California in
 * the United States, and Canada as a country.
 * @param {string} country
 * @param {unknown} tail
 */
const within = (country, tail) =>
  country && typeof tail === 'string' && /^[a-z0-9]{1,3}$/i.test(tail) ? `${country}-${tail.toUpperCase()}` : country;

/** The value of a header; empty if there are several that differ. @param {HeaderBag} headers @param {string} name */
function one(headers, name) {
  const values = new Set(valuesOf(headers, name));
  return values.size === 1 ? [...values][0] : '';
}

/**
 * For an edge that sends country and part in a header each.
 * @param {string} country
 * @param {string} part
 * @returns {Reader}
 */
const pair = (country, part) => (headers) => within(countryOf(one(headers, country)), one(headers, part));

/** The subdivision's header has country and part in one word: `USCA`, as Unicode's CLDR writes it. @type {Reader} */
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
      `assent: provider: expected one of ${Object.keys(READERS).join(', ')}, ` +
        `found ${JSON.stringify(provider) ?? 'nothing'}`,
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
  // The answer is about one visitor at this moment: neither a cache nor the browser may keep it (RFC 9111, 5.2.2).
  return answer(({ headers }) => ({ region: read(headers) }), { 'Cache-Control': 'private, no-store' });
}
