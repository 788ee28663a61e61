// Printed from src/config.def by wasm-build/print.mjs; not written by hand.
import type {
  Apply,
  Area,
  Audience,
  Group,
  PlaceUse,
  Purpose,
  Sale,
  UnknownHosts,
  UnknownKeys,
  Withdrawal,
} from './contract.js';

/** One text by language tag. */
export type Words = Record<string, string>;

/** Something that a service stores in the browser. */
export interface SiteKey {
  /** Where it is stored; opfs: an entry at the root of the origin's private file system; serviceWorker: named by the path of its scope. */
  in: Area;
  /** The name it is stored under. * stands for any run of characters, but not alone. */
  name: string;
  /** How long it may live: session, logout, a span since it was first seen (30min, 24h, 90d, 6m, 1y, 13 months) or since its last use (1y idle), joined by commas; whichever comes first. */
  retention?: string;
  /** true: an educational record (progress, completions, certificates), which no withdrawal erases. Default: false. */
  record?: boolean;
  /** true: a cookie that the server sets HttpOnly, so that no script sees it: only the server can remove it. Default: false. */
  httpOnly?: boolean;
}

/** Something that the site itself stores in the browser. */
export interface OwnKey {
  /** The id of its category. */
  category: string;
  /** Where it is stored; opfs: an entry at the root of the origin's private file system; serviceWorker: named by the path of its scope. */
  in: Area;
  /** The name it is stored under. * stands for any run of characters, but not alone. */
  name: string;
  /** How long it may live: session, logout, a span since it was first seen (30min, 24h, 90d, 6m, 1y, 13 months) or since its last use (1y idle), joined by commas; whichever comes first. */
  retention?: string;
  /** true: an educational record (progress, completions, certificates), which no withdrawal erases. Default: false. */
  record?: boolean;
  /** true: a cookie that the server sets HttpOnly, so that no script sees it: only the server can remove it. Default: false. */
  httpOnly?: boolean;
}

/** A third party. */
export interface SiteService {
  /** Its name in markup (data-service), in the API and in the stored decision. Unique among categories and services. */
  id: string;
  /** The id of its category. */
  category: string;
  /** Under which heading the list of providers shows it. Default: technology. */
  group?: Group;
  /** Its name for learners. */
  name: string;
  /** The company behind it. Who receives the data is part of what was asked: of another one learners are asked anew. */
  vendor?: string;
  /** What it does for the site. */
  does?: Words;
  /** What data it receives, an item each. */
  receives?: string[];
  /** What protects the data there. */
  safeguards?: Words;
  /** The vendor's own opt-out page. */
  optOutUrl?: string;
  /** The vendor's privacy policy. */
  policyUrl?: string;
  /** Whether it sells or shares what it receives, as California's law has it; `sensitive`: sensitive data, too. Advertising always counts as sharing. Default: no. */
  sale?: Sale;
  /** It receives educational records (FERPA). In a school it then needs the school's agreement. Default: false. */
  records?: boolean;
  /** The number of the school's agreement with it, for the report and for the pupil to read. */
  agreement?: string;
  /** Hosts that belong to it. Markup that points there waits for this service, whatever else it is marked with. */
  hosts?: string[];
  /** What it stores in the browser. Erased when the service is refused. */
  keys?: SiteKey[];
}

/** What a learner can accept or refuse. */
export interface SiteCategory {
  /** Its name in markup (data-category), in the API and in the stored decision. Unique among categories and services. */
  id: string;
  /** Ties the site's own category to the law. A `necessary` category cannot be refused. */
  purpose: Purpose;
  /** Its name for learners. Default: a text for its purpose. */
  label?: Words;
  /** What it is for. Default: a text for its purpose. */
  description?: Words;
  /** What a learner loses by refusing it. Default: a text for its purpose. */
  refusal?: Words;
}

/** Who asks for consent. */
export interface SiteIdentity {
  /** Whose a stored decision is. Two sites on one origin, such as /course-a/ and /course-b/, need an id each, or a cookie name each: then they share nothing. Another id is another site: its learners are asked anew. Default: the cookie's name. */
  id?: string;
  /** The site's name, as learners know it. */
  name: string;
  /** Who is responsible for the data, and how to reach them. */
  controller: string;
  /** Where the tracking policy can be read. */
  policyUrl: string;
  /** A path on this site that is told, by POST, what a learner erased. */
  eraseUrl?: string;
}

/** The version of the tracking policy. */
export interface SitePolicy {
  /** Raise it by one with each change. Choices made under an older version are asked for again, unless the change is not significant. */
  version: number;
  /** Date of this version, such as 2026-11-01. */
  date: string;
  /** false: this version changes nothing that learners must be asked about again. Default: true. */
  significant?: boolean;
  /** How many days the change is announced. Default: 30. */
  noticeDays?: number;
  /** What changed, in a sentence for learners. */
  changes?: Words;
}

/** Where the decision is stored. */
export interface SiteCookie {
  /** Name of the cookie: letters, digits, - and _. Default: assent. */
  name?: string;
  /** `host`: this host alone. A parent domain such as school.example shares the decision with its other hosts. Default: host. */
  domain?: 'host' | (string & {});
}

/** What happens to what nobody declared. */
export interface SiteUnknown {
  /** Third-party hosts of no service. Default: hold. */
  hosts?: UnknownHosts;
  /** Stored names that no key matches. Default: report. */
  keys?: UnknownKeys;
}

/** A site's config: what a site tells Assent about itself, its policy, its categories, its third parties and what each stores. */
export interface SiteConfig<Service = SiteService | UsedService> {
  /** Version of this format. */
  schema: 1;
  /** Who asks for consent. */
  site: SiteIdentity;
  /** The version of the tracking policy that learners are asked about. */
  policy: SitePolicy;
  /** Where the decision is stored. */
  cookie?: SiteCookie;
  /** What a learner can accept or refuse, in the order shown. A site names, words and counts its categories itself. */
  categories: SiteCategory[];
  /** Third parties. Each can be refused alone. */
  services?: Service[];
  /** What the site itself stores in the browser. */
  keys?: OwnKey[];
  /** What happens to what nobody declared. */
  unknown?: SiteUnknown;
  /** What happens to stored keys when consent is withdrawn. `law`: erase where the law of the visitor's place asks for it, else keep and offer; `erase`; `keep`. Default: law. */
  onWithdraw?: Withdrawal;
  /** When switches in the preferences take effect: on `save`, or each `toggle` at once. Default: save. */
  apply?: Apply;
  /** Who the site is for, where a page does not say (data-audience): `minor` is 13 to 17, `child` is under 13, `k12` is a pupil whose school manages the account. Default: general. */
  audience?: Audience;
  /** What the visitor's place is for: the whole `law` of it, or its `wording` duties alone, with the strict profile for everyone; recommended for schools. Default: law. */
  place?: PlaceUse;
  /** Do Not Track refuses sale and advertising as Global Privacy Control does. Default: false. */
  doNotTrack?: boolean;
  /** Learners share their computers: choice and storage end with the browser's session. Default: false. */
  shared?: boolean;
}

/** A service of the starter catalogue; what else is said here is said in place of what the catalogue says. */
export interface UsedService extends Partial<SiteService> {
  /** Its id there: `npx assent services` lists them. */
  use: string;
}
