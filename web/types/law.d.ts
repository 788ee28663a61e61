// What wasm-build/print-law.mjs makes of src/law.def.

/** By the row's id. */
export const TITLES: Record<string, string>;
export const SOURCES: Record<string, string>;

/** One row of the jurisdiction table, as it is written there. */
export interface Row {
  id: string;
  /** ISO 3166-1 or -2; `*` is everywhere. */
  places: string[];
  model: 'OPT_IN' | 'MIXED' | 'OPT_IN_EXEMPT' | 'OPT_OUT' | 'NOTICE' | 'SILENT';
  audience: 'EVERYBODY' | 'CHILDREN' | 'PUPILS';
  title: string;
  confidence: 'H' | 'M' | 'L';
  source: string;
  note: string;
  /** Such as 2026-12-01; nothing: it always was. */
  from?: string;
  rules: Record<string, string>;
}
export const ROWS: Row[];
