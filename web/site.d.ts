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
  readonly ask: '' | 'first' | 'policy' | 'category' | 'expired';
  /** The decision that is stored, even if it no longer carries; null: there is none. */
  readonly decided: Decided | null;
}

export interface Decided {
  /** Seconds since 1970. */
  readonly when: number;
  readonly how: 'accept' | 'reject' | 'save' | 'withdraw' | 'gpc' | 'api';
  /** Version of the policy that was shown. */
  readonly policy: number;
  /** The row of law it was made under. */
  readonly regime: string;
}
