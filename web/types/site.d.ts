// Shapes that the page and a server share. Nothing here needs the DOM.

export type * from './config.js';
export type { Area, Ask, Audience, Hold, How, Link, Purpose, Standing } from './contract.js';

import type { SiteConfig, SiteService } from './config.js';
import type { Area, Ask, Audience, How, Link, Purpose, Standing } from './contract.js';

/** A config in which each service is written out, whatever it uses: what the core sees. */
export type FullConfig = SiteConfig<SiteService>;

/** What is known of a visitor; what is left out is unknown. */
export interface Visitor {
  /** ISO 3166-1 or -2, from a server that knows it: `DE`, `US-CA`. */
  region?: string;
  /** The browser's time zone: it may only tighten. */
  zone?: string;
  /** Global Privacy Control as it came: the `Sec-GPC` header, or the navigator's property. */
  gpc?: string | number | boolean;
  /** Do Not Track, the same; it counts where the config says so. */
  dnt?: string | null;
  audience?: Audience | (string & {});
  /** In years. */
  age?: number | string;
  /** Others use this computer, too. */
  shared?: boolean;
  /**
   * A browser prepares the page and nobody has opened it yet (`Sec-Purpose: prefetch;prerender`): only what is
   * necessary is granted.
   */
  prerender?: boolean;
}

/** What holds now. Frozen. */
export interface State {
  /** Of each category and service. */
  readonly grants: Readonly<Record<string, boolean>>;
  /** Why the learner must be asked; empty: not. */
  readonly ask: Ask;
  /** The decision that is stored, even if it no longer carries; null: there is none. */
  readonly decided: Decided | null;
  /** The row of law that holds: `eu_de`, `us_ca`; `strict` is the strict profile. */
  readonly regime: string;
  /** Where that is, `US-CA`; empty: unknown. */
  readonly place: string;
  readonly audience: Audience;
  /** The browser refuses sale, sharing and advertising. */
  readonly signal: boolean;
  /** Which opt-out link every page owes; empty: none. */
  readonly link: Link;
}

/** One rule of law that holds, and the row that gave it. */
export interface Rule {
  /** functional, statistics, … wait, validity, child … : LAW_RULES in src/contract.def. */
  readonly field: string;
  /** How a purpose stands (notice, object, ask, barred, absent), a word, days, years of age, or true. */
  readonly value: string | number | boolean;
  readonly row: string;
}

/** Why something is as it is. */
export interface Explained {
  readonly id: string;
  /** It is granted, or there. */
  readonly holds: boolean;
  /**
   * How a category or service stands: it may run, once people are told, until they object, or after consent; it is a
   * parent's to allow, or nobody's. Of anything else empty.
   */
  readonly standing: '' | Standing;
  /** In a sentence or two. */
  readonly text: string;
  readonly law: {
    readonly rule: string;
    readonly value: number;
    readonly row: string;
    readonly title: string;
    readonly source: string;
  } | null;
}

/** One thing that this browser stores for the site. Times in unix seconds; null: unknown. */
export interface Row {
  readonly area: Area;
  readonly name: string;
  /** Bytes of name and value; of a database or cache the browser's own estimate. */
  readonly size: number | null;
  /** Ids of whose it is; empty: nobody declared it. */
  readonly category: string;
  /** `assent`: Assent's own. Empty, with a category: the site's own. */
  readonly service: string;
  /**
   * Who probably wrote it first, where nobody declared it: id of a service or category, else a host; empty: not known.
   */
  readonly writer: string;
  /** It may be stored now. */
  readonly holds: boolean;
  readonly first: number | null;
  readonly last: number | null;
  /** When retention or law ends it; null: no time does. */
  readonly until: number | null;
  /** What else ends it. */
  readonly ends: ('session' | 'logout')[];
  /** An educational record. */
  readonly record: boolean;
  /** The learner may delete it alone. */
  readonly deletable: boolean;
  /** Declared, and not to be seen from a page: only the site's server can read or delete it. */
  readonly hidden: boolean;
  /** When the browser lets a cookie go; 0: with the session. */
  readonly expires: number | null;
}

/** Something that went. */
export interface Erased {
  readonly area: Area;
  readonly name: string;
}

/** What `exportData` makes: export.schema.json. Times as in RFC 3339; null: unknown. */
export interface ExportDocument {
  format: 'assent-export';
  version: 1;
  generated: string;
  /** Language of its texts. */
  lang: string;
  site: { name: string; controller: string; policyUrl: string; origin: string };
  preferences: {
    decided: { when: string; how: string; policy: number; regime: string } | null;
    ask: State['ask'];
    regime: string;
    place: string;
    audience: string;
    signal: boolean;
    policy: { version: number; date: string };
    categories: {
      id: string;
      name: string;
      purpose: Purpose;
      granted: boolean;
      services: { id: string; name: string; granted: boolean }[];
    }[];
  };
  /**
   * Oldest first; `record` as it was stored; `signal`: whether the browser refused sale and advertising then (null: not
   * noted); `law`: the version of the law table, if it had one.
   */
  history: {
    when: string;
    how: string;
    policy: number;
    regime: string;
    signal: boolean | null;
    law: string;
    granted: string[];
    refused: string[];
    record: string;
  }[];
  stored: {
    area: Area;
    name: string;
    /** null: no text, hidden, or withheld. */
    value: string | null;
    /** It keeps the learner signed in: whoever has the file could use it. */
    withheld: boolean;
    size: number | null;
    category: string;
    service: string;
    writer: string;
    allowed: boolean;
    first: string | null;
    last: string | null;
    until: string | null;
    ends: Row['ends'];
    /** `session`: with the browser's session. */
    expires: string | null;
    record: boolean;
    hidden: boolean;
  }[];
  retention: {
    area: Area;
    name: string;
    category: string;
    service: string;
    retention: string;
    text: string;
    record: boolean;
  }[];
  providers: {
    id: string;
    name: string;
    vendor: string;
    category: string;
    group: string;
    does: string;
    receives: string[];
    safeguards: string;
    sells: boolean;
    policyUrl: string | null;
    optOutUrl: string | null;
    granted: boolean;
  }[];
}

export interface Decided {
  /** Seconds since 1970. */
  readonly when: number;
  readonly how: How;
  /** Version of the policy that was shown. */
  readonly policy: number;
  /** The row of law it was made under. */
  readonly regime: string;
}
