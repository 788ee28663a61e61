// Where a visitor is, from the headers that the site's own edge adds: `import { placeOf, placeHandler } from
// 'assent/place'`. web/guide/place.md has the edge's side of it.

/** `Headers` of a worker, `request.headers` of Node, or an object of a cloud's event, in any case. */
export type HeaderBag =
  | { get(name: string): string | null }
  | { readonly [name: string]: string | readonly string[] | undefined; get?: undefined };

/**
 * Who adds the headers. Say it: whoever guesses lets a visitor choose.
 *
 * | provider     | headers                                                          |
 * |--------------|------------------------------------------------------------------|
 * | `cloudflare` | `CF-IPCountry`, `CF-Region-Code`                                 |
 * | `cloudfront` | `CloudFront-Viewer-Country`, `CloudFront-Viewer-Country-Region`  |
 * | `vercel`     | `X-Vercel-IP-Country`, `X-Vercel-IP-Country-Region`              |
 * | `fastly`     | `X-Country-Code`, `X-Region-Code`, set in VCL                    |
 * | `proxy`      | the same, set by nginx, Apache or another server of yours        |
 * | `google`     | `X-Client-Region`, `X-Client-Region-Subdivision`, set at the load balancer |
 * | `appengine`  | `X-AppEngine-Country`, `X-AppEngine-Region`                      |
 * | `netlify`    | `X-NF-Geo`                                                       |
 * | `akamai`     | `X-Akamai-Edgescape`                                             |
 * | `bunny`      | `CDN-RequestCountryCode`, `CDN-RequestStateCode`                 |
 */
export type Provider =
  | 'cloudflare'
  | 'cloudfront'
  | 'vercel'
  | 'fastly'
  | 'proxy'
  | 'google'
  | 'appengine'
  | 'netlify'
  | 'akamai'
  | 'bunny';

export interface PlaceOptions {
  provider: Provider;
}

/**
 * Reads where a visitor is: `US-CA`, `DE`, or empty. Empty is unknown, and then the strict rules hold. A place that is
 * said twice and differently is unknown, too: the second one may be the visitor's own.
 * @param headers  of the request
 * @param options.provider  who adds them
 * @throws {TypeError} without a provider
 */
export function placeOf(headers: HeaderBag, options: PlaceOptions): string;

/** As much of a request as is read: Node's `IncomingMessage` has it. */
export interface Request {
  method?: string;
  headers: HeaderBag;
}

/** As much of a response as is written: Node's `ServerResponse` has it. */
export interface Response {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body?: string): unknown;
}

export type Handler = (request: Request, response: Response) => void;

/**
 * Makes a handler for the address of `data-place`. It answers `GET` with `{"region":"US-CA"}`, which is private and
 * never stored.
 * @param options.provider  who adds the headers
 * @throws {TypeError} without a provider
 */
export function placeHandler(options: PlaceOptions): Handler;
