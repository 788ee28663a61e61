// Shapes that the page and a server share. Nothing here needs the DOM.

/** A site's config: the JSON that site.schema.json describes and `assent check` checks. */
export interface SiteConfig<Service = SiteService | UsedService> {
  schema: 1;
  /** Who asks for consent. */
  site: {
    /**
     * Whose a stored decision is: two sites on one origin need an id, or a cookie name, each. Default: the cookie's
     * name.
     */
    id?: string;
    name: string;
    controller: string;
    policyUrl: string;
    /** A path on this site that is told, by POST, what a learner erased. */
    eraseUrl?: string;
  };
  /** The version of the tracking policy that learners are asked about. */
  policy: {
    version: number;
    /** Such as 2026-11-01. */
    date: string;
    /** false: nobody is asked again because of this version. Default: true. */
    significant?: boolean;
    /** Default: 30. */
    noticeDays?: number;
    changes?: Words;
  };
  /** Default: assent, on this host alone. */
  cookie?: { name?: string; domain?: 'host' | (string & {}) };
  categories: SiteCategory[];
  services?: Service[];
  /** What the site itself stores. */
  keys?: (SiteKey & { category: string })[];
  /** What happens to what nobody declared. Default: hosts are held, keys are reported. */
  unknown?: { hosts?: 'hold' | 'allow' | 'report'; keys?: 'report' | 'refuse' | 'allow' };
  /** Default: law. */
  onWithdraw?: 'law' | 'erase' | 'keep';
  /** When switches take effect. Default: save. */
  apply?: 'save' | 'toggle';
  /** Who the site is for, where a page does not say. Default: general. */
  audience?: Audience;
  /** What the visitor's place is for; `wording`: the strict profile for everyone. Default: law. */
  place?: 'law' | 'wording';
  /** Do Not Track refuses sale and advertising, too. Default: false. */
  doNotTrack?: boolean;
  /** Every page is used on computers that are shared: choice and storage end with the session. Default: false. */
  shared?: boolean;
}

/** A config in which each service is written out, whatever it uses: what the core sees. */
export type FullConfig = SiteConfig<SiteService>;

/** minor: 13 to 17; child: under 13; k12: a pupil whose school manages the account. */
export type Audience = 'general' | 'minor' | 'child' | 'k12';

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

/** One text by language tag. */
export type Words = Record<string, string>;

export type Purpose = 'necessary' | 'functional' | 'statistics' | 'personalisation' | 'advertising' | 'security';

export interface SiteCategory {
  /** a-z, 0-9, - and _; a letter first; at most 32; unique among categories and services. */
  id: string;
  /** What is `necessary` cannot be refused. */
  purpose: Purpose;
  label?: Words;
  description?: Words;
  /** What a learner loses by refusing it. */
  refusal?: Words;
}

export interface SiteService {
  id: string;
  /** The id of its category. */
  category: string;
  /** Default: technology. */
  group?: 'technology' | 'analytics' | 'payment' | 'support';
  name: string;
  vendor?: string;
  does?: Words;
  receives?: string[];
  safeguards?: Words;
  optOutUrl?: string;
  policyUrl?: string;
  /** It sells or shares what it receives; `sensitive`: sensitive data, too. Default: no. */
  sale?: 'no' | 'personal' | 'sensitive';
  /** It receives educational records; in a school it then needs an agreement. */
  records?: boolean;
  /** The number of the school's agreement with it. */
  agreement?: string;
  /** Such as stats.example or *.stats.example. */
  hosts?: string[];
  keys?: SiteKey[];
}

/** A service of the starter catalogue; what else is said here is said in place of what the catalogue says. */
export interface UsedService extends Partial<SiteService> {
  /** Its id there: `npx assent services` lists them. */
  use: string;
}

export interface SiteKey {
  in: 'cookie' | 'localStorage' | 'sessionStorage' | 'indexedDB' | 'cache' | 'opfs' | 'bucket' | 'serviceWorker';
  /**
   * `*` stands for any run of characters. Of `opfs` it is an entry at the root of the file system, of `serviceWorker`
   * the path of its scope.
   */
  name: string;
  /** Any of session, logout, 90d, 1y idle …, joined by commas; also "13 months", "30 mins". */
  retention?: string;
  /** A cookie that only the server sees. */
  httpOnly?: boolean;
  /** An educational record, which no withdrawal erases. */
  record?: boolean;
}

/** What holds now. Frozen. */
export interface State {
  /** Of each category and service. */
  readonly grants: Readonly<Record<string, boolean>>;
  /** Why the learner must be asked; empty: not. */
  readonly ask: '' | 'first' | 'policy' | 'expired' | 'jurisdiction' | 'category';
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
  readonly link: '' | 'opt-out' | 'rights' | 'choices';
}

/** One rule of law that holds, and the row that gave it. */
export interface Rule {
  /** functional, statistics, … wait, validity, child … : LAW_RULES in src/law.h. */
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
  readonly standing: '' | 'free' | 'notice' | 'object' | 'ask' | 'barred' | 'absent';
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
  readonly area: SiteKey['in'];
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
  readonly area: SiteKey['in'];
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
    area: SiteKey['in'];
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
    area: SiteKey['in'];
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
  readonly how: 'accept' | 'reject' | 'save' | 'withdraw' | 'gpc' | 'api' | 'parent' | 'notice';
  /** Version of the policy that was shown. */
  readonly policy: number;
  /** The row of law it was made under. */
  readonly regime: string;
}
