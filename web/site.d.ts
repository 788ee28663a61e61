// Shapes that the page and a server share. Nothing here needs the DOM.

/** A site's config: the JSON that site.schema.json describes and `assent check` checks. */
export interface SiteConfig {
  schema: 1;
  /** Who asks for consent. */
  site: { name: string; controller: string; policyUrl: string };
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
  services?: SiteService[];
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
}

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

export interface SiteKey {
  in: 'cookie' | 'localStorage' | 'sessionStorage' | 'indexedDB' | 'cache';
  /** `*` stands for any run of characters. */
  name: string;
  /** Any of session, logout, 90d, 1y idle …, joined by commas. */
  retention?: string;
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
  /** The row of law that holds: `eu_de`, `us_ca`; `row` is the strict profile. */
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
  /** How a category or service stands: it may run, once people are told, until they object, or after consent; it is a parent's to allow, or nobody's. Of anything else empty. */
  readonly standing: '' | 'free' | 'notice' | 'object' | 'ask' | 'barred' | 'absent';
  /** In a sentence or two. */
  readonly text: string;
  readonly law: { readonly rule: string; readonly value: number; readonly row: string; readonly title: string; readonly source: string } | null;
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
