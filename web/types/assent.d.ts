// In the page: `window.assent` of the classic script, and `start` of the ES module.
import type { AssentEvents } from './events.js';
import type { Erased, Explained, ExportDocument, Row, Rule, SiteConfig, SiteKey, State, Visitor } from './site.js';

export type {
  Decided,
  Erased,
  Explained,
  ExportDocument,
  Purpose,
  Row,
  Rule,
  SiteCategory,
  SiteConfig,
  SiteKey,
  SiteService,
  State,
  UsedService,
  Visitor,
  Words,
} from './site.js';

export type Layer = 'banner' | 'notice' | 'preferences';

export type { AssentEvents } from './events.js';

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
  /** Why an element, category, service, button, `link`, host or address, or something stored, stands as it does. */
  explain(target: Element | string | { in: SiteKey['in']; name: string }): Promise<Explained>;
  /** These categories and services, or everything that can be refused. */
  withdraw(ids?: string | string[]): Promise<void>;
  /** Everything that this browser stores for the site, as far as a page can see it. */
  stored(): Promise<Row[]>;
  /** All that is known of the learner here, saved as a file (to read, with `html`) and returned. It is sent nowhere. */
  exportData(options?: { format?: 'json' | 'html'; download?: boolean }): Promise<ExportDocument>;
  /**
   * Behavioural data; or all but what the sign-in needs; or these rows; or what withdrawn services left. Resolves
   * within 5 s to what went; `change` tells what could not go.
   */
  erase(what?: {
    everything?: boolean;
    refused?: boolean;
    rows?: readonly Pick<Row, 'area' | 'name'>[];
  }): Promise<Erased[]>;
  /**
   * The learner signs out: what ends with the session goes, at once. Resolves within 5 s to what went; `change` tells
   * what could not go.
   */
  logout(): Promise<Erased[]>;
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
  /** false: what scripts of the page store and send is not looked at; only markup is held. */
  guard?: boolean;
  /** Others use this computer, too: choice and storage end with the session. */
  shared?: boolean;
  /** Every turn to the console. */
  debug?: boolean;
}

/** Call it as early as you can: what the page loaded before cannot be held. */
export function start(options: StartOptions): Assent;

type DocumentEvents = { [Name in keyof AssentEvents as `assent:${Name}`]: CustomEvent<AssentEvents[Name]> };

declare global {
  /** There when the classic script is included. */
  var assent: Assent;
  interface Window {
    assent: Assent;
  }
  interface DocumentEventMap extends DocumentEvents {}
}
