// What is put into every audited page (probe.js), and the shapes that the audit's files share.

import type { FullConfig } from '../../types/site.js';
import type { happenings } from './probe/happenings.js';
import type { keyboard } from './probe/keyboard.js';
import type { layers } from './probe/layers.js';
import type { seeing } from './probe/seeing.js';
import type { storedNames } from './probe/stored-names.js';
import type { surroundings } from './probe/surroundings.js';

type Probe = Pick<ReturnType<typeof seeing>, 'describe'> &
  ReturnType<typeof layers> &
  ReturnType<typeof keyboard> &
  ReturnType<typeof surroundings> &
  ReturnType<typeof storedNames> &
  ReturnType<typeof happenings>;

declare global {
  var assentProbe: Probe;
}

export type Reading = NonNullable<ReturnType<Probe['read']>>;
export type Focus = ReturnType<Probe['focus']>;
export type Content = ReturnType<Probe['content']>;
export type OptOut = ReturnType<Probe['optOuts']>[number];

/** Where something was seen. */
export interface Where {
  /** Of the viewport, in CSS px. */
  width?: number;
  scheme?: 'light' | 'dark';
  /** banner, notice, preferences or inline. */
  layer?: string;
  /** Something else that was going on: which page, after which choice. */
  when?: string;
}

export interface Finding {
  where: Where;
  element: string;
  found: string;
  expected: string;
}

/** How a layer was looked at: as it is, on a screen 256 px high, with WCAG 1.4.12's spacing. */
export type Sight = 'plain' | 'short' | 'spaced';

export interface Look extends Reading {
  where: Where;
  sight: Sight;
  /** Nothing was decided before it. */
  untouched: boolean;
}

/** One choice of a person and what came of it. */
export interface Choice {
  /** Clicks from a layer that is open until it was recorded; Infinity: it never was. */
  clicks: number;
  /** What was pressed last. */
  element: string;
  layer: string;
  record: string;
  state: AuditedState;
  /** What the live regions said. */
  said: { text: string; polite: boolean }[];
}

/** Something people do without meaning a choice. */
export interface Step {
  what: string;
  layer: string;
  element: string;
  record: string;
  grants: Record<string, boolean>;
}

export interface PageSeen {
  address: string;
  opener: string;
  place: string;
  optOuts: OptOut[];
  /** What Assent says on the page itself. */
  says: { say: string; text: string }[];
}

/** Everything that is stored; of a cookie also the host it is for. */
export type Stored = { area: string; name: string; host?: string }[];

export interface Traffic {
  url: string;
  /** The host, or the address if it is the page's own. */
  host: string;
}

/** What Assent says of itself; what an older one does not say is left out. */
export interface AuditedState {
  grants: Readonly<Record<string, boolean>>;
  ask: string;
  decided: { how: string } | null;
  regime?: string;
  place?: string;
  audience?: string;
  signal?: boolean;
  link?: string;
}

export interface Facts {
  address: string;
  config: FullConfig;
  /** Before anybody did anything. */
  state: AuditedState;
  /** Field by field of `assent.law()`; null where that is not there: the strict regime. */
  law: Record<string, any> | null;
  /** The words of the language the panel is drawn in, if Assent has them. */
  words: Record<string, any> | null;
  /** Did the audit send Global Privacy Control? */
  gpc: boolean;
  marked: ReturnType<Probe['marked']>;
}

/** All that the visits brought back; the rules judge it, and nothing else. */
export interface Evidence {
  facts: Facts;
  looks: Look[];
  /** A switch before and after it was moved. */
  moved: { off: Reading['switches'][number]; on: Reading['switches'][number]; layer: string }[];
  /** Tab by Tab: through the first layer, through the preferences, backwards from the end of the page. */
  keys: { first: Focus[]; preferences: Focus[]; end: Focus[]; opened?: Focus; closed?: Focus; opener: string };
  /** What the first visit brought before a choice. */
  before: { traffic: Traffic[]; stored: Stored };
  steps: Step[];
  /** The first layer before and after half an hour in which nobody did anything. */
  waited: { before: string; after: string; element: string } | null;
  pages: PageSeen[];
  policy: { element: string; address: string; status: number; here: boolean } | null;
  refused: Choice | null;
  /** Is a first layer open after a refusal, and when? */
  asked: { when: string; asks: boolean }[];
  expires: number;
  content: { refused: Content; accepted: Content } | null;
  accepted: Choice | null;
  withdrawn: Choice | null;
  /** As the page's own code withdraws. */
  revoked: Choice | null;
  after: {
    traffic: Traffic[];
    stored: Stored;
    had: Stored;
    probes: { id: string; ran: string[]; held: string[] };
    reloaded: { traffic: Traffic[]; stored: Stored };
  } | null;
  saved: Choice | null;
  /** One switch on, saved; then the record alone in a new session. */
  chosen: { choice: Choice; page: string; shown: Record<string, boolean>; opened: boolean } | null;
  x: Choice | null;
}

export type Judge = (evidence: Evidence) => Finding[] | null;

export interface Result {
  rule: string;
  means: string;
  source: string;
  status: 'holds' | 'broken' | 'not owed';
  findings: (Finding & { rule: string })[];
}
