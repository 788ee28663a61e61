// The core on a server, for a module that you compile yourself (a worker at the edge). With files at hand: node.d.ts.
import type { Explained, Rule, SiteConfig, SiteKey, State, Visitor } from '../types/site.js';

export type { Decided, Explained, Rule, SiteConfig, State, Visitor } from '../types/site.js';

/** The exports of core.wasm, or what `instantiate` of assent.twin.js returns. */
export interface CoreExports {
  memory: { buffer: ArrayBuffer };
  io(): number;
  turn(n: number): number;
}

/** A site's config, read once; ask it as often as you like. */
export interface Site {
  /** The cookie that holds the decision. */
  readonly cookieName: string;
  /**
   * What the browser's decision says now.
   * @param stored  the request's `Cookie` header as it came, or the record alone; without either: no decision
   * @throws {RangeError} if `now` is no time from 1970 to 2103
   */
  read(stored?: string | null, options?: ReadOptions): Reading;
}

export interface ReadOptions extends Visitor {
  /** A Date, or seconds since 1970; default: this moment. */
  now?: Date | number;
}

/** What holds for one request. Frozen. */
export interface Reading extends State {
  /** Is this category or service granted? What is unknown is not. */
  allows(id: string): boolean;
  /** Cookies in the header that belong to refused services and categories: expire them, if you set them. */
  readonly erase: readonly Stored[];
  /** May an element with these marks run or load? The page asks the same of each. */
  element(marks: { kind?: string; category?: string; service?: string; host?: string }): Answer;
  /**
   * Headers that clear what only a server can: cookies that no script sees, too. For each cookie of the request that
   * goes a `Set-Cookie` for this host, its parent domains, and every path above `path`; with `everything` also
   * `Clear-Site-Data`, for storages and caches.
   * @param host  as in the request's `Host`
   * @param options.what  what goes; '': what is due now
   * @param options.path  as it was asked for; default: /
   * @throws {TypeError} if `what` is none of these words
   */
  clearing(
    host: string,
    options?: { what?: '' | 'refused' | 'behaviour' | 'everything' | 'logout'; path?: string },
  ): { 'Set-Cookie': string[]; 'Clear-Site-Data'?: string };
  /** Every rule of law that holds for this visitor. */
  law(): Rule[];
  /**
   * Why a category, service, button (accept, reject, settings, save, noted, x), `link`, host or address, or something
   * stored, stands as it does.
   * @param words  the sentences of another language, by their names in web/words/en/explain.js; what is missing is
   *   English
   */
  explain(target: string | { in: SiteKey['in']; name: string }, words?: Readonly<Record<string, string>>): Explained;
}

export interface Stored {
  readonly area: 'cookie' | (string & {});
  readonly name: string;
}

export interface Answer {
  readonly allowed: boolean;
  /** Empty if it is allowed, else undecided, refused, barred (a parent's to allow), absent (nobody's) or unknown. */
  readonly why: string;
  /** The category or service that says so. */
  readonly id: string;
}

/** What `open` and `openWith` throw about a config: each fault as a line with its place. */
export interface ConfigError extends Error {
  faults: string[];
}

/**
 * Reads a config with a core of your own, for a worker at the edge or wherever no file can be read. What it returns
 * answers for any number of requests, one after another.
 * @param exports  of an instance that nobody else uses
 * @param config   an object, JSON, or JSON as bytes: then bad UTF-8 is refused with its place
 * @throws {import('./reader.js').ConfigError} if the config has faults, all of them at once
 */
export function openWith(exports: CoreExports, config: SiteConfig | string | Uint8Array): Site;
