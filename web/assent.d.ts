// In the page: `window.assent` of the classic script, and `start` of the ES module.
import type { Explained, Rule, SiteConfig, State, Visitor } from './site.js';

export type { Decided, Explained, Purpose, Rule, Visitor, SiteCategory, SiteConfig, SiteKey, SiteService, State, Words } from './site.js';

export type Layer = 'banner' | 'notice' | 'preferences';

/** What each event tells; as an event of `document` its name begins with `assent:`, and this is its `detail`. */
export interface AssentEvents {
  /** The first state of this page is carried out. */
  ready: State;
  /** The first choice of all. */
  first: State;
  /** Something is granted or refused that was not before, or a choice was stored. */
  change: State;
  show: { layer: Layer };
  hide: { layer: 'none' };
  /** An element waits: why (undecided, refused, barred, absent, unknown, unstarted), and for which category or service. */
  held: { element: Element; why: string; id?: string };
  error: { error: Error; element?: Element };
}

export interface Assent {
  /** The first state; rejected where there is no good config, and then everything stays held. */
  readonly ready: Promise<State>;
  state(): State;
  /** Is this category or service granted now? */
  allows(id: string): boolean;
  /** Without a layer: the banner while a question is open, else the preferences. */
  show(layer?: Layer): Promise<void>;
  showPreferences(): Promise<void>;
  /** Closes what is open; decides nothing. */
  hide(): Promise<void>;
  /** Everything, or these categories and services. Like every choice, fulfilled when it is carried out. */
  accept(ids?: 'all' | string | string[]): Promise<void>;
  reject(): Promise<void>;
  /** true grants, false refuses; what is not named stays as it is. */
  choose(choice: Record<string, boolean>): Promise<void>;
  /** A parent's permission, which the site has verified: the only grant for what is barred to a child. */
  permit(choice: Record<string, boolean>): Promise<void>;
  /** Every rule of law that holds here. */
  law(): Promise<Rule[]>;
  /** Why an element, category, service, button, `link`, host or address stands as it does. */
  explain(target: Element | string): Promise<Explained>;
  /** These categories and services, or everything that can be refused. */
  withdraw(ids?: string | string[]): Promise<void>;
  /** Returns what ends it. */
  on<Name extends keyof AssentEvents>(event: Name, listener: (detail: AssentEvents[Name]) => void): () => void;
}

export interface StartOptions {
  /** An object, its JSON, or its address. */
  config: SiteConfig | string;
  /** Folder, with its final slash, of assent.panel.js and assent.twin.js; default: that of this module. */
  base?: string;
  /** `js`: without WebAssembly. Default: auto. */
  engine?: 'auto' | 'js';
  visitor?: Visitor;
  /** Address, on this site, that answers `{ "region": "US-CA" }`; until then the strict rules hold. */
  place?: string;
  /** Language of the panel; default: the page's. */
  lang?: string;
  /** The page's, for its Content-Security-Policy. */
  nonce?: string;
  /** Every turn to the console. */
  debug?: boolean;
}

/** Call it as early as you can: what the page loaded before cannot be held. */
export function start(options: StartOptions): Assent;

type DocumentEvents = { [Name in keyof AssentEvents as `assent:${Name}`]: CustomEvent<AssentEvents[Name]> };

declare global {
  /** There when the classic script is included. */
  var assent: Assent;
  interface Window { assent: Assent }
  interface DocumentEventMap extends DocumentEvents {}
}
