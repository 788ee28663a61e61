// Printed from src/contract.def by wasm-build/print.mjs; not written by hand.
// What the core and those who call it say to each other.

/** Where a browser stores. `opfs`: an entry at the root of the origin's private file system. `serviceWorker`: named by the path of its scope. */
export type Area =
  | 'cookie'
  | 'localStorage'
  | 'sessionStorage'
  | 'indexedDB'
  | 'cache'
  | 'opfs'
  | 'bucket'
  | 'serviceWorker';
/** What a category is for: ties it to the law. `necessary`: cannot be refused. */
export type Purpose = 'necessary' | 'functional' | 'statistics' | 'personalisation' | 'advertising' | 'security';
/** Whether a service sells or shares what it receives. `personal`: it sells or shares what it receives (Cal. Civ. C. 1798.140(ad), (ah)). `sensitive`: sensitive data, too. */
export type Sale = 'no' | 'personal' | 'sensitive';
/** Under which heading the list of providers shows a service. */
export type Group = 'technology' | 'analytics' | 'payment' | 'support';
/** What happens to a stored name that nobody declared. `report`: it may be stored, unless its writer may not run; event `unknown`. `refuse`: it is not stored, and what is there goes. `allow`: it may be stored. */
export type UnknownKeys = 'report' | 'refuse' | 'allow';
/** What happens to a host that nobody declared. */
export type UnknownHosts = 'hold' | 'allow' | 'report';
/** What happens to stored keys when consent is withdrawn. `law`: erase where the law of the visitor's place asks for it, else keep and offer. */
export type Withdrawal = 'law' | 'erase' | 'keep';
/** When switches in the preferences take effect. `toggle`: each switch at once. */
export type Apply = 'save' | 'toggle';
/** What the visitor's place is for. `law`: the whole law of it. `wording`: its wording duties alone, with the strict profile for everyone. */
export type PlaceUse = 'law' | 'wording';
/** Who the visitor is. `minor`: 13 to 17. `child`: under 13. `k12`: a pupil whose school manages the account. */
export type Audience = 'general' | 'minor' | 'child' | 'k12';
/** How a category or service stands under the law, for this visitor. `free`: it may run. `notice`: it may run once people are told. `object`: it may run until they object. `ask`: it may run only after they consented. `barred`: it is off, and only a parent's permission changes that. `absent`: it is off, and nobody's to allow. */
export type Standing = 'free' | 'notice' | 'object' | 'ask' | 'barred' | 'absent';
/** Which opt-out link every page owes. */
export type Link = '' | 'opt-out' | 'rights' | 'choices';
/** How a decision was made. `api`: the site's own code chose. `parent`: a parent permitted it. `notice`: the notice was closed. `save`: the panel's Save. `gpc`: Global Privacy Control refused. */
export type How = 'accept' | 'reject' | 'api' | 'withdraw' | 'parent' | 'notice' | 'save' | 'gpc';
/** What was said of a category or service. `insisted`: granted by hand, although the browser's signal refuses (11 CCR 7025(c)(3)). `permitted`: granted by a parent. */
export type Says = 'refused' | 'nothing' | 'granted' | 'insisted' | 'permitted';
/** Why the learner must be asked. ``: nobody must be asked. `first`: nothing was decided. `policy`: the policy has changed since. `expired`: the decision is too old. `jurisdiction`: the law here asks about what the law of the decision let run. `category`: something is there that was not asked about. */
export type Ask = '' | 'first' | 'policy' | 'expired' | 'jurisdiction' | 'category';
/** What is shown. `inline`: the panel's content inside a page. */
export type Layer = 'none' | 'banner' | 'notice' | 'preferences' | 'inline';
/** A button. `noted`: closes the notice for good. `x`: the X that means refuse. */
export type Control = 'accept' | 'reject' | 'settings' | 'save' | 'noted' | 'x';
/** What a layer must also tell. `centre`: it must not be only a strip at the bottom. `objects`: something runs until it is refused. `gpc`: the browser's signal was obeyed. `parent`: something waits for a parent's permission. `school`: services have a school's agreement. `kept`: what was withdrawn may still be stored: erasing it is offered (P6). `shared`: others use this computer: clearing it is offered. */
export type LayerSays = 'centre' | 'objects' | 'gpc' | 'parent' | 'school' | 'kept' | 'shared';
/** How a category or service is shown. `locked`: necessary. `barred`: a parent's to allow. */
export type Switch = 'locked' | 'on' | 'off' | 'barred';
/** Why something may not run, or not be stored. `undecided`: nobody has decided yet. `unknown`: the config does not know it. `barred`: a parent's to allow. `absent`: nobody's to allow. `unstarted`: nobody can decide yet. `foreign`: another site's. */
export type Hold = 'undecided' | 'refused' | 'unknown' | 'barred' | 'absent' | 'unstarted' | 'foreign';
/** What was asked about. `subject`: a category or a service. `control`: a button of the first layer. `link`: the opt-out link. */
export type ReasonKind = 'unknown' | 'subject' | 'control' | 'link';
/** A way to refuse on the first layer. `equal`: with the same ease as accepting. */
export type RejectDuty = '' | 'recommended' | 'equal' | 'required';
/** Global Privacy Control. */
export type SignalDuty = '' | 'should' | 'must';
/** What must be kept. `opt-outs`: a log of opt-outs. `consents`: proof of each consent. */
export type Proof = '' | 'advised' | 'opt-outs' | 'consents';

/** A rule of law. */
export type RuleName =
  | 'sale'
  | 'functional'
  | 'statistics'
  | 'personalisation'
  | 'advertising'
  | 'security'
  | 'reject'
  | 'gpc'
  | 'link'
  | 'wait'
  | 'validity'
  | 'tracer'
  | 'data'
  | 'child'
  | 'optInBelow'
  | 'optInProfilingBelow'
  | 'optInAnyBelow'
  | 'adsBelow'
  | 'profilingBelow'
  | 'waitUntil'
  | 'proof'
  | 'x'
  | 'position'
  | 'status'
  | 'texas'
  | 'florida'
  | 'language'
  | 'erases';

// ---- turns ----

/** Facts of the verbs that take them by name. */
export interface VerbFacts {
  /** What is stored is read: every grant, and whether to ask */
  start: {
    /** unix seconds, in decimal */
    now: number;
    /** a text that is stored under the record's name; one for each */
    record?: string | string[];
    /** a further record, which a killed browser keeps: a refusal in it that is as new or newer counts, and is saved */
    mirror?: string;
    /** ISO 3166-1 or -2: `DE`, `US-CA`, also `USCA`, in any case; else unknown, as are XX, ZZ and T1 */
    region?: string;
    /** the browser's time zone: it may only tighten */
    zone?: string;
    /** exactly 1: Global Privacy Control is on (W3C GPC, 3.2) */
    gpc?: string | number | boolean;
    /** exactly 1: Do Not Track is on; it counts where the config says so */
    dnt?: string | null;
    /** a word of Audience; anything else counts as child */
    audience?: string;
    /** whole years; anything else counts as 0 */
    age?: string | number;
    /** 1: others use this computer, too */
    shared?: boolean;
    /** 1: a browser has made the page ready, and nobody has opened it: only what is necessary is granted, and nothing is read, saved, swept or shown; another `start` follows */
    prerender?: boolean;
  };
  /** Another tab stored this, or the mirror or the visitor's place became known: as `start`, but only what changed */
  record: {
    /** unix seconds, in decimal */
    now: number;
    /** a text that is stored under the record's name; one for each */
    record?: string | string[];
    /** a further record, which a killed browser keeps: a refusal in it that is as new or newer counts, and is saved */
    mirror?: string;
    /** ISO 3166-1 or -2: `DE`, `US-CA`, also `USCA`, in any case; else unknown, as are XX, ZZ and T1 */
    region?: string;
    /** the browser's time zone: it may only tighten */
    zone?: string;
    /** exactly 1: Global Privacy Control is on (W3C GPC, 3.2) */
    gpc?: string | number | boolean;
    /** exactly 1: Do Not Track is on; it counts where the config says so */
    dnt?: string | null;
    /** a word of Audience; anything else counts as child */
    audience?: string;
    /** whole years; anything else counts as 0 */
    age?: string | number;
    /** 1: others use this computer, too */
    shared?: boolean;
    /** 1: a browser has made the page ready, and nobody has opened it: only what is necessary is granted, and nothing is read, saved, swept or shown; another `start` follows */
    prerender?: boolean;
  };
  /** Every category that may be asked about, but for what the browser's signal refuses */
  accept: {
    /** unix seconds, in decimal */
    now: number;
  };
  /** Every category that is not necessary */
  reject: {
    /** unix seconds, in decimal */
    now: number;
  };
  /** These alone */
  choose: {
    /** unix seconds, in decimal */
    now: number;
    /** a hand on the switch: it may grant against the signal */
    how?: 'save';
  };
  /** These, or everything; never grants */
  withdraw: {
    /** unix seconds, in decimal */
    now: number;
  };
  /** A parent granted these, as the site has verified */
  permit: {
    /** unix seconds, in decimal */
    now: number;
  };
  /** The notice was read: it is not shown again */
  noted: {
    /** unix seconds, in decimal */
    now: number;
  };
  /** What of these stored names is to be erased; any number of such turns */
  sweep: {
    /** unix seconds, in decimal */
    now: number;
    /** this session of the browser is new */
    new?: 1;
    /** what a sweep goes after */
    what?: string;
  };
  /** A `stored` line for each: whose, until when, and what may be done with it */
  stored: {
    /** unix seconds, in decimal */
    now: number;
  };
}

/** Fields of the verbs that take them by place. */
export interface VerbFields {
  /** May this be stored? `write`, or `hold` and why */
  key: [area: string, name: string, writer?: string];
  /** May this run or load? `allow`, or `hold` and why */
  element: [kind: string, category: string, service: string, host: string];
  /** As `key`, for what a script assigns to document.cookie; one that deletes always may */
  cookie: [now: string, text: string];
  /** May the page talk to it? `allow`, or `hold`: a declared service has it and may not run */
  reach: [host: string];
  /** Shows a layer; inline: its content, without a change of layer */
  show: [layer: string];
  /** Is this text, stored under this name, a record of another site or of a build to come? `hold`: it is to be left alone, and no later sweep erases it or what stands beside it (neighbours.h); else `allow`. Said anew after each start */
  whose: [area: string, name: string, text: string];
  /** Why a category, service, button, `link` or host stands as it does */
  explain: [id: string];
  /** The config as a built script takes it: its fields from this one on (config_packed.h) */
  pack: [first?: string];
}

// ---- effects ----

/** Answer to `key` and `cookie`: it may be stored. */
export interface WriteEffect {
  readonly effect: 'write';
  /** how long it may live at most; 0: with the session; empty: as it says */
  readonly seconds: number | null;
  /** nobody declared it, and the site wants to be told */
  readonly undeclared: boolean;
  /** of a cookie: its name, as the core read it */
  readonly name: string;
}

/** Answer to `element`, `reach` and `whose`: it may. */
export interface AllowEffect {
  readonly effect: 'allow';
}

/** It may not. */
export interface HoldEffect {
  readonly effect: 'hold';
  readonly why: Hold;
  /** whose it is: a category or service; empty: nobody's */
  readonly id: string;
  /** of a cookie: its name, as the core read it */
  readonly name: string;
}

/** A fault of the config; in a built script without both. */
export interface ErrorEffect {
  readonly effect: 'error';
  /** a path such as services[3].hosts[0], or a byte of the JSON */
  readonly where: string;
  /** in a word (web/faults) */
  readonly expected: string;
}

/** Where the decision is stored. */
export interface RecordEffect {
  readonly effect: 'record';
  /** of the cookie */
  readonly name: string;
  /** or `host`: this host alone */
  readonly domain: string;
}

/** At `start` of every category and service, later of those that changed. */
export interface GrantEffect {
  readonly effect: 'grant';
  readonly id: string;
  readonly granted: boolean;
}

/** Whether the learner must be asked. */
export interface AskEffect {
  readonly effect: 'ask';
  readonly why: Ask;
}

/** Which law holds here, and for whom. */
export interface RegimeEffect {
  readonly effect: 'regime';
  /** of the table */
  readonly row: string;
  /** `US-CA`; empty: unknown */
  readonly place: string;
  readonly audience: Audience;
  /** the browser refuses sale and advertising */
  readonly signal: boolean;
}

/** Which opt-out link every page owes, and what must stand beside it. */
export interface LinkEffect {
  readonly effect: 'link';
  readonly link: Link;
  /** that the signal was obeyed, in California's words (11 CCR 7025(c)(6)) */
  readonly honored: boolean;
  /** the notice of Texas on the sale of sensitive data */
  readonly texas: boolean;
  /** the notice of Florida on the sale of sensitive data */
  readonly florida: boolean;
}

/** The decision that is stored; without it nothing was decided. */
export interface DecidedEffect {
  readonly effect: 'decided';
  /** unix seconds */
  readonly when: number;
  readonly how: How;
  /** version of the policy that was shown */
  readonly policy: number;
  /** the row of law it was made under */
  readonly regime: string;
}

/** Store the decision. */
export interface SaveEffect {
  readonly effect: 'save';
  /** the decision as text (record.h) */
  readonly record: string;
  /** how long; 0: as long as the session */
  readonly seconds: number;
  /** the same for people: `+id` or `-id`, joined by commas */
  readonly said: string;
}

/** Mark this session of the browser: if there is no mark yet, it is a new one. */
export interface SessionEffect {
  readonly effect: 'session';
}

/** Something may have to go: ask about the names that are stored, in `sweep` turns. */
export interface SweepEffect {
  readonly effect: 'sweep';
}

/** Remove this from the browser. */
export interface EraseEffect {
  readonly effect: 'erase';
  readonly area: Area;
  readonly name: string;
}

/** It stays, and the ledger says this of it from now on. */
export interface SeenEffect {
  readonly effect: 'seen';
  readonly area: Area;
  readonly name: string;
  /** when it was first seen, unix seconds */
  readonly first: number;
  /** when it was last used */
  readonly last: number;
}

/** Show this; what it shows follows. */
export interface LayerEffect {
  readonly effect: 'layer';
  readonly layer: Layer;
}

/** The law that the layer follows. */
export interface LawEffect {
  readonly effect: 'law';
  readonly row: string;
  /** empty: unknown */
  readonly place: string;
}

/** What the layer must also tell. */
export interface SayEffect {
  readonly effect: 'say';
  readonly what: LayerSays;
}

/** A category; its services follow. */
export interface CategoryEffect {
  readonly effect: 'category';
  readonly id: string;
  readonly state: Switch;
  /** nobody was asked about it, or about a service of it, yet */
  readonly isNew: boolean;
}

/** A service of the category before it. */
export interface ServiceEffect {
  readonly effect: 'service';
  readonly id: string;
  readonly state: Switch;
}

/** A button. */
export interface ControlEffect {
  readonly effect: 'control';
  readonly id: Control;
}

/** Answer to `explain`. */
export interface WhyEffect {
  readonly effect: 'why';
  /** what was asked about; of a host: whose it is */
  readonly id: string;
  readonly kind: ReasonKind;
  /** granted, or shown */
  readonly holds: boolean;
  /** of a category or service a word of Standing; of a button the layer it was looked for in */
  readonly standing: string;
  /** what was said of it */
  readonly word: Says;
  /** the browser's signal refuses it */
  readonly signal: boolean;
  /** the rule of law that counted; none: what is absent without one lacks the school's agreement */
  readonly rule: number | null;
  /** of that rule */
  readonly value: number;
  /** which said so */
  readonly row: string;
  /** when it is asked about again, unix seconds; 0: not by time */
  readonly until: number;
}

/** Answer to `stored`. */
export interface StoredEffect {
  readonly effect: 'stored';
  readonly area: Area;
  readonly name: string;
  /** whose it is; empty: nobody declared it */
  readonly category: string;
  /** `assent`: Assent's own; empty, with a category: the site's own */
  readonly service: string;
  /** it may be stored now */
  readonly allowed: boolean;
  /** when it ends by time, unix seconds; 0: not */
  readonly until: number;
  /** what else ends it: session, logout, joined by a comma */
  readonly ends: string;
  /** an educational record */
  readonly record: boolean;
  /** the learner may delete it alone */
  readonly deletable: boolean;
  /** who probably wrote it first, where nobody declared it: id, else host; empty: not known */
  readonly writer: string;
}

/** Answer to `law`. */
export interface RuleEffect {
  readonly effect: 'rule';
  readonly rule: number | null;
  readonly value: number;
  /** that gave it */
  readonly row: string;
}

/** Answer to `pack`. */
export interface PackedEffect {
  readonly effect: 'packed';
  /** of the packed config (config_packed.h) */
  readonly fields: string[];
}

/** Part of what a layer shows. */
export type ShownEffect = LawEffect | SayEffect | CategoryEffect | ServiceEffect | ControlEffect;

/** What a turn left to do: its effects, by name. */
export interface Turned {
  write?: WriteEffect;
  allow?: AllowEffect;
  hold?: HoldEffect;
  error?: ErrorEffect[];
  record?: RecordEffect;
  grant?: GrantEffect[];
  ask?: AskEffect;
  regime?: RegimeEffect;
  link?: LinkEffect;
  decided?: DecidedEffect;
  save?: SaveEffect;
  session?: SessionEffect;
  sweep?: SweepEffect;
  erase?: EraseEffect[];
  seen?: SeenEffect[];
  layer?: LayerEffect;
  why?: WhyEffect;
  stored?: StoredEffect[];
  rule?: RuleEffect[];
  packed?: PackedEffect;
  /** What the `layer` shows, in its order. */
  shown?: ShownEffect[];
}

export type Effect =
  | WriteEffect
  | AllowEffect
  | HoldEffect
  | ErrorEffect
  | RecordEffect
  | GrantEffect
  | AskEffect
  | RegimeEffect
  | LinkEffect
  | DecidedEffect
  | SaveEffect
  | SessionEffect
  | SweepEffect
  | EraseEffect
  | SeenEffect
  | LayerEffect
  | LawEffect
  | SayEffect
  | CategoryEffect
  | ServiceEffect
  | ControlEffect
  | WhyEffect
  | StoredEffect
  | RuleEffect
  | PackedEffect;

// ---- values ----

export const AREAS: Area[];
export const PURPOSES: Purpose[];
export const SALES: Sale[];
export const GROUPS: Group[];
export const UNKNOWN_KEYS: UnknownKeys[];
export const UNKNOWN_HOSTS: UnknownHosts[];
export const WITHDRAWALS: Withdrawal[];
export const APPLIES: Apply[];
export const PLACE_USES: PlaceUse[];
export const AUDIENCES: Audience[];
export const STANDINGS: Standing[];
export const LINKS: Link[];
export const HOWS: How[];
export const SAYS: Says[];
export const ASKS: Ask[];
export const LAYERS: Layer[];
export const CONTROLS: Control[];
export const LAYER_SAYS: LayerSays[];
export const SWITCHES: Switch[];
export const HOLDS: Hold[];
export const REASON_KINDS: ReasonKind[];
export const REJECT_DUTIES: RejectDuty[];
export const SIGNAL_DUTIES: SignalDuty[];
export const PROOFS: Proof[];
export const SWEEPS: string[];
export const RULES: { readonly name: RuleName; readonly kind: string; readonly words?: readonly string[] }[];
export const FAILURES: string[];
export const EFFECTS: Record<
  Effect['effect'],
  { readonly times: 'once' | 'listed' | 'shown'; readonly decode: (line: string[]) => Effect }
>;
export const INPUT_MAX: number,
  OUTPUT_MAX: number,
  CATEGORIES_MAX: number,
  LIST_MAX: number,
  WHOLE_MAX: number,
  ID_MAX: number,
  TEXT_MAX: number,
  DEPTH_MAX: number,
  ERRORS_MAX: number,
  RECORD_MAX: number,
  RECORDS_MAX: number,
  NEIGHBOURS_MAX: number,
  AGE_ADULT: number,
  AGE_ANY: number,
  TIME_END: number;
