// A page for people, before it is Markdown or HTML.

/**
 * What stands in a line: a text, a name to be read letter by letter, a link within the page or to elsewhere, or several
 * of these.
 */
export type Inline =
  | string
  | { code: string }
  | { to: string; text: string }
  | { url: string; text: string }
  | Inline[];

export type Block =
  | { heading: 1 | 2 | 3; text: Inline; id?: string }
  | { paragraph: Inline }
  | { list: Inline[] }
  | { head: Inline[]; rows: Inline[][] };

export interface Page {
  title: string;
  /** BCP 47. */
  lang: string;
  dir?: string;
  blocks: Block[];
}
