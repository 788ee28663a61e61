// `assent report --json`: what leaves the browser of this visitor, to whom, and on which ground. Keys are only ever
// added while `format` stays 1.
import type { Reading } from '../server/reader.js';
import type { Audience, FullConfig, SiteConfig, SiteKey, SiteService } from '../types/site.js';

export interface Report {
  format: 1;
  /** ISO 8601; what is said holds for this moment. */
  asOf: string;
  site: SiteConfig['site'];
  policy: { version: number; date: string };
  /** Whom it was asked for; an empty place is unknown. */
  visitor: { place: string; audience: Audience; signal: boolean };
  /** The row of law that gives the regime its name. */
  law: Cited;
  /** Every row that gave a rule, that of schools among them. */
  laws: Cited[];
  /** One for each service, in the config's order. */
  recipients: Recipient[];
  /** Educational records in the browser: keys with `record: true`, which no withdrawal erases. */
  records: StoredKey[];
  /** What is missing or forbidden, in the config's order. */
  findings: Finding[];
}

/** A row of the jurisdiction table. */
export interface Cited {
  row: string;
  title: string;
  source: string;
  confidence: 'H' | 'M' | 'L';
}

/**
 * On which ground a service may receive data, as the core has it:
 * `necessary`      the site does not work without it
 * `consent`        the learner's consent, given first
 * `until-refused`  it may run until the learner refuses
 * `parent`         a parent's permission, which the site has verified
 * `no-agreement`   none: a pupil's records, and no agreement of the school (34 CFR 99.31(a)(1)(i)(B))
 * `forbidden`      none: nobody can allow it
 */
export type Basis = 'necessary' | 'consent' | 'until-refused' | 'parent' | 'no-agreement' | 'forbidden';

export interface Recipient {
  service: string;
  name: string;
  vendor: string | null;
  group: NonNullable<SiteService['group']>;
  category: string;
  /** In English, else in the config's first language. */
  does: string | null;
  receives: string[];
  /** It receives educational records. */
  records: boolean;
  sale: NonNullable<SiteService['sale']>;
  basis: Basis;
  /** The number of the school's agreement. */
  agreement: string | null;
  /** The rule of law that made it so; null: none did. */
  law: (Cited & { rule: string }) | null;
  /** May it run now? And why, in a sentence. */
  runs: boolean;
  why: string;
  keys: StoredKey[];
  safeguards: string | null;
  optOutUrl: string | null;
  policyUrl: string | null;
}

export interface StoredKey {
  /** Where the config says so: `services[2].keys[0]`. */
  at: string;
  /** null: the site itself. */
  service: string | null;
  category: string;
  in: SiteKey['in'];
  name: string;
  /** As the config writes it; null: nothing is said. */
  retention: string | null;
  record: boolean;
}

export interface Finding {
  /** agreement, sale, forbidden, receives, retention, vendor, does, safeguards, policyUrl, optOutUrl */
  code: string;
  /** A path in the config. */
  at: string;
  text: string;
}

export function reportOf(reading: Reading, config: FullConfig, now: number): Report;

/** The command. @returns the exit status */
export function report(args: string[]): number;
